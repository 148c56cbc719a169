//! From which day a step counts when its reasons are records: from when the last of them was stated (S-42).

use crate::cast::{CAST, says};
use crate::look::{day, finding, under};
use crate::tiny::{TinyPacks, texts};
use engine::Rulebook;
use facts::{Language, Role};
use guidance::View;
use std::sync::OnceLock;

/// Steps within ten days of a meeting that was missed, of a list in which none was, and of a plan that somebody made long
/// before. Meetings are for all to know; treatments are medical.
fn packs() -> &'static Rulebook {
    static PACKS: OnceLock<Rulebook> = OnceLock::new();
    PACKS.get_or_init(|| {
        let meeting = "id = 'meeting.missed'\ntype = 'yes_no'\nsubject = 'meeting'\nclass = 'administrative'\n\
                       asked_of = ['case_manager', 'bedrijfsarts', 'worker']";
        let goal = |name: &str, outcome: &str, when: &str| {
            format!(
                "subject = 'case'\nwhen = {when}\nsteps = [ {{ on = ['{outcome}'], who = 'case_manager', \
                 what = {{ nl = '{name}', fr = '{name}', en = '{name}' }}, within = {{ days = 10 }} }} ]\n\
                 audiences = ['professional', 'worker', 'employer']\n{}",
                texts(&["yes", "no"])
                    .replace("audiences = ['professional']\n", "")
                    .replace("en = 'yes' }", "en = 'yes' }, worker = { nl = 'a', fr = 'a', en = 'a' }, employer = { nl = 'a', fr = 'a', en = 'a' }")
                    .replace("en = 'no' }", "en = 'no' }, worker = { nl = 'b', fr = 'b', en = 'b' }, employer = { nl = 'b', fr = 'b', en = 'b' }"),
            )
        };
        let any = "{ record = 'meeting', any = { fact = 'meeting.missed', is = 'yes' } }";
        TinyPacks::called("law")
            .head("neutral = true")
            .facts(
                "ask",
                &[
                    meeting,
                    "id = 'law.planned'\ntype = 'yes_no'\nclass = 'administrative'",
                    "id = 'treatment.stopped'\ntype = 'yes_no'\nsubject = 'treatment'",
                ],
            )
            .goal("missed", "derived", &goal("missed", "yes", any))
            .goal("none_missed", "derived", &goal("none_missed", "no", any))
            .goal("planned_and_missed", "derived", &goal("both", "yes", &format!("{{ all = [ {{ fact = 'law.planned', is = 'yes' }}, {any} ] }}")))
            .goal("stopped", "derived", &format!(
                "subject = 'case'\nwhen = {{ record = 'treatment', any = {{ fact = 'treatment.stopped', is = 'yes' }} }}\n\
                 steps = [ {{ on = ['yes'], who = 'bedrijfsarts', what = {{ nl = 's', fr = 's', en = 's' }}, within = {{ days = 10 }} }} ]\n{}",
                texts(&["yes", "no"])
            ))
            .rulebook()
    })
}

fn meeting(of: &str, missed: &str, about: &str, by: &str) -> String {
    says(&format!("{of}-{about}"), by, about, &format!("'meeting.missed' = '{missed}'"), &format!("of = '{of}'"))
}

fn seen_by(role: Role, entries: &[String], on: &str) -> View {
    let absence = "spells = [{ id = 'spell', first_day = 2026-01-05 }]\n";
    under(packs(), &format!("{CAST}{absence}{}", entries.concat())).seen_by(role, on)
}

/// The day before which the step of a rule is to be taken.
fn before(view: &View, rule: &str) -> Option<String> {
    let step = view.steps.iter().find(|step| step.rule.as_ref().is_some_and(|id| id.as_str() == rule));
    step.and_then(|step| step.before).map(|day| day.to_string())
}

#[test]
fn a_step_counts_from_the_day_on_which_somebody_told_of_the_member_that_decides() {
    let entries = [
        meeting("first", "no", "2026-02-01", "cas"),
        meeting("second", "yes", "2026-03-01", "cas"),
        meeting("third", "no", "2026-04-01", "cas"),
    ];
    for on in ["2026-04-01", "2026-04-20", "2026-09-01"] {
        let view = seen_by(Role::Bedrijfsarts, &entries, on);
        assert_eq!(before(&view, "law.missed").as_deref(), Some("2026-03-11"), "on {on}: what is late stays late");
    }
    assert_eq!(before(&seen_by(Role::Bedrijfsarts, &entries, "2026-02-20"), "law.missed"), None);
}

#[test]
fn a_fact_of_long_ago_beside_it_does_not_make_it_late_at_once() {
    let planned = says("planned", "dr-vos", "2026-01-10", "'law.planned' = 'yes'", "");
    let view = seen_by(Role::Bedrijfsarts, &[planned, meeting("a", "yes", "2026-03-01", "cas")], "2026-03-02");
    assert_eq!(before(&view, "law.planned_and_missed").as_deref(), Some("2026-03-11"));
}

#[test]
fn what_rests_on_a_whole_list_counts_from_when_it_was_said_to_be_whole() {
    let whole = says("whole", "cas", "2026-03-15", "'meeting.complete' = 'yes'", "");
    let view = seen_by(Role::Bedrijfsarts, &[meeting("a", "no", "2026-02-01", "cas"), whole], "2026-05-01");
    assert_eq!(before(&view, "law.none_missed").as_deref(), Some("2026-03-25"));
}

#[test]
fn s_42_who_told_of_the_members_stands_beside_the_reason_each_once() {
    let both = says("both", "cas", "2026-03-01", "'meeting.missed' = 'yes'", "of = 'b'");
    let entries = [meeting("a", "yes", "2026-03-01", "cas"), both, meeting("c", "yes", "2026-03-04", "dr-vos")];
    let view = seen_by(Role::Bedrijfsarts, &entries, "2026-03-05");
    let [because] = finding(&view, "law.missed").because.as_slice() else { panic!("one reason") };
    let said: Vec<(&str, String)> =
        because.said.iter().map(|said| (said.person.as_str(), said.about.to_string())).collect();
    assert_eq!(said, [("cas", "2026-03-01".to_owned()), ("dr-vos", "2026-03-04".to_owned())]);
}

#[test]
fn s_41_the_employers_side_reads_the_same_day_and_nobodys_own_words() {
    let entries = [meeting("a-name-that-tells", "yes", "2026-03-01", "cas")];
    let view = seen_by(Role::Supervisor, &entries, "2026-03-02");
    assert_eq!(before(&view, "law.missed").as_deref(), Some("2026-03-11"));
    let [because] = finding(&view, "law.missed").because.as_slice() else { panic!("one reason") };
    assert_eq!(because.said[0].person.as_str(), "case_manager", "the role, not an id of the file");
    assert_eq!(because.said[0].about, day("2026-03-01"));
    assert!(!format!("{view:?}").contains("a-name-that-tells"));
}

#[test]
fn s_41_nothing_of_a_medical_list_comes_through_its_statements() {
    let meetings = [meeting("a", "yes", "2026-03-01", "cas")];
    let stopped =
        says("stopped", "dr-vos", "2026-03-03", "'treatment.stopped' = 'yes'", "of = 'massage'\ntold_by = 'anna'");
    let with: Vec<String> = meetings.iter().cloned().chain([stopped]).collect();
    for role in [Role::Supervisor, Role::Hr, Role::CaseManager] {
        let (plain, with) = (seen_by(role, &meetings, "2026-03-05"), seen_by(role, &with, "2026-03-05"));
        assert_eq!(format!("{plain:?}"), format!("{with:?}"), "{role}");
    }
    let physician = seen_by(Role::Bedrijfsarts, &with, "2026-03-05");
    assert_eq!(before(&physician, "law.stopped").as_deref(), Some("2026-03-13"));
    let told = &finding(&physician, "law.stopped").because[0].said[0];
    assert_eq!((told.person.as_str(), told.told_by.as_deref()), ("dr-vos", Some("Anna")));
    assert_eq!(physician.steps[0].what.in_language(Language::Nl), "missed");
}
