//! Reading a fact on a day (S-6 to S-9).

use crate::small::Small;
use crate::told::{Told, day, finding, outcome};
use engine::{DecisionChoice, Reader, Reading, Status, WhyUnknown};
use facts::{FactId, FactKindId, Role, StatementId};
use pack::{Library, Reads};

fn library() -> Library {
    Small::new()
        .choice("t.grade", &["low", "middle", "high"])
        .fact("t.fear", "type = 'yes_no'\npersistence = { days = 42 }")
        .fact("t.born_with", "type = 'yes_no'\nalarm = true\npersistence = 'permanent'")
        .alarm(&["t.sign"])
        .fact("t.worse_sign", "type = 'yes_no'\nalarm = true\nimplies = 't.sign'")
        .fact("t.worst_sign", "type = 'yes_no'\nalarm = true\nimplies = 't.worse_sign'")
        .derived(
            "t.goal",
            "{ all = [ { fact = 't.grade', is = 'high' }, { fact = 't.fear', is = 'yes' }, { fact = 't.sign', is = 'yes' }, \
             { fact = 't.born_with', is = 'yes' }, { fact = 't.worse_sign', is = 'yes' }, { fact = 't.worst_sign', is = 'yes' } ] }",
        )
        .library()
}

fn read(told: &Told<'_>, kind: &str, reads: Reads) -> Reading {
    let library = told.library();
    let declaration = library.declaration(&FactKindId::new(kind)).unwrap();
    let fact = FactId { kind: declaration.id.clone(), subject: told.situation.subject(&declaration.subject) };
    Reader::new(library, &told.situation).read(&fact, reads)
}

/// The value of a fact in a word, or why it is unknown.
fn value(told: &Told<'_>, kind: &str, reads: Reads) -> String {
    match read(told, kind, reads) {
        Reading::Known { value, .. } => value.to_string(),
        Reading::SetAside { value, .. } => format!("{value}, set aside"),
        Reading::Unknown(WhyUnknown::NeverAsked) => "never asked".to_owned(),
        Reading::Unknown(WhyUnknown::DontKnow { role, .. }) => format!("not known to the {role}"),
        Reading::Unknown(WhyUnknown::Expired { known_on, .. }) => format!("known on {known_on}"),
        Reading::Unknown(WhyUnknown::Disputed { statements }) => {
            format!("disputed by {}", statements.iter().map(StatementId::as_str).collect::<Vec<_>>().join(" and "))
        }
    }
}

fn grade(told: &Told<'_>) -> String {
    value(told, "t.grade", Reads::Latest)
}

fn sign(told: &Told<'_>) -> String {
    value(told, "t.sign", Reads::Ever)
}

#[test]
fn s_6_what_was_written_down_later_is_not_seen() {
    let library = library();
    let told = Told::of(&library).about("2026-06-10").says("t.grade", "low");
    let mut told = told.says("t.grade", "high").with(|statement| statement.recorded.day = day("2026-06-14"));
    assert_eq!(grade(&told), "disputed by s000 and s001");
    told.situation.known_on = day("2026-06-13");
    assert_eq!(grade(&told), "low");
}

#[test]
fn s_7_a_statement_counts_from_the_day_it_speaks_about_until_its_end() {
    let library = library();
    let told = Told::of(&library).about("2026-06-10").says("t.grade", "low");
    let told = told.with(|statement| statement.until = Some(day("2026-06-12")));
    let on = |text: &str| grade(&told.clone().on(text));
    assert_eq!(on("2026-06-09"), "never asked");
    assert_eq!(on("2026-06-10"), "low");
    assert_eq!(on("2026-06-12"), "low");
    assert_eq!(on("2026-06-13"), "never asked");
}

#[test]
fn s_7_the_latest_day_counts_before_the_role() {
    let library = library();
    let told = Told::of(&library).about("2026-06-10").says("t.grade", "low");
    let told = told.by(Role::Worker).about("2026-06-11").says("t.grade", "high");
    assert_eq!(grade(&told), "high");
    assert_eq!(grade(&told.on("2026-06-10")), "low");
}

#[test]
fn s_7_on_one_day_the_role_with_more_authority_counts() {
    let library = library();
    let told = Told::of(&library).says("t.grade", "low").by(Role::Worker).says("t.grade", "high");
    assert_eq!(grade(&told), "low", "though the worker spoke later");
    let nobody_asked = Told::of(&library).by(Role::Worker).says("t.grade", "high").by(Role::Hr).says("t.grade", "low");
    assert_eq!(grade(&nobody_asked), "high", "who is not asked at all has the least authority");
}

#[test]
fn s_7_in_one_role_equal_values_agree_and_different_ones_are_disputed() {
    let library = library();
    let told = Told::of(&library).says("t.grade", "low").says("t.grade", "low");
    let by = vec![StatementId::new("s000"), StatementId::new("s001")];
    assert_eq!(read(&told, "t.grade", Reads::Latest), Reading::Known { value: facts::Value::choice("low"), by });
    let mut told = told.says("t.grade", "high");
    assert_eq!(grade(&told), "disputed by s000 and s001 and s002");
    told.situation.statements.reverse();
    assert_eq!(grade(&told), "disputed by s000 and s001 and s002", "nothing is taken by order");
}

#[test]
fn s_3_what_was_said_of_the_case_before_this_absence_was_said_of_another_case() {
    let library = Small::new()
        .field("case", "t.done", "type = 'yes_no'")
        .yes_no(&["t.pain"])
        .derived("t.goal", "{ all = [ { fact = 't.done', is = 'yes' }, { fact = 't.pain', is = 'yes' } ] }")
        .library();
    let told = Told::of(&library).about("2026-05-31").says("t.done", "yes").says("t.pain", "yes");
    let read = |told: &Told<'_>, kind: &str| value(told, kind, Reads::Latest);
    assert_eq!(read(&told, "t.done"), "yes");
    let absent = told.absent_since("2026-06-01");
    assert_eq!(read(&absent, "t.done"), "never asked");
    assert_eq!(read(&absent, "t.pain"), "yes", "the complaints are the same");
    assert_eq!(read(&absent.about("2026-06-01").says("t.done", "no"), "t.done"), "no");
}

#[test]
fn s_7_a_dispute_leaves_the_goal_open_and_names_both_statements() {
    let rulebook = Small::new().yes_no(&["t.a"]).derived("t.goal", "{ fact = 't.a', is = 'yes' }").rulebook();
    let told = Told::of(rulebook.library()).says("t.a", "yes").says("t.a", "no");
    let assessment = told.assessed(&rulebook);
    assert_eq!(outcome(&assessment, "t.goal"), "open: no, yes");
    let why = &finding(&assessment, "t.goal").explanation.missing[0].why;
    assert_eq!(*why, WhyUnknown::Disputed { statements: vec!["s000".into(), "s001".into()] });
}

#[test]
fn s_7_two_judgements_of_one_day_that_differ_are_none_and_the_proposal_does_not_take_their_place() {
    let rulebook = Small::new()
        .yes_no(&["t.a"])
        .table(
            "t.table",
            &["rest", "visit"],
            &["t.a"],
            &[("{ 't.a' = 'yes' }", "rest"), ("{ 't.a' = 'no' }", "visit")],
            "",
        )
        .judgement("t.care", &["rest", "visit"], "proposed_by = 't.table'")
        .rulebook();
    let told = Told::of(rulebook.library()).says("t.a", "yes").says("t.care", "rest").says("t.care", "visit");
    let assessment = told.assessed(&rulebook);
    assert_eq!(outcome(&assessment, "t.care"), "open: rest, visit");
    assert_eq!(finding(&assessment, "t.care").status, Status::Open);
}

#[test]
fn s_7_what_was_replaced_or_withdrawn_does_not_count() {
    let library = library();
    let told = Told::of(&library).says("t.grade", "low");
    let replaced = told.clone().by(Role::Worker).says("t.grade", "high");
    let replaced = replaced.with(|statement| statement.replaces = Some("s000".into()));
    assert_eq!(grade(&replaced), "high");
    assert_eq!(grade(&told.withdraws("s000")), "never asked");
}

#[test]
fn s_4_not_knowing_is_kept_apart_from_never_asked() {
    let library = library();
    assert_eq!(grade(&Told::of(&library).by(Role::Worker).says("t.grade", "dont_know")), "not known to the worker");
    assert_eq!(grade(&Told::of(&library)), "never asked");
}

#[test]
fn s_8_a_statement_stays_good_for_its_days_and_not_one_longer() {
    let library = library();
    let told = Told::of(&library).about("2026-06-01").says("t.fear", "yes").says("t.grade", "low");
    let fear = |on: &str| value(&told.clone().on(on), "t.fear", Reads::Latest);
    assert_eq!(fear("2026-07-13"), "yes", "42 days later");
    assert_eq!(fear("2026-07-14"), "known on 2026-06-01", "43 days later");
    assert_eq!(grade(&told.clone().on("2036-06-01")), "low", "until somebody says otherwise");
}

#[test]
fn s_9_an_alarm_that_was_ever_said_is_not_lifted_by_a_later_no() {
    let library = library();
    let told = Told::of(&library).by(Role::Worker).about("2026-06-01").says("t.sign", "yes");
    let later = told.about("2026-06-10").says("t.sign", "no").by(Role::Bedrijfsarts).says("t.sign", "no");
    assert_eq!(sign(&later), "yes", "not by the same role, nor by a higher one");
    assert_eq!(value(&later, "t.sign", Reads::Latest), "no");
    assert_eq!(sign(&later.on("2026-05-31")), "never asked");
}

#[test]
fn s_9_a_correction_of_an_alarm_is_a_later_no_and_lifts_nothing() {
    let library = library();
    let told = Told::of(&library).says("t.sign", "yes").says("t.sign", "no");
    assert_eq!(sign(&told.with(|statement| statement.replaces = Some("s000".into()))), "yes");
}

#[test]
fn s_9_what_was_never_said_yes_reads_as_the_latest() {
    let library = library();
    assert_eq!(sign(&Told::of(&library).says("t.sign", "no")), "no");
    assert_eq!(sign(&Told::of(&library).says("t.sign", "dont_know")), "not known to the bedrijfsarts");
}

#[test]
fn s_9_only_what_was_said_since_the_onset_is_about_these_complaints() {
    let library = library();
    let told = Told::of(&library).about("2026-01-10").says("t.sign", "yes").says("t.born_with", "yes");
    let told = told.about("2026-06-01").says("common.onset", "2026-05-01");
    assert_eq!(sign(&told), "never asked");
    assert_eq!(
        value(&told, "t.born_with", Reads::Ever),
        "yes",
        "what holds for life was said for these complaints too"
    );
    let began_earlier = told.says("common.onset", "2026-01-10");
    assert_eq!(sign(&began_earlier), "yes", "the earliest day that anybody gave counts");
}

#[test]
fn s_9_what_a_physician_set_aside_reads_no_until_it_is_said_again() {
    let library = library();
    let told = Told::of(&library).about("2026-06-01").says("t.sign", "yes");
    let decided = |role: Role| {
        let told = told.clone().about("2026-06-02").by(role).decides("t.goal", DecisionChoice::SetAside, None);
        told.deciding(|decision| decision.sets_aside = ["s000".into()].into())
    };
    assert_eq!(sign(&decided(Role::IntakeExpert)), "yes", "nobody else can");
    let set_aside = decided(Role::Arbeidsarts);
    assert_eq!(sign(&set_aside), "no, set aside");
    assert_eq!(sign(&set_aside.clone().on("2026-06-01")), "yes", "the day before it was not judged yet");
    assert_eq!(sign(&set_aside.about("2026-06-03").says("t.sign", "yes")), "yes");
}

#[test]
fn s_9_a_withdrawn_alarm_is_no_answer() {
    let library = library();
    assert_eq!(sign(&Told::of(&library).says("t.sign", "yes").withdraws("s000")), "never asked");
}

#[test]
fn s_9_a_sign_that_implies_another_says_yes_to_it_however_far_it_stands() {
    let library = library();
    for implying in ["t.worse_sign", "t.worst_sign"] {
        let told = Told::of(&library).says(implying, "yes");
        assert_eq!(sign(&told), "yes", "{implying}");
        assert_eq!(sign(&Told::of(&library).says(implying, "no")), "never asked", "a no implies nothing");
    }
}
