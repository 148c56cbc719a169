//! Reading a fact on a day (S-6 to S-10): which of all statements counts, and when none does.

use crate::situation::{DecisionChoice, Situation};
use calendar::Day;
use facts::{FactId, FactKindId, Role, Said, Statement, StatementId, SubjectKind, Value};
use pack::{COMMON_ONSET, Declaration, Library, Persistence, Reads};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// A fact as it reads on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Known, by these statements.
    Known {
        /// The value.
        value: Value,
        /// The statements that say so.
        by: Vec<StatementId>,
    },
    /// It was said, and a physician of the service set it aside (S-9): it reads no until it is stated again.
    SetAside {
        /// No.
        value: Value,
        /// The statements that said yes.
        said: Vec<StatementId>,
        /// The decisions that set them aside.
        by: Vec<StatementId>,
    },
    /// Unknown.
    Unknown(WhyUnknown),
}

/// Why a fact is unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyUnknown {
    /// Nobody has said anything about it.
    NeverAsked,
    /// Somebody said that he does not know.
    DontKnow {
        /// In which role.
        role: Role,
        /// The statement.
        statement: StatementId,
    },
    /// It was known, too long ago (S-8).
    Expired {
        /// The day it spoke about.
        known_on: Day,
        /// The statement.
        statement: StatementId,
    },
    /// Two statements of the same day and authority differ (S-7).
    Disputed {
        /// All of them, in the order of their ids.
        statements: Vec<StatementId>,
    },
}

impl Reading {
    /// The value, if it is known.
    pub fn value(&self) -> Option<&Value> {
        match self {
            Reading::Known { value, .. } | Reading::SetAside { value, .. } => Some(value),
            Reading::Unknown(_) => None,
        }
    }
}

/// Reads facts of one situation.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    library: &'a Library,
    situation: &'a Situation,
    index: Rc<Index<'a>>,
}

/// What is found once for a situation and asked for every fact.
#[derive(Debug)]
struct Index<'a> {
    /// Recorded by K (S-6), by fact kind.
    recorded: BTreeMap<&'a FactKindId, Vec<&'a Statement>>,
    withdrawn: BTreeSet<&'a StatementId>,
    replaced: BTreeSet<&'a StatementId>,
    /// Statements that a physician of the service has set aside, with the decision.
    set_aside: BTreeMap<&'a StatementId, &'a StatementId>,
    /// For every alarm fact the facts that imply it, directly or through others.
    implied_by: BTreeMap<&'a FactKindId, Vec<&'a FactKindId>>,
}

impl<'a> Index<'a> {
    fn of(library: &'a Library, situation: &'a Situation) -> Self {
        let recorded = || situation.statements.iter().filter(|statement| statement.recorded.day <= situation.known_on);
        let mut by_kind: BTreeMap<&FactKindId, Vec<&Statement>> = BTreeMap::new();
        for statement in recorded() {
            by_kind.entry(&statement.fact.kind).or_default().push(statement);
        }
        let set_aside = situation
            .decisions_in_force()
            .into_iter()
            .filter(|decision| decision.choice == DecisionChoice::SetAside && decision.role.is_service_physician());
        let mut implied_by: BTreeMap<&FactKindId, Vec<&FactKindId>> = BTreeMap::new();
        for declaration in library.declarations() {
            let mut seen = BTreeSet::new();
            let mut at = declaration;
            while let Some(implied) = at.implies.as_ref().filter(|implied| seen.insert(*implied)) {
                implied_by.entry(implied).or_default().push(&declaration.id);
                let Some(next) = library.declaration(implied) else { break };
                at = next;
            }
        }
        Self {
            recorded: by_kind,
            withdrawn: recorded().filter_map(|statement| statement.withdraws.as_ref()).collect(),
            replaced: recorded().filter_map(|statement| statement.replaces.as_ref()).collect(),
            set_aside: set_aside
                .flat_map(|decision| decision.sets_aside.iter().map(move |statement| (statement, &decision.id)))
                .collect(),
            implied_by,
        }
    }

    fn about(&self, kind: &FactKindId) -> impl Iterator<Item = &'a Statement> + use<'a, '_> {
        self.recorded.get(kind).into_iter().flatten().copied()
    }
}

impl<'a> Reader<'a> {
    /// A reader of one situation.
    pub fn new(library: &'a Library, situation: &'a Situation) -> Self {
        Self { library, situation, index: Rc::new(Index::of(library, situation)) }
    }

    /// The fact on the reference day.
    pub fn read(&self, fact: &FactId, reads: Reads) -> Reading {
        let Some(declaration) = self.library.declaration(&fact.kind) else {
            return Reading::Unknown(WhyUnknown::NeverAsked);
        };
        match reads {
            Reads::Ever => self.read_ever(fact, declaration),
            Reads::Latest => self.read_latest(fact, declaration),
        }
    }

    /// The alarm statements that were taken back and that no physician has judged since (S-9): the task for the
    /// physician stays.
    pub fn withdrawn_alarms(&self) -> Vec<&'a Statement> {
        let alarms = self.library.declarations().filter(|declaration| declaration.alarm);
        let mut found: Vec<&Statement> = alarms
            .flat_map(|declaration| self.index.about(&declaration.id))
            .filter(|statement| self.index.withdrawn.contains(&statement.id))
            .filter(|statement| !self.index.set_aside.contains_key(&statement.id))
            .filter(|statement| statement.said == Said::Value(Value::yes()))
            .collect();
        found.sort_by(|a, b| (a.recorded, &a.id).cmp(&(b.recorded, &b.id)));
        found
    }

    /// Whether somebody in a role has said about a fact what he can say: something about the reference day itself, or that
    /// he does not know, not too long ago and not said otherwise since (S-4, S-24).
    pub fn has_answered(&self, fact: &FactId, role: Role) -> bool {
        let Some(declaration) = self.library.declaration(&fact.kind) else { return false };
        let said = self.said_last(fact, declaration, role);
        said.iter().any(|statement| {
            statement.about == self.situation.on
                || (statement.said == Said::DontKnow && !self.is_too_old(statement, declaration))
        })
    }

    /// Whether somebody in a role has said something about a fact that is about the reference day itself.
    pub fn has_spoken_today(&self, fact: &FactId, role: Role) -> bool {
        let Some(declaration) = self.library.declaration(&fact.kind) else { return false };
        self.said_last(fact, declaration, role).iter().any(|statement| statement.about == self.situation.on)
    }

    /// What stands of what was said in a role about the latest day on which it said anything.
    fn said_last(&self, fact: &FactId, declaration: &Declaration, role: Role) -> Vec<&'a Statement> {
        let mut said = self.standing(fact, declaration);
        said.retain(|statement| statement.role == role);
        let latest = said.iter().map(|statement| statement.about).max();
        said.retain(|statement| Some(statement.about) == latest);
        said
    }

    /// The statements about a fact that stand on D: recorded by K, neither replaced nor withdrawn, speaking about D.
    /// A case is one absence chain: what was said about a day before it was said about another case (S-3).
    /// What is no value of the fact says nothing about it.
    fn standing(&self, fact: &FactId, declaration: &Declaration) -> Vec<&'a Statement> {
        let says_something = |statement: &Statement| match &statement.said {
            Said::Value(value) => declaration.domain.contains(value),
            Said::DontKnow => true,
            Said::Nothing => false,
        };
        let on = self.situation.on;
        let first = self.situation.first_absence_day();
        let first = first.filter(|_| fact.subject.kind == SubjectKind::Case);
        self.index
            .about(&fact.kind)
            .filter(|statement| statement.fact == *fact && says_something(statement))
            .filter(|statement| !self.index.withdrawn.contains(&statement.id))
            .filter(|statement| !self.index.replaced.contains(&statement.id))
            .filter(|statement| statement.about <= on && statement.until.is_none_or(|until| until >= on))
            .filter(|statement| first.is_none_or(|first| statement.about >= first))
            .collect()
    }

    /// S-7: the latest day, then the role with most authority, then agreement.
    fn read_latest(&self, fact: &FactId, declaration: &Declaration) -> Reading {
        let standing = self.standing(fact, declaration);
        let latest = standing.iter().map(|statement| statement.about).max();
        let of_that_day: Vec<&Statement> =
            standing.into_iter().filter(|statement| Some(statement.about) == latest).collect();
        let authority = |statement: &Statement| declaration.authority(statement.role).unwrap_or(usize::MAX);
        let highest = of_that_day.iter().map(|statement| authority(statement)).min();
        let mut heard: Vec<&Statement> =
            of_that_day.into_iter().filter(|statement| Some(authority(statement)) == highest).collect();
        heard.sort_by(|a, b| a.id.cmp(&b.id));
        self.agree(&heard, declaration)
    }

    fn agree(&self, heard: &[&Statement], declaration: &Declaration) -> Reading {
        let Some((first, others)) = heard.split_first() else { return Reading::Unknown(WhyUnknown::NeverAsked) };
        if others.iter().any(|other| other.said != first.said) {
            let statements = heard.iter().map(|statement| statement.id.clone()).collect();
            return Reading::Unknown(WhyUnknown::Disputed { statements });
        }
        match &first.said {
            Said::DontKnow | Said::Nothing => {
                Reading::Unknown(WhyUnknown::DontKnow { role: first.role, statement: first.id.clone() })
            }
            Said::Value(_) if self.is_too_old(first, declaration) => {
                Reading::Unknown(WhyUnknown::Expired { known_on: first.about, statement: first.id.clone() })
            }
            Said::Value(value) => Reading::Known {
                value: value.clone(),
                by: heard.iter().map(|statement| statement.id.clone()).collect(),
            },
        }
    }

    /// S-8.
    fn is_too_old(&self, statement: &Statement, declaration: &Declaration) -> bool {
        match declaration.persistence {
            Persistence::Permanent | Persistence::UntilChanged => false,
            Persistence::Days(days) => i64::from(statement.about.days_until(self.situation.on)) > i64::from(days),
        }
    }

    /// S-9: yes if any statement since the onset said yes that was not withdrawn nor set aside by a physician. A
    /// correction does not lift a yes: it is a later "no". What a physician set aside reads no until it is stated again.
    fn read_ever(&self, fact: &FactId, declaration: &Declaration) -> Reading {
        let on = self.situation.on;
        // What holds for life was also said when it was said before these complaints.
        let onset = self.first_onset().filter(|_| declaration.persistence != Persistence::Permanent);
        let mut said_yes: Vec<&Statement> = self
            .saying_yes_to(fact, declaration)
            .filter(|statement| statement.about <= on && onset.is_none_or(|onset| statement.about >= onset))
            .filter(|statement| !self.index.withdrawn.contains(&statement.id))
            .collect();
        said_yes.sort_by(|a, b| a.id.cmp(&b.id));
        let ids =
            |statements: &[&Statement]| statements.iter().map(|statement| statement.id.clone()).collect::<Vec<_>>();
        let (lifted, alarming): (Vec<&Statement>, Vec<&Statement>) =
            said_yes.into_iter().partition(|statement| self.index.set_aside.contains_key(&statement.id));
        if !alarming.is_empty() {
            return Reading::Known { value: Value::yes(), by: ids(&alarming) };
        }
        if !lifted.is_empty() {
            let by: BTreeSet<&StatementId> =
                lifted.iter().filter_map(|statement| self.index.set_aside.get(&statement.id).copied()).collect();
            return Reading::SetAside { value: Value::no(), said: ids(&lifted), by: by.into_iter().cloned().collect() };
        }
        match self.read_latest(fact, declaration) {
            // Said before the onset of these complaints: nothing is known about this episode.
            Reading::Known { value, .. } if value == Value::yes() => Reading::Unknown(WhyUnknown::NeverAsked),
            latest => latest,
        }
    }

    /// The statements that say yes to a fact, or to one that implies it. An alarm said about any episode of complaints
    /// counts: nobody is asked to know which of two episodes a numb saddle belongs to.
    fn saying_yes_to<'s>(
        &'s self,
        fact: &'s FactId,
        declaration: &Declaration,
    ) -> impl Iterator<Item = &'a Statement> + 's {
        let any_episode = declaration.alarm && fact.subject.kind == SubjectKind::Episode;
        let implying = self.index.implied_by.get(&fact.kind).into_iter().flatten().copied();
        std::iter::once(&fact.kind)
            .chain(implying)
            .flat_map(|kind| self.index.about(kind))
            .filter(move |statement| statement.said == Said::Value(Value::yes()))
            .filter(move |statement| any_episode || statement.fact.subject == fact.subject)
    }

    /// The earliest day that anybody gave as the onset: moving it later never takes an alarm away.
    fn first_onset(&self) -> Option<Day> {
        let kind = FactKindId::new(COMMON_ONSET);
        let declaration = self.library.declaration(&kind)?;
        let fact = FactId { kind, subject: self.situation.subject(&declaration.subject) };
        let said = self.index.about(&fact.kind).filter(|statement| statement.fact == fact);
        let said = said.filter(|statement| !self.index.withdrawn.contains(&statement.id));
        said.filter_map(|statement| match &statement.said {
            Said::Value(value) => value.as_day(),
            _ => None,
        })
        .min()
    }
}
