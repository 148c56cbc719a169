//! Facts, packs and a day in; findings, obligations, open questions and explanations out.
//!
//! The engine is pure and total: no clock, no disk, no float, no panic. It does not know what a case is, what
//! a pack file looks like on disk, or who is looking. Its words are those of `semantics`: a *goal* is decided
//! when one outcome is left under every way to fill in what is unknown, and a fact is *relevant* when some such
//! way makes two answers differ. Both are exact, because goals are compiled to canonical decision diagrams.

mod assess;
mod change;
mod compile;
pub mod diagram;
pub mod direct;
mod explain;
mod finding;
mod gathered;
mod interview;
mod known;
mod leave;
mod obligation;
mod reading;
mod rulebook;
mod scenarios;
mod situation;
mod stricter;
mod variable;

pub use assess::{MOST_PAIRED, assess, assess_obligations};
pub use change::{ChangeSet, Changes, MOST_CHANGED, NewAnswer, NewValue, changes};
pub use compile::{CompiledGoal, MOST_NODES};
pub use explain::who_may_answer;
pub use finding::{
    Assessment, Because, Decided, Due, Explanation, Finding, Missing, Moved, NearestRow, Obligation, ObligationState,
    PublishedTerm, Stated, Status, Through,
};
pub use interview::{
    AskedBy, Asking, Interview, LeftOpen, Next, Scope, Skipped, Waiting, WaitsFor, WhySkipped, next_question,
};
pub use known::{Known, Members};
pub use leave::leave_as_judged;
pub use reading::{Reader, Reading, WhyUnknown};
pub use rulebook::{Possible, Rulebook};
pub use scenarios::{ScenarioFailure, run_scenarios};
pub use situation::{Absence, Decision, DecisionChoice, Situation, Unknown};
pub use variable::{Asked, NOT_JUDGED, Variable};
