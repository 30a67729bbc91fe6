//! The command line, as people and scripts see it.

mod baseline;
mod canary;
mod cli;
mod config;
mod diff;
mod generate;
mod generated;
mod init;
mod overwriting;
mod readme;
mod special_files;
mod tutorial;
mod untrusted_text;
