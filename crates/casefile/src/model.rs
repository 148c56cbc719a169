//! What a case is made of.

pub(crate) mod case_file;
pub(crate) mod decision;
pub(crate) mod employment;
pub(crate) mod leave;
pub(crate) mod person;
pub(crate) mod spell;
pub(crate) mod statement;
pub(crate) mod subjects;
