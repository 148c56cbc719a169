//! Leave between spells, as it was judged: what it is beside worked days, and whether the causes differ (BW 7:629(10)).

use crate::reading::{Reader, Reading};
use crate::situation::Situation;
use calendar::{BesideWork, Day, Leave};
use facts::{FactId, FactKindId, Subject, SubjectKind, Value};
use pack::{COMMON_CAUSE_AROUND_LEAVE, COMMON_LEAVE_BESIDE_WORK, Library, Reads};

/// The leave with what was judged of it by the reference day. A judgement is about the leave that began last before the day
/// it speaks about: an earlier leave keeps its own.
pub fn leave_as_judged(library: &Library, situation: &Situation, mut leave: Vec<Leave>) -> Vec<Leave> {
    leave.sort_by(|a, b| (a.period, &a.id).cmp(&(b.period, &b.id)));
    let begins: Vec<Day> = leave.iter().map(|leave| leave.period.first).collect();
    let nexts = begins.iter().skip(1).map(|next| next.plus_days(-1)).chain(std::iter::once(situation.on));
    for (leave, until) in leave.iter_mut().zip(nexts) {
        let judged = |kind: &str| judged_between(library, situation, kind, leave.period.first, until);
        let beside_work = judged(COMMON_LEAVE_BESIDE_WORK);
        leave.other_cause |= judged(COMMON_CAUSE_AROUND_LEAVE).as_deref() == Some("other");
        leave.beside_work = match beside_work.as_deref() {
            Some("passed_over") => BesideWork::PassedOver,
            Some("interrupts") => BesideWork::Interrupts,
            _ => BesideWork::Open,
        };
    }
    leave
}

/// What was judged, by statements that speak about a day from the one to the other.
fn judged_between(library: &Library, situation: &Situation, kind: &str, from: Day, until: Day) -> Option<String> {
    let kind = FactKindId::new(kind);
    library.declaration(&kind)?;
    let said = situation.statements.iter().filter(|said| said.fact.kind == kind && from <= said.about);
    let statements: Vec<_> = said.cloned().collect();
    if statements.is_empty() {
        return None;
    }
    let then = Situation { on: situation.on.min(until), statements, ..situation.clone() };
    match Reader::new(library, &then).read(&FactId { kind, subject: Subject::only(SubjectKind::Case) }, Reads::Latest) {
        Reading::Known { value: Value::Choice(word), .. } => Some(word.as_str().to_owned()),
        _ => None,
    }
}
