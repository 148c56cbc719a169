//! Commands that print something about the program itself.

use crate::cli::{Cli, SchemaOf};
use crate::failure::Failure;
use crate::files::print;
use clap::CommandFactory;
use clap_complete::Shell;
use serde_json::Value;

const GUIDANCE: &str = include_str!("../render/guidance.schema.json");
const DEADLINES: &str = include_str!("../render/deadlines.schema.json");

pub(super) fn schema(of: SchemaOf) -> Result<(), Failure> {
    match of {
        SchemaOf::Case => print(&casefile::schema()),
        SchemaOf::Guidance => print(GUIDANCE),
        SchemaOf::Coverage => print(include_str!("../render/coverage.schema.json")),
        SchemaOf::Deadlines => print(&deadlines_schema()?),
        SchemaOf::Receipt => print(include_str!("../render/receipt.schema.json")),
        SchemaOf::Verification => print(include_str!("../render/verification.schema.json")),
    }
}

/// What a deadline shares with guidance is described once, in the schema of guidance.
fn deadlines_schema() -> Result<String, Failure> {
    let read = |text: &str| {
        serde_json::from_str::<Value>(text).map_err(|error| Failure::other(format!("a schema is not JSON: {error}")))
    };
    let (mut schema, guidance) = (read(DEADLINES)?, read(GUIDANCE)?);
    let mut ahead = named_in(&schema);
    while let Some(name) = ahead.pop() {
        let Some(described) = guidance.pointer(&format!("/$defs/{name}")) else { continue };
        let Some(Value::Object(known)) = schema.get_mut("$defs") else { continue };
        if !known.contains_key(&name) {
            ahead.extend(named_in(described));
            known.insert(name, described.clone());
        }
    }
    Ok(format!("{schema:#}\n"))
}

/// The descriptions that a part of a schema points to.
fn named_in(part: &Value) -> Vec<String> {
    match part {
        Value::Object(fields) => {
            let here = fields.get("$ref").and_then(Value::as_str).and_then(|to| to.strip_prefix("#/$defs/"));
            here.map(str::to_owned).into_iter().chain(fields.values().flat_map(named_in)).collect()
        }
        Value::Array(items) => items.iter().flat_map(named_in).collect(),
        _ => Vec::new(),
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
