//! The variables of a goal: everything its outcome can depend on.

use facts::FactKindId;
use pack::Input;
use pack::classes::Classes;
use std::sync::Arc;

/// The class of a judgement that nobody has made yet.
pub const NOT_JUDGED: &str = "not_judged";

/// What a variable stands for. The derived order is the order in the diagrams only through [`Rank`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asked {
    /// A declared fact, a calendar function, a fold over records.
    Input(Input),
    /// A judgement for which there is a proposal: its value, or [`NOT_JUDGED`].
    Judged(FactKindId),
    /// What the professional would judge where the proposal proposes nothing: never known.
    IfJudged(FactKindId),
}

impl Asked {
    /// The fact that somebody states, when there is exactly one.
    pub fn fact(&self) -> Option<&FactKindId> {
        match self {
            Asked::Input(Input::Fact { kind, .. } | Input::Known(kind)) => Some(kind),
            Asked::Judged(kind) | Asked::IfJudged(kind) => Some(kind),
            Asked::Input(Input::Calendar(_) | Input::Same(_) | Input::Aggregate(_)) => None,
        }
    }
}

/// The place of a variable in the order: calendar, then facts in question order, judgements, folds, and last
/// what would be judged.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Rank(pub(crate) u8, pub(crate) usize, pub(crate) Asked);

/// One variable with the classes of its values.
#[derive(Clone, Debug)]
pub struct Variable {
    /// What it stands for.
    pub asked: Asked,
    /// The kinds of answer that make a difference somewhere in the goal.
    pub classes: Arc<Classes>,
}
