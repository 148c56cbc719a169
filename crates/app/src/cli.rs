//! The commands, as they are written. Help, completions and man pages come from here.

use calendar::Day;
use clap::{Args, Parser, Subcommand, ValueEnum};
use facts::{Language, Role};
use std::path::PathBuf;

/// Guidance for one worker with low-back pain, from sick report to lasting return to work: a case file in, guidance out.
///
/// Supports professionals; it never diagnoses.
#[derive(Debug, Parser)]
#[command(
    name = "rugwijzer",
    version,
    propagate_version = true,
    after_help = "Examples:\n  rugwijzer advise case.toml --on 2026-11-12\n  rugwijzer guideline check"
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Advise on a case: the answer, why, what is missing and who may answer, who does what before when
    #[command(
        after_help = "Examples:\n  rugwijzer advise case.toml --on 2026-11-12\n  rugwijzer advise case.toml --on 2026-11-13 --role supervisor --json"
    )]
    Advise(AdviseArgs),
    /// Replay the receipt of an advice: does the same come out, years later?
    ///
    /// Ends with code 0 when it is identical, with 8 when it differs (a defect), with 9 when it cannot be replayed here. A
    /// receipt that was changed or damaged is refused with code 3. Needs nothing but the receipt. Prints two values of the
    /// file where they differ; they may be medical.
    #[command(
        after_help = "Examples:\n  rugwijzer verify receipt.json\n  rugwijzer verify receipt.json --lang en --json"
    )]
    Verify(VerifyArgs),
    /// Interview somebody about a case: only what can still matter, alarm signs first; each answer is kept at once
    #[command(
        after_help = "Examples:\n  rugwijzer ask case.toml --role worker --on 2026-11-12 --lang en\n  rugwijzer ask case.toml --role bedrijfsarts --answers answers.toml --json"
    )]
    Ask(AskArgs),
    /// Explain one finding or obligation of a case in full
    #[command(
        after_help = "Examples:\n  rugwijzer explain case.toml stecr.category --on 2026-11-12\n  rugwijzer explain case.toml poortwachter.probleemanalyse --lang en"
    )]
    Explain(ExplainArgs),
    /// List what is owed in a case: by whom, before when, how many days are left; or print it for a calendar
    #[command(
        after_help = "Examples:\n  rugwijzer deadlines case.toml --on 2026-11-12 --party employer\n  rugwijzer deadlines case.toml --on 2026-11-12 --role case_manager --ics > terms.ics"
    )]
    Deadlines(DeadlinesArgs),
    /// Check and show guideline packs
    #[command(
        after_help = "Examples:\n  rugwijzer guideline check --guidelines my-guidelines\n  rugwijzer guideline show stecr.category_table"
    )]
    Guideline(GuidelineArgs),
    /// Print the JSON schema of case files, of guidance, of deadlines, of receipts, of their verification or of coverage
    #[command(after_help = "Examples:\n  rugwijzer schema > case.schema.json\n  rugwijzer schema guidance")]
    Schema(SchemaArgs),
    /// Print the completions for a shell
    #[command(
        after_help = "Examples:\n  rugwijzer completions bash > /etc/bash_completion.d/rugwijzer\n  rugwijzer completions zsh > _rugwijzer"
    )]
    Completions(CompletionsArgs),
    /// Print the manual page
    #[command(after_help = "Examples:\n  rugwijzer man > rugwijzer.1\n  rugwijzer man | man -l -")]
    Man(ManArgs),
}

/// How a case is looked at.
#[derive(Debug, Args)]
pub(crate) struct Look {
    /// The case file (TOML or JSON); `-` reads standard input
    #[arg(value_name = "CASE")]
    pub(crate) case: String,
    /// The reference day; today when left out
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) on: Option<Day>,
    /// Look with what was known on this day; the reference day when left out
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) known_on: Option<Day>,
    /// For whom: that role's view and nothing else
    #[arg(long, value_name = "ROLE", default_value = "bedrijfsarts", value_parser = role)]
    pub(crate) role: Role,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// What every command knows.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// Language of the words
    #[arg(long, value_name = "LANGUAGE", default_value = "nl", value_parser = language)]
    pub(crate) lang: Language,
    /// Print JSON instead of text
    #[arg(long)]
    pub(crate) json: bool,
    /// Use the packs in this folder instead of the shipped ones
    #[arg(long, value_name = "DIR")]
    pub(crate) guidelines: Option<PathBuf>,
    /// Add the house pack in this folder: what this service chose within what the guidelines leave to it
    #[arg(long, value_name = "DIR")]
    pub(crate) house: Option<PathBuf>,
    /// The name of the service that stands before the employer's side
    #[arg(long, value_name = "NAME", env = "RUGWIJZER_SERVICE_NAME", default_value = "Verzuimbegeleiding", value_parser = service_name)]
    pub(crate) service_name: String,
}

#[derive(Debug, Args)]
pub(crate) struct AdviseArgs {
    #[command(flatten)]
    pub(crate) look: Look,
    /// Say only what would be advised otherwise if this edition led, and why; for professionals
    #[arg(long, value_name = "EDITION")]
    pub(crate) compare: Option<String>,
    /// Write a receipt to this new file: all that is needed to replay this advice years later
    ///
    /// It holds the whole case and is medical: only you can read the file, and only roles of the medical side may have one. A
    /// file that is there already is left as it is.
    #[arg(long, value_name = "FILE", conflicts_with = "compare")]
    pub(crate) receipt: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    /// The receipt; `-` reads standard input
    #[arg(value_name = "RECEIPT")]
    pub(crate) receipt: String,
    /// Language of the words
    #[arg(long, value_name = "LANGUAGE", default_value = "nl", value_parser = language)]
    pub(crate) lang: Language,
    /// Print JSON instead of text
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct AskArgs {
    /// The case file (TOML or JSON), in which the answers are kept; a file that is not there is begun
    #[arg(value_name = "CASE")]
    pub(crate) case: String,
    /// Who is asked: what this role may answer, and nothing that it may not see
    #[arg(long, value_name = "ROLE", value_parser = role)]
    pub(crate) role: Role,
    /// The day about which is asked; today when left out
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) on: Option<Day>,
    /// Who answers, by the id in the case file; one that is not there is added to the people
    #[arg(long, value_name = "PERSON")]
    pub(crate) by: Option<String>,
    /// Who tells it, when that is somebody else of the people in the case file
    #[arg(long, value_name = "PERSON")]
    pub(crate) told_by: Option<String>,
    /// Take the answers from this file (TOML or JSON) instead of asking; ends with code 8 at the first question that it does
    /// not answer
    #[arg(long, value_name = "FILE")]
    pub(crate) answers: Option<String>,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    #[command(flatten)]
    pub(crate) look: Look,
    /// The finding or obligation, for example stecr.category
    #[arg(value_name = "FINDING")]
    pub(crate) finding: String,
}

#[derive(Debug, Args)]
pub(crate) struct DeadlinesArgs {
    #[command(flatten)]
    pub(crate) look: Look,
    /// Only what this party owes or takes part in, for example employer
    #[arg(long, value_name = "PARTY", value_parser = role)]
    pub(crate) party: Option<Role>,
    /// Show how each day was counted, and the words of the clauses
    #[arg(long)]
    pub(crate) full: bool,
    /// Print a calendar file (iCalendar): one event for each open deadline, with titles that tell nothing of the cause
    #[arg(long, conflicts_with_all = ["json", "full"])]
    pub(crate) ics: bool,
    /// A secret of the service: with it nobody can tell by trying whom an entry in a calendar is about
    #[arg(
        long,
        value_name = "SECRET",
        env = "RUGWIJZER_CALENDAR_KEY",
        hide_env_values = true,
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) calendar_key: String,
}

#[derive(Debug, Args)]
pub(crate) struct GuidelineArgs {
    #[command(subcommand)]
    pub(crate) command: GuidelineCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum GuidelineCommand {
    /// Check all packs in full, and run every case and every journey
    #[command(
        after_help = "Examples:\n  rugwijzer guideline check\n  rugwijzer guideline check --guidelines my-guidelines"
    )]
    Check(CheckArgs),
    /// Show one rule, table or question in words
    #[command(
        after_help = "Examples:\n  rugwijzer guideline show stecr.category_table\n  rugwijzer guideline show poortwachter.probleemanalyse --lang en"
    )]
    Show(ShowArgs),
    /// Hold two editions that stand beside each other against one another, rule by rule
    #[command(
        after_help = "Examples:\n  rugwijzer guideline diff stecr-2004 nvab-2021\n  rugwijzer guideline diff stecr-2004 nvab-2021 --lang en --json"
    )]
    Diff(DiffArgs),
    /// Print the glossary as a page
    #[command(
        after_help = "Examples:\n  rugwijzer guideline glossary > GLOSSARY.md\n  rugwijzer guideline glossary --json"
    )]
    Glossary(GlossaryArgs),
    /// Show every requirement: met by what, planned where, or left out why
    ///
    /// Ends with code 8 when a requirement is met nowhere, planned although a rule implements it, or does not exist.
    #[command(
        after_help = "Examples:\n  rugwijzer guideline coverage --source W --status planned\n  rugwijzer guideline coverage --json"
    )]
    Coverage(CoverageArgs),
    /// Print the traces of the journeys in a folder, or write them
    #[command(
        after_help = "Examples:\n  rugwijzer guideline journeys guidelines/journeys\n  rugwijzer guideline journeys guidelines/journeys --write"
    )]
    Journeys(JourneysArgs),
}

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// The rule
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    /// An edition, for example stecr-2004
    #[arg(value_name = "EDITION")]
    pub(crate) first: String,
    /// The edition to hold against it, for example nvab-2021
    #[arg(value_name = "OTHER")]
    pub(crate) second: String,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Args)]
pub(crate) struct GlossaryArgs {
    #[command(flatten)]
    pub(crate) common: Common,
}

/// Where a requirement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(crate) enum StatusWord {
    /// Met by a rule, a screen, a document, a word of the glossary or a test.
    Done,
    /// To be met in a room that is named.
    Planned,
    /// Not to be met, with the reason.
    LeftOut,
    /// Met nowhere: to be put right.
    Missing,
}

#[derive(Debug, Args)]
pub(crate) struct CoverageArgs {
    /// Only requirements of these sources, by their letter: W, B, I, D, F, and N and C for what follows from them
    #[arg(long, value_name = "LETTER", value_delimiter = ',')]
    pub(crate) source: Vec<String>,
    /// Only requirements that stand so
    #[arg(long, value_name = "STATUS", value_enum, value_delimiter = ',')]
    pub(crate) status: Vec<StatusWord>,
    /// With --json: also what follows from several sources (N) and how it was settled where they disagree (C)
    #[arg(long)]
    pub(crate) derived: bool,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Args)]
pub(crate) struct JourneysArgs {
    /// The folder with `<name>.toml` and `<name>.looks.toml`
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: PathBuf,
    /// Write the traces beside the cases
    #[arg(long)]
    pub(crate) write: bool,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// Which schema.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum SchemaOf {
    /// Case files.
    Case,
    /// What `advise --json` prints.
    Guidance,
    /// What `guideline coverage --json` prints.
    Coverage,
    /// What `deadlines --json` prints.
    Deadlines,
    /// Receipts, as `advise --receipt` writes them.
    Receipt,
    /// What `verify --json` prints.
    Verification,
}

#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    /// Which schema
    #[arg(value_enum, default_value = "case")]
    pub(crate) of: SchemaOf,
    /// A schema is JSON already; accepted so that every command has it
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
    /// Print the script as a JSON string
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    /// Print the page as a JSON string
    #[arg(long)]
    pub(crate) json: bool,
}

impl Cli {
    /// Whether messages on standard error should be JSON too.
    pub(crate) fn wants_json(&self) -> bool {
        match &self.command {
            Command::Advise(args) => args.look.common.json,
            Command::Verify(args) => args.json,
            Command::Ask(args) => args.common.json,
            Command::Explain(args) => args.look.common.json,
            Command::Deadlines(args) => args.look.common.json,
            Command::Guideline(args) => match &args.command {
                GuidelineCommand::Check(args) => args.common.json,
                GuidelineCommand::Show(args) => args.common.json,
                GuidelineCommand::Diff(args) => args.common.json,
                GuidelineCommand::Glossary(args) => args.common.json,
                GuidelineCommand::Coverage(args) => args.common.json,
                GuidelineCommand::Journeys(args) => args.common.json,
            },
            Command::Schema(args) => args.json,
            Command::Completions(args) => args.json,
            Command::Man(args) => args.json,
        }
    }
}

fn day(word: &str) -> Result<Day, String> {
    Day::parse(word).map_err(|error| error.to_string())
}

fn role(word: &str) -> Result<Role, String> {
    Role::parse(word).ok_or_else(|| {
        let right: Vec<&str> = Role::ALL.iter().map(|role| role.as_str()).collect();
        match notation::nearest(word, right.iter().copied()) {
            Some(nearest) => format!("this is not a role; did you mean `{nearest}`?"),
            None => format!("this is not a role; expected one of: {}", right.join(", ")),
        }
    })
}

fn language(word: &str) -> Result<Language, String> {
    Language::parse(word).ok_or_else(|| "expected one of: nl, fr, en".to_owned())
}

fn service_name(name: &str) -> Result<String, String> {
    let name_in_small_letters = name.to_lowercase();
    let mut parts = name_in_small_letters.split(|letter: char| !letter.is_alphanumeric());
    if parts.any(|part| part.starts_with("rug") || part.starts_with("back") || part == "dos") {
        Err("the name of the service may not tell that it is about the back".to_owned())
    } else {
        Ok(name.to_owned())
    }
}
