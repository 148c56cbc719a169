//! A view as text: the answer first, then why, then what is missing and who may say it, then who does what before when.

use crate::render::arithmetic;
use crate::render::page::Page;
use crate::render::{Reader, changes, words::Words};
use calendar::{ChainState, Day};
use engine::{ObligationState, Status};
use facts::{ChoiceId, Localized, Role};
use guidance::{
    DecidedView, DueView, FindingView, MissingView, MissingWhy, NamedValue, NoticeView, ObligationView, PublishedView,
    SourceView, StepView, View, Withheld,
};
use pack::{Audience, Confidence, Stage};

/// A whole view.
pub(crate) fn guidance(view: &View, reader: &Reader<'_>, title: Option<&str>) -> String {
    let reader = &reader.of_view(view);
    let mut page = Page::default();
    head(&mut page, view, reader, title);
    known(&mut page, view, reader);
    answer(&mut page, view, reader);
    if view.audience == Audience::Professional {
        why(&mut page, view, reader);
    }
    // The worker reads what there is; what there is not needs no heading.
    let worker = view.audience == Audience::Worker;
    if view.audience == Audience::Professional {
        missing(&mut page, view, reader);
    }
    if !worker || !view.steps.is_empty() {
        steps(&mut page, view, reader);
    }
    if !worker || !view.obligations.is_empty() {
        terms(&mut page, view, reader);
    }
    background(&mut page, view, reader);
    foot(&mut page, view, reader);
    page.into_text()
}

/// What a reader sees for whom there is nothing.
pub(crate) fn nothing_known(on: Day, role: Role, reader: &Reader<'_>) -> String {
    let mut page = Page::default();
    page.line(
        0,
        &format!("{} · {} · {} {}", reader.service_name, reader.weekday(on), reader.words.seen_as, reader.role(role)),
    );
    page.line(0, reader.words.nothing_known);
    page.into_text()
}

fn head(page: &mut Page, view: &View, reader: &Reader<'_>, title: Option<&str>) {
    let words = reader.words;
    let name = match (view.neutral, title.filter(|_| reader.reads_title)) {
        (true, _) => format!("{}: {}", reader.service_name, words.overview.to_lowercase()),
        (false, Some(title)) => format!("{}: {title}", words.advice),
        (false, None) => words.advice.to_owned(),
    };
    page.line(0, &name);
    day_and_reader(page, view, reader);
    if let Some(absence) = &view.absence {
        // A chain of one spell needs no arithmetic.
        if absence.arithmetic.steps.len() > 1 {
            arithmetic::lines(&absence.arithmetic, reader).iter().for_each(|line| page.marked(2, "· ", line));
        }
    }
    open_readings(page, view, reader);
}

/// Where the law leaves open how the absence is counted: the first day in the other reading.
pub(super) fn open_readings(page: &mut Page, view: &View, reader: &Reader<'_>) {
    for open in view.absence.iter().flat_map(|absence| &absence.open_readings) {
        let first = reader.day(open.first_day_if_not_joined);
        page.marked(2, "? ", &format!("{} {first}.", reader.words.open_reading));
    }
}

/// On which day, seen by whom, on which day of absence.
pub(super) fn day_and_reader(page: &mut Page, view: &View, reader: &Reader<'_>) {
    let words = reader.words;
    let known_on = if view.known_on == view.on {
        String::new()
    } else {
        format!(", {} {}", words.known_on, reader.day(view.known_on))
    };
    page.line(0, &format!("{}{known_on} · {} {}", reader.weekday(view.on), words.seen_as, reader.role(view.role)));
    page.line(0, &absence(view, reader));
}

pub(super) fn absence(view: &View, reader: &Reader<'_>) -> String {
    let words = reader.words;
    let Some(absence) = &view.absence else {
        return if view.known_not_absent { words.not_absent.to_owned() } else { words.absence_unknown.to_owned() };
    };
    let counted = format!(
        "{} {} · {} {}, {} {}",
        words.absent_since,
        reader.day(absence.first_day),
        words.day,
        absence.absence_day,
        words.week,
        absence.absence_week
    );
    match (&absence.state, absence.recovered_since) {
        (ChainState::OnLeave { .. }, _) => format!("{counted} · {}", words.on_leave),
        (_, Some(since)) => format!("{counted} · {} {}", words.stopped_since, reader.day(since)),
        (_, None) => counted,
    }
}

/// What is known of work: facts that stand by themselves, and records that the employer's side may know of.
fn known(page: &mut Page, view: &View, reader: &Reader<'_>) {
    let records: Vec<&[NamedValue]> = records(view, |finding| finding.class.is_for_employer());
    if view.known.is_empty() && records.is_empty() {
        return;
    }
    page.heading(reader.words.known);
    for fact in &view.known {
        page.marked(
            2,
            "• ",
            &format!(
                "{}: {} ({})",
                reader.tell(&fact.named.label),
                reader.value(&fact.named.value),
                reader.day(fact.about)
            ),
        );
    }
    records.into_iter().for_each(|fields| record(page, view, fields, reader));
}

/// The records that findings are about, each once, by its fields; those with a finding of this kind.
fn records(view: &View, wanted: impl Fn(&FindingView) -> bool) -> Vec<&[NamedValue]> {
    let mut records: Vec<&[NamedValue]> = Vec::new();
    for finding in view.findings.iter().filter(|finding| !finding.fields.is_empty() && wanted(finding)) {
        if !records.contains(&finding.fields.as_slice()) {
            records.push(&finding.fields);
        }
    }
    records
}

fn fields_in_words(fields: &[NamedValue], reader: &Reader<'_>) -> String {
    let told = fields.iter().map(|field| format!("{}: {}", reader.tell(&field.label), reader.value(&field.value)));
    told.collect::<Vec<_>>().join(" · ")
}

/// One record: its fields, and what is found of it besides.
fn record(page: &mut Page, view: &View, fields: &[NamedValue], reader: &Reader<'_>) {
    page.marked(2, "• ", &fields_in_words(fields, reader));
    for finding in view.findings.iter().filter(|finding| finding.fields == fields && !finding.restates) {
        // What does not go together with it is named beside it.
        if finding.text.is_some() && !finding.against.is_empty() {
            page.marked(4, "↔ ", &fields_in_words(&finding.against, reader));
        }
        finding.text.iter().for_each(|text| page.line(4, reader.tell(text)));
        if view.audience == Audience::Professional {
            newer(page, finding, reader);
        }
    }
}

fn answer(page: &mut Page, view: &View, reader: &Reader<'_>) {
    page.heading(reader.words.what_now);
    for notice in &view.notices {
        page.marked(2, "! ", notice_in_words(*notice, reader.words));
    }
    let spoken: Vec<&FindingView> = view
        .findings
        .iter()
        .filter(|finding| finding.text.is_some() || finding.withheld.is_some())
        .filter(|finding| finding.fields.is_empty() && !finding.background)
        .collect();
    let records = records(view, |finding| !finding.class.is_for_employer());
    if spoken.is_empty() && records.is_empty() && view.notices.is_empty() {
        page.line(2, reader.words.nothing_decided);
    }
    let mut signs: Option<&Localized> = None;
    let mut stage: Option<Stage> = None;
    for finding in by_urgency(spoken) {
        // The stage is named where one reads many findings; what is urgent stands before all of them.
        if view.audience == Audience::Professional && finding.alarm.is_none() && stage != Some(finding.stage) {
            stage = Some(finding.stage);
            page.line(2, reader.words.stage(finding.stage));
        }
        told(page, view, finding, reader);
        signs = signs.or(finding.alarm_signs.as_ref());
    }
    records.into_iter().for_each(|fields| record(page, view, fields, reader));
    // Where the signs stand on the page by themselves, they are not told a second time.
    if let Some(signs) = signs.filter(|signs| !view.findings.iter().any(|finding| finding.text.as_ref() == Some(signs)))
    {
        page.marked(2, "! ", reader.tell(signs));
    }
}

/// What holds for everybody on this path, after all that is said of this one person.
fn background(page: &mut Page, view: &View, reader: &Reader<'_>) {
    let general: Vec<&FindingView> =
        view.findings.iter().filter(|finding| finding.background && finding.text.is_some()).collect();
    if general.is_empty() {
        return;
    }
    page.heading(reader.words.background);
    general.into_iter().for_each(|finding| told(page, view, finding, reader));
}

/// What is urgent is read first; everything else in the order of stages and goals.
fn by_urgency(mut findings: Vec<&FindingView>) -> Vec<&FindingView> {
    let rank = |finding: &FindingView| match finding.alarm.as_ref().map(ChoiceId::as_str) {
        Some("emergency") => 0,
        Some("urgent") => 1,
        Some("assess") => 2,
        _ => 3,
    };
    findings.sort_by_key(|finding| rank(finding));
    findings
}

fn told(page: &mut Page, view: &View, finding: &FindingView, reader: &Reader<'_>) {
    let Some(text) = text_or_why_not(finding, reader) else { return };
    if view.audience != Audience::Professional {
        page.marked(2, "• ", &text);
        return;
    }
    page.marked(2, "• ", &format!("{}{}", alarm_mark(finding, reader), title(finding, reader)));
    page.line(4, &text);
    if let Some(words) = &finding.read_out {
        page.marked(4, "» ", &format!("{}: “{}”", reader.words.read_out, reader.tell(words)));
    }
    needed(page, finding, reader);
    offer(page, finding, reader);
    nearest(page, finding, reader);
    newer(page, finding, reader);
}

/// What a finding says, or why that is withheld.
pub(super) fn text_or_why_not(finding: &FindingView, reader: &Reader<'_>) -> Option<String> {
    match (&finding.text, &finding.withheld) {
        (Some(text), _) => Some(reader.tell(text).to_owned()),
        (None, Some(Withheld::Alarm)) => Some(reader.words.withheld.to_owned()),
        (None, Some(Withheld::By(rule))) => Some(format!("{}: {}.", reader.words.withheld_by, reader.tell(rule))),
        (None, None) => None,
    }
}

/// A short list of what is missing belongs beside the finding; a long one stands below.
pub(super) fn needed(page: &mut Page, finding: &FindingView, reader: &Reader<'_>) {
    const SHORT: usize = 4;
    if finding.status == Status::Open && (1..=SHORT).contains(&finding.missing.len()) {
        let labels: Vec<String> = finding.missing.iter().map(|item| missing_label(item, reader)).collect();
        page.marked(4, "? ", &format!("{}: {}", reader.words.needed, labels.join("; ")));
    }
}

/// What newer guidelines say beside it: what, by whom, since when. Each clause is told once on a page.
fn newer(page: &mut Page, finding: &FindingView, reader: &Reader<'_>) {
    for newer in &finding.newer {
        if !page.tells_first(&newer.clause) {
            continue;
        }
        let by = format!("{} ({}, {} {})", reader.words.newer, newer.by, reader.words.since, reader.since(newer.since));
        page.marked(4, "↻ ", &format!("{by}: {} [{}]", reader.tell(&newer.says), newer.clause));
    }
}

pub(super) fn alarm_mark(finding: &FindingView, reader: &Reader<'_>) -> String {
    finding
        .alarm
        .as_ref()
        .and_then(|class| reader.words.alarm(class.as_str()))
        .map(|word| format!("{word}: "))
        .unwrap_or_default()
}

/// `Categorie: categorie 3 (voorstel, de arts beslist)`.
pub(super) fn title(finding: &FindingView, reader: &Reader<'_>) -> String {
    let outcome = finding
        .outcome
        .as_ref()
        .and_then(|(_, label)| label.as_ref())
        .map(|label| format!(": {}", reader.tell(label)))
        .unwrap_or_default();
    let record = finding.record.as_ref().filter(|_| !reader.neutral);
    let record = record.map(|record| format!(" ({} {record})", reader.words.record)).unwrap_or_default();
    let status = match finding.status {
        Status::Decided => String::new(),
        status => format!(" [{}]", reader.words.status(status)),
    };
    let confirm = if finding.confidence == Confidence::ToBeConfirmed {
        format!(" ({})", reader.words.to_be_confirmed)
    } else {
        String::new()
    };
    let strength =
        finding.strength.map(|strength| format!(" ({})", reader.words.strength(strength))).unwrap_or_default();
    let raised = finding.alarm_published.as_ref().and_then(|class| reader.words.alarm(class.as_str()));
    let raised = raised.map(|class| format!(" ({}: {class})", reader.words.raised_from)).unwrap_or_default();
    format!("{}{outcome}{record}{strength}{status}{raised}{confirm}", reader.tell(&finding.title))
}

pub(super) fn offer(page: &mut Page, finding: &FindingView, reader: &Reader<'_>) {
    let words = reader.words;
    if !finding.offers.is_empty() {
        let offers: Vec<&str> = finding.offers.iter().map(|offer| reader.tell(offer)).collect();
        page.marked(4, "– ", &format!("{}: {}", words.offers, offers.join("; ")));
    }
    if !finding.carried_out_by.is_empty() {
        page.marked(4, "– ", &format!("{}: {}", words.carried_out_by, reader.roles(&finding.carried_out_by)));
    }
    if !finding.participants.is_empty() {
        page.marked(4, "– ", &format!("{}: {}", words.with, reader.roles(&finding.participants)));
    }
    let visits = finding.visits_at_most.map(|visits| match visits {
        1 => words.one_visit.to_owned(),
        several => words.visits.replace("{n}", &several.to_string()),
    });
    let lasts = match finding.weeks {
        (Some(from), Some(to)) if from == to => Some(words.weeks_exactly.replace("{from}", &from.to_string())),
        (Some(from), Some(to)) => {
            Some(words.weeks_between.replace("{from}", &from.to_string()).replace("{to}", &to.to_string()))
        }
        (Some(from), None) => Some(words.weeks_from.replace("{from}", &from.to_string())),
        _ => None,
    };
    let during = finding.return_during.then(|| words.return_during.to_owned());
    let extent: Vec<String> = visits.into_iter().chain(lasts).chain(during).collect();
    if !extent.is_empty() {
        page.marked(4, "– ", &extent.join("; "));
    }
}

pub(super) fn nearest(page: &mut Page, finding: &FindingView, reader: &Reader<'_>) {
    for row in &finding.nearest {
        let columns: Vec<&str> = row.differs_in.iter().map(|label| reader.tell(label)).collect();
        let outcome = row.outcome.1.as_ref().map_or(row.outcome.0.as_str(), |label| reader.tell(label));
        page.marked(
            4,
            "– ",
            &format!("{}: {outcome}; {}: {}", reader.words.nearest, reader.words.differs_in, columns.join(", ")),
        );
    }
}

fn why(page: &mut Page, view: &View, reader: &Reader<'_>) {
    let explained: Vec<&FindingView> = view
        .findings
        .iter()
        .filter(|finding| finding.text.is_some() && !finding.because.is_empty() && !finding.background)
        .collect();
    if explained.is_empty() {
        return;
    }
    page.heading(reader.words.why);
    for finding in by_urgency(explained) {
        page.marked(2, "• ", &title(finding, reader));
        reasons(page, finding, reader, false);
    }
}

/// The facts, the way, the decision, the sources of one finding.
pub(super) fn reasons(page: &mut Page, finding: &FindingView, reader: &Reader<'_>, in_full: bool) {
    let words = reader.words;
    for (value, said, labels) in grouped(finding, reader) {
        let said = if said.is_empty() { String::new() } else { format!(" — {said}") };
        page.marked(4, "– ", &format!("{}: {value}{said}", labels.join("; ")));
    }
    let rows: Vec<String> = finding
        .through
        .iter()
        .filter(|(_, rows)| !rows.is_empty())
        .map(|(rule, rows)| format!("{rule} ({} {})", words.row, rows.join(", ")))
        .collect();
    if !rows.is_empty() {
        page.marked(4, "– ", &format!("{}: {}", words.through, rows.join("; ")));
    }
    if let Some(decided) = &finding.decided {
        decision(page, 4, decided, reader);
    }
    if let Some((word, label)) =
        finding.proposal.as_ref().filter(|proposal| Some(*proposal) != finding.outcome.as_ref())
    {
        page.marked(
            4,
            "– ",
            &format!("{}: {}", words.proposal_now, label.as_ref().map_or(word.as_str(), |label| reader.tell(label))),
        );
    }
    if finding.status == Status::Open && finding.possible.len() > 1 {
        page.marked(4, "– ", &format!("{}: {}", words.possible, outcomes(&finding.possible, reader)));
    }
    if let Some(acted_on) = &finding.acted_on {
        page.marked(4, "– ", &format!("{}: {}", words.acted_on, outcomes(std::slice::from_ref(acted_on), reader)));
    }
    for exception in &finding.exceptions {
        page.marked(4, "– ", &format!("{}: {exception}", words.exceptions));
    }
    if in_full {
        for (rule, _) in finding.through.iter().filter(|(_, rows)| rows.is_empty()) {
            page.marked(4, "– ", &format!("{}: {rule}", words.through));
        }
        finding.missing.iter().for_each(|item| page.marked(4, "? ", &missing_line(item, reader)));
        if !finding.cannot_matter.is_empty() {
            let labels: Vec<&str> = finding.cannot_matter.iter().map(|label| reader.tell(label)).collect();
            page.marked(4, "– ", &format!("{}: {}", words.cannot_matter, labels.join(", ")));
        }
    }
    sources(page, &finding.sources, in_full);
}

/// Reasons that follow each other with the same value by the same people are told together.
fn grouped(finding: &FindingView, reader: &Reader<'_>) -> Vec<(String, String, Vec<String>)> {
    let mut groups: Vec<(String, String, Vec<String>)> = Vec::new();
    for because in &finding.because {
        let said = because.said.iter().map(|said| reader.who(said));
        let set_aside = because.set_aside.iter().map(|decided| {
            let reason = decided.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
            format!("{} {}{reason}", reader.words.set_aside_by, reader.who(&decided.who))
        });
        let said: Vec<String> = said.chain(set_aside).collect();
        let (value, said) = (reader.value(&because.named.value), said.join("; "));
        let label = reader.tell(&because.named.label).to_owned();
        match groups.last_mut().filter(|(known, by, _)| *known == value && *by == said) {
            Some((_, _, labels)) => labels.push(label),
            None => groups.push((value, said, vec![label])),
        }
    }
    groups
}

pub(super) fn decision(page: &mut Page, indent: usize, decided: &DecidedView, reader: &Reader<'_>) {
    let reason =
        decided.reason.as_ref().map(|reason| format!("; {}: {reason}", reader.words.reason)).unwrap_or_default();
    page.marked(indent, "– ", &format!("{}: {}{reason}", reader.words.decided_by, reader.who(&decided.who)));
}

fn outcomes(list: &[(ChoiceId, Option<Localized>)], reader: &Reader<'_>) -> String {
    list.iter().map(|one| outcome(one, reader)).collect::<Vec<_>>().join(" / ")
}

pub(super) fn outcome((word, label): &(ChoiceId, Option<Localized>), reader: &Reader<'_>) -> String {
    let words = reader.words;
    match (label, word.as_str()) {
        (Some(label), _) => reader.tell(label).to_owned(),
        (None, "yes") => words.yes.to_owned(),
        (None, "no") => words.no.to_owned(),
        (None, "owed") => words.owed.to_owned(),
        (None, "does_not_apply") => words.not_owed.to_owned(),
        (None, other) => other.to_owned(),
    }
}

/// In full: title, heading and words of each clause; in an advice the clauses on one line.
fn sources(page: &mut Page, sources: &[SourceView], in_full: bool) {
    if !in_full {
        let clauses: Vec<&str> = sources.iter().map(|source| source.clause.as_str()).collect();
        return page.marked(4, "§ ", &clauses.join(" · "));
    }
    sources_at(page, 4, sources);
}

/// Title, heading and words of each clause.
pub(super) fn sources_at(page: &mut Page, indent: usize, sources: &[SourceView]) {
    for source in sources {
        let quote = source.quote.as_ref().map(|quote| format!(" “{quote}”")).unwrap_or_default();
        page.marked(indent, "§ ", &format!("{} [{}]{quote}", source.title, source.clause));
    }
}

fn missing(page: &mut Page, view: &View, reader: &Reader<'_>) {
    page.heading(reader.words.missing);
    if view.missing.is_empty() {
        page.line(2, reader.words.nothing_missing);
    }
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for item in &view.missing {
        let who = reader.roles(&item.asked_of);
        match groups.last_mut().filter(|(known, _)| *known == who) {
            Some((_, labels)) => labels.push(missing_label(item, reader)),
            None => groups.push((who, vec![missing_label(item, reader)])),
        }
    }
    for (who, labels) in groups {
        let who = if who.is_empty() { who } else { format!("{who}: ") };
        page.marked(2, "? ", &format!("{who}{}", labels.join("; ")));
    }
}

fn missing_line(item: &MissingView, reader: &Reader<'_>) -> String {
    format!("{} — {}: {}", missing_label(item, reader), reader.words.may_answer, reader.roles(&item.asked_of))
}

pub(super) fn missing_label(item: &MissingView, reader: &Reader<'_>) -> String {
    let words = reader.words;
    let record = item.record.as_ref().filter(|_| !reader.neutral);
    let record = record.map(|record| format!(" ({record})")).unwrap_or_default();
    let why = match &item.why {
        MissingWhy::NeverAsked => String::new(),
        MissingWhy::DontKnow(role) => format!(" [{} {}]", reader.role(*role), words.did_not_know),
        MissingWhy::Expired(day) => format!(" [{}]", words.asked_again.replace("{day}", &reader.day(*day))),
        MissingWhy::Disputed(said) => {
            let said: Vec<String> = said.iter().map(|said| reader.who(said)).collect();
            format!(" [{}: {}]", words.disputed, said.join("; "))
        }
    };
    format!("{}{record}{why}", reader.tell(&item.label))
}

fn steps(page: &mut Page, view: &View, reader: &Reader<'_>) {
    page.heading(reader.words.steps);
    if view.steps.is_empty() {
        page.line(2, reader.words.no_steps);
    }
    view.steps.iter().for_each(|step| page.marked(2, "→ ", &step_line(step, view.on, reader)));
}

pub(super) fn step_line(step: &StepView, on: Day, reader: &Reader<'_>) -> String {
    let before = match step.before {
        Some(day) if day < on => format!(" — {} {}", reader.words.was_due, reader.weekday(day)),
        Some(day) if day == on => format!(" — {}", reader.words.today),
        Some(day) => format!(" — {} {}", reader.words.before, reader.weekday(day)),
        None => String::new(),
    };
    let queue = step.queue.as_ref();
    let queue = queue.map(|queue| format!(" — {}, {}", reader.tell(&queue.name), reader.tell(&queue.reach)));
    format!("{}{}: {}{before}", reader.role(step.who), queue.unwrap_or_default(), reader.tell(&step.what))
}

fn terms(page: &mut Page, view: &View, reader: &Reader<'_>) {
    page.heading(reader.words.terms);
    if view.obligations.is_empty() {
        page.line(2, reader.words.no_terms);
    }
    view.obligations
        .iter()
        .for_each(|obligation| term(page, obligation, reader, view.audience == Audience::Professional, false));
}

pub(super) fn term(
    page: &mut Page,
    obligation: &ObligationView,
    reader: &Reader<'_>,
    with_source: bool,
    in_full: bool,
) {
    let words = reader.words;
    let confirm = if obligation.confidence == Confidence::ToBeConfirmed {
        format!(" ({})", words.to_be_confirmed)
    } else {
        String::new()
    };
    let others = if obligation.with.is_empty() {
        String::new()
    } else {
        format!(" {} {}", words.with, reader.roles(&obligation.with))
    };
    let who = format!("{}{others}", reader.role(obligation.owed_by));
    page.marked(
        2,
        "◦ ",
        &format!("{}: {} — {who}{confirm}", reader.tell(&obligation.title), words.state(obligation.state)),
    );
    if let (false, Some(text)) = (with_source || in_full, &obligation.text) {
        page.line(4, reader.tell(text));
    }
    let warns =
        obligation.warns_on.filter(|_| matches!(obligation.state, ObligationState::Due | ObligationState::Waits));
    let due = if obligation.published.is_some() { words.own_day } else { words.due };
    let days = [
        obligation.due.as_ref().map(|day| day_line(due, day, reader)),
        obligation.latest.as_ref().map(|latest| day_line(words.latest, latest, reader)),
        warns.map(|day| format!("{} {}", words.warns_on, reader.day(day))),
        obligation.done_on.map(|day| format!("{} {}", words.done_on, reader.day(day))),
    ];
    let days: Vec<String> = days.into_iter().flatten().collect();
    if !days.is_empty() {
        page.line(4, &days.join("; "));
    }
    obligation.published.iter().for_each(|published| page.line(4, &as_published(published, reader)));
    for moved in &obligation.moved {
        let was = format!("{} {}", words.was_before, reader.weekday(moved.was.day));
        page.line(4, &format!("{was}; {} {}", words.moved_on, reader.day(moved.recorded)));
    }
    // What is left to a professional is told to everybody; a matter of record only to those who can answer it.
    let concerns =
        |item: &&MissingView| item.judged || reader.role_of_view.is_some_and(|role| item.asked_of.contains(&role));
    let labels: Vec<&str> = obligation.missing.iter().filter(concerns).map(|item| reader.tell(&item.label)).collect();
    if let Some(other) = &obligation.other_reading {
        page.line(4, &format!("{}: {}", words.other_reading, reader.weekday(other.day)));
    }
    // What is done or stands still waits for no answer.
    let waits = match obligation.state {
        ObligationState::Met | ObligationState::MetLate | ObligationState::Suspended => None,
        ObligationState::TriggerOpen => Some(words.needed),
        _ => Some(words.trigger_open),
    };
    if let Some(waits) = waits.filter(|_| obligation.trigger_open && !labels.is_empty()) {
        page.line(4, &format!("{waits} ({})", labels.join(", ")));
    }
    if let Some(decided) = &obligation.deviation {
        decision(page, 4, decided, reader);
    }
    if obligation.refused_deviation.is_some() {
        let clauses: Vec<&str> = obligation.sources.iter().map(|source| source.clause.as_str()).collect();
        page.line(4, &format!("{} {}", words.refused_deviation, clauses.join(", ")));
    }
    if in_full {
        if let Some(due) = obligation.due.as_ref().or(obligation.latest.as_ref()) {
            page.line(4, &format!("{} {}", words.counted_from, reader.day(due.arithmetic.anchor)));
            arithmetic::lines(&due.arithmetic, reader).iter().for_each(|line| page.marked(6, "· ", line));
        }
        obligation.missing.iter().for_each(|item| page.marked(4, "? ", &missing_line(item, reader)));
    }
    if with_source {
        sources(page, &obligation.sources, in_full);
    }
}

/// What law or guideline ask, beside the own term of the service.
pub(super) fn as_published(published: &PublishedView, reader: &Reader<'_>) -> String {
    let words = reader.words;
    let (term, only_own) = match published.is_law {
        true => (words.term_of_law, words.only_own_law),
        false => (words.term_of_guideline, words.only_own_guideline),
    };
    let term = match (&published.due, &published.latest) {
        (Some(due), _) => day_line(&format!("{term}:"), due, reader),
        (None, Some(latest)) => format!("{term}: {}", day_line(words.latest, latest, reader)),
        (None, None) if published.state == ObligationState::DoesNotApply => only_own.to_owned(),
        (None, None) => format!("{term}: {}", words.state(published.state)),
    };
    if published.own_day_passed { format!("{}; {term}", words.own_day_passed) } else { term }
}

fn day_line(word: &str, due: &DueView, reader: &Reader<'_>) -> String {
    if due.last_working_day == due.day {
        format!("{word} {}", reader.weekday(due.day))
    } else {
        format!(
            "{word} {} ({}: {})",
            reader.weekday(due.day),
            reader.words.last_working_day,
            reader.weekday(due.last_working_day)
        )
    }
}

pub(super) fn notice_in_words(notice: NoticeView, words: &Words) -> &'static str {
    match notice {
        NoticeView::EmergencyNotExcluded => words.emergency_not_excluded,
        NoticeView::AskTheRest => words.ask_the_rest,
        NoticeView::HaltedByAlarm => words.halted,
        NoticeView::AlarmWithdrawn => words.alarm_withdrawn,
    }
}

fn foot(page: &mut Page, view: &View, reader: &Reader<'_>) {
    if !view.currency.is_empty() {
        page.heading(reader.words.is_it_current);
        view.currency.iter().for_each(|line| page.marked(2, "• ", reader.tell(line)));
    }
    limits(page, view, reader);
}

/// What this is not, and on which packs it rests.
pub(super) fn limits(page: &mut Page, view: &View, reader: &Reader<'_>) {
    page.blank();
    if view.neutral {
        page.line(0, reader.words.limits_neutral);
        return;
    }
    if view.audience == Audience::Worker {
        page.line(0, reader.words.limits_worker);
        return;
    }
    let packs: Vec<&str> = view.packs.iter().map(|(id, _)| id.as_str()).collect();
    page.line(0, &format!("{}: {}. {}", reader.words.packs, packs.join(", "), reader.words.limits));
}

/// One finding or obligation in full.
pub(crate) fn explanation(
    findings: &[&FindingView],
    obligation: Option<&ObligationView>,
    view: &View,
    reader: &Reader<'_>,
) -> String {
    let reader = &reader.of_view(view);
    let mut page = Page::default();
    for finding in findings {
        page.heading(&format!("{}{}", alarm_mark(finding, reader), title(finding, reader)));
        if let Some(text) = &finding.text {
            page.line(2, reader.tell(text));
        }
        offer(&mut page, finding, reader);
        nearest(&mut page, finding, reader);
        newer(&mut page, finding, reader);
        page.heading(reader.words.why);
        reasons(&mut page, finding, reader, true);
        if let Some(rule) = &finding.rule {
            page.line(4, &format!("{}: {rule}", reader.words.rule));
        }
        finding.changes.iter().for_each(|would_change| changes::lines(&mut page, would_change, reader));
    }
    if let Some(obligation) = obligation {
        if let Some(text) = &obligation.text {
            page.line(2, reader.tell(text));
        }
        term(&mut page, obligation, reader, view.audience == Audience::Professional, true);
        if let Some(rule) = &obligation.rule {
            page.line(4, &format!("{}: {rule}", reader.words.rule));
        }
        obligation.changes.iter().for_each(|would_change| changes::lines(&mut page, would_change, reader));
    }
    page.into_text()
}
