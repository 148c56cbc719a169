//! What facts can be about, beside worker and employment.

use facts::{RecordList, SubjectId};
use notation::Place;

/// One episode of complaints. When it began is a statement, not a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Episode {
    /// Identity within the case; without one in the file `episode-1` and so on.
    pub id: SubjectId,
    /// Where it stands.
    pub place: Place,
}

/// The members of one named list, as far as the file names them here. Whether the list is complete is a statement
/// (S-10), and a statement may be about a member that is not named here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordMembers {
    /// Which list.
    pub list: RecordList,
    /// Its members, none twice.
    pub members: Vec<SubjectId>,
    /// Where the list stands.
    pub place: Place,
}
