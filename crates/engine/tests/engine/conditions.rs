//! Conditions, what unknown counts as, and derived facts (S-11, S-12).

use crate::shipped;
use crate::small::Small;
use crate::told::{Told, finding, missing, outcome};
use engine::Status;

#[test]
fn s_12_a_derived_fact_is_a_condition_with_a_name() {
    let rulebook = Small::new()
        .yes_no(&["t.fever", "t.chills", "t.old"])
        .derived("t.ill", "{ any = [ { fact = 't.fever', is = 'yes' }, { fact = 't.chills', is = 'yes' } ] }")
        .derived("t.frail", "{ all = [ { fact = 't.ill', is = 'yes' }, { fact = 't.old', is = 'yes' } ] }")
        .derived("t.well", "{ not = { fact = 't.ill', is = 'yes' } }")
        .rulebook();
    let told = Told::of(rulebook.library()).says("t.old", "yes");
    assert_eq!(missing(&told.assessed(&rulebook), "t.frail"), ["t.chills", "t.fever"], "nobody is asked for t.ill");
    let assessment = told.says("t.chills", "yes").assessed(&rulebook);
    assert_eq!(outcome(&assessment, "t.frail"), "yes");
    assert_eq!(outcome(&assessment, "t.well"), "no");
}

#[test]
fn s_12_a_table_can_be_read_like_a_fact() {
    let rulebook = Small::new()
        .whole("t.days")
        .table(
            "t.band",
            &["short", "long"],
            &["t.days"],
            &[("{ 't.days' = { below = 8 } }", "short"), ("{ 't.days' = { from = 8 } }", "long")],
            "",
        )
        .derived("t.is_long", "{ fact = 't.band', is = 'long' }")
        .rulebook();
    let is_long =
        |days: &str| outcome(&Told::of(rulebook.library()).says("t.days", days).assessed(&rulebook), "t.is_long");
    assert_eq!([is_long("7"), is_long("8")], ["no", "yes"]);
}

#[test]
fn s_11_an_end_is_counted_in_or_left_out_as_it_is_written() {
    let holds = |between: &str, days: &str| {
        let when = format!("{{ fact = 't.days', between = {{ {between} }} }}");
        let rulebook = Small::new().whole("t.days").derived("t.goal", &when).rulebook();
        outcome(&Told::of(rulebook.library()).says("t.days", days).assessed(&rulebook), "t.goal") == "yes"
    };
    for (between, on_the_end, beside_it) in [
        ("from = 8", true, ("7", false)),
        ("above = 8", false, ("9", true)),
        ("to = 8", true, ("9", false)),
        ("below = 8", false, ("7", true)),
    ] {
        assert_eq!(holds(between, "8"), on_the_end, "{between}");
        assert_eq!(holds(between, beside_it.0), beside_it.1, "{between}");
    }
}

#[test]
fn s_11_the_calendar_is_read_like_a_number_and_no_absence_is_an_answer() {
    let rulebook = Small::new()
        .table(
            "t.band",
            &["none", "week", "longer"],
            &["absence_day"],
            &[
                ("{ absence_day = 'none' }", "none"),
                ("{ absence_day = { to = 7 } }", "week"),
                ("{ absence_day = { from = 8 } }", "longer"),
            ],
            "",
        )
        .rulebook();
    let band = |told: Told<'_>| outcome(&told.assessed(&rulebook), "t.band");
    let told = || Told::of(rulebook.library());
    assert_eq!(band(told().absent_since("2026-06-09")), "week", "the seventh day");
    assert_eq!(band(told().absent_since("2026-06-08")), "longer", "the eighth day");
    assert_eq!(band(told().not_absent()), "none");
    assert_eq!(band(told()), "open: longer, none, week");
    assert_eq!(missing(&told().assessed(&rulebook), "t.band"), ["common.absent"]);
}

#[test]
fn s_11_only_a_text_may_hang_on_not_knowing() {
    let rulebook = Small::new()
        .yes_no(&["t.fever"])
        .goal("t.ask", "text", "subject = 'episode'\nwhen = { unknown = 't.fever' }")
        .goal("t.thanks", "text", "subject = 'episode'\nwhen = { known = 't.fever' }")
        .rulebook();
    let told = Told::of(rulebook.library());
    let said = |told: Told<'_>| {
        let assessment = told.assessed(&rulebook);
        [outcome(&assessment, "t.ask"), outcome(&assessment, "t.thanks")]
    };
    assert_eq!(said(told.clone()), ["yes", "no"]);
    assert_eq!(said(told.clone().says("t.fever", "dont_know")), ["yes", "no"]);
    assert_eq!(said(told.says("t.fever", "no")), ["no", "yes"]);
}

#[test]
fn s_11_unknown_counts_as_the_careful_value_and_the_goal_stays_open() {
    let rulebook = Small::new()
        .yes_no(&["t.weak", "t.growing"])
        .table(
            "t.urgency",
            &["today", "soon", "none"],
            &["t.weak", "t.growing"],
            &[
                ("{ 't.weak' = 'no' }", "none"),
                ("{ 't.weak' = 'yes', 't.growing' = 'no' }", "soon"),
                ("{ 't.weak' = 'yes', 't.growing' = 'yes' }", "today"),
            ],
            "ranked = true\nunknown_counts_as = { 't.growing' = 'yes' }",
        )
        .rulebook();
    let weak = Told::of(rulebook.library()).says("t.weak", "yes");
    let assessment = weak.assessed(&rulebook);
    let urgency = finding(&assessment, "t.urgency");
    assert_eq!(urgency.status, Status::Open);
    assert_eq!(urgency.outcome, None);
    assert_eq!(urgency.acted_on.as_ref().map(|word| word.as_str()), Some("today"));
    assert_eq!(missing(&assessment, "t.urgency"), ["t.growing"], "it is asked all the same");

    let assessment = weak.says("t.growing", "no").assessed(&rulebook);
    assert_eq!(outcome(&assessment, "t.urgency"), "soon");
    assert_eq!(finding(&assessment, "t.urgency").acted_on, None, "what is known is not overruled");
}

#[test]
fn s_36_a_goal_is_read_only_while_its_pack_is_in_force_and_in_its_country() {
    let told = |country: &str, on: &str| {
        let mut told = Told::of(shipped::rulebook().library()).on(on);
        told.situation.country = Some(country.to_owned());
        told.assessed(shipped::rulebook())
    };
    assert!(told("NL", "2026-06-15").obligation("poortwachter.probleemanalyse").is_some());
    assert!(told("BE", "2026-06-15").obligation("poortwachter.probleemanalyse").is_none());
    assert!(
        told("NL", "2023-06-30").obligation("poortwachter.probleemanalyse").is_none(),
        "the edition begins a day later"
    );
    assert_eq!(told("NL", "2018-01-01").of_rule("dokterdokter.band").count(), 0);
}
