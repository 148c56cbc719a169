//! Situations, told as a short story: who said what about which day.

use calendar::{ChainRule, Day, Spell, chain_on};
use engine::{Absence, Assessment, Decision, DecisionChoice, Finding, Rulebook, Situation, assess};
use facts::{
    ChoiceId, FactId, FactKindId, PersonId, RecordList, Recorded, Role, RuleId, Said, Statement, StatementId, Subject,
    SubjectId, SubjectKind, Value,
};
use pack::{Library, Written};

/// The day on which a story is looked at unless it says another.
pub const TODAY: &str = "2026-06-15";

pub fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// A situation that is being told.
#[derive(Clone)]
pub struct Told<'l> {
    library: &'l Library,
    pub situation: Situation,
    role: Role,
    about: Day,
}

impl<'l> Told<'l> {
    /// Nothing is known; from here the physician speaks about today.
    pub fn of(library: &'l Library) -> Self {
        let today = day(TODAY);
        Self { library, situation: Situation::empty(today), role: Role::Bedrijfsarts, about: today }
    }

    pub fn library(&self) -> &'l Library {
        self.library
    }

    /// From here another role speaks.
    pub fn by(mut self, role: Role) -> Self {
        self.role = role;
        self
    }

    /// From here another day is spoken about, and written down on.
    pub fn about(mut self, on: &str) -> Self {
        self.about = day(on);
        self
    }

    /// Looked at on another day.
    pub fn on(mut self, on: &str) -> Self {
        (self.situation.on, self.situation.known_on) = (day(on), day(on));
        self
    }

    /// A value in the words of the pack, or `dont_know`.
    pub fn says(self, kind: &str, value: &str) -> Self {
        self.says_of(kind, None, value)
    }

    /// Several facts at once.
    pub fn says_all(self, facts: &[(&str, &str)]) -> Self {
        facts.iter().fold(self, |told, (kind, value)| told.says(kind, value))
    }

    /// A field of a member of a list; the member is known from then on.
    pub fn says_of(mut self, kind: &str, member: Option<&str>, value: &str) -> Self {
        let declaration = self.library.declaration(&FactKindId::new(kind)).unwrap_or_else(|| panic!("{kind}"));
        let subject = match member {
            Some(id) => Subject::named(declaration.subject.clone(), id),
            None => self.situation.subject(&declaration.subject),
        };
        let said = match value {
            "dont_know" => Said::DontKnow,
            word => Said::Value(value_of(declaration, word)),
        };
        if let (SubjectKind::Record(list), Some(id)) = (&declaration.subject, member) {
            self.situation.records.entry(list.clone()).or_default().insert(SubjectId::new(id));
        }
        let fact = FactId { kind: declaration.id.clone(), subject };
        self.state(fact, said);
        self
    }

    /// A member of a list of which nothing else is known.
    pub fn member(mut self, list: &str, id: &str) -> Self {
        self.situation.records.entry(RecordList::new(list)).or_default().insert(SubjectId::new(id));
        self
    }

    /// That a list is complete.
    pub fn complete(self, list: &str) -> Self {
        self.says(&format!("{list}.complete"), "yes")
    }

    fn state(&mut self, fact: FactId, said: Said) {
        let sequence = u32::try_from(self.situation.statements.len()).unwrap();
        self.situation.statements.push(Statement {
            id: StatementId::new(format!("s{sequence:03}")),
            fact,
            said,
            about: self.about,
            until: None,
            recorded: Recorded { day: self.about, sequence },
            by: PersonId::new(self.role.as_str()),
            role: self.role,
            told_by: None,
            replaces: None,
            withdraws: None,
            reason: Some("because".to_owned()),
            group_answer: false,
        });
    }

    /// The statement made last, to say more about it.
    pub fn last(&mut self) -> &mut Statement {
        self.situation.statements.last_mut().unwrap()
    }

    /// Changes the statement made last.
    pub fn with(mut self, change: impl FnOnce(&mut Statement)) -> Self {
        change(self.last());
        self
    }

    /// A statement that only takes back an earlier one.
    pub fn withdraws(mut self, statement: &str) -> Self {
        let taken_back = self.situation.statements.iter().find(|known| known.id.as_str() == statement).unwrap();
        let fact = taken_back.fact.clone();
        self.state(fact, Said::Nothing);
        self.with(|made| made.withdraws = Some(StatementId::new(statement)))
    }

    /// A decision on a finding.
    pub fn decides(mut self, rule: &str, choice: DecisionChoice, outcome: Option<&str>) -> Self {
        let sequence = u32::try_from(1_000 + self.situation.decisions.len()).unwrap();
        self.situation.decisions.push(Decision {
            id: StatementId::new(format!("d{sequence}")),
            rule: RuleId::new(rule),
            subject: None,
            choice,
            outcome: outcome.map(ChoiceId::new),
            sets_aside: [].into(),
            reason_code: None,
            reason: Some("because".to_owned()),
            about: self.about,
            recorded: Recorded { day: self.about, sequence },
            by: PersonId::new(self.role.as_str()),
            role: self.role,
            supersedes: None,
        });
        self
    }

    /// A decision that makes a judgement: the statement on its fact has the identity of the decision.
    pub fn judges(self, rule: &str, choice: DecisionChoice, outcome: &str) -> Self {
        let mut told = self.decides(rule, choice, Some(outcome)).says(rule, outcome);
        told.last().id = told.situation.decisions.last().unwrap().id.clone();
        told
    }

    /// Changes the decision made last.
    pub fn deciding(mut self, change: impl FnOnce(&mut Decision)) -> Self {
        change(self.situation.decisions.last_mut().unwrap());
        self
    }

    /// Sick without a break since a day.
    pub fn absent_since(mut self, first: &str) -> Self {
        let spells = [Spell { id: "spell".to_owned(), first: day(first), last: None }];
        let chain = chain_on(&spells, &[], &ChainRule { joins_below_days: 28 }, self.situation.on).unwrap();
        self.situation.absence = Absence::Chain(chain.unwrap());
        self
    }

    pub fn not_absent(mut self) -> Self {
        self.situation.absence = Absence::None;
        self
    }

    pub fn assessed(&self, rulebook: &Rulebook) -> Assessment {
        assess(rulebook, &self.situation)
    }
}

fn value_of(declaration: &pack::Declaration, word: &str) -> Value {
    let whole = word.parse().ok().and_then(|number| declaration.domain.value_of(Written::Whole(number)));
    let value = declaration.domain.value_of(Written::Word(word)).or(whole);
    value.unwrap_or_else(|| panic!("{word} is no value of {}", declaration.id))
}

/// The one finding of a rule.
#[track_caller]
pub fn finding<'a>(assessment: &'a Assessment, rule: &'a str) -> &'a Finding {
    let findings: Vec<&Finding> = assessment.of_rule(rule).collect();
    match findings.as_slice() {
        [only] => only,
        others => panic!("{rule} has {} findings", others.len()),
    }
}

/// The outcome of a rule in words; `open: …` with what is possible.
#[track_caller]
pub fn outcome(assessment: &Assessment, rule: &str) -> String {
    let finding = finding(assessment, rule);
    match &finding.outcome {
        Some(outcome) => outcome.to_string(),
        None => format!("open: {}", sorted(finding.possible.iter().map(ToString::to_string)).join(", ")),
    }
}

/// The kinds of the facts that are missing for a rule.
#[track_caller]
pub fn missing(assessment: &Assessment, rule: &str) -> Vec<String> {
    sorted(finding(assessment, rule).explanation.missing.iter().map(|missing| missing.fact.kind.to_string()))
}

pub fn sorted(words: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut words: Vec<String> = words.into_iter().collect();
    words.sort();
    words
}
