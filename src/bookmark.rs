//! Bookmarks: passages the user keeps.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::anchor::Anchor;
use crate::document::{DocumentId, Id};

/// Marks the [`Id`] of a bookmark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OfBookmark {}

/// The identity of a bookmark, the same on every machine it is taken to.
pub type BookmarkId = Id<OfBookmark>;

/// A kept passage with what the user says of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bookmark {
    /// Its identity.
    pub id: BookmarkId,
    /// The document it belongs to, which may since have left the library.
    pub document: DocumentId,
    /// What the document was called, so that the bookmark can be read without it.
    pub title: String,
    /// The passage.
    pub anchor: Anchor,
    /// The user's note; empty if there is none.
    pub note: String,
    /// The user's tags.
    pub tags: Vec<String>,
    /// The colour in which it is marked, if the user gave it one.
    #[serde(default)]
    pub label: Option<Label>,
    /// The fact that was kept, if it is more than a passage.
    #[serde(default)]
    pub fact: Option<Box<KeptFact>>,
    /// When it was kept.
    pub created: Timestamp,
    /// When the user last changed what is said of it; `None` if never.
    #[serde(default)]
    pub changed: Option<Timestamp>,
}

/// The colours a kept passage can be marked in. What a colour means is the user's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // Each is the colour of that name.
pub enum Label {
    Yellow,
    Red,
    Green,
    Blue,
    Purple,
}

impl Label {
    /// Every label, in the order in which the user steps through them.
    pub const ALL: [Self; 5] = [Self::Yellow, Self::Red, Self::Green, Self::Blue, Self::Purple];

    /// Returns the name under which it is stored and exported.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Yellow => "yellow",
            Self::Red => "red",
            Self::Green => "green",
            Self::Blue => "blue",
            Self::Purple => "purple",
        }
    }

    /// Returns the letter that stands for it where colours may not show.
    pub const fn letter(self) -> char {
        match self {
            Self::Yellow => 'y',
            Self::Red => 'r',
            Self::Green => 'g',
            Self::Blue => 'b',
            Self::Purple => 'p',
        }
    }

    /// Returns the label that follows one as the user steps through them; no label follows the last.
    pub fn after(label: Option<Self>) -> Option<Self> {
        match label {
            None => Self::ALL.first().copied(),
            Some(label) => {
                let place = Self::ALL.iter().position(|known| *known == label)?;
                Self::ALL.get(place + 1).copied()
            }
        }
    }

    /// Returns the label of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|label| label.name() == name)
    }
}

/// Something the user changes about a kept passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// This is the note now.
    Note(String),
    /// These are the tags now.
    Tags(Vec<String>),
    /// These tags come, unless they are there, and those go.
    Retag {
        /// The tags that come.
        add: Vec<String>,
        /// The tags that go.
        remove: Vec<String>,
    },
    /// This is the colour now.
    Label(Option<Label>),
    /// The passage is this one now.
    Passage(Anchor),
}

impl Edit {
    /// Changes a bookmark.
    pub fn apply(&self, bookmark: &mut Bookmark) {
        match self {
            Self::Note(note) => bookmark.note.clone_from(note),
            Self::Tags(tags) => bookmark.tags.clone_from(tags),
            Self::Retag { add, remove } => retag(&mut bookmark.tags, add, remove),
            Self::Label(label) => bookmark.label = *label,
            Self::Passage(anchor) => bookmark.anchor = anchor.clone(),
        }
    }
}

/// Adds tags that are not there in any case of letters, and takes others away.
pub fn retag(tags: &mut Vec<String>, add: &[String], remove: &[String]) {
    tags.retain(|tag| !remove.iter().any(|gone| same_tag(gone, tag)));
    for tag in add {
        if !tags.iter().any(|known| same_tag(known, tag)) {
            tags.push(tag.clone());
        }
    }
}

/// Tells whether two tags are the same but for the case of letters.
pub fn same_tag(one: &str, other: &str) -> bool {
    one == other || one.to_lowercase() == other.to_lowercase()
}

/// Returns the tags in what was typed, each once: spaces and commas of any script stand between them, and each may
/// have a `#` before it.
pub fn tags_in(typed: &str) -> Vec<String> {
    let mut tags = Vec::new();
    let words = typed.split(|ch: char| ch.is_whitespace() || matches!(ch, ',' | ';' | '，' | '、'));
    let words = words.map(|word| word.trim_start_matches(['#', '＃']));
    let words: Vec<_> = words.filter(|word| !word.is_empty()).map(str::to_owned).collect();
    retag(&mut tags, &words, &[]);
    tags
}

/// A fact that the user keeps, as it was worded and supported then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFact {
    /// What kind of fact it is: `person`, `quantity`, `statement`.
    pub kind: String,
    /// The fact in words, as the panel showed it.
    pub wording: String,
    /// Every passage it rests on, in every article of the story, the bookmark's own first.
    pub evidence: Vec<Evidence>,
}

/// A passage that a kept fact rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The article.
    pub document: DocumentId,
    /// What it was called.
    pub title: String,
    /// The passage.
    pub anchor: Anchor,
}

#[cfg(test)]
mod tests {
    use super::{Label, retag, tags_in};

    #[test]
    fn tags_are_told_apart_in_any_script() {
        let cases: [(&str, &[&str]); 6] = [
            ("#trade, culture", &["trade", "culture"]),
            ("  a  a A #a ", &["a"]),
            ("要闻，经济、#能源", &["要闻", "经济", "能源"]),
            ("c# #", &["c#"]),
            ("Été été", &["Été"]),
            ("", &[]),
        ];
        for (typed, expected) in cases {
            assert_eq!(tags_in(typed), expected, "{typed}");
        }
    }

    #[test]
    fn tags_come_and_go_whatever_their_case() {
        let mut tags = vec!["Trade".to_owned(), "old".to_owned()];
        retag(&mut tags, &["trade".to_owned(), "new".to_owned()], &["OLD".to_owned()]);
        assert_eq!(tags, ["Trade", "new"]);
    }

    #[test]
    fn labels_go_around_through_none() {
        let mut label = None;
        let mut seen = Vec::new();
        for _ in 0..=Label::ALL.len() {
            label = Label::after(label);
            seen.extend(label);
        }
        assert_eq!((seen.as_slice(), label), (Label::ALL.as_slice(), None));
        for label in Label::ALL {
            assert_eq!(Label::from_name(label.name()), Some(label));
            assert!(label.name().starts_with(label.letter()));
        }
    }
}
