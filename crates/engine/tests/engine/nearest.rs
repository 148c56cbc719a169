//! Which rows come nearest where none covers (V08: a woman who works all her hours and is terrified).

use crate::shipped;
use crate::small::Small;
use crate::told::{Told, finding, outcome};
use engine::Rulebook;

fn nearest(told: &Told<'_>, rulebook: &Rulebook, rule: &str) -> Vec<String> {
    let assessment = told.assessed(rulebook);
    let rows = finding(&assessment, rule).explanation.nearest.iter();
    rows.map(|row| format!("{} ({}) differs in {}", row.row, row.outcome, row.differs_in.join(", "))).collect()
}

fn off_the_table() -> Told<'static> {
    Told::of(shipped::rulebook().library()).not_absent().says_all(&[
        ("stecr.specificity", "non_specific"),
        ("stecr.coordination_in_front", "no"),
        ("stecr.function", "none"),
        ("stecr.fear", "severe"),
        ("stecr.daily_life", "large"),
    ])
}

#[test]
fn s_13_where_no_row_covers_the_rows_that_differ_least_are_named() {
    let told = off_the_table();
    let assessment = told.assessed(shipped::rulebook());
    assert_eq!(outcome(&assessment, "stecr.category_table"), "not_covered");
    assert_eq!(
        nearest(&told, shipped::rulebook(), "stecr.category_table"),
        ["row_1 (category_1) differs in stecr.fear", "row_5 (category_5) differs in stecr.function"]
    );
}

#[test]
fn s_13_where_a_row_covers_none_is_named() {
    let told = off_the_table().about(crate::told::TODAY).by(facts::Role::Bedrijfsarts);
    let mut covered = told.clone();
    covered.situation.statements.retain(|statement| statement.fact.kind.as_str() != "stecr.fear");
    let covered = covered.says("stecr.fear", "none");
    assert_eq!(outcome(&covered.assessed(shipped::rulebook()), "stecr.category_table"), "category_1");
    assert_eq!(nearest(&covered, shipped::rulebook(), "stecr.category_table"), Vec::<String>::new());
}

#[test]
fn s_13_a_row_that_differs_in_another_column_than_the_named_ones_is_not_near() {
    let rulebook = Small::new()
        .yes_no(&["t.ours"])
        .choice("t.grade", &["low", "middle", "high"])
        .table(
            "t.care",
            &["rest", "visit", "other", "not_covered"],
            &["t.ours", "t.grade"],
            &[
                ("{ 't.ours' = 'no', 't.grade' = 'middle' }", "other"),
                ("{ 't.ours' = 'yes', 't.grade' = 'low' }", "rest"),
                ("{ 't.ours' = 'yes', 't.grade' = 'high' }", "visit"),
            ],
            "otherwise = 'not_covered'\nnearest_by = ['t.grade']",
        )
        .rulebook();
    let told = Told::of(rulebook.library()).says("t.ours", "yes").says("t.grade", "middle");
    assert_eq!(
        nearest(&told, &rulebook, "t.care"),
        ["row_2 (rest) differs in t.grade", "row_3 (visit) differs in t.grade"]
    );
}
