//! Refreshing: feeds are fetched again, and the whole articles of those that want them.
//!
//! A few threads take from one board; each reads the library for itself and has the store thread write. A
//! feed that fails keeps its documents and says why; it is tried again later and later, unless the user
//! asks for it by name.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};

use crate::document::DocumentId;
use crate::fetch::address::shown;
use crate::fetch::pace::{Outcome, Pace};
use crate::fetch::{Answer, Fault, FetchError, Reach, Wanted};
use crate::library::address::moved;
use crate::library::board::{Board, Rest, Turn, Waiting};
use crate::library::doing::Doing;
use crate::library::fetching::{Desk, Tell};
use crate::library::files::read;
use crate::library::intake::{Came, Changed, End, Source, Taken, take_in, unfetched};
use crate::library::lane::{Defect, guarded};
use crate::library::library::Library;
use crate::library::outcome::Refreshed;
use crate::library::tally::{Ended, Tally};
use crate::library::whole::{Failure, fetch_changed, fetch_whole};
use crate::source::{FeedId, Location};
use crate::store::{Check, Checked, FeedRecord, Whole};

/// How many fetch at once.
const WORKERS: usize = 6;

/// How many results are written down at once.
const RESULTS: usize = 16;

/// How long a feed that is gone for good is left alone: the user can still ask for it by name.
const GONE: SignedDuration = SignedDuration::from_hours(24 * 365 * 100);

/// Fetches one feed, or all that are followed.
///
/// # Errors
///
/// Fails if there is no such feed or the library cannot be read or written; a feed that cannot be
/// fetched is told of and does not end the others.
pub(crate) fn refresh(
    desk: &Desk<'_>,
    library: &Library,
    feed: Option<FeedId>,
) -> Result<Refreshed> {
    let now = Timestamp::now();
    let feeds = match feed {
        Some(feed) => vec![library.store.feed(feed)?],
        None => {
            let mut feeds = library.store.followed()?;
            feeds.retain(|feed| feed.due <= now);
            feeds
        }
    };
    let (feeds, barred): (Vec<_>, Vec<_>) = feeds.into_iter().partition(|feed| feed.barred <= now);
    let mut done = Refreshed::default();
    done.failed.extend(barred.iter().map(|feed| {
        let address = shown(&address_of(&feed.location));
        let until = feed.barred.strftime("%-d %b %Y, %H:%M UTC");
        format!("{address} asked to wait until {until}; refresh it again then")
    }));
    let tell = desk.tell;
    // How far each address has come is too much to tell.
    let desk = &desk.quiet();
    let all = feeds.len();
    let workers =
        if feeds.iter().any(|feed| feed.whole == Whole::WithFeed) { WORKERS } else { all };
    let waiting = feeds.into_iter().map(|feed| Job::Feed(Box::new(feed)).waiting()).collect();
    let round = Round {
        desk,
        tell,
        now,
        board: Board::new(desk.fetch.rules(), waiting),
        tally: Mutex::new(Tally { all, done, ..Tally::default() }),
    };
    round.tell();
    thread::scope(|scope| {
        let others: Vec<_> = (1..workers.min(WORKERS))
            .map(|_| scope.spawn(|| desk.reader().and_then(|library| round.work(&library))))
            .collect();
        let first = round.work(library);
        others.into_iter().fold(first, |result, other| {
            let ended = other.join().unwrap_or_else(|_| Err(Defect.into()));
            result.and(ended)
        })
    })?;
    round.finish()
}

/// Something to fetch.
#[derive(Debug)]
enum Job {
    /// A feed.
    Feed(Box<FeedRecord>),
    /// The whole article of an entry, for the first time.
    Article(FeedId, DocumentId, String),
    /// The whole article of an entry that has changed.
    Changed(Box<Changed>),
}

impl Job {
    /// Adds the host that it asks.
    fn waiting(self) -> Waiting<Self> {
        let host = match &self {
            Self::Feed(feed) => match &feed.location {
                Location::Url(address) => Some(Pace::host(address)),
                _ => None,
            },
            Self::Article(_, _, address) => Some(Pace::host(address)),
            Self::Changed(changed) => Some(Pace::host(&changed.address)),
        };
        Waiting { host, work: self }
    }
}

/// One refreshing of feeds, shared by the threads that do it.
struct Round<'a> {
    desk: &'a Desk<'a>,
    tell: Tell<'a>,
    now: Timestamp,
    board: Board<Job>,
    tally: Mutex<Tally>,
}

impl Round<'_> {
    /// Does what there is to do until there is no more.
    fn work(&self, library: &Library) -> Result<()> {
        loop {
            match self.board.take(self.desk.stop) {
                Turn::Done => return Ok(()),
                Turn::PutOff(job, rest) => self.put_off(job, rest),
                Turn::Do(Waiting { host, work }) => {
                    let done = guarded(|| self.run(library, work));
                    // Whatever failed, the others must not wait for it.
                    let outcome = done.as_ref().map_or(Outcome::Answered, |outcome| *outcome);
                    self.board.done(host.as_deref(), outcome);
                    self.tally().ended += 1;
                    done?;
                }
            }
            self.write_down(RESULTS)?;
            self.tell();
        }
    }

    fn run(&self, library: &Library, job: Job) -> Result<Outcome> {
        match job {
            Job::Feed(feed) => self.feed(library, &feed),
            Job::Article(feed, document, address) => {
                let result = fetch_whole(self.desk, library, document, &address);
                self.article(feed, result.map(|_| Taken::default()))
            }
            Job::Changed(changed) => {
                let feed = changed.feed;
                self.article(feed, fetch_changed(self.desk, library, *changed, self.now))
            }
        }
    }

    fn feed(&self, library: &Library, record: &FeedRecord) -> Result<Outcome> {
        let got = match &record.location {
            Location::File(path) => return self.file(library, record, path),
            location => self.desk.get(&Wanted {
                address: address_of(location),
                etag: record.etag.clone(),
                last_modified: record.last_modified.clone(),
                reach: Reach::Anywhere,
            }),
        };
        let outcome = Outcome::of(&got);
        match got {
            Ok(Answer::Unchanged) => self.checked(record, Check::Unchanged),
            Ok(Answer::Page(page)) => {
                let moved = moved(&address_of(&record.location), &page);
                let there = moved.as_ref().map(|place| library.store.feed_at(place)).transpose()?;
                if let Some(other) = there.flatten()
                    && other.followed
                    && other.id != record.id
                {
                    self.checked(record, Check::Joined(other.id));
                    return Ok(outcome);
                }
                let from = shown(&page.address);
                self.read(library, record, &Came::of(&page), Source::of_page(&page), moved, &from)?;
            }
            Err(FetchError::Stopped { .. }) => {}
            Err(error) => self.checked(record, self.failure(record, &error)),
        }
        Ok(outcome)
    }

    fn file(&self, library: &Library, record: &FeedRecord, path: &Path) -> Result<Outcome> {
        match read(path) {
            Ok(bytes) => {
                let source = Source::of_file(&bytes);
                if source.etag == record.etag {
                    self.checked(record, Check::Unchanged);
                } else {
                    let came = Came { bytes: &bytes, ..Came::default() };
                    let from = path.display().to_string();
                    self.read(library, record, &came, source, None, &from)?;
                }
            }
            Err(error) => {
                let error = format!("{error:#}");
                self.checked(record, Check::Failed { error, due: self.now, barred: None });
            }
        }
        Ok(Outcome::Answered)
    }

    /// Takes in what came of a feed.
    fn read(
        &self,
        library: &Library,
        record: &FeedRecord,
        came: &Came<'_>,
        source: Source,
        moved: Option<Location>,
        from: &str,
    ) -> Result<()> {
        let feed = match guarded(|| Ok(came.read())) {
            Ok(Ok(feed)) => feed,
            Ok(Err(refusal)) => {
                let error = format!("{from} {refusal}");
                self.checked(record, self.later(record, error));
                return Ok(());
            }
            Err(error) => {
                self.checked(record, self.later(record, format!("{from}: {error}")));
                return Ok(());
            }
        };
        let (writer, stop) = (&self.desk.writer, || self.desk.stop.is_stopped());
        let taken = guarded(|| take_in(library, writer, record.id, &feed, self.now, &stop));
        let taken = match taken {
            Err(error) if error.is::<Defect>() => {
                self.checked(record, self.later(record, format!("{from}: {error}")));
                return Ok(());
            }
            taken => taken?,
        };
        let mut jobs: Vec<_> =
            taken.changed.into_iter().map(|changed| Job::Changed(Box::new(changed))).collect();
        if record.whole == Whole::WithFeed {
            let articles = unfetched(library, record.id, &feed)?.into_iter();
            jobs.extend(articles.map(|(id, address)| Job::Article(record.id, id, address)));
        }
        let mut tally = self.tally();
        tally.all += jobs.len();
        tally.done.new += taken.new;
        tally.done.revised += taken.revised;
        if taken.end == End::Whole {
            let check = source.check(&feed, moved);
            let checked = Checked { feed: record.id, at: self.now, check };
            match jobs.len() {
                0 => tally.note(checked),
                articles => tally.pending.wait(checked, articles),
            }
        }
        drop(tally);
        self.board.add(jobs.into_iter().map(Job::waiting).collect());
        Ok(())
    }

    /// Counts what came of a whole article; where it could not be fetched, the summary stays.
    fn article(&self, feed: FeedId, result: Result<Taken, Failure>) -> Result<Outcome> {
        let ended = match &result {
            Ok(taken) if taken.end == End::Whole => Ended::Done,
            Err(failure) if failure.is_lasting() => Ended::Done,
            _ => Ended::Left,
        };
        let outcome = match result {
            Ok(taken) => {
                self.tally().done.revised += taken.revised;
                Outcome::Answered
            }
            Err(Failure::Fetch(error)) => {
                let result = Err(error);
                let outcome = Outcome::of(&result);
                if let (Err(error), false) = (result, outcome == Outcome::Stopped) {
                    self.tally().missed(error.to_string());
                }
                outcome
            }
            Err(Failure::Unreadable(why)) => {
                self.tally().missed(why);
                Outcome::Answered
            }
            Err(Failure::Library(error)) => return Err(error),
        };
        self.tally().end(feed, ended);
        Ok(outcome)
    }

    /// Tells of work whose host has just failed, or wants to be left alone.
    fn put_off(&self, job: Job, rest: Rest) {
        self.tally().ended += 1;
        let (how, due, barred) = match rest {
            Rest::Silent(until) => ("does not answer", until, None),
            Rest::Asked(until) => ("asks to wait", until, Some(until)),
        };
        let why = |address: &str| {
            format!("{address} was not asked, since its host {how}; it is tried again later")
        };
        match job {
            Job::Feed(feed) => {
                let error = why(&shown(&address_of(&feed.location)));
                self.checked(&feed, Check::PutOff { error, due, barred });
            }
            Job::Article(feed, _, address) => {
                self.tally().missed(why(&shown(&address)));
                self.tally().end(feed, Ended::Left);
            }
            Job::Changed(changed) => {
                self.tally().missed(why(&shown(&changed.address)));
                self.tally().end(changed.feed, Ended::Left);
            }
        }
    }

    fn failure(&self, record: &FeedRecord, error: &FetchError) -> Check {
        match error {
            FetchError::Busy { until, .. } => {
                let until = until.filter(|until| *until > self.now);
                let due = until.unwrap_or_else(|| self.rest(record));
                Check::Failed { error: error.to_string(), due, barred: until }
            }
            _ if error.fault() == Some(Fault::Gone) => {
                let due = self.now.checked_add(GONE).unwrap_or(Timestamp::MAX);
                Check::Failed { error: error.to_string(), due, barred: None }
            }
            _ => self.later(record, error.to_string()),
        }
    }

    fn later(&self, record: &FeedRecord, error: String) -> Check {
        Check::Failed { error, due: self.rest(record), barred: None }
    }

    /// Returns until when a feed is left alone that fails once more.
    fn rest(&self, record: &FeedRecord) -> Timestamp {
        let rest = self.desk.fetch.rules().rest(record.failures.saturating_add(1));
        self.now.checked_add(rest).unwrap_or(Timestamp::MAX)
    }

    /// Notes how fetching a feed went.
    fn checked(&self, record: &FeedRecord, check: Check) {
        self.tally().note(Checked { feed: record.id, at: self.now, check });
    }

    /// Writes down how fetching went, if there are so many results.
    fn write_down(&self, least: usize) -> Result<()> {
        let mut tally = self.tally();
        if tally.checks.len() < least.max(1) {
            return Ok(());
        }
        let checks = std::mem::take(&mut tally.checks);
        drop(tally);
        self.desk.writer.write(move |library| Ok(library.store.check(&checks)?))
    }

    fn finish(self) -> Result<Refreshed> {
        let mut tally = self.tally();
        for checked in tally.pending.give_up() {
            tally.note(checked);
        }
        drop(tally);
        self.write_down(0)?;
        let stopped = self.desk.stop.is_stopped();
        let tally = self.tally.into_inner().unwrap_or_else(PoisonError::into_inner);
        Ok(tally.sum_up(stopped))
    }

    fn tell(&self) {
        let tally = self.tally();
        let doing = Doing::Refreshing { done: tally.ended, all: tally.all, new: tally.done.new };
        drop(tally);
        (self.tell)(doing);
    }

    /// A thread that failed at its work leaves the tally as it was.
    fn tally(&self) -> MutexGuard<'_, Tally> {
        self.tally.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn address_of(location: &Location) -> String {
    match location {
        Location::Url(address) => address.clone(),
        other => other.to_string(),
    }
}
