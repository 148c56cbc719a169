//! Editions that stand beside each other: which leads, and which rules come in whose place.

use super::Library;
use crate::model::{Body, Pack, Rule};
use facts::{PackId, RuleId};

impl Library {
    /// Whether a pack advises: it stands beside no other, or it leads.
    pub fn advises(&self, pack: &Pack) -> bool {
        pack.stands_beside.is_none() || self.leading.contains(&pack.id)
    }

    /// Whether a rule advises: its pack does, and no rule of a leading edition comes in its place.
    pub fn rule_advises(&self, rule: &Rule) -> bool {
        self.pack(&rule.pack).is_some_and(|pack| self.advises(pack))
            && (self.leading.is_empty()
                || !self.rules_in_place_of(&rule.id).any(|other| self.leading.contains(&other.pack)))
    }

    /// The rules of other editions that come in place of a rule where their edition leads.
    pub fn rules_in_place_of<'l>(&'l self, rule: &'l RuleId) -> impl Iterator<Item = &'l Rule> {
        self.rules().filter(move |other| other.edition.in_place_of.contains(rule))
    }

    /// The editions that stand beside another one.
    pub fn editions(&self) -> impl Iterator<Item = &Pack> {
        self.packs.iter().filter(|pack| pack.stands_beside.is_some())
    }

    /// The editions that lead in place of those they stand beside.
    pub fn leading(&self) -> impl Iterator<Item = &PackId> {
        self.leading.iter()
    }

    /// The packs as they were published: without what a service chose, every edition in its own place.
    pub fn as_published(&self) -> Library {
        let mut library = self.clone();
        library.leading.clear();
        for rule in library.rules.values_mut() {
            if let Body::Value(value) = &mut rule.body {
                value.chosen = None;
            }
        }
        library
    }

    /// The same packs with another edition in the lead: an edition that stands beside another one leads; naming the
    /// one it stands beside takes the lead back. None when nothing is there to choose between.
    pub fn led_by(&self, edition: &PackId) -> Option<Library> {
        let beside = self.editions().find(|pack| pack.id == *edition).and_then(|pack| pack.stands_beside.clone());
        let stands = beside.as_ref().unwrap_or(edition);
        let rivals: Vec<PackId> = self
            .editions()
            .filter(|pack| pack.stands_beside.as_ref() == Some(stands))
            .map(|pack| pack.id.clone())
            .collect();
        if rivals.is_empty() {
            return None;
        }
        let mut library = self.clone();
        library.leading.retain(|leads| !rivals.contains(leads));
        if beside.is_some() {
            library.leading.insert(edition.clone());
        }
        Some(library)
    }
}
