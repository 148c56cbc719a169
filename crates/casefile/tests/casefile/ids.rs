//! Ids: their shape, and that none stands twice.

use crate::support::{FORMAT, PEOPLE, read, tells, told};
use notation::Notation;

#[test]
fn no_id_stands_twice_among_entries_of_one_kind() {
    let told = told(
        "format = 'rugwijzer-case/1'
people = [{ id = 'a', roles = ['hr'] }, { id = 'a', roles = ['hr'] }]
employments = [{ id = 'b', country = 'NL' }, { id = 'b', country = 'NL' }]
spells = [{ id = 'c', employment = 'b', first_day = 2026-10-19, last_day = 2026-10-19 }, { id = 'c', employment = 'b', first_day = 2026-10-20 }]
leave = [{ id = 'd', kind = 'maternity', first_day = 2027-02-01, last_day = 2027-02-02 }, { id = 'd', kind = 'maternity', first_day = 2027-02-03, last_day = 2027-02-04 }]
episodes = [{ id = 'e' }, { id = 'e' }]
statements = [{ id = 'f', about = 2026-10-19, by = 'worker', says = { x = 1 } }, { id = 'f', about = 2026-10-19, by = 'worker', says = { x = 1 } }]
decisions = [{ id = 'g', finding = 'x', choice = 'confirm', about = 2026-10-19, by = 'worker' }, { id = 'g', finding = 'x', choice = 'confirm', about = 2026-10-19, by = 'worker' }]",
    );
    assert_eq!(told.len(), 7, "{told:#?}");
    for (line, (told, kind)) in
        (2..).zip(told.iter().zip(["people", "employments", "spells", "leave", "episodes", "statements", "decisions"]))
    {
        assert!(
            told.ends_with(&format!(
                "({kind}[1].id): this id is taken: it is also that of {kind}[0].id in line {line}; expected an id of its own"
            )),
            "{told}"
        );
    }
}

#[test]
fn an_id_by_default_may_be_taken_too() {
    let text = "{\"format\": \"rugwijzer-case/1\", \"episodes\": [{\"id\": \"episode-2\"}, {}]}";
    assert_eq!(
        read(text, Notation::Json).unwrap_err(),
        ["case (episodes[1]): this id is taken: it is also that of episodes[0].id; expected an id of its own"]
    );
}

#[test]
fn an_id_has_a_shape() {
    for wrong in ["", "a b", "a/b", "é", "a\u{202e}b", &"x".repeat(81)] {
        tells(
            &format!("{FORMAT}episodes = [{{ id = '{wrong}' }}]"),
            &[
                "case:2:20 (episodes[0].id): this is not an id; expected letters without accents, digits, `-`, `_` and `.`, at most 80 of them",
            ],
        );
    }
    tells(
        &format!("{PEOPLE}[[statements]]\nabout = 2026-10-19\nby = 'dr-vos'\nsays = {{ 'a/b' = 'yes' }}"),
        &[
            "case:6:18 (statements[0].says[\"a/b\"]): this is not a fact; expected letters without accents, digits, `-`, `_` and `.`, at most 80 of them",
        ],
    );
}

#[test]
fn who_refers_to_an_id_of_the_wrong_shape_is_not_blamed_for_it() {
    let told = told(&format!(
        "{FORMAT}people = [{{ id = 'jan de vries', roles = ['hr'] }}]
        statements = [{{ about = 2026-10-19, by = 'jan de vries', says = {{ x = 1 }} }}]"
    ));
    assert_eq!(told.len(), 1, "{told:#?}");
}
