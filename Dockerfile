# A small image with one static binary and nothing else: no shell, no package manager, no root.
#
#   docker build -t notelint .
#   docker run --rm --network none --read-only -v "$PWD:/notes:ro" notelint check .
#
# `--network none` and `--read-only` are safe to give: notelint has no network code, and without -o it writes nothing.
FROM rust:1.89-alpine AS build
WORKDIR /source
COPY . .
# The examples and tests that Cargo.toml knows by their folders are not copied; the program is built without them.
RUN cargo build --release --bin notelint

FROM scratch
COPY --from=build /source/target/release/notelint /notelint
COPY --from=build /source/LICENSE-APACHE /source/LICENSE-MIT /licenses/
# A number, since there is no /etc/passwd to look a name up in.
USER 65534:65534
WORKDIR /notes
ENTRYPOINT ["/notelint"]
CMD ["--help"]
