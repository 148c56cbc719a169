//! From bytes to a case, or to everything that is wrong with them.

mod choice;
mod circle;
mod decisions;
mod employments;
mod ids;
mod leave;
mod order;
mod overlap;
pub(crate) mod parts;
mod people;
mod placed;
mod references;
mod said;
mod speaker;
mod spells;
mod statement_links;
mod statements;
mod subjects;

use crate::limits;
use crate::model::case_file::CaseFile;
use notation::{Fault, Faults, Node, Notation, Place};
use order::Order;
use parts::Parts;
use statement_links::StatementIndex;

/// Reads a case file.
///
/// # Errors
///
/// Everything that is wrong, in the order of the file: at most 100 faults, and one more that says how many there are
/// beyond them. What is said in a statement or given as a reason is in none of them (S-47).
///
/// ```
/// use notation::Notation;
///
/// let file = b"format = 'rugwijzer-case/1'\n[[spell]]\nfirst_day = 2026-10-19";
/// let faults = casefile::read("case.toml", file, Notation::Toml).map_or_else(|faults| faults, |_| Vec::new());
/// let told: Vec<String> = faults.iter().map(|fault| fault.to_string()).collect();
/// assert_eq!(
///     told,
///     [
///         "case.toml:2:1 (spell): the field `spell` is not known here; expected one of: format, title, worker, people, \
///          employments, spells, leave, episodes, records, statements, decisions; did you mean `spells`?"
///     ],
/// );
/// ```
pub fn read(file: &str, bytes: &[u8], notation: Notation) -> Result<CaseFile, Vec<Fault>> {
    let tree = tree_of(file, bytes, notation).map_err(|fault| vec![fault])?;
    case_in(&tree).map_err(|faults| limits::at_most_a_hundred(file, faults))
}

fn tree_of(file: &str, bytes: &[u8], notation: Notation) -> Result<Node, Fault> {
    limits::refuse_too_large(file, bytes)?;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Fault::at(Place::whole_file(file), "this file is empty").expected(parts::FORMAT_LINE));
    }
    let tree = notation::read(file, bytes, notation)?;
    parts::refuse_another_format(&tree)?;
    Ok(tree)
}

fn case_in(tree: &Node) -> Result<CaseFile, Vec<Fault>> {
    let mut faults = Faults::new();
    let parts = Parts::of(tree, &mut faults);
    limits::refuse_too_many(&parts)?;
    let case = case_of(&parts, &mut faults);
    faults.or(case)
}

fn case_of(parts: &Parts<'_>, faults: &mut Faults) -> CaseFile {
    let mut order = Order::default();
    let people = people::read(parts, faults);
    let employments = employments::read(parts.employments, faults);
    let entries = statements::entries(parts.statements, &people, faults);
    let index = StatementIndex::of(&entries);
    CaseFile {
        title: parts.title.clone(),
        spells: spells::read(parts.spells, &employments, faults),
        leave: leave::read(parts.leave, faults),
        episodes: subjects::episodes(parts.episodes, faults),
        records: subjects::records(parts.records, faults),
        statements: statements::read(&entries, &index, &mut order, faults),
        decisions: decisions::read(parts.decisions, &people, &index, &mut order, faults),
        worker: people.worker(),
        people: people.into_people(),
        employments: employments.into_employments(),
    }
}
