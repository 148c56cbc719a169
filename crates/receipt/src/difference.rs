//! Where two canonical forms differ first.

use guidance::Canonical;
use std::collections::BTreeSet;

/// The first place where what was replayed differs from what was kept. Values may be medical.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The way to the value, such as `guidance.findings[3].outcome`.
    pub path: String,
    /// What the receipt holds there; none where it holds nothing.
    pub kept: Option<Canonical>,
    /// What came out now; none where nothing did.
    pub replayed: Option<Canonical>,
}

/// The first difference, in the order of lists and of the names of fields.
pub(crate) fn first_difference(path: &str, kept: &Canonical, replayed: &Canonical) -> Option<Difference> {
    match (kept, replayed) {
        _ if kept == replayed => None,
        (Canonical::Fields(before), Canonical::Fields(now)) => {
            let names: BTreeSet<&String> = before.keys().chain(now.keys()).collect();
            names.into_iter().find_map(|name| of_part(path_of_field(path, name), before.get(name), now.get(name)))
        }
        (Canonical::List(before), Canonical::List(now)) => (0..before.len().max(now.len()))
            .find_map(|at| of_part(format!("{path}[{at}]"), before.get(at), now.get(at))),
        _ => Some(differs(path.to_owned(), Some(kept), Some(replayed))),
    }
}

fn of_part(path: String, kept: Option<&Canonical>, replayed: Option<&Canonical>) -> Option<Difference> {
    match (kept, replayed) {
        (Some(kept), Some(replayed)) => first_difference(&path, kept, replayed),
        (None, None) => None,
        (kept, replayed) => Some(differs(path, kept, replayed)),
    }
}

/// A name that is no plain word stands between quotation marks: in a receipt that somebody sealed anew it can be anything.
fn path_of_field(path: &str, name: &str) -> String {
    if name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_') {
        format!("{path}.{name}")
    } else {
        format!("{path}[{}]", Canonical::Text(name.to_owned()))
    }
}

fn differs(path: String, kept: Option<&Canonical>, replayed: Option<&Canonical>) -> Difference {
    Difference { path, kept: kept.cloned(), replayed: replayed.cloned() }
}
