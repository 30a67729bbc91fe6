//! The command line program: parse, run, exit.

mod app;
#[cfg(test)]
mod schema;
#[allow(dead_code, unused_imports, reason = "the library reads more than records with it")]
mod yaml;

use std::process::ExitCode;

fn main() -> ExitCode {
    app::run(&app::parse())
}
