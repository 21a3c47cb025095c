//! Tickets: what is under way for each, how it is stopped, and how its replies are delivered.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::fetch::Stop;
use crate::library::doing::Doing;
use crate::library::reply::Reply;
use crate::library::request::Ticket;

/// How often it is told how far something has come.
const OFTEN: Duration = Duration::from_millis(100);

/// What is under way, by ticket.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tickets(Arc<Mutex<Vec<(Ticket, Stop)>>>);

impl Tickets {
    /// Says that something begins; returns what stops it.
    pub(crate) fn begin(&self, ticket: Ticket) -> Stop {
        let stop = Stop::default();
        self.lock().push((ticket, stop.clone()));
        stop
    }

    /// Says that something has ended.
    pub(crate) fn end(&self, ticket: Ticket) {
        let mut under_way = self.lock();
        if let Some(at) = under_way.iter().position(|(other, _)| *other == ticket) {
            under_way.remove(at);
        }
    }

    /// Stops what is under way with a ticket.
    pub(crate) fn stop(&self, ticket: Ticket) {
        self.lock().iter().filter(|(other, _)| *other == ticket).for_each(|(_, stop)| stop.stop());
    }

    /// Stops everything.
    pub(crate) fn stop_all(&self) {
        self.lock().iter().for_each(|(_, stop)| stop.stop());
    }

    fn lock(&self) -> MutexGuard<'_, Vec<(Ticket, Stop)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The way to a face, for any thread.
#[derive(Clone)]
pub(crate) struct Deliver(Arc<Mutex<dyn Fn(Ticket, Reply) + Send>>);

impl Deliver {
    /// Makes the way to whoever takes replies.
    pub(crate) fn new(deliver: impl Fn(Ticket, Reply) + Send + 'static) -> Self {
        Self(Arc::new(Mutex::new(deliver)))
    }

    /// Delivers a reply.
    pub(crate) fn deliver(&self, ticket: Ticket, reply: Reply) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)(ticket, reply);
    }

    /// Returns what tells the face how far something has come.
    pub(crate) fn teller(&self, ticket: Ticket) -> Teller {
        Teller { deliver: self.clone(), ticket, throttle: Mutex::default() }
    }
}

/// Tells a face how far something has come, but not all the time.
pub(crate) struct Teller {
    deliver: Deliver,
    ticket: Ticket,
    throttle: Mutex<Throttle>,
}

impl Teller {
    /// Tells it, unless something was told just now.
    pub(crate) fn tell(&self, doing: Doing) {
        let mut throttle = self.throttle.lock().unwrap_or_else(PoisonError::into_inner);
        if throttle.pass(Instant::now()) {
            self.deliver.deliver(self.ticket, Reply::Progress(doing));
        }
    }
}

/// Lets something through now and then.
#[derive(Debug, Default)]
struct Throttle(Option<Instant>);

impl Throttle {
    fn pass(&mut self, now: Instant) -> bool {
        let passes = self.0.is_none_or(|last| now.saturating_duration_since(last) >= OFTEN);
        if passes {
            self.0 = Some(now);
        }
        passes
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::{Throttle, Tickets};
    use crate::fetch::Stop;
    use crate::library::request::Ticket;

    #[test]
    fn little_is_told_of_much() {
        let (mut throttle, start) = (Throttle::default(), Instant::now());
        let at = |milliseconds: u64| start + Duration::from_millis(milliseconds);
        let mut passed = vec![0, 1, 99, 100, 101, 350, 449, 450];
        passed.retain(|milliseconds| throttle.pass(at(*milliseconds)));
        assert_eq!(passed, [0, 100, 350, 450]);
    }

    #[test]
    fn a_ticket_stops_its_own() {
        let tickets = Tickets::default();
        let [one, two, three] = [1, 2, 1].map(|number| tickets.begin(Ticket(number)));
        tickets.end(Ticket(1));
        tickets.stop(Ticket(1));
        let stopped = [&one, &two, &three].map(Stop::is_stopped);
        assert_eq!(stopped, [false, false, true]);
        tickets.stop_all();
        assert!(two.is_stopped());
        tickets.end(Ticket(9));
    }
}
