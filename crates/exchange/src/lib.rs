//! Outside standards, one module each: what was found below, in the form that other programs read. Conversion only: which
//! words may stand there is decided by whoever hands them in.

pub mod icalendar;
