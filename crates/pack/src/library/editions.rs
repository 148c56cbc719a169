//! Editions that stand beside each other: which leads, and which rules come in whose place.

use super::Library;
use crate::model::{Pack, Rule};
use calendar::Day;
use facts::{PackId, RuleId};

impl Library {
    /// Whether a pack advises on a day: it stands beside no other, or it leads.
    pub fn advises(&self, pack: &Pack, on: Day) -> bool {
        pack.stands_beside.is_none() || self.leads(pack, on)
    }

    /// Whether a pack leads on a day in place of the one that it stands beside.
    pub fn leads(&self, pack: &Pack, on: Day) -> bool {
        self.leading.get(&pack.id).is_some_and(|validity| validity.contains(on))
    }

    /// Whether a pack advises on a day for an employment in a country: it is in force (S-36), and it stands beside no
    /// other or leads.
    pub fn advises_here(&self, pack: &Pack, on: Day, country: Option<&str>) -> bool {
        pack.in_force(on, country) && self.advises(pack, on)
    }

    /// Whether a rule advises on a day for an employment in a country: it is in force, its pack advises here, and no rule
    /// of a leading edition comes in its place here. Where the leading edition does not hold, nothing is replaced.
    pub fn rule_advises_here(&self, rule: &Rule, on: Day, country: Option<&str>) -> bool {
        let holds = |rule: &Rule| {
            rule.validity.contains(on) && self.pack(&rule.pack).is_some_and(|pack| self.advises_here(pack, on, country))
        };
        holds(rule) && (self.leading.is_empty() || !self.rules_in_place_of(&rule.id).any(holds))
    }

    /// The edition in force that leads in place of a pack.
    pub fn leader_in_place_of(&self, pack: &PackId, on: Day, country: Option<&str>) -> Option<&Pack> {
        let leads = |edition: &&Pack| self.leads(edition, on) && edition.in_force(on, country);
        self.editions().filter(|edition| edition.stands_beside.as_ref() == Some(pack)).find(leads)
    }

    /// The pack beside which editions stand, of which this is one or it is that pack itself.
    pub fn stands_among_editions(&self, edition: &PackId) -> Option<&Pack> {
        let pack = self.pack(edition)?;
        let first = pack.stands_beside.as_ref().unwrap_or(edition);
        self.editions().find(|other| other.stands_beside.as_ref() == Some(first))?;
        self.pack(first)
    }

    /// Which of the editions that stand beside each other leads on a day in a country: the one that was chosen, where it
    /// is in force, or else the pack beside which they stand.
    pub fn leader_among(&self, edition: &PackId, on: Day, country: Option<&str>) -> Option<&Pack> {
        let first = self.stands_among_editions(edition)?;
        self.leader_in_place_of(&first.id, on, country).or(Some(first))
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
        self.leading.keys()
    }

    /// Whether a house pack stands among the packs.
    pub fn has_house(&self) -> bool {
        self.published.is_some()
    }

    /// The packs as they were published: without a house pack and what it chose, every edition in its own place.
    pub fn as_published(&self) -> Library {
        match &self.published {
            Some(published) => published.as_ref().clone(),
            None => {
                let mut library = self.clone();
                library.leading.clear();
                library
            }
        }
    }

    /// The same packs with another edition in the lead: an edition that stands beside another one leads; naming the
    /// one it stands beside takes the lead back. None when nothing is there to choose between.
    pub fn led_by(&self, edition: &PackId) -> Option<Library> {
        let edition = self.pack(edition)?;
        let stands = edition.stands_beside.as_ref().unwrap_or(&edition.id);
        let rivals: Vec<&PackId> =
            self.editions().filter(|pack| pack.stands_beside.as_ref() == Some(stands)).map(|pack| &pack.id).collect();
        if rivals.is_empty() {
            return None;
        }
        let mut library = self.clone();
        library.leading.retain(|leads, _| !rivals.contains(&leads));
        if edition.stands_beside.is_some() {
            library.leading.insert(edition.id.clone(), edition.validity);
        }
        library.on_other_days = self.on_other_days.as_ref().and_then(|other| other.led_by(&edition.id)).map(Box::new);
        Some(library)
    }
}
