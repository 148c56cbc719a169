//! Receipts: what an advice was made from and what came out, sealed, so that it can be replayed years later (S-44, S-45).
//!
//! A [`Receipt`] is made from guidance and from the bytes behind it: the case and all files of the packs. [`verify`] takes the
//! bytes of a receipt and nothing else, reads packs and case out of it, advises once more, and says whether the same comes
//! out. It is pure: the key is handed in, and nothing in a receipt comes from a clock, but for the days that were asked for.
//!
//! The seal finds every changed byte. It is no signature: who holds a receipt holds the key, and could make another one.
//!
//! It deliberately lets case and guideline meet nowhere by itself: `guidance` does that, here as everywhere. And it knows
//! no file: who writes a receipt down, and where, is asked elsewhere.

mod archive;
mod content;
mod difference;
mod hash;
mod kept;
mod made;
mod seal;
mod verify;

pub use difference::Difference;
pub use hash::Key;
pub use made::{Given, Holder, Receipt, Refused};
pub use verify::{About, Answer, Verified, Why, verify};

/// The number of the format that this program writes. Before the first release, format 0 may change; from then on every
/// format that was ever written is replayed (S-45).
pub const FORMAT: u32 = 0;

/// The version of the program, as it stands in receipts.
pub const ENGINE: &str = env!("CARGO_PKG_VERSION");
