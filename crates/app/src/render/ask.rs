//! An interview as text and as JSON: the question, why it is asked, what is decided now, what is left at the end.

pub(crate) mod words;

use crate::render::Reader;
use crate::render::page::Page;
use engine::{ObligationState, Status};
use facts::{ChoiceId, Localized, Said};
use guidance::{
    AnswersView, AskingKind, AskingView, EffectView, FindingView, GoalView, ItemView, MissingWhy, ObligationView,
    SkippedView, View, WaitingView, WhySkippedView,
};
use pack::{AlarmClass, Audience};
use serde_json::{Value, json};
use words::AskWords;

/// The head of an interview.
pub(crate) fn head(view: &View, reader: &Reader<'_>, title: Option<&str>) -> String {
    let told = words::of(reader.language());
    let reader = &reader.of_view(view);
    let mut page = Page::default();
    let name = match (view.neutral, title.filter(|_| reader.reads_title)) {
        (true, _) => format!("{}: {}", reader.service_name, told.interview.to_lowercase()),
        (false, Some(title)) => format!("{}: {title}", told.interview),
        (false, None) => told.interview.to_owned(),
    };
    page.line(0, &name);
    page.line(0, &format!("{} · {} {}", reader.weekday(view.on), reader.words.seen_as, reader.role(view.role)));
    page.line(0, &super::text::absence(view, reader));
    page.line(0, told.keys);
    page.into_text()
}

/// A question with what is meant by it.
pub(crate) fn question(asking: &AskingView, reader: &Reader<'_>) -> String {
    let mut page = Page::default();
    page.blank();
    let class = asking.alarm.and_then(|class| reader.words.alarm(class.as_str()));
    let class = class.map(|class| format!("{class} · ")).unwrap_or_default();
    let record = asking.record.as_ref().map(|record| format!(" [{record}]")).unwrap_or_default();
    page.line(0, &format!("{class}{}{record}", reader.tell(&asking.ask)));
    asking.help.iter().for_each(|help| page.line(2, reader.tell(help)));
    page.into_text()
}

/// One item of a question, with its answers. A question about one thing says it already.
pub(crate) fn item(asking: &AskingView, item: &ItemView, earlier: Option<&Said>, reader: &Reader<'_>) -> String {
    let told = words::of(reader.language());
    let mut page = Page::default();
    if asking.of_several {
        page.line(2, &format!("{}:", reader.tell(&item.label)));
    }
    before(&mut page, item, earlier, reader);
    match &item.answers {
        AnswersView::Number { whole, unit, min, max } => {
            let pattern = if *whole { told.whole_number } else { told.number };
            let words = pattern
                .replace("{min}", &reader.number(*min))
                .replace("{max}", &reader.number(*max))
                .replace("{unit}", reader.words.unit(unit));
            page.line(2, &words);
        }
        AnswersView::Day => page.line(2, told.day),
        AnswersView::Text => page.line(2, told.words),
        AnswersView::YesNo | AnswersView::Choice(_) => {
            for (number, (_, value)) in item.answers.values().iter().enumerate() {
                page.marked(2, &format!("{}. ", number + 1), &reader.value(value));
            }
        }
    }
    page.marked(2, "d. ", told.dont_know);
    page.into_text()
}

/// What was said about it before.
fn before(page: &mut Page, item: &ItemView, earlier: Option<&Said>, reader: &Reader<'_>) {
    let told = words::of(reader.language());
    if let Some(said) = earlier {
        page.line(2, &format!("{}: {}", told.you_said, answer(item, said, reader)));
    }
    match &item.before {
        Some(MissingWhy::Expired(day)) => {
            page.line(2, &format!("({})", reader.words.asked_again.replace("{day}", &reader.day(*day))));
        }
        Some(MissingWhy::Disputed(said)) => {
            let who: Vec<String> = said.iter().map(|said| reader.who(said)).collect();
            page.line(2, &format!("({}: {})", reader.words.disputed, who.join("; ")));
        }
        Some(MissingWhy::DontKnow(role)) => {
            page.line(2, &format!("({}: {})", reader.words.did_not_know, reader.role(*role)));
        }
        Some(MissingWhy::NeverAsked) | None => {}
    }
}

/// A tick list.
pub(crate) fn tick_list(asking: &AskingView, earlier: &[Option<Said>], reader: &Reader<'_>) -> String {
    let told = words::of(reader.language());
    let mut page = Page::default();
    for (number, item) in asking.items.iter().enumerate() {
        page.marked(2, &format!("{}. ", number + 1), reader.tell(&item.label));
        before(&mut page, item, earlier.get(number).and_then(Option::as_ref), reader);
    }
    page.marked(2, "0. ", told.none_of_these);
    page.marked(2, "d. ", told.dont_know);
    page.line(2, told.how_to_tick);
    page.into_text()
}

/// An answer as it is read.
pub(crate) fn answer(item: &ItemView, said: &Said, reader: &Reader<'_>) -> String {
    let value = match said {
        Said::DontKnow | Said::Nothing => return words::of(reader.language()).dont_know.to_owned(),
        Said::Value(value) => value,
    };
    let listed = item.answers.values().into_iter().find(|(known, _)| known == value);
    match (value, listed) {
        (_, Some((_, told))) => reader.value(&told),
        (facts::Value::Date(day), None) => reader.day(*day),
        (facts::Value::Whole(number), None) => reader.number((*number).into()),
        (facts::Value::Decimal(number), None) => reader.number(*number),
        (other, None) => other.to_string(),
    }
}

/// Why a question is asked, and what each answer would decide.
pub(crate) fn why(goals: &[GoalView], effects: &[EffectView], asking: &AskingView, reader: &Reader<'_>) -> String {
    let told = words::of(reader.language());
    let mut page = Page::default();
    if goals.is_empty() {
        page.line(2, told.asked_for_worker);
        return page.into_text();
    }
    let titles: Vec<&str> = goals.iter().map(|goal| reader.tell(&goal.title)).collect();
    page.marked(2, "", &format!("{}: {}.", told.asked_for, titles.join("; ")));
    for effect in effects {
        let Some(first) = asking.items.first() else { continue };
        let decides: Vec<String> = effect.decides.iter().map(|finding| outcome(finding, reader)).collect();
        let decides = if decides.is_empty() { told.decides_nothing_yet.to_owned() } else { decides.join("; ") };
        let value = answer(first, &Said::Value(effect.value.clone()), reader);
        page.marked(2, "• ", &format!("{} ‘{value}’: {decides}", told.if_answered));
    }
    if effects.is_empty() {
        page.line(2, told.goes_on);
    }
    page.into_text()
}

/// `Urgentie volgens de anamnese: binnen vijf werkdagen`.
pub(crate) fn outcome(finding: &FindingView, reader: &Reader<'_>) -> String {
    let record = finding.record.as_ref().map(|record| format!(" [{record}]")).unwrap_or_default();
    let word = finding.acted_on.as_ref().or(finding.outcome.as_ref());
    let word = word.map(|word| format!(": {}", labelled(word, reader))).unwrap_or_default();
    format!("{}{record}{word}", reader.tell(&finding.title))
}

fn labelled((word, label): &(ChoiceId, Option<Localized>), reader: &Reader<'_>) -> String {
    match (label, word.as_str()) {
        (Some(label), _) => reader.tell(label).to_owned(),
        (None, "yes") => reader.words.yes.to_owned(),
        (None, "no") => reader.words.no.to_owned(),
        (None, other) => reader.word(other),
    }
}

fn is_urgent(finding: &FindingView) -> bool {
    let class = finding.alarm.as_ref().and_then(|word| AlarmClass::parse(word.as_str()));
    class.is_some_and(|class| class < AlarmClass::Assess)
}

/// What is decided now, one line for each; an alarm as a card of its own.
pub(crate) fn decided_now(told: &[FindingView], view: &View, before: &View, reader: &Reader<'_>) -> String {
    let words = words::of(reader.language());
    let mut page = Page::default();
    let cards: Vec<&FindingView> = told.iter().filter(|finding| is_urgent(finding)).collect();
    cards.iter().for_each(|finding| card(&mut page, finding, view, reader));
    if view.audience == Audience::Worker {
        return page.into_text();
    }
    for finding in told.iter().filter(|finding| !is_urgent(finding)) {
        let how = if finding.status == Status::Proposed { words.proposed_now } else { words.decided_now };
        page.marked(2, "→ ", &format!("{how}: {}", outcome(finding, reader)));
    }
    let owed = |owed: &&ObligationView| {
        !owed.trigger_open
            && matches!(owed.state, ObligationState::Due | ObligationState::Warned | ObligationState::Overdue)
    };
    let known = |other: &ObligationView| before.obligations.iter().filter(owed).any(|known| known.title == other.title);
    for new in view.obligations.iter().filter(owed).filter(|new| !known(new)) {
        let due = new.due.as_ref().map(|due| format!(", {} {}", reader.words.due, reader.day(due.day)));
        page.marked(2, "→ ", &format!("{}: {}{}", words.term_now, reader.tell(&new.title), due.unwrap_or_default()));
    }
    page.into_text()
}

/// How fast, who, what to do: at once, whatever else there is to ask.
fn card(page: &mut Page, finding: &FindingView, view: &View, reader: &Reader<'_>) {
    let class = finding.alarm.as_ref().and_then(|word| reader.words.alarm(word.as_str())).unwrap_or_default();
    page.blank();
    // The worker reads what to do, and not what it is called.
    let title =
        if view.audience == Audience::Worker { String::new() } else { format!(": {}", reader.tell(&finding.title)) };
    page.line(0, &format!("!!! {class}{title}"));
    finding.text.iter().for_each(|text| page.line(4, reader.tell(text)));
    if let Some(words) = &finding.read_out {
        page.marked(4, "", &format!("{}: {}", reader.words.read_out, reader.tell(words)));
    }
    let own = |step: &&guidance::StepView| step.rule.is_none() || step.rule == finding.rule;
    for step in view.steps.iter().filter(own) {
        let before = step.before.map(|day| format!(" ({} {})", reader.words.before, reader.weekday(day)));
        let who = reader.role(step.who);
        page.marked(4, "• ", &format!("{who}: {}{}", reader.tell(&step.what), before.unwrap_or_default()));
    }
}

/// So many goals that wait for the same are named; JSON has them all.
const MOST_NAMED: usize = 12;

/// Where an interview ends.
pub(crate) struct End<'e> {
    pub(crate) view: &'e View,
    pub(crate) asked: usize,
    pub(crate) waits: Vec<WaitingView>,
    pub(crate) skipped: Vec<SkippedView>,
    /// What a file of answers holds and was not asked.
    pub(crate) not_needed: Vec<String>,
    /// The facts at which a file of answers had no answer.
    pub(crate) not_answered: Vec<String>,
    pub(crate) stopped: bool,
    pub(crate) file: &'e str,
}

/// The end of an interview.
pub(crate) fn end(end: &End<'_>, reader: &Reader<'_>) -> String {
    let told = words::of(reader.language());
    let reader = &reader.of_view(end.view);
    let mut page = Page::default();
    page.blank();
    if end.stopped {
        page.line(0, told.stopped);
    }
    if end.view.audience == Audience::Worker {
        let urgent: Vec<&FindingView> = end.view.findings.iter().filter(|finding| is_urgent(finding)).collect();
        urgent.iter().for_each(|finding| card(&mut page, finding, end.view, reader));
        page.line(0, told.thanks_worker);
    } else {
        stands(&mut page, end.view, told, reader);
        open(&mut page, &end.waits, told, reader);
        skipped(&mut page, &end.skipped, told, reader);
    }
    let list = |page: &mut Page, heading: &str, kinds: &[String]| {
        if !kinds.is_empty() {
            page.marked(0, "", &format!("{heading}: {}.", kinds.join(", ")));
        }
    };
    page.blank();
    list(&mut page, told.not_needed, &end.not_needed);
    list(&mut page, told.not_answered, &end.not_answered);
    let counts = told.counts.replace("{asked}", &end.asked.to_string());
    page.line(0, &counts.replace("{skipped}", &end.skipped.len().to_string()));
    page.line(0, &told.kept.replace("{file}", end.file));
    page.into_text()
}

fn stands(page: &mut Page, view: &View, told: &AskWords, reader: &Reader<'_>) {
    let (proposed, others): (Vec<&FindingView>, Vec<&FindingView>) = view
        .findings
        .iter()
        .filter(|finding| !finding.background && (finding.outcome.is_some() || finding.acted_on.is_some()))
        .partition(|finding| finding.status == Status::Proposed);
    for (heading, findings) in [(told.decided, others), (told.proposed, proposed)] {
        if findings.is_empty() {
            continue;
        }
        page.heading(heading);
        findings.iter().for_each(|finding| page.marked(2, "• ", &outcome(finding, reader)));
    }
}

fn open(page: &mut Page, waits: &[WaitingView], told: &AskWords, reader: &Reader<'_>) {
    if waits.is_empty() {
        return;
    }
    page.heading(told.open);
    // Goals that wait for the same stand together.
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for waiting in waits {
        let why = match &waiting.alarm {
            Some(alarm) => format!("{} {}", told.waits_for_alarm, reader.tell(&alarm.title)),
            None if waiting.roles.is_empty() => told.waits_for_nobody.to_owned(),
            None => format!("{} {}", told.waits_for, reader.roles(&waiting.roles)),
        };
        let record = waiting.record.as_ref().map(|record| format!(" [{record}]")).unwrap_or_default();
        let name = format!("{}{record}", reader.tell(&waiting.goal.title));
        match groups.iter_mut().find(|(known, _)| *known == why) {
            Some((_, names)) => names.push(name),
            None => groups.push((why, vec![name])),
        }
    }
    for (why, names) in groups {
        let more = names.len().saturating_sub(MOST_NAMED);
        let more =
            if more > 0 { format!("; {}", told.and_more.replace("{n}", &more.to_string())) } else { String::new() };
        let named = names.into_iter().take(MOST_NAMED).collect::<Vec<_>>().join("; ");
        page.marked(2, "• ", &format!("{}: {named}{more}.", capital(&why)));
    }
}

fn skipped(page: &mut Page, skipped: &[SkippedView], told: &AskWords, reader: &Reader<'_>) {
    if skipped.is_empty() {
        return;
    }
    page.heading(told.skipped);
    let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
    for one in skipped {
        let why = why_skipped(&one.why, told, reader);
        let labels = one.labels.iter().map(|label| reader.tell(label));
        match groups.iter_mut().find(|(known, _)| *known == why) {
            Some((_, known)) => known.extend(labels),
            None => groups.push((why, labels.collect())),
        }
    }
    for (why, labels) in groups {
        page.marked(2, "• ", &format!("{} ({}): {}.", capital(&why), labels.len(), labels.join("; ")));
    }
}

fn why_skipped(why: &WhySkippedView, told: &AskWords, reader: &Reader<'_>) -> String {
    match why {
        WhySkippedView::Known => told.known.to_owned(),
        WhySkippedView::CannotMatter => told.cannot_matter.to_owned(),
        WhySkippedView::Stopped(alarm) => format!("{} {}", told.stopped_by, reader.tell(&alarm.title)),
        WhySkippedView::WaitsFor(roles) => format!("{} {}", told.waits, reader.roles(roles)),
        WhySkippedView::DontKnow => told.did_not_know.to_owned(),
        WhySkippedView::NoRecord => told.no_record.to_owned(),
        WhySkippedView::Proposed => told.to_confirm.to_owned(),
        WhySkippedView::RecordedWhenDone => told.when_done.to_owned(),
        WhySkippedView::ForPeople => told.for_people.to_owned(),
        WhySkippedView::NotYetAsked => told.not_yet.to_owned(),
    }
}

fn why_word(why: &WhySkippedView) -> &'static str {
    match why {
        WhySkippedView::Known => "known",
        WhySkippedView::CannotMatter => "cannot_matter",
        WhySkippedView::Stopped(_) => "stopped",
        WhySkippedView::WaitsFor(_) => "waits_for_others",
        WhySkippedView::DontKnow => "dont_know",
        WhySkippedView::NoRecord => "no_record",
        WhySkippedView::Proposed => "proposed",
        WhySkippedView::RecordedWhenDone => "recorded_when_done",
        WhySkippedView::ForPeople => "for_people",
        WhySkippedView::NotYetAsked => "not_yet_asked",
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// One question with its answers, for the transcript. The worker's holds words and no codes.
pub(crate) fn asked_as_json(
    asking: &AskingView,
    answers: &[(ItemView, Said, Option<String>)],
    told: &[FindingView],
    worker: bool,
    reader: &Reader<'_>,
) -> Value {
    let answers: Vec<Value> = answers
        .iter()
        .map(|(item, said, reason)| {
            let answer = match said {
                Said::Value(value) => value.to_string(),
                Said::DontKnow | Said::Nothing => "dont_know".to_owned(),
            };
            let fact = (!worker).then(|| item.fact.kind.to_string());
            json!({ "fact": fact, "label": reader.tell(&item.label), "answer": answer, "reason": reason })
        })
        .collect();
    json!({
        "question": (!worker).then(|| asking.id.clone()),
        "ask": reader.tell(&asking.ask),
        "kind": match asking.kind {
            AskingKind::Each => "each",
            AskingKind::TickList => "tick_list",
            AskingKind::Judgement => "judgement",
            AskingKind::Another(_) => "another",
        },
        "record": asking.record,
        "alarm": asking.alarm.map(AlarmClass::as_str),
        "answers": answers,
        "decided": told.iter().map(|finding| finding_as_json(finding, reader)).collect::<Vec<_>>(),
    })
}

fn finding_as_json(finding: &FindingView, reader: &Reader<'_>) -> Value {
    json!({
        "rule": finding.rule.as_ref().map(ToString::to_string),
        "title": reader.tell(&finding.title),
        "record": finding.record,
        "status": finding.status.as_str(),
        "outcome": finding.outcome.as_ref().or(finding.acted_on.as_ref()).map(|(word, _)| word.to_string()),
        "alarm": finding.alarm.as_ref().map(ToString::to_string),
        "text": finding.text.as_ref().map(|text| reader.tell(text)),
    })
}

/// The whole interview as JSON.
pub(crate) fn as_json(end: &End<'_>, transcript: Vec<Value>, reader: &Reader<'_>) -> Value {
    let worker = end.view.audience == Audience::Worker;
    let shown = end.view.findings.iter().filter(|finding| !worker || is_urgent(finding));
    let title = |goal: &GoalView| json!({ "rule": goal.rule.as_ref().map(ToString::to_string), "title": reader.tell(&goal.title) });
    let waits = end.waits.iter().map(|waiting| {
        json!({
            "goal": title(&waiting.goal),
            "record": waiting.record,
            "roles": waiting.roles.iter().map(|role| role.as_str()).collect::<Vec<_>>(),
            "alarm": waiting.alarm.as_ref().map(title),
        })
    });
    let skipped = end.skipped.iter().map(|skipped| {
        let waits_for = match &skipped.why {
            WhySkippedView::WaitsFor(roles) => roles.iter().map(|role| role.as_str()).collect(),
            _ => Vec::new(),
        };
        let stopped_by = match &skipped.why {
            WhySkippedView::Stopped(alarm) => Some(title(alarm)),
            _ => None,
        };
        json!({
            "question": skipped.id,
            "labels": skipped.labels.iter().map(|label| reader.tell(label)).collect::<Vec<_>>(),
            "why": why_word(&skipped.why),
            "roles": waits_for,
            "stopped_by": stopped_by,
        })
    });
    // The worker is not shown a list of everything that could be wrong.
    let skipped: Vec<Value> = if worker { Vec::new() } else { skipped.collect() };
    json!({
        "format": "interview/1",
        "role": end.view.role.as_str(),
        "on": end.view.on.to_string(),
        "asked": transcript,
        "findings": shown.map(|finding| finding_as_json(finding, reader)).collect::<Vec<_>>(),
        "waits": waits.collect::<Vec<_>>(),
        "skipped": skipped,
        "skipped_count": end.skipped.len(),
        "not_needed": end.not_needed,
        "not_answered": end.not_answered,
        "stopped": end.stopped,
    })
}

/// The words for a reader's language.
pub(crate) fn told(reader: &Reader<'_>) -> &'static AskWords {
    words::of(reader.language())
}
