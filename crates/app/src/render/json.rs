//! A view as JSON, described by `guidance.schema.json`. Keys are sorted; numbers are whole or text, never floats.

use crate::render::{Reader, arithmetic, changes};
use calendar::{ChainState, Day};
use facts::{ChoiceId, Decimal, Localized, Role};
use guidance::{
    DecidedView, DueView, FindingView, MissingView, MissingWhy, MovedView, NamedValue, NewerView, NoticeView,
    ObligationView, PublishedView, ReasonText, Since, SourceView, StepView, View, WhoSaid, Withheld,
};
use pack::Confidence;
use serde_json::{Map, Value, json};

/// The format before professionals and the worker.
const FORMAT: &str = "rugwijzer-guidance/1";
/// The format before the employer's side, which never meets the program's name.
const NEUTRAL_FORMAT: &str = "guidance/1";

/// A whole view.
pub(crate) fn guidance(view: &View, reader: &Reader<'_>) -> Value {
    let reader = &reader.of_view(view);
    let mut all = object([
        ("format", json!(if view.neutral { NEUTRAL_FORMAT } else { FORMAT })),
        ("language", json!(reader.language().as_str())),
        ("role", json!(view.role.as_str())),
        ("on", day(view.on)),
        ("known_on", day(view.known_on)),
        ("absence", absence(view, reader)),
        ("known", view.known.iter().map(|fact| with(named(&fact.named, reader), "about", day(fact.about))).collect()),
        ("findings", view.findings.iter().map(|found| finding(found, reader)).collect()),
        ("steps", view.steps.iter().map(|step| self::step(step, reader)).collect()),
        ("obligations", view.obligations.iter().map(|owed| obligation(owed, reader)).collect()),
        ("missing", view.missing.iter().map(|item| missing(item, reader)).collect()),
        ("currency", view.currency.iter().map(|line| json!(reader.tell(line))).collect()),
    ]);
    if view.neutral {
        all.insert("service".to_owned(), json!(reader.service_name));
    } else {
        all.insert("notices".to_owned(), view.notices.iter().map(|notice| json!(notice_word(*notice))).collect());
        all.insert("packs".to_owned(), view.packs.iter().map(|(id, hash)| json!({ "id": id, "hash": hash })).collect());
    }
    Value::Object(all)
}

pub(super) fn object<const N: usize>(fields: [(&str, Value); N]) -> Map<String, Value> {
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn with(value: Value, name: &str, field: Value) -> Value {
    match value {
        Value::Object(mut fields) => {
            fields.insert(name.to_owned(), field);
            Value::Object(fields)
        }
        other => other,
    }
}

fn day(day: Day) -> Value {
    json!(day.to_string())
}

fn optional_day(of: Option<Day>) -> Value {
    of.map_or(Value::Null, day)
}

pub(super) fn absence(view: &View, reader: &Reader<'_>) -> Value {
    let Some(absence) = &view.absence else {
        return json!({ "state": if view.known_not_absent { "none" } else { "unknown" } });
    };
    let state = match absence.state {
        ChainState::Running { .. } => "running",
        ChainState::OnLeave { .. } => "on_leave",
        ChainState::Stopped { .. } => "stopped",
        ChainState::Ended { .. } => "ended",
    };
    let readings: Vec<Value> = absence
        .open_readings
        .iter()
        .map(|open| json!({ "first_day_if_not_joined": open.first_day_if_not_joined.to_string() }))
        .collect();
    json!({
        "state": state,
        "first_day": absence.first_day.to_string(),
        "absence_day": absence.absence_day,
        "absence_week": absence.absence_week,
        "recovered_since": optional_day(absence.recovered_since),
        "arithmetic": arithmetic::lines(&absence.arithmetic, reader),
        "open_readings": readings,
    })
}

fn named(named: &NamedValue, reader: &Reader<'_>) -> Value {
    let plain = value(&named.value, reader);
    json!({ "id": named.id, "label": reader.tell(&named.label), "value": plain, "told": reader.value(&named.value) })
}

/// A value for programs; numbers as text, because JSON would round them.
pub(super) fn value(value: &ReasonText, reader: &Reader<'_>) -> Value {
    let end = |end: &Option<(Decimal, bool)>| {
        end.map(|(number, counted)| json!({ "number": number.normalize().to_string(), "counted": counted }))
    };
    match value {
        ReasonText::Word(word, _) => json!(word),
        ReasonText::YesNo(truth) => json!(if *truth { "yes" } else { "no" }),
        ReasonText::Number(number, _) => json!(number.normalize().to_string()),
        ReasonText::Between(from, to, _) => json!({ "from": end(from), "to": end(to) }),
        ReasonText::Day(day) => json!(day.to_string()),
        ReasonText::Text(words) => json!(words),
        ReasonText::None => json!("none"),
        ReasonText::Records(holds, _) if reader.neutral => json!({ "holds": holds }),
        ReasonText::Records(holds, members) => json!({ "holds": holds, "members": members }),
    }
}

pub(super) fn outcome(outcome: &(ChoiceId, Option<Localized>), reader: &Reader<'_>) -> Value {
    json!({ "id": outcome.0.as_str(), "label": outcome.1.as_ref().map(|label| reader.tell(label)) })
}

fn optional_outcome(of: Option<&(ChoiceId, Option<Localized>)>, reader: &Reader<'_>) -> Value {
    of.map_or(Value::Null, |found| outcome(found, reader))
}

pub(super) fn roles(roles: &[Role]) -> Value {
    roles.iter().map(|role| json!(role.as_str())).collect()
}

pub(super) fn text(of: Option<&Localized>, reader: &Reader<'_>) -> Value {
    of.map_or(Value::Null, |text| json!(reader.tell(text)))
}

fn confidence(of: Confidence) -> &'static str {
    match of {
        Confidence::Verified => "verified",
        Confidence::RecalledHigh => "recalled_high",
        Confidence::ToBeConfirmed => "to_be_confirmed",
    }
}

/// One finding.
pub(crate) fn finding(found: &FindingView, reader: &Reader<'_>) -> Value {
    let mut fields = object([
        ("title", json!(reader.tell(&found.title))),
        ("stage", json!(found.stage.as_str())),
        ("status", json!(found.status.as_str())),
        ("text", text(found.text.as_ref(), reader)),
        ("fields", found.fields.iter().map(|field| named(field, reader)).collect()),
    ]);
    if !reader.neutral {
        fields.insert("record".to_owned(), json!(found.record));
    }
    if let Some(rule) = &found.rule {
        fields.extend(object([
            ("rule", json!(rule.as_str())),
            ("class", json!(found.class.as_str())),
            ("outcome", optional_outcome(found.outcome.as_ref(), reader)),
            ("possible", found.possible.iter().map(|possible| outcome(possible, reader)).collect()),
            ("acted_on", optional_outcome(found.acted_on.as_ref(), reader)),
            ("proposal", optional_outcome(found.proposal.as_ref(), reader)),
            ("decided", found.decided.as_ref().map_or(Value::Null, decided)),
            (
                "because",
                found
                    .because
                    .iter()
                    .map(|because| {
                        let said = with(named(&because.named, reader), "said", because.said.iter().map(who).collect());
                        with(said, "set_aside", because.set_aside.iter().map(decided).collect())
                    })
                    .collect(),
            ),
            (
                "through",
                found.through.iter().map(|(rule, rows)| json!({ "rule": rule.as_str(), "rows": rows })).collect(),
            ),
            ("missing", found.missing.iter().map(|item| missing(item, reader)).collect()),
            ("cannot_matter", found.cannot_matter.iter().map(|label| json!(reader.tell(label))).collect()),
            ("exceptions", found.exceptions.iter().map(|exception| json!(exception.as_str())).collect()),
            ("sources", found.sources.iter().map(source).collect()),
            ("confidence", json!(confidence(found.confidence))),
        ]));
    }
    if let Some(strength) = found.strength.filter(|_| found.rule.is_some()) {
        fields.insert("strength".to_owned(), json!(strength.as_str()));
    }
    // What only some findings have is there only for those: nothing hints at what a reader may not see.
    if found.background && !reader.neutral {
        fields.insert("background".to_owned(), json!(true));
    }
    if !found.against.is_empty() {
        fields.insert("against".to_owned(), found.against.iter().map(|field| named(field, reader)).collect());
    }
    if let Some(alarm) = &found.alarm {
        fields.insert("alarm".to_owned(), json!(alarm.as_str()));
    }
    if let Some(published) = &found.alarm_published {
        fields.insert("alarm_published".to_owned(), json!(published.as_str()));
    }
    if let Some(why) = &found.withheld {
        let why = match why {
            Withheld::Alarm => json!({ "kind": "alarm" }),
            Withheld::By(title) => json!({ "kind": "rule", "title": reader.tell(title) }),
        };
        fields.insert("withheld".to_owned(), why);
    }
    if let Some(signs) = &found.alarm_signs {
        fields.insert("alarm_signs".to_owned(), json!(reader.tell(signs)));
    }
    if let Some(words) = &found.read_out {
        fields.insert("read_out".to_owned(), json!(reader.tell(words)));
    }
    if !found.newer.is_empty() {
        fields.insert("newer".to_owned(), found.newer.iter().map(|newer| self::newer(newer, reader)).collect());
    }
    if let Some(would_change) = &found.changes {
        fields.insert("would_change".to_owned(), changes::object_of(would_change, reader));
    }
    if !found.nearest.is_empty() {
        let nearest = found.nearest.iter().map(|row| {
            let columns: Vec<&str> = row.differs_in.iter().map(|label| reader.tell(label)).collect();
            json!({ "row": row.row, "outcome": outcome(&row.outcome, reader), "differs_in": columns })
        });
        fields.insert("nearest".to_owned(), nearest.collect());
    }
    if !found.offers.is_empty() {
        let offers: Vec<&str> = found.offers.iter().map(|offer| reader.tell(offer)).collect();
        fields.insert(
            "offer".to_owned(),
            json!({
                "products": offers,
                "carried_out_by": roles(&found.carried_out_by),
                "participants": roles(&found.participants),
                "visits_at_most": found.visits_at_most,
                "from_weeks": found.weeks.0,
                "to_weeks": found.weeks.1,
                "return_during": found.return_during,
            }),
        );
    }
    Value::Object(fields)
}

fn decided(decided: &DecidedView) -> Value {
    json!({ "who": who(&decided.who), "reason": decided.reason })
}

fn who(said: &WhoSaid) -> Value {
    json!({
        "person": said.person.as_str(),
        "name": said.name,
        "role": said.role.as_str(),
        "told_by": said.told_by,
        "about": said.about.to_string(),
        "group_answer": said.group_answer,
    })
}

pub(super) fn missing(item: &MissingView, reader: &Reader<'_>) -> Value {
    let why = match &item.why {
        MissingWhy::NeverAsked => json!({ "kind": "never_asked" }),
        MissingWhy::DontKnow(role) => json!({ "kind": "dont_know", "role": role.as_str() }),
        MissingWhy::Expired(day) => json!({ "kind": "expired", "known_on": day.to_string() }),
        MissingWhy::Disputed(said) => json!({ "kind": "disputed", "said": said.iter().map(who).collect::<Vec<_>>() }),
    };
    let mut fields =
        object([("label", json!(reader.tell(&item.label))), ("asked_of", roles(&item.asked_of)), ("why", why)]);
    if let Some(fact) = &item.fact {
        fields.insert("fact".to_owned(), json!(fact));
    }
    if let Some(record) = item.record.as_ref().filter(|_| !reader.neutral) {
        fields.insert("record".to_owned(), json!(record));
    }
    Value::Object(fields)
}

fn newer(newer: &NewerView, reader: &Reader<'_>) -> Value {
    let since = match newer.since {
        Since::Day(day) => day.to_string(),
        Since::Year(year) => year.to_string(),
    };
    json!({
        "clause": newer.clause,
        "by": newer.by,
        "title": newer.title,
        "since": since,
        "says": reader.tell(&newer.says),
    })
}

fn source(source: &SourceView) -> Value {
    json!({ "clause": source.clause, "title": source.title, "quote": source.quote, "language": source.language })
}

pub(super) fn step(step: &StepView, reader: &Reader<'_>) -> Value {
    let mut fields = object([
        ("who", json!(step.who.as_str())),
        ("what", json!(reader.tell(&step.what))),
        ("before", optional_day(step.before)),
    ]);
    if let Some(rule) = &step.rule {
        fields.insert("rule".to_owned(), json!(rule.as_str()));
    }
    if let Some(queue) = &step.queue {
        let told = json!({ "id": queue.id, "name": reader.tell(&queue.name), "reach": reader.tell(&queue.reach) });
        fields.insert("queue".to_owned(), told);
    }
    Value::Object(fields)
}

fn published(published: &PublishedView, reader: &Reader<'_>) -> Value {
    json!({
        "basis": if published.is_law { "law" } else { "guideline" },
        "state": published.state.as_str(),
        "due": due(published.due.as_ref(), reader),
        "latest": due(published.latest.as_ref(), reader),
        "own_day_passed": published.own_day_passed,
    })
}

fn due(due: Option<&DueView>, reader: &Reader<'_>) -> Value {
    due.map_or(Value::Null, |due| {
        json!({
            "day": due.day.to_string(),
            "last_working_day": due.last_working_day.to_string(),
            "anchor": due.arithmetic.anchor.to_string(),
            "arithmetic": arithmetic::lines(&due.arithmetic, reader),
        })
    })
}

fn moved(moved: &MovedView, reader: &Reader<'_>) -> Value {
    let mut fields = object([("was", due(Some(&moved.was), reader)), ("recorded", day(moved.recorded))]);
    if !reader.neutral {
        fields.insert("entries".to_owned(), json!(moved.entries));
    }
    Value::Object(fields)
}

/// One obligation.
pub(crate) fn obligation(owed: &ObligationView, reader: &Reader<'_>) -> Value {
    let mut fields = object([
        ("title", json!(reader.tell(&owed.title))),
        ("text", text(owed.text.as_ref(), reader)),
        ("owed_by", json!(owed.owed_by.as_str())),
        ("with", roles(&owed.with)),
        ("state", json!(owed.state.as_str())),
        ("trigger_open", json!(owed.trigger_open)),
        ("due", due(owed.due.as_ref(), reader)),
        ("latest", due(owed.latest.as_ref(), reader)),
        ("warns_on", optional_day(owed.warns_on)),
        ("done_on", optional_day(owed.done_on)),
        ("moved", owed.moved.iter().map(|moved| self::moved(moved, reader)).collect()),
        ("other_reading", due(owed.other_reading.as_ref(), reader)),
        ("deviation", owed.deviation.as_ref().map_or(Value::Null, decided)),
        ("refused_deviation", owed.refused_deviation.as_ref().map_or(Value::Null, decided)),
        ("missing", owed.missing.iter().map(|item| missing(item, reader)).collect()),
        ("sources", owed.sources.iter().map(source).collect()),
        ("confidence", json!(confidence(owed.confidence))),
    ]);
    if let Some(rule) = &owed.rule {
        fields.insert("rule".to_owned(), json!(rule.as_str()));
    }
    if let Some(published) = &owed.published {
        fields.insert("published".to_owned(), self::published(published, reader));
    }
    if let Some(would_change) = &owed.changes {
        fields.insert("would_change".to_owned(), changes::object_of(would_change, reader));
    }
    Value::Object(fields)
}

fn notice_word(notice: NoticeView) -> &'static str {
    match notice {
        NoticeView::EmergencyNotExcluded => "emergency_not_excluded",
        NoticeView::HaltedByAlarm => "halted_by_alarm",
        NoticeView::AskTheRest => "ask_the_rest",
        NoticeView::AlarmWithdrawn => "alarm_withdrawn",
    }
}
