//! Whether two stretches of sick days are one absence.

use super::known_leave::KnownLeave;
use super::open_reading::OpenReading;
use super::spell::ChainRule;
use super::stretch::Stretch;
use crate::day::Day;
use crate::period::Period;

/// How two stretches of sick days hang together.
pub(super) enum Join {
    /// One absence, in every reading.
    Certain,
    /// One absence in the careful reading only.
    ByReading(OpenReading),
    /// Two absences, in every reading.
    Apart,
}

/// How the stretch hangs together with the one before it.
pub(super) fn joining(before: &Stretch, after: &Stretch, leave: &KnownLeave, rule: ChainRule) -> Join {
    let first_between = before.last_day().plus_days(1);
    let last_between = after.first_day().plus_days(-1);
    let with_leave = Period { first: first_between, last: last_between }.days();
    let interrupting = leave.outside_same_cause(first_between, last_between);
    let without_leave = interrupting.map(|part| part.days()).sum();

    let directly_around_leave = without_leave == 0;
    if directly_around_leave || with_leave < rule.joins_below_days {
        return Join::Certain;
    }
    if without_leave < rule.joins_below_days {
        return Join::ByReading(OpenReading {
            after_spell: before.spell.clone(),
            before_spell: after.spell.clone(),
            gap_days_without_leave: without_leave,
            gap_days_with_leave: with_leave,
            first_day_if_not_joined: after.first_day(),
        });
    }
    Join::Apart
}

/// The last day on which a new spell can begin and still join an absence that stopped after this day, in the careful
/// reading and with known leave passed over.
pub(super) fn joins_until(last_sick_day: Day, leave: &KnownLeave, rule: ChainRule) -> Day {
    // With no day between, spells join under any rule: the first day is always open.
    let mut days_left = rule.joins_below_days.max(1);
    let tomorrow = last_sick_day.plus_days(1);
    for part in leave.outside_same_cause(tomorrow, Day::LATEST) {
        let days = part.days();
        if days_left <= days {
            return part.up_to_day(days_left).last;
        }
        days_left -= days;
    }
    Day::LATEST
}
