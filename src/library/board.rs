//! The board: what is still to be fetched, handed out to several threads at the pace that hosts bear.

use std::collections::{BTreeSet, VecDeque};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::fetch::Stop;
use crate::fetch::pace::{Outcome, Pace, Rules, When};

/// How long a wish to stop may go unseen.
const GLANCE: Duration = Duration::from_millis(100);

/// How long a host is waited for; what waits longer is left for another time.
const PATIENCE: SignedDuration = SignedDuration::from_secs(20);

/// Work with the host that it asks, if it asks one.
#[derive(Debug)]
pub(crate) struct Waiting<Work> {
    /// The host.
    pub(crate) host: Option<String>,
    /// The work.
    pub(crate) work: Work,
}

/// Something to do.
#[derive(Debug)]
pub(crate) enum Turn<Work> {
    /// Do this, and say when it is done.
    Do(Waiting<Work>),
    /// The host of this must not be asked for a good while.
    PutOff(Work, Rest),
    /// There is no more.
    Done,
}

/// How long a host must not be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rest {
    /// It does not answer, and is left alone until then.
    Silent(Timestamp),
    /// It wants to be asked no sooner than then.
    Asked(Timestamp),
}

/// What is to be done and what is under way.
#[derive(Debug)]
pub(crate) struct Board<Work> {
    inside: Mutex<Inside<Work>>,
    changed: Condvar,
}

#[derive(Debug)]
struct Inside<Work> {
    waiting: VecDeque<Waiting<Work>>,
    running: usize,
    pace: Pace,
    /// The hosts that said when they want to be asked.
    busy: BTreeSet<String>,
}

impl<Work> Board<Work> {
    /// Makes a board of work for hosts that are treated by rules.
    pub(crate) fn new(rules: Rules, waiting: Vec<Waiting<Work>>) -> Self {
        let inside = Inside {
            waiting: waiting.into(),
            running: 0,
            pace: Pace::new(rules),
            busy: BTreeSet::new(),
        };
        Self { inside: Mutex::new(inside), changed: Condvar::new() }
    }

    /// Adds work that came up.
    pub(crate) fn add(&self, work: Vec<Waiting<Work>>) {
        self.lock().waiting.extend(work);
        self.changed.notify_all();
    }

    /// Waits for something to do.
    pub(crate) fn take(&self, stop: &Stop) -> Turn<Work> {
        let mut inside = self.lock();
        loop {
            if stop.is_stopped() {
                return Turn::Done;
            }
            let now = Timestamp::now();
            let pause = match inside.next(now) {
                Next::Take(turn) => return turn,
                Next::Wait(until) => until,
            };
            if inside.waiting.is_empty() && inside.running == 0 {
                self.changed.notify_all();
                return Turn::Done;
            }
            let pause = pause
                .and_then(|until| Duration::try_from(until.duration_since(now)).ok())
                .map_or(GLANCE, |pause| pause.min(GLANCE));
            let waited = self.changed.wait_timeout(inside, pause);
            inside = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Says what came of work that was taken.
    pub(crate) fn done(&self, host: Option<&str>, outcome: Outcome) {
        let mut inside = self.lock();
        inside.running -= 1;
        if let Some(host) = host {
            inside.pace.end(host, outcome, Timestamp::now());
            if let Outcome::Busy(Some(_)) = outcome {
                inside.busy.insert(host.to_owned());
            }
        }
        drop(inside);
        self.changed.notify_all();
    }

    /// A thread that failed at its work leaves the board as it was.
    fn lock(&self) -> MutexGuard<'_, Inside<Work>> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

enum Next<Work> {
    Take(Turn<Work>),
    Wait(Option<Timestamp>),
}

impl<Work> Inside<Work> {
    /// Returns the first work whose host may be asked, or when that will be.
    fn next(&mut self, now: Timestamp) -> Next<Work> {
        let mut earliest: Option<Timestamp> = None;
        for at in 0..self.waiting.len() {
            let when = match &self.waiting[at].host {
                Some(host) => self.pace.may_ask(host, now),
                None => When::Now,
            };
            match when {
                When::Now => {
                    let Some(taken) = self.waiting.remove(at) else { continue };
                    if let Some(host) = &taken.host {
                        self.pace.begin(host, now);
                    }
                    self.running += 1;
                    return Next::Take(Turn::Do(taken));
                }
                When::At(time) if time.duration_since(now) > PATIENCE => {
                    let Some(taken) = self.waiting.remove(at) else { continue };
                    let asked = taken.host.as_ref().is_some_and(|host| self.busy.contains(host));
                    let rest = if asked { Rest::Asked(time) } else { Rest::Silent(time) };
                    return Next::Take(Turn::PutOff(taken.work, rest));
                }
                When::At(time) => earliest = Some(earliest.map_or(time, |other| other.min(time))),
                When::Full => {}
            }
        }
        Next::Wait(earliest)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::{SignedDuration, Timestamp};

    use super::{Board, Rest, Turn, Waiting};
    use crate::fetch::Stop;
    use crate::fetch::pace::{Outcome, Rules};

    fn board(hosts: &[&str]) -> Board<usize> {
        let rules = Rules { at_once: 2, interval: Duration::ZERO, ..Rules::default() };
        let waiting = hosts.iter().enumerate().map(|(work, host)| Waiting {
            host: Some((*host).to_owned()).filter(|host| !host.is_empty()),
            work,
        });
        Board::new(rules, waiting.collect())
    }

    #[track_caller]
    fn take(board: &Board<usize>, expected: usize) {
        match board.take(&Stop::default()) {
            Turn::Do(taken) => assert_eq!(taken.work, expected),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_host_is_asked_by_two_at_once() {
        let board = board(&["a", "a", "a", "b", ""]);
        for expected in [0, 1, 3, 4] {
            take(&board, expected);
        }
        board.done(Some("a"), Outcome::Answered);
        take(&board, 2);
    }

    #[test]
    fn work_that_comes_up_is_done_before_the_end() {
        let board = board(&["a"]);
        take(&board, 0);
        board.add(vec![Waiting { host: None, work: 7 }]);
        board.done(Some("a"), Outcome::Answered);
        take(&board, 7);
        board.done(None, Outcome::Answered);
        assert!(matches!(board.take(&Stop::default()), Turn::Done));
    }

    #[test]
    fn a_host_that_fails_is_left_alone() {
        let board = board(&["a", "a", "b"]);
        take(&board, 0);
        board.done(Some("a"), Outcome::Failed);
        assert!(matches!(board.take(&Stop::default()), Turn::PutOff(1, Rest::Silent(_))));
        take(&board, 2);
    }

    #[test]
    fn a_host_that_says_when_is_left_alone_until_then() {
        let board = board(&["a", "a"]);
        take(&board, 0);
        let until = Timestamp::now() + SignedDuration::from_hours(1);
        board.done(Some("a"), Outcome::Busy(Some(until)));
        let Turn::PutOff(1, rest) = board.take(&Stop::default()) else {
            panic!("it is not put off");
        };
        assert_eq!(rest, Rest::Asked(until));
    }

    #[test]
    fn stopping_ends_it() {
        let (board, stop) = (board(&["a"]), Stop::default());
        stop.stop();
        assert!(matches!(board.take(&stop), Turn::Done));
    }
}
