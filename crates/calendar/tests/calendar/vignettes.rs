//! The vignettes that are about counting days.

use calendar::{Arithmetic, Holidays, OffsetUnit, Step, absence_week, last_working_day};

use crate::story::{chain, day, ids, open_spell, period, spell};

#[test]
fn v01_physician_contact_is_due_on_a_sunday_the_friday_before_is_shown_beside_it() {
    let chain = chain(&[open_spell("september", "2026-09-07")], &[], "2026-09-16");
    let due = chain.day_reaching(28).result;
    assert_eq!(due, day("2026-10-04"));
    assert_eq!(last_working_day(due, &Holidays::none()), day("2026-10-02"));
    assert_eq!(chain.day_reaching(14).result, day("2026-09-20"));
}

#[test]
fn v02_problem_analysis_and_plan() {
    let chain = chain(&[open_spell("october", "2026-10-19")], &[], "2026-11-12");
    assert_eq!(chain.absence_day_on(day("2026-11-12")), 25);
    assert_eq!(absence_week(25), 4);

    let analysis = chain.day_reaching(42).result;
    assert_eq!(analysis, day("2026-11-29"));
    assert_eq!(last_working_day(analysis, &Holidays::none()), day("2026-11-27"));

    let plan = day("2026-12-13");
    assert_eq!(chain.day_reaching(56).result, plan);
    assert_eq!(Arithmetic::plus(analysis, 2, OffsetUnit::Weeks, &Holidays::none()).result, plan);
}

#[test]
fn v09_day_103_is_in_week_15() {
    let chain = chain(&[open_spell("june", "2026-06-22")], &[], "2026-10-02");
    assert_eq!(chain.absence_day_on(day("2026-10-02")), 103);
    assert_eq!(absence_week(103), 15);
}

#[test]
fn v10_twenty_one_days_between_make_one_chain() {
    let winter = spell("winter", "2026-01-12", "2026-02-08");
    let chain = chain(&[winter, open_spell("spring", "2026-03-02")], &[], "2026-03-02");
    assert_eq!(ids(&chain), ["winter", "spring"]);
    assert_eq!(chain.first_day(), day("2026-01-12"));
    assert_eq!(chain.absence_day_on(day("2026-03-02")), 29);
    assert_eq!(chain.day_reaching(28).result, day("2026-02-08"));
    assert_eq!(chain.day_reaching(42).result, day("2026-03-15"));
    assert_eq!(chain.day_reaching(728).result, day("2028-01-30"));
    assert!(chain.open_readings().is_empty());
}

#[test]
fn v10_a_start_on_8_march_joins_and_on_9_march_does_not() {
    let winter = spell("winter", "2026-01-12", "2026-02-08");
    let joined = chain(&[winter.clone(), open_spell("spring", "2026-03-08")], &[], "2026-03-08");
    assert_eq!(ids(&joined), ["winter", "spring"]);
    assert_eq!(joined.absence_day_on(day("2026-03-08")), 29);

    let apart = chain(&[winter, open_spell("spring", "2026-03-09")], &[], "2026-03-09");
    assert_eq!(ids(&apart), ["spring"]);
    assert_eq!(apart.first_day(), day("2026-03-09"));
    assert_eq!(apart.absence_day_on(day("2026-03-09")), 1);
}

#[test]
fn v10_the_arithmetic_shows_the_gap_s34() {
    let winter = spell("winter", "2026-01-12", "2026-02-08");
    let chain = chain(&[winter, open_spell("spring", "2026-03-02")], &[], "2026-03-02");
    let way = chain.day_reaching(42);
    assert_eq!(way.anchor, day("2026-01-12"));
    assert_eq!(
        way.steps,
        [
            Step::Counted {
                spell: "winter".into(),
                period: period("2026-01-12", "2026-02-08"),
                from_day: 1,
                to_day: 28,
            },
            Step::Gap { period: period("2026-02-09", "2026-03-01"), days: 21 },
            Step::Counted {
                spell: "spring".into(),
                period: period("2026-03-02", "2026-03-02"),
                from_day: 29,
                to_day: 29,
            },
            Step::Continued { period: period("2026-03-03", "2026-03-15"), from_day: 30, to_day: 42 },
        ]
    );
    assert_eq!(way.result, day("2026-03-15"));
}

#[test]
fn v13_the_contract_ends_on_day_68_in_week_10() {
    let chain = chain(&[open_spell("august", "2026-08-03")], &[], "2026-10-09");
    assert_eq!(chain.absence_day_on(day("2026-10-09")), 68);
    assert_eq!(absence_week(68), 10);
    assert!(chain.day_reaching(42).result < day("2026-10-09"));
}
