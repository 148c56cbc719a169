//! The words that guideline packs and case files share (S-5).
//!
//! A *fact* is identified by its kind and its subject and by nothing else (S-3). What somebody
//! said about a fact on a day is a [`Statement`]; what follows from all statements together is
//! read elsewhere (`engine::reading`). This room only names things.
//!
//! It deliberately knows no pack, no case and no rule: it is a leaf between `calendar` and the
//! rooms that need the same words.

mod class;
mod clause;
mod id;
mod language;
mod role;
mod statement;
mod subject;
mod value;

pub use class::DataClass;
pub use clause::ClauseRef;
pub use id::{ChoiceId, FactKindId, PackId, PersonId, RecordList, RuleId, StatementId, SubjectId};
pub use language::{Language, Localized};
pub use role::{Role, Side};
pub use rust_decimal::Decimal;
pub use statement::{Recorded, Said, Statement};
pub use subject::{FactId, Subject, SubjectKind};
pub use value::{Value, ValueKind};
