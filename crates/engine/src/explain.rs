//! Why: the facts used, the rows and derived facts on the way, what is missing and what cannot matter (S-42).

use crate::compile::{CompiledGoal, normal};
use crate::finding::{Because, Decided, Explanation, Missing, NearestRow, Stated, Through};
use crate::known::{Known, Members};
use crate::reading::{Reading, WhyUnknown};
use crate::rulebook::{Possible, Rulebook};
use crate::situation::Situation;
use crate::stricter;
use crate::variable::{Asked, Variable};
use calendar::Day;
use facts::{
    ChoiceId, FactId, FactKindId, PersonId, Role, RuleId, Statement, StatementId, Subject, SubjectId, SubjectKind,
};
use pack::{Aggregate, Body, CalendarFunction, Cell, Condition, Fold, Input, Library, Reads, Rule, Slot, Table, Test};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) struct Explainer<'a> {
    rulebook: &'a Rulebook,
    known: &'a Known<'a>,
    situation: &'a Situation,
}

impl<'a> Explainer<'a> {
    pub(crate) fn new(rulebook: &'a Rulebook, known: &'a Known<'a>, situation: &'a Situation) -> Self {
        Self { rulebook, known, situation }
    }

    fn library(&self) -> &'a Library {
        self.rulebook.library()
    }

    pub(crate) fn explain(
        &self,
        rule: &Rule,
        goal: &CompiledGoal,
        members: &Members,
        known: &BTreeMap<u16, usize>,
        possible: &Possible,
    ) -> Explanation {
        let mut walk = Walk {
            explainer: self,
            members,
            because: Vec::new(),
            through: Vec::new(),
            exceptions: Vec::new(),
            seen: BTreeSet::new(),
        };
        walk.rule(rule);
        let (because, through, exceptions) = (walk.because, walk.through, walk.exceptions);
        let mut explanation = Explanation { because, through, exceptions, ..Explanation::default() };
        for (at, variable) in goal.variables.iter().enumerate() {
            let number = u16::try_from(at).unwrap_or(u16::MAX);
            if known.contains_key(&number) && !matches!(variable.asked, Asked::Judged(_)) {
                continue;
            }
            let matters = possible.relevant.contains(&number);
            for fact in self.facts_behind(&variable.asked, members) {
                if matters && !explanation.missing.iter().any(|missing| missing.fact == fact) {
                    explanation.missing.push(self.missing(fact));
                } else if !matters
                    && matches!(variable.asked, Asked::Input(_))
                    && !explanation.cannot_matter.contains(&fact)
                {
                    explanation.cannot_matter.push(fact);
                }
            }
        }
        let matters: BTreeSet<&FactId> = explanation.missing.iter().map(|missing| &missing.fact).collect();
        explanation.cannot_matter.retain(|fact| !matters.contains(fact));
        explanation.nearest = self.nearest(rule, possible, members);
        explanation
    }

    /// The facts that would have to be asked to know a variable.
    pub(crate) fn facts_behind(&self, asked: &Asked, members: &Members) -> Vec<FactId> {
        match asked {
            Asked::Input(Input::Fact { kind, of, .. }) => vec![self.known.fact(kind, *of, members)],
            Asked::Judged(kind) | Asked::IfJudged(kind) => vec![self.known.fact(kind, Slot::Own, members)],
            Asked::Input(Input::Calendar(CalendarFunction::DaysSince { kind, of })) => {
                vec![self.known.fact(kind, *of, members)]
            }
            // Where a chain is known, nobody is asked whether there is absence.
            Asked::Input(Input::Calendar(CalendarFunction::AbsenceDayAt(kind)))
                if self.situation.absence.chain().is_some() =>
            {
                vec![self.known.fact(kind, Slot::Own, members)]
            }
            Asked::Input(Input::Same(kind)) => [Slot::First, Slot::Second]
                .into_iter()
                .map(|of| self.known.fact(kind, of, members))
                .filter(|fact| self.known.reader().read(fact, Reads::Latest).value().is_none())
                .collect(),
            Asked::Input(input @ Input::Calendar(_)) => self
                .library()
                .facts_of_input(input)
                .iter()
                .map(|kind| self.known.fact(kind, Slot::Own, members))
                .collect(),
            Asked::Input(Input::Known(_)) => Vec::new(),
            Asked::Input(Input::Aggregate(aggregate)) => self.unknown_in(aggregate),
        }
    }

    /// The unknown fields of the members of a list, and whether the list is complete.
    fn unknown_in(&self, aggregate: &Aggregate) -> Vec<FactId> {
        let mut facts = Vec::new();
        for id in self.known.members(&aggregate.list) {
            let subject = Subject { kind: SubjectKind::Record(aggregate.list.clone()), id };
            for kind in aggregate.fields() {
                let fact = FactId { kind, subject: subject.clone() };
                if self.known.reader().read(&fact, Reads::Latest).value().is_none() {
                    facts.push(fact);
                }
            }
        }
        let complete = FactId {
            kind: FactKindId::new(format!("{}.complete", aggregate.list)),
            subject: self.situation.subject(&SubjectKind::Case),
        };
        if self.known.reader().read(&complete, Reads::Latest).value().is_none() {
            facts.push(complete);
        }
        facts
    }

    pub(crate) fn missing(&self, fact: FactId) -> Missing {
        let declaration = self.library().declaration(&fact.kind);
        let reads = if declaration.is_some_and(|declaration| declaration.alarm) { Reads::Ever } else { Reads::Latest };
        let why = match self.known.reader().read(&fact, reads) {
            Reading::Unknown(why) => why,
            Reading::Known { .. } | Reading::SetAside { .. } => WhyUnknown::NeverAsked,
        };
        Missing { asked_of: declaration.map(|declaration| declaration.asked_of.clone()).unwrap_or_default(), why, fact }
    }

    /// Who made a judgement, when somebody did.
    pub(crate) fn judgement(&self, kind: &FactKindId, members: &Members) -> Option<Decided> {
        let Reading::Known { by, .. } = self.known.read(kind, Reads::Latest, Slot::Own, members) else { return None };
        let judged = self.situation.statements.iter().filter(|statement| by.contains(&statement.id));
        let statement = judged.min_by(|a, b| in_order_of_saying(a).cmp(&in_order_of_saying(b)))?;
        Some(Decided {
            id: statement.id.clone(),
            by: statement.by.clone(),
            role: statement.role,
            about: statement.about,
            reason: statement.reason.clone(),
            reason_code: None,
        })
    }

    pub(crate) fn stated(&self, statements: &[&Statement]) -> Vec<Stated> {
        statements
            .iter()
            .map(|statement| Stated {
                id: statement.id.clone(),
                fact: statement.fact.clone(),
                by: statement.by.clone(),
                role: statement.role,
                told_by: statement.told_by.clone(),
                about: statement.about,
                reason: statement.reason.clone(),
                group_answer: statement.group_answer,
            })
            .collect()
    }

    pub(crate) fn stated_by_ids(&self, ids: &[StatementId]) -> Vec<Stated> {
        let mut statements: Vec<&Statement> =
            self.situation.statements.iter().filter(|statement| ids.contains(&statement.id)).collect();
        statements.sort_by(|a, b| in_order_of_saying(a).cmp(&in_order_of_saying(b)));
        self.stated(&statements)
    }

    /// What an input can still be, as the words that a test can name.
    fn possible_words(&self, rule: &Rule, members: &Members) -> Vec<ChoiceId> {
        let Some(goal) = self.rulebook.goal(&rule.id) else { return Vec::new() };
        let classes: BTreeMap<u16, usize> = goal
            .variables
            .iter()
            .enumerate()
            .filter_map(|(at, variable)| Some((u16::try_from(at).ok()?, self.known.class_of(variable, members)?)))
            .collect();
        self.rulebook.possible(goal, &|number| classes.get(&number).copied()).words
    }

    /// Whether an input fulfils a test: yes, no, or not known.
    fn fulfils(&self, input: &Input, test: &Test, members: &Members) -> Option<bool> {
        if let (Input::Fact { kind, .. }, Test::In(words)) = (input, test)
            && let Some(rule) = self.library().rule_of_fact(kind)
        {
            let possible = self.possible_words(rule, members);
            let inside = possible.iter().filter(|word| words.contains(*word)).count();
            return match inside {
                0 if !possible.is_empty() => Some(false),
                all if all == possible.len() => Some(true),
                _ => None,
            };
        }
        let input = normal(self.library(), input);
        let classes = self.rulebook.classes_for(&input, test)?;
        let variable = Variable { asked: Asked::Input(input), classes };
        let class = self.known.class_of(&variable, members)?;
        Some(variable.classes.fulfilling(test).contains(&class))
    }

    fn holds(&self, condition: &Condition, members: &Members) -> Option<bool> {
        let parts_hold = |parts: &[Condition], decisive: bool| {
            let each: Vec<Option<bool>> = parts.iter().map(|part| self.holds(part, members)).collect();
            if each.contains(&Some(decisive)) {
                Some(decisive)
            } else if each.iter().all(|truth| *truth == Some(!decisive)) {
                Some(!decisive)
            } else {
                None
            }
        };
        match condition {
            Condition::All(parts) => parts_hold(parts, false),
            Condition::Any(parts) => parts_hold(parts, true),
            Condition::Not(part) => self.holds(part, members).map(|truth| !truth),
            Condition::Holds(input, test) => self.fulfils(input, test, members),
        }
    }

    /// The rows of a table that can still hold; with everything known, exactly those that do.
    fn rows_that_can_hold<'t>(&self, table: &'t Table, members: &Members) -> Vec<&'t pack::Row> {
        table
            .rows
            .iter()
            .filter(|row| {
                table
                    .columns
                    .iter()
                    .zip(&row.cells)
                    .all(|(column, cell)| self.cell_holds(column, cell, members) != Some(false))
            })
            .collect()
    }

    fn cell_holds(&self, column: &Input, cell: &Cell, members: &Members) -> Option<bool> {
        match cell {
            Cell::Free => Some(true),
            Cell::Words(words) => self.fulfils(column, &Test::In(words.clone()), members),
            Cell::Range(range) => self.fulfils(column, &Test::Between(*range), members),
        }
    }

    /// Where no row covers: the rows that differ in the fewest of the named columns.
    fn nearest(&self, rule: &Rule, possible: &Possible, members: &Members) -> Vec<NearestRow> {
        let Body::Table(table) = &rule.body else { return Vec::new() };
        if table.nearest_by.is_empty() || possible.decided() != table.otherwise.as_ref() || table.otherwise.is_none() {
            return Vec::new();
        }
        let candidates: Vec<NearestRow> =
            table.rows.iter().filter_map(|row| self.distance(table, row, members)).collect();
        let least = candidates.iter().map(|row| row.differs_in.len()).min();
        candidates.into_iter().filter(|row| Some(row.differs_in.len()) == least).collect()
    }

    fn distance(&self, table: &Table, row: &pack::Row, members: &Members) -> Option<NearestRow> {
        let mut differs_in = Vec::new();
        let mut graded = false;
        for (at, (column, cell)) in table.columns.iter().zip(&row.cells).enumerate() {
            let fits = self.cell_holds(column, cell, members) == Some(true);
            if table.nearest_by.contains(&at) {
                graded |= *cell != Cell::Free;
                if !fits {
                    differs_in.push(column_name(column));
                }
            } else if !fits {
                return None;
            }
        }
        graded.then(|| NearestRow { row: row.id.clone(), outcome: row.then.clone(), differs_in })
    }
}

fn column_name(column: &Input) -> String {
    match column {
        Input::Fact { kind, .. } | Input::Known(kind) | Input::Same(kind) => kind.to_string(),
        Input::Calendar(function) => function.as_str().to_owned(),
        Input::Aggregate(aggregate) => aggregate.list.to_string(),
    }
}

/// Walks the rules beneath a finding and notes what they rest on, each once.
struct Walk<'w, 'a> {
    explainer: &'w Explainer<'a>,
    members: &'w Members,
    because: Vec<Because>,
    through: Vec<Through>,
    exceptions: Vec<RuleId>,
    seen: BTreeSet<RuleId>,
}

impl<'a> Walk<'_, 'a> {
    fn rule(&mut self, rule: &Rule) {
        if !self.seen.insert(rule.id.clone()) {
            return;
        }
        for exception in self.explainer.library().exceptions_of(&rule.id) {
            let holds = exception.condition().and_then(|condition| self.explainer.holds(condition, self.members));
            if holds == Some(true) {
                self.exceptions.push(exception.id.clone());
                exception.condition().into_iter().for_each(|condition| self.condition(condition, Some(true)));
            }
        }
        match &rule.body {
            Body::Table(table) => self.table(rule, table),
            Body::Judgement(judgement) => {
                self.fact(&judgement.fact.id, Reads::Latest, Slot::Own);
                let judged = self.explainer.known.read(&judgement.fact.id, Reads::Latest, Slot::Own, self.members);
                if let (None, Some(table)) =
                    (judged.value(), judgement.proposed_by.as_ref().and_then(|id| self.explainer.library().rule(id)))
                {
                    self.rule(table);
                }
            }
            _ => {
                if let Some(condition) = rule.condition() {
                    let holds = self.explainer.holds(condition, self.members);
                    self.condition(condition, holds);
                }
            }
        }
    }

    /// The columns that the speaking rows ask about; all of them where no row speaks.
    fn table(&mut self, rule: &Rule, table: &Table) {
        let rows = self.explainer.rows_that_can_hold(table, self.members);
        let outcome = match self.explainer.possible_words(rule, self.members).as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        };
        let speaking: Vec<&pack::Row> =
            rows.into_iter().filter(|row| outcome.is_none() || outcome.as_ref() == Some(&row.then)).collect();
        let raised = self.raised_to(rule, outcome.as_ref());
        self.through.push(Through {
            rule: rule.id.clone(),
            outcome,
            rows: speaking.iter().map(|row| (row.id.clone(), row.clause.clone())).collect(),
        });
        for (at, column) in table.columns.iter().enumerate() {
            let asked = (speaking.is_empty() && raised.is_empty())
                || speaking.iter().any(|row| row.cells.get(at).is_some_and(|cell| *cell != Cell::Free));
            if asked {
                self.input(column, None);
            }
        }
        for item in raised {
            self.input(&Input::fact(&FactKindId::new(item.id.as_str())), Some(true));
        }
    }

    /// The alarm items that a service raised and that are yes, where the urgency comes out as their class.
    fn raised_to(&self, rule: &Rule, outcome: Option<&ChoiceId>) -> Vec<&'a Rule> {
        let explainer = self.explainer;
        let is_yes = |item: &Rule| match explainer.possible_words(item, self.members).as_slice() {
            [only] => only.as_str() == "yes",
            _ => false,
        };
        let of_class = stricter::raised_in(explainer.library(), &rule.id).filter(|(_, class)| outcome == Some(class));
        of_class.map(|(item, _)| item).filter(|item| is_yes(item)).collect()
    }

    /// For a condition that holds because of one part: all parts that make it so; otherwise everything in it.
    fn condition(&mut self, condition: &Condition, holds: Option<bool>) {
        match condition {
            Condition::All(parts) => self.parts(parts, holds, false),
            Condition::Any(parts) => self.parts(parts, holds, true),
            Condition::Not(part) => self.condition(part, holds.map(|truth| !truth)),
            Condition::Holds(input, _) => self.input(input, holds),
        }
    }

    fn parts(&mut self, parts: &[Condition], holds: Option<bool>, decisive: bool) {
        for part in parts {
            let truth = self.explainer.holds(part, self.members);
            if holds != Some(decisive) || truth == Some(decisive) {
                self.condition(part, truth);
            }
        }
    }

    fn input(&mut self, input: &Input, holds: Option<bool>) {
        match input {
            Input::Fact { kind, reads, of } => match self.explainer.library().rule_of_fact(kind) {
                Some(rule) => {
                    let derived = !matches!(rule.body, Body::Table(_) | Body::Judgement(_));
                    if derived && !self.seen.contains(&rule.id) {
                        let outcome = match self.explainer.possible_words(rule, self.members).as_slice() {
                            [only] => Some(only.clone()),
                            _ => None,
                        };
                        self.through.push(Through { rule: rule.id.clone(), outcome, rows: Vec::new() });
                    }
                    self.rule(rule);
                }
                None => self.fact(kind, *reads, *of),
            },
            Input::Known(kind) => self.fact(kind, Reads::Latest, Slot::Own),
            Input::Same(kind) => {
                self.fact(kind, Reads::Latest, Slot::First);
                self.fact(kind, Reads::Latest, Slot::Second);
            }
            Input::Calendar(function) => {
                if let Some(value) = self.explainer.known.calendar(function, self.members) {
                    self.note(Because::Calendar { function: function.as_str(), value });
                }
            }
            Input::Aggregate(aggregate) => self.records(aggregate, holds),
        }
    }

    fn fact(&mut self, kind: &FactKindId, reads: Reads, of: Slot) {
        let explainer = self.explainer;
        let alarm = explainer.library().declaration(kind).is_some_and(|declaration| declaration.alarm);
        let fact = explainer.known.fact(kind, of, self.members);
        let reads = if alarm { Reads::Ever } else { reads };
        match explainer.known.reader().read(&fact, reads) {
            Reading::Known { value, by } => {
                let stated = explainer.stated_by_ids(&by);
                self.note(Because::Fact { fact, value, stated });
            }
            Reading::SetAside { said, by, .. } => {
                let decisions = explainer.situation.decisions.iter().filter(|decision| by.contains(&decision.id));
                let decided = decisions.map(crate::assess::decided).collect();
                let stated = explainer.stated_by_ids(&said);
                self.note(Because::SetAside { fact, stated, decided });
            }
            Reading::Unknown(_) => {}
        }
    }

    /// For a yes all members that are yes, for a no all members (S-42), and who said what about them; who said that the
    /// list is complete, where it would be open otherwise.
    fn records(&mut self, aggregate: &Aggregate, holds: Option<bool>) {
        let known = self.explainer.known;
        let Some(truth) = holds.or_else(|| known.fold(aggregate)) else { return };
        let members = known.members_that_decide(aggregate, truth);
        let mut by: BTreeSet<StatementId> = members.iter().flat_map(|id| self.said_of(aggregate, id)).collect();
        if !known.decides_as_open_list(aggregate, truth) {
            by.extend(self.by(&known.completeness(&aggregate.list)));
        }
        let stated = self.explainer.stated_by_ids(&by.into_iter().collect::<Vec<_>>());
        let subject = |id| Subject { kind: SubjectKind::Record(aggregate.list.clone()), id };
        let members = members.into_iter().map(subject).collect();
        self.note(Because::Records { list: aggregate.list.to_string(), holds: truth, members, stated });
    }

    /// The statements about one member on which a fold over the list rests.
    fn said_of(&self, aggregate: &Aggregate, id: &SubjectId) -> Vec<StatementId> {
        let subject = Subject { kind: SubjectKind::Record(aggregate.list.clone()), id: id.clone() };
        let members = Members { first: Some(subject), second: None };
        let (Fold::Any(condition) | Fold::All(condition) | Fold::Count(condition, _)) = &aggregate.fold else {
            let facts = aggregate.fields().into_iter();
            let facts = facts.map(|kind| self.explainer.known.fact(&kind, Slot::Own, &members));
            return facts.flat_map(|fact| self.by(&fact)).collect();
        };
        let mut walk = Walk {
            explainer: self.explainer,
            members: &members,
            because: Vec::new(),
            through: Vec::new(),
            exceptions: Vec::new(),
            seen: BTreeSet::new(),
        };
        walk.condition(condition, self.explainer.holds(condition, &members));
        let said = walk.because.into_iter().flat_map(|because| match because {
            Because::Fact { stated, .. } | Because::SetAside { stated, .. } | Because::Records { stated, .. } => stated,
            Because::Calendar { .. } => Vec::new(),
        });
        said.map(|stated| stated.id).collect()
    }

    /// The statements by which a fact is known.
    fn by(&self, fact: &FactId) -> Vec<StatementId> {
        match self.explainer.known.reader().read(fact, Reads::Latest) {
            Reading::Known { by, .. } => by,
            Reading::SetAside { said, .. } => said,
            Reading::Unknown(_) => Vec::new(),
        }
    }

    fn note(&mut self, because: Because) {
        if !self.because.contains(&because) {
            self.because.push(because);
        }
    }
}

/// By day, then by person. An id comes last: one that numbers the entries of a file changes with entries that a reader may
/// not see, and no order tells him of them (S-7, S-41).
fn in_order_of_saying(statement: &Statement) -> (Day, Day, &PersonId, &StatementId) {
    (statement.about, statement.recorded.day, &statement.by, &statement.id)
}

/// The roles that may answer any of the missing facts, in the order in which they are named.
pub fn who_may_answer(missing: &[Missing]) -> Vec<Role> {
    let mut roles: Vec<Role> = Vec::new();
    for role in missing.iter().flat_map(|missing| &missing.asked_of) {
        if !roles.contains(role) {
            roles.push(*role);
        }
    }
    roles
}
