//! Whether two stretches of sick days are one absence.

use super::known_leave::KnownLeave;
use super::open_reading::OpenReading;
use super::runs::Run;
use super::spell::{BesideWork, ChainRule, Leave};
use super::stretch::Stretch;
use crate::day::Day;

/// How two stretches of sick days hang together.
pub(super) enum Join {
    /// One absence, in every reading.
    Certain,
    /// One absence in every reading, because of the leave between.
    AroundLeave,
    /// One absence in the careful reading only.
    ByReading(OpenReading),
    /// Two absences, in every reading.
    Apart,
}

/// How the stretch hangs together with the one before it.
pub(super) fn joining(before: &Stretch, after: &Stretch, leave: &KnownLeave, rule: ChainRule) -> Join {
    let first_between = before.last_day().plus_days(1);
    let last_between = after.first_day().plus_days(-1);
    let between = |passed_over: fn(&Leave) -> bool| -> u32 {
        leave.outside(first_between, last_between, passed_over).map(|part| part.days()).sum()
    };
    let all = between(|_| false);
    let with_leave = between(|leave| !leave.other_cause && leave.beside_work == BesideWork::PassedOver);
    let without_leave = between(|leave| !leave.other_cause && leave.beside_work != BesideWork::Interrupts);

    let directly_around_leave = between(|leave| !leave.other_cause) == 0;
    if all < rule.joins_below_days || all == 0 {
        return Join::Certain;
    }
    if directly_around_leave || with_leave < rule.joins_below_days {
        return Join::AroundLeave;
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
    let mut between = 0;
    let mut worked = false;
    for run in leave.runs(last_sick_day.plus_days(1), Day::LATEST) {
        let (period, is_work, interrupts) = match run {
            Run::Free(period) => (period, true, true),
            Run::OnLeave(leave, period) if leave.other_cause => (period, true, true),
            Run::OnLeave(leave, period) => (period, false, leave.beside_work == BesideWork::Interrupts),
        };
        // A spell joins for as long as no worked day lies before it, or too few days that interrupt.
        let joined_days = match (worked, is_work) {
            (false, false) => period.days(),
            (false, true) => rule.joins_below_days.saturating_sub(between).max(1),
            (true, _) if between >= rule.joins_below_days => 0,
            (true, _) if interrupts => rule.joins_below_days - between,
            (true, _) => period.days(),
        };
        if joined_days < period.days() {
            return period.first.plus_days(i32::try_from(joined_days).unwrap_or(i32::MAX) - 1);
        }
        if interrupts {
            between += period.days();
        }
        worked |= is_work;
    }
    Day::LATEST
}
