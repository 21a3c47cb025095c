//! Kept passages on their way out and in: with what is known of their articles.
//!
//! What goes out is whole. What comes in may be little more than a quotation: an identity is then made of what it
//! says, always the same one, so that the same passage read twice is one.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::anchor::TextQuote;
use crate::bookmark::{Bookmark, BookmarkId, KeptFact, Label};
use crate::document::{DocumentId, RevisionId};
use crate::text::TextRange;

/// A kept passage with its article.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// The passage and what the user says of it.
    pub bookmark: Bookmark,
    /// Its article.
    pub article: Article,
    /// Where the passage starts and ends in the text of its revision, in Unicode code points, if the text is there.
    pub points: Option<(usize, usize)>,
}

/// What is known of an article besides its text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Article {
    /// Its identity in the library it is from.
    pub id: Option<DocumentId>,
    /// What it is called.
    pub title: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The publication or agency.
    pub site: Option<String>,
    /// The day of publication.
    pub published: Option<Date>,
    /// The day on which it came into the library.
    pub added: Option<Date>,
    /// The language as a BCP 47 tag.
    pub language: Option<String>,
    /// The address on the network, without a password.
    pub address: Option<String>,
    /// The path of the file.
    pub path: Option<String>,
    /// How far it has been read, from 0 to 1.
    pub progress: Option<f32>,
}

/// A kept passage as another program, or this one, wrote it.
#[derive(Clone, Debug, PartialEq)]
pub struct Brought {
    /// Its identity, or one made of what it says.
    pub id: BookmarkId,
    /// Its article.
    pub article: Article,
    /// What the article was called when the passage was kept, if that is told apart.
    pub title: Option<String>,
    /// The passage.
    pub quote: TextQuote,
    /// The revision it was taken in, and where it stood in its text.
    pub position: Option<(RevisionId, TextRange)>,
    /// Where it stood in some text, in Unicode code points.
    pub points: Option<(usize, usize)>,
    /// The note; empty if there is none.
    pub note: String,
    /// The tags.
    pub tags: Vec<String>,
    /// The colour.
    pub label: Option<Label>,
    /// The fact that was kept.
    pub fact: Option<Box<KeptFact>>,
    /// When it was kept.
    pub created: Option<Timestamp>,
    /// When it was last changed.
    pub changed: Option<Timestamp>,
    /// Whether somebody changed what this program had written.
    pub edited: Edited,
}

/// Whether a passage that this program wrote is as it was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Edited {
    /// As it was written, or not written by this program.
    #[default]
    No,
    /// Its note or tags were changed in the file.
    InFile,
}

/// Why a text cannot be read as what it is said to be, as a clause that follows its name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It is none of the forms that are known.
    #[error("is in no form that is known here; say which with --from")]
    Unknown,
    /// It is not of this form.
    #[error("is not {form}; check that it is whole")]
    Form {
        /// The form with an article: `a CSV file`.
        form: &'static str,
    },
    /// A line of it is wrong.
    #[error("line {line} is not {form}; mend or remove it")]
    Line {
        /// The line, from 1.
        line: usize,
        /// The form with an article.
        form: &'static str,
    },
}

impl Brought {
    /// Makes a passage of which only the words and the article are known.
    pub fn new(article: Article, exact: String) -> Self {
        let id = derived(&[&article.key(), &exact]);
        Self {
            id,
            article,
            title: None,
            quote: TextQuote { exact, prefix: String::new(), suffix: String::new() },
            position: None,
            points: None,
            note: String::new(),
            tags: Vec::new(),
            label: None,
            fact: None,
            created: None,
            changed: None,
            edited: Edited::No,
        }
    }

    /// Gives it the identity that belongs to what another program calls it by.
    #[must_use]
    pub fn called(mut self, parts: &[&str]) -> Self {
        self.id = derived(parts);
        self
    }
}

impl From<Kept> for Brought {
    fn from(kept: Kept) -> Self {
        let Kept { bookmark, article, points } = kept;
        let Bookmark { id, document, title, anchor, .. } = bookmark;
        Self {
            id,
            article: Article { id: Some(document), ..article },
            title: Some(title),
            quote: anchor.quote,
            position: Some((anchor.revision, anchor.position)),
            points,
            note: bookmark.note,
            tags: bookmark.tags,
            label: bookmark.label,
            fact: bookmark.fact,
            created: Some(bookmark.created),
            changed: bookmark.changed,
            edited: Edited::No,
        }
    }
}

impl Article {
    /// Returns what tells it from other articles, as well as can be.
    fn key(&self) -> String {
        let title = || {
            let byline = self.byline.as_deref().unwrap_or_default();
            Some(format!("{}\n{byline}", self.title.as_deref()?))
        };
        let key = self.address.clone().or_else(|| self.path.clone()).or_else(title);
        key.unwrap_or_default()
    }

    /// Returns the identity of an article that is not in the library: one made of its address, so that it is met again
    /// under that, or else its own, or else one made of what is known.
    pub fn identity(&self) -> DocumentId {
        let own = self.id.filter(|_| self.address.is_none());
        own.unwrap_or_else(|| derived(&["article", &self.key()]))
    }
}

/// Makes an identity of some texts, always the same.
fn derived<Of>(parts: &[&str]) -> crate::document::Id<Of> {
    let mut hasher = Sha256::new();
    hasher.update(b"sidelight exchange 1");
    for part in parts {
        hasher.update(part.len().to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let hash: [u8; 32] = hasher.finalize().into();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    crate::document::Id::from_bytes(bytes)
}

#[cfg(test)]
pub(crate) mod samples {
    //! Kept passages for the tests of the formats.

    use jiff::Timestamp;
    use proptest::prelude::{Just, Strategy, any, prop_oneof};

    use super::{Article, Kept};
    use crate::anchor::{Anchor, TextQuote};
    use crate::bookmark::{Bookmark, BookmarkId, Evidence, KeptFact, Label};
    use crate::document::{DocumentId, RevisionId};
    use crate::text::range;

    /// Texts that formats stumble over.
    pub(crate) const HARD: &[&str] = &[
        "",
        " ",
        "plain words",
        "“Typographic” — and \"straight\" 'quotes'",
        "two\nlines\n\nand a paragraph",
        "\r\nwindows\r\n",
        "trailing space \n\ttab",
        "=1+1",
        "'=quoted",
        "+49",
        "-dash",
        "@at",
        "a,b;c\"d\"",
        "# heading\n* star\n- item\n> quote\n1. one",
        "```\ncode\n```\n~~~",
        "<!-- comment --> <b>&amp;</b> --> <!--",
        "<!-- /sidelight -->",
        "%% comment %% ^block-id [[link]] #tag",
        "#+end_quote\n** headline\n:END:\n:PROPERTIES:\n,comma",
        "\u{0}\u{1}\u{7}\u{1b}[31m\u{7f}\u{85}\u{9b}",
        "\u{2028}\u{2029}\u{feff}\u{202e}\u{200b}",
        "中文的句子,带标点。",
        "👩\u{200d}👩\u{200d}👧 e\u{301} \u{10ffff}",
        "\\back\\slash {brace} {{ template }} %percent $dollar$ ~tilde_under^hat",
        "==========",
        "---\ntitle: x\n---",
    ];

    /// Any text, the hard ones often.
    pub(crate) fn text() -> impl Strategy<Value = String> {
        let hard = (0..HARD.len()).prop_map(|index| HARD[index].to_owned());
        prop_oneof![
            hard.clone(),
            any::<String>(),
            (hard, any::<String>()).prop_map(|(a, b)| a + &b)
        ]
    }

    fn maybe_text() -> impl Strategy<Value = Option<String>> {
        prop_oneof![Just(None), text().prop_map(Some)]
    }

    fn anchor() -> impl Strategy<Value = Anchor> {
        (text(), text(), text(), 0usize..1000, 0usize..1000, any::<u64>()).prop_map(
            |(exact, prefix, suffix, start, length, revision)| Anchor {
                revision: RevisionId::of(&revision.to_le_bytes()),
                position: range(start, start + length),
                quote: TextQuote { exact, prefix, suffix },
            },
        )
    }

    fn moment() -> impl Strategy<Value = Timestamp> {
        (0i64..4_000_000_000, 0i32..1_000_000_000)
            .prop_map(|(second, nanosecond)| Timestamp::new(second, nanosecond).unwrap())
    }

    fn article() -> impl Strategy<Value = Article> {
        let day = (1600i16..2300, 1i8..13, 1i8..29)
            .prop_map(|(year, month, day)| Some(jiff::civil::date(year, month, day)));
        let published = prop_oneof![Just(None), day];
        (maybe_text(), maybe_text(), maybe_text(), published, maybe_text(), maybe_text()).prop_map(
            |(title, byline, site, published, address, path)| Article {
                id: None,
                title,
                byline,
                site,
                published,
                added: published,
                language: Some("en".to_owned()),
                address,
                path,
                progress: Some(0.25),
            },
        )
    }

    /// Any kept passage.
    pub(crate) fn kept() -> impl Strategy<Value = Kept> {
        let said = (text(), proptest::collection::vec(text(), 0..4), 0usize..6);
        let fact = (text(), text(), anchor(), any::<bool>());
        let when = (moment(), proptest::option::of(moment()));
        (any::<[u8; 32]>(), text(), anchor(), said, fact, when, article()).prop_map(
            |(
                ids,
                title,
                anchor,
                (note, tags, label),
                (kind, wording, place, has),
                when,
                article,
            )| {
                let (mut id, mut document) = ([0; 16], [0; 16]);
                id.copy_from_slice(&ids[..16]);
                document.copy_from_slice(&ids[16..]);
                let document = DocumentId::from_bytes(document);
                let evidence = vec![Evidence { document, title: wording.clone(), anchor: place }];
                let bookmark = Bookmark {
                    id: BookmarkId::from_bytes(id),
                    document,
                    title,
                    anchor,
                    note,
                    tags,
                    label: Label::ALL.get(label).copied(),
                    fact: has.then(|| Box::new(KeptFact { kind, wording, evidence })),
                    created: when.0,
                    changed: when.1,
                };
                Kept { article: Article { id: Some(document), ..article }, bookmark, points: None }
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{Article, Brought};

    #[test]
    fn the_same_passage_has_the_same_identity() {
        let article =
            |address: &str| Article { address: Some(address.to_owned()), ..Article::default() };
        let id = |address: &str, exact: &str| Brought::new(article(address), exact.to_owned()).id;
        assert_eq!(id("a", "b"), id("a", "b"));
        assert_ne!(id("a", "b"), id("ab", ""));
        assert_eq!(article("a").identity(), article("a").identity());
        assert_ne!(article("a").identity(), article("b").identity());
    }
}
