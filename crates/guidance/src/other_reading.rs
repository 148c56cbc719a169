//! Due days in the other reading: where the law leaves open how an absence is counted, both are shown until somebody decides.

use crate::link;
use casefile::CaseFile;
use engine::{Due, Obligation, Rulebook, Situation, assess_obligations};

/// Notes at each obligation the day it has in the other reading, where that is another day.
pub(crate) fn note(rulebook: &Rulebook, case: &CaseFile, situation: &Situation, obligations: &mut [Obligation]) {
    let Some(other) = link::in_other_reading(rulebook.library(), case, situation) else { return };
    let in_other_reading = assess_obligations(rulebook, &other);
    for obligation in obligations {
        let same = in_other_reading.iter().find(|other| other.rule == obligation.rule);
        let differs = |due: &&Due| Some(due.day) != last_day(obligation).map(|due| due.day);
        obligation.other_reading = same.and_then(last_day).filter(differs).cloned();
    }
}

fn last_day(obligation: &Obligation) -> Option<&Due> {
    obligation.due.as_ref().or(obligation.latest.as_ref())
}
