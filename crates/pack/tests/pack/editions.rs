//! Editions that stand beside each other: which rules advise, where and when.

use crate::folder;
use calendar::Day;
use facts::{PackId, RuleId};
use pack::Library;

const SYRUP: &str = "cough.syrup";
const HONEY: &str = "cough24.honey";

fn published() -> Library {
    Library::read(&folder::good()).unwrap()
}

/// With the house pack, in which the edition of 2024 leads from 2026-01-01.
fn of_the_house() -> Library {
    Library::read_with_house(&folder::good(), Some("house-a")).unwrap()
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// Which of the two rules advise on a day in a country.
fn advising(library: &Library, on: &str, country: Option<&str>) -> Vec<&'static str> {
    let advises = |id: &&str| library.rule_advises_here(library.rule(&RuleId::new(*id)).unwrap(), day(on), country);
    [SYRUP, HONEY].into_iter().filter(advises).collect()
}

#[test]
fn s_37_an_edition_beside_another_advises_only_where_it_leads() {
    assert_eq!(advising(&published(), "2026-06-15", Some("NL")), [SYRUP]);
    assert_eq!(advising(&of_the_house(), "2026-06-15", Some("NL")), [HONEY]);
    assert_eq!(advising(&of_the_house(), "2026-06-15", None), [HONEY]);
}

#[test]
fn s_36_nothing_is_replaced_before_the_house_pack_or_the_edition_holds() {
    let house = of_the_house();
    assert_eq!(advising(&house, "2025-12-31", Some("NL")), [SYRUP], "the house pack begins a day later");
    assert_eq!(advising(&house, "2026-01-01", Some("NL")), [HONEY]);
    let leading = published().led_by(&PackId::new("cough-2024")).unwrap();
    assert_eq!(advising(&leading, "2024-02-29", Some("NL")), [SYRUP], "the edition begins a day later");
    assert_eq!(advising(&leading, "2024-03-01", Some("NL")), [HONEY]);
}

#[test]
fn s_36_nothing_is_replaced_in_a_country_in_which_the_leading_edition_does_not_hold() {
    let mut files = folder::good();
    let old = files.iter_mut().find(|file| file.path == "cough-2020/pack.toml").unwrap();
    old.bytes = String::from_utf8(old.bytes.clone()).unwrap().replace("[\"NL\"]", "[\"NL\", \"BE\"]").into_bytes();
    let house = Library::read_with_house(&files, Some("house-a")).unwrap();
    assert_eq!(advising(&house, "2026-06-15", Some("NL")), [HONEY]);
    assert_eq!(advising(&house, "2026-06-15", Some("BE")), [SYRUP]);
}

#[test]
fn s_37_the_lead_is_given_and_taken_back() {
    let (old, new) = (PackId::new("cough-2020"), PackId::new("cough-2024"));
    let leading = published().led_by(&new).unwrap();
    assert_eq!(leading.leading().collect::<Vec<_>>(), [&new]);
    assert_eq!(leading.led_by(&old).unwrap().leading().count(), 0);
    assert_eq!(of_the_house().led_by(&old).unwrap().leading().count(), 0, "also where a house pack gave it");
    assert!(published().led_by(&PackId::new("common")).is_none(), "nothing stands beside it");
    assert!(published().led_by(&PackId::new("cough-1999")).is_none(), "there is no such pack");
}

#[test]
fn s_37_which_rules_come_in_place_of_which() {
    let library = published();
    let in_place_of = |rule: &str| -> Vec<String> {
        library.rules_in_place_of(&RuleId::new(rule)).map(|other| other.id.to_string()).collect()
    };
    assert_eq!(in_place_of(SYRUP), [HONEY]);
    assert!(in_place_of("cough.care").is_empty());
    assert_eq!(library.editions().map(|pack| pack.id.as_str()).collect::<Vec<_>>(), ["cough-2024"]);
}
