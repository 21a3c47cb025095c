//! The pace: when a host may be asked again.
//!
//! A host is asked by a few at once only, not again before a moment has passed, less and less often while it
//! fails, and not before it wants to be. It is told the time and sends nothing. The way of a refresher:
//!
//! 1. [`Pace::may_ask`] for the host of every address that waits; where it says [`When::Now`],
//! 2. [`Pace::begin`], then fetch, then [`Pace::end`] with what came of it;
//! 3. when nothing may be asked now, wait for one that runs, or until the earliest [`When::At`].

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Timestamp;

use crate::fetch::address::Address;
use crate::fetch::answer::Answer;
use crate::fetch::error::{Fault, FetchError};

/// How hosts are treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// How many may ask one host at once; at least one.
    pub at_once: usize,
    /// The shortest time between two questions to one host.
    pub interval: Duration,
    /// How long a host is left alone after its first failure; twice as long after every further one.
    pub back_off: Duration,
    /// The longest that a host is left alone for its failures.
    pub longest: Duration,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            at_once: 2,
            interval: Duration::from_millis(500),
            back_off: Duration::from_secs(5 * 60),
            longest: Duration::from_secs(24 * 60 * 60),
        }
    }
}

impl Rules {
    /// Returns how long to leave alone what has failed so many times without an answer between: nothing after
    /// none. It serves for a feed, whose failures are kept, as for a host.
    pub fn rest(&self, failures: u32) -> Duration {
        let Some(doublings) = failures.checked_sub(1) else { return Duration::ZERO };
        let times = 1_u32.checked_shl(doublings).unwrap_or(u32::MAX);
        self.back_off.saturating_mul(times).min(self.longest)
    }
}

/// When a host may be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Now.
    Now,
    /// Not before this time.
    At(Timestamp),
    /// When one of those that ask it has ended.
    Full,
}

/// What came of asking a host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It answered, if only that something is not there or cannot be sent.
    Answered,
    /// It did not answer.
    Failed,
    /// It wants to be asked later.
    Busy(Option<Timestamp>),
    /// The user ended it.
    Stopped,
}

impl Outcome {
    /// Returns what a fetch says of its host.
    pub const fn of(result: &Result<Answer, FetchError>) -> Self {
        match result {
            Ok(_) => Self::Answered,
            Err(FetchError::Stopped { .. }) => Self::Stopped,
            Err(FetchError::Busy { until, .. }) => Self::Busy(*until),
            Err(FetchError::Failed { fault, .. }) => match fault {
                Fault::Unreachable | Fault::Silent => Self::Failed,
                // One page that a server cannot make says nothing of its others.
                Fault::Server
                | Fault::Broken
                | Fault::Address
                | Fault::Redirect
                | Fault::Refused
                | Fault::Missing
                | Fault::Gone
                | Fault::TooLarge => Self::Answered,
            },
        }
    }
}

/// When hosts may be asked.
#[derive(Clone, Debug, Default)]
pub struct Pace {
    rules: Rules,
    hosts: BTreeMap<String, Host>,
}

#[derive(Clone, Debug, Default)]
struct Host {
    asking: usize,
    failures: u32,
    not_before: Option<Timestamp>,
}

impl Pace {
    /// Makes a pace that knows no host yet.
    pub const fn new(rules: Rules) -> Self {
        Self { rules, hosts: BTreeMap::new() }
    }

    /// Returns the host of an address, as the pace knows it; an address that is none has one of its own.
    pub fn host(address: &str) -> String {
        match Address::parse(address) {
            Ok(address) => address.host().trim_end_matches('.').to_owned(),
            Err(_) => address.to_owned(),
        }
    }

    /// Returns when a host may be asked.
    pub fn may_ask(&self, host: &str, now: Timestamp) -> When {
        let Some(host) = self.hosts.get(host) else { return When::Now };
        if host.asking >= self.rules.at_once.max(1) {
            return When::Full;
        }
        match host.not_before {
            Some(time) if time > now => When::At(time),
            _ => When::Now,
        }
    }

    /// Says that a host is asked now.
    pub fn begin(&mut self, host: &str, now: Timestamp) {
        let interval = self.rules.interval;
        let host = self.hosts.entry(host.to_owned()).or_default();
        host.asking += 1;
        host.put_off(after(now, interval));
    }

    /// Says what came of asking a host.
    pub fn end(&mut self, host: &str, outcome: Outcome, now: Timestamp) {
        let rules = self.rules;
        let host = self.hosts.entry(host.to_owned()).or_default();
        host.asking = host.asking.saturating_sub(1);
        match outcome {
            Outcome::Answered => host.failures = 0,
            Outcome::Stopped => {}
            Outcome::Busy(Some(until)) => host.put_off(until),
            Outcome::Busy(None) | Outcome::Failed => {
                host.failures = host.failures.saturating_add(1);
                host.put_off(after(now, rules.rest(host.failures)));
            }
        }
    }
}

impl Host {
    fn put_off(&mut self, until: Timestamp) {
        self.not_before = self.not_before.max(Some(until));
    }
}

fn after(now: Timestamp, time: Duration) -> Timestamp {
    now.checked_add(time).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::Timestamp;

    use super::{Outcome, Pace, Rules, When};
    use crate::fetch::answer::Answer;
    use crate::fetch::error::{Fault, FetchError};

    const RULES: Rules = Rules {
        at_once: 2,
        interval: Duration::from_secs(1),
        back_off: Duration::from_secs(60),
        longest: Duration::from_secs(600),
    };

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    enum Step {
        Begin(&'static str, i64),
        End(&'static str, Outcome, i64),
        See(&'static str, i64, When),
    }
    use Step::{Begin, End, See};

    #[track_caller]
    fn play(steps: &[Step]) {
        let mut pace = Pace::new(RULES);
        for (number, step) in steps.iter().enumerate() {
            match step {
                Begin(host, second) => pace.begin(host, at(*second)),
                End(host, outcome, second) => pace.end(host, *outcome, at(*second)),
                See(host, second, expected) => {
                    assert_eq!(pace.may_ask(host, at(*second)), *expected, "step {number}");
                }
            }
        }
    }

    #[test]
    fn a_host_is_asked_by_a_few_at_once_and_not_without_a_pause() {
        play(&[
            See("a", 0, When::Now),
            Begin("a", 0),
            See("a", 0, When::At(at(1))),
            See("b", 0, When::Now),
            See("a", 1, When::Now),
            Begin("a", 1),
            See("a", 9, When::Full),
            End("a", Outcome::Answered, 9),
            See("a", 9, When::Now),
        ]);
    }

    #[test]
    fn a_host_that_fails_is_left_alone_longer_each_time_until_it_answers() {
        play(&[
            Begin("a", 0),
            End("a", Outcome::Failed, 0),
            See("a", 59, When::At(at(60))),
            See("a", 60, When::Now),
            Begin("a", 60),
            End("a", Outcome::Failed, 60),
            See("a", 60, When::At(at(180))),
            Begin("a", 180),
            End("a", Outcome::Busy(None), 180),
            See("a", 180, When::At(at(420))),
            Begin("a", 420),
            End("a", Outcome::Stopped, 420),
            See("a", 421, When::Now),
            Begin("a", 421),
            End("a", Outcome::Answered, 421),
            Begin("a", 500),
            End("a", Outcome::Failed, 500),
            See("a", 500, When::At(at(560))),
        ]);
    }

    #[test]
    fn a_host_that_asks_to_wait_is_waited_for() {
        play(&[
            Begin("a", 0),
            Begin("a", 1),
            End("a", Outcome::Busy(Some(at(1000))), 2),
            See("a", 999, When::At(at(1000))),
            End("a", Outcome::Answered, 3),
            See("a", 999, When::At(at(1000))),
            See("a", 1000, When::Now),
        ]);
    }

    #[test]
    fn the_rest_doubles_up_to_its_longest() {
        let table =
            [(0, 0), (1, 60), (2, 120), (3, 240), (4, 480), (5, 600), (40, 600), (u32::MAX, 600)];
        for (failures, seconds) in table {
            assert_eq!(RULES.rest(failures), Duration::from_secs(seconds), "{failures}");
        }
        assert_eq!(Rules::default().rest(60), Duration::from_secs(86400));
    }

    #[test]
    fn what_is_wrong_with_an_address_is_no_failure_of_its_host() {
        let failed = |fault| {
            Err(FetchError::Failed { address: String::new(), reason: String::new(), fault })
        };
        let table = [
            (Ok(Answer::Unchanged), Outcome::Answered),
            (failed(Fault::Gone), Outcome::Answered),
            (failed(Fault::Missing), Outcome::Answered),
            (failed(Fault::Server), Outcome::Answered),
            (failed(Fault::Unreachable), Outcome::Failed),
            (failed(Fault::Silent), Outcome::Failed),
            (
                Err(FetchError::Busy { address: String::new(), until: Some(at(5)) }),
                Outcome::Busy(Some(at(5))),
            ),
            (Err(FetchError::Stopped { address: String::new() }), Outcome::Stopped),
        ];
        for (result, expected) in table {
            assert_eq!(Outcome::of(&result), expected, "{result:?}");
        }
    }

    #[test]
    fn spellings_of_a_host_are_one() {
        let table = [
            ("https://Example.org./a", "example.org"),
            ("http://user@example.org:8080", "example.org"),
            ("nothing", "nothing"),
        ];
        for (address, host) in table {
            assert_eq!(Pace::host(address), host);
        }
    }
}
