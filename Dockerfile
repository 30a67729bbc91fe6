# A small image with one static binary: no package manager, no root, and no shell unless it is asked for.
#
#   docker build -t notelint .
#   docker run --rm --network none --read-only -v "$PWD:/notes:ro" notelint check .
#   docker build -t notelint:shell --target shell .        # for CI servers that run their script in the image
#
# `--network none` and `--read-only` are safe to give: notelint has no network code, and without -o it writes nothing.
FROM rust:1.89-alpine AS build
WORKDIR /source
# The dependencies change seldom: a layer of their own is built once. Stubs stand where the program will be, and the real
# files are newer than what was built of the stubs.
COPY Cargo.toml Cargo.lock ./
COPY benches benches
RUN mkdir src \
    && echo 'fn main() {}' | tee src/main.rs build.rs > /dev/null \
    && touch src/lib.rs \
    && cargo build --locked --release --bin notelint
COPY . .
RUN find src build build.rs -name '*.rs' -exec touch {} + \
    && cargo build --locked --release --bin notelint

FROM alpine:3.22 AS shell
COPY --from=build /source/target/release/notelint /usr/local/bin/notelint
COPY --from=build /source/LICENSE-APACHE /source/LICENSE-MIT /licenses/
USER 65534:65534
WORKDIR /notes
CMD ["/bin/sh"]

FROM scratch
LABEL org.opencontainers.image.title="notelint" \
      org.opencontainers.image.description="A linter for clinical notes" \
      org.opencontainers.image.licenses="MIT OR Apache-2.0"
COPY --from=build /source/target/release/notelint /notelint
COPY --from=build /source/LICENSE-APACHE /source/LICENSE-MIT /licenses/
# A number, since there is no /etc/passwd to look a name up in.
USER 65534:65534
WORKDIR /notes
ENTRYPOINT ["/notelint"]
CMD ["--help"]
