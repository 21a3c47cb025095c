//! Lanes: threads that do one kind of work each, in order, and outlive a failure in it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use thiserror::Error;

/// A thread with the way to hand it work.
#[derive(Debug)]
pub(crate) struct Lane<Work> {
    sender: Sender<Work>,
    /// Never carries anything; it is closed when the thread ends.
    ended: Receiver<()>,
}

impl<Work: Send + 'static> Lane<Work> {
    /// Starts a thread that runs until its work ends.
    pub(crate) fn start(
        name: &str,
        run: impl FnOnce(Receiver<Work>) + Send + 'static,
    ) -> Result<Self> {
        let (sender, receiver) = channel();
        let (alive, ended) = channel();
        thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || {
                let _alive: Sender<()> = alive;
                run(receiver);
            })
            .with_context(|| format!("cannot start the {name} thread; end other programs"))?;
        Ok(Self { sender, ended })
    }

    /// Hands work over; a lane that has ended drops it.
    pub(crate) fn send(&self, work: Work) {
        let _ = self.sender.send(work);
    }

    /// Returns another way to hand work over.
    pub(crate) fn sender(&self) -> Sender<Work> {
        self.sender.clone()
    }

    /// Ends the lane after the work it has; tells whether it did so in time.
    pub(crate) fn close(self, patience: Duration) -> Closing {
        let Self { sender, ended } = self;
        drop(sender);
        let closing = Closing { ended };
        closing.wait(patience);
        closing
    }
}

/// A lane that takes no more work.
#[derive(Debug)]
pub(crate) struct Closing {
    ended: Receiver<()>,
}

impl Closing {
    /// Waits for the end; tells whether it came in time.
    pub(crate) fn wait(&self, patience: Duration) -> bool {
        matches!(self.ended.recv_timeout(patience), Err(RecvTimeoutError::Disconnected))
    }
}

/// The program itself failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error(
    "the program failed at this, which is a defect; what was saved before is safe; please report it"
)]
pub(crate) struct Defect;

/// Runs work that may have a defect; a panic in it becomes an error.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(Defect.into()))
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::time::Duration;

    use super::{Lane, guarded};

    #[test]
    fn work_is_done_in_order_before_the_lane_ends() {
        let (sender, receiver) = channel();
        let lane = Lane::start("test", move |work| {
            for number in work {
                sender.send(number).unwrap();
            }
        })
        .unwrap();
        for number in 0..100 {
            lane.send(number);
        }
        assert!(lane.close(Duration::from_secs(60)).wait(Duration::ZERO));
        assert_eq!(receiver.into_iter().collect::<Vec<_>>(), (0..100).collect::<Vec<_>>());
    }

    #[test]
    fn a_lane_that_does_not_end_is_not_waited_for() {
        let (hold, until_then) = channel::<()>();
        let lane = Lane::<()>::start("test", move |_| {
            let _ = until_then.recv();
        })
        .unwrap();
        let closing = lane.close(Duration::from_millis(1));
        assert!(!closing.wait(Duration::ZERO));
        drop(hold);
        assert!(closing.wait(Duration::from_secs(60)));
    }

    #[test]
    fn a_panic_becomes_an_error() {
        let failed = guarded::<()>(|| panic!("a defect that the test makes"));
        assert!(failed.unwrap_err().to_string().contains("please report it"));
        assert_eq!(guarded(|| Ok(1)).unwrap(), 1);
    }
}
