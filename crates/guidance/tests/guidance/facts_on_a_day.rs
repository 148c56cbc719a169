//! Which of all statements counts on a day (S-1 to S-8).

use crate::cast::{CAST, says};
use crate::look::{finding, missing_in, outcome, story, under};
use crate::plain_reading::{reads, reads_known, reads_of};
use crate::tiny::{TinyPacks, values};
use engine::Rulebook;
use facts::{Role, Subject, SubjectKind};
use guidance::{MissingWhy, ReasonText};
use std::sync::OnceLock;

/// Facts of every type and of every way to stay good.
fn packs() -> &'static Rulebook {
    static PACKS: OnceLock<Rulebook> = OnceLock::new();
    PACKS.get_or_init(|| {
        let mood = format!("id = 'say.mood'\ntype = 'choice'\n{}", values(&["good", "fair", "bad"]));
        TinyPacks::called("say")
            .facts(
                "ask",
                &[
                    &mood,
                    "id = 'say.short'\ntype = 'yes_no'\npersistence = { days = 10 }",
                    "id = 'say.kept'\ntype = 'yes_no'\npersistence = 'permanent'",
                    "id = 'say.changing'\ntype = 'yes_no'",
                    "id = 'say.count'\ntype = 'whole'\nunit = 'time'\nmin = 0\nmax = 10",
                    "id = 'say.amount'\ntype = 'decimal'\nunit = 'hour'\nmin = '0'\nmax = '2.5'",
                    "id = 'say.since'\ntype = 'date'",
                    "id = 'say.note'\ntype = 'text'",
                    "id = 'say.pain'\ntype = 'yes_no'\nsubject = 'episode'",
                    "id = 'lift.heavy'\ntype = 'yes_no'\nsubject = 'lift'",
                ],
            )
            .derived("is_good", "{ fact = 'say.mood', is = 'good' }")
            .derived("is_short", "{ fact = 'say.short', is = 'yes' }")
            .rulebook()
    })
}

fn mood(statements: &[String], on: &str) -> String {
    reads(packs(), &format!("{CAST}{}", statements.concat()), "say.mood", on)
}

/// Every order of a few entries.
fn orders<T: Clone>(of: &[T]) -> Vec<Vec<T>> {
    if of.len() < 2 {
        return vec![of.to_vec()];
    }
    (0..of.len())
        .flat_map(|at| {
            let mut others = of.to_vec();
            let first = others.remove(at);
            orders(&others).into_iter().map(move |mut rest| {
                rest.insert(0, first.clone());
                rest
            })
        })
        .collect()
}

/// Whatever the order in the file, the fact reads the same.
#[track_caller]
fn mood_in_any_order(statements: &[String], on: &str, expected: &str) {
    let all = orders(statements);
    assert_eq!(all.len(), (1..=statements.len()).product::<usize>());
    for order in all {
        assert_eq!(mood(&order, on), expected, "in the order {order:?}");
    }
}

#[test]
fn s_01_two_lifts_keep_their_own_facts() {
    let toml = format!(
        "{CAST}{}{}",
        says("monday", "sam", "2026-10-01", "'lift.heavy' = 'yes'", "of = 'crate'"),
        says("tuesday", "sam", "2026-10-02", "'lift.heavy' = 'no'", "of = 'box'"),
    );
    let of = |lift: &str| {
        let subject = Subject::named(SubjectKind::parse("lift"), lift);
        reads_of(packs(), &toml, "lift.heavy", subject, "2026-10-03")
    };
    assert_eq!(of("crate"), "yes, by monday");
    assert_eq!(of("box"), "no, by tuesday");
    assert_eq!(of("barrel"), "never asked", "nobody spoke of the barrel");
}

#[test]
fn s_01_what_was_said_of_an_earlier_episode_says_nothing_of_this_one() {
    let cast = CAST.replace("episodes = [{ id = 'episode' }]", "episodes = [{ id = 'spring' }, { id = 'autumn' }]");
    let toml = format!("{cast}{}", says("told", "anna", "2026-04-01", "'say.pain' = 'yes'", "of = 'spring'"));
    let of = |episode: &str| {
        reads_of(packs(), &toml, "say.pain", Subject::named(SubjectKind::Episode, episode), "2026-10-03")
    };
    assert_eq!(of("spring"), "yes, by told");
    assert_eq!(of("autumn"), "never asked");
}

#[test]
fn s_01_a_fact_about_the_case_and_one_about_the_workplace_are_two() {
    let toml = format!("{CAST}{}", says("told", "sam", "2026-10-01", "'say.mood' = 'good'", ""));
    let of = |kind: &str| reads_of(packs(), &toml, "say.mood", Subject::only(SubjectKind::parse(kind)), "2026-10-03");
    assert_eq!(of("case"), "good, by told");
    assert_eq!(of("workplace"), "never asked");
}

#[test]
fn s_02_every_type_of_value_is_read_exactly_as_it_was_said() {
    let facts = "'say.mood' = 'fair', 'say.kept' = 'no', 'say.count' = 10, 'say.amount' = 0.1, \
                 'say.since' = 2026-02-28, 'say.note' = 'in the words of Anna'";
    let toml = format!("{CAST}{}", says("told", "anna", "2026-10-01", facts, ""));
    let read = |kind: &str| reads(packs(), &toml, kind, "2026-10-01");
    assert_eq!(read("say.mood"), "fair, by told");
    assert_eq!(read("say.kept"), "no, by told");
    assert_eq!(read("say.count"), "10, by told");
    assert_eq!(read("say.amount"), "0.1, by told", "a tenth is a tenth, not nearly one");
    assert_eq!(read("say.since"), "2026-02-28, by told");
    assert_eq!(read("say.note"), "in the words of Anna, by told");
}

#[test]
fn s_02_a_decimal_keeps_all_its_digits_when_people_read_it() {
    let statement = says("told", "hugo", "2026-10-20", "'common.hours_now' = 12.05", "");
    let view = story(&format!("{CAST}spells = [{{ first_day = 2026-10-19 }}]\n{statement}")).supervisor("2026-10-20");
    let shown: Vec<&ReasonText> = view.known.iter().map(|fact| &fact.named.value).collect();
    assert!(
        matches!(shown.as_slice(), [ReasonText::Number(number, unit)]
        if number.to_string() == "12.05" && unit == "hour/week"),
        "{shown:?}"
    );
}

#[test]
fn s_04_not_knowing_is_unknown_and_it_is_named_who_does_not_know() {
    let toml = format!("{CAST}{}", says("told", "sam", "2026-10-01", "'say.mood' = 'dont_know'", ""));
    assert_eq!(reads(packs(), &toml, "say.mood", "2026-10-02"), "intake_expert does not know, told");
    assert_eq!(reads(packs(), CAST, "say.mood", "2026-10-02"), "never asked");
    let asked = under(packs(), &toml).physician("2026-10-02");
    let never = under(packs(), CAST).physician("2026-10-02");
    assert_eq!(outcome(&asked, "say.is_good"), "open: no, yes", "unknown is not no");
    assert_eq!(outcome(&never, "say.is_good"), outcome(&asked, "say.is_good"), "rules treat both alike");
    assert_eq!(finding(&asked, "say.is_good").missing[0].why, MissingWhy::DontKnow(Role::IntakeExpert));
    assert_eq!(finding(&never, "say.is_good").missing[0].why, MissingWhy::NeverAsked);
}

#[test]
fn s_04_a_later_i_do_not_know_takes_an_earlier_answer_away() {
    let first = says("first", "sam", "2026-10-01", "'say.mood' = 'good'", "");
    let later = says("later", "sam", "2026-10-05", "'say.mood' = 'dont_know'", "");
    assert_eq!(mood(&[first.clone(), later.clone()], "2026-10-04"), "good, by first");
    mood_in_any_order(&[first, later], "2026-10-05", "intake_expert does not know, later");
}

#[test]
fn s_06_what_was_written_down_later_is_not_seen() {
    let late = says("late", "sam", "2026-10-01", "'say.mood' = 'bad'", "recorded = 2026-10-09");
    let toml = format!("{CAST}{late}");
    let read = |on: &str, known_on: &str| reads_known(packs(), &toml, "say.mood", on, known_on);
    assert_eq!(read("2026-10-05", "2026-10-08"), "never asked", "nobody knew it on the 8th");
    assert_eq!(read("2026-10-05", "2026-10-09"), "bad, by late", "looking back, it held on the 5th already");
    assert_eq!(read("2026-09-30", "2026-10-09"), "never asked", "it does not speak about the day before");
}

#[test]
fn s_06_without_a_day_of_writing_it_was_known_on_the_day_it_speaks_about() {
    let toml = format!("{CAST}{}", says("told", "sam", "2026-10-05", "'say.mood' = 'good'", ""));
    let read = |known_on: &str| reads_known(packs(), &toml, "say.mood", "2026-10-06", known_on);
    assert_eq!(read("2026-10-04"), "never asked");
    assert_eq!(read("2026-10-05"), "good, by told");
}

#[test]
fn s_06_a_correction_that_was_not_yet_known_corrects_nothing() {
    let first = says("first", "sam", "2026-10-01", "'say.mood' = 'good'", "");
    let right = says("right", "sam", "2026-10-01", "'say.mood' = 'bad'", "recorded = 2026-10-10\nreplaces = 'first'");
    let taken_back = "[[statements]]\nid = 'back'\nby = 'sam'\nabout = 2026-10-12\nwithdraws = 'right'\n";
    let toml = format!("{CAST}{first}{right}{taken_back}");
    let read = |known_on: &str| reads_known(packs(), &toml, "say.mood", "2026-10-20", known_on);
    assert_eq!(read("2026-10-09"), "good, by first");
    assert_eq!(read("2026-10-10"), "bad, by right");
    assert_eq!(read("2026-10-12"), "never asked", "what was put right stays put right, and the correction is gone");
}

#[test]
fn s_06_advice_of_an_earlier_day_does_not_change_by_what_is_learnt_later() {
    let toml = format!(
        "{CAST}spells = [{{ first_day = 2026-10-19 }}]\n{}",
        says("told", "hugo", "2026-10-20", "'common.works_now' = 'part'", "recorded = 2026-10-27"),
    );
    let story = story(&toml);
    let then = story.supervisor("2026-10-26");
    assert!(then.known.is_empty(), "nobody knew on the 26th: {:?}", then.known);
    let now = story.perhaps(Role::Supervisor, "2026-10-26", "2026-10-27").expect("absent");
    assert_eq!(now.known.len(), 1);
    assert_eq!(now.known[0].about.to_string(), "2026-10-20");
}

#[test]
fn s_07_the_latest_day_counts_not_the_latest_writing() {
    let about_5 = says("about-5", "sam", "2026-10-05", "'say.mood' = 'good'", "");
    let about_3 = says("about-3", "dr-vos", "2026-10-03", "'say.mood' = 'bad'", "recorded = 2026-10-06");
    mood_in_any_order(&[about_5, about_3], "2026-10-07", "good, by about-5");
}

#[test]
fn s_07_a_statement_ends_on_its_last_day_and_an_earlier_one_speaks_again() {
    let always = says("always", "sam", "2026-10-01", "'say.mood' = 'fair'", "");
    let week = says("week", "sam", "2026-10-05", "'say.mood' = 'bad'", "until = 2026-10-11");
    let both = [always, week];
    assert_eq!(mood(&both, "2026-10-04"), "fair, by always");
    assert_eq!(mood(&both, "2026-10-11"), "bad, by week");
    mood_in_any_order(&both, "2026-10-12", "fair, by always");
}

#[test]
fn s_07_the_role_with_more_authority_counts() {
    let worker = says("worker", "anna", "2026-10-05", "'say.mood' = 'bad'", "");
    let expert = says("expert", "sam", "2026-10-05", "'say.mood' = 'fair'", "");
    let physician = says("physician", "dr-vos", "2026-10-05", "'say.mood' = 'good'", "");
    mood_in_any_order(&[worker.clone(), expert.clone(), physician], "2026-10-05", "good, by physician");
    mood_in_any_order(&[worker, expert], "2026-10-05", "fair, by expert");
}

#[test]
fn s_07_more_authority_does_not_outweigh_a_later_day() {
    let physician = says("physician", "dr-vos", "2026-10-05", "'say.mood' = 'good'", "");
    let worker = says("worker", "anna", "2026-10-06", "'say.mood' = 'bad'", "");
    mood_in_any_order(&[physician, worker], "2026-10-06", "bad, by worker");
}

#[test]
fn s_07_the_physician_who_does_not_know_is_not_overruled_by_who_does() {
    let physician = says("physician", "dr-vos", "2026-10-05", "'say.mood' = 'dont_know'", "");
    let worker = says("worker", "anna", "2026-10-05", "'say.mood' = 'bad'", "");
    mood_in_any_order(&[physician, worker], "2026-10-05", "bedrijfsarts does not know, physician");
}

#[test]
fn s_07_two_who_say_the_same_agree() {
    let vos = says("vos", "dr-vos", "2026-10-05", "'say.mood' = 'good'", "");
    let bos = says("bos", "dr-bos", "2026-10-05", "'say.mood' = 'good'", "");
    mood_in_any_order(&[vos, bos], "2026-10-05", "good, by bos and vos");
}

#[test]
fn s_07_two_who_differ_are_a_dispute_that_names_both() {
    let vos = says("vos", "dr-vos", "2026-10-05", "'say.mood' = 'good'", "");
    let bos = says("bos", "dr-bos", "2026-10-05", "'say.mood' = 'bad'", "recorded = 2026-10-09");
    let worker = says("worker", "anna", "2026-10-05", "'say.mood' = 'bad'", "");
    mood_in_any_order(&[vos, bos, worker], "2026-10-10", "disputed, by bos and vos");
}

#[test]
fn s_07_a_dispute_is_unknown_to_every_rule_and_shows_who_said_it_but_not_as_an_answer() {
    let vos = says("vos", "dr-vos", "2026-10-05", "'say.mood' = 'good'", "");
    let bos = says("bos", "dr-bos", "2026-10-05", "'say.mood' = 'bad'", "");
    let view = under(packs(), &format!("{CAST}{vos}{bos}")).physician("2026-10-05");
    let found = finding(&view, "say.is_good");
    assert_eq!(outcome(&view, "say.is_good"), "open: no, yes");
    assert!(found.because.is_empty(), "neither answer is used: {:?}", found.because);
    let MissingWhy::Disputed(said) = &found.missing[0].why else { panic!("{:?}", found.missing) };
    let mut who: Vec<&str> = said.iter().map(|said| said.person.as_str()).collect();
    who.sort_unstable();
    assert_eq!(who, ["dr-bos", "dr-vos"]);
}

#[test]
fn s_07_a_dispute_ends_when_one_is_put_right_or_taken_back() {
    let vos = says("vos", "dr-vos", "2026-10-05", "'say.mood' = 'good'", "");
    let bos = says("bos", "dr-bos", "2026-10-05", "'say.mood' = 'bad'", "");
    let right = says("right", "dr-bos", "2026-10-05", "'say.mood' = 'good'", "recorded = 2026-10-07\nreplaces = 'bos'");
    let back = "[[statements]]\nid = 'back'\nby = 'dr-bos'\nabout = 2026-10-07\nwithdraws = 'bos'\n".to_owned();
    mood_in_any_order(&[vos.clone(), bos.clone(), right], "2026-10-07", "good, by right and vos");
    mood_in_any_order(&[vos, bos, back], "2026-10-07", "good, by vos");
}

#[test]
fn s_07_nothing_is_taken_by_the_order_in_the_file_not_even_a_whole_advice() {
    let entries = [
        says("a", "sam", "2026-10-20", "'stecr.function' = 'some', 'stecr.fear' = 'beginning'", ""),
        says("b", "dr-vos", "2026-10-20", "'stecr.fear' = 'none'", ""),
        says("c", "anna", "2026-10-21", "'stecr.function' = 'severe'", ""),
        says("d", "dr-vos", "2026-10-20", "'stecr.specificity' = 'non_specific'", "reason = 'examined'"),
    ];
    let told = |order: &[String]| {
        let toml = format!("{CAST}spells = [{{ first_day = 2026-10-19 }}]\n{}", order.concat());
        let view = story(&toml).physician("2026-10-21");
        let findings: Vec<String> = view
            .findings
            .iter()
            .map(|finding| format!("{:?} {:?} {:?}", finding.rule, finding.status, finding.outcome))
            .collect();
        (findings, view.missing)
    };
    let first = told(&entries);
    for order in orders(&entries) {
        assert_eq!(told(&order), first);
    }
}

#[test]
fn s_08_a_statement_is_good_up_to_its_last_day_and_then_asked_again() {
    let toml = format!("{CAST}{}", says("told", "sam", "2026-10-01", "'say.short' = 'yes'", ""));
    let read = |on: &str| reads(packs(), &toml, "say.short", on);
    assert_eq!(read("2026-10-11"), "yes, by told", "ten days later");
    assert_eq!(read("2026-10-12"), "known on 2026-10-01, told: to be asked again");
}

#[test]
fn s_08_what_stays_good_stays_good() {
    let facts = "'say.kept' = 'yes', 'say.changing' = 'no'";
    let toml = format!("{CAST}{}", says("told", "sam", "2016-10-01", facts, ""));
    assert_eq!(reads(packs(), &toml, "say.kept", "2026-10-12"), "yes, by told");
    assert_eq!(reads(packs(), &toml, "say.changing", "2026-10-12"), "no, by told");
}

#[test]
fn s_08_an_old_answer_does_not_become_its_opposite_nor_an_older_one() {
    let toml = format!(
        "{CAST}{}{}",
        says("older", "sam", "2026-09-01", "'say.short' = 'no'", ""),
        says("old", "sam", "2026-10-01", "'say.short' = 'yes'", ""),
    );
    assert_eq!(reads(packs(), &toml, "say.short", "2026-10-12"), "known on 2026-10-01, old: to be asked again");
    let view = under(packs(), &toml).physician("2026-10-12");
    assert_eq!(outcome(&view, "say.is_short"), "open: no, yes");
    let why = &finding(&view, "say.is_short").missing[0].why;
    assert_eq!(*why, MissingWhy::Expired(crate::look::day("2026-10-01")));
}

#[test]
fn s_08_fear_of_six_weeks_ago_no_longer_carries_a_category() {
    let facts = "'stecr.specificity' = 'non_specific', 'stecr.coordination_in_front' = 'no', 'stecr.function' = 'some'";
    let history = crate::cast::HISTORY_CLEAR;
    let toml = format!(
        "{CAST}spells = [{{ first_day = 2026-10-19 }}]\n{}{}{}{}",
        crate::cast::sick_report("2026-10-19", "1980-04-02", "2026-10-16"),
        says("triage", "dr-vos", "2026-10-20", history, ""),
        says("consult", "dr-vos", "2026-10-20", "'stecr.fear' = 'none'", ""),
        says("later", "dr-vos", "2026-11-20", facts, "reason = 'seen'"),
    );
    let story = story(&toml);
    assert_eq!(story.outcome("stecr.category", "2026-12-01"), "category_2", "day 42 after the consultation");
    let view = story.physician("2026-12-02");
    assert!(outcome(&view, "stecr.category").starts_with("open"), "{}", outcome(&view, "stecr.category"));
    assert_eq!(missing_in(finding(&view, "stecr.category"))[..1], ["stecr.fear"]);
    let supervisor = format!("{:?}", story.supervisor("2026-12-02"));
    assert!(!supervisor.contains("fear"), "that it is to be asked again is medical too");
}
