//! Queries: what is looked for, among articles or among kept passages, as data.

use jiff::civil::Date;

use crate::bookmark::Label;
use crate::fact::EntityKind;
use crate::search::date::{DateRange, Since};

/// What is looked for; an article or a kept passage is found if it meets every clause.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What it must meet; an empty list finds all.
    pub clauses: Vec<Clause>,
    /// What was not understood and how it was taken instead, one line each.
    pub remarks: Vec<String>,
}

/// One thing that an article or a kept passage must meet, or must not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Whether it must not.
    pub negated: bool,
    /// What.
    pub condition: Condition,
}

/// What an article can meet. A kept passage meets what its article does, but for words and tags, which are its own.
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
    /// What is kept of it has one of these labels; `None` is none.
    Label(Vec<Option<Label>>),
    /// What is kept of it is this.
    Quality(Quality),
    /// It was kept since then.
    Kept(Since),
}

/// What a kept passage can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quality {
    /// Its article has changed so that the passage is at another place for all we know, or not there.
    Drifted,
    /// It has a note.
    Noted,
    /// It is a kept fact.
    Fact,
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

impl Query {
    /// Tells whether something was asked, and all of it was left out: everything is no answer to that.
    pub const fn is_left_out(&self) -> bool {
        self.clauses.is_empty() && !self.remarks.is_empty()
    }

    /// Returns what must be met.
    pub fn wanted(&self) -> impl Iterator<Item = &Condition> + Clone {
        let wanted = self.clauses.iter().filter(|clause| !clause.negated);
        wanted.map(|clause| &clause.condition)
    }
}

impl Condition {
    /// Returns the words of which some must be there; none if it asks for no words.
    pub fn patterns(&self) -> &[Pattern] {
        match self {
            Self::Text(patterns) => patterns,
            Self::Note(pattern) => std::slice::from_ref(pattern),
            _ => &[],
        }
    }

    /// Tells whether a passage that is kept can meet it by itself, whatever its article is.
    pub const fn is_of_passages(&self) -> bool {
        matches!(
            self,
            Self::Note(_)
                | Self::Tag(_)
                | Self::Label(_)
                | Self::Quality(_)
                | Self::Kept(_)
                | Self::Is(State::Kept)
        )
    }
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
