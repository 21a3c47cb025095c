//! Pending: feeds that were read, but whose whole articles are still to be fetched.
//!
//! What the server calls its copy of a feed may be kept only when all that the copy asks for was done: the
//! next refresh would else be told that nothing has changed, and the rest would never come. Nothing here
//! fetches or writes.

use std::collections::HashMap;

use crate::source::FeedId;
use crate::store::{Check, Checked};

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
