//! One rule in words, for somebody who cannot program.

use crate::render::Reader;
use crate::render::page::Page;
use calendar::{HolidayDate, HolidayRule};
use facts::{ChoiceId, DataClass, FactKindId, Role, RuleId};
use pack::{
    Aggregate, Anchor, Audience, Body, Bound, Cell, Condition, Confidence, ContentList, DatedValue, Deadline, Figure,
    FigureNumber, Fold, Input, Interval, Library, Number, Offset, OffsetUnit, Question, Rule, Table, Test, ValueDomain,
    Warning, Within,
};
use serde_json::{Value, json};

pub(crate) fn in_words(rule: &Rule, library: &Library, reader: &Reader<'_>) -> String {
    let teller = Teller { library, reader };
    let mut page = Page::default();
    page.line(0, &format!("{} — {}", rule.id, reader.tell(&rule.title)));
    let confidence = match rule.confidence {
        Confidence::Verified => "read in the source",
        Confidence::RecalledHigh => "well known, not read here",
        Confidence::ToBeConfirmed => "to be confirmed",
    };
    let until = rule.validity.until.map(|day| format!(" until {day}")).unwrap_or_default();
    page.line(
        0,
        &format!(
            "{} · {} · {} · from {}{until} · held against its source on {} · {confidence}",
            rule.body.kind(),
            rule.pack,
            rule.stage,
            rule.validity.from,
            rule.confirmed_on
        ),
    );
    page.heading("What it says");
    teller.body(&mut page, rule);
    teller.exceptions(&mut page, rule);
    teller.texts(&mut page, rule);
    page.heading("Where it comes from");
    for source in &rule.sources {
        let quote = source.quote.as_ref().map(|quote| format!(" “{quote}”")).unwrap_or_default();
        let heading = library
            .sources()
            .get(source.clause.source())
            .and_then(|known| known.clause(source.clause.clause()))
            .map(|clause| clause.heading.as_str())
            .unwrap_or("");
        page.marked(2, "§ ", &format!("{} {heading}{quote}", source.clause));
    }
    for newer in &rule.edition.newer {
        page.marked(2, "↻ ", &format!("newer: {} [{}]", reader.tell(&newer.says), newer.clause));
    }
    if let Some(strength) = rule.edition.strength {
        page.line(2, &format!("Weight: {}", reader.words.strength(strength)));
    }
    if !rule.edition.in_place_of.is_empty() {
        let replaced: Vec<&str> = rule.edition.in_place_of.iter().map(RuleId::as_str).collect();
        let differs = rule.edition.differs.as_ref().map(|text| format!(": {}", reader.tell(text))).unwrap_or_default();
        page.line(2, &format!("Where {} leads, it comes in place of {}{differs}", rule.pack, replaced.join(", ")));
    }
    if !rule.implements.is_empty() {
        page.line(2, &format!("Requirements: {}", rule.implements.join(", ")));
    }
    if let Some(note) = &rule.note {
        page.line(2, &format!("Reading: {note}"));
    }
    page.heading("Who may see it");
    page.line(2, &format!("class {}", class_of(rule, library)));
    let scenarios = library.scenarios(&rule.id);
    if !scenarios.is_empty() {
        page.heading(&format!("Its {} cases", scenarios.len()));
        scenarios.iter().for_each(|scenario| page.marked(2, "• ", &scenario.name));
    }
    page.into_text()
}

pub(crate) fn json(rule: &Rule, library: &Library, reader: &Reader<'_>) -> Value {
    json!({
        "id": rule.id.as_str(),
        "kind": rule.body.kind(),
        "pack": rule.pack.as_str(),
        "stage": rule.stage.as_str(),
        "title": reader.tell(&rule.title),
        "valid_from": rule.validity.from.to_string(),
        "valid_until": rule.validity.until.map(|day| day.to_string()),
        "confirmed_on": rule.confirmed_on.to_string(),
        "class": class_of(rule, library).as_str(),
        "implements": rule.implements,
        "sources": rule.sources.iter().map(|source| json!({ "clause": source.clause.to_string(), "quote": source.quote })).collect::<Vec<_>>(),
        "note": rule.note,
        "outcomes": rule.outcomes().iter().map(ChoiceId::as_str).collect::<Vec<_>>(),
        "reads": library.base_facts_of(&rule.id).iter().map(FactKindId::as_str).collect::<Vec<_>>(),
        "cases": library.scenarios(&rule.id).iter().map(|scenario| scenario.name.as_str()).collect::<Vec<_>>(),
        "in_words": in_words(rule, library, reader),
    })
}

/// A question is as confidential as the most confidential fact that it asks.
fn class_of(rule: &Rule, library: &Library) -> DataClass {
    let of_rule = library.class_of(&rule.id);
    match &rule.body {
        Body::Question(question) => question.facts.iter().map(|fact| fact.class).fold(of_rule, DataClass::max),
        _ => of_rule,
    }
}

struct Teller<'a> {
    library: &'a Library,
    reader: &'a Reader<'a>,
}

impl Teller<'_> {
    fn body(&self, page: &mut Page, rule: &Rule) {
        match &rule.body {
            Body::Question(question) => self.question(page, question),
            Body::Table(table) => self.table(page, table),
            Body::Judgement(judgement) => {
                page.line(
                    2,
                    &format!(
                        "{} (judged by: {})",
                        self.reader.tell(&judgement.ask),
                        self.reader.roles(&judgement.fact.asked_of)
                    ),
                );
                page.line(2, &self.values(&judgement.fact.domain));
                if let Some(table) = &judgement.proposed_by {
                    page.line(2, &format!("proposed by the table {table}; the professional decides"));
                }
                if let Some(class) = judgement.releases {
                    page.line(2, &format!("made to be passed on, as {class}"));
                }
            }
            Body::Deadline(deadline) => self.deadline(page, deadline),
            Body::Exception(exception) => {
                page.line(2, &format!("instead of the outcome of {}: {} — when", exception.excepts, exception.then));
                self.condition(page, &exception.when, 4);
            }
            Body::Value(value) => self.value(page, value),
            Body::Figure(figure) => self.figure(page, figure),
            Body::ContentList(list) => self.content_list(page, list),
            Body::Holidays(list) => list.days.iter().for_each(|day| page.line(2, &self.holiday(day))),
            Body::Chain(chain) => page.line(
                2,
                &format!(
                    "{}: fewer than {} full days between two spells: one chain",
                    chain.country,
                    self.number(&chain.joins_below_days)
                ),
            ),
            Body::Intervention(offer) => {
                offer.products.iter().for_each(|product| page.marked(2, "– ", self.reader.tell(product)));
                let by = self.reader.roles(&offer.carried_out_by);
                page.line(2, &format!("by: {by}{}", self.with(&offer.participants)));
                page.line(2, "when");
                self.condition(page, &offer.when, 4);
            }
            _ => {
                if let Some(condition) = rule.condition() {
                    page.line(2, "yes when");
                    self.condition(page, condition, 4);
                }
            }
        }
    }

    fn value(&self, page: &mut Page, value: &DatedValue) {
        let unit = self.reader.words.unit(&value.unit);
        for line in &value.dated {
            page.line(2, &format!("from {}: {} {unit}", line.from, line.value));
        }
        if let Some(range) = value.setting {
            page.line(2, &format!("a setting of the service: from {} to {} {unit}", range.from, range.to));
        }
        if let Some(chosen) = value.chosen {
            page.line(2, &format!("chosen by this service: {chosen} {unit}"));
        }
    }

    fn figure(&self, page: &mut Page, figure: &Figure) {
        let unit = figure.unit.as_deref().map_or_else(String::new, |unit| format!(" {}", self.reader.words.unit(unit)));
        let number = match &figure.number {
            FigureNumber::One(Bound::Exact, number) => format!("{number}{unit}"),
            FigureNumber::One(Bound::LessThan, number) => format!("less than {number}{unit}"),
            FigureNumber::One(Bound::MoreThan, number) => format!("more than {number}{unit}"),
            FigureNumber::Range(from, to) => format!("{from} to {to}{unit}"),
            FigureNumber::Words(words) => self.reader.tell(words).to_owned(),
        };
        page.line(2, &number);
        page.line(2, &format!("of whom: {}", self.reader.tell(&figure.population)));
        page.line(2, &format!("what was measured: {}", self.reader.tell(&figure.endpoint)));
        if let Some(weeks) = figure.at_weeks {
            page.line(2, &format!("after {weeks} weeks"));
        }
        if let Some(year) = figure.year {
            page.line(2, &format!("data of {year}"));
        }
        if let Some(series) = &figure.series {
            page.line(2, &format!("series {series}: one population, one endpoint"));
        }
        if let Some(caveat) = &figure.caveat {
            page.marked(2, "! ", self.reader.tell(caveat));
        }
        page.line(2, "never averaged or pooled with another figure");
    }

    fn content_list(&self, page: &mut Page, list: &ContentList) {
        let document = self.library.word(&list.document).map(|word| self.reader.tell(&word.label));
        page.line(2, &format!("document: {}", document.unwrap_or(list.document.as_str())));
        for item in &list.items {
            let optional = if item.optional { "; may be left empty" } else { "" };
            page.marked(2, "• ", &format!("{} ({})", self.reader.tell(&item.label), item.id));
            page.line(4, &format!("filled in by: {}; class {}{optional}", self.reader.role(item.party), item.class));
            let from: Vec<String> = item.from.iter().map(|kind| self.label(kind)).collect();
            let from = if from.is_empty() { "written by hand".to_owned() } else { from.join("; ") };
            let clause = item.clause.as_ref().map(|clause| format!(" § {clause}")).unwrap_or_default();
            page.line(4, &format!("from the case: {from}{clause}"));
        }
    }

    fn question(&self, page: &mut Page, question: &Question) {
        page.line(2, &format!("asks: {}", self.reader.tell(&question.ask)));
        if let Some(help) = &question.help {
            page.line(2, &format!("meant is: {}", self.reader.tell(help)));
        }
        for fact in &question.facts {
            page.marked(
                2,
                "• ",
                &format!("{} ({}): {}", self.reader.tell(&fact.label), fact.id, self.values(&fact.domain)),
            );
            page.line(
                4,
                &format!(
                    "answered by: {}; class {}{}",
                    self.reader.roles(&fact.asked_of),
                    fact.class,
                    if fact.alarm { "; an alarm sign: once yes, a physician alone sets it aside" } else { "" }
                ),
            );
        }
    }

    fn values(&self, domain: &ValueDomain) -> String {
        match domain {
            ValueDomain::Choice(choices) => choices
                .iter()
                .map(|choice| format!("{} ({})", self.reader.tell(&choice.label), choice.id))
                .collect::<Vec<_>>()
                .join(" / "),
            ValueDomain::YesNo => format!("{} / {}", self.reader.words.yes, self.reader.words.no),
            other => other.in_words(),
        }
    }

    fn table(&self, page: &mut Page, table: &Table) {
        for row in &table.rows {
            let cells = table.columns.iter().zip(&row.cells).filter_map(|(column, cell)| {
                let told = match cell {
                    Cell::Free => return None,
                    Cell::Words(words) => {
                        words.iter().map(|word| self.word(column, word)).collect::<Vec<_>>().join(" or ")
                    }
                    Cell::Range(range) => range_in_words(range),
                };
                Some(format!("{}: {told}", self.input(column)))
            });
            let cells: Vec<String> = cells.collect();
            let when = if cells.is_empty() { "always".to_owned() } else { cells.join(" · ") };
            page.marked(2, "• ", &format!("{}: {when} → {}", row.id, self.outcome(table, &row.then)));
        }
        if let Some(otherwise) = &table.otherwise {
            page.marked(2, "• ", &format!("anything else → {}", self.outcome(table, otherwise)));
        }
        for (kind, value) in &table.unknown_counts_as {
            page.line(2, &format!("while {kind} is unknown, act as if it were {value}"));
        }
    }

    fn outcome(&self, table: &Table, word: &ChoiceId) -> String {
        table
            .values
            .iter()
            .find(|choice| choice.id == *word)
            .map_or_else(|| word.to_string(), |choice| self.reader.tell(&choice.label).to_owned())
    }

    fn deadline(&self, page: &mut Page, deadline: &Deadline) {
        page.line(2, &format!("owed by: {}{}", self.reader.role(deadline.owed_by), self.with(&deadline.with)));
        page.line(2, &format!("due: {} from {}", self.offset(&deadline.due), self.anchor(&deadline.anchor)));
        match &deadline.warn {
            Some(Warning::AbsenceDay(number)) => {
                page.line(2, &format!("warns from day {} of absence", self.number(number)))
            }
            Some(Warning::Before(offset)) => page.line(2, &format!("warns {} before", self.offset(offset))),
            None => {}
        }
        if let Some(every) = &deadline.every {
            page.line(2, &format!("comes back every {}", self.offset(every)));
        }
        page.line(2, &format!("done on the day that {} holds", deadline.done_by));
        match &deadline.deviation {
            Some(clause) => page.line(2, &format!("deviation with a reason: {clause}")),
            None => page.line(2, "no deviation"),
        }
        if let Some(trigger) = &deadline.trigger {
            page.line(2, "owed when");
            self.condition(page, trigger, 4);
        }
        for (kind, value) in &deadline.unknown_counts_as {
            page.line(2, &format!("while {kind} is unknown, act as if it were {value}"));
        }
    }

    fn with(&self, others: &[Role]) -> String {
        if others.is_empty() { String::new() } else { format!("; with: {}", self.reader.roles(others)) }
    }

    fn holiday(&self, holiday: &HolidayRule) -> String {
        let when = match holiday.when {
            HolidayDate::Fixed { month, day } => format!("{day} {}", self.reader.words.month(month)),
            HolidayDate::Easter { offset_days: 0 } => "Easter Sunday".to_owned(),
            HolidayDate::Easter { offset_days } => format!("Easter Sunday {offset_days:+} days"),
        };
        let span = match (holiday.from_year, holiday.until_year) {
            (None, None) => None,
            (from, until) => {
                let from = from.map(|year| format!("from {year}"));
                let until = until.map(|year| format!("until {year}"));
                Some(from.into_iter().chain(until).collect::<Vec<_>>().join(" "))
            }
        };
        let every = holiday.every.map(|every| format!("every {} years as in {}", every.years, every.counted_from));
        let moved = holiday.if_sunday.map(|days| format!("when on a Sunday: {days:+} days"));
        let parts: Vec<String> = [Some(when), span, every, moved].into_iter().flatten().collect();
        format!("{}: {}", holiday.id, parts.join("; "))
    }

    fn offset(&self, offset: &Offset) -> String {
        let unit = match offset.unit {
            OffsetUnit::AbsenceDay => return format!("day {} of absence", self.number(&offset.amount)),
            OffsetUnit::AbsenceYears => return format!("{} years of absence", self.number(&offset.amount)),
            OffsetUnit::Days => "days",
            OffsetUnit::Weeks => "weeks",
            OffsetUnit::Months => "months",
            OffsetUnit::Years => "years",
            OffsetUnit::WorkingDays => "working days",
        };
        let back = if offset.back { " back" } else { "" };
        format!("{} {unit}{back}", self.number(&offset.amount))
    }

    fn within(&self, within: &Within) -> String {
        let unit = match within {
            Within::Days(_) => "days",
            Within::WorkingDays(_) => "working days",
            Within::Weeks(_) => "weeks",
        };
        format!("within {} {unit}", self.number(within.amount()))
    }

    fn number(&self, number: &Number) -> String {
        match number {
            Number::Plain(number) => number.to_string(),
            Number::Value(rule) => format!("[{rule}]"),
        }
    }

    fn anchor(&self, anchor: &Anchor) -> String {
        match anchor {
            Anchor::FirstAbsenceDay => "the first day of absence".to_owned(),
            Anchor::EmploymentEnd => "the last day of the employment".to_owned(),
            Anchor::Fact(kind) => format!("the day of {kind}"),
            Anchor::Done(rule) => format!("the day on which {rule} was done"),
            Anchor::EarlierOf(anchors) => {
                anchors.iter().map(|anchor| self.anchor(anchor)).collect::<Vec<_>>().join(" or, if earlier, ")
            }
        }
    }

    fn condition(&self, page: &mut Page, condition: &Condition, indent: usize) {
        match condition {
            Condition::All(parts) if parts.is_empty() => page.line(indent, "always"),
            Condition::All(parts) => {
                page.line(indent, "all of these hold:");
                parts.iter().for_each(|part| self.condition(page, part, indent + 2));
            }
            Condition::Any(parts) => {
                page.line(indent, "one of these holds:");
                parts.iter().for_each(|part| self.condition(page, part, indent + 2));
            }
            Condition::Not(part) => {
                page.line(indent, "this does not hold:");
                self.condition(page, part, indent + 2);
            }
            Condition::Holds(input, test) => page.marked(indent, "• ", &self.test(input, test)),
        }
    }

    fn test(&self, input: &Input, test: &Test) -> String {
        match (input, test) {
            (Input::Aggregate(aggregate), _) => self.aggregate(aggregate),
            (Input::Known(_), _) => format!("{} is known", self.input(input)),
            (_, Test::In(words)) => format!(
                "{}: {}",
                self.input(input),
                words.iter().map(|word| self.word(input, word)).collect::<Vec<_>>().join(" or ")
            ),
            (_, Test::Between(range)) => format!("{}: {}", self.input(input), range_in_words(range)),
        }
    }

    fn aggregate(&self, aggregate: &Aggregate) -> String {
        let list = &aggregate.list;
        match &aggregate.fold {
            Fold::Any(condition) => format!("for one {list}: {}", self.inline(condition)),
            Fold::All(condition) => format!("for every {list}: {}", self.inline(condition)),
            Fold::Count(condition, range) => {
                format!("how many {list} with {}: {}", self.inline(condition), range_in_words(range))
            }
            Fold::Sum(kind, range) => format!("the sum of {kind}: {}", range_in_words(range)),
            Fold::Min(kind, range) => format!("the smallest {kind}: {}", range_in_words(range)),
            Fold::Max(kind, range) => format!("the largest {kind}: {}", range_in_words(range)),
            Fold::Latest(kind, test) => format!("the latest of {}", self.test(&Input::fact(kind), test)),
        }
    }

    fn inline(&self, condition: &Condition) -> String {
        match condition {
            Condition::All(parts) => parts.iter().map(|part| self.inline(part)).collect::<Vec<_>>().join(" and "),
            Condition::Any(parts) => {
                format!("({})", parts.iter().map(|part| self.inline(part)).collect::<Vec<_>>().join(" or "))
            }
            Condition::Not(part) => format!("not {}", self.inline(part)),
            Condition::Holds(input, test) => self.test(input, test),
        }
    }

    fn input(&self, input: &Input) -> String {
        match input {
            Input::Fact { kind, .. } | Input::Known(kind) => self.label(kind),
            Input::Calendar(pack::CalendarFunction::DaysSince(kind)) => format!("days since {}", self.label(kind)),
            Input::Calendar(pack::CalendarFunction::AbsenceDayAt(kind)) => {
                format!("absence day on the day of {}", self.label(kind))
            }
            Input::Calendar(function) => function.as_str().replace('_', " "),
            Input::Aggregate(aggregate) => aggregate.list.to_string(),
        }
    }

    fn label(&self, kind: &FactKindId) -> String {
        let declared = self.library.declaration(kind).map(|declaration| &declaration.label);
        let label = declared.or_else(|| self.library.rule_of_fact(kind).map(|rule| &rule.title));
        label.map_or_else(|| kind.to_string(), |label| self.reader.tell(label).to_owned())
    }

    fn word(&self, input: &Input, word: &ChoiceId) -> String {
        let plain = match word.as_str() {
            "yes" => self.reader.words.yes.to_owned(),
            "no" => self.reader.words.no.to_owned(),
            other => other.to_owned(),
        };
        let Input::Fact { kind, .. } = input else { return plain };
        match self.library.declaration(kind).map(|declaration| &declaration.domain) {
            Some(ValueDomain::Choice(choices)) => choices
                .iter()
                .find(|choice| choice.id == *word)
                .map_or(plain, |choice| self.reader.tell(&choice.label).to_owned()),
            _ => plain,
        }
    }

    fn exceptions(&self, page: &mut Page, rule: &Rule) {
        for exception in self.library.exceptions_of(&rule.id) {
            page.marked(2, "! ", &format!("exception: {} ({})", self.reader.tell(&exception.title), exception.id));
        }
    }

    fn texts(&self, page: &mut Page, rule: &Rule) {
        if rule.texts.is_empty() {
            return;
        }
        page.heading("Its words");
        for (outcome, texts) in &rule.texts {
            for audience in Audience::ALL {
                if let Some(text) = texts.by_audience.get(&audience) {
                    page.marked(2, "• ", &format!("{outcome}, {}: {}", audience.as_str(), self.reader.tell(text)));
                }
            }
        }
        for step in &rule.steps {
            let within = step.within.as_ref().map(|within| format!(" ({})", self.within(within))).unwrap_or_default();
            let id = step.id.as_ref().map(|id| format!(" [step {id}]")).unwrap_or_default();
            let (who, what) = (self.reader.role(step.who), self.reader.tell(&step.what));
            page.marked(2, "→ ", &format!("{who}: {what}{within}{id}"));
        }
    }
}

fn range_in_words(range: &Interval) -> String {
    let lower = range.lower.map(|(end, counted)| format!("{} {end}", if counted { "from" } else { "above" }));
    let upper = range.upper.map(|(end, counted)| format!("{} {end}", if counted { "to" } else { "below" }));
    lower.into_iter().chain(upper).collect::<Vec<_>>().join(" ")
}
