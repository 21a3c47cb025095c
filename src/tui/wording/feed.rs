//! Wording of feeds, shelves and work under way.

use crate::library::{Counts, Doing, Only, Scope, Whole};
use crate::text::Safe;
use crate::tui::state::shelves::{Shelf, Shelves};

/// Returns what a shelf is called.
pub fn shelf(shelf: Shelf<'_>) -> Safe {
    match shelf {
        Shelf::All => Safe::new("All articles"),
        Shelf::Unread => Safe::new("Unread"),
        Shelf::Starred => Safe::new("Starred"),
        Shelf::Search(search) => Safe::new(&search.name),
        Shelf::Feed(feed) => Safe::new(&feed.title),
    }
}

/// Returns how much is on a shelf: of a feed, what is new.
pub fn shelf_count(shelf: Shelf<'_>, counts: Counts) -> Option<u64> {
    match shelf {
        Shelf::All => Some(counts.documents),
        Shelf::Unread => Some(counts.unread),
        Shelf::Starred => Some(counts.starred),
        Shelf::Search(_) => None,
        Shelf::Feed(feed) => Some(feed.unread).filter(|unread| *unread > 0),
    }
}

/// Returns what there is to say of a shelf below the list: of a feed, what is wrong with it, where it is
/// and when it was fetched.
pub fn shelf_words(shelf: Shelf<'_>) -> Vec<Safe> {
    let feed = match shelf {
        Shelf::All => return vec![Safe::new("Everything in the library, newest first.")],
        Shelf::Unread => return vec![Safe::new("What has not been read yet.")],
        Shelf::Starred => return vec![Safe::new("What has a star.")],
        Shelf::Search(search) => {
            return vec![
                Safe::new(&format!("What fits: {}", search.query)),
                Safe::new("Asked again whenever articles come in, the newest first."),
            ];
        }
        Shelf::Feed(feed) => feed,
    };
    let mut words: Vec<_> =
        feed.error.iter().map(|error| Safe::new(&format!("! {error}"))).collect();
    words.push(match feed.fetched {
        Some(at) => Safe::new(&format!("fetched {}", at.strftime("%-d %b %Y, %H:%M UTC"))),
        None => Safe::new("not fetched yet"),
    });
    if feed.whole == Whole::WithFeed {
        words.push(Safe::new("+ whole articles come with it"));
    }
    words.push(Safe::new(&feed.location.to_string()));
    words
}

/// Returns what a source list is called that shows a scope.
pub fn scope(scope: Scope, shelves: &Shelves) -> Safe {
    let place = match scope.feed {
        None => "Sources",
        Some(feed) => shelves.feed(feed).map_or("Feed", |feed| feed.title.as_str()),
    };
    match scope.only {
        Only::All => Safe::new(place),
        Only::Unread => Safe::new(&format!("{place} · unread")),
        Only::Starred => Safe::new(&format!("{place} · starred")),
    }
}

/// Returns how many articles a scope has, where that is counted.
pub fn scope_count(scope: Scope, shelves: &Shelves, counts: Counts) -> Option<u64> {
    match (scope.feed, scope.only) {
        (None, Only::All) => Some(counts.documents),
        (None, Only::Unread) => Some(counts.unread),
        (None, Only::Starred) => Some(counts.starred),
        (Some(feed), Only::All) => shelves.feed(feed).map(|feed| feed.documents),
        (Some(feed), Only::Unread) => shelves.feed(feed).map(|feed| feed.unread),
        (Some(_), Only::Starred) => None,
    }
}

/// How far some work has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What is done, before the bar.
    pub what: Safe,
    /// How much of how much is done, where that is known.
    pub share: Option<(u64, u64)>,
    /// What has come of it, behind the bar.
    pub result: Safe,
}

/// Returns how far some work has come.
pub fn doing(doing: &Doing) -> Report {
    let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    match doing {
        Doing::Fetching { address, received, expected } => Report {
            what: Safe::new(&format!("fetching {}", host(address))),
            share: expected.filter(|expected| *expected > 0).map(|all| ((*received).min(all), all)),
            result: Safe::new(&kilobytes(*received)),
        },
        Doing::Refreshing { done, all, new } => Report {
            what: Safe::new("fetching feeds"),
            share: Some((number(*done), number(*all))),
            result: Safe::new(&format!("{done}/{all}, {new} new")),
        },
        Doing::Importing { path, done } => {
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
            Report {
                what: Safe::new("adding"),
                share: None,
                result: Safe::new(&format!("{done} files done, now {name}")),
            }
        }
    }
}

fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

fn kilobytes(bytes: u64) -> String {
    match bytes {
        0 => String::new(),
        1..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

#[cfg(test)]
mod tests {
    use super::{doing, kilobytes};
    use crate::library::Doing;

    #[test]
    fn work_is_told_in_a_few_words() {
        let address = "https://example.org/a/very/long/path?x=1".to_owned();
        let report = doing(&Doing::Fetching { address, received: 2_500, expected: Some(1_000) });
        assert_eq!(
            (report.what.as_str(), report.share),
            ("fetching example.org", Some((1000, 1000)))
        );
        assert_eq!(report.result.as_str(), "3 kB");
        let report = doing(&Doing::Refreshing { done: 3, all: 40, new: 12 });
        assert_eq!(report.result.as_str(), "3/40, 12 new");
    }

    #[test]
    fn bytes_are_rounded_for_reading() {
        for (bytes, expected) in [
            (0, ""),
            (1, "1 kB"),
            (999_999, "1000 kB"),
            (1_000_000, "1.0 MB"),
            (12_345_678, "12.3 MB"),
        ] {
            assert_eq!(kilobytes(bytes), expected, "{bytes}");
        }
    }
}
