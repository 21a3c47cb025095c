//! The tally of a refreshing, with the feeds that were read, but whose whole articles are still to be
//! fetched.
//!
//! What the server calls its copy of a feed may be kept only when all that the copy asks for was done: the
//! next refresh would else be told that nothing has changed, and the rest would never come. Nothing here
//! fetches or writes.

use std::collections::HashMap;

use crate::library::outcome::Refreshed;
use crate::source::FeedId;
use crate::store::{Check, Checked};

/// What came of a refreshing so far.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// How many jobs there are.
    pub(crate) all: usize,
    /// How many of them are done.
    pub(crate) ended: usize,
    /// What is told in the end.
    pub(crate) done: Refreshed,
    /// What is to be written down of the feeds.
    pub(crate) checks: Vec<Checked>,
    /// What is to be written down when their articles were fetched.
    pub(crate) pending: Pending,
    /// How many whole articles could not be fetched, and why the first could not.
    pub(crate) missed: Option<(usize, String)>,
}

impl Tally {
    /// Notes how fetching a feed went.
    pub(crate) fn note(&mut self, checked: Checked) {
        match &checked.check {
            Check::PutOff { error, .. } | Check::Failed { error, .. } => {
                self.done.failed.push(error.clone());
            }
            Check::Unchanged | Check::Read { .. } | Check::Joined(_) => self.done.feeds += 1,
        }
        self.checks.push(checked);
    }

    /// Notes how the article of a feed ended.
    pub(crate) fn end(&mut self, feed: FeedId, ended: Ended) {
        if let Some(checked) = self.pending.end(feed, ended) {
            self.note(checked);
        }
    }

    /// Counts a whole article that could not be fetched.
    pub(crate) fn missed(&mut self, why: String) {
        self.missed.get_or_insert((0, why)).0 += 1;
    }

    /// Says what came of it all, with what was left when it was stopped.
    pub(crate) fn sum_up(self, stopped: bool) -> Refreshed {
        let Self { all, ended, mut done, missed, .. } = self;
        if let Some((count, why)) = missed {
            done.failed.push(match count {
                1 => why,
                _ => {
                    format!("{count} articles could not be fetched whole, one of them since {why}")
                }
            });
        }
        if stopped {
            let left = all - ended;
            done.failed
                .push(format!("stopped with {left} of {all} left; refresh again for the rest"));
        }
        done
    }
}

/// What was read of feeds that wait for their articles.
#[derive(Debug, Default)]
pub(crate) struct Pending {
    feeds: HashMap<FeedId, Open>,
}

/// How an article that a feed waited for ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// It was fetched, or there is none to be had.
    Done,
    /// It is to be asked for again.
    Left,
}

#[derive(Debug)]
struct Open {
    checked: Checked,
    waiting: usize,
    ended: Ended,
}

impl Pending {
    /// Keeps how fetching a feed went until so many articles have ended.
    pub(crate) fn wait(&mut self, checked: Checked, articles: usize) {
        let open = Open { waiting: articles, ended: Ended::Done, checked };
        self.feeds.insert(open.checked.feed, open);
    }

    /// Says how an article of a feed ended; after the last returns what is to be written down of the feed.
    pub(crate) fn end(&mut self, feed: FeedId, ended: Ended) -> Option<Checked> {
        let open = self.feeds.get_mut(&feed)?;
        open.waiting = open.waiting.saturating_sub(1);
        if ended == Ended::Left {
            open.ended = Ended::Left;
        }
        if open.waiting > 0 {
            return None;
        }
        self.feeds.remove(&feed).map(Open::close)
    }

    /// Returns what is to be written down of the feeds that still wait, when nothing more is fetched.
    pub(crate) fn give_up(&mut self) -> Vec<Checked> {
        let left = self.feeds.drain().map(|(_, open)| Open { ended: Ended::Left, ..open }.close());
        left.collect()
    }
}

impl Open {
    fn close(self) -> Checked {
        let mut checked = self.checked;
        if let (Ended::Left, Check::Read { etag, last_modified, .. }) =
            (self.ended, &mut checked.check)
        {
            (*etag, *last_modified) = (None, None);
        }
        checked
    }
}
