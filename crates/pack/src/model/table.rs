//! Decision tables (S-13).

use super::condition::{Input, Interval};
use super::declaration::Choice;
use facts::{ChoiceId, ClauseRef, FactKindId, SubjectKind};
use std::collections::{BTreeMap, BTreeSet};

/// A table from columns to an outcome.
#[derive(Clone, Debug)]
pub struct Table {
    /// What the outcome is about.
    pub subject: SubjectKind,
    /// All outcomes; most urgent first when `ranked`.
    pub values: Vec<Choice>,
    /// Whether the order of the values is an order of urgency.
    pub ranked: bool,
    /// Whether the outcome is the urgency of the case.
    pub urgency: bool,
    /// Outcomes that halt all later goals but the statutory ones (S-17).
    pub stops: BTreeSet<ChoiceId>,
    /// What is read.
    pub columns: Vec<Input>,
    /// The columns by which the nearest rows are named where no row covers.
    pub nearest_by: Vec<usize>,
    /// The rows.
    pub rows: Vec<Row>,
    /// What an uncovered combination means; none: the table is complete.
    pub otherwise: Option<ChoiceId>,
    /// Unknown facts that are acted on as if they had this value (S-11).
    pub unknown_counts_as: BTreeMap<FactKindId, ChoiceId>,
}

/// One row.
#[derive(Clone, Debug)]
pub struct Row {
    /// Permanent identifier within the table.
    pub id: String,
    /// One cell per column, in the order of the columns.
    pub cells: Vec<Cell>,
    /// The outcome.
    pub then: ChoiceId,
    /// The clause, when narrower than the rule's own.
    pub clause: Option<ClauseRef>,
}

/// What a row asks of one column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Anything.
    Free,
    /// One of these words.
    Words(BTreeSet<ChoiceId>),
    /// A number within a range.
    Range(Interval),
}
