//! The second thread.

use std::thread;

/// Works, while a second thread does what the work is going to need. Where there can be no second thread, the first does
/// it all.
pub(crate) fn while_ahead<T>(ahead: impl FnOnce() + Send, work: impl FnOnce() -> T) -> T {
    thread::scope(|scope| {
        _ = thread::Builder::new().spawn_scoped(scope, ahead);
        work()
    })
}
