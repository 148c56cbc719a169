//! Editions beside each other and house packs: which rules are goals, and with which rules the cases run.

use crate::folder;
use crate::told::{Told, outcome};
use engine::{Rulebook, run_scenarios};
use pack::{Library, SourceFile};

fn rulebook(files: &[SourceFile], house: Option<&str>) -> Rulebook {
    Rulebook::compile(Library::read_with_house(files, house).unwrap()).unwrap()
}

/// With the house pack in which the edition of 2024 leads.
fn of_the_house() -> Rulebook {
    rulebook(&folder::good(), Some("house-a"))
}

/// What comes out of the old rule and of the new one, for somebody with a mild and dry cough judged to stay at home.
fn syrup_and_honey(rulebook: &Rulebook, on: &str) -> [String; 2] {
    let told = Told::of(rulebook.library()).on(on).about(on);
    let told = told.says_all(&[
        ("cough.blood", "no"),
        ("cough.fever", "no"),
        ("cough.chills", "no"),
        ("cough.care", "at_home"),
        ("cough.severity", "mild"),
        ("cough24.dry", "yes"),
    ]);
    let assessment = told.assessed(rulebook);
    ["cough.syrup", "cough24.honey"].map(|rule| {
        if assessment.of_rule(rule).next().is_some() { outcome(&assessment, rule) } else { "no goal".to_owned() }
    })
}

#[test]
fn s_37_where_an_edition_leads_its_rule_comes_in_place_of_the_other() {
    let published = rulebook(&folder::good(), None);
    assert_eq!(syrup_and_honey(&published, "2026-06-15"), ["yes", "no goal"]);
    assert_eq!(syrup_and_honey(&of_the_house(), "2026-06-15"), ["no goal", "yes"]);
    assert_eq!(syrup_and_honey(&published.led_by(&"cough-2024".into()).unwrap(), "2026-06-15"), ["no goal", "yes"]);
    assert_eq!(
        syrup_and_honey(&of_the_house().led_by(&"cough-2020".into()).unwrap(), "2026-06-15"),
        ["yes", "no goal"]
    );
}

#[test]
fn s_36_on_a_day_before_the_house_pack_holds_the_published_rules_advise() {
    assert_eq!(syrup_and_honey(&of_the_house(), "2025-12-31"), ["yes", "no goal"]);
}

#[test]
fn s_37_as_published_nothing_of_the_house_is_assessed() {
    let published = of_the_house().as_published();
    assert_eq!(syrup_and_honey(&published, "2026-06-15"), ["yes", "no goal"]);
    assert!(published.goal(&"a.at_the_desk".into()).is_none());
    assert!(of_the_house().goal(&"a.at_the_desk".into()).is_some());
}

fn put(files: &mut Vec<SourceFile>, path: &str, text: &str) {
    files.push(SourceFile::new(path, text.as_bytes().to_vec()));
}

/// The good library with an exception of the house: nobody is given syrup.
fn without_syrup() -> Vec<SourceFile> {
    let mut files = folder::good();
    put(
        &mut files,
        "house-a/intake/no_syrup.toml",
        "id = 'a.no_syrup'\nkind = 'exception'\nstage = 'intake'\ntitle = { nl = 'x', fr = 'x', en = 'x' }\n\
         valid_from = 2020-01-01\nconfirmed_on = 2026-11-22\nsources = [ { clause = 'house-a#desk' } ]\n\
         excepts = 'cough.syrup'\nwhen = { any = [ { fact = 'a.called', is = 'yes' }, { fact = 'a.called', is = 'no' } ] }\n\
         then = 'no'\n",
    );
    put(
        &mut files,
        "house-a/intake/no_syrup.cases.toml",
        "[[cases]]\nname = 'whoever called'\nfacts = { 'a.called' = 'yes', 'cough.care' = 'at_home', 'cough.severity' = 'mild' }\nexpect = 'no'\n",
    );
    files
}

#[test]
fn s_37_cases_of_published_rules_run_as_those_were_published_and_of_the_house_with_what_it_chose() {
    // Were the exception of the house read with it, this published case would be open.
    let rulebook = rulebook(&without_syrup(), Some("house-a"));
    let (count, failures) = run_scenarios(&rulebook);
    let told: Vec<String> = failures.iter().map(|failure| failure.fault.to_string()).collect();
    assert_eq!(told, Vec::<String>::new());
    let (published, _) = run_scenarios(&rulebook.as_published());
    assert_eq!(count, published + 3, "two cases of a rule of the house, and one of its exception");
}

#[test]
fn s_37_a_case_of_the_house_that_comes_out_otherwise_is_told() {
    let mut files = without_syrup();
    put(
        &mut files,
        "house-a/intake/at_the_desk.cases.toml",
        "[[cases]]\nname = 'not so'\nfacts = { 'a.called' = 'yes' }\nexpect = 'no'\n",
    );
    let (_, failures) = run_scenarios(&rulebook(&files, Some("house-a")));
    let told: Vec<String> = failures.iter().map(|failure| failure.fault.to_string()).collect();
    let expected = "house-a/intake/at_the_desk.cases.toml:1:1 (cases[0]): the case \"not so\" of `a.at_the_desk`: expected `no`, found `yes`";
    assert_eq!(told, [expected]);
}

#[test]
fn s_17_the_rules_of_an_edition_that_does_not_lead_withhold_nothing() {
    let mut files = folder::good();
    let head = files.iter_mut().find(|file| file.path == "cough-2024/pack.toml").unwrap();
    head.bytes.extend_from_slice(b"withholds_reassurance = ['cough24.honey']\n");
    let withheld_by = |rulebook: &Rulebook| {
        let told = Told::of(rulebook.library()).says("cough24.dry", "yes");
        told.assessed(rulebook).reassurance_withheld_by.map(|rule| rule.to_string())
    };
    assert_eq!(withheld_by(&rulebook(&files, None)), None);
    assert_eq!(withheld_by(&rulebook(&files, Some("house-a"))).as_deref(), Some("cough24.honey"));
}
