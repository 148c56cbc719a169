//! Requirements and where each is met: a page for those who keep the rules, and JSON.

use crate::cli::StatusWord;
use crate::render::page::Page;
use pack::{Coverage, MetBy, Requirement, Standing};
use serde_json::{Value, json};

/// One requirement with where it stands.
type Line<'l> = (&'l Requirement, Standing<'l>);

/// The columns of the totals, in order.
const STATUSES: [StatusWord; 4] = [StatusWord::Done, StatusWord::Planned, StatusWord::LeftOut, StatusWord::Missing];

pub(crate) fn status(standing: &Standing<'_>) -> StatusWord {
    match standing {
        Standing::Done(_) => StatusWord::Done,
        Standing::Planned(_) => StatusWord::Planned,
        Standing::LeftOut(_) => StatusWord::LeftOut,
        Standing::Missing => StatusWord::Missing,
    }
}

/// The word of a status in JSON.
fn word(status: StatusWord) -> &'static str {
    match status {
        StatusWord::Done => "done",
        StatusWord::Planned => "planned",
        StatusWord::LeftOut => "left_out",
        StatusWord::Missing => "missing",
    }
}

/// The same word before a person.
fn words(status: StatusWord) -> &'static str {
    match status {
        StatusWord::LeftOut => "left out",
        other => word(other),
    }
}

/// An array of requirements; every one has all six keys, `null` where a key does not apply.
pub(crate) fn json(lines: &[Line<'_>]) -> Value {
    lines
        .iter()
        .map(|(requirement, standing)| {
            let (mut by, mut room, mut reason) = (Value::Null, Value::Null, Value::Null);
            match standing {
                Standing::Done(met) => by = met.iter().map(ToString::to_string).collect(),
                Standing::Planned(planned) => room = (*planned).into(),
                Standing::LeftOut(because) => reason = (*because).into(),
                Standing::Missing => {}
            }
            json!({
                "id": requirement.id.as_str(),
                "type": requirement.kind.as_str(),
                "status": word(status(standing)),
                "by": by,
                "room": room,
                "reason": reason,
            })
        })
        .collect()
}

/// Totals of the sources that are shown, then the requirements that were chosen among them.
pub(crate) fn page(coverage: &Coverage, letters: &[&str], all: &[Line<'_>], chosen: &[Line<'_>]) -> String {
    let mut page = String::from("Requirements, and where each is met\n\n");
    page.push_str(&totals(coverage, letters, all));
    page.push('\n');
    for (status, meaning) in [
        (StatusWord::Done, "a rule, a screen, a document, a word of the glossary or a test meets it"),
        (StatusWord::Planned, "it will be met in the room that is named"),
        (StatusWord::LeftOut, "it will not be met, for the reason that is given"),
        (StatusWord::Missing, "nothing is said of it: to be put right"),
    ] {
        let is_there = chosen.iter().any(|(_, standing)| self::status(standing) == status);
        if is_there {
            page.push_str(&format!("  {:<9} {meaning}\n", words(status)));
        }
    }
    for source in coverage.sources.iter().filter(|source| letters.contains(&source.letter.as_str())) {
        let mut of_source =
            chosen.iter().filter(|(requirement, _)| requirement.id.letter() == source.letter).peekable();
        if of_source.peek().is_some() {
            page.push_str(&format!("\n{} — {}\n", source.letter, source.title));
            of_source.for_each(|line| page.push_str(&entry(line)));
        }
    }
    page.push_str(&rooms(coverage, chosen));
    page
}

/// A table of how many requirements stand where, source by source.
fn totals(coverage: &Coverage, letters: &[&str], all: &[Line<'_>]) -> String {
    let count = |is_counted: &dyn Fn(&Requirement) -> bool| -> Vec<usize> {
        let counted: Vec<StatusWord> = all
            .iter()
            .filter(|(requirement, _)| is_counted(requirement))
            .map(|(_, standing)| status(standing))
            .collect();
        let of_each = STATUSES.iter().map(|wanted| counted.iter().filter(|found| *found == wanted).count());
        std::iter::once(counted.len()).chain(of_each).collect()
    };
    let heads = std::iter::once("all").chain(STATUSES.into_iter().map(words));
    let mut table = row("", &heads.map(str::to_owned).collect::<Vec<_>>());
    let shown: Vec<_> = coverage.sources.iter().filter(|source| letters.contains(&source.letter.as_str())).collect();
    for derived in [false, true] {
        let alike: Vec<_> = shown.iter().filter(|source| source.derived == derived).collect();
        for source in &alike {
            let counts = count(&|requirement| requirement.id.letter() == source.letter);
            table.push_str(&row(&format!("{}  {}", source.letter, source.title), &as_text(&counts)));
        }
        if !derived && alike.len() > 1 {
            let counts = count(&|requirement| alike.iter().any(|source| source.letter == requirement.id.letter()));
            table.push_str(&row("   together", &as_text(&counts)));
        }
    }
    table
}

fn as_text(counts: &[usize]) -> Vec<String> {
    counts.iter().map(|count| if *count == 0 { "–".to_owned() } else { count.to_string() }).collect()
}

fn row(head: &str, cells: &[String]) -> String {
    /// Enough for the longest title that is shipped; a longer one moves its own row.
    const HEAD: usize = 55;
    let cells: String = cells.iter().map(|cell| format!("{cell:>9}")).collect();
    format!("{head:<HEAD$}{cells}\n")
}

/// `W-044  done      NVAB: first contact … (deadline) — by rule stecr.first_contact`
fn entry((requirement, standing): &Line<'_>) -> String {
    let told = match standing {
        Standing::Done(by) => format!(" — by {}", met_by(by)),
        Standing::Planned(room) => format!(" — in {room}"),
        Standing::LeftOut(reason) => format!(" — because {reason}"),
        Standing::Missing => String::new(),
    };
    let mut page = Page::default();
    let mark = format!("{:<5}  {:<8}  ", requirement.id, words(status(standing)));
    let kind = requirement.kind.as_str().to_lowercase();
    page.marked(2, &mark, &format!("{} ({kind}){told}", requirement.says));
    page.into_text()
}

/// The first few, each kind named once, and how many more.
fn met_by(by: &[MetBy]) -> String {
    const SHOWN: usize = 3;
    let mut told: Vec<String> = Vec::new();
    let mut last = "";
    for one in by.iter().take(SHOWN) {
        let (kind, name) = match one {
            MetBy::Rule(rule) => ("rule", rule.to_string()),
            MetBy::Screen(route) => ("screen", route.clone()),
            MetBy::Document(path) => ("document", path.clone()),
            MetBy::Glossary(word) => ("word", word.clone()),
            MetBy::Test { name, .. } => ("test", name.clone()),
        };
        told.push(if kind == last { name } else { format!("{kind} {name}") });
        last = kind;
    }
    let told = told.join(", ");
    match by.len().saturating_sub(SHOWN) {
        0 => told,
        more => format!("{told} and {more} more"),
    }
}

/// The rooms that were named, with what they are for.
fn rooms(coverage: &Coverage, chosen: &[Line<'_>]) -> String {
    let planned =
        |id: &str| chosen.iter().any(|(_, standing)| matches!(standing, Standing::Planned(room) if *room == id));
    let mut page = Page::default();
    for room in coverage.rooms.iter().filter(|room| planned(&room.id)) {
        page.marked(2, &format!("{:<30}  ", room.id), &room.purpose);
    }
    let told = page.into_text();
    if told.is_empty() { told } else { format!("\nRooms in which something is planned\n{told}") }
}
