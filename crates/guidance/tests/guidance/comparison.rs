//! One case under two editions that stand beside each other.

use crate::cast::{CAST, absent_since, consultation, says, sick_report};
use crate::look::{case, day, difference, journey, outcome_of, shipped};
use crate::random_case::{pair, start};
use casefile::CaseFile;
use engine::Rulebook;
use facts::{PackId, Role, RuleId, Side};
use guidance::{Comparison, Difference, FindingView, Looked, View, advise, compare};
use proptest::test_runner::{Config, TestRunner};
use std::sync::OnceLock;

const STECR: &str = "stecr-2004";
const NVAB: &str = "nvab-2021";

fn led_by_nvab() -> &'static Rulebook {
    static LED: OnceLock<Rulebook> = OnceLock::new();
    LED.get_or_init(|| shipped().led_by(&PackId::new(NVAB)).expect("stands beside another"))
}

#[track_caller]
fn perhaps(rulebook: &Rulebook, asked: &str, case: &CaseFile, role: Role, on: &str) -> Option<Comparison> {
    let asked = PackId::new(asked);
    let other = rulebook.led_by(&asked).expect("stands among editions");
    let looked = Looked::on(day(on));
    let guided = |rulebook| advise(rulebook, case, "case.toml", looked).unwrap_or_else(|faults| panic!("{faults:?}"));
    // The second rulebook lives as long as this function; a comparison holds nothing of it.
    let guidance = advise(rulebook, case, "case.toml", looked).unwrap_or_else(|faults| panic!("{faults:?}"));
    compare(&guidance, &guided(&other), &asked, role).expect("a role that reads files")
}

/// The physician's comparison, with the edition of 2004 in the lead.
#[track_caller]
fn with_nvab(case: &CaseFile, on: &str) -> Comparison {
    perhaps(shipped(), NVAB, case, Role::Bedrijfsarts, on).expect("a professional compares")
}

fn rules(findings: &[FindingView]) -> Vec<String> {
    findings.iter().map(|finding| format!("{} {}", finding.rule.as_ref().unwrap(), outcome_of(finding))).collect()
}

#[track_caller]
fn about<'c>(comparison: &'c Comparison, rule: &str) -> &'c Difference {
    let holds = |difference: &&Difference| {
        let findings = difference.now.iter().chain(&difference.other);
        findings.filter_map(|finding| finding.rule.as_ref()).any(|id| id.as_str() == rule)
    };
    comparison.differences.iter().find(holds).unwrap_or_else(|| panic!("no difference about {rule}"))
}

/// Whose working did not increase, whose cause was judged as `cause`.
fn stands_still(cause: &str, on: &str) -> CaseFile {
    let judged = format!(
        "'stecr.specificity' = '{cause}', 'nvab.participation_improved' = 'no', 'stecr.function' = 'some', \
         'stecr.fear' = 'beginning', 'stecr.daily_life' = 'none'"
    );
    let told = sick_report("2026-01-05", "1980-05-05", "2026-01-05");
    let seen = consultation(on, "").replace("'stecr.specificity' = 'non_specific', ", "");
    let seen = seen
        .replace("'stecr.coordination_in_front' = 'no', ", &format!("'stecr.coordination_in_front' = 'no', {judged}"));
    case(&format!("{}{told}{seen}", absent_since("2026-01-05")))
}

#[test]
fn in_week_four_a_category_stands_against_step_1() {
    let compared = with_nvab(&journey("v02-care-assistant"), "2026-11-12");
    assert_eq!((compared.now.id.as_str(), compared.other.id.as_str()), (STECR, NVAB));
    assert!(compared.now.in_force && compared.other.in_force);
    let category = about(&compared, "stecr.category");
    assert!(rules(&category.now).contains(&"stecr.category category_3".to_owned()), "{:?}", rules(&category.now));
    assert!(rules(&category.other).contains(&"nvab.step step_1".to_owned()), "{:?}", rules(&category.other));
    assert!(category.differs.iter().any(|text| text.en.starts_with("Steps by time")), "{:?}", category.differs);
    let offered = about(&compared, "stecr.intervention_3");
    assert!(rules(&offered.other).contains(&"nvab.step_1 yes".to_owned()), "{:?}", rules(&offered.other));
    assert!(offered.now.iter().chain(&offered.other).all(|finding| !finding.because.is_empty()), "each says why");
    // Who would do something else.
    assert!(compared.steps.now.iter().any(|step| step.rule == Some(RuleId::new("stecr.intervention_3"))));
    assert!(compared.steps.other.iter().any(|step| step.rule == Some(RuleId::new("nvab.step_1"))));
    assert!(compared.obligations.is_empty(), "{:?}", compared.obligations);
    assert!(compared.same > 0);
}

#[test]
fn after_six_weeks_a_standstill_opens_the_choice_of_a_treatment_and_after_twelve_rehabilitation() {
    for (on, treatments) in [
        ("2026-02-15", "does_not_apply"),
        ("2026-02-16", "treatments_of_step_2"),
        ("2026-03-29", "treatments_of_step_2"),
        ("2026-03-30", "treatment_of_step_3"),
    ] {
        let compared = with_nvab(&stands_still("non_specific", on), on);
        let view = &compared.other.view;
        let found =
            view.findings.iter().find(|finding| finding.rule == Some(RuleId::new("nvab.treatments_to_consider")));
        assert_eq!(found.map_or("does_not_apply".to_owned(), outcome_of), treatments, "{on}");
    }
}

#[test]
fn a_radicular_syndrome_that_is_not_mild_follows_the_same_steps_and_its_reassurance_stays_withheld() {
    let compared = with_nvab(&stands_still("radicular_not_mild", "2026-02-16"), "2026-02-16");
    let category = about(&compared, "nvab.step");
    assert_eq!(rules(&category.now), Vec::<String>::new(), "the table says nothing where it does not apply");
    assert!(rules(&category.other).contains(&"nvab.step step_2".to_owned()));
    let step_1 =
        compared.other.view.findings.iter().find(|found| found.rule == Some(RuleId::new("nvab.step_1"))).unwrap();
    assert!(step_1.text.is_none() && step_1.withheld.is_some());
}

#[test]
fn an_alarm_comes_first_under_both() {
    let alarm = says("alarm", "anna", "2026-02-17", "'stecr.saddle_numbness' = 'yes'", "");
    let toml =
        format!("{}{}{alarm}", absent_since("2026-01-05"), sick_report("2026-01-05", "1980-05-05", "2026-01-05"));
    let compared = with_nvab(&case(&toml), "2026-02-17");
    assert_eq!(compared.now.view.notices, compared.other.view.notices);
    let of_nvab = |found: &&FindingView| found.rule.as_ref().is_some_and(|rule| rule.as_str().starts_with("nvab."));
    assert!(!compared.other.view.findings.iter().any(|found| of_nvab(&found)), "nothing is advised beside an alarm");
    assert!(compared.differences.is_empty(), "{:?}", compared.differences);
}

#[test]
fn the_same_edition_twice_is_no_difference() {
    for (rulebook, edition) in [(shipped(), STECR), (led_by_nvab(), NVAB)] {
        let case = journey("v02-care-assistant");
        let compared = perhaps(rulebook, edition, &case, Role::Bedrijfsarts, "2026-11-12").unwrap();
        assert_eq!((compared.now.id.as_str(), compared.other.id.as_str()), (edition, edition));
        assert_eq!(compared.differences, []);
        assert!(compared.steps.is_empty() && compared.obligations.is_empty() && compared.missing.is_empty());
        assert_eq!(difference(&compared.now.view, &compared.other.view), None);
    }
}

#[test]
fn the_other_way_round_the_sides_change_places() {
    for on in ["2026-10-20", "2026-11-12", "2026-11-13", "2026-12-11", "2027-01-20", "2027-03-01"] {
        let case = journey("v02-care-assistant");
        let there = with_nvab(&case, on);
        let back = perhaps(led_by_nvab(), STECR, &case, Role::Bedrijfsarts, on).unwrap();
        let mirrored: Vec<_> = back.differences.iter().map(|found| (&found.other, &found.now)).collect();
        assert_eq!(
            there.differences.iter().map(|found| (&found.now, &found.other)).collect::<Vec<_>>(),
            mirrored,
            "{on}"
        );
        assert_eq!((&there.steps.now, &there.steps.other), (&back.steps.other, &back.steps.now));
        assert_eq!((&there.missing.now, &there.missing.other), (&back.missing.other, &back.missing.now));
        assert_eq!(there.same, back.same);
    }
}

/// What says something under one of the editions is the same under both, or stands in a difference.
#[test]
fn nothing_that_is_said_gets_lost() {
    for name in
        ["v01-order-picker", "v02-care-assistant", "v04-teacher", "v08-off-the-table", "v10-back-and-gone-again"]
    {
        let case = journey(name);
        for on in ["2026-09-16", "2026-11-12", "2026-12-11", "2027-01-20"] {
            let compared = with_nvab(&case, on);
            let shown = |side: fn(&Difference) -> &Vec<FindingView>| -> Vec<&FindingView> {
                compared.differences.iter().flat_map(side).collect()
            };
            let all =
                |view: &View| view.findings.iter().filter(|found| found.text.is_some()).cloned().collect::<Vec<_>>();
            for (view, other, shown) in [
                (&compared.now.view, &compared.other.view, shown(|found| &found.now)),
                (&compared.other.view, &compared.now.view, shown(|found| &found.other)),
            ] {
                for found in all(view) {
                    let same = other.findings.contains(&found);
                    assert!(same != shown.contains(&&found), "{name} {on}: {:?}", found.rule);
                }
                assert!(shown.iter().all(|found| view.findings.contains(found)), "{name} {on}");
            }
        }
    }
}

#[test]
fn where_an_edition_is_not_in_force_it_changes_nothing() {
    let belgian = case(&CAST.replace("country = 'NL'", "country = 'BE'"));
    let early = journey("v02-care-assistant");
    for (case, on) in [(&belgian, "2026-11-12"), (&early, "2021-04-09")] {
        let compared = with_nvab(case, on);
        assert!(!compared.other.in_force);
        assert!(compared.differences.is_empty() && compared.steps.is_empty() && compared.missing.is_empty(), "{on}");
        // Nor where it was chosen to lead: the pack beside which it stands goes on advising.
        let back = perhaps(led_by_nvab(), NVAB, case, Role::Bedrijfsarts, on).unwrap();
        assert_eq!(back.now.id.as_str(), STECR);
        assert_eq!(difference(&back.now.view, &compared.now.view), None);
    }
    assert!(with_nvab(&early, "2021-04-10").other.in_force);
}

#[test]
fn the_worker_and_the_employers_side_compare_nothing() {
    let case = journey("v02-care-assistant");
    for role in Role::ALL.iter().copied() {
        match role.side() {
            Side::Worker | Side::Employer => {
                assert!(perhaps(shipped(), NVAB, &case, role, "2026-11-13").is_none(), "{role}");
            }
            Side::Medical | Side::Discipline => {
                assert!(perhaps(shipped(), NVAB, &case, role, "2026-11-13").is_some(), "{role}");
            }
            Side::Outside | Side::System => {}
        }
    }
}

#[test]
fn s_41_a_comparison_tells_other_disciplines_nothing_medical() {
    let config = Config { cases: 40, failure_persistence: None, ..Config::default() };
    let ran = TestRunner::new(config).run(&pair(), |pair| {
        let [first, second] = pair.cases(CAST).map(|toml| case(&toml));
        for offset in [10, 43, 86] {
            let on = start().plus_days(offset).to_string();
            for role in [Role::Psychologist, Role::Arbeidsdeskundige] {
                let [one, other] = [&first, &second].map(|case| perhaps(shipped(), NVAB, case, role, &on).unwrap());
                proptest::prop_assert_eq!(difference(&one, &other), None, "{} on {}", role, on);
            }
        }
        Ok(())
    });
    ran.unwrap_or_else(|failure| panic!("{failure}"));
}
