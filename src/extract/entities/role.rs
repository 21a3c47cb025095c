//! Roles: the titles and offices that the text gives to people, in its own words.
//!
//! Read from the tokens around a name, whoever found it:
//!
//! - right before it: `Finnish Premier Ana Ruiz`, `former Deputy Defense Minister Rasa Jank`;
//! - beside it, as `apposition` reads them.

use std::ops::Range;

use crate::extract::entities::apposition::Appositions;
use crate::extract::lists::{DEMONYMS, PLACES, SPEECH_VERBS, TITLES, is_listed, lower};
use crate::extract::names::candidate::Candidate;
use crate::extract::names::run::{is_demonym, is_function_word, is_plain_capital, phrase};
use crate::extract::reading::Reading;
use crate::extract::token::TokenKind;
use crate::fact::EntityKind;
use crate::text::TextRange;

/// Words before a title that belong to it.
const MODIFIERS: &str = " former acting deputy outgoing incoming interim senior chief then-vice vice assistant \
    associate executive first co-founding founding retired late ex longtime veteran newly-elected honorary \
    managing principal lead top ";

/// Small words that specify nothing.
const BOUNDS: &str = " the a an its his her their our of by to from with for like as and but or including in on at \
    that who which when while where then than if is was were are be been has had have will would can could may \
    might must not also both even only about after before because since until under over into onto upon it he she \
    they we you i this that these those there here what how why said says told new old ";

/// Returns the passages that give a title, with the place of the name they give it to.
pub(crate) fn roles(reading: &Reading, names: &[Candidate]) -> Vec<(usize, TextRange)> {
    let reader = Roles { reading, names };
    let beside = Appositions { reading, names };
    let people = names.iter().enumerate().filter(|(_, name)| name.kind == EntityKind::Person);
    people
        .flat_map(|(at, name)| {
            let limit = reader.limit(name);
            let found = [
                reader.before(at, limit.start),
                beside.before_comma(name.tokens.start, limit.start),
                beside.behind(name.tokens.end, limit.end),
                beside.appointed(name.tokens.end, limit.end),
            ];
            found.into_iter().flatten().map(move |role| (at, reading.cover(&role)))
        })
        .collect()
}

struct Roles<'r, 'd> {
    reading: &'r Reading<'d>,
    names: &'r [Candidate],
}

impl Roles<'_, '_> {
    /// Returns the tokens of the sentence that holds a name.
    fn limit(&self, name: &Candidate) -> Range<usize> {
        let start = self.reading.tokens.get(name.tokens.start).map(|token| token.range.start());
        let sentence = start.and_then(|at| self.reading.sentence_at(at));
        sentence.map_or(name.tokens.clone(), |sentence| sentence.tokens.clone())
    }

    fn before(&self, name: usize, limit: usize) -> Option<Range<usize>> {
        let start = self.names[name].tokens.start;
        if start <= limit {
            return None;
        }
        let mut end = start;
        while end > limit && is_address(self.reading.word(end - 1)) {
            end -= 1;
        }
        let title = self.title_ending(end, limit)?;
        let kin =
            end == title + 1 && is_listed("father mother brother sister", self.reading.word(title));
        let start = self.modified(name, title..end, limit);
        (!kin).then(|| self.compound(start, limit)..end)
    }

    /// Returns where the small words begin that specify a title in small letters: `human rights lawyer`,
    /// `returning officer`. They are sure only right behind an article, a verb of speech, a mark or where
    /// the sentence begins.
    fn compound(&self, title: usize, limit: usize) -> usize {
        if self.reading.is_capital(title) {
            return title;
        }
        let specifies = |at: &usize| {
            let word = self.reading.word(*at);
            let small = lower(word);
            let inflected = ["ly", "ed", "ing", "s"].iter().any(|ending| small.ends_with(ending));
            let usual =
                is_listed("rights sports affairs sales arms elections returning leading", &small);
            self.reading.kind(*at) == TokenKind::Word
                && (word.starts_with(char::is_lowercase) || *at == limit)
                && (!inflected || usual)
                && !is_listed(BOUNDS, &small)
                && !SPEECH_VERBS.contains(&small)
        };
        let earliest = limit.max(title.saturating_sub(2));
        let start = (earliest..title).rev().take_while(specifies).last().unwrap_or(title);
        let bounded = start == limit || {
            let before = lower(self.reading.word(start - 1));
            self.reading.kind(start - 1) == TokenKind::Mark
                || is_listed("the a an its his her their our", &before)
                || SPEECH_VERBS.contains(&before)
        };
        if bounded { start } else { title }
    }

    /// Returns where the titles in a row begin that end right before a token.
    fn title_ending(&self, end: usize, limit: usize) -> Option<usize> {
        let mut start = end;
        loop {
            let earliest = start.saturating_sub(5).max(limit);
            let longer = (earliest..start).find(|at| {
                let words = phrase(self.reading, &(*at..start));
                self.reading.kind(*at) == TokenKind::Word && TITLES.contains(&lower(&words))
            });
            match longer {
                Some(at) => start = at,
                None => break,
            }
        }
        (start < end).then_some(start)
    }

    /// Returns where the words begin that belong to a title: `South Korean`, `U.S.`, `Planning`.
    fn modified(&self, name: usize, office: Range<usize>, limit: usize) -> usize {
        let title = office.start;
        let capital = self.reading.is_capital(title);
        let earliest = limit.max(title.saturating_sub(6));
        let mut start = title;
        while start > earliest {
            if let Some(at) = self.country(start, limit).or_else(|| self.body(name, start, limit)) {
                start = at;
                continue;
            }
            let modifies = is_listed(MODIFIERS, &lower(self.reading.word(start - 1)));
            let department = capital && self.is_department(name, start - 1, limit);
            if modifies || department {
                start -= 1;
                continue;
            }
            // `Trade and Industry Minister`.
            let joint = capital
                && (start < title || office.len() > 1)
                && start > earliest + 1
                && matches!(self.reading.word(start - 1), "and" | "&")
                && self.is_department(name, start - 2, limit)
                && self.title_ending(start - 1, limit).is_none();
            if !joint {
                break;
            }
            start -= 2;
        }
        start
    }

    /// Tells whether a token is a capital that belongs to the title behind it and to no other name.
    fn is_department(&self, name: usize, at: usize, limit: usize) -> bool {
        let word = self.reading.word(at);
        let opens = at == limit && self.reading.also_lower(word);
        let free = !is_function_word(word) && !self.is_named(name, at);
        is_plain_capital(self.reading, at) && free && !opens
    }

    /// Returns where an adjective or name of a country begins that ends before a token.
    fn country(&self, end: usize, limit: usize) -> Option<usize> {
        let earliest = end.saturating_sub(3).max(limit);
        (earliest..end).find(|at| {
            let words = phrase(self.reading, &(*at..end));
            let one = end - at == 1 && is_demonym(&words);
            self.reading.is_capital(*at)
                && (one || DEMONYMS.contains(&words) || self.of_place(&words))
        })
    }

    /// Returns where the name of the body begins that ends before a token: `Facebook co-founder`.
    fn body(&self, name: usize, end: usize, limit: usize) -> Option<usize> {
        let before = self.names.get(name.checked_sub(1)?)?;
        let body = before.kind != EntityKind::Person && before.tokens.end == end;
        (body && before.tokens.start >= limit).then_some(before.tokens.start)
    }

    /// Tells whether words are a country that stands before offices as an adjective does: `U.S.`.
    fn of_place(&self, words: &str) -> bool {
        PLACES.contains(words) && !self.reading.also_lower(words)
    }

    /// Tells whether a token belongs to another name.
    fn is_named(&self, name: usize, at: usize) -> bool {
        name.checked_sub(1)
            .and_then(|before| self.names.get(before))
            .is_some_and(|before| before.tokens.contains(&at))
    }
}

/// Tells whether a word is a form of address, which is no office.
fn is_address(word: &str) -> bool {
    is_listed("mr mr. mrs mrs. ms ms. miss mx. dr dr. madame monsieur sir", &lower(word))
}
