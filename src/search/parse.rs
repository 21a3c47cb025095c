//! Reading a query: words, `"phrases"`, starts of words*, fields, and `-` before what must not be.
//!
//! It never fails. What makes no sense is taken as words or left out, and a remark says so.

use crate::fact::EntityKind;
use crate::search::date::date_range;
use crate::search::facet::{language_facet, language_named};
use crate::search::query::{Clause, Condition, Ending, Pattern, Query, Shape, State, Where};
use crate::search::token::tokens;

/// The most clauses of a query.
const MOST_CLAUSES: usize = 24;

/// The most tokens of a phrase.
const MOST_TOKENS: usize = 32;

/// How far words are from each other that are near, if nothing is said.
const NEAR: u8 = 10;

/// Quotation marks that open, with what closes each.
const QUOTES: [(char, &[char]); 6] = [
    ('"', &['"', '”', '“']),
    ('“', &['”', '"', '“']),
    ('„', &['“', '”', '"']),
    ('«', &['»']),
    ('「', &['」']),
    ('『', &['』']),
];

/// Reads what was typed.
pub fn parse(typed: &str) -> Query {
    let mut reader = Reader { rest: typed, query: Query::default(), joined: false };
    while reader.step() {}
    let mut query = reader.query;
    if query.clauses.len() > MOST_CLAUSES {
        query.clauses.truncate(MOST_CLAUSES);
        query.remarks.push(format!("only the first {MOST_CLAUSES} parts are looked for"));
    }
    query
}

struct Reader<'t> {
    rest: &'t str,
    query: Query,
    /// Whether `OR` stands before what comes next.
    joined: bool,
}

/// A value as it was written.
struct Value<'t> {
    text: &'t str,
    quoted: bool,
    /// Whether a star follows.
    open: bool,
}

impl<'t> Reader<'t> {
    /// Reads one part; tells whether there was one.
    fn step(&mut self) -> bool {
        self.rest = self.rest.trim_start();
        if self.rest.is_empty() {
            return false;
        }
        let bare = self
            .rest
            .strip_prefix('-')
            .filter(|rest| rest.chars().next().is_some_and(|ch| !ch.is_whitespace() && ch != '-'));
        let negated = bare.is_some();
        self.rest = bare.unwrap_or(self.rest);
        if !negated && self.take_or() {
            return true;
        }
        let condition = match self.take_field() {
            Some(field) => self.field(&field),
            None => {
                let value = self.take_value();
                self.words(&value, Where::Anywhere)
            }
        };
        match condition {
            Some(condition) => self.push(negated, condition),
            None => self.joined = false,
        }
        true
    }

    fn take_or(&mut self) -> bool {
        let rest = self.rest.strip_prefix("OR").or_else(|| self.rest.strip_prefix('|'));
        let Some(rest) = rest.filter(|rest| rest.starts_with(char::is_whitespace)) else {
            return false;
        };
        let can_join = self
            .query
            .clauses
            .last()
            .is_some_and(|last| !last.negated && matches!(last.condition, Condition::Text(_)));
        if can_join {
            self.rest = rest;
            self.joined = true;
        }
        can_join
    }

    fn push(&mut self, negated: bool, condition: Condition) {
        let joined = std::mem::take(&mut self.joined);
        let last = self.query.clauses.last_mut();
        match (joined && !negated, condition, last) {
            (true, Condition::Text(more), Some(Clause { condition: Condition::Text(all), .. })) => {
                all.extend(more);
            }
            (taken, condition, _) => {
                if taken {
                    self.remark("OR joins words only; both are looked for".to_owned());
                }
                self.query.clauses.push(Clause { negated, condition });
            }
        }
    }

    fn remark(&mut self, remark: String) {
        if !self.query.remarks.contains(&remark) {
            self.query.remarks.push(remark);
        }
    }

    /// Takes `field:` from the front, if a word stands there that is one or looks like one.
    fn take_field(&mut self) -> Option<String> {
        let end = self.rest.find(|ch: char| !ch.is_ascii_alphabetic())?;
        let (name, rest) = self.rest.split_at_checked(end)?;
        let rest = rest.strip_prefix(':')?;
        let name = name.to_ascii_lowercase();
        if name.is_empty() || rest.starts_with("//") {
            return None;
        }
        if !is_field(&name) {
            if rest.starts_with(char::is_alphabetic) {
                self.remark(format!("{name}: is no field; it is taken as words"));
            }
            return None;
        }
        self.rest = rest;
        Some(name)
    }

    /// Takes what stands up to the next space, or between quotation marks.
    fn take_value(&mut self) -> Value<'t> {
        let rest = self.rest;
        let mut chars = rest.chars();
        let closing = chars.next().and_then(|first| {
            QUOTES.iter().find(|(open, _)| *open == first).map(|(_, close)| *close)
        });
        let Some(closing) = closing else {
            let end = rest
                .char_indices()
                .find(|(_, ch)| ch.is_whitespace() || *ch == '"')
                .map_or(rest.len(), |(at, _)| at);
            let (word, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
            self.rest = after;
            return match word.strip_suffix('*') {
                Some(start) => {
                    Value { text: start.trim_end_matches('*'), quoted: false, open: true }
                }
                None => Value { text: word, quoted: false, open: false },
            };
        };
        let inside = chars.as_str();
        let (text, after) = match inside.find(closing) {
            Some(end) => {
                let (text, after) = inside.split_at_checked(end).unwrap_or((inside, ""));
                (
                    text,
                    after
                        .chars()
                        .next()
                        .map_or(after, |mark| after.strip_prefix(mark).unwrap_or(after)),
                )
            }
            None => (inside, ""),
        };
        let (after, open) = match after.strip_prefix('*') {
            Some(after) => (after, true),
            None => (after, false),
        };
        self.rest = after;
        let (text, open) = match text.strip_suffix('*') {
            Some(start) => (start, true),
            None => (text, open),
        };
        Value { text, quoted: true, open }
    }

    fn words(&mut self, value: &Value<'_>, place: Where) -> Option<Condition> {
        let shape = self.shape(value)?;
        Some(Condition::Text(vec![Pattern { place, shape }]))
    }

    fn shape(&mut self, value: &Value<'_>) -> Option<Shape> {
        let mut found: Vec<String> = tokens(value.text).into_iter().map(|(_, form)| form).collect();
        if found.is_empty() {
            if !value.text.trim().is_empty() || value.open {
                let shown = shortened(value.text);
                self.remark(format!("`{shown}` has no letters to look for; it is left out"));
            }
            return None;
        }
        if found.len() > MOST_TOKENS {
            found.truncate(MOST_TOKENS);
            self.remark(format!("of a phrase only {MOST_TOKENS} words are looked for"));
        }
        let ends_open = value.open
            && found
                .last()
                .and_then(|last| last.chars().next())
                .is_some_and(|ch| !stands_alone(ch));
        if !value.quoted && !ends_open && found.len() == 1 {
            return found.pop().map(Shape::Word);
        }
        Some(Shape::Phrase(found, if ends_open { Ending::Open } else { Ending::Here }))
    }

    fn field(&mut self, field: &str) -> Option<Condition> {
        if field == "near" {
            return self.near();
        }
        let value = self.take_value();
        let text = value.text.trim();
        if text.is_empty() {
            self.remark(format!("{field}: needs a value; it is left out"));
            return None;
        }
        let has_words = !tokens(text).is_empty();
        match field {
            "title" => self.words(&value, Where::Title),
            "note" => Some(Condition::Note(Pattern {
                place: Where::Anywhere,
                shape: self.shape(&value)?,
            })),
            "is" => self.state(text),
            "lang" | "language" => {
                let code = language_named(text).map(str::to_owned);
                let code = code.or_else(|| Some(language_facet(text)?.get(2..)?.to_owned()));
                if code.is_none() {
                    self.odd("lang", text, "a language, as in en or zh");
                }
                code.map(Condition::Language)
            }
            "date" | "published" => {
                let range = date_range(text);
                if range.is_none() {
                    self.odd("date", text, "a day, month or year, as in 2025-11..2026");
                }
                range.map(Condition::Published)
            }
            _ if !has_words => {
                self.odd(field, text, "a name");
                None
            }
            "source" | "site" => {
                Some(Condition::Site(tokens(text).into_iter().map(|(_, word)| word).collect()))
            }
            "person" => Some(Condition::Entity(EntityKind::Person, text.to_owned())),
            "place" => Some(Condition::Entity(EntityKind::Place, text.to_owned())),
            "org" | "organization" => {
                Some(Condition::Entity(EntityKind::Organization, text.to_owned()))
            }
            "tag" => Some(Condition::Tag(text.trim_start_matches('#').to_owned())),
            _ => Some(Condition::Story(text.to_owned())),
        }
    }

    fn odd(&mut self, field: &str, value: &str, wanted: &str) {
        let shown = shortened(value);
        self.remark(format!("{field}:{shown} is left out; write {wanted}"));
    }

    fn state(&mut self, text: &str) -> Option<Condition> {
        let state = match text.to_ascii_lowercase().as_str() {
            "unread" | "new" => State::Unread,
            "read" => State::Read,
            "starred" | "star" => State::Starred,
            "kept" | "bookmarked" => State::Kept,
            _ => {
                self.odd("is", text, "unread, read, starred or kept");
                return None;
            }
        };
        Some(Condition::Is(state))
    }

    /// Reads `near:"a b"` and `near:5:"a b"`.
    fn near(&mut self) -> Option<Condition> {
        let digits = self.rest.find(|ch: char| !ch.is_ascii_digit()).unwrap_or(self.rest.len());
        let mut distance = NEAR;
        if let Some((number, rest)) = self.rest.split_at_checked(digits)
            && let Some(rest) = rest.strip_prefix(':')
            && !number.is_empty()
        {
            distance = number.parse().unwrap_or(u8::MAX);
            self.rest = rest;
        }
        let value = self.take_value();
        let groups: Vec<Vec<String>> = value
            .text
            .split_whitespace()
            .map(|word| tokens(word).into_iter().map(|(_, form)| form).collect::<Vec<_>>())
            .filter(|group| !group.is_empty())
            .take(MOST_TOKENS / 4)
            .collect();
        if groups.len() < 2 {
            self.remark("near: needs two words or more, as in near:\"one other\"".to_owned());
        }
        let shape = match groups.len() {
            0 => return None,
            1 => Shape::Phrase(groups.into_iter().next()?, Ending::Here),
            _ => Shape::Near(groups, distance),
        };
        Some(Condition::Text(vec![Pattern { place: Where::Anywhere, shape }]))
    }
}

fn is_field(name: &str) -> bool {
    matches!(
        name,
        "source"
            | "site"
            | "person"
            | "place"
            | "org"
            | "organization"
            | "tag"
            | "story"
            | "is"
            | "lang"
            | "language"
            | "date"
            | "published"
            | "near"
            | "title"
            | "note"
    )
}

/// Tells whether a character is a token of its own, so that nothing begins with it.
fn stands_alone(ch: char) -> bool {
    !ch.is_ascii() && tokens(&format!("{ch}{ch}")).len() == 2
}

fn shortened(text: &str) -> String {
    let mut shown: String = text.chars().take(24).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests;
