//! Due days that moved: what was known before is looked at again, so that the earlier day stays visible beside the one
//! that holds now, with the entry that moved it; and what was met stays met (S-33).

use crate::link;
use calendar::Day;
use casefile::CaseFile;
use engine::{Moved, Obligation, ObligationState, Rulebook, Situation, assess_obligations};
use facts::{FactKindId, RuleId};
use pack::Body;
use std::collections::{BTreeMap, BTreeSet};

/// At most so many earlier days of knowing are looked at, the latest ones.
const MOST_LOOKED_AT: usize = 60;

/// What was owed as far as was known on an earlier day.
struct Earlier {
    /// The last day on which that was all that was known.
    known_until: Day,
    obligations: BTreeMap<RuleId, Obligation>,
}

/// Notes at each obligation the due days that it had before. What the employer's side may see is held against what the
/// employer's side may know of; nothing else tells there when something was recorded.
pub(crate) fn note(rulebook: &Rulebook, case: &CaseFile, situation: &Situation, obligations: &mut [Obligation]) {
    let (open, closed): (Vec<&mut Obligation>, Vec<&mut Obligation>) = obligations
        .iter_mut()
        .filter(|obligation| !comes_back(rulebook, &obligation.rule))
        .partition(|obligation| obligation.class.is_for_employer());
    let looked_at = [(Days::ForEmployer, open), (Days::All, closed)];
    for (which, obligations) in looked_at.into_iter().filter(|(_, obligations)| !obligations.is_empty()) {
        let entries = Entries::of(rulebook, case, situation, which);
        let before = entries.days().map(|recorded| recorded.plus_days(-1));
        let earlier: Vec<Earlier> = before.filter_map(|known| earlier(rulebook, case, situation, known)).collect();
        obligations.into_iter().for_each(|obligation| note_one(obligation, &earlier, &entries));
    }
}

fn note_one(obligation: &mut Obligation, earlier: &[Earlier], entries: &Entries) {
    let known = |earlier: &Earlier| Some((earlier.known_until, earlier.obligations.get(&obligation.rule)?.clone()));
    let history: Vec<(Day, Obligation)> = earlier.iter().filter_map(known).collect();
    obligation.moved = moves(&history, obligation, entries);
    let was_met =
        |(_, before): &(Day, Obligation)| before.state == ObligationState::Met && before.done_on == obligation.done_on;
    if obligation.state == ObligationState::MetLate && history.iter().any(was_met) {
        obligation.state = ObligationState::Met;
    }
}

/// A duty that comes back has a new due day after every round; that is no move.
fn comes_back(rulebook: &Rulebook, rule: &RuleId) -> bool {
    let body = rulebook.library().rule(rule).map(|rule| &rule.body);
    matches!(body, Some(Body::Deadline(deadline)) if deadline.every.is_some())
}

/// Each change of the due day from one look to the next.
fn moves(history: &[(Day, Obligation)], now: &Obligation, entries: &Entries) -> Vec<Moved> {
    let later = history.iter().skip(1).map(|(_, obligation)| obligation).chain(std::iter::once(now));
    let mut moved: Vec<Moved> = Vec::new();
    for ((known_until, before), after) in history.iter().zip(later) {
        let (Some(was), Some(is)) = (&before.due, &after.due) else { continue };
        if was.day != is.day {
            let recorded = known_until.plus_days(1);
            moved.push(Moved { was: was.clone(), recorded, entries: entries.on(recorded) });
        }
    }
    moved
}

/// What was owed with what was known on that day: nothing where it was another absence.
fn earlier(rulebook: &Rulebook, case: &CaseFile, situation: &Situation, known_on: Day) -> Option<Earlier> {
    let before = link::situation(rulebook.library(), case, "", situation.on, known_on).ok()?;
    is_same_absence(case, &before, situation).then(|| Earlier {
        known_until: known_on,
        obligations: assess_obligations(rulebook, &before)
            .into_iter()
            .map(|obligation| (obligation.rule.clone(), obligation))
            .collect(),
    })
}

/// One absence: the chains have a spell in common, as it was first entered or as it was put right.
fn is_same_absence(case: &CaseFile, before: &Situation, now: &Situation) -> bool {
    let spells = |situation: &Situation| -> BTreeSet<String> {
        let of_chain = situation.absence.chain().map(|chain| chain.spells().to_vec()).unwrap_or_default();
        of_chain.into_iter().map(|spell| first_entered(case, &spell.id)).collect()
    };
    let (before, now) = (spells(before), spells(now));
    before.iter().any(|spell| now.contains(spell))
}

/// The id of the entry that a spell goes back to, through all that put it right.
fn first_entered(case: &CaseFile, id: &str) -> String {
    let mut at = id.to_owned();
    let mut seen = BTreeSet::new();
    while seen.insert(at.clone()) {
        match case.spells.iter().find(|spell| spell.id == at).and_then(|spell| spell.replaces.clone()) {
            Some(replaced) => at = replaced,
            None => break,
        }
    }
    at
}

/// Which day facts are looked at.
#[derive(Clone, Copy)]
enum Days {
    /// Those that the employer's side may know of.
    ForEmployer,
    /// All of them.
    All,
}

/// The entries that can move a due day, by the day on which they were recorded.
struct Entries {
    by_day: BTreeMap<Day, Vec<String>>,
}

impl Entries {
    /// Spells and their last days, leave, and the day facts that an obligation is counted from or done by.
    fn of(rulebook: &Rulebook, case: &CaseFile, situation: &Situation, which: Days) -> Self {
        let mut by_day: BTreeMap<Day, Vec<String>> = BTreeMap::new();
        let mut add = |recorded: Day, id: &str| {
            let known = by_day.entry(recorded).or_default();
            if recorded <= situation.known_on && !known.iter().any(|entry| entry == id) {
                known.push(id.to_owned());
            }
        };
        for spell in &case.spells {
            add(spell.recorded, &spell.id);
            spell.last_day_recorded.iter().for_each(|recorded| add(*recorded, &spell.id));
        }
        case.leave.iter().for_each(|leave| add(leave.recorded, &leave.id));
        let mut days = rulebook.library().days_of_obligations();
        let for_employer = |kind: &FactKindId| {
            rulebook.library().declaration(kind).is_some_and(|declaration| declaration.class.is_for_employer())
        };
        days.retain(|kind| matches!(which, Days::All) || for_employer(kind));
        for statement in case.statements.iter().filter(|statement| days.contains(&statement.kind)) {
            add(statement.recorded.day, statement.id.as_str());
        }
        by_day.retain(|_, entries| !entries.is_empty());
        Self { by_day }
    }

    /// The days on which something was recorded, the latest of them, in the order of time.
    fn days(&self) -> impl Iterator<Item = Day> {
        let skipped = self.by_day.len().saturating_sub(MOST_LOOKED_AT);
        self.by_day.keys().copied().skip(skipped)
    }

    fn on(&self, recorded: Day) -> Vec<String> {
        self.by_day.get(&recorded).cloned().unwrap_or_default()
    }
}
