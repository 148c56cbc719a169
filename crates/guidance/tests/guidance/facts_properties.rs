//! Reading held against a second, plainer reading, on random statements in random order (S-6 to S-9).

use crate::cast::CAST;
use crate::look::{case, day, shipped};
use crate::plain_reading::{in_words, situation};
use calendar::Day;
use engine::{Reader, Reading, WhyUnknown};
use facts::{FactId, FactKindId, Said, Statement, StatementId, Subject, SubjectKind, Value};
use pack::Reads;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// One entry of a file, as numbers that shrink well.
#[derive(Clone, Debug)]
struct Entry {
    speaker: usize,
    answer: usize,
    about: u8,
    lasts: Option<u8>,
    recorded_after: u8,
    refers: Option<(bool, prop::sample::Index)>,
}

/// Speakers with authority for both facts, most first; the last may state an alarm only.
const SPEAKERS: [&str; 5] = ["dr-vos", "dr-bos", "sam", "anna", "tim"];

fn entry() -> impl Strategy<Value = Entry> {
    let refers = prop::option::weighted(0.25, (any::<bool>(), any::<prop::sample::Index>()));
    (0..SPEAKERS.len(), 0..3usize, 0..12u8, prop::option::weighted(0.2, 0..8u8), 0..4u8, refers).prop_map(
        |(speaker, answer, about, lasts, recorded_after, refers)| Entry {
            speaker,
            answer,
            about,
            lasts,
            recorded_after,
            refers,
        },
    )
}

fn toml(entries: &[Entry], fact: &str, answers: [&str; 3], order: &[usize]) -> String {
    let start = day("2026-10-01");
    let recorded = |entry: &Entry| start.plus_days(i32::from(entry.about) + i32::from(entry.recorded_after));
    let mut toml = CAST.to_owned();
    for at in order {
        let entry = &entries[*at];
        let about = start.plus_days(i32::from(entry.about));
        toml.push_str(&format!(
            "[[statements]]\nid = 's{at}'\nby = '{}'\nabout = {about}\nrecorded = {}\nsays = {{ '{fact}' = '{}' }}\n",
            SPEAKERS[entry.speaker],
            recorded(entry),
            answers[entry.answer],
        ));
        if let Some(lasts) = entry.lasts {
            toml.push_str(&format!("until = {}\n", about.plus_days(i32::from(lasts))));
        }
        // Only what was written down before can be put right or taken back, and no two each other.
        if let Some((replaces, target)) = &entry.refers
            && *at > 0
        {
            let target = target.index(*at);
            if recorded(&entries[target]) <= recorded(entry) {
                toml.push_str(&format!("{} = 's{target}'\n", if *replaces { "replaces" } else { "withdraws" }));
            }
        }
    }
    toml
}

/// S-7 as it is written, without thought of speed.
fn plain_latest(statements: &[Statement], on: Day, known_on: Day, roles: &[facts::Role]) -> String {
    let known: Vec<&Statement> = statements.iter().filter(|it| it.recorded.day <= known_on).collect();
    let gone: BTreeSet<&StatementId> =
        known.iter().flat_map(|it| it.replaces.iter().chain(it.withdraws.iter())).collect();
    let mut best: Vec<&Statement> = Vec::new();
    for candidate in &known {
        let speaks = candidate.said != Said::Nothing
            && !gone.contains(&candidate.id)
            && candidate.about <= on
            && candidate.until.is_none_or(|until| until >= on);
        if !speaks {
            continue;
        }
        let rank = |it: &Statement| {
            let authority = roles.iter().position(|role| *role == it.role).unwrap_or(roles.len());
            (it.about, std::cmp::Reverse(authority))
        };
        match best.first().map(|first| rank(candidate).cmp(&rank(first))) {
            None | Some(std::cmp::Ordering::Greater) => best = vec![candidate],
            Some(std::cmp::Ordering::Equal) => best.push(candidate),
            Some(std::cmp::Ordering::Less) => {}
        }
    }
    let mut ids: Vec<StatementId> = best.iter().map(|it| it.id.clone()).collect();
    ids.sort();
    let different: BTreeSet<&Said> = best.iter().map(|it| &it.said).collect();
    let reading = match (different.len(), best.first().map(|it| &it.said)) {
        (0, _) | (_, None) => Reading::Unknown(WhyUnknown::NeverAsked),
        (1, Some(Said::Value(value))) => Reading::Known { value: value.clone(), by: ids },
        (1, Some(_)) => {
            return "somebody does not know".to_owned();
        }
        _ => Reading::Unknown(WhyUnknown::Disputed { statements: ids }),
    };
    in_words(&reading)
}

/// The reader, with one word for all who do not know.
fn read(fact: &FactId, reads: Reads, situation: &engine::Situation) -> String {
    match Reader::new(shipped().library(), situation).read(fact, reads) {
        Reading::Unknown(WhyUnknown::DontKnow { .. }) => "somebody does not know".to_owned(),
        other => in_words(&other),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn s_07_reading_agrees_with_a_plain_reading_in_whatever_order_the_file_is_written(
        mut entries in prop::collection::vec(entry(), 1..7),
        known_on in 0..16i32,
        seed in any::<prop::sample::Index>(),
    ) {
        entries.iter_mut().for_each(|entry| entry.speaker = entry.speaker.min(3));
        let known_on = day("2026-10-01").plus_days(known_on);
        let kind = FactKindId::new("stecr.daily_life");
        let fact = FactId { kind: kind.clone(), subject: Subject::named(SubjectKind::Episode, "episode") };
        let roles = &shipped().library().declaration(&kind).unwrap().asked_of;
        let mut order: Vec<usize> = (0..entries.len()).collect();
        let answers = ["none", "large", "dont_know"];
        let written = case(&toml(&entries, kind.as_str(), answers, &order));
        let turned = seed.index(order.len());
        order.rotate_left(turned);
        let turned = case(&toml(&entries, kind.as_str(), answers, &order));
        for on in (0..14).map(|offset| day("2026-10-01").plus_days(offset)) {
            let at = |case| situation(shipped().library(), case, &on.to_string(), &known_on.to_string());
            let first = at(&written);
            let found = read(&fact, Reads::Latest, &first);
            prop_assert_eq!(&found, &plain_latest(&first.statements, on, known_on, roles), "on {}", on);
            prop_assert_eq!(&found, &read(&fact, Reads::Latest, &at(&turned)), "in another order, on {}", on);
        }
    }

    #[test]
    fn s_09_an_alarm_is_yes_exactly_while_somebodys_yes_is_neither_taken_back_nor_judged(
        entries in prop::collection::vec(entry(), 1..7),
        known_on in 0..16i32,
        judged in prop::collection::btree_set(0..7usize, 0..4),
        judged_after in 0..14i32,
        onset in prop::option::of(0..12i32),
    ) {
        let start = day("2026-10-01");
        let known_on = start.plus_days(known_on);
        let order: Vec<usize> = (0..entries.len()).collect();
        let mut toml = toml(&entries, "stecr.fever", ["yes", "no", "dont_know"], &order);
        let judged: Vec<String> =
            judged.iter().filter(|at| **at < entries.len()).map(|at| format!("'s{at}'")).collect();
        // Nobody judges what has not been written down.
        let judged_on = start.plus_days(15 + judged_after % 2);
        if !judged.is_empty() {
            toml.push_str(&format!(
                "[[decisions]]\nfinding = 'stecr.urgent_fever'\nchoice = 'set_aside'\nsets_aside = [{}]\n\
                 reason = 'measured'\nby = 'dr-vos'\nabout = {start}\nrecorded = {judged_on}\n",
                judged.join(", "),
            ));
        }
        let onset = onset.map(|offset| start.plus_days(offset));
        if let Some(onset) = onset {
            toml.push_str(&format!(
                "[[statements]]\nid = 'onset'\nby = 'anna'\nabout = {start}\nsays = {{ 'common.onset' = {onset} }}\n"
            ));
        }
        let case = case(&toml);
        let fact =
            FactId { kind: FactKindId::new("stecr.fever"), subject: Subject::named(SubjectKind::Episode, "episode") };
        for on in (0..18).map(|offset| start.plus_days(offset)) {
            let situation = situation(shipped().library(), &case, &on.to_string(), &known_on.to_string());
            let known = || situation.statements.iter().filter(|it| it.recorded.day <= known_on);
            let taken_back: BTreeSet<&StatementId> = known().filter_map(|it| it.withdraws.as_ref()).collect();
            let lifted: BTreeSet<&StatementId> = situation
                .decisions
                .iter()
                .filter(|it| it.recorded.day <= known_on && it.about <= on)
                .flat_map(|it| &it.sets_aside)
                .collect();
            let alarming = known().any(|it| {
                it.fact == fact
                    && it.said == Said::Value(Value::yes())
                    && it.about <= on
                    && onset.is_none_or(|onset| it.about >= onset)
                    && !taken_back.contains(&it.id)
                    && !lifted.contains(&it.id)
            });
            let read = Reader::new(shipped().library(), &situation).read(&fact, Reads::Ever);
            prop_assert_eq!(read.value() == Some(&Value::yes()), alarming, "on {}: {:?}", on, read);
        }
    }
}
