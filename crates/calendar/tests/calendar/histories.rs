//! Random histories of sickness, work and leave.

use calendar::{BesideWork, ChainRule, Day, Leave, Period, Spell};
use proptest::prelude::*;

/// What was so for some days on end.
#[derive(Clone, Copy, Debug)]
pub struct Stage {
    pub sick: bool,
    /// No leave, or leave: with another cause or not, and what was decided of it beside work.
    pub leave: Option<(OtherCause, BesideWork)>,
    pub days: i32,
    /// Sickness that was sickness before begins a new spell all the same, leave a new leave.
    pub anew: bool,
}

pub type OtherCause = bool;

/// One history and the days on which it is looked at.
#[derive(Clone, Debug)]
pub struct History {
    pub begin: Day,
    pub spells: Vec<Spell>,
    pub leave: Vec<Leave>,
    pub rule: ChainRule,
    pub looks: Vec<Day>,
    /// From here on nothing is written any more.
    pub end: Day,
}

pub fn histories() -> impl Strategy<Value = History> {
    let begin = (2003i16..2046, 0i32..366);
    let stages = prop::collection::vec(stage(), 1..9);
    let looks = prop::collection::vec(200u32..1000, 3);
    (begin, stages, rule(), any::<bool>(), looks)
        .prop_map(|(begin, stages, rule, still_sick, looks)| history(begin, &stages, rule, still_sick, &looks))
}

fn stage() -> impl Strategy<Value = Stage> {
    let beside_work = prop_oneof![
        3 => Just(BesideWork::Open),
        1 => Just(BesideWork::PassedOver),
        1 => Just(BesideWork::Interrupts)
    ];
    let other_cause = prop_oneof![2 => Just(false), 1 => Just(true)];
    let leave = prop::option::weighted(0.33, (other_cause, beside_work));
    let days = prop_oneof![2 => 1i32..8, 3 => 25i32..31, 2 => 1i32..90];
    (prop::bool::weighted(0.6), leave, days, prop::bool::weighted(0.3)).prop_map(|(sick, leave, days, anew)| Stage {
        sick,
        leave,
        days,
        anew,
    })
}

fn rule() -> impl Strategy<Value = ChainRule> {
    prop_oneof![8 => Just(28u32), 1 => 0u32..4, 1 => 0u32..60]
        .prop_map(|joins_below_days| ChainRule { joins_below_days })
}

fn history(
    (year, day_of_year): (i16, i32),
    stages: &[Stage],
    rule: ChainRule,
    still_sick: bool,
    looks: &[u32],
) -> History {
    let begin = Day::new(year, 1, 1).unwrap().plus_days(day_of_year);
    let mut spells: Vec<Spell> = Vec::new();
    let mut leave: Vec<Leave> = Vec::new();
    let mut today = begin;
    let mut was_sick = false;
    let mut was_leave = None;
    for stage in stages {
        let last = today.plus_days(stage.days - 1);
        if stage.sick {
            match spells.last_mut() {
                Some(spell) if was_sick && !stage.anew => spell.last = Some(last),
                _ => spells.push(Spell { id: format!("s{}", spells.len()), first: today, last: Some(last) }),
            }
        }
        if let Some((other_cause, beside_work)) = stage.leave {
            match leave.last_mut() {
                Some(earlier) if was_leave == stage.leave && !stage.anew => earlier.period.last = last,
                _ => leave.push(Leave {
                    id: format!("m{}", leave.len()),
                    period: Period::new(today, last).unwrap(),
                    other_cause,
                    beside_work,
                }),
            }
        }
        (was_sick, was_leave) = (stage.sick, stage.leave);
        today = last.plus_days(1);
    }
    if let (true, true, Some(spell)) = (was_sick, still_sick, spells.last_mut()) {
        spell.last = None;
    }
    let written = begin.days_until(today) + 40;
    let looks = looks.iter().map(|share| begin.plus_days(written * *share as i32 / 1000)).collect();
    History { begin, spells, leave, rule, looks, end: today.plus_days(40) }
}
