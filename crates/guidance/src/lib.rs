//! This case, under these packs, on this day.
//!
//! The only room where a case and a guideline meet. It gives what was written in a case file its type by the
//! declarations of the packs, puts it before the engine, and hands out what came back as a [`View`] made for one role.
//! Nothing else of the assessment leaves this room: a reader receives a view, never the case (S-41). The one exception is
//! the [`Canonical`] form of the whole, which goes into receipts (S-44).
//!
//! It holds no number with clinical or legal meaning and reads no clock: the day is an argument.

mod advise;
mod canonical;
mod comparison;
mod interview;
mod link;
mod moved;
mod other_reading;
mod view;

pub use advise::{Guidance, Looked, advise};
pub use canonical::Canonical;
pub use comparison::{ComparedEdition, Comparison, Difference, EitherSide, compare};
pub use interview::{Answer, Answering, Interview};
pub use link::country_of;
pub use view::{
    AbsenceView, AnswerView, AnswersView, AskingKind, AskingView, BecauseView, ChangeSetView, ChangesView, DecidedView,
    DueView, EffectView, FindingView, GoalView, ItemView, KnownFact, MissingView, MissingWhy, MovedView, NamedValue,
    NearestView, NewerView, NoticeView, ObligationView, PublishedView, QueueView, ReasonText, Since, SkippedView,
    SourceView, StepView, View, WaitingView, WhoSaid, WhySkippedView, Withheld,
};
