//! Employments, and which one a spell is of.

use crate::support::{FORMAT, case, tells};

#[test]
fn without_an_employment_a_spell_has_none() {
    assert_eq!(case(&format!("{FORMAT}spells = [{{ first_day = 2026-10-19 }}]")).spells[0].employment, None);
}

#[test]
fn the_only_employment_is_meant_when_none_is_named() {
    let case = case(&format!(
        "{FORMAT}employments = [{{ id = 'a', country = 'BE' }}]\nspells = [{{ first_day = 2026-10-19 }}]"
    ));
    assert_eq!(case.spells[0].employment.as_ref().unwrap().as_str(), "a");
}

#[test]
fn among_several_the_employment_is_named() {
    tells(
        &format!(
            "{FORMAT}employments = [{{ id = 'zorghuis', country = 'NL' }}, {{ id = 'winkel', country = 'NL' }}]
spells = [
{{ first_day = 2026-10-19 }},
{{ first_day = 2026-10-19, employment = 'winkels' }}]"
        ),
        &[
            "case:4:1 (spells[0]): the field `employment` is missing, and there are several employments; expected the id of one under [[employments]]",
            "case:5:40 (spells[1].employment): no employment in this file has this id; expected the id of one under [[employments]]; did you mean `winkel`?",
        ],
    );
}

#[test]
fn a_country_is_one_of_two() {
    tells(
        &format!("{FORMAT}employments = [\n{{ id = 'a', country = 'DE' }},\n{{ id = 'b' }}]"),
        &[
            "case:3:23 (employments[0].country): this word is not known here; expected one of: NL, BE; did you mean `BE`?",
            "case:4:1 (employments[1]): the field `country` is missing",
        ],
    );
}

#[test]
fn an_employment_does_not_end_before_it_starts() {
    tells(
        &format!(
            "{FORMAT}employments = [{{ id = 'a', country = 'NL', first_day = 2026-10-19, last_day = 2026-10-18 }}]"
        ),
        &[
            "case:2:79 (employments[0].last_day): `last_day` lies before `first_day`; expected a day on or after `first_day`",
        ],
    );
}
