//! Is this current? What newer guidelines say beside a finding, and how each pack answers for itself.

use super::build::Builder;
use super::{NewerView, Since};
use access::Content;
use facts::Localized;
use pack::{Audience, Newer, Rule, Source};

impl Builder<'_> {
    /// What newer guidelines say beside a rule: what, by whom, since when. Professionals weigh guidelines.
    pub(super) fn newer(&self, rule: &Rule) -> Vec<NewerView> {
        if self.audience() != Audience::Professional {
            return Vec::new();
        }
        rule.edition.newer.iter().filter_map(|newer| self.newer_clause(newer)).collect()
    }

    fn newer_clause(&self, newer: &Newer) -> Option<NewerView> {
        let source = self.library.sources().get(newer.clause.source())?;
        Some(NewerView {
            clause: newer.clause.to_string(),
            by: source.publisher.clone(),
            title: source.title.clone(),
            since: since(source),
            says: newer.says.clone(),
        })
    }

    /// What the packs that advise here say of their own age, for this reader. Where another edition leads in place of a
    /// pack, that edition answers.
    pub(super) fn currency(&self) -> Vec<Localized> {
        // While an alarm stands, the worker reads what to do now and nothing else.
        if self.wall.is_worker() && self.guidance.assessment.halted_by.is_some() {
            return Vec::new();
        }
        let (on, country) = (self.guidance.assessment.on, self.guidance.situation.country.as_deref());
        self.packs_that_advise()
            .filter(|pack| self.library.leader_in_place_of(&pack.id, on, country).is_none())
            .filter(|pack| self.wall.lets_through(Content { class: pack.class, neutral: pack.neutral }))
            .filter_map(|pack| pack.currency.get(&self.audience()).cloned())
            .collect()
    }
}

/// The day of the version that was read; else the year of publication.
fn since(source: &Source) -> Since {
    source.version.map_or(Since::Year(source.year), Since::Day)
}
