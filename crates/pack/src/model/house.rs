//! What a service chose in its house pack (S-38): within what others leave to it, or more strictly than they say.

use super::condition::Condition;
use super::deadline::{Offset, Warning};
use super::declaration::AlarmClass;
use facts::{Localized, PackId, Role, RuleId};
use notation::Place;
use std::collections::BTreeMap;

/// What a service chose in its house pack (S-38).
#[derive(Clone, Debug, Default)]
pub struct HousePack {
    /// The edition that leads.
    pub leading: Option<PackId>,
    /// Numbers chosen for settings.
    pub settings: BTreeMap<RuleId, u32>,
    /// Roles chosen for steps, by rule and step.
    pub steps: BTreeMap<(RuleId, String), Role>,
    /// Published obligations that this service keeps more strictly.
    pub obligations: BTreeMap<RuleId, OwnTerm>,
    /// Published alarm items that are more urgent here.
    pub alarms: BTreeMap<RuleId, RaisedAlarm>,
    /// The service's own queues and contacts.
    pub queues: Vec<Queue>,
}

impl HousePack {
    /// Whether it makes a published rule stricter than it is.
    pub fn tightens(&self) -> bool {
        !self.obligations.is_empty() || !self.alarms.is_empty()
    }
}

/// How a service keeps a published obligation more strictly; what it does not say stays as published.
#[derive(Clone, Debug)]
pub struct OwnTerm {
    /// Due earlier.
    pub due: Option<Offset>,
    /// Warned of earlier.
    pub warn: Option<Warning>,
    /// Coming back sooner.
    pub every: Option<Offset>,
    /// Owed in more cases.
    pub trigger: Option<Condition>,
    /// Where it stands.
    pub place: Place,
}

/// An alarm item that is more urgent in this service.
#[derive(Clone, Debug)]
pub struct RaisedAlarm {
    /// Its class here.
    pub to: AlarmClass,
    /// Where it stands.
    pub place: Place,
}

/// A queue or contact of the service: a name, and how to reach it. Free words of the service, so never before the
/// employer's side (S-41).
#[derive(Clone, Debug)]
pub struct Queue {
    /// Its identifier.
    pub id: String,
    /// What it is called.
    pub name: Localized,
    /// How to reach it: telephone, mail, opening hours.
    pub reach: Localized,
    /// The roles that take their steps there.
    pub roles: Vec<Role>,
    /// Single steps that are taken there, by rule and step.
    pub steps: Vec<(RuleId, String)>,
    /// Where it stands.
    pub place: Place,
}
