//! Episodes and records.

use crate::support::{FORMAT, case, tells};

#[test]
fn episodes_without_an_id_are_numbered() {
    let case = case(&format!("{FORMAT}episodes = [{{}}, {{ id = 'knee' }}, {{}}]"));
    let ids: Vec<&str> = case.episodes.iter().map(|episode| episode.id.as_str()).collect();
    assert_eq!(ids, ["episode-1", "knee", "episode-3"]);
}

#[test]
fn s_10_a_statement_may_be_about_a_record_that_no_list_names() {
    let case = case(&format!(
        "{FORMAT}[records]\ntreatment = ['massage-1']\nlift = []\n
        [[statements]]\nabout = 2026-10-19\nby = 'worker'\nof = 'massage-2'\nsays = {{ x = 'yes' }}"
    ));
    assert_eq!(case.records.len(), 2);
    assert_eq!(case.statements[0].of.as_ref().unwrap().as_str(), "massage-2");
}

#[test]
fn a_list_of_records_is_a_list_of_ids() {
    tells(
        &format!("{FORMAT}[records]\ntreatment = ['a', 'a', 3, 'a b']\n'li st' = []\nlift = 'x'"),
        &[
            "case:3:19 (records.treatment[1]): this id is taken: it is also that of records.treatment[0] in line 3; expected an id of its own",
            "case:3:24 (records.treatment[2]): a whole number stands here; expected text between quotation marks",
            "case:3:27 (records.treatment[3]): this is not an id; expected letters without accents, digits, `-`, `_` and `.`, at most 80 of them",
            "case:4:11 (records[\"li st\"]): this is not the name of a list; expected letters without accents, digits, `-`, `_` and `.`, at most 80 of them",
            "case:5:8 (records.lift): text stands here; expected a list",
        ],
    );
}
