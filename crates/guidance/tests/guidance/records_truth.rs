//! Every fold held against its meaning: decided exactly when every way to fill in what is unknown, and every way to
//! complete an incomplete list, gives the same answer (S-10, S-16).

use crate::cast::{CAST, says};
use crate::look::{outcome, under};
use crate::records::packs;

/// A list: what is known of each member, and whether somebody said that there are no others.
struct List<T> {
    members: Vec<Option<T>>,
    complete: Option<bool>,
}

/// All lists of up to `most` members.
fn lists<T: Copy>(values: &[T], most: usize) -> Vec<List<T>> {
    let each: Vec<Option<T>> = values.iter().copied().map(Some).chain([None]).collect();
    let mut rows: Vec<Vec<Option<T>>> = vec![Vec::new()];
    let mut all = rows.clone();
    for _ in 0..most {
        rows = rows
            .iter()
            .flat_map(|row| each.iter().map(move |value| row.iter().copied().chain([*value]).collect()))
            .collect();
        all.extend(rows.iter().cloned());
    }
    let complete = [Some(true), Some(false), None];
    all.into_iter()
        .flat_map(|members: Vec<Option<T>>| complete.map(|complete| List { members: members.clone(), complete }))
        .collect()
}

/// Every list that it can turn out to be, with up to `more` further members while it is not complete.
fn completions<T: Copy>(list: &List<T>, possible: &[T], more: usize) -> Vec<Vec<T>> {
    let mut ways: Vec<Vec<T>> = vec![Vec::new()];
    for member in &list.members {
        let values: Vec<T> = member.map_or_else(|| possible.to_vec(), |value| vec![value]);
        ways = ways
            .iter()
            .flat_map(|way| values.iter().map(move |value| way.iter().copied().chain([*value]).collect()))
            .collect();
    }
    if list.complete != Some(true) {
        for _ in 0..more {
            let longer: Vec<Vec<T>> = ways
                .iter()
                .flat_map(|way| possible.iter().map(move |value| way.iter().copied().chain([*value]).collect()))
                .collect();
            ways.extend(longer);
        }
    }
    ways
}

fn expected<T: Copy>(ways: &[Vec<T>], holds: &dyn Fn(&[T]) -> bool) -> &'static str {
    let truths: Vec<bool> = ways.iter().map(|way| holds(way)).collect();
    if truths.iter().all(|truth| *truth) {
        "yes"
    } else if truths.iter().all(|truth| !truth) {
        "no"
    } else {
        "open: no, yes"
    }
}

fn toml<T>(list: &List<T>, field: &str, written: &dyn Fn(&T) -> String) -> String {
    let mut toml = CAST.to_owned();
    for (at, member) in list.members.iter().enumerate() {
        let value = member.as_ref().map_or_else(|| "'dont_know'".to_owned(), written);
        let of = format!("of = 'lift-{at}'");
        toml.push_str(&says(&format!("s{at}"), "sam", "2026-10-01", &format!("'{field}' = {value}"), &of));
    }
    if let Some(complete) = list.complete {
        let answer = if complete { "yes" } else { "no" };
        toml.push_str(&says("whole", "dr-vos", "2026-10-02", &format!("'lift.complete' = '{answer}'"), ""));
    }
    toml
}

#[test]
fn s_10_any_all_and_count_decide_exactly_what_no_further_answer_could_change() {
    let heavy = |way: &[bool]| way.iter().filter(|heavy| **heavy).count();
    type Meaning<'m> = (&'m str, &'m dyn Fn(&[bool]) -> bool);
    let meanings: [Meaning<'_>; 5] = [
        ("fold.any", &|way| heavy(way) > 0),
        ("fold.all", &|way| heavy(way) == way.len()),
        ("fold.two_or_more", &|way| heavy(way) >= 2),
        ("fold.at_most_one", &|way| heavy(way) <= 1),
        ("fold.exactly_one", &|way| heavy(way) == 1),
    ];
    let mut decided = 0;
    for list in lists(&[true, false], 3) {
        let toml = toml(&list, "lift.heavy", &|heavy| if *heavy { "'yes'".to_owned() } else { "'no'".to_owned() });
        let view = under(packs(), &toml).physician("2026-10-10");
        let ways = completions(&list, &[true, false], 3);
        for (rule, holds) in meanings {
            let (found, expected) = (outcome(&view, rule), expected(&ways, holds));
            assert_eq!(found, expected, "{rule} over {:?}, complete: {:?}", list.members, list.complete);
            decided += usize::from(expected != "open: no, yes");
        }
    }
    assert!(decided > 100, "the lists are not all open: {decided}");
}

#[test]
fn s_10_sum_min_and_max_decide_exactly_what_no_further_answer_could_change() {
    type Meaning<'m> = (&'m str, &'m dyn Fn(&[u32]) -> bool);
    let smallest = |way: &[u32]| way.iter().copied().min();
    let largest = |way: &[u32]| way.iter().copied().max();
    let meanings: [Meaning<'_>; 6] = [
        ("fold.sum_from_3", &|way| way.iter().sum::<u32>() >= 3),
        ("fold.sum_to_3", &|way| way.iter().sum::<u32>() <= 3),
        ("fold.min_from_2", &|way| smallest(way).is_some_and(|least| least >= 2)),
        ("fold.min_below_2", &|way| smallest(way).is_some_and(|least| least < 2)),
        ("fold.max_from_2", &|way| largest(way).is_some_and(|most| most >= 2)),
        ("fold.max_to_1", &|way| largest(way).is_some_and(|most| most <= 1)),
    ];
    let mut decided = 0;
    // An empty list has neither a smallest nor a largest member; its story stands below.
    for list in lists(&[0, 1, 2, 3], 2).into_iter().filter(|list| !list.members.is_empty()) {
        let toml = toml(&list, "lift.kilos", &|kilos| kilos.to_string());
        let view = under(packs(), &toml).physician("2026-10-10");
        let ways = completions(&list, &[0, 1, 2, 3, 9], 2);
        for (rule, holds) in meanings {
            let (found, expected) = (outcome(&view, rule), expected(&ways, holds));
            assert_eq!(found, expected, "{rule} over {:?}, complete: {:?}", list.members, list.complete);
            decided += usize::from(expected != "open: no, yes");
        }
    }
    assert!(decided > 100, "the lists are not all open: {decided}");
}

#[test]
fn s_10_of_an_empty_list_the_sum_is_nothing_and_there_is_no_smallest_member() {
    let whole = says("whole", "dr-vos", "2026-10-02", "'lift.complete' = 'yes'", "");
    let view = under(packs(), &format!("{CAST}{whole}")).physician("2026-10-10");
    assert_eq!(outcome(&view, "fold.sum_to_3"), "yes");
    assert_eq!(outcome(&view, "fold.sum_from_3"), "no");
    assert_eq!(outcome(&view, "fold.any"), "no");
    assert_eq!(outcome(&view, "fold.all"), "yes", "there is none for which it is not so");
    assert_ne!(outcome(&view, "fold.min_below_2"), "yes", "no member is below two");
    assert_ne!(outcome(&view, "fold.max_from_2"), "yes");
    let open = under(packs(), CAST).physician("2026-10-10");
    assert_eq!(outcome(&open, "fold.sum_to_3"), "open: no, yes");
}
