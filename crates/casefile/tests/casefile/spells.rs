//! Spells of absence.

use crate::support::{FORMAT, case, day, read, tells};
use notation::Notation;

fn spells(text: &str) -> String {
    format!("{FORMAT}spells = [\n{text}]")
}

#[test]
fn s_6_without_a_day_of_recording_a_spell_was_recorded_on_its_first_day() {
    let case = case(&spells("{ first_day = 2026-10-19, last_day = 2026-11-30 }, { first_day = 2026-12-24 }"));
    assert_eq!(case.spells[0].recorded, day("2026-10-19"));
    assert_eq!(case.spells[0].last_day_recorded, Some(day("2026-12-01")));
    assert_eq!(case.spells[1].last_day_recorded, None);
}

#[test]
fn the_last_day_of_a_spell_recorded_late_was_recorded_with_it() {
    let case = case(&spells("{ first_day = 2026-10-19, last_day = 2026-11-30, recorded = 2027-01-04 }"));
    assert_eq!(case.spells[0].last_day_recorded, Some(day("2027-01-04")));
}

#[test]
fn spells_without_an_id_are_numbered_in_time() {
    let case = case(&spells("{ first_day = 2026-10-19 }, { first_day = 2026-01-12, last_day = 2026-02-08 }"));
    assert_eq!((case.spells[0].id.as_str(), case.spells[1].id.as_str()), ("spell-2", "spell-1"));
}

#[test]
fn a_spell_needs_its_first_day() {
    tells(&spells("{ id = 's1' }"), &["case:3:1 (spells[0]): the field `first_day` is missing"]);
}

#[test]
fn a_spell_does_not_end_before_it_starts() {
    tells(
        &spells("{ first_day = 2026-10-19, last_day = 2026-10-18 }"),
        &["case:3:38 (spells[0].last_day): `last_day` lies before `first_day`; expected a day on or after `first_day`"],
    );
}

#[test]
fn a_spell_of_one_day_is_a_spell() {
    case(&spells("{ first_day = 2026-10-19, last_day = 2026-10-19 }"));
}

#[test]
fn no_last_day_can_be_recorded_when_there_is_none() {
    tells(
        &spells("{ first_day = 2026-10-19, last_day_recorded = 2026-11-01 }"),
        &[
            "case:3:47 (spells[0].last_day_recorded): there is no `last_day` that could be recorded; expected `last_day` too",
        ],
    );
}

#[test]
fn days_of_the_years_0_and_9999_are_slips_of_the_pen() {
    for slip in ["0000-01-01", "9999-12-31", "1899-12-31", "2200-01-01"] {
        tells(
            &spells(&format!("{{ first_day = {slip} }}")),
            &[
                "case:3:15 (spells[0].first_day): this is not a day; expected a day between 1900 and 2199, such as 2026-10-19",
            ],
        );
    }
    let json =
        r#"{"format": "rugwijzer-case/1", "spells": [{"first_day": "0000-01-01"}, {"first_day": "9999-12-31"}]}"#;
    assert_eq!(
        read(json, Notation::Json).unwrap_err(),
        [
            "case (spells[0].first_day): this is not a day; expected a day between 1900 and 2199, such as 2026-10-19",
            "case (spells[1].first_day): this is not a day; expected a day between 1900 and 2199, such as 2026-10-19",
        ]
    );
}

#[test]
fn overlapping_spells_are_told_with_both_ids_and_their_days() {
    tells(
        &spells(
            "{ id = 'late', first_day = 2026-11-30 },
{ id = 'early', first_day = 2026-10-19, last_day = 2026-11-30 }",
        ),
        &[
            "case:3:1 (spells[0]): spell `late` (from 2026-11-30) overlaps with spell `early` (2026-10-19 to 2026-11-30); expected the one to end before the other begins, or to put the other right with `replaces`",
        ],
    );
}

#[test]
fn every_spell_inside_a_long_one_is_told() {
    let told = crate::support::told(&spells(
        "{ id = 'open', first_day = 2026-01-01 },
{ id = 'b', first_day = 2026-02-01, last_day = 2026-02-02 },
{ id = 'c', first_day = 2026-03-01, last_day = 2026-03-02 }",
    ));
    assert_eq!(told.len(), 2);
    assert!(told[1].contains("spell `c` (2026-03-01 to 2026-03-02) overlaps with spell `open` (from 2026-01-01)"));
}

#[test]
fn spells_on_following_days_do_not_overlap() {
    case(&spells("{ first_day = 2026-10-19, last_day = 2026-11-30 }, { first_day = 2026-12-01 }"));
}

#[test]
fn spells_of_two_employments_may_lie_on_the_same_days() {
    case(&format!(
        "{FORMAT}employments = [{{ id = 'a', country = 'NL' }}, {{ id = 'b', country = 'NL' }}]
        spells = [{{ employment = 'a', first_day = 2026-10-19 }}, {{ employment = 'b', first_day = 2026-10-19 }}]"
    ));
}

#[test]
fn a_spell_that_was_put_right_overlaps_with_nothing() {
    let case =
        case(&spells("{ id = 'a', first_day = 2026-10-19 }, { id = 'b', first_day = 2026-10-20, replaces = 'a' }"));
    assert_eq!(case.spells.len(), 2);
}

#[test]
fn only_a_spell_of_the_file_can_be_put_right() {
    tells(
        &spells(
            "{ id = 'autumn', first_day = 2026-10-19, last_day = 2026-10-20 },\n{ first_day = 2026-10-21, replaces = 'autum' }",
        ),
        &[
            "case:4:38 (spells[1].replaces): no spell in this file has this id; expected the id of one under [[spells]]; did you mean `autumn`?",
        ],
    );
}

#[test]
fn a_spell_cannot_put_right_what_was_recorded_later() {
    tells(
        &spells(
            "{ id = 'a', first_day = 2026-10-19, recorded = 2026-10-22 },\n{ first_day = 2026-10-21, replaces = 'a' }",
        ),
        &[
            "case:4:38 (spells[1].replaces): the spell named here was recorded later than this one; expected a spell recorded on the same day or earlier",
        ],
    );
}

#[test]
fn spells_do_not_put_each_other_right_in_a_circle() {
    tells(
        &spells(
            "{ id = 'a', first_day = 2026-10-19, replaces = 'b' },
{ id = 'b', first_day = 2026-10-19, replaces = 'a' },
{ id = 'c', first_day = 2026-10-19, replaces = 'a' },
{ id = 'd', first_day = 2026-10-20, last_day = 2026-10-20, replaces = 'd' }",
        ),
        &[
            "case:3:48 (spells[0].replaces): spells name each other in a circle; expected one spell that stands",
            "case:4:48 (spells[1].replaces): spells name each other in a circle; expected one spell that stands",
            "case:6:71 (spells[3].replaces): spells name each other in a circle; expected one spell that stands",
        ],
    );
}
