//! S-6: what was known on a day.

use crate::support::{FORMAT, case, day};
use casefile::CaseFile;

/// The spells known on a day, as `id first..last`.
fn known(case: &CaseFile, on: &str) -> Vec<String> {
    let spells = case.spells_known_on(day(on), None).into_iter();
    spells
        .map(|spell| {
            format!("{} {}..{}", spell.id, spell.first, spell.last.map_or(String::new(), |last| last.to_string()))
        })
        .collect()
}

fn spells(text: &str) -> CaseFile {
    case(&format!("{FORMAT}spells = [\n{text}]"))
}

#[test]
fn s_6_what_was_recorded_later_is_not_seen() {
    let case = spells("{ id = 'a', first_day = 2026-10-19, recorded = 2026-10-22, last_day = 2026-11-30 }");
    assert_eq!(known(&case, "2026-10-21"), Vec::<String>::new());
    assert_eq!(known(&case, "2026-10-22"), ["a 2026-10-19.."]);
    assert_eq!(known(&case, "2026-11-30"), ["a 2026-10-19.."]);
    assert_eq!(known(&case, "2026-12-01"), ["a 2026-10-19..2026-11-30"]);
}

#[test]
fn s_6_a_last_day_recorded_late_is_seen_from_then_on() {
    let case = spells("{ id = 'a', first_day = 2026-10-19, last_day = 2026-11-30, last_day_recorded = 2026-12-14 }");
    assert_eq!(known(&case, "2026-12-13"), ["a 2026-10-19.."]);
    assert_eq!(known(&case, "2026-12-14"), ["a 2026-10-19..2026-11-30"]);
}

#[test]
fn a_correction_holds_from_the_day_it_was_recorded() {
    let case = spells(
        "{ id = 'wrong', first_day = 2026-10-19, last_day = 2026-10-30 },
        { id = 'right', first_day = 2026-10-20, last_day = 2026-10-30, recorded = 2026-11-10, replaces = 'wrong' },
        { id = 'second', first_day = 2026-10-21, last_day = 2026-10-30, recorded = 2026-11-20, replaces = 'right' }",
    );
    assert_eq!(known(&case, "2026-11-09"), ["wrong 2026-10-19..2026-10-30"]);
    assert_eq!(known(&case, "2026-11-10"), ["right 2026-10-20..2026-10-30"]);
    assert_eq!(known(&case, "2026-11-20"), ["second 2026-10-21..2026-10-30"]);
}

#[test]
fn one_spell_can_be_put_right_by_two() {
    let case = spells(
        "{ id = 'one', first_day = 2026-10-19, last_day = 2026-10-30 },
        { id = 'b', first_day = 2026-10-26, last_day = 2026-10-30, recorded = 2026-11-10, replaces = 'one' },
        { id = 'a', first_day = 2026-10-19, last_day = 2026-10-21, recorded = 2026-11-10, replaces = 'one' }",
    );
    assert_eq!(known(&case, "2026-11-10"), ["a 2026-10-19..2026-10-21", "b 2026-10-26..2026-10-30"]);
}

#[test]
fn spells_known_on_a_day_never_overlap_though_the_file_was_not_yet_put_right() {
    // On 11 February nobody had recorded yet that the first spell had ended on the 9th.
    let case = spells(
        "{ id = 'a', first_day = 2026-01-12, last_day = 2026-02-09, last_day_recorded = 2026-02-12 },
        { id = 'b', first_day = 2026-02-11 }",
    );
    assert_eq!(known(&case, "2026-02-10"), ["a 2026-01-12.."]);
    assert_eq!(known(&case, "2026-02-11"), ["a 2026-01-12..2026-02-10", "b 2026-02-11.."]);
    assert_eq!(known(&case, "2026-02-12"), ["a 2026-01-12..2026-02-09", "b 2026-02-11.."]);
}

#[test]
fn of_two_spells_that_begin_on_one_day_the_longer_is_seen() {
    let case = spells(
        "{ id = 'a', first_day = 2026-01-12, last_day = 2026-01-13 },
        { id = 'b', first_day = 2026-01-12, last_day = 2026-02-09 },
        { id = 'c', first_day = 2026-03-12, recorded = 2026-03-13, replaces = 'a' }",
    );
    assert_eq!(known(&case, "2026-02-10"), ["b 2026-01-12..2026-02-09"]);
    assert_eq!(known(&case, "2026-03-13"), ["b 2026-01-12..2026-02-09", "c 2026-03-12.."]);
}

#[test]
fn spells_are_those_of_one_employment() {
    let case = case(&format!(
        "{FORMAT}employments = [{{ id = 'a', country = 'NL' }}, {{ id = 'b', country = 'NL' }}]
        spells = [{{ id = 'x', employment = 'a', first_day = 2026-10-19 }}, {{ id = 'y', employment = 'b', first_day = 2026-10-20 }}]"
    ));
    let of = |employment: &str| case.spells_known_on(day("2026-12-01"), Some(&employment.into()));
    assert_eq!((of("a").len(), of("a")[0].id.as_str()), (1, "x"));
    assert_eq!((of("b").len(), of("b")[0].id.as_str()), (1, "y"));
    assert!(of("c").is_empty());
    assert!(case.spells_known_on(day("2026-12-01"), None).is_empty());
}

#[test]
fn s_6_leave_is_seen_from_the_day_it_was_recorded_in_the_order_of_time() {
    let case = case(&format!(
        "{FORMAT}leave = [
        {{ id = 'b', kind = 'maternity', first_day = 2028-02-01, last_day = 2028-05-23, recorded = 2026-12-01 }},
        {{ id = 'a', kind = 'maternity', first_day = 2027-02-01, last_day = 2027-05-23 }}]"
    ));
    let known = |on: &str| case.leave_known_on(day(on)).into_iter().map(|leave| leave.id).collect::<Vec<_>>();
    assert!(known("2026-11-30").is_empty());
    assert_eq!(known("2026-12-01"), ["b"]);
    assert_eq!(known("2027-02-01"), ["a", "b"]);
}

fn employment_on(case: &CaseFile, on: &str, known: &str) -> Option<String> {
    case.employment_of_case(day(on), day(known)).map(|employment| employment.id.to_string())
}

#[test]
fn the_employment_of_a_case_is_that_of_its_absence() {
    let case = case(&format!(
        "{FORMAT}employments = [
        {{ id = 'shop', country = 'NL', last_day = 2026-06-30 }},
        {{ id = 'care', country = 'NL', first_day = 2026-06-01 }}]
        spells = [
        {{ employment = 'shop', first_day = 2026-03-02, last_day = 2026-09-01 }},
        {{ employment = 'care', first_day = 2026-08-03, last_day = 2026-08-10, recorded = 2026-08-05 }}]"
    ));
    // Before any absence: the only one that lasts on the day, if there is one.
    assert_eq!(employment_on(&case, "2026-01-01", "2026-01-01").as_deref(), Some("shop"));
    assert_eq!(employment_on(&case, "2026-06-15", "2026-01-01"), None);
    assert_eq!(employment_on(&case, "2026-07-15", "2026-01-01").as_deref(), Some("care"));
    // The absence decides, also when the employment itself has ended.
    assert_eq!(employment_on(&case, "2026-07-15", "2026-07-15").as_deref(), Some("shop"));
    // The later absence, once it is known.
    assert_eq!(employment_on(&case, "2026-08-04", "2026-08-04").as_deref(), Some("shop"));
    assert_eq!(employment_on(&case, "2026-08-05", "2026-08-05").as_deref(), Some("care"));
    // The absence that lasts comes before the one that began later and is over.
    assert_eq!(employment_on(&case, "2026-08-20", "2026-08-20").as_deref(), Some("shop"));
}

#[test]
fn absent_from_two_employments_on_the_same_day_the_first_in_the_file_is_meant() {
    let case = case(&format!(
        "{FORMAT}employments = [{{ id = 'b', country = 'NL' }}, {{ id = 'a', country = 'NL' }}]
        spells = [{{ employment = 'a', first_day = 2026-10-19 }}, {{ employment = 'b', first_day = 2026-10-19 }}]"
    ));
    assert_eq!(employment_on(&case, "2026-10-19", "2026-10-19").as_deref(), Some("b"));
}

#[test]
fn without_a_declared_employment_there_is_none() {
    assert_eq!(employment_on(&spells("{ first_day = 2026-10-19 }"), "2026-10-19", "2026-10-19"), None);
}
