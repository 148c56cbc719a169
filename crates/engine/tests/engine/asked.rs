//! Somebody who is asked, and answers: for tests of interviews.

use engine::{AskedBy, Asking, Assessment, Interview, Next, Rulebook, Scope, Situation, Waiting, WaitsFor, assess};
use facts::{FactId, PersonId, Recorded, Role, Said, Statement, StatementId, SubjectId, Value};
use pack::{Declaration, Library, ValueDomain};

/// An interview with one role.
pub struct Asked<'r> {
    pub rulebook: &'r Rulebook,
    pub situation: Situation,
    pub role: Role,
    /// What was asked so far.
    pub asked: Vec<Asking>,
}

impl<'r> Asked<'r> {
    pub fn of(rulebook: &'r Rulebook, situation: Situation, role: Role) -> Self {
        Self { rulebook, situation, role, asked: Vec::new() }
    }

    pub fn library(&self) -> &'r Library {
        self.rulebook.library()
    }

    pub fn assessed(&self) -> Assessment {
        assess(self.rulebook, &self.situation)
    }

    pub fn next(&self) -> Next {
        engine::next_question(self.rulebook, &self.situation, &self.assessed(), self.role)
    }

    pub fn with<T>(&self, look: impl FnOnce(&Interview<'_>) -> T) -> T {
        let assessment = self.assessed();
        look(&Interview::new(self.rulebook, &self.situation, &assessment, self.role, Scope::ALL))
    }

    pub fn question(&self) -> Asking {
        match self.next() {
            Next::Question(asking) => asking,
            Next::Nothing { waits } => panic!("nothing is asked; {waits:?}"),
        }
    }

    /// The facts of the next question, by kind.
    pub fn asks(&self) -> Vec<String> {
        self.question().facts.iter().map(|fact| fact.kind.to_string()).collect()
    }

    pub fn waits(&self) -> Vec<Waiting> {
        match self.next() {
            Next::Nothing { waits } => waits,
            Next::Question(asking) => panic!("{:?} is asked", asking.facts),
        }
    }

    /// Whom the open goals wait for.
    pub fn waits_for(&self) -> Vec<(String, WaitsFor)> {
        self.waits().into_iter().map(|waiting| (waiting.rule.to_string(), waiting.waits_for)).collect()
    }

    pub fn says(&mut self, fact: &FactId, said: Said) {
        let sequence = u32::try_from(self.situation.statements.len()).unwrap();
        let on = self.situation.on;
        self.situation.statements.push(Statement {
            id: StatementId::new(format!("a{sequence:04}")),
            fact: fact.clone(),
            said,
            about: on,
            until: None,
            recorded: Recorded { day: on, sequence },
            by: PersonId::new(self.role.as_str()),
            role: self.role,
            told_by: None,
            replaces: None,
            withdraws: None,
            reason: Some("because".to_owned()),
            group_answer: false,
        });
    }

    /// Answers the whole question that stands next; `choose` picks among the values, `None` is "I do not know".
    pub fn answers(&mut self, choose: &mut dyn FnMut(&FactId, &[Value]) -> Option<Value>) {
        let asking = self.question();
        for fact in &asking.facts {
            let declaration = self.library().declaration(&fact.kind).unwrap();
            let value = choose(fact, &values(declaration));
            if let (AskedBy::Complete(list), Some(Value::YesNo(false))) = (&asking.by, &value) {
                let members = self.situation.records.entry(list.clone()).or_default();
                if members.len() < 2 {
                    members.insert(SubjectId::new(format!("{list}-{}", members.len() + 1)));
                    continue;
                }
            }
            self.says(fact, value.map_or(Said::DontKnow, Said::Value));
        }
        self.asked.push(asking);
    }
}

/// Some values that a fact can have: every word, both ends of a number and its middle, days around a day.
pub fn values(declaration: &Declaration) -> Vec<Value> {
    match &declaration.domain {
        ValueDomain::YesNo => vec![Value::yes(), Value::no()],
        ValueDomain::Choice(choices) => choices.iter().map(|choice| Value::choice(choice.id.as_str())).collect(),
        ValueDomain::Number { whole: true, min, max, .. } => {
            let ends = [*min, *max].map(|end| end.to_string().parse::<i64>().unwrap());
            vec![Value::Whole(ends[0]), Value::Whole((ends[0] + ends[1]) / 2), Value::Whole(ends[1])]
        }
        ValueDomain::Number { min, max, .. } => vec![Value::Decimal(*min), Value::Decimal(*max)],
        ValueDomain::Date => ["1970-05-05", "2012-02-29", "2026-05-01", "2026-06-14"]
            .map(|text| Value::Date(crate::told::day(text)))
            .to_vec(),
        ValueDomain::Text => vec![Value::Text("x".to_owned())],
    }
}
