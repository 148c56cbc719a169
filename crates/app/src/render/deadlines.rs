//! What is owed, as a table, as JSON and as a calendar file. All three are made from one view and hold nothing else.

use crate::render::page::{BETWEEN, Page};
use crate::render::{Reader, arithmetic, json, text};
use calendar::Day;
use engine::ObligationState;
use exchange::icalendar::{CalendarFile, Event};
use facts::Role;
use guidance::{DueView, MissingView, ObligationView, View};
use pack::{Audience, Confidence};
use serde_json::{Value, json};

/// A table that fits a terminal of the usual width.
const WIDTH: usize = 80;
const STATE: usize = 13;
const WHAT: usize = 35;
const DUE: usize = WIDTH - STATE - WHAT - 2 * BETWEEN;

/// The obligations of one view, most urgent first.
pub(crate) struct Deadlines<'v> {
    view: &'v View,
    party: Option<Role>,
    obligations: Vec<&'v ObligationView>,
}

impl<'v> Deadlines<'v> {
    /// All of them, or those that a party owes or takes part in.
    pub(crate) fn of(view: &'v View, party: Option<Role>, reader: &Reader<'_>) -> Self {
        let party = party.map(|party| reader.here(party));
        let takes_part = |owed: &&ObligationView| {
            let roles = std::iter::once(&owed.owed_by).chain(&owed.with);
            party.is_none_or(|party| roles.into_iter().any(|role| reader.here(*role) == party))
        };
        let mut obligations: Vec<&ObligationView> = view.obligations.iter().filter(takes_part).collect();
        obligations.sort_by_key(|owed| (rank(owed.state), day_of(owed).is_none(), day_of(owed)));
        Self { view, party, obligations }
    }

    /// The answers for which several of them wait, in the order in which they are met.
    fn shared(&self) -> Vec<&'v MissingView> {
        let waiting = || self.obligations.iter().copied().filter(|owed| waits_for_answers(owed));
        let mut shared: Vec<&MissingView> = Vec::new();
        for item in waiting().flat_map(|owed| &owed.missing) {
            let times = waiting().filter(|owed| owed.missing.iter().any(|other| is_same(other, item))).count();
            if times > 1 && !shared.iter().any(|known| is_same(known, item)) {
                shared.push(item);
            }
        }
        shared
    }

    /// Days from the reference day to the due day, below zero when it has passed; only where something is still to be done.
    /// Once the own day of a service has passed, to that of law or guideline.
    fn days_left(&self, owed: &ObligationView) -> Option<i32> {
        let day = day_that_counts(owed, self.view.on).filter(|_| is_open(owed.state))?;
        Some(self.view.on.days_until(day))
    }
}

/// What is done, deviated from or stands still waits for no answer.
fn waits_for_answers(owed: &ObligationView) -> bool {
    owed.trigger_open && is_open(owed.state) && !owed.missing.is_empty()
}

fn is_same(one: &MissingView, other: &MissingView) -> bool {
    (&one.fact, &one.label, &one.record) == (&other.fact, &other.label, &other.record)
}

/// What needs a hand first stands first.
fn rank(state: ObligationState) -> usize {
    match state {
        ObligationState::Overdue => 0,
        ObligationState::Warned => 1,
        ObligationState::Due => 2,
        ObligationState::TriggerOpen => 3,
        ObligationState::Waits => 4,
        ObligationState::Suspended => 5,
        ObligationState::Deviated => 6,
        ObligationState::MetLate => 7,
        ObligationState::Met => 8,
        ObligationState::DoesNotApply => 9,
    }
}

fn is_open(state: ObligationState) -> bool {
    rank(state) <= rank(ObligationState::Waits)
}

/// The due day, or the latest possible one.
fn day_of(owed: &ObligationView) -> Option<Day> {
    due_of(owed).map(|due| due.day)
}

/// The day by which something is late: that of law or guideline, once the own day of a service has passed (S-38).
fn day_that_counts(owed: &ObligationView, on: Day) -> Option<Day> {
    let is_passed = owed.done_on.is_some() || day_of(owed).is_some_and(|own| own < on);
    match owed.published.as_ref().filter(|_| is_passed) {
        Some(published) => published.due.as_ref().or(published.latest.as_ref()).map(|due| due.day),
        None => day_of(owed),
    }
}

fn due_of(owed: &ObligationView) -> Option<&DueView> {
    owed.due.as_ref().or(owed.latest.as_ref())
}

/// As a table. `in_full`: with what was counted and the words of the clauses.
pub(crate) fn table(found: &Deadlines<'_>, reader: &Reader<'_>, title: Option<&str>, in_full: bool) -> String {
    let (view, words) = (found.view, reader.words);
    let mut page = Page::of_width(WIDTH);
    let name = match title.filter(|_| reader.reads_title) {
        _ if view.neutral => format!("{}: {}", reader.service_name, words.deadlines.to_lowercase()),
        Some(title) => format!("{}: {title}", words.deadlines),
        None => words.deadlines.to_owned(),
    };
    page.line(0, &name);
    text::day_and_reader(&mut page, view, reader);
    text::open_readings(&mut page, view, reader);
    if let Some(party) = found.party {
        page.line(0, &format!("{}: {}", words.only, reader.role(party)));
    }
    page.blank();
    if found.obligations.is_empty() {
        page.line(0, words.no_terms);
    } else {
        page.line(0, &summary(found, reader));
        still_asked(&mut page, found, reader);
        page.blank();
        let heading = |words: &str| [words.to_owned()];
        let [state, what, due] = [words.state_heading, words.what_heading, words.due].map(heading);
        page.cells([(STATE, &state), (WHAT, &what), (DUE, &due)]);
        page.rule();
    }
    for (at, owed) in found.obligations.iter().enumerate() {
        if at > 0 {
            page.blank();
        }
        row(&mut page, found, owed, reader, in_full);
    }
    text::limits(&mut page, view, reader);
    page.into_text()
}

/// `1 te laat · 2 nadert`: how many of each, most urgent first.
fn summary(found: &Deadlines<'_>, reader: &Reader<'_>) -> String {
    let mut counts: Vec<(ObligationState, usize)> = Vec::new();
    for owed in &found.obligations {
        match counts.last_mut().filter(|(state, _)| *state == owed.state) {
            Some((_, count)) => *count += 1,
            None => counts.push((owed.state, 1)),
        }
    }
    let told = counts.into_iter().map(|(state, count)| format!("{count} {}", reader.words.state(state)));
    told.collect::<Vec<_>>().join(" · ")
}

/// What several terms wait for stands once, with a number.
fn still_asked(page: &mut Page, found: &Deadlines<'_>, reader: &Reader<'_>) {
    let shared = found.shared();
    if shared.is_empty() {
        return;
    }
    page.blank();
    page.line(0, &format!("{}:", reader.words.still_asked));
    for (at, item) in shared.into_iter().enumerate() {
        page.marked(2, &format!("{} ", at + 1), &asked(item, reader));
    }
}

/// What is missing, and who may say it.
fn asked(item: &MissingView, reader: &Reader<'_>) -> String {
    let who = reader.roles(&item.asked_of);
    let who = if who.is_empty() { who } else { format!(" ({who})") };
    format!("{}{who}", text::missing_label(item, reader))
}

fn row(page: &mut Page, found: &Deadlines<'_>, owed: &ObligationView, reader: &Reader<'_>, in_full: bool) {
    let words = reader.words;
    let worker = found.view.audience == Audience::Worker;
    let confirm = if owed.confidence == Confidence::ToBeConfirmed && !worker {
        format!(" ({})", words.to_be_confirmed)
    } else {
        String::new()
    };
    let with =
        if owed.with.is_empty() { String::new() } else { format!(" {} {}", words.with, reader.roles(&owed.with)) };
    let what = [format!("{}{confirm}", reader.tell(&owed.title)), format!("{}{with}", reader.role(owed.owed_by))];
    let state = [words.state(owed.state).to_owned()];
    page.cells([(STATE, &state), (WHAT, &what), (DUE, &when(found, owed, reader))]);
    let professional = found.view.audience == Audience::Professional;
    beneath(page, found, owed, reader, professional || in_full);
    if in_full {
        counted(page, owed, reader);
    }
    if professional {
        if in_full {
            text::sources_at(page, INDENT, &owed.sources);
        } else {
            page.marked(INDENT, "§ ", &basis(owed).join(" · "));
        }
    }
}

/// Under the row, beside its state.
const INDENT: usize = STATE + BETWEEN;

/// The day, its last working day where that is another, and how many days are left or how many it is late.
fn when(found: &Deadlines<'_>, owed: &ObligationView, reader: &Reader<'_>) -> Vec<String> {
    let words = reader.words;
    let mut told = Vec::new();
    if let Some(due) = due_of(owed) {
        if owed.due.is_none() {
            told.push(words.latest.to_owned());
        }
        told.push(reader.weekday(due.day));
        if due.last_working_day != due.day && is_open(owed.state) {
            told.push(format!("{}:", words.last_working_day));
            told.push(reader.weekday(due.last_working_day));
        }
    }
    if let Some(done) = owed.done_on {
        told.push(format!("{} {}", words.done_on, reader.day(done)));
        let late = day_that_counts(owed, found.view.on).map(|due| due.days_until(done)).filter(|days| *days > 0);
        told.extend(late.map(|days| days_in_words(-days, reader)));
    }
    let own_day_passed = owed.published.as_ref().is_some_and(|published| published.own_day_passed);
    let left = || {
        found.days_left(owed).map(|days| match (owed.state, days_in_words(days, reader)) {
            (ObligationState::TriggerOpen, told) => format!("{}: {told}", words.if_owed),
            (_, told) => told,
        })
    };
    told.extend(if own_day_passed { Some(words.own_day_passed.to_owned()) } else { left() });
    told
}

/// `nog 17 dagen`, `vandaag`, `3 dagen te laat`.
fn days_in_words(days_left: i32, reader: &Reader<'_>) -> String {
    let words = reader.words;
    match days_left {
        0 => words.today.to_owned(),
        1 => words.one_day_left.to_owned(),
        -1 => words.one_day_late.to_owned(),
        days if days > 0 => words.days_left.replace("{n}", &days.to_string()),
        days => words.days_late.replace("{n}", &days.unsigned_abs().to_string()),
    }
}

/// What a reader must know besides: an earlier day, what is missing to decide, a deviation; for who is no professional, what
/// is owed in words.
fn beneath(page: &mut Page, found: &Deadlines<'_>, owed: &ObligationView, reader: &Reader<'_>, knows_the_field: bool) {
    let words = reader.words;
    if let Some(told) = owed.text.as_ref().filter(|_| !knows_the_field) {
        page.line(INDENT, reader.tell(told));
    }
    if let Some(published) = &owed.published {
        page.marked(INDENT, "· ", words.own_day);
        page.marked(INDENT, "· ", &text::as_published(published, reader));
    }
    for moved in &owed.moved {
        let was = format!("{} {}", words.was_before, reader.weekday(moved.was.day));
        page.marked(INDENT, "↷ ", &format!("{was}; {} {}", words.moved_on, reader.day(moved.recorded)));
    }
    if let Some(other) = owed.other_reading.as_ref().filter(|_| is_open(owed.state)) {
        page.marked(INDENT, "? ", &format!("{}: {}", words.other_reading, reader.weekday(other.day)));
    }
    if waits_for_answers(owed) {
        let shared = found.shared();
        let missing = owed.missing.iter().map(|item| {
            let number = shared.iter().position(|known| is_same(known, item)).map(|at| at + 1);
            number.map_or_else(|| asked(item, reader), |n| words.question_number.replace("{n}", &n.to_string()))
        });
        let missing = missing.collect::<Vec<_>>().join("; ");
        let until_then = if owed.state == ObligationState::TriggerOpen { words.needed } else { words.owed_until_known };
        page.marked(INDENT, "? ", &format!("{until_then}: {missing}"));
    }
    if let Some(decided) = &owed.deviation {
        text::decision(page, INDENT, decided, reader);
    }
    if owed.refused_deviation.is_some() {
        page.marked(INDENT, "! ", &format!("{} {}", words.refused_deviation, clauses(owed).join(", ")));
    }
}

/// The clauses whose words it rests on; those of our own decisions have none and stand in the full table.
fn basis(owed: &ObligationView) -> Vec<&str> {
    let quoted = owed.sources.iter().filter(|source| source.quote.is_some());
    let quoted: Vec<&str> = quoted.map(|source| source.clause.as_str()).collect();
    if quoted.is_empty() { clauses(owed) } else { quoted }
}

fn clauses(owed: &ObligationView) -> Vec<&str> {
    owed.sources.iter().map(|source| source.clause.as_str()).collect()
}

/// The warning day, and how the due day was counted (S-34).
fn counted(page: &mut Page, owed: &ObligationView, reader: &Reader<'_>) {
    let words = reader.words;
    if let Some(day) = owed.warns_on.filter(|_| is_open(owed.state)) {
        page.marked(INDENT, "· ", &format!("{} {}", words.warns_on, reader.weekday(day)));
    }
    if let Some(due) = due_of(owed) {
        page.marked(INDENT, "· ", &format!("{} {}", words.counted_from, reader.day(due.arithmetic.anchor)));
        arithmetic::lines(&due.arithmetic, reader).iter().for_each(|line| page.marked(INDENT + 2, "· ", line));
    }
}

/// The format before professionals and the worker.
const FORMAT: &str = "rugwijzer-deadlines/1";
/// The format before the employer's side, which never meets the program's name.
const NEUTRAL_FORMAT: &str = "deadlines/1";

/// As JSON, described by `deadlines.schema.json`.
pub(crate) fn json(found: &Deadlines<'_>, reader: &Reader<'_>) -> Value {
    let view = found.view;
    let deadlines = found
        .obligations
        .iter()
        .map(|owed| json!({ "days_left": found.days_left(owed), "obligation": json::obligation(owed, reader) }));
    let mut all = json!({
        "format": if view.neutral { NEUTRAL_FORMAT } else { FORMAT },
        "language": reader.language().as_str(),
        "role": view.role.as_str(),
        "on": view.on.to_string(),
        "known_on": view.known_on.to_string(),
        "absence": json::absence(view, reader),
        "party": found.party.map(Role::as_str),
        "deadlines": deadlines.collect::<Vec<_>>(),
    });
    if let (true, Value::Object(fields)) = (view.neutral, &mut all) {
        fields.insert("service".to_owned(), json!(reader.service_name));
    }
    all
}

/// As a calendar file: what is still to be done, each on its day, with an alarm on the day from which it warns. A calendar is
/// read over somebody's shoulder: only law stands there under its own name.
pub(crate) fn calendar_file(found: &Deadlines<'_>, reader: &Reader<'_>, uid: &dyn Fn(&str) -> String) -> CalendarFile {
    let (view, words) = (found.view, reader.words);
    let mut unnamed = 0;
    let mut events = Vec::new();
    for owed in &view.obligations {
        let (title, name) = if owed.neutral {
            // By its Dutch name in every language, so that the event is found again.
            (reader.tell(&owed.title), owed.title.nl.clone())
        } else {
            // Which rule it is must not be found by trying names: these are numbered.
            unnamed += 1;
            (words.deadline, unnamed.to_string())
        };
        let is_asked_for = found.obligations.iter().any(|kept| std::ptr::eq(*kept, owed));
        let Some(on) = day_that_counts(owed, view.on).filter(|_| is_asked_for && is_open(owed.state)) else { continue };
        let title = format!("{}: {title}", reader.service_name);
        events.push(Event { uid: uid(&name), title, on, alarm_on: owed.warns_on });
    }
    CalendarFile {
        product: format!(
            "-//{}//{}//{}",
            reader.service_name,
            words.deadlines,
            reader.language().as_str().to_uppercase()
        ),
        name: reader.service_name.to_owned(),
        made_on: view.on,
        events,
    }
}
