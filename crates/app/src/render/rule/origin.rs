//! Where a rule comes from: clauses, what is newer, weight, other editions, requirements.

use super::Teller;
use crate::render::page::Page;
use facts::RuleId;
use guidance::Since;
use pack::{Newer, RequirementId, Rule, SourceQuote};

impl Teller<'_> {
    pub(super) fn origin(&self, page: &mut Page, rule: &Rule) {
        page.heading("Where it comes from");
        rule.sources.iter().for_each(|source| page.marked(2, "§ ", &self.clause(source)));
        rule.edition.newer.iter().for_each(|newer| page.marked(2, "↻ ", &self.newer(newer)));
        if let Some(strength) = rule.edition.strength {
            page.line(2, &format!("Weight: {}", self.reader.words.strength(strength)));
        }
        if !rule.edition.in_place_of.is_empty() {
            let replaced: Vec<&str> = rule.edition.in_place_of.iter().map(RuleId::as_str).collect();
            let differs = rule.edition.differs.as_ref().map(|text| format!(": {}", self.reader.tell(text)));
            let differs = differs.unwrap_or_default();
            page.line(2, &format!("Where {} leads, it comes in place of {}{differs}", rule.pack, replaced.join(", ")));
        }
        for other in self.library.rules_in_place_of(&rule.id) {
            page.line(2, &format!("Where {} leads, {} comes in its place", other.pack, other.id));
        }
        if !rule.implements.is_empty() {
            let ids: Vec<&str> = rule.implements.iter().map(RequirementId::as_str).collect();
            page.line(2, &format!("Requirements: {}", ids.join(", ")));
        }
        if let Some(note) = &rule.note {
            page.line(2, &format!("Reading: {note}"));
        }
    }

    fn clause(&self, source: &SourceQuote) -> String {
        let quote = source.quote.as_ref().map(|quote| format!(" “{quote}”")).unwrap_or_default();
        let known = self.library.sources().get(source.clause.source());
        let heading =
            known.and_then(|known| known.clause(source.clause.clause())).map(|clause| clause.heading.as_str());
        format!("{} {}{quote}", source.clause, heading.unwrap_or_default())
    }

    fn newer(&self, newer: &Newer) -> String {
        let source = self.library.sources().get(newer.clause.source());
        let since = |source: &pack::Source| source.version.map_or(Since::Year(source.year), Since::Day);
        let by = source.map(|source| format!(" ({}, since {})", source.publisher, self.reader.since(since(source))));
        format!("newer{}: {} [{}]", by.unwrap_or_default(), self.reader.tell(&newer.says), newer.clause)
    }
}
