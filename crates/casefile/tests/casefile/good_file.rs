//! A file with all that a case can have.

use crate::support::{case, day};
use casefile::{Choice, Country, LeaveKind, RawValue};
use facts::{Decimal, Role};

pub const FILE: &str = r#"format = "rugwijzer-case/1"
title = "Care assistant with beginning fear"

[worker]
id = "mevrouw-a"

[[people]]
id = "dr-vos"
name = "J. Vos"
roles = ["bedrijfsarts"]

[[people]]
id = "kim"
roles = ["intake-deskundige", "arboverpleegkundige"]

[[employments]]
id = "zorghuis"
country = "NL"
first_day = 2015-03-01
last_day = 2027-10-09

[[spells]]
id = "s0"
first_day = 2026-10-18

[[spells]]
id = "s1"
employment = "zorghuis"
first_day = 2026-10-19
last_day = 2026-11-30
recorded = 2026-10-20
last_day_recorded = 2026-12-03
replaces = "s0"

[[leave]]
id = "l1"
kind = "maternity"
first_day = 2027-02-01
last_day = 2027-05-23
other_cause = true

[[episodes]]
id = "e1"

[records]
treatment = ["massage-1", "gp-advice"]

[[statements]]
id = "intake-1"
about = 2026-11-04
by = "kim"
role = "intake_expert"
told_by = "worker"
group_answer = true
says = { "stecr.fever" = "no", "stecr.fear" = "yes" }

[[statements]]
id = "consult-1"
about = 2026-11-12
until = 2026-12-12
recorded = 2026-11-13
by = "dr-vos"
of = "e1"
reason = "Examination without particulars."
replaces = "intake-1/stecr.fear"
[statements.says]
"stecr.fear" = "dont_know"
"stecr.function" = "some"
"plan.hours" = 16
"plan.share" = 0.50
"complaint.onset" = 2026-10-01

[[statements]]
about = 2026-11-13
by = "dr-vos"
withdraws = "intake-1/stecr.fever"

[[statements]]
id = "intake-2"
about = 2026-11-05
by = "kim"
role = "intake_expert"
says = { "stecr.weight_loss" = "yes" }

[[decisions]]
id = "d0"
finding = "stecr.category"
choice = "confirm"
outcome = "category_3"
about = 2026-11-12
by = "dr-vos"

[[decisions]]
id = "d1"
finding = "stecr.category"
of = "e1"
choice = "deviate"
outcome = "category_4"
reason_code = "workplace"
reason = "The workplace cannot be adapted in time."
about = 2026-11-13
by = "dr-vos"
role = "bedrijfsarts"
receipt = "r-1"
supersedes = "d0"

[[decisions]]
id = "d2"
finding = "stecr.urgency"
choice = "set_aside"
sets_aside = ["intake-1/stecr.fever", "intake-2"]
reason = "Losing weight is what she wants."
about = 2026-11-14
by = "dr-vos"
"#;

#[test]
fn everything_that_stands_in_it_is_read() {
    let case = case(FILE);

    assert_eq!(case.title.as_deref(), Some("Care assistant with beginning fear"));
    assert_eq!(case.worker.id.as_str(), "mevrouw-a");

    let vos = case.person(&"dr-vos".into()).unwrap();
    assert_eq!((vos.name.as_deref(), vos.roles.as_slice()), (Some("J. Vos"), &[Role::Bedrijfsarts][..]));
    let kim = case.person(&"kim".into()).unwrap();
    assert_eq!(kim.roles, [Role::IntakeExpert, Role::Arboverpleegkundige]);

    let [employment] = case.employments.as_slice() else { panic!("one employment") };
    assert_eq!((employment.id.as_str(), employment.country), ("zorghuis", Country::Nl));
    assert_eq!(employment.first_day, Some(day("2015-03-01")));
    assert_eq!(employment.last_day, Some(day("2027-10-09")));

    let [reported, put_right] = case.spells.as_slice() else { panic!("two spells") };
    assert_eq!(reported.employment.as_ref().unwrap().as_str(), "zorghuis");
    assert_eq!(put_right.first_day, day("2026-10-19"));
    assert_eq!(put_right.last_day, Some(day("2026-11-30")));
    assert_eq!(put_right.recorded, day("2026-10-20"));
    assert_eq!(put_right.last_day_recorded, Some(day("2026-12-03")));
    assert_eq!(put_right.replaces.as_deref(), Some("s0"));

    let [leave] = case.leave.as_slice() else { panic!("one leave") };
    assert_eq!((leave.id.as_str(), leave.kind, leave.other_cause), ("l1", LeaveKind::Maternity, true));
    assert_eq!((leave.period.first, leave.period.last), (day("2027-02-01"), day("2027-05-23")));

    assert_eq!(case.episodes[0].id.as_str(), "e1");
    assert_eq!(case.records[0].list.as_str(), "treatment");
    assert_eq!(case.records[0].members, ["massage-1".into(), "gp-advice".into()]);
}

#[test]
fn s_4_each_fact_of_an_entry_is_a_statement_of_its_own() {
    let case = case(FILE);
    let ids: Vec<&str> = case.statements.iter().map(|statement| statement.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "intake-1/stecr.fever",
            "intake-1/stecr.fear",
            "consult-1/stecr.fear",
            "consult-1/stecr.function",
            "consult-1/plan.hours",
            "consult-1/plan.share",
            "consult-1/complaint.onset",
            "statement-3/stecr.fever",
            "intake-2/stecr.weight_loss",
        ]
    );
    let said: Vec<&RawValue> = case.statements.iter().map(|statement| &statement.said).collect();
    assert_eq!(
        said,
        [
            &RawValue::Word("no".into()),
            &RawValue::Word("yes".into()),
            &RawValue::DontKnow,
            &RawValue::Word("some".into()),
            &RawValue::Whole(16),
            &RawValue::Decimal(Decimal::new(5, 1)),
            &RawValue::Day(day("2026-10-01")),
            &RawValue::Nothing,
            &RawValue::Word("yes".into()),
        ]
    );

    let intake = &case.statements[0];
    assert_eq!((intake.by.as_str(), intake.role), ("kim", Role::IntakeExpert));
    assert_eq!(intake.told_by.as_ref().unwrap().as_str(), "mevrouw-a");
    assert!(intake.group_answer);
    assert_eq!(intake.place.path(), "statements[0].says[\"stecr.fever\"]");
    assert_eq!(intake.place.line(), Some(55));

    let fear = &case.statements[2];
    assert_eq!(fear.kind.as_str(), "stecr.fear");
    assert_eq!(fear.of.as_ref().unwrap().as_str(), "e1");
    assert_eq!((fear.about, fear.until), (day("2026-11-12"), Some(day("2026-12-12"))));
    assert_eq!(fear.recorded.day, day("2026-11-13"));
    assert_eq!(fear.replaces.as_ref().unwrap().as_str(), "intake-1/stecr.fear");
    assert_eq!(fear.reason.as_deref(), Some("Examination without particulars."));
    assert!(!fear.group_answer);

    // What puts the fear right says nothing about what else the entry said.
    assert_eq!(case.statements[3].replaces, None);
}

#[test]
fn s_19_a_decision_is_read_with_its_choice_and_reason() {
    let case = case(FILE);
    let [confirmed, deviated, _] = case.decisions.as_slice() else { panic!("three decisions") };
    assert_eq!(confirmed.choice, Choice::Confirm { outcome: Some("category_3".into()) });
    assert_eq!(confirmed.reason, None);
    assert_eq!(deviated.choice, Choice::Deviate { outcome: "category_4".into() });
    assert_eq!(deviated.finding.as_str(), "stecr.category");
    assert_eq!(deviated.reason_code.as_deref(), Some("workplace"));
    assert_eq!(deviated.reason.as_deref(), Some("The workplace cannot be adapted in time."));
    assert_eq!(deviated.receipt.as_deref(), Some("r-1"));
    assert_eq!(deviated.supersedes.as_ref().unwrap().as_str(), "d0");
    assert_eq!((deviated.by.as_str(), deviated.role), ("dr-vos", Role::Bedrijfsarts));
    assert_eq!(deviated.of.as_ref().unwrap().as_str(), "e1");
}

#[test]
fn s_9_a_physician_sets_aside_the_statements_that_were_judged() {
    let case = case(FILE);
    let set_aside = &case.decisions[2];
    assert_eq!(
        set_aside.choice,
        Choice::SetAside { statements: vec!["intake-1/stecr.fever".into(), "intake-2/stecr.weight_loss".into()] }
    );
    assert_eq!(set_aside.reason.as_deref(), Some("Losing weight is what she wants."));
    assert_eq!(set_aside.recorded.day, day("2026-11-14"));
}

#[test]
fn entries_of_one_day_are_numbered_in_the_order_of_the_file_statements_first() {
    let case = case(FILE);
    let of_the_13th = |recorded: facts::Recorded| (recorded.day == day("2026-11-13")).then_some(recorded.sequence);
    let statements = case.statements.iter().filter_map(|statement| of_the_13th(statement.recorded));
    let decisions = case.decisions.iter().filter_map(|decision| of_the_13th(decision.recorded));
    assert_eq!(statements.chain(decisions).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6, 7]);
}

#[test]
fn s_47_a_case_without_anything_is_a_case() {
    let case = case("format = 'rugwijzer-case/1'");
    assert_eq!(case.worker.id.as_str(), "worker");
    assert!(case.statements.is_empty() && case.spells.is_empty() && case.employments.is_empty());
}
