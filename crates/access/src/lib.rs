//! Who may see what.
//!
//! One table decides which data classes a role reads; one wall decides what else stands in the way of the employer's
//! side. Views are built against these two and nothing else. This room knows no pack and no guidance: it is asked about
//! classes, and answers.
//!
//! It does not yet know relations (this case, this department, this referral): a role is asked about one case that its
//! caller already may open.

mod wall;

pub use wall::{Content, NoAccess, Wall};
