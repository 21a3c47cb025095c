//! Work under way: what the library was asked for that takes its time, and how far it has come.

use crate::library::{Doing, Ticket};
use crate::source::FeedId;

/// What is under way, the newest last.
#[derive(Clone, Debug, Default)]
pub struct Work {
    running: Vec<Running>,
    /// Which of it fetches a feed, or all.
    fetching: Vec<(Ticket, Option<FeedId>)>,
}

/// One piece of work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Running {
    /// The request.
    pub ticket: Ticket,
    /// How far it has come, once it has said so.
    pub doing: Option<Doing>,
    /// Whether the user wants it to stop.
    pub course: Course,
}

/// Whether work goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// It does.
    Going,
    /// It has been asked to stop.
    Stopping,
}

impl Work {
    /// Notes that a request takes its time.
    pub fn start(&mut self, ticket: Ticket) {
        self.running.push(Running { ticket, doing: None, course: Course::Going });
    }

    /// Notes that a request fetches a feed, or all.
    pub fn fetches(&mut self, ticket: Ticket, feed: Option<FeedId>) {
        self.fetching.push((ticket, feed));
    }

    /// Tells whether a feed is being fetched, or all are.
    pub fn is_fetching(&self, feed: Option<FeedId>) -> bool {
        self.fetching.iter().any(|(_, other)| other.is_none() || *other == feed)
    }

    /// Notes how far a request has come; one that is not known any more says nothing.
    pub fn progress(&mut self, ticket: Ticket, doing: Doing) {
        if let Some(running) = self.running.iter_mut().find(|running| running.ticket == ticket) {
            running.doing = Some(doing);
        }
    }

    /// Notes that a request is done with.
    pub fn finish(&mut self, ticket: Ticket) {
        self.running.retain(|running| running.ticket != ticket);
        self.fetching.retain(|(other, _)| *other != ticket);
    }

    /// Returns what was begun last of what is shown.
    pub fn newest(&self) -> Option<&Running> {
        self.running.iter().rev().find(|running| running.doing.is_some())
    }

    /// Asks the newest that goes on to stop; returns it, if there is one.
    pub fn stop(&mut self) -> Option<Ticket> {
        let running =
            self.running.iter_mut().rev().find(|running| running.course == Course::Going)?;
        running.course = Course::Stopping;
        Some(running.ticket)
    }

    /// Tells whether something goes on that can be stopped.
    pub fn can_stop(&self) -> bool {
        self.running.iter().any(|running| running.course == Course::Going)
    }
}

#[cfg(test)]
mod tests {
    use super::Work;
    use crate::library::{Doing, Ticket};

    #[test]
    fn the_newest_is_shown_and_stopped_first() {
        let doing = |done| Doing::Refreshing { done, all: 9, new: 0 };
        let mut work = Work::default();
        work.start(Ticket(1));
        work.start(Ticket(2));
        work.progress(Ticket(1), doing(1));
        assert_eq!(work.newest().and_then(|running| running.doing.clone()), Some(doing(1)));
        assert_eq!(work.stop(), Some(Ticket(2)));
        assert_eq!(work.stop(), Some(Ticket(1)));
        assert_eq!(work.stop(), None);
        work.finish(Ticket(1));
        work.progress(Ticket(1), doing(2));
        assert_eq!(work.newest(), None);
        assert!(!work.can_stop());
    }
}
