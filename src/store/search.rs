//! Searching: from a query to a page of articles, newest first or the best first.
//!
//! The index is walked from the newest article backwards, and each article is asked the rest; how many are looked
//! at is bounded, and a page says where it stopped. What matches only in a note is found beside it. Ranking looks at
//! the newest that match. Nothing here makes a word or a line by itself: that is for `search`.

mod counted;
mod expression;
mod filter;
mod keeping;
mod notes;
mod ranked;
mod set;
mod shown;

use std::ops::ControlFlow;

use rusqlite::Connection;

use crate::search::{Matcher, Query};
use crate::source::FeedId;
use crate::store::error::{Error, Fault};
use crate::store::hit::{Found, Hit, HitCursor, Order};
use crate::store::index::unindexed_count;
use crate::store::search::expression::{Expression, SHORT};
use crate::store::search::filter::Filters;
use crate::store::search::notes::{FoundPassage, passages};
use crate::store::search::ranked::ranked;
use crate::store::search::set::Set;
use crate::store::search::shown::Show;
use crate::store::store::Store;
use crate::store::values::spoken;

/// How many articles that match are looked at for a page if the query has more than words; few in tests, so that
/// they reach more.
const WALKED: usize = if cfg!(test) { 40 } else { 5_000 };

/// The largest set of articles that is asked for its words one by one.
const ASKED: usize = 120;

/// How many articles that are not indexed are counted.
const UNINDEXED: u32 = 1_000;

/// From how many articles on beginnings of three letters are looked for in titles only.
const LARGE: i64 = 20_000;

/// Which page of what is found is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Ask {
    /// In which order.
    pub order: Order,
    /// Where it starts; `None` at the first hit.
    pub after: Option<HitCursor>,
    /// How many hits at most.
    pub limit: usize,
    /// The feed whose articles are looked for; `None` in the whole library.
    pub feed: Option<FeedId>,
}

impl Ask {
    /// Returns the number below which a page by age starts.
    fn below(&self) -> i64 {
        let by_age = self.after.filter(|_| self.order == Order::Newest);
        by_age.map_or(i64::MAX, |cursor| cursor.0)
    }
}

/// An article or a kept passage that is found.
#[derive(Clone, Debug)]
enum Candidate {
    /// The article with this number.
    Article(i64),
    /// A passage of some article.
    Passage(FoundPassage),
}

impl Candidate {
    const fn key(&self) -> i64 {
        match self {
            Self::Article(number) => *number,
            Self::Passage(passage) => passage.key,
        }
    }
}

impl Store {
    /// Returns a page of the articles that a query finds; `stopped` is asked between the steps whether anybody
    /// still waits for it.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn search(
        &self,
        query: &Query,
        ask: Ask,
        stopped: &dyn Fn() -> bool,
    ) -> Result<Found, Error> {
        self.read(|connection| search(connection, query, ask, stopped))
    }
}

fn search(
    connection: &Connection,
    query: &Query,
    ask: Ask,
    stopped: &dyn Fn() -> bool,
) -> Result<Found, Fault> {
    let mut remarks = query.remarks.clone();
    if query.is_left_out() {
        return Ok(Found { remarks, ..Found::default() });
    }
    let unindexed = unindexed_count(connection, UNINDEXED)?;
    if unindexed > 0 {
        let count = if unindexed == UNINDEXED { "many".to_owned() } else { unindexed.to_string() };
        let what = if unindexed == 1 { "article is" } else { "articles are" };
        remarks.push(format!("{count} {what} not indexed yet; that goes on in the background"));
    }
    let spoken = spoken(connection, query)?;
    let spoken: Vec<&str> = spoken.iter().map(String::as_str).collect();
    let is_large = newest(connection)? > LARGE;
    let expression = Expression::new(query, &spoken, if is_large { SHORT + 1 } else { SHORT });
    let is_ranked = ask.order == Order::Relevance && expression.has_words();
    let ask = if is_ranked { ask } else { Ask { order: Order::Newest, ..ask } };
    let mut filters =
        Filters::new(connection, query, &expression, &spoken, ask.below(), &mut remarks)?;
    if let Some(feed) = ask.feed {
        filters.within(connection, feed)?;
    }
    let matcher = Matcher::of(query.wanted(), &spoken);
    let (candidates, next) = if is_ranked {
        by_relevance(connection, query, &expression, &filters, &matcher, ask, &mut remarks)?
    } else {
        by_age(connection, query, &expression, &filters, ask, &mut remarks)?
    };
    let show = Show::new(matcher);
    let mut hits: Vec<Hit> = Vec::with_capacity(candidates.len());
    for candidate in &candidates {
        if stopped() {
            break;
        }
        hits.extend(match candidate {
            Candidate::Article(number) => show.article(connection, *number)?,
            Candidate::Passage(passage) => Some(show.passage(connection, passage)?),
        });
    }
    Ok(Found { hits, next, remarks })
}

fn newest(connection: &Connection) -> Result<i64, Fault> {
    let sql = "SELECT ifnull(max(number), 0) FROM documents";
    Ok(connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}

type Page = (Vec<Candidate>, Option<HitCursor>);

fn by_age(
    connection: &Connection,
    query: &Query,
    expression: &Expression,
    filters: &Filters,
    ask: Ask,
    remarks: &mut Vec<String>,
) -> Result<Page, Fault> {
    let below = ask.below();
    let walk = walk(connection, expression, filters, below, ask.limit + 1)?;
    if walk.end.is_some() {
        let searched = match walk.seen {
            0 => "searched the newest articles".to_owned(),
            seen => format!("searched the newest {seen} that match"),
        };
        remarks.push(format!("{searched}; the next page goes on"));
    }
    let floor = walk.end.unwrap_or(i64::MIN);
    let mut all: Vec<Candidate> = walk.numbers.into_iter().map(Candidate::Article).collect();
    let keys = floor..below;
    let wanted = ask.limit + 1;
    for passage in passages(connection, query, expression, filters, &keys, wanted, remarks)? {
        if !all.iter().any(|other| other.key() == passage.key) {
            all.push(Candidate::Passage(passage));
        }
    }
    all.sort_by_key(|candidate| std::cmp::Reverse(candidate.key()));
    let more = all.len() > ask.limit;
    all.truncate(ask.limit);
    let next = if more { all.last().map(Candidate::key) } else { walk.end };
    Ok((all, next.map(HitCursor)))
}

/// What a walk over the index found.
struct Walk {
    numbers: Vec<i64>,
    /// Where it stopped before the end.
    end: Option<i64>,
    /// How many it looked at.
    seen: usize,
}

impl Walk {
    /// A walk that has not begun.
    const NONE: Self = Self { numbers: Vec::new(), end: None, seen: 0 };

    /// Looks at the next article, unless it has looked at enough; it goes on until it has found as many as are wanted.
    fn look(
        &mut self,
        number: i64,
        wanted: usize,
        passes: impl FnOnce(i64) -> Result<bool, Fault>,
    ) -> Result<ControlFlow<()>, Fault> {
        if self.seen == WALKED {
            self.end = Some(number + 1);
            return Ok(ControlFlow::Break(()));
        }
        self.seen += 1;
        if passes(number)? {
            self.numbers.push(number);
        }
        let is_enough = self.numbers.len() >= wanted;
        Ok(if is_enough { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    }
}

/// Walks from the newest article below a number backwards until it has found enough.
fn walk(
    connection: &Connection,
    expression: &Expression,
    filters: &Filters,
    below: i64,
    wanted: usize,
) -> Result<Walk, Fault> {
    if filters.only_notes() {
        return Ok(Walk::NONE);
    }
    if let Some(set) = filters.smallest(if expression.is_trivial() { usize::MAX } else { ASKED }) {
        return ask_each(connection, expression, filters, set, below, wanted);
    }
    let floor = filters.floor();
    let mut walk = Walk::NONE;
    let (sql, text) = if expression.is_trivial() {
        let sql = "SELECT number FROM documents WHERE ?1 IS NOT NULL AND number < ?2
                   ORDER BY number DESC";
        (sql, "")
    } else {
        (
            "SELECT rowid FROM article_index WHERE article_index MATCH ?1 AND rowid < ?2
             ORDER BY rowid DESC",
            expression.text(),
        )
    };
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query((text, below))?;
    while let Some(row) = rows.next()? {
        let number = row.get(0)?;
        if floor.is_some_and(|floor| number < floor) {
            walk.end = floor;
            break;
        }
        if walk.look(number, wanted, |number| filters.passes(connection, number))?.is_break() {
            break;
        }
    }
    Ok(walk)
}

/// Asks each article of a small set whether it has the words, down to where it is known what passes.
fn ask_each(
    connection: &Connection,
    expression: &Expression,
    filters: &Filters,
    set: &Set,
    below: i64,
    wanted: usize,
) -> Result<Walk, Fault> {
    let floor = filters.floor();
    let mut walk = Walk::NONE;
    let sql = "SELECT 1 FROM article_index WHERE article_index MATCH ?1 AND rowid = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    for number in set.newest_first().filter(|number| *number < below) {
        if floor.is_some_and(|floor| number < floor) {
            break;
        }
        let passes = |number| {
            let fits = expression.is_trivial() || statement.exists((expression.text(), number))?;
            Ok(fits && filters.passes(connection, number)?)
        };
        if walk.look(number, wanted, passes)?.is_break() {
            return Ok(walk);
        }
    }
    walk.end = floor;
    Ok(walk)
}

fn by_relevance(
    connection: &Connection,
    query: &Query,
    expression: &Expression,
    filters: &Filters,
    matcher: &Matcher,
    ask: Ask,
    remarks: &mut Vec<String>,
) -> Result<Page, Fault> {
    let skipped = ask.after.map_or(0, |cursor| usize::try_from(cursor.0).unwrap_or(0));
    let wanted = skipped + ask.limit + 1;
    // What the user wrote comes before what is only read.
    let keys = i64::MIN..i64::MAX;
    let passages = passages(connection, query, expression, filters, &keys, wanted, remarks)?;
    let numbers = if filters.only_notes() {
        Vec::new()
    } else {
        let chosen = match filters.smallest(ASKED) {
            Some(set) => {
                let all = ask_each(connection, expression, filters, set, i64::MAX, ASKED)?;
                if all.end.is_some() {
                    remarks.push("older articles are not ranked; newest first finds them".into());
                }
                Some(all.numbers)
            }
            None => None,
        };
        ranked(connection, expression, filters, matcher, chosen, wanted + passages.len(), remarks)?
    };
    let is_new = |number: &i64| !passages.iter().any(|passage| passage.key == *number);
    let articles: Vec<_> = numbers.into_iter().filter(is_new).map(Candidate::Article).collect();
    let mut all: Vec<Candidate> = passages.into_iter().map(Candidate::Passage).collect();
    all.extend(articles);
    let more = all.len() > skipped + ask.limit;
    let page: Vec<_> = all.into_iter().skip(skipped).take(ask.limit).collect();
    let next = i64::try_from(skipped + page.len()).ok().filter(|_| more);
    Ok((page, next.map(HitCursor)))
}

#[cfg(test)]
mod tests;
