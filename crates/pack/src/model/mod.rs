//! What a pack holds, as types.

mod condition;
mod content_list;
mod coverage;
mod deadline;
mod declaration;
mod edition;
mod figure;
mod house;
mod pack;
mod rule;
mod source;
mod table;
mod text;
mod value;

pub use condition::{Aggregate, CalendarFunction, Condition, Fold, Input, Interval, Reads, Slot, Test};
pub use content_list::{ContentItem, ContentList};
pub use coverage::{
    Coverage, Elsewhere, MetBy, PlannedRoom, Requirement, RequirementId, RequirementKind, RequirementSource, Standing,
};
pub use deadline::{Anchor, Deadline, Offset, OffsetUnit, Warning};
pub use declaration::{AlarmClass, Choice, Declaration, Persistence, SourceKind, ValueDomain, Written};
pub use edition::{Edition, Newer, Strength};
pub use figure::{Bound, Figure, FigureNumber};
pub use house::{HousePack, OwnTerm, Queue, RaisedAlarm};
pub use pack::{Chosen, GlossaryWord, Pack, Stage, Validity};
pub use rule::{
    Body, Confidence, Contradiction, Derived, Exception, Intervention, Judgement, Question, Rule, SourceQuote,
};
pub use source::{Clause, Source};
pub use table::{Cell, Row, Table};
pub use text::{Audience, OutcomeTexts, Slots, Step, Within};
pub use value::{ChainDeclaration, DatedNumber, DatedValue, HolidayList, Number, SelectedBy, SettingRange};
