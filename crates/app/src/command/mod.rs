//! One module per command.

mod advise;
mod ask;
mod coverage;
mod deadlines;
mod editions;
mod explain;
mod guideline;
mod journeys;
mod plain;
mod receipt;

use crate::cli::{Cli, Command, GuidelineCommand};
use crate::failure::Failure;

pub(crate) fn run(cli: Cli) -> Result<(), Failure> {
    match cli.command {
        Command::Advise(args) => match (&args.compare, &args.receipt) {
            (Some(edition), _) => editions::compare_case(&args.look, edition),
            (None, Some(file)) => receipt::advise_and_keep(&args.look, file),
            (None, None) => advise::run(&args.look),
        },
        Command::Verify(args) => receipt::verify(&args),
        Command::Ask(args) => ask::run(&args),
        Command::Explain(args) => explain::run(&args.look, &args.finding),
        Command::Deadlines(args) => deadlines::run(&args),
        Command::Guideline(args) => match args.command {
            GuidelineCommand::Check(args) => guideline::check(&args.common),
            GuidelineCommand::Show(args) => guideline::show(&args.id, &args.common),
            GuidelineCommand::Diff(args) => editions::difference(&args.first, &args.second, &args.common),
            GuidelineCommand::Glossary(args) => guideline::glossary(&args.common),
            GuidelineCommand::Coverage(args) => coverage::run(&args),
            GuidelineCommand::Journeys(args) => journeys::run(&args),
        },
        Command::Schema(args) => plain::schema(args.of),
        Command::Completions(args) => plain::completions(args.shell, args.json),
        Command::Man(args) => plain::man(args.json),
    }
}
