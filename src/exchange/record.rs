//! JSON Lines: one object a kept passage, with everything, in the order and words of [`Record`].
//!
//! The other formats of this program that lose nothing carry the same object where they cannot show all of it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::anchor::TextQuote;
use crate::bookmark::{BookmarkId, KeptFact, Label};
use crate::document::{DocumentId, RevisionId};
use crate::exchange::kept::{Article, Brought, Edited, KeptPassage, Unreadable};
use crate::text::{TextRange, TextSize};

/// The version of the form.
pub const VERSION: u32 = 1;

/// A kept passage as one JSON object. `start` and `end` are UTF-8 byte offsets into the text of the revision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The version of the form: 1.
    pub sidelight: u32,
    /// The identity of the passage: 32 hexadecimal digits.
    pub id: BookmarkId,
    /// The identity of its article.
    pub document: DocumentId,
    /// What the article was called when it was kept.
    #[serde(default)]
    pub title: String,
    /// The SHA-256 of the bytes of the article that it was taken from.
    pub revision: RevisionId,
    /// Where it starts.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// The passage.
    #[serde(default)]
    pub exact: String,
    /// What stood before it.
    #[serde(default)]
    pub prefix: String,
    /// What stood after it.
    #[serde(default)]
    pub suffix: String,
    /// The note.
    #[serde(default)]
    pub note: String,
    /// The tags.
    #[serde(default)]
    pub tags: Vec<String>,
    /// The colour: `yellow`, `red`, `green`, `blue` or `purple`.
    #[serde(default)]
    pub label: Option<Label>,
    /// The fact that was kept, with its evidence.
    #[serde(default)]
    pub fact: Option<Box<KeptFact>>,
    /// When it was kept.
    pub created: Timestamp,
    /// When it was last changed.
    #[serde(default)]
    pub changed: Option<Timestamp>,
    /// Its article; left out where nothing is said of it.
    #[serde(default, skip_serializing_if = "Article::is_unknown")]
    pub article: Article,
}

impl Record {
    /// Makes the record of a kept passage.
    pub fn of(kept: &KeptPassage) -> Self {
        let KeptPassage { bookmark, article, .. } = kept;
        let anchor = &bookmark.anchor;
        Self {
            sidelight: VERSION,
            id: bookmark.id,
            document: bookmark.document,
            title: bookmark.title.clone(),
            revision: anchor.revision,
            start: anchor.position.start().into(),
            end: anchor.position.end().into(),
            exact: anchor.quote.exact.clone(),
            prefix: anchor.quote.prefix.clone(),
            suffix: anchor.quote.suffix.clone(),
            note: bookmark.note.clone(),
            tags: bookmark.tags.clone(),
            label: bookmark.label,
            fact: bookmark.fact.clone(),
            created: bookmark.created,
            changed: bookmark.changed,
            article: article.clone(),
        }
    }

    /// Returns what it says.
    pub fn brought(self) -> Brought {
        let position =
            TextRange::new(TextSize::from(self.start.min(self.end)), TextSize::from(self.end));
        Brought {
            id: self.id,
            article: Article { id: Some(self.document), ..self.article },
            title: Some(self.title),
            quote: TextQuote { exact: self.exact, prefix: self.prefix, suffix: self.suffix },
            position: Some((self.revision, position)),
            points: None,
            note: self.note,
            tags: self.tags,
            label: self.label,
            fact: self.fact,
            created: Some(self.created),
            changed: self.changed,
            edited: Edited::No,
        }
    }
}

/// Writes kept passages, one object a line.
pub fn write(kept: &[KeptPassage]) -> String {
    let mut out = String::new();
    for kept in kept {
        out.push_str(&json(&Record::of(kept)));
        out.push('\n');
    }
    out
}

/// Reads kept passages; empty lines are left out.
///
/// # Errors
///
/// Fails at the first line that is none.
pub fn read(text: &str) -> Result<Vec<Brought>, Unreadable> {
    let lines = text.split('\n').enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(index, line)| {
            let record: Record = serde_json::from_str(line).map_err(|_| Unreadable::Line {
                line: index + 1,
                form: "a kept passage of Sidelight",
            })?;
            Ok(record.brought())
        })
        .collect()
}

/// Writes a value as JSON that no control or direction character stands in.
pub(crate) fn json(value: &impl Serialize) -> String {
    let plain = serde_json::to_string(value).unwrap_or_default();
    escaped(&plain, |ch| ch.is_control() || crate::text::display::is_deceptive(ch))
}

/// Writes some characters of a JSON text, all within its strings, as escapes.
pub(crate) fn escaped(json: &str, which: impl Fn(char) -> bool) -> String {
    use std::fmt::Write as _;

    let mut out = String::with_capacity(json.len());
    for ch in json.chars() {
        if which(ch) {
            for unit in ch.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(ch);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, proptest};

    use super::{read, write};
    use crate::exchange::kept::{Article, Brought, KeptPassage, Unreadable};
    use crate::exchange::samples::kept;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn nothing_is_lost(kept in proptest::collection::vec(kept(), 0..4)) {
            let text = write(&kept);
            assert_eq!(text.lines().count(), kept.len());
            assert!(!text.contains(|ch: char| ch.is_control() && ch != '\n'), "{text:?}");
            let expected: Vec<Brought> = kept.iter().cloned().map(Brought::from).collect();
            assert_eq!(read(&text).unwrap(), expected);
        }
    }

    #[test]
    fn nothing_is_said_of_an_article_that_nothing_is_known_of() {
        use proptest::strategy::{Strategy as _, ValueTree as _};

        let mut runner = proptest::test_runner::TestRunner::deterministic();
        let kept = KeptPassage {
            article: Article::default(),
            ..kept().new_tree(&mut runner).unwrap().current()
        };
        let line = write(std::slice::from_ref(&kept));
        assert!(!line.contains("\"article\""), "{line}");
        let brought = read(&line).unwrap();
        // As earlier versions wrote it.
        let nothing = super::json(&kept.article);
        let earlier = line.trim_end().strip_suffix('}').unwrap();
        let earlier = format!("{earlier},\"article\":{nothing}}}\n");
        assert_eq!(read(&earlier).unwrap(), brought);
        let pages: [fn(&[KeptPassage]) -> String; 2] =
            [crate::exchange::markdown::write, crate::exchange::org::write];
        for page in pages {
            let page = page(std::slice::from_ref(&kept));
            assert!(!page.contains("\"article\""), "{page}");
        }
    }

    #[test]
    fn a_wrong_line_is_named() {
        let wrong = read("\n{}\n").unwrap_err();
        assert_eq!(wrong, Unreadable::Line { line: 2, form: "a kept passage of Sidelight" });
    }
}
