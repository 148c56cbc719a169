//! `rugwijzer`: a case file in, guidance out.
//!
//! The only room that reads a clock, a disk or the environment. Everything it decides is which day, which file, which
//! packs and which role; what follows from them is decided below.

mod cli;
mod clock;
mod command;
mod failure;
mod files;
mod packs;
mod render;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    let json = cli.wants_json();
    match command::run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.tell(json);
            ExitCode::from(failure.code())
        }
    }
}
