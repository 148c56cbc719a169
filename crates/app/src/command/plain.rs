//! Commands that print something about the program itself.

use crate::cli::{Cli, SchemaOf};
use crate::failure::Failure;
use crate::files::print;
use clap::CommandFactory;
use clap_complete::Shell;

pub(super) fn schema(of: SchemaOf) -> Result<(), Failure> {
    match of {
        SchemaOf::Case => print(&casefile::schema()),
        SchemaOf::Guidance => print(include_str!("../render/guidance.schema.json")),
        SchemaOf::Coverage => print(include_str!("../render/coverage.schema.json")),
    }
}

pub(super) fn completions(shell: Shell, json: bool) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "rugwijzer", &mut script);
    print_made(&script, json)
}

/// The page of the program, and after it the page of every command.
pub(super) fn man(json: bool) -> Result<(), Failure> {
    let mut page = Vec::new();
    let mut command = Cli::command().disable_help_subcommand(true);
    command.build();
    clap_mangen::Man::new(command.clone())
        .render(&mut page)
        .and_then(|()| pages_of_commands(&command, &mut page))
        .map_err(|error| Failure::other(format!("the manual page could not be made: {error}")))?;
    print_made(&page, json)
}

fn pages_of_commands(command: &clap::Command, page: &mut Vec<u8>) -> std::io::Result<()> {
    for sub in command.get_subcommands() {
        let man = clap_mangen::Man::new(sub.clone());
        man.render_synopsis_section(page)?;
        man.render_description_section(page)?;
        man.render_options_section(page)?;
        pages_of_commands(sub, page)?;
    }
    Ok(())
}

fn print_made(made: &[u8], json: bool) -> Result<(), Failure> {
    let text = String::from_utf8_lossy(made);
    if json { print(&format!("{:#}\n", serde_json::json!({ "text": text }))) } else { print(&text) }
}
