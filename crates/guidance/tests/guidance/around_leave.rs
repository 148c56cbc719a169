//! Maternity leave between two spells: what the law leaves open is asked and shown, and decided by somebody with a reason
//! (BW 7:629(10), S-18); terms that stand still meanwhile.

use crate::cast::{CAST, says};
use crate::look::{case, day, finding, missing_in, obligation, outcome, owed, shipped, story};
use facts::Role;
use guidance::{Looked, View, advise};

const WEEK_42: &str = "poortwachter.week_42_report";

/// Sick until the leave begins, and again after it: on 13 July a week was worked in between.
fn again_on(day: &str, more: &str) -> String {
    format!(
        "{CAST}spells = [\n{{ id = 'before', first_day = 2026-02-02, last_day = 2026-03-15 }},\n\
         {{ id = 'after', first_day = {day} }},\n]\n\
         leave = [{{ id = 'leave', kind = 'maternity', first_day = 2026-03-16, last_day = 2026-07-05 }}]\n{more}"
    )
}

fn decided(reading: &str, by: &str) -> String {
    says("reading", by, "2026-07-14", &format!("'common.leave_beside_work' = '{reading}'"), "reason = 'asked a lawyer'")
}

fn first_day(view: &View) -> String {
    view.absence.as_ref().unwrap().first_day.to_string()
}

fn other_reading(view: &View) -> Option<String> {
    obligation(view, WEEK_42).other_reading.as_ref().map(|due| due.day.to_string())
}

#[test]
fn while_nobody_decided_both_days_are_shown_to_both_sides_and_it_is_asked() {
    let story = story(&again_on("2026-07-13", ""));
    for view in [story.physician("2026-07-14"), story.supervisor("2026-07-14")] {
        assert_eq!(first_day(&view), "2026-02-02", "the careful reading");
        assert_eq!(owed(&view, WEEK_42), "due 2027-03-22");
        assert_eq!(other_reading(&view).as_deref(), Some("2027-05-03"), "day 295 from 13 July");
    }
    let view = story.physician("2026-07-14");
    assert_eq!(missing_in(finding(&view, "common.leave_reading")), ["common.leave_beside_work"]);
}

#[test]
fn who_decides_chooses_the_reading_from_the_day_on_which_it_was_recorded() {
    for by in ["cas", "hugo", "dr-vos"] {
        let interrupts = story(&again_on("2026-07-13", &decided("interrupts", by)));
        assert_eq!(first_day(&interrupts.physician("2026-07-13")), "2026-02-02", "not yet decided");
        let view = interrupts.physician("2026-07-14");
        assert_eq!((first_day(&view).as_str(), owed(&view, WEEK_42).as_str()), ("2026-07-13", "due 2027-05-03"));
        assert_eq!(other_reading(&view), None);
    }
    let passed_over = story(&again_on("2026-07-13", &decided("passed_over", "cas"))).physician("2026-07-14");
    assert_eq!((first_day(&passed_over).as_str(), other_reading(&passed_over)), ("2026-02-02", None));
    assert_eq!(outcome(&passed_over, "common.leave_reading"), "yes");
}

#[test]
fn a_reading_without_a_reason_or_by_the_worker_is_refused() {
    let refused = |statement: &str| {
        let case = case(&again_on("2026-07-13", statement));
        advise(shipped(), &case, "case.toml", Looked::on(day("2026-07-14"))).is_err()
    };
    assert!(refused(&decided("interrupts", "anna")));
    assert!(refused(&decided("interrupts", "cas").replace("reason = 'asked a lawyer'", "")));
}

#[test]
fn directly_after_the_leave_nothing_is_open_and_a_judged_other_cause_parts_the_spells() {
    let joined = story(&again_on("2026-07-06", "")).physician("2026-07-07");
    assert_eq!((first_day(&joined).as_str(), other_reading(&joined)), ("2026-02-02", None));

    let judged = says("cause", "dr-vos", "2026-07-07", "'common.cause_around_leave' = 'other'", "reason = 'judged'");
    let apart = story(&again_on("2026-07-06", &judged));
    assert_eq!(first_day(&apart.physician("2026-07-07")), "2026-07-06");
    let by_hr = says("cause", "hugo", "2026-07-07", "'common.cause_around_leave' = 'other'", "reason = 'judged'");
    let case = case(&again_on("2026-07-06", &by_hr));
    let looked = Looked::on(day("2026-07-07"));
    assert!(advise(shipped(), &case, "case.toml", looked).is_err(), "the physician alone judges it");
}

#[test]
fn s_41_the_counter_without_pregnancy_exists_for_physician_and_worker_only() {
    let told = says(
        "days",
        "dr-vos",
        "2026-07-07",
        "'poortwachter.pregnancy_sick_from' = 2026-02-16, 'poortwachter.pregnancy_sick_until' = 2026-03-15",
        "",
    );
    let story = story(&again_on("2026-07-06", &told));
    let view = story.physician("2026-07-07");
    assert_eq!(owed(&view, "poortwachter.dismissal_ban"), "due 2028-05-23");
    assert_eq!(owed(&view, "poortwachter.dismissal_ban_pregnancy"), "due 2028-06-20", "28 days later");
    for role in [Role::Hr, Role::CaseManager, Role::Supervisor] {
        let view = story.seen_by(role, "2026-07-07");
        assert_eq!(owed(&view, "poortwachter.dismissal_ban"), "due 2028-05-23");
        assert_eq!(owed(&view, "poortwachter.dismissal_ban_pregnancy"), "not shown");
    }
}
