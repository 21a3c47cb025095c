//! Appositions: the titles that stand beside a name with a comma between, or behind `as`.
//!
//! `the company's chief executive, Ana Ruiz`, `Ana Ruiz, 54, a professor of law at the University of
//! Graz,`, `named Ana Ruiz as chair`.

use std::ops::Range;

use crate::extract::lists::{TITLES, is_listed, lower};
use crate::extract::names::candidate::Candidate;
use crate::extract::names::run::{phrase, title_end};
use crate::extract::reading::Reading;
use crate::extract::times::calendar::{month, weekday_number};
use crate::extract::token::TokenKind;
use crate::fact::EntityKind;

/// The most tokens of a title, with what belongs to it.
const LONGEST: usize = 16;

/// Offices that the list of titles lacks because they also are common words.
const OFFICES: &str = " chair chairs head heads boss cofounder co-founder member expert specialist lead partner \
    fellow director-general executive star captain keeper president-elect governor-elect ";

/// Reads what stands beside names.
pub(crate) struct Appositions<'r, 'd> {
    /// The text.
    pub(crate) reading: &'r Reading<'d>,
    /// Its names in order.
    pub(crate) names: &'r [Candidate],
}

impl Appositions<'_, '_> {
    /// Reads `the company's chief executive` or `the mayor of Graz` before a comma.
    pub(crate) fn before_comma(&self, name: usize, limit: usize) -> Option<Range<usize>> {
        let comma =
            name.checked_sub(1).filter(|at| *at > limit && self.reading.word(*at) == ",")?;
        let earliest = comma.saturating_sub(LONGEST).max(limit);
        let divides = |at: &usize| {
            self.reading.kind(*at) == TokenKind::Mark || is_verb_like(self.reading.word(*at))
        };
        let from = (earliest..comma).rev().find(divides).map_or(earliest, |at| at + 1);
        (from..comma).find_map(|at| {
            let opens = at > limit
                && (self.reading.kind(at - 1) == TokenKind::Possessive
                    || is_listed(
                        "the The its Its his His her Her their Their our Our a an A An",
                        self.reading.word(at - 1),
                    ));
            if !opens {
                return None;
            }
            let head = self.head(at, comma)?;
            let whole = head == comma
                || is_listed("of for at", self.reading.word(head))
                    && self.reading.is_capital(comma - 1);
            whole.then_some(at..comma)
        })
    }

    /// Reads an apposition behind a name: `, mayor of Graz,`.
    pub(crate) fn behind(&self, end: usize, limit: usize) -> Option<Range<usize>> {
        if !matches!(self.reading.word(end), "," | "(" | "—" | "–" | "--") {
            return None;
        }
        let mut at = end + 1;
        let aged = self.reading.kind(at) == TokenKind::Number && self.reading.word(at + 1) == ",";
        if aged {
            at += 2;
        }
        if is_listed("now currently also then still", self.reading.word(at)) {
            at += 1;
        }
        if is_listed("the a an its his her their our", self.reading.word(at)) {
            at += 1;
        }
        // `the group's chief economist`: what belongs to whom is not part of the office.
        if let Some(owner) = (at..limit.min(at + 5)).find(|at| {
            self.reading.kind(*at) == TokenKind::Possessive && self.reading.word(at + 1) != ","
        }) {
            let words = (at..owner).all(|at| self.reading.kind(at) == TokenKind::Word);
            at = if words { owner + 1 } else { at };
        }
        let head = self.head(at, limit)?;
        let close = self.close(head, limit)?;
        // `, President Orr and`: the title is of the one named next.
        let next = self.names.partition_point(|name| name.tokens.start < head);
        let next = self.names.get(next);
        let anothers =
            next.is_some_and(|next| next.tokens.start == head && next.kind == EntityKind::Person);
        // `Ana Ruiz, mayor, and Bob Lund, driver` are two appositions; `Ruiz, Lund and minister Orr` none.
        (!anothers).then_some(at..close)
    }

    /// Reads `as chair` or `as its new president` behind a name.
    pub(crate) fn appointed(&self, end: usize, limit: usize) -> Option<Range<usize>> {
        if self.reading.word(end) != "as" {
            return None;
        }
        let mut at = end + 1;
        if is_listed("the a an its his her their our", self.reading.word(at)) {
            at += 1;
        }
        if is_listed("new next", self.reading.word(at)) {
            at += 1;
        }
        let head = self.head(at, limit)?;
        Some(at..self.close(head, limit).unwrap_or_else(|| self.with_body(head, limit)))
    }

    /// Returns the end of the noun that names an office, with what stands before it; nothing if the words
    /// name none.
    fn head(&self, at: usize, limit: usize) -> Option<usize> {
        let longest = limit.min(at + 8);
        let stops = |at: &usize| {
            self.reading.kind(*at) != TokenKind::Word
                || is_listed(
                    "of at for in on with from who whose which that to and or is was said says by as near \
under since until told had has",
                    self.reading.word(*at),
                )
        };
        let end = (at..longest).find(stops).unwrap_or(longest);
        // `president and chief executive of` has two heads.
        let joined = self.reading.word(end) == "and"
            && title_end(self.reading, end + 1, limit).is_some_and(|after| after > end + 1);
        (at..end).find_map(|from| {
            let words = phrase(self.reading, &(from..end));
            let title = TITLES.contains(&lower(&words))
                || from + 1 == end && is_listed(OFFICES, &lower(&words));
            title.then(|| if joined { self.head(end + 1, limit).unwrap_or(end) } else { end })
        })
    }

    /// Returns where an office ends that has its head before `head`: with `of the State Council`, before the
    /// next mark or clause; nothing if the words go on in another way, for then they begin a clause.
    fn close(&self, head: usize, limit: usize) -> Option<usize> {
        let mut at = head;
        while at < limit.min(head + LONGEST) {
            let word = self.reading.word(at);
            let marks =
                self.reading.kind(at) == TokenKind::Mark && !matches!(word, "-" | "/" | "&");
            let clause = is_listed("who whose which that said says told", word);
            if marks || clause || self.is_time(at) {
                return Some(at);
            }
            let continues = at > head
                || is_listed("of at for in on with from and to", word)
                || self.reading.kind(at) == TokenKind::Possessive;
            if !continues || is_verb_like(word) {
                break;
            }
            at += 1;
        }
        (at >= limit).then_some(limit)
    }

    /// Tells whether a time begins at a token: `on Monday`, `in 2003`, `since May`.
    fn is_time(&self, at: usize) -> bool {
        let next = self.reading.word(at + 1);
        let day = self.reading.kind(at + 1) == TokenKind::Number
            || month(next).is_some()
            || weekday_number(next).is_some();
        day && is_listed("on in since from until after before by", self.reading.word(at))
    }

    /// Returns the end of `of the State Council` behind a head.
    fn with_body(&self, head: usize, limit: usize) -> usize {
        if !is_listed("of for at", self.reading.word(head)) {
            return head;
        }
        let start = head + 1 + usize::from(self.reading.word(head + 1) == "the");
        let next = self.names.partition_point(|name| name.tokens.start < start);
        match self.names.get(next) {
            Some(name) if name.tokens.start == start && name.tokens.end <= limit => name.tokens.end,
            _ => head,
        }
    }
}

/// Tells whether a word is a common verb, so that it stands in no title.
fn is_verb_like(word: &str) -> bool {
    is_listed(
        "is was are were has had have will would said says told met and-or but because when while after before",
        word,
    )
}
