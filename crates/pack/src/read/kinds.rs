//! What each kind of rule asks for beyond its head.

use super::condition::condition;
use super::table::careful;
use super::{localized, localized_fields, optional_clause, optional_localized, required_localized, role_words, roles};
use crate::model::{
    AlarmClass, Anchor, ChainDeclaration, Choice, Contradiction, DatedNumber, DatedValue, Deadline, Declaration,
    Derived, Exception, HolidayList, Intervention, Judgement, Number, Offset, OffsetUnit, Persistence, Question,
    SelectedBy, SettingRange, SourceKind, ValueDomain, Warning,
};
use calendar::{Every, HolidayDate, HolidayRule};
use facts::{ChoiceId, DataClass, Decimal, FactKindId, RecordList, Role, RuleId, SubjectKind, ValueKind};
use notation::{Fault, Faults, Fields, Kind, Node};

pub(super) fn question(id: &RuleId, fields: &mut Fields<'_, '_>) -> Option<Question> {
    let ask = required_localized(fields, "ask");
    let help = optional_localized(fields, "help");
    let tick_list = fields.flag("tick_list");
    let place = fields.place().clone();
    let nodes = fields.optional_list("facts").unwrap_or_default();
    if nodes.is_empty() {
        fields.faults().add(Fault::at(place, "this question fills no fact").expected("`[[facts]]`"));
    }
    let facts = nodes.iter().filter_map(|node| declaration(node, id, fields.faults())).collect();
    Some(Question { ask: ask?, help, tick_list, facts })
}

fn declaration(node: &Node, question: &RuleId, faults: &mut Faults) -> Option<Declaration> {
    let mut fields = Fields::of(node, faults)?;
    let id = fields.text("id").map(FactKindId::new);
    let label = required_localized(&mut fields, "label");
    let domain = domain(&mut fields);
    let subject = subject(&mut fields);
    let class = class(&mut fields);
    let asked_of = asked_of(&mut fields);
    let source =
        fields.word("source", &["history", "examination", "document", "measurement", "register"], SourceKind::parse);
    let persistence = persistence(&mut fields);
    let (alarm, fixed, record_only) = (fields.flag("alarm"), fields.flag("fixed"), fields.flag("record_only"));
    let implies = fields.optional_text("implies").map(FactKindId::new);
    let place = fields.place().clone();
    if alarm && !matches!(domain, Some(ValueDomain::YesNo) | None) {
        fields.faults().add(Fault::at(place, "an alarm fact is answered with yes or no").expected("type = \"yes_no\""));
    }
    fields.finish();
    Some(Declaration {
        id: id?,
        filled_by: Some(question.clone()),
        label: label?,
        domain: domain?,
        subject: subject?,
        class: class?,
        asked_of,
        source: source?,
        persistence,
        alarm,
        fixed,
        record_only,
        implies,
    })
}

fn domain(fields: &mut Fields<'_, '_>) -> Option<ValueDomain> {
    match fields.word("type", &ValueKind::ALL.map(ValueKind::as_str), ValueKind::parse) {
        Some(kind) => domain_of(kind, fields),
        None => {
            // Which of them belong to the type that was meant is not known; they are no further mistake.
            for name in ["values", "unit", "min", "max"] {
                fields.optional(name);
            }
            None
        }
    }
}

fn domain_of(kind: ValueKind, fields: &mut Fields<'_, '_>) -> Option<ValueDomain> {
    Some(match kind {
        ValueKind::YesNo => ValueDomain::YesNo,
        ValueKind::Choice => ValueDomain::Choice(fields.required("values").map(|node| choices(node, fields.faults()))?),
        ValueKind::Date => ValueDomain::Date,
        ValueKind::Text => ValueDomain::Text,
        ValueKind::Whole | ValueKind::Decimal => {
            let unit = fields.text("unit");
            let (min, max) = (number_end(fields, "min"), number_end(fields, "max"));
            if let (Some(min), Some(max)) = (min, max)
                && min > max
            {
                let place = fields.place().clone();
                fields.faults().add(Fault::at(place, "`max` lies below `min`"));
            }
            ValueDomain::Number { whole: kind == ValueKind::Whole, unit: unit?, min: min?, max: max? }
        }
    })
}

pub(super) fn number_end(fields: &mut Fields<'_, '_>, name: &'static str) -> Option<Decimal> {
    let node = fields.required(name)?;
    let number = node.decimal();
    if number.is_none() {
        fields.faults().add(Fault::at(node.place.clone(), "this is not a number"));
    }
    number
}

pub(super) fn choices(node: &Node, faults: &mut Faults) -> Vec<Choice> {
    let Kind::List(items) = &node.kind else {
        faults.add(
            Fault::at(node.place.clone(), "this is not a list of values")
                .expected("[ { id = \"…\", nl = \"…\", fr = \"…\", en = \"…\" } ]"),
        );
        return Vec::new();
    };
    if items.is_empty() {
        faults.add(Fault::at(node.place.clone(), "there is no value in this list").expected("at least one"));
    }
    let choices: Vec<Choice> = items.iter().filter_map(|item| choice(item, faults)).collect();
    for (at, choice) in choices.iter().enumerate() {
        if choices.iter().take(at).any(|before| before.id == choice.id) {
            faults.add(Fault::at(node.place.clone(), format!("the value `{}` stands here twice", choice.id)));
        }
    }
    choices
}

fn choice(node: &Node, faults: &mut Faults) -> Option<Choice> {
    let mut fields = Fields::of(node, faults)?;
    let id = fields.text("id").map(ChoiceId::new);
    let label = localized_fields(&mut fields);
    fields.finish();
    if id.as_ref().is_some_and(|id| matches!(id.as_str(), "dont_know" | "open" | "not_judged")) {
        faults.add(
            Fault::at(node.place.clone(), "this word is the program's own and cannot be a value")
                .expected("another word"),
        );
    }
    Some(Choice { id: id?, label: label? })
}

pub(super) fn subject(fields: &mut Fields<'_, '_>) -> Option<SubjectKind> {
    fields.text("subject").map(|word| SubjectKind::parse(&word))
}

pub(super) fn class(fields: &mut Fields<'_, '_>) -> Option<DataClass> {
    fields.word("class", &DataClass::ALL.map(DataClass::as_str), DataClass::parse)
}

fn asked_of(fields: &mut Fields<'_, '_>) -> Vec<Role> {
    let place = fields.place().clone();
    let asked = roles(fields, "asked_of");
    if asked.is_empty() {
        fields
            .faults()
            .add(Fault::at(place, "nobody may answer this").expected("`asked_of = [ … ]`, most authority first"));
    }
    asked
}

fn persistence(fields: &mut Fields<'_, '_>) -> Persistence {
    let Some(node) = fields.optional("persistence") else { return Persistence::UntilChanged };
    match &node.kind {
        Kind::Text(word) if word == "permanent" => Persistence::Permanent,
        Kind::Text(word) if word == "until_changed" => Persistence::UntilChanged,
        Kind::Table(_) => {
            let days = Fields::of(node, fields.faults()).and_then(|mut inner| {
                let days = inner.whole("days", 1..=36_600);
                inner.finish();
                days
            });
            Persistence::Days(days.and_then(|days| u32::try_from(days).ok()).unwrap_or(1))
        }
        _ => {
            fields.faults().add(
                Fault::at(node.place.clone(), "this does not say how long a statement stays good")
                    .expected("\"permanent\", \"until_changed\" or { days = 42 }"),
            );
            Persistence::UntilChanged
        }
    }
}

pub(super) fn derived(fields: &mut Fields<'_, '_>, in_each: bool) -> Option<Derived> {
    let derived = text(fields, in_each);
    let alarm = fields.optional_word("alarm", &AlarmClass::ALL.map(AlarmClass::as_str), AlarmClass::parse);
    Some(Derived { alarm, ..derived? })
}

pub(super) fn text(fields: &mut Fields<'_, '_>, in_each: bool) -> Option<Derived> {
    let when = fields.required("when").and_then(|node| condition(node, fields.faults()));
    let subject = if in_each { Some(SubjectKind::Case) } else { subject(fields) };
    Some(Derived { when: when?, subject: subject?, alarm: None })
}

pub(super) fn judgement(id: &RuleId, fields: &mut Fields<'_, '_>) -> Option<Judgement> {
    let ask = required_localized(fields, "ask");
    let kind = fields.optional_word("type", &["yes_no", "choice"], |word| match word {
        "yes_no" => Some(ValueKind::YesNo),
        "choice" => Some(ValueKind::Choice),
        _ => None,
    });
    let domain = domain_of(kind.unwrap_or(ValueKind::Choice), fields);
    let subject = subject(fields);
    let class = class(fields);
    let asked_of = asked_of(fields);
    let persistence = persistence(fields);
    let proposed_by = fields.optional_text("proposed_by").map(RuleId::new);
    let releases = fields.optional_word("releases", &["work_ability", "administrative"], DataClass::parse);
    let ask = ask?;
    let fact = Declaration {
        id: FactKindId::new(id.as_str()),
        filled_by: Some(id.clone()),
        label: ask.clone(),
        domain: domain?,
        subject: subject?,
        class: class?,
        asked_of,
        source: SourceKind::Judgement,
        persistence,
        alarm: false,
        fixed: false,
        record_only: false,
        implies: None,
    };
    Some(Judgement { ask, fact, proposed_by, releases })
}

pub(super) fn intervention(fields: &mut Fields<'_, '_>, in_each: bool) -> Option<Intervention> {
    let when = fields.required("when").and_then(|node| condition(node, fields.faults()));
    let subject = if in_each { Some(SubjectKind::Case) } else { subject(fields) };
    let products = fields.optional_list("products").unwrap_or_default();
    let products = products.iter().filter_map(|node| localized(node, fields.faults())).collect();
    let carried_out_by = roles(fields, "carried_out_by");
    let participants = roles(fields, "participants");
    let visits = fields.optional("visits").and_then(|node| one_number(node, "at_most", fields.faults()));
    let (lasts_from_weeks, lasts_to_weeks) = match fields.optional("lasts") {
        Some(node) => lasts(node, fields.faults()),
        None => (None, None),
    };
    let return_during = fields.flag("return_during");
    Some(Intervention {
        when: when?,
        subject: subject?,
        products,
        carried_out_by,
        participants,
        visits_at_most: visits,
        lasts_from_weeks,
        lasts_to_weeks,
        return_during,
    })
}

fn one_number(node: &Node, name: &'static str, faults: &mut Faults) -> Option<u32> {
    let mut fields = Fields::of(node, faults)?;
    let number = fields.whole(name, 0..=1_000);
    fields.finish();
    number.and_then(|number| u32::try_from(number).ok())
}

fn lasts(node: &Node, faults: &mut Faults) -> (Option<u32>, Option<u32>) {
    let Some(mut fields) = Fields::of(node, faults) else { return (None, None) };
    let (from, to) = (fields.optional_whole("from_weeks", 0..=520), fields.optional_whole("to_weeks", 0..=520));
    fields.finish();
    let weeks = |number: Option<i64>| number.and_then(|number| u32::try_from(number).ok());
    (weeks(from), weeks(to))
}

pub(super) fn contradiction(fields: &mut Fields<'_, '_>) -> Option<Contradiction> {
    let (first, second) = (fields.text("first"), fields.text("second"));
    let when = fields.required("when").and_then(|node| condition(node, fields.faults()));
    Some(Contradiction { first: RecordList::new(first?), second: RecordList::new(second?), when: when? })
}

pub(super) fn exception(fields: &mut Fields<'_, '_>) -> Option<Exception> {
    let (excepts, then) = (fields.text("excepts"), fields.text("then"));
    let when = fields.required("when").and_then(|node| condition(node, fields.faults()));
    Some(Exception { excepts: RuleId::new(excepts?), when: when?, then: ChoiceId::new(then?) })
}

pub(super) fn deadline(fields: &mut Fields<'_, '_>) -> Option<Deadline> {
    let owed_by = fields.word("owed_by", &role_words(), Role::parse);
    let with = roles(fields, "with");
    let subject = subject(fields);
    let trigger = match fields.optional("trigger") {
        Some(node) => Some(condition(node, fields.faults())?),
        None => None,
    };
    let unknown_counts_as = careful(fields);
    let anchor = fields.required("anchor").and_then(|node| anchor(node, fields.faults()));
    let (event, anew, lasts_until) = (fields.flag("event"), fields.flag("anew"), fields.flag("lasts_until"));
    let due = fields.required("due").and_then(|node| offset(node, Term::Due, fields.faults()));
    let warn = fields.optional("warn").and_then(|node| warning(node, fields.faults()));
    let done_by = fields.text("done_by").map(FactKindId::new);
    let document = fields.optional_text("document");
    let deviation = optional_clause(fields, "deviation");
    let every = fields.optional("every").and_then(|node| offset(node, Term::Plain, fields.faults()));
    let stands_still_on_leave = fields.flag("stands_still_on_leave");
    let within_employment = fields.flag("within_employment");
    let not_counted = fields.optional("not_counted").and_then(|node| not_counted(node, fields.faults()));
    Some(Deadline {
        owed_by: owed_by?,
        with,
        subject: subject?,
        trigger,
        unknown_counts_as,
        anchor: anchor?,
        event,
        anew,
        lasts_until,
        due: due?,
        warn,
        done_by: done_by?,
        document,
        deviation,
        every,
        stands_still_on_leave,
        within_employment,
        not_counted,
    })
}

fn not_counted(node: &Node, faults: &mut Faults) -> Option<(FactKindId, FactKindId)> {
    let mut fields = Fields::of(node, faults)?;
    let (from, until) = (fields.text("from"), fields.text("until"));
    fields.finish();
    Some((FactKindId::new(from?), FactKindId::new(until?)))
}

fn anchor(node: &Node, faults: &mut Faults) -> Option<Anchor> {
    const EXPECTED: &str =
        "\"first_absence_day\", \"employment_end\", { fact = \"…\" }, { done = \"…\" } or { earlier_of = [ … ] }";
    if let Kind::Text(word) = &node.kind {
        match word.as_str() {
            "first_absence_day" => return Some(Anchor::FirstAbsenceDay),
            "employment_end" => return Some(Anchor::EmploymentEnd),
            _ => {}
        }
        faults.add(Fault::at(node.place.clone(), "this is not an anchor").expected(EXPECTED));
        return None;
    }
    let [(name, inner)] = node.entries(faults) else {
        faults.add(Fault::at(node.place.clone(), "this is not an anchor").expected(EXPECTED));
        return None;
    };
    match (name.as_str(), &inner.kind) {
        ("fact", Kind::Text(kind)) => Some(Anchor::Fact(FactKindId::new(kind))),
        ("done", Kind::Text(rule)) => Some(Anchor::Done(RuleId::new(rule))),
        ("earlier_of", Kind::List(items)) => {
            items.iter().map(|item| anchor(item, faults)).collect::<Option<_>>().map(Anchor::EarlierOf)
        }
        _ => {
            faults.add(Fault::at(inner.place.clone(), "this is not an anchor").expected(EXPECTED));
            None
        }
    }
}

/// From when an obligation warns: a day of the chain, or so long before the due day.
pub(super) fn warning(node: &Node, faults: &mut Faults) -> Option<Warning> {
    let offset = offset(node, Term::Warning, faults)?;
    Some(match offset.unit {
        OffsetUnit::AbsenceDay => Warning::AbsenceDay(offset.amount),
        _ => Warning::Before(offset),
    })
}

/// Where a term stands, and so which units it may have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Term {
    /// When something is due: along the chain, along the calendar, or back from its anchor.
    Due,
    /// From when it warns: a day of the chain, or so long before the due day.
    Warning,
    /// A plain length of time.
    Plain,
    /// How soon a step is taken: at most weeks.
    Soon,
}

impl Term {
    fn units(self) -> impl Iterator<Item = (&'static str, OffsetUnit, bool)> {
        const UNITS: [(&str, OffsetUnit, bool); 10] = [
            ("absence_day", OffsetUnit::AbsenceDay, false),
            ("absence_years", OffsetUnit::AbsenceYears, false),
            ("days", OffsetUnit::Days, false),
            ("weeks", OffsetUnit::Weeks, false),
            ("months", OffsetUnit::Months, false),
            ("years", OffsetUnit::Years, false),
            ("working_days", OffsetUnit::WorkingDays, false),
            ("days_before", OffsetUnit::Days, true),
            ("weeks_before", OffsetUnit::Weeks, true),
            ("months_before", OffsetUnit::Months, true),
        ];
        UNITS.into_iter().filter(move |(_, unit, back)| match self {
            Term::Due => true,
            Term::Warning => !back && *unit != OffsetUnit::AbsenceYears,
            Term::Plain => !back && !matches!(unit, OffsetUnit::AbsenceDay | OffsetUnit::AbsenceYears),
            Term::Soon => !back && matches!(unit, OffsetUnit::Days | OffsetUnit::WorkingDays | OffsetUnit::Weeks),
        })
    }
}

/// A term: exactly one unit with a plain number or `{ value = "…" }`.
pub(super) fn offset(node: &Node, term: Term, faults: &mut Faults) -> Option<Offset> {
    let found = match node.entries(faults) {
        [(name, inner)] => term.units().find(|(word, ..)| word == name).map(|(_, unit, back)| (unit, back, inner)),
        _ => None,
    };
    let Some((unit, back, inner)) = found else {
        let words: Vec<&str> = term.units().map(|(word, ..)| word).collect();
        faults.add(
            Fault::at(node.place.clone(), "this is not a term")
                .expected(format!("exactly one of: {}", words.join(", "))),
        );
        return None;
    };
    number(inner, faults).map(|amount| Offset { amount, unit, back })
}

fn number(node: &Node, faults: &mut Faults) -> Option<Number> {
    const LARGEST: i64 = 36_600;
    match &node.kind {
        Kind::Whole(number) if (0..=LARGEST).contains(number) => u32::try_from(*number).ok().map(Number::Plain),
        Kind::Table(_) => {
            let mut fields = Fields::of(node, faults)?;
            let rule = fields.text("value");
            fields.finish();
            rule.map(|rule| Number::Value(RuleId::new(rule)))
        }
        other => {
            faults.add(
                Fault::at(node.place.clone(), format!("{} stands here", other.in_words()))
                    .expected(format!("a whole number from 0 to {LARGEST}, or {{ value = \"…\" }}")),
            );
            None
        }
    }
}

pub(super) fn dated_value(fields: &mut Fields<'_, '_>) -> Option<DatedValue> {
    fields.word("type", &["whole"], |word| (word == "whole").then_some(()));
    let unit = fields.text("unit");
    let by = fields.optional_word("by", &["reference_day", "first_absence_day"], |word| match word {
        "reference_day" => Some(SelectedBy::ReferenceDay),
        "first_absence_day" => Some(SelectedBy::FirstAbsenceDay),
        _ => None,
    });
    let none_before = fields.flag("none_before");
    let setting = fields.optional("setting").and_then(|node| setting(node, fields.faults()));
    let nodes = fields.required("dated");
    let items = match nodes.map(|node| (&node.kind, &node.place)) {
        Some((Kind::List(items), _)) => items.as_slice(),
        Some((other, place)) => {
            let found = format!("{} stands here", other.in_words());
            fields.faults().add(Fault::at(place.clone(), found).expected("a list of dated values"));
            &[]
        }
        None => &[],
    };
    let dated: Vec<DatedNumber> = items.iter().filter_map(|node| dated_number(node, fields.faults())).collect();
    if let (Some(node), false) = (nodes, dated.windows(2).all(|pair| matches!(pair, [a, b] if a.from < b.from))) {
        fields.faults().add(
            Fault::at(node.place.clone(), "these dated values do not follow each other")
                .expected("each `from` later than the one before"),
        );
    }
    Some(DatedValue {
        unit: unit?,
        by: by.unwrap_or(SelectedBy::ReferenceDay),
        dated,
        none_before,
        setting,
        chosen: None,
    })
}

/// From which number to which a service may choose.
fn setting(node: &Node, faults: &mut Faults) -> Option<SettingRange> {
    let mut fields = Fields::of(node, faults)?;
    let (from, to) = (fields.whole("from", 0..=36_600), fields.whole("to", 0..=36_600));
    fields.finish();
    let number = |end: i64| u32::try_from(end).ok();
    let range = SettingRange { from: number(from?)?, to: number(to?)? };
    if range.from > range.to {
        faults.add(Fault::at(node.place.clone(), "`to` lies below `from`"));
    }
    Some(range)
}

fn dated_number(node: &Node, faults: &mut Faults) -> Option<DatedNumber> {
    let mut fields = Fields::of(node, faults)?;
    let from = fields.day("from");
    let value = fields.whole("value", 0..=100_000_000);
    let confirmed_on = fields.day("confirmed_on");
    fields.finish();
    Some(DatedNumber { from: from?, value: u32::try_from(value?).ok()?, confirmed_on: confirmed_on? })
}

pub(super) fn holidays(fields: &mut Fields<'_, '_>) -> Option<HolidayList> {
    let country = fields.text("country");
    let nodes = fields.optional_list("days").unwrap_or_default();
    let days = nodes.iter().filter_map(|node| holiday(node, fields.faults())).collect();
    Some(HolidayList { country: country?, days })
}

fn holiday(node: &Node, faults: &mut Faults) -> Option<HolidayRule> {
    let mut fields = Fields::of(node, faults)?;
    let id = fields.text("id");
    let (month, day) = (fields.optional_whole("month", 1..=12), fields.optional_whole("day", 1..=31));
    let easter = fields.optional_whole("easter", -60..=120);
    let (from_year, until_year) =
        (fields.optional_whole("from_year", 1900..=2199), fields.optional_whole("until_year", 1900..=2199));
    let if_sunday = fields.optional_whole("if_sunday", -6..=6);
    let every = fields.optional("every").and_then(|node| every_years(node, fields.faults()));
    let place = fields.place().clone();
    let when = match (month, day, easter) {
        (Some(month), Some(day), None) => {
            Some(HolidayDate::Fixed { month: i8::try_from(month).ok()?, day: i8::try_from(day).ok()? })
        }
        (None, None, Some(offset)) => Some(HolidayDate::Easter { offset_days: i16::try_from(offset).ok()? }),
        _ => {
            fields
                .faults()
                .add(Fault::at(place, "this holiday has no date").expected("`month` and `day`, or `easter`"));
            None
        }
    };
    fields.finish();
    let year = |number: Option<i64>| number.and_then(|number| i16::try_from(number).ok());
    Some(HolidayRule {
        id: id?,
        when: when?,
        from_year: year(from_year),
        until_year: year(until_year),
        every,
        if_sunday: if_sunday.and_then(|shift| i8::try_from(shift).ok()),
    })
}

fn every_years(node: &Node, faults: &mut Faults) -> Option<Every> {
    let mut fields = Fields::of(node, faults)?;
    let (years, from) = (fields.whole("years", 1..=100), fields.whole("from", 1900..=2199));
    fields.finish();
    Some(Every { years: u8::try_from(years?).ok()?, counted_from: i16::try_from(from?).ok()? })
}

pub(super) fn chain(fields: &mut Fields<'_, '_>) -> Option<ChainDeclaration> {
    let country = fields.text("country");
    let node = fields.required("joins_below");
    let joins = node.and_then(|node| offset(node, Term::Plain, fields.faults()));
    if let (Some(node), Some(joins)) = (node, &joins)
        && joins.unit != OffsetUnit::Days
    {
        let fault = Fault::at(node.place.clone(), "spells join by days").expected("{ days = … }");
        fields.faults().add(fault);
    }
    Some(ChainDeclaration { country: country?, joins_below_days: joins?.amount })
}
