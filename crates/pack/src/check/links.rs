//! Ids resolve, types fit, nothing turns in a circle.

use crate::Library;
use crate::classes::Span;
use crate::library::{COMMON_ABSENT, COMMON_BIRTH_DATE, COMMON_ONSET};
use crate::model::{
    Aggregate, AlarmClass, Anchor, Body, CalendarFunction, Cell, Condition, ContentItem, ContentList, Deadline, Fold,
    Input, Number, OffsetUnit, Reads, Rule, Slot, Table, Test, ValueDomain, Warning,
};
use facts::{ChoiceId, DataClass, FactKindId, RecordList, RuleId, SubjectKind};
use notation::Fault;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(library: &Library) -> Vec<Fault> {
    let mut faults = Vec::new();
    for rule in library.rules() {
        let mut checked = RuleCheck { library, rule, faults: &mut faults };
        checked.head();
        checked.body();
        checked.circles();
    }
    faults.extend(listed(library));
    faults.extend(super::editions::check(library));
    faults.extend(super::house::check(library));
    faults.extend(super::tightened::check(library));
    faults.extend(super::settings::check(library));
    faults.extend(super::documents::check(library));
    faults
}

/// The date facts that an anchor rests on, directly or through another obligation.
pub(crate) fn anchor_facts(anchor: &Anchor, library: &Library, found: &mut BTreeSet<FactKindId>) {
    let mut seen = BTreeSet::new();
    collect_anchor_facts(anchor, library, &mut seen, found);
}

fn collect_anchor_facts(
    anchor: &Anchor,
    library: &Library,
    seen: &mut BTreeSet<RuleId>,
    found: &mut BTreeSet<FactKindId>,
) {
    match anchor {
        Anchor::FirstAbsenceDay | Anchor::EmploymentEnd => {}
        Anchor::Fact(kind) => _ = found.insert(kind.clone()),
        Anchor::Done(id) => {
            if let Some(Body::Deadline(deadline)) = library.rule(id).map(|rule| &rule.body)
                && seen.insert(id.clone())
            {
                found.extend(deadline.days_read());
                collect_anchor_facts(&deadline.anchor, library, seen, found);
            }
        }
        Anchor::EarlierOf(anchors) => {
            anchors.iter().for_each(|anchor| collect_anchor_facts(anchor, library, seen, found));
        }
    }
}

/// The obligations that an anchor waits for.
pub(crate) fn anchor_rules(anchor: &Anchor, found: &mut Vec<RuleId>) {
    match anchor {
        Anchor::Done(id) => found.push(id.clone()),
        Anchor::EarlierOf(anchors) => anchors.iter().for_each(|anchor| anchor_rules(anchor, found)),
        Anchor::FirstAbsenceDay | Anchor::EmploymentEnd | Anchor::Fact(_) => {}
    }
}

struct RuleCheck<'l, 'f> {
    library: &'l Library,
    rule: &'l Rule,
    faults: &'f mut Vec<Fault>,
}

impl RuleCheck<'_, '_> {
    fn fault(&mut self, message: String) {
        self.faults.push(Fault::at(self.rule.place.clone(), message));
    }

    fn fault_expecting(&mut self, message: String, expected: &str) {
        self.faults.push(Fault::at(self.rule.place.clone(), message).expected(expected));
    }

    fn unknown<'w>(&mut self, what: &str, word: &str, right: impl IntoIterator<Item = &'w str>) {
        let rule = self.rule.id.clone();
        let fault =
            Fault::at(self.rule.place.clone(), format!("`{rule}` names the {what} `{word}`, which does not exist"))
                .did_you_mean(word, right);
        self.faults.push(fault);
    }

    fn head(&mut self) {
        let (rule, library) = (self.rule, self.library);
        let prefix = library.pack(&rule.pack).map_or("", |pack| pack.prefix.as_str());
        if let Body::Question(question) = &rule.body {
            for fact in &question.facts {
                let own = fact.id.as_str().split_once('.').map(|(first, _)| first);
                let list = matches!(&fact.subject, SubjectKind::Record(list) if Some(list.as_str()) == own);
                if own != Some(prefix) && !list {
                    self.fault(format!(
                        "the fact `{}` does not begin with `{prefix}.` nor with the name of its list",
                        fact.id
                    ));
                }
            }
        }
        if let Body::Question(question) = &rule.body {
            for (fact, implied) in question.facts.iter().filter_map(|fact| Some((fact, fact.implies.as_ref()?))) {
                let is_alarm =
                    |kind: &FactKindId| library.declaration(kind).is_some_and(|declaration| declaration.alarm);
                if !fact.alarm || !is_alarm(implied) {
                    self.fault_expecting(
                        format!("the fact `{}` implies `{implied}`", fact.id),
                        "an alarm fact that implies another alarm fact",
                    );
                }
            }
        }
        let clauses = rule.sources.iter().map(|source| &source.clause);
        let deviation = match &rule.body {
            Body::Deadline(deadline) => deadline.deviation.as_ref(),
            _ => None,
        };
        let rows = match &rule.body {
            Body::Table(table) => table.rows.iter().filter_map(|row| row.clause.as_ref()).collect(),
            _ => Vec::new(),
        };
        let newer = rule.edition.newer.iter().map(|newer| &newer.clause);
        let items = match &rule.body {
            Body::ContentList(list) => list.items.iter().filter_map(|item| item.clause.as_ref()).collect(),
            _ => Vec::new(),
        };
        for clause in clauses.chain(deviation).chain(rows).chain(newer).chain(items) {
            match library.sources().get(clause.source()) {
                None => self.unknown("source", clause.source(), library.sources().keys().map(String::as_str)),
                Some(source) if source.clause(clause.clause()).is_none() => {
                    let right: Vec<String> =
                        source.clauses.iter().map(|known| format!("{}#{}", source.id, known.id)).collect();
                    self.unknown("clause", &clause.to_string(), right.iter().map(String::as_str));
                }
                Some(_) => {}
            }
        }
        let outcomes = rule.outcomes();
        let open = ChoiceId::new("open");
        let named = rule
            .silent
            .iter()
            .chain(rule.texts.keys().filter(|word| **word != open))
            .chain(rule.steps.iter().flat_map(|step| &step.on).filter(|word| **word != open));
        for word in named.collect::<BTreeSet<_>>() {
            if !outcomes.contains(word) {
                self.unknown("outcome", word.as_str(), outcomes.iter().map(ChoiceId::as_str));
            }
        }
        if let Some(list) = &rule.each {
            self.list_exists(list);
        }
        for done_by in rule.steps.iter().filter_map(|step| step.done_by.as_ref()) {
            self.step_is_done_by(done_by);
        }
        for within in rule.steps.iter().filter_map(|step| step.within.as_ref()) {
            self.number(within.amount());
        }
    }

    /// A step is done by a day or a yes; that it is told no longer must not tell anything more secret than the rule does.
    fn step_is_done_by(&mut self, kind: &FactKindId) {
        let (rule, library) = (self.rule, self.library);
        if !self.fact_exists(kind) {
            return;
        }
        self.slot_fits(kind, Slot::Own);
        let declared = library.declaration(kind);
        if !declared.is_some_and(|fact| matches!(fact.domain, ValueDomain::Date | ValueDomain::YesNo)) {
            self.fault_expecting(
                format!("a step of `{}` is done by `{kind}`", rule.id),
                "a fact that holds a day, or yes or no",
            );
        }
        if declared.is_some_and(|fact| fact.class > library.class_of(&rule.id)) {
            self.fault_expecting(
                format!("a step of `{}` is done by `{kind}`, which is more secret than the rule", rule.id),
                "a fact that everybody may see who may see the step",
            );
        }
    }

    /// The document is a word of the glossary, and every item comes from something in the case.
    fn content_list(&mut self, list: &ContentList) {
        self.document(&list.document);
        let library = self.library;
        for from in list.items.iter().flat_map(|item| &item.from) {
            let is_list = library.declaration(&FactKindId::new(format!("{from}.complete"))).is_some();
            if !is_list && !ContentItem::OF_THE_ABSENCE.contains(&from.as_str()) {
                self.fact_exists(from);
            }
        }
    }

    fn document(&mut self, document: &str) {
        if self.library.word(document).is_none() {
            let words: Vec<&str> = self.library.glossary().iter().map(|word| word.id.as_str()).collect();
            self.unknown("document", document, words);
        }
    }

    fn list_exists(&mut self, list: &RecordList) {
        let lists: BTreeSet<&str> = self
            .library
            .declarations()
            .filter_map(|declaration| match &declaration.subject {
                SubjectKind::Record(list) => Some(list.as_str()),
                _ => None,
            })
            .collect();
        if !lists.contains(list.as_str()) {
            self.unknown("list of records", list.as_str(), lists);
        }
    }

    fn body(&mut self) {
        let rule = self.rule;
        if let Some(condition) = rule.condition() {
            self.condition(condition);
        }
        match &rule.body {
            Body::Table(table) => self.table(table),
            Body::Judgement(judgement) => {
                if let Some(released) = judgement.releases {
                    self.exceptions_release(released);
                }
                if let Some(table) = &judgement.proposed_by {
                    self.rule_of_kind(table, "table");
                    let proposal = self.library.class_of(table);
                    if judgement.releases.is_some_and(|released| proposal > released) {
                        self.fault_expecting(
                            format!(
                                "`{}` releases a judgement and is proposed by `{table}`, which reads more secret facts",
                                rule.id
                            ),
                            "no proposal on a judgement that releases: the proposal would tell what it hides",
                        );
                    }
                }
            }
            Body::Deadline(deadline) => self.deadline(deadline),
            Body::Exception(exception) => match self.library.rule(&exception.excepts) {
                None => {
                    self.unknown("rule", exception.excepts.as_str(), self.library.rules().map(|rule| rule.id.as_str()))
                }
                Some(excepted) => {
                    let (own, its) = (rule.validity, excepted.validity);
                    let covers =
                        own.from <= its.from && own.until.is_none_or(|end| its.until.is_some_and(|last| last <= end));
                    if !covers {
                        self.fault_expecting(
                            format!("`{}` holds for fewer days than the rule that it excepts", rule.id),
                            "the days of the excepted rule; another meaning is another edition",
                        );
                    }
                    let outcomes = self.library.excepted_outcomes(&exception.excepts);
                    if let Some(outcomes) = outcomes.filter(|outcomes| !outcomes.contains(&exception.then)) {
                        self.unknown("outcome", exception.then.as_str(), outcomes.iter().map(ChoiceId::as_str));
                    }
                }
            },
            Body::Contradiction(pair) => {
                self.list_exists(&pair.first);
                self.list_exists(&pair.second);
            }
            Body::Chain(chain) => self.number(&chain.joins_below_days),
            Body::ContentList(list) => self.content_list(list),
            _ => {}
        }
    }

    /// What replaces a judgement that is passed on may read nothing more secret than what is passed on (S-40).
    fn exceptions_release(&mut self, released: DataClass) {
        let library = self.library;
        for exception in library.exceptions_of(&self.rule.id) {
            if library.class_of(&exception.id) > released {
                self.fault_expecting(
                    format!(
                        "`{}` releases a judgement, and `{}` excepts it by more secret facts",
                        self.rule.id, exception.id
                    ),
                    "an exception that reads nothing more secret than what is released",
                );
            }
        }
    }

    fn rule_of_kind(&mut self, id: &RuleId, kind: &str) {
        let library = self.library;
        if library.rule(id).is_none_or(|rule| rule.body.kind() != kind) {
            let right: Vec<&str> =
                library.rules().filter(|rule| rule.body.kind() == kind).map(|rule| rule.id.as_str()).collect();
            self.unknown(kind, id.as_str(), right);
        }
    }

    fn number(&mut self, number: &Number) {
        if let Number::Value(id) = number {
            self.rule_of_kind(id, "value");
        }
    }

    fn deadline(&mut self, deadline: &Deadline) {
        deadline.days_read().for_each(|kind| self.date_fact(&kind));
        self.anchor(&deadline.anchor);
        self.number(&deadline.due.amount);
        match &deadline.warn {
            Some(Warning::AbsenceDay(number)) => self.number(number),
            Some(Warning::Before(offset)) => self.number(&offset.amount),
            None => {}
        }
        deadline.every.iter().for_each(|offset| self.number(&offset.amount));
        self.careful(&deadline.unknown_counts_as);
        deadline.document.iter().for_each(|document| self.document(document));
        let absence_days = matches!(deadline.due.unit, OffsetUnit::AbsenceDay | OffsetUnit::AbsenceYears);
        if absence_days && deadline.anchor != Anchor::FirstAbsenceDay {
            self.fault(format!(
                "`{}` counts absence days from something else than the first day of absence",
                self.rule.id
            ));
        }
        if deadline.stands_still_on_leave && (absence_days || deadline.due.back) {
            self.fault(format!("`{}` cannot stand still on leave: it counts absence days, or back", self.rule.id));
        }
        if deadline.not_counted.is_some() && !absence_days {
            self.fault(format!("`{}` leaves days out, and does not count absence days", self.rule.id));
        }
    }

    fn anchor(&mut self, anchor: &Anchor) {
        match anchor {
            Anchor::FirstAbsenceDay | Anchor::EmploymentEnd => {}
            Anchor::Fact(kind) => self.date_fact(kind),
            Anchor::Done(id) => self.rule_of_kind(id, "deadline"),
            Anchor::EarlierOf(anchors) => anchors.iter().for_each(|anchor| self.anchor(anchor)),
        }
    }

    fn date_fact(&mut self, kind: &FactKindId) {
        self.date_fact_of(kind, Slot::Own);
    }

    fn date_fact_of(&mut self, kind: &FactKindId, of: Slot) {
        let library = self.library;
        match library.declaration(kind) {
            None => {
                self.unknown("fact", kind.as_str(), library.declarations().map(|declaration| declaration.id.as_str()))
            }
            Some(declaration) if declaration.domain != ValueDomain::Date => {
                self.fault(format!("`{}` needs a day, and `{kind}` holds none", self.rule.id));
            }
            Some(_) => {
                self.not_kept_for_people(kind);
                self.slot_fits(kind, of);
            }
        }
    }

    fn careful(&mut self, careful: &BTreeMap<FactKindId, ChoiceId>) {
        for (kind, word) in careful {
            match self.library.span_of(&Input::fact(kind)) {
                Some(Span::Words(words)) if words.contains(word) => {}
                Some(Span::Words(words)) => self.unknown("value", word.as_str(), words.iter().map(ChoiceId::as_str)),
                _ => self.unknown(
                    "fact",
                    kind.as_str(),
                    self.library.declarations().map(|declaration| declaration.id.as_str()),
                ),
            }
        }
    }

    fn table(&mut self, table: &Table) {
        self.careful(&table.unknown_counts_as);
        for (at, column) in table.columns.iter().enumerate() {
            self.input(column, None);
            for row in &table.rows {
                match row.cells.get(at) {
                    Some(Cell::Words(words)) => self.input(column, Some(&Test::In(words.clone()))),
                    Some(Cell::Range(range)) => self.input(column, Some(&Test::Between(*range))),
                    _ => {}
                }
            }
        }
    }

    fn condition(&mut self, condition: &Condition) {
        for (input, test) in condition.tests() {
            self.input(input, Some(test));
        }
    }

    /// The input exists, may be read here, and fits the test.
    fn input(&mut self, input: &Input, test: Option<&Test>) {
        let rule = self.rule;
        match input {
            Input::Known(kind) => {
                if !matches!(rule.body, Body::Text(_) | Body::Question(_)) {
                    self.fault_expecting(
                        format!("`{}` asks whether `{kind}` is known", rule.id),
                        "`known` and `unknown` in a text or question only: an outcome never depends on not knowing",
                    );
                }
                if !self.fact_exists(kind) {
                    return;
                }
                self.slot_fits(kind, Slot::Own);
                if self.library.declaration(kind).is_none() {
                    self.fault(format!("`{}` asks whether `{kind}` is known, and nobody states it", rule.id));
                }
                return;
            }
            Input::Aggregate(aggregate) => return self.aggregate(aggregate),
            Input::Same(kind) => return self.same(kind),
            Input::Fact { kind, of, reads } => {
                if !self.fact_exists(kind) {
                    return;
                }
                self.not_kept_for_people(kind);
                self.not_by_way_of_a_text(kind);
                if *reads == Reads::Ever && self.library.rule_of_fact(kind).is_some() {
                    self.fault(format!("`{}` reads `{kind}` as `ever`, and it follows from other facts", rule.id));
                }
                self.slot_fits(kind, *of);
            }
            Input::Calendar(function) => {
                let needed = match function {
                    CalendarFunction::DaysSince { kind, of } => return self.date_fact_of(kind, *of),
                    CalendarFunction::AbsenceDayAt(kind) => {
                        self.date_fact(kind);
                        Some(COMMON_ABSENT)
                    }
                    CalendarFunction::AbsenceDay
                    | CalendarFunction::AbsenceWeek
                    | CalendarFunction::AbsenceDayAtEmploymentEnd
                    | CalendarFunction::JoinsAroundLeave
                    | CalendarFunction::JoinsByOpenReading => Some(COMMON_ABSENT),
                    CalendarFunction::ComplaintDays => Some(COMMON_ONSET),
                    CalendarFunction::Age => Some(COMMON_BIRTH_DATE),
                    CalendarFunction::DaysSinceEmploymentEnd => None,
                };
                needed.into_iter().for_each(|kind| _ = self.fact_exists(&FactKindId::new(kind)));
            }
        }
        let Some(span) = self.library.span_of(input) else {
            self.fault(format!(
                "`{}` reads `{}`, a day or text; conditions never read those",
                rule.id,
                super::tables::column_name(input)
            ));
            return;
        };
        self.test_fits(input, &span, test);
    }

    fn test_fits(&mut self, input: &Input, span: &Span, test: Option<&Test>) {
        let name = super::tables::column_name(input);
        match (span, test) {
            (_, None) | (Span::Numbers { .. }, Some(Test::Between(_))) => {}
            (Span::Words(_), Some(Test::Between(_))) => {
                self.fault(format!("`{}` holds `{name}` against a range, and it is no number", self.rule.id));
            }
            (Span::Words(words), Some(Test::In(named))) => {
                for word in named.iter().filter(|word| !words.contains(word)) {
                    self.unknown(&format!("value of `{name}`"), word.as_str(), words.iter().map(ChoiceId::as_str));
                }
            }
            (Span::Numbers { or_none, .. }, Some(Test::In(named))) => {
                for word in named.iter().filter(|word| !(*or_none && word.as_str() == crate::classes::NONE)) {
                    self.fault(format!("`{}` holds the number `{name}` against the word `{word}`", self.rule.id));
                }
            }
        }
    }

    /// A fact that is kept for people to read feeds no outcome; a text may show it.
    fn not_kept_for_people(&mut self, kind: &FactKindId) {
        let is_kept = self.library.declaration(kind).is_some_and(|declaration| declaration.record_only);
        if is_kept && !matches!(self.rule.body, Body::Text(_)) {
            self.fault_expecting(
                format!("`{}` reads `{kind}`, which is kept for people to read", self.rule.id),
                "a text that shows it, or a fact without `record_only`",
            );
        }
    }

    /// A text may ask what is known, and show what is kept for people to read. So no outcome rests on such a text (S-11).
    fn not_by_way_of_a_text(&mut self, kind: &FactKindId) {
        let library = self.library;
        let Some(text) = library.rule_of_fact(kind).filter(|rule| matches!(rule.body, Body::Text(_))) else { return };
        let shows = library.base_facts_of(&text.id);
        let is_kept = |kind: &FactKindId| library.declaration(kind).is_some_and(|declaration| declaration.record_only);
        let asks_what_is_known = library.inputs_of(text).iter().any(|input| matches!(input, Input::Known(_)));
        let is_for_people = asks_what_is_known || shows.iter().any(is_kept);
        if is_for_people && !matches!(self.rule.body, Body::Text(_)) {
            self.fault_expecting(
                format!("`{}` reads the text `{kind}`, which is for people to read", self.rule.id),
                "the facts themselves: an outcome rests neither on not knowing nor on what is kept for people",
            );
        }
    }

    fn fact_exists(&mut self, kind: &FactKindId) -> bool {
        let library = self.library;
        let exists = library.declaration(kind).is_some() || library.rule_of_fact(kind).is_some();
        if !exists {
            let declared = library.declarations().map(|declaration| declaration.id.as_str());
            let derived = library.rules().filter(|rule| rule.as_fact().is_some()).map(|rule| rule.id.as_str());
            self.unknown("fact", kind.as_str(), declared.chain(derived).collect::<Vec<_>>());
        }
        exists
    }

    /// Two records of one list are held against each other by a field that somebody states, and not by words.
    fn same(&mut self, kind: &FactKindId) {
        if !self.fact_exists(kind) {
            return;
        }
        let declaration = self.library.declaration(kind);
        let compared = declaration.filter(|declaration| declaration.domain != ValueDomain::Text);
        let list = match &self.rule.body {
            Body::Contradiction(pair) if pair.first == pair.second => Some(SubjectKind::Record(pair.first.clone())),
            _ => None,
        };
        if list.is_none() || compared.map(|declaration| &declaration.subject) != list.as_ref() {
            self.fault_expecting(
                format!("`{}` asks whether two records have the same `{kind}`", self.rule.id),
                "a contradiction between two records of one list, and a field of theirs that is no text",
            );
        }
    }

    /// Fields of records are read only where it is said of which record.
    fn slot_fits(&mut self, kind: &FactKindId, of: Slot) {
        let library = self.library;
        let subject = library
            .rule_of_fact(kind)
            .map(Rule::subject)
            .or_else(|| library.declaration(kind).map(|declaration| declaration.subject.clone()));
        let list = match &subject {
            Some(SubjectKind::Record(list)) => Some(list),
            _ => None,
        };
        let fits = match (&self.rule.body, of) {
            (Body::Contradiction(pair), Slot::First) => list == Some(&pair.first),
            (Body::Contradiction(pair), Slot::Second) => list == Some(&pair.second),
            (_, Slot::Own) => list.is_none() || list == self.rule.each.as_ref(),
            _ => false,
        };
        if !fits {
            self.fault_expecting(
                format!("`{}` reads `{kind}` without saying of which record", self.rule.id),
                "`each = \"…\"` on the rule, a fold such as { record = \"…\", any = { … } }, or `of` in a contradiction",
            );
        }
    }

    fn aggregate(&mut self, aggregate: &Aggregate) {
        self.list_exists(&aggregate.list);
        let own = SubjectKind::Record(aggregate.list.clone());
        for kind in aggregate.fields() {
            self.not_kept_for_people(&kind);
            if self.fact_exists(&kind)
                && self.library.declaration(&kind).is_none_or(|declaration| declaration.subject != own)
            {
                self.fault(format!(
                    "`{}` folds the list `{}` over `{kind}`, which is not a field of it",
                    self.rule.id, aggregate.list
                ));
            }
        }
        match &aggregate.fold {
            Fold::Any(condition) | Fold::All(condition) | Fold::Count(condition, _) => {
                for (input, test) in condition.tests() {
                    if let (Input::Fact { .. }, Some(span)) = (input, self.library.span_of(input)) {
                        self.test_fits(input, &span, Some(test));
                    } else {
                        self.fault(format!(
                            "`{}` folds the list `{}` over something that is no field",
                            self.rule.id, aggregate.list
                        ));
                    }
                }
            }
            Fold::Sum(kind, range) | Fold::Min(kind, range) | Fold::Max(kind, range) => {
                if let Some(span) = self.library.span_of(&Input::fact(kind)) {
                    self.test_fits(&Input::fact(kind), &span, Some(&Test::Between(*range)));
                }
            }
            Fold::Latest(kind, test) => {
                if let Some(span) = self.library.span_of(&Input::fact(kind)) {
                    self.test_fits(&Input::fact(kind), &span, Some(test));
                }
            }
        }
    }

    /// Derived facts, proposals, anchors and exceptions form no circle (S-12).
    fn circles(&mut self) {
        let mut seen = BTreeSet::new();
        let mut ahead: Vec<RuleId> = self.successors(&self.rule.id);
        while let Some(id) = ahead.pop() {
            if id == self.rule.id {
                self.fault(format!("`{id}` rests on itself"));
                return;
            }
            if seen.insert(id.clone()) {
                ahead.extend(self.successors(&id));
            }
        }
    }

    fn successors(&self, id: &RuleId) -> Vec<RuleId> {
        let Some(rule) = self.library.rule(id) else { return Vec::new() };
        let inputs = self.library.inputs_of(rule);
        let mut next: Vec<RuleId> = inputs
            .iter()
            .flat_map(|input| self.library.facts_of_input(input))
            .filter_map(|kind| self.library.rule_of_fact(&kind).map(|rule| rule.id.clone()))
            .collect();
        if let Body::Deadline(deadline) = &rule.body {
            anchor_rules(&deadline.anchor, &mut next);
        }
        next.extend(self.library.exceptions_of(id).into_iter().map(|exception| exception.id.clone()));
        next
    }
}

/// Questions are listed as questions, goals have outcomes.
fn listed(library: &Library) -> Vec<Fault> {
    let mut faults = Vec::new();
    let listed: BTreeSet<&RuleId> = library.packs().iter().flat_map(|pack| &pack.questions).collect();
    for rule in library.rules() {
        if matches!(rule.body, Body::Question(_)) && !listed.contains(&rule.id) {
            faults.push(Fault::at(
                rule.place.clone(),
                format!("the question `{}` is not in the list `questions` of its pack", rule.id),
            ));
        }
    }
    let goals: BTreeSet<&RuleId> = library.goals().iter().collect();
    for rule in library.rules().filter(|rule| rule.alarm() == Some(AlarmClass::Emergency)) {
        if !goals.contains(&rule.id) {
            faults.push(
                Fault::at(
                    rule.place.clone(),
                    format!("the emergency item `{}` does not stand among the goals", rule.id),
                )
                .expected("each of them there, so that all are asked even after the first yes"),
            );
        }
    }
    for pack in library.packs() {
        for rule in pack.goals.iter().chain(&pack.questions).filter_map(|id| library.rule(id)) {
            if rule.pack != pack.id {
                let place = notation::Place::whole_file(&format!("{}/pack.toml", pack.id));
                faults.push(
                    Fault::at(place, format!("`{}` stands in the pack `{}`", rule.id, rule.pack))
                        .expected("a rule of this pack"),
                );
            }
        }
        for id in &pack.goals {
            if let Some(rule) = library.rule(id).filter(|rule| rule.outcomes().is_empty()) {
                faults.push(Fault::at(rule.place.clone(), format!("`{id}` stands among the goals and has no outcome")));
            }
        }
        for id in &pack.questions {
            if let Some(rule) = library.rule(id).filter(|rule| !matches!(rule.body, Body::Question(_))) {
                faults.push(Fault::at(rule.place.clone(), format!("`{id}` stands among the questions and is none")));
            }
        }
        let signs = pack.alarm_signs.iter().map(|id| (id, "alarm_signs"));
        let named = signs.chain(pack.withholds_reassurance.iter().map(|id| (id, "withholds_reassurance")));
        for (id, field) in named {
            if library.rule(id).is_none_or(|rule| rule.as_fact().is_none()) {
                let place = notation::Place::whole_file(&format!("{}/pack.toml", pack.id));
                faults.push(Fault::at(place, format!("`{field}` names `{id}`, which is no rule with an outcome")));
            }
        }
    }
    faults
}
