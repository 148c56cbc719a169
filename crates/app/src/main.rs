//! `rugwijzer`: a case file in, guidance out.
//!
//! The only room that reads a clock, a disk or the environment. Everything it decides is which day, which file, which
//! packs and which role; what follows from them is decided below.

mod ahead;
mod cli;
mod clock;
mod command;
mod failure;
mod files;
mod new_file;
mod packs;
mod render;

use clap::Parser;
use failure::Failure;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = match cli::Cli::try_parse() {
        Ok(cli) => cli,
        Err(told) if told.use_stderr() && std::env::args_os().any(|word| word == "--json") => {
            let failure = wrong_use(&told);
            failure.tell(true);
            return ExitCode::from(failure.code());
        }
        Err(told) => told.exit(),
    };
    let json = cli.wants_json();
    match command::run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.tell(json);
            ExitCode::from(failure.code())
        }
    }
}

/// What was wrong with the command, without the help around it.
fn wrong_use(told: &clap::Error) -> Failure {
    let told = told.to_string();
    let first_paragraph = told.split("\n\n").next().unwrap_or_default();
    let message = first_paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
    Failure::WrongUse(message.trim_start_matches("error: ").to_owned())
}
