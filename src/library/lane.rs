//! Lanes: threads that do one kind of work each, in order, and outlive a failure in it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
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
        spawn(name, move || {
            let _alive: Sender<()> = alive;
            run(receiver);
        })?;
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

/// Threads that share one queue of work.
#[derive(Debug)]
pub(crate) struct Pool<Work> {
    sender: Sender<Work>,
}

impl<Work: Send + 'static> Pool<Work> {
    /// Starts so many threads; each does with the work it gets what `make` returns for it, until there is no
    /// more.
    pub(crate) fn start<Run: FnMut(Work) + Send + 'static>(
        name: &str,
        count: usize,
        make: impl Fn() -> Run,
    ) -> Result<Self> {
        let (sender, receiver) = channel::<Work>();
        let receiver = Arc::new(Mutex::new(receiver));
        for _ in 0..count {
            let (receiver, mut run) = (Arc::clone(&receiver), make());
            let next = move || receiver.lock().unwrap_or_else(PoisonError::into_inner).recv();
            spawn(name, move || {
                while let Ok(work) = next() {
                    run(work);
                }
            })?;
        }
        Ok(Self { sender })
    }

    /// Hands work over to the first thread that is free.
    pub(crate) fn send(&self, work: Work) {
        let _ = self.sender.send(work);
    }
}

fn spawn(name: &str, run: impl FnOnce() + Send + 'static) -> Result<()> {
    thread::Builder::new()
        .name(name.to_owned())
        .spawn(run)
        .with_context(|| format!("cannot start the {name} thread; end other programs"))?;
    Ok(())
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
    use std::sync::{Arc, Mutex};
    use std::time::Duration;

    use super::{Lane, Pool, guarded};

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
    fn work_of_a_pool_is_done_by_whoever_is_free() {
        let (sender, receiver) = channel();
        let (hold, until_then) = channel::<()>();
        let until_then = Arc::new(Mutex::new(until_then));
        let pool = Pool::start("test", 2, || {
            let (sender, until_then) = (sender.clone(), Arc::clone(&until_then));
            move |number| {
                if number == 0 {
                    let _ = until_then.lock().unwrap().recv();
                }
                sender.send(number).unwrap();
            }
        })
        .unwrap();
        drop(sender);
        for number in 0..10 {
            pool.send(number);
        }
        let others: Vec<_> = receiver.iter().take(9).collect();
        assert_eq!(others, (1..10).collect::<Vec<_>>());
        drop(hold);
        drop(pool);
        assert_eq!(receiver.into_iter().collect::<Vec<_>>(), [0]);
    }

    #[test]
    fn a_panic_becomes_an_error() {
        let failed = guarded::<()>(|| panic!("a defect that the test makes"));
        assert!(failed.unwrap_err().to_string().contains("please report it"));
        assert_eq!(guarded(|| Ok(1)).unwrap(), 1);
    }
}
