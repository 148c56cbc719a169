//! Interviews through the wall: what a role is asked, what it reads of why and of what follows, and how an answer becomes a
//! statement (S-21, S-24, S-25, S-41).

use crate::cast::{CAST, absent_since, consultation, says, sick_report};
use crate::docs;
use crate::look::{case, day, guidelines, journey, shipped};
use crate::random_case::{pair, start};
use calendar::Day;
use casefile::{Addition, CaseFile, RawStatement, RawValue};
use facts::{FactId, PersonId, Recorded, Role, Said, StatementId, SubjectId, SubjectKind, Value};
use guidance::{Answer, Answering, AskingKind, AskingView, Guidance, Interview, Looked, WhySkippedView, advise};
use notation::Place;
use pack::Written;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::cell::Cell;
use std::collections::BTreeSet;
use std::fmt::Write as _;

#[track_caller]
fn looked_at(case: &CaseFile, on: Day) -> Guidance<'_> {
    advise(shipped(), case, "case.toml", Looked::on(on)).unwrap_or_else(|faults| panic!("{faults:?}"))
}

#[track_caller]
fn asked(case: &CaseFile, on: Day, role: Role) -> Option<AskingView> {
    looked_at(case, on).interview(role).unwrap().next()
}

/// Adds what somebody says about a day, as it would stand in the file.
fn add(case: &mut CaseFile, role: Role, on: Day, fact: &FactId, said: RawValue) {
    let number = case.statements.len();
    let named = matches!(fact.subject.kind, SubjectKind::Record(_))
        || (fact.subject.kind == SubjectKind::Episode && !case.episodes.is_empty());
    case.statements.push(RawStatement {
        id: StatementId::new(format!("a-{number}/{}", fact.kind)),
        kind: fact.kind.clone(),
        of: named.then(|| fact.subject.id.clone()),
        said,
        about: on,
        until: None,
        recorded: Recorded { day: on, sequence: u32::try_from(number).unwrap() },
        by: PersonId::new(role.as_str()),
        role,
        told_by: None,
        replaces: None,
        withdraws: None,
        reason: Some("because".to_owned()),
        group_answer: false,
        place: Place::whole_file("case.toml"),
    });
}

#[test]
fn s_41_what_the_employers_side_is_asked_and_why_depends_on_nothing_medical() {
    let roles: Vec<Role> = [Role::Supervisor, Role::Hr, Role::CaseManager, Role::Employer].to_vec();
    let put = Cell::new(0);
    let config = Config { cases: 16, failure_persistence: None, ..Config::default() };
    let holds = |pair: crate::random_case::Pair| {
        let cases = pair.cases(CAST).map(|toml| case(&toml));
        for offset in [12, 45] {
            let [first, second] = cases.each_ref().map(|case| looked_at(case, start().plus_days(offset)));
            for role in &roles {
                if first.view_for(*role).unwrap().is_none() {
                    prop_assert!(second.view_for(*role).unwrap().is_none());
                    continue;
                }
                let [a, b] = [&first, &second].map(|guidance| {
                    let interview = guidance.interview(*role).unwrap();
                    let next = interview.next();
                    let why = next.as_ref().map(|asking| {
                        let values: Vec<Value> =
                            asking.items[0].answers.values().into_iter().map(|(value, _)| value).collect();
                        (interview.asked_for(asking), interview.effects(&asking.items[0].fact, &values))
                    });
                    (next, why, interview.waits(), interview.skipped())
                });
                put.set(put.get() + usize::from(a.0.is_some()));
                prop_assert!(a == b, "{role}: {a:?}\n{b:?}");
            }
        }
        Ok(())
    };
    TestRunner::new(config).run(&pair(), holds).unwrap_or_else(|failure| panic!("{failure}"));
    assert!(put.get() > 10, "somebody was asked something: {}", put.get());
}

#[test]
fn s_41_a_supervisor_is_asked_nothing_medical_and_reads_nothing_medical() {
    let case = journey("v02-care-assistant");
    for role in [Role::Supervisor, Role::Hr, Role::CaseManager] {
        let guidance = looked_at(&case, day("2026-11-12"));
        let interview = guidance.interview(role).unwrap();
        let told = format!("{:?} {:?} {:?}", interview.next(), interview.waits(), interview.skipped());
        for word in ["stecr", "rug", "Alarm", "medical", "Urgent", "nvab", "dokterdokter", "category"] {
            assert!(!told.contains(word), "{role} reads `{word}` in\n{told}");
        }
    }
}

#[test]
fn the_worker_reads_why_in_one_sentence_and_no_result_but_an_alarm() {
    let mut case = case(&(absent_since("2026-06-01") + &sick_report("2026-06-01", "1980-01-01", "2026-05-28")));
    let on = day("2026-06-08");
    let before = looked_at(&case, on).interview(Role::Worker).unwrap().view();
    let first = asked(&case, on, Role::Worker).unwrap();
    assert_eq!(first.items[0].fact.kind.as_str(), "stecr.bladder_bowel");
    assert_eq!((first.alarm, first.items[0].before.clone()), (None, None), "no class stands before the worker");
    {
        let guidance = looked_at(&case, on);
        let interview = guidance.interview(Role::Worker).unwrap();
        assert_eq!(interview.asked_for(&first), []);
        assert_eq!(interview.effects(&first.items[0].fact, &[Value::yes(), Value::no()]), []);
        assert_eq!(interview.waits(), []);
        assert!(interview.skipped().iter().all(|skipped| skipped.id.is_none()));
    }
    add(&mut case, Role::Worker, on, &first.items[0].fact, RawValue::Word("no".to_owned()));
    assert_eq!(looked_at(&case, on).interview(Role::Worker).unwrap().told_since(&before), []);
    let second = asked(&case, on, Role::Worker).unwrap();
    assert_eq!(second.items[0].fact.kind.as_str(), "stecr.saddle_numbness");
    add(&mut case, Role::Worker, on, &second.items[0].fact, RawValue::Word("yes".to_owned()));
    let told = looked_at(&case, on).interview(Role::Worker).unwrap().told_since(&before);
    let [alarm] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!(alarm.alarm.as_ref().map(|word| word.as_str()), Some("emergency"));
    assert!(alarm.text.as_ref().unwrap().nl.contains("112"), "{:?}", alarm.text);
}

#[test]
fn s_25_a_professional_who_may_not_know_of_an_alarm_is_not_told_that_one_stops_something() {
    let signs = says("phone", "sam", "2026-06-08", "'stecr.saddle_numbness' = 'yes'", "told_by = 'anna'");
    let case = case(&(absent_since("2026-06-01") + &signs));
    let guidance = looked_at(&case, day("2026-06-08"));
    let physician = guidance.interview(Role::Bedrijfsarts).unwrap();
    let stopped = |why: &WhySkippedView| matches!(why, WhySkippedView::Stopped(_));
    assert!(physician.skipped().iter().any(|skipped| stopped(&skipped.why)));
    assert!(physician.waits().iter().any(|waiting| waiting.alarm.is_some()));
    for role in [Role::WorkplaceExpert, Role::Trainer, Role::Supervisor] {
        let other = guidance.interview(role).unwrap();
        assert!(!other.skipped().iter().any(|skipped| stopped(&skipped.why)), "{role}");
        assert!(!other.waits().iter().any(|waiting| waiting.alarm.is_some()), "{role}");
    }
}

#[test]
fn who_reads_no_file_is_not_interviewed() {
    let case = case(CAST);
    let guidance = looked_at(&case, day("2026-06-08"));
    assert!(guidance.interview(Role::Gp).is_err());
    assert!(guidance.interview(Role::Researcher).is_err());
}

fn answering() -> Answering {
    Answering { by: "dr-vos".into(), told_by: None, recorded: day("2026-06-09") }
}

fn answer(fact: &FactId, said: Said) -> Answer {
    Answer { fact: fact.clone(), said, reason: None, group_answer: false }
}

fn statements(additions: &[Addition]) -> Vec<&casefile::NewStatement> {
    additions
        .iter()
        .map(|addition| match addition {
            Addition::Statement(statement) => statement,
            other => panic!("{other:?}"),
        })
        .collect()
}

#[test]
fn s_21_what_was_left_without_a_tick_is_marked_as_a_group_answer() {
    let case = case(&absent_since("2026-06-01"));
    let guidance = looked_at(&case, day("2026-06-08"));
    let interview = guidance.interview(Role::Bedrijfsarts).unwrap();
    let fact =
        |kind: &str| FactId { kind: kind.into(), subject: facts::Subject::named(SubjectKind::Episode, "episode") };
    let unticked = |kind: &str| Answer { group_answer: true, ..answer(&fact(kind), Said::Value(Value::no())) };
    let answers =
        [unticked("stecr.fever"), answer(&fact("stecr.hiv"), Said::Value(Value::yes())), unticked("stecr.weight_loss")];
    let additions = interview.additions(&answers, &answering());
    let [none, one] = statements(&additions)[..] else { panic!("{additions:?}") };
    assert_eq!((none.id.as_str(), none.says.len(), none.group_answer), ("ask-1", 2, true));
    assert_eq!((one.id.as_str(), one.says.len(), one.group_answer), ("ask-2", 1, false));
    assert_eq!((one.about, one.recorded), (day("2026-06-08"), day("2026-06-09")));
    assert_eq!(one.of.as_ref().map(SubjectId::as_str), Some("episode"));
}

#[test]
fn s_9_an_alarm_that_was_answered_by_mistake_is_taken_back_and_anything_else_is_put_right() {
    let facts = "'stecr.saddle_numbness' = 'yes', 'stecr.fever' = 'no', 'stecr.fear' = 'none'";
    let case = case(&(absent_since("2026-06-01") + &says("ask-7", "dr-vos", "2026-06-08", facts, "")));
    let guidance = looked_at(&case, day("2026-06-08"));
    let interview = guidance.interview(Role::Bedrijfsarts).unwrap();
    let answered = interview.answered(&"dr-vos".into());
    let items: Vec<&guidance::ItemView> = answered.iter().flat_map(|asking| &asking.items).collect();
    assert_eq!(items.len(), 3);
    assert!(interview.answered(&"dr-bos".into()).is_empty(), "nobody goes back to what somebody else said");
    let item = |kind: &str| items.iter().find(|item| item.fact.kind.as_str() == kind).unwrap().fact.clone();
    let no = Said::Value(Value::no());
    let answers = [
        answer(&item("stecr.saddle_numbness"), no.clone()),
        answer(&item("stecr.fever"), no),
        answer(&item("stecr.fear"), Said::Value(Value::choice("severe"))),
    ];
    let additions = interview.additions(&answers, &answering());
    let [alarm, fear] = statements(&additions)[..] else {
        panic!("what was said the same is not said again: {additions:?}")
    };
    assert_eq!(alarm.id, "ask-8");
    assert_eq!(alarm.withdraws.as_ref().map(|id| id.as_str()), Some("ask-7/stecr.saddle_numbness"));
    assert_eq!((alarm.replaces.clone(), fear.withdraws.clone()), (None, None));
    assert_eq!(fear.replaces.as_ref().map(|id| id.as_str()), Some("ask-7/stecr.fear"));
}

#[test]
fn why_says_for_what_a_question_is_asked_and_what_each_answer_decides() {
    let toml = absent_since("2026-06-01")
        + &sick_report("2026-06-01", "1980-01-01", "2026-05-28")
        + &consultation("2026-06-08", "'stecr.fear' = 'none', 'stecr.daily_life' = 'none'");
    let case = case(&toml);
    let guidance = looked_at(&case, day("2026-06-08"));
    let interview = guidance.interview(Role::Bedrijfsarts).unwrap();
    let function =
        FactId { kind: "stecr.function".into(), subject: facts::Subject::named(SubjectKind::Episode, "episode") };
    let effects = interview.effects(&function, &[Value::choice("some")]);
    let decided: Vec<&str> =
        effects[0].decides.iter().filter_map(|finding| finding.rule.as_ref()).map(|rule| rule.as_str()).collect();
    assert!(decided.contains(&"stecr.category"), "{decided:?}");
}

/// What a journey's file says of a fact on a day, as it was written; the last entry about the latest day.
fn told(full: &CaseFile, fact: &FactId, on: Day) -> Option<RawValue> {
    let is_record = matches!(fact.subject.kind, SubjectKind::Record(_));
    let of_fact = full.statements.iter().filter(|said| said.kind == fact.kind && said.about <= on);
    let of_fact = of_fact.filter(|said| !is_record || said.of.as_ref() == Some(&fact.subject.id));
    of_fact
        .filter(|said| said.said != RawValue::Nothing)
        .max_by_key(|said| (said.about, said.recorded))
        .map(|said| said.said.clone())
}

/// The records of a list that a journey's file speaks of up to a day.
fn records_of(full: &CaseFile, list: &facts::RecordList, on: Day) -> BTreeSet<SubjectId> {
    let library = shipped().library();
    let fields = full.statements.iter().filter(|said| {
        said.about <= on
            && library.declaration(&said.kind).is_some_and(|field| field.subject == SubjectKind::Record(list.clone()))
    });
    fields.filter_map(|said| said.of.clone()).collect()
}

struct Held {
    asked: usize,
    facts: usize,
    not_asked: usize,
}

/// Interviews a role, and answers as the journey's file does.
fn hold(case: &mut CaseFile, full: &CaseFile, role: Role, on: Day) -> Held {
    let library = shipped().library();
    let mut held = Held { asked: 0, facts: 0, not_asked: 0 };
    let mut named = Vec::new();
    loop {
        let (next, known, skipped) = {
            let guidance = looked_at(case, on).with_records(&named);
            let interview: Interview<'_, '_> = guidance.interview(role).unwrap();
            let next = interview.next();
            let known = match next.as_ref().map(|asking| &asking.kind) {
                Some(AskingKind::Another(list)) => interview.records(list),
                _ => Vec::new(),
            };
            let skipped = if next.is_none() { interview.skipped() } else { Vec::new() };
            (next, known, skipped)
        };
        let Some(asking) = next else {
            let others = |why: &WhySkippedView| matches!(why, WhySkippedView::WaitsFor(_));
            let ids: BTreeSet<Option<String>> =
                skipped.into_iter().filter(|skipped| !others(&skipped.why)).map(|skipped| skipped.id).collect();
            held.not_asked = ids.len();
            return held;
        };
        held.asked += 1;
        if let AskingKind::Another(list) = &asking.kind {
            let more = records_of(full, list, on).into_iter().find(|id| !known.contains(id));
            if let Some(id) = more {
                named.push((list.clone(), id));
                continue;
            }
            add(case, role, on, &asking.items[0].fact, RawValue::Word("yes".to_owned()));
            held.facts += 1;
            continue;
        }
        for item in &asking.items {
            let domain = &library.declaration(&item.fact.kind).unwrap().domain;
            let fits = |said: &RawValue| match said {
                RawValue::Word(word) => domain.value_of(Written::Word(word)).is_some(),
                RawValue::DontKnow => true,
                _ => true,
            };
            let said = told(full, &item.fact, on).filter(fits).unwrap_or(RawValue::DontKnow);
            add(case, role, on, &item.fact, said);
            held.facts += 1;
        }
        assert!(held.asked < 500, "{role} is asked on and on");
    }
}

#[test]
fn s_24_the_docs_state_how_many_questions_each_journey_takes() {
    let mut names: Vec<String> = std::fs::read_dir(guidelines().join("journeys"))
        .unwrap()
        .filter_map(|entry| {
            entry.unwrap().file_name().into_string().unwrap().strip_suffix(".looks.toml").map(str::to_owned)
        })
        .collect();
    names.sort();
    assert!(names.len() > 20);
    let mut table = "| journey | day | intake expert: asked | facts | not asked | then the physician: asked | facts | not asked |\n\
                     |---|---|--:|--:|--:|--:|--:|--:|\n"
        .to_owned();
    for name in names {
        let looks = std::fs::read_to_string(guidelines().join(format!("journeys/{name}.looks.toml"))).unwrap();
        let on = looks.lines().filter_map(|line| line.strip_prefix("on = ")).next_back().unwrap();
        let (full, on) = (journey(&name), day(on));
        let mut case = CaseFile { statements: Vec::new(), decisions: Vec::new(), records: Vec::new(), ..full.clone() };
        let belgian = guidance::country_of(&full, on, on).as_deref() == Some("BE");
        let physician = if belgian { Role::Arbeidsarts } else { Role::Bedrijfsarts };
        let intake = hold(&mut case, &full, Role::IntakeExpert, on);
        let physician = hold(&mut case, &full, physician, on);
        let cells = [&intake, &physician].map(|held| format!("{} | {} | {}", held.asked, held.facts, held.not_asked));
        writeln!(table, "| {name} | {on} | {} |", cells.join(" | ")).unwrap();
    }
    docs::holds("docs/interview.md", "journeys", &table);
}
