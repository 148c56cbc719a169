//! What holds for every file.

use crate::good_file::FILE;
use crate::json::{JSON, without_places};
use crate::support::{FORMAT, case, day, read};
use casefile::Choice;
use facts::StatementId;
use notation::Notation;
use proptest::prelude::*;

/// A change of a file: at a place, some bytes are replaced by others.
fn changed(file: &str, changes: &[(prop::sample::Index, usize, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = file.as_bytes().to_vec();
    for (at, taken, put) in changes {
        let from = at.index(bytes.len() + 1);
        let to = (from + taken).min(bytes.len());
        bytes.splice(from..to, put.iter().copied());
    }
    bytes
}

fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, usize, Vec<u8>)>> {
    let pieces = prop::sample::select(vec![
        "\"",
        "'",
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        "=",
        ".",
        ",",
        "\n",
        "id",
        "says",
        "replaces",
        "sets_aside",
        "set_aside",
        "confirm",
        "s0",
        "intake-1",
        "intake-2/stecr.weight_loss",
        "dr-vos",
        "9999-12-31",
        "2026-02-30",
        "true",
        "1e999",
        "-",
        "null",
        "é",
        "\u{0}",
        "\u{feff}",
        "dont_know",
        "worker",
    ]);
    let put = prop_oneof![
        pieces.prop_map(|piece: &str| piece.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..4),
    ];
    prop::collection::vec((any::<prop::sample::Index>(), 0usize..12, put), 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reading_ends_with_a_case_or_with_faults_whatever_the_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for notation in [Notation::Toml, Notation::Json] {
            if let Err(faults) = casefile::read("case", &bytes, notation) {
                prop_assert!(!faults.is_empty());
            }
        }
    }

    #[test]
    fn reading_a_changed_file_ends_with_a_case_or_with_faults(changes in changes()) {
        let bytes = changed(FILE, &changes);
        match casefile::read("case", &bytes, Notation::Toml) {
            Ok(case) => prop_assert!(case.spells_known_on(day("2027-01-01"), None).len() <= case.spells.len()),
            Err(faults) => prop_assert!((1..=101).contains(&faults.len())),
        }
    }

    #[test]
    fn reading_changed_json_ends_with_a_case_or_with_faults(changes in changes()) {
        if let Err(faults) = casefile::read("case", &changed(JSON, &changes), Notation::Json) {
            prop_assert!((1..=101).contains(&faults.len()));
        }
    }

    #[test]
    fn reading_is_the_same_every_time(changes in changes()) {
        let bytes = changed(FILE, &changes);
        prop_assert_eq!(casefile::read("case", &bytes, Notation::Toml), casefile::read("case", &bytes, Notation::Toml));
    }

    #[test]
    fn a_line_may_be_lost_anywhere(line in 0usize..FILE.lines().count()) {
        let text: String = FILE.lines().enumerate().filter(|(at, _)| *at != line).map(|(_, line)| format!("{line}\n")).collect();
        let _ = read(&text, Notation::Toml);
    }

    #[test]
    fn what_is_set_aside_was_stated_before_and_is_named_once(
        statements in prop::collection::vec((0i32..4, 1usize..3), 1..5),
        on in 0i32..4,
        named in prop::collection::vec((any::<prop::sample::Index>(), prop::option::of(0usize..2)), 0..4),
    ) {
        let named: Vec<Named> = named.into_iter().map(|(at, fact)| (at.index(statements.len()), fact)).collect();
        let expected = set_aside_as_it_should_be(&statements, on, &named);
        let found = read(&file_that_sets_aside(&statements, on, &named), Notation::Toml).ok();
        let found = found.map(|mut case| case.decisions.remove(0).choice);
        prop_assert_eq!(found, expected.map(|statements| Choice::SetAside { statements }));
    }

    #[test]
    fn the_order_of_spells_does_not_matter(spells in spells(), seed in any::<prop::sample::Index>(), known in 0i32..120) {
        let mut turned = spells.clone();
        turned.rotate_left(seed.index(spells.len()));
        let known = day("2026-01-01").plus_days(known);
        let (there, turned) = (file_of(&spells), file_of(&turned));
        match (read(&there, Notation::Toml), read(&turned, Notation::Toml)) {
            (Ok(there), Ok(turned)) => prop_assert_eq!(there.spells_known_on(known, None), turned.spells_known_on(known, None)),
            (there, turned) => prop_assert_eq!(there.is_ok(), turned.is_ok()),
        }
    }

    #[test]
    fn spells_known_on_a_day_never_overlap(spells in spells(), known in 0i32..120) {
        let Ok(case) = read(&file_of(&spells), Notation::Toml) else { return Ok(()) };
        let known = case.spells_known_on(day("2026-01-01").plus_days(known), None);
        for (earlier, later) in known.iter().zip(known.iter().skip(1)) {
            prop_assert!(earlier.last.is_some_and(|last| earlier.first <= last && last < later.first));
        }
        let rule = calendar::ChainRule { joins_below_days: 28 };
        prop_assert!(calendar::chain_on(&known, &[], &rule, day("2026-12-31")).is_ok());
    }
}

/// An entry by its number, and the fact of it that is named, if one is.
type Named = (usize, Option<usize>);

/// A file of entries, each recorded on a day and saying so many things, and one decision on a day.
fn file_that_sets_aside(statements: &[(i32, usize)], on: i32, named: &[Named]) -> String {
    let the_day = |late: i32| day("2026-01-01").plus_days(late);
    let names: Vec<String> = named
        .iter()
        .map(|(at, fact)| match fact {
            Some(fact) => format!("'s{at}/f{fact}'"),
            None => format!("'s{at}'"),
        })
        .collect();
    let mut text = format!(
        "{FORMAT}[[decisions]]\nfinding = 'x'\nchoice = 'set_aside'\nreason = 'r'\nabout = {}\nby = 'worker'\nsets_aside = [{}]\n",
        the_day(on),
        names.join(", ")
    );
    for (at, (recorded, facts)) in statements.iter().enumerate() {
        let says: Vec<String> = (0..*facts).map(|fact| format!("f{fact} = 'yes'")).collect();
        text.push_str(&format!(
            "[[statements]]\nid = 's{at}'\nabout = {}\nby = 'worker'\nsays = {{ {} }}\n",
            the_day(*recorded),
            says.join(", ")
        ));
    }
    text
}

/// What such a decision sets aside; none where the file is to be refused.
fn set_aside_as_it_should_be(statements: &[(i32, usize)], on: i32, named: &[Named]) -> Option<Vec<StatementId>> {
    let mut ids = Vec::new();
    for (at, fact) in named {
        let (recorded, facts) = statements[*at];
        let fact = match fact {
            Some(fact) => *fact,
            None if facts == 1 => 0,
            None => return None,
        };
        let id = StatementId::new(format!("s{at}/f{fact}"));
        if recorded > on || fact >= facts || ids.contains(&id) {
            return None;
        }
        ids.push(id);
    }
    (!ids.is_empty()).then_some(ids)
}

/// A spell: its first day, how long it lasts, how much later it and its end were recorded, the first day of the one it
/// replaces.
type Drawn = (i32, Option<i32>, i32, i32, Option<i32>);

/// Spells far enough apart that many of the files are good ones.
fn spells() -> impl Strategy<Value = Vec<Drawn>> {
    let spell =
        (0i32..12, prop::option::weighted(0.8, 0i32..9), 0i32..30, 0i32..30, prop::option::weighted(0.3, 0usize..6));
    prop::collection::vec(spell, 1..7).prop_map(|spells| {
        let first_days: Vec<i32> = (0..).zip(&spells).map(|(at, spell)| at * 14 + spell.0).collect();
        let drawn = first_days.iter().zip(spells).map(|(first, (_, lasts, late, end_late, replaces))| {
            (*first, lasts, late, end_late, replaces.and_then(|at| first_days.get(at).copied()))
        });
        drawn.collect()
    })
}

fn file_of(spells: &[Drawn]) -> String {
    let mut text = String::from(FORMAT);
    for (first, lasts, late, end_late, replaces) in spells {
        let first_day = day("2026-01-01").plus_days(*first);
        text.push_str(&format!(
            "[[spells]]\nid = 's{first}'\nfirst_day = {first_day}\nrecorded = {}\n",
            first_day.plus_days(*late)
        ));
        if let Some(lasts) = lasts {
            let last_day = first_day.plus_days(*lasts);
            text.push_str(&format!("last_day = {last_day}\nlast_day_recorded = {}\n", last_day.plus_days(*end_late)));
        }
        if let Some(replaced) = replaces {
            text.push_str(&format!("replaces = 's{replaced}'\n"));
        }
    }
    text
}

#[test]
fn spells_without_ids_keep_their_ids_when_the_file_is_turned_round() {
    let spells = ["{ first_day = 2026-01-12, last_day = 2026-02-08 }", "{ first_day = 2026-03-02 }"];
    let there = case(&format!("{FORMAT}spells = [{}, {}]", spells[0], spells[1]));
    let turned = case(&format!("{FORMAT}spells = [{}, {}]", spells[1], spells[0]));
    let known = day("2026-03-02");
    assert_eq!(there.spells_known_on(known, None), turned.spells_known_on(known, None));
    assert_ne!(without_places(there).spells, without_places(turned).spells);
}
