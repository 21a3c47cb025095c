//! Queries: what is looked for, as data.

use jiff::civil::Date;

use crate::fact::EntityKind;
use crate::search::date::DateRange;

/// What is looked for; an article is found if it meets every clause.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What it must meet; an article that is found by an empty list is any.
    pub clauses: Vec<Clause>,
    /// What was not understood and how it was taken instead, one line each.
    pub remarks: Vec<String>,
}

/// One thing that an article must meet, or must not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Whether it must not.
    pub negated: bool,
    /// What.
    pub condition: Condition,
}

/// What an article can meet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Its text, its title or a note on it says one of these.
    Text(Vec<Pattern>),
    /// A note on it says this.
    Note(Pattern),
    /// It names this person, place or body.
    Entity(EntityKind, String),
    /// It or something kept of it has this tag.
    Tag(String),
    /// It is in a story that is called this.
    Story(String),
    /// What the user did with it.
    Is(State),
    /// It is of this site: the words of a name or an address.
    Site(Vec<String>),
    /// It is in this language, as a code of two or three letters.
    Language(String),
    /// It was published on one of these days.
    Published(DateRange<Date>),
}

/// What the user did with an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It was not read.
    Unread,
    /// It was read.
    Read,
    /// It has a star.
    Starred,
    /// Something of it is kept.
    Kept,
}

/// Words to look for in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// Where.
    pub place: Where,
    /// How.
    pub shape: Shape,
}

/// Where words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// Anywhere.
    Anywhere,
    /// In the title.
    Title,
}

/// How words are looked for. All are tokens, and there is at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A word in any of its forms.
    Word(String),
    /// Tokens in a row, exactly.
    Phrase(Vec<String>, Ending),
    /// Several words or phrases with at most so many tokens between the first and the last.
    Near(Vec<Vec<String>>, u8),
}

/// How the last token of a phrase ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// There.
    Here,
    /// Anyhow: it is the start of a word.
    Open,
}

impl Pattern {
    /// Returns the start of a word that is so short that very many words begin like it.
    pub fn short_start(&self, letters: usize) -> Option<&str> {
        match &self.shape {
            Shape::Phrase(tokens, Ending::Open) => match tokens.as_slice() {
                [only] if only.chars().count() <= letters => Some(only),
                _ => None,
            },
            _ => None,
        }
    }
}
