//! `explain`: one finding or obligation in full.

use crate::cli::Look;
use crate::command::advise::Opened;
use crate::failure::Failure;
use crate::files;
use crate::render::{Reader, json, text};
use facts::RuleId;

pub(super) fn run(look: &Look, id: &str) -> Result<(), Failure> {
    let opened = Opened::open(look)?;
    let view = opened.view_that_explains(&RuleId::new(id), look.role)?;
    let reader = Reader::new(opened.rulebook.library(), look.common.lang, &look.common.service_name);
    let findings: Vec<_> =
        view.findings.iter().filter(|finding| finding.rule.as_ref().is_some_and(|rule| rule.as_str() == id)).collect();
    let obligation =
        view.obligations.iter().find(|obligation| obligation.rule.as_ref().is_some_and(|rule| rule.as_str() == id));
    match (findings.as_slice(), obligation) {
        ([], None) => Err(not_found(&view, id)),
        (findings, obligation) if look.common.json => {
            let reader = reader.of_view(&view);
            let findings: Vec<_> = findings.iter().map(|finding| json::finding(finding, &reader)).collect();
            let obligation = obligation.map(|obligation| json::obligation(obligation, &reader));
            files::print(&format!("{:#}\n", serde_json::json!({ "findings": findings, "obligation": obligation })))
        }
        (findings, obligation) => files::print(&text::explanation(findings, obligation, &view, &reader)),
    }
}

/// Names the nearest finding among those that this reader may see, and no other.
fn not_found(view: &guidance::View, id: &str) -> Failure {
    let findings = view.findings.iter().filter_map(|finding| finding.rule.as_ref());
    let obligations = view.obligations.iter().filter_map(|obligation| obligation.rule.as_ref());
    let mut seen: Vec<&str> = Vec::new();
    for rule in findings.chain(obligations).map(|rule| rule.as_str()) {
        // A rule that is read for each record has a finding for each.
        if !seen.contains(&rule) {
            seen.push(rule);
        }
    }
    let message = format!("there is no finding `{id}` in this view");
    Failure::NotFound(match notation::nearest(id, seen.iter().copied()) {
        Some(nearest) => format!("{message}; did you mean `{nearest}`?"),
        None if seen.is_empty() => message,
        None => format!("{message}; there are: {}", seen.join(", ")),
    })
}
