//! The crate against the day-by-day walk, on many histories.

use std::cell::Cell;

use calendar::{Arithmetic, Chain, ChainState, Day, Period, Step, chain_on};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::histories::{History, histories};
use crate::naive::{Diary, read};

const HISTORIES: u32 = 10_000;

/// In how many histories something occurred, so that it is visible that it did.
#[derive(Default)]
struct Occurred {
    leap_day: Cell<u32>,
    year_end: Cell<u32>,
    week_53: Cell<u32>,
    open_reading: Cell<u32>,
    no_chain: Cell<u32>,
    on_leave: Cell<u32>,
    stopped: Cell<u32>,
    ended: Cell<u32>,
}

#[test]
fn the_crate_agrees_with_a_walk_from_day_to_day() {
    let occurred = Occurred::default();
    let config = Config { cases: HISTORIES, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let outcome = runner.run(&histories(), |history| {
        note_special_days(&history, &occurred);
        for look in &history.looks {
            compare(&history, *look, &occurred);
        }
        Ok(())
    });
    if let Err(difference) = outcome {
        panic!("{difference}");
    }
    for (what, times) in [
        ("a sick 29 February", &occurred.leap_day),
        ("sick over the end of the year", &occurred.year_end),
        ("sick in ISO week 53", &occurred.week_53),
        ("an open reading", &occurred.open_reading),
        ("no chain", &occurred.no_chain),
        ("a day of leave", &occurred.on_leave),
        ("a stopped chain", &occurred.stopped),
        ("an ended chain", &occurred.ended),
    ] {
        println!("{what}: {} times", times.get());
        assert!(times.get() >= 100, "{what}: only {} times", times.get());
    }
}

fn compare(history: &History, look: Day, occurred: &Occurred) {
    let diary = read(history, look);
    let Some(chain) = chain_on(&history.spells, &history.leave, &history.rule, look).unwrap() else {
        assert_eq!(diary.first_day, None);
        return once_more(&occurred.no_chain);
    };
    assert_eq!(Some(chain.first_day()), diary.first_day);
    compare_every_day(history, &chain, &diary);
    compare_open_readings(&chain, &diary);
    for n in [0, 1, 2, 7, 28, 29, 42, 100, 295, 728] {
        let way = chain.day_reaching(n);
        assert_eq!(way.result, diary.day_reaching(n), "day {n}");
        the_way_leads_without_a_break(&way, n);
    }
    for (first, last) in [(look.plus_days(-60), look.plus_days(-20)), (look.plus_days(-3), look.plus_days(30))] {
        let without = chain.day_reaching_without(100, Period::new(first, last).unwrap());
        assert_eq!(without.result, diary.day_reaching_without(100, Some((first, last))), "without {first} to {last}");
    }
    match chain.state_on(look) {
        ChainState::Running { .. } => {}
        ChainState::OnLeave { .. } => once_more(&occurred.on_leave),
        ChainState::Stopped { .. } => once_more(&occurred.stopped),
        ChainState::Ended { .. } => once_more(&occurred.ended),
    }
    if !chain.open_readings().is_empty() {
        once_more(&occurred.open_reading);
    }
}

fn compare_every_day(history: &History, chain: &Chain, diary: &Diary) {
    let mut today = history.begin;
    for (absence_day, state) in &diary.answers {
        assert_eq!(chain.absence_day_on(today), *absence_day, "on {today}");
        assert_eq!(chain.state_on(today), *state, "on {today}");
        today = today.plus_days(1);
    }
    assert!(history.end < today);
}

fn compare_open_readings(chain: &Chain, diary: &Diary) {
    let readings = chain.open_readings().iter();
    let found: Vec<_> = readings
        .map(|open| (open.gap_days_without_leave, open.gap_days_with_leave, open.first_day_if_not_joined))
        .collect();
    assert_eq!(found, diary.open_readings);
}

/// S-34: each step begins where the one before it ended, and the counting has no hole.
fn the_way_leads_without_a_break(way: &Arithmetic, n: u32) {
    let mut next_day = way.anchor;
    let mut counted = 0;
    for step in &way.steps {
        let (period, count) = match step {
            Step::Counted { period, from_day, to_day, .. } | Step::Continued { period, from_day, to_day } => {
                (period, Some((*from_day, *to_day)))
            }
            Step::Gap { period, days } => {
                assert_eq!(*days, period.days());
                (period, None)
            }
            Step::Leave { period, .. } => (period, None),
            Step::LeftOut { .. } | Step::Offset { .. } => panic!("no offset was asked for"),
        };
        assert_eq!(period.first, next_day);
        assert!(period.days() > 0);
        next_day = period.last.plus_days(1);
        if let Some((from_day, to_day)) = count {
            assert_eq!((from_day, to_day), (counted + 1, counted + period.days()));
            counted = to_day;
        }
    }
    assert_eq!(counted, n);
    if n > 0 {
        assert_eq!(way.result.plus_days(1), next_day);
    }
}

fn note_special_days(history: &History, occurred: &Occurred) {
    let (mut leap_day, mut year_end, mut week_53) = (false, false, false);
    for spell in &history.spells {
        let mut today = spell.first;
        while today <= spell.last.unwrap_or(history.end) {
            leap_day |= (today.month(), today.day_of_month()) == (2, 29);
            year_end |= today.year() != today.plus_days(1).year();
            week_53 |= today.iso_week().1 == 53;
            today = today.plus_days(1);
        }
    }
    for (seen, counter) in
        [(leap_day, &occurred.leap_day), (year_end, &occurred.year_end), (week_53, &occurred.week_53)]
    {
        if seen {
            once_more(counter);
        }
    }
}

fn once_more(counter: &Cell<u32>) {
    counter.set(counter.get() + 1);
}
