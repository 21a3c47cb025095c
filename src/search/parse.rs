//! Reading a query: words, `"phrases"`, starts of words*, fields, `OR` between words, and `-` or `NOT` before what must
//! not be.
//!
//! It never fails, and takes time in proportion to what was typed. What makes no sense is taken as words or left out,
//! and a remark says so and in which column.

mod name;
mod operator;
mod value;

use crate::bookmark::Label;
use crate::fact::EntityKind;
use crate::search::date::{Since, date_range};
use crate::search::facet::{language_facet, language_named};
use crate::search::parse::name::{is_field, label_named, quality_named};
use crate::search::parse::operator::{Operator, operator};
use crate::search::parse::value::{Value, value};
use crate::search::query::{Clause, Condition, Ending, Pattern, Query, Shape, Where};
use crate::search::token::tokens;
use crate::text::grapheme::graphemes;

/// The most clauses of a query.
const MOST_CLAUSES: usize = 24;

/// The most words or phrases of which any will do.
const MOST_ALTERNATIVES: usize = 16;

/// The most words and phrases of a query.
const MOST_WORDS: usize = 48;

/// The most tokens of a phrase.
const MOST_TOKENS: usize = 32;

/// The most remarks on one query.
const MOST_REMARKS: usize = 6;

/// What is said where `OR` stands beside something else.
const ONLY_WORDS: &str = "OR joins words only; both are looked for";

/// How far words are from each other that are near, if nothing is said.
const NEAR: u8 = 10;

/// Reads what was typed.
pub fn parse(typed: &str) -> Query {
    let mut reader = Reader {
        typed,
        rest: typed,
        query: Query::default(),
        words: 0,
        joined: false,
        negated: false,
    };
    while reader.step() {}
    reader.query
}

struct Reader<'t> {
    typed: &'t str,
    rest: &'t str,
    query: Query,
    /// How many words and phrases there are.
    words: usize,
    /// Whether `OR` stands before what comes next.
    joined: bool,
    /// Whether `NOT` stands before what comes next.
    negated: bool,
}

impl<'t> Reader<'t> {
    /// Reads one part; tells whether there was one.
    fn step(&mut self) -> bool {
        self.rest = self.rest.trim_start();
        if self.rest.is_empty() {
            return false;
        }
        let start = self.rest;
        let bare = self
            .rest
            .strip_prefix('-')
            .filter(|rest| rest.chars().next().is_some_and(|ch| !ch.is_whitespace() && ch != '-'));
        let dashed = bare.is_some();
        self.rest = bare.unwrap_or(self.rest);
        if !dashed && self.take_operator() {
            return true;
        }
        let negated = std::mem::take(&mut self.negated) != dashed;
        let condition = match self.take_field() {
            Some(field) => self.field(start, &field),
            None => {
                let value = self.take_value();
                if self.joined && !value.quoted && value.text.starts_with('(') {
                    self.remark(start, "OR joins single words and phrases; brackets mean nothing");
                }
                self.words(start, &value, Where::Anywhere)
            }
        };
        match condition {
            Some(condition) => self.push(start, negated, condition),
            None => self.joined = false,
        }
        !self.is_full()
    }

    /// Tells whether there is as much as is looked for, and says so if there is more.
    fn is_full(&mut self) -> bool {
        self.rest = self.rest.trim_start();
        let joins = self.joined
            || self.can_join()
                && operator(self.rest).is_some_and(|(operator, _)| operator == Operator::Or);
        let (is_full, all) = if self.words >= MOST_WORDS {
            (true, format!("{MOST_WORDS} words"))
        } else {
            let is_full = self.query.clauses.len() >= MOST_CLAUSES && !joins;
            (is_full, format!("{MOST_CLAUSES} parts"))
        };
        if is_full && !self.rest.is_empty() {
            self.remark(self.rest, &format!("only the first {all} are looked for"));
        }
        is_full
    }

    /// Takes `OR`, `AND` or `NOT` from the front; the first and the last are words where nothing stands that they
    /// could join.
    fn take_operator(&mut self) -> bool {
        let Some((operator, rest)) = operator(self.rest) else { return false };
        let is_first = self.query.clauses.is_empty();
        if is_first && (operator != Operator::Not || rest.trim_start().is_empty()) {
            return false;
        }
        match operator {
            Operator::And => self.joined = false,
            Operator::Not => self.negated = true,
            Operator::Or => {
                self.joined = self.can_join();
                if !self.joined {
                    self.remark(self.rest, ONLY_WORDS);
                }
            }
        }
        self.rest = rest;
        true
    }

    /// Tells whether `OR` can join what comes next with what was there last.
    fn can_join(&self) -> bool {
        let last = self.query.clauses.last();
        last.is_some_and(|last| {
            !last.negated && matches!(last.condition, Condition::Text(_) | Condition::Label(_))
        })
    }

    fn push(&mut self, start: &str, negated: bool, condition: Condition) {
        let joined = std::mem::take(&mut self.joined);
        self.words += usize::from(!condition.patterns().is_empty());
        if let Condition::Label(more) = &condition
            && !negated
            && self.labels().is_some()
        {
            let last = self.query.clauses.last().map(|last| &last.condition);
            if joined && !matches!(last, Some(Condition::Label(_))) {
                self.remark(start, ONLY_WORDS);
            }
            // What is kept has one label, so that one of several is meant.
            if let Some(all) = self.labels() {
                all.extend(more.iter().filter(|label| !all.contains(label)).collect::<Vec<_>>());
            }
            return;
        }
        let last = self.query.clauses.last_mut();
        match (joined && !negated, condition, last) {
            (true, Condition::Text(more), Some(Clause { condition: Condition::Text(all), .. })) => {
                if all.len() < MOST_ALTERNATIVES {
                    all.extend(more);
                    return;
                }
                self.remark(
                    start,
                    &format!(
                        "only {MOST_ALTERNATIVES} words can be joined by OR; more are left out"
                    ),
                );
            }
            (_, condition, _) => {
                if joined {
                    self.remark(start, ONLY_WORDS);
                }
                self.query.clauses.push(Clause { negated, condition });
            }
        }
    }

    /// Returns the labels of which one is asked for.
    fn labels(&mut self) -> Option<&mut Vec<Option<Label>>> {
        self.query.clauses.iter_mut().find_map(|clause| match clause {
            Clause { negated: false, condition: Condition::Label(labels) } => Some(labels),
            _ => None,
        })
    }

    /// Says something of what stands at a place, once.
    fn remark(&mut self, at: &str, remark: &str) {
        let remarks = &mut self.query.remarks;
        let is_told = remarks.iter().any(|told| told.starts_with(remark));
        if remarks.len() < MOST_REMARKS && !is_told {
            let before = self.typed.get(..self.typed.len() - at.len()).unwrap_or_default();
            remarks.push(format!("{remark} (column {})", graphemes(before).count() + 1));
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
                let name = shortened(&name);
                self.remark(self.rest, &format!("{name}: is no field; it is taken as words"));
            }
            return None;
        }
        self.rest = rest;
        Some(name)
    }

    fn take_value(&mut self) -> Value<'t> {
        let (value, rest) = value(self.rest);
        self.rest = rest;
        value
    }

    fn words(&mut self, start: &str, value: &Value<'_>, place: Where) -> Option<Condition> {
        let shape = self.shape(start, value)?;
        Some(Condition::Text(vec![Pattern { place, shape }]))
    }

    fn shape(&mut self, start: &str, value: &Value<'_>) -> Option<Shape> {
        let mut found: Vec<String> = tokens(value.text).into_iter().map(|(_, form)| form).collect();
        if found.is_empty() {
            if !value.text.trim().is_empty() || value.open {
                let shown = shortened(value.text);
                let shown = format!("`{shown}` has no letters to look for; it is left out");
                self.remark(start, &shown);
            }
            return None;
        }
        if found.len() > MOST_TOKENS {
            found.truncate(MOST_TOKENS);
            self.remark(start, &format!("of a phrase only {MOST_TOKENS} words are looked for"));
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

    fn field(&mut self, start: &str, field: &str) -> Option<Condition> {
        if field == "near" {
            return self.near(start);
        }
        let value = self.take_value();
        let text = value.name.trim();
        if text.is_empty() {
            self.remark(start, &format!("{field}: needs a value; it is left out"));
            return None;
        }
        let has_words = !tokens(text).is_empty();
        match field {
            "title" => self.words(start, &value, Where::Title),
            "note" => Some(Condition::Note(Pattern {
                place: Where::Anywhere,
                shape: self.shape(start, &value)?,
            })),
            "is" => {
                let wanted = "unread, read, starred, kept, noted, fact or drifted";
                self.read(start, "is", text, wanted, quality_named(text))
            }
            "label" => {
                let wanted = "yellow, red, green, blue, purple or none";
                self.read(start, "label", text, wanted, label_named(text))
            }
            "lang" | "language" => {
                let code = language_named(text).map(str::to_owned);
                let code = code.or_else(|| Some(language_facet(text)?.get(2..)?.to_owned()));
                let wanted = "a language, as in en or zh";
                self.read(start, "lang", text, wanted, code.map(Condition::Language))
            }
            "date" | "published" => {
                let range = date_range(text).map(Condition::Published);
                let wanted = "a day, month or year, as in 2025-11..2026";
                self.read(start, "date", text, wanted, range)
            }
            "since" => {
                let since = Since::parse(text).map(Condition::Kept);
                let wanted = "a day, or how long ago, as in 2025-11 or 7d";
                self.read(start, "since", text, wanted, since)
            }
            // A tag need have no letters.
            "tag" => {
                let tag = text.trim_start_matches('#').trim_start();
                let tag = (!tag.is_empty()).then(|| Condition::Tag(tag.to_owned()));
                self.read(start, field, text, "a name", tag)
            }
            _ if !has_words => self.read(start, field, text, "a name", None),
            "source" | "site" => {
                Some(Condition::Site(tokens(text).into_iter().map(|(_, word)| word).collect()))
            }
            "person" => Some(Condition::Entity(EntityKind::Person, text.to_owned())),
            "place" => Some(Condition::Entity(EntityKind::Place, text.to_owned())),
            "org" | "organization" => {
                Some(Condition::Entity(EntityKind::Organization, text.to_owned()))
            }
            _ => Some(Condition::Story(text.to_owned())),
        }
    }

    /// Hands on what the value of a field was read as; if it is nothing, it says what to write.
    fn read(
        &mut self,
        start: &str,
        field: &str,
        value: &str,
        wanted: &str,
        read: Option<Condition>,
    ) -> Option<Condition> {
        if read.is_none() {
            let shown = shortened(value);
            self.remark(start, &format!("{field}:{shown} is left out; write {wanted}"));
        }
        read
    }

    /// Reads `near:"a b"` and `near:5:"a b"`.
    fn near(&mut self, start: &str) -> Option<Condition> {
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
            self.remark(start, "near: needs two words or more, as in near:\"one other\"");
        }
        let shape = match groups.len() {
            0 => return None,
            1 => Shape::Phrase(groups.into_iter().next()?, Ending::Here),
            _ => Shape::Near(groups, distance),
        };
        Some(Condition::Text(vec![Pattern { place: Where::Anywhere, shape }]))
    }
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
