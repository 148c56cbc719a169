//! Why spells and leave make no chain.

use std::fmt;

/// What is wrong with the spells or the leave, with the ids concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChainError {
    /// A spell has its last day before its first.
    SpellEndsBeforeItStarts {
        /// The id of the spell.
        spell: String,
    },
    /// A leave has its last day before its first.
    LeaveEndsBeforeItStarts {
        /// The id of the leave.
        leave: String,
    },
    /// Two spells have a day in common.
    SpellsOverlap {
        /// The id of the spell that begins first.
        earlier: String,
        /// The id of the other spell.
        later: String,
    },
    /// Two leaves have a day in common.
    LeavesOverlap {
        /// The id of the leave that begins first.
        earlier: String,
        /// The id of the other leave.
        later: String,
    },
}

impl fmt::Display for ChainError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ChainError::SpellEndsBeforeItStarts { spell } => {
                write!(out, "spell `{spell}` ends before it starts; expected a last sick day on or after the first")
            }
            ChainError::LeaveEndsBeforeItStarts { leave } => {
                write!(out, "leave `{leave}` ends before it starts; expected a last day on or after the first")
            }
            ChainError::SpellsOverlap { earlier, later } => write!(
                out,
                "spells `{earlier}` and `{later}` overlap; expected the first to end before the second starts"
            ),
            ChainError::LeavesOverlap { earlier, later } => write!(
                out,
                "leaves `{earlier}` and `{later}` overlap; expected the first to end before the second starts"
            ),
        }
    }
}

impl std::error::Error for ChainError {}
