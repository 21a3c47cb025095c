//! Links into the library: `sidelight://article/ID`, with a passage by its identity, its words, or both.
//!
//! `sidelight://article/ID?at=ID#:~:text=WORDS`. The words are what a browser calls a text fragment; they lead to the passage
//! when it is no longer kept. Reading is strict: what is not of this form is no link.

use std::fmt;
use std::str::FromStr;

use crate::bookmark::BookmarkId;
use crate::document::DocumentId;

/// What every link starts with.
pub const SCHEME: &str = "sidelight://";

/// The most bytes of a link.
const LONGEST: usize = 8 * 1024;

/// A place in the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The article.
    pub document: DocumentId,
    /// Where in it.
    pub place: Place,
}

/// Where in an article a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// To where it was left.
    Article,
    /// To a kept passage.
    Bookmark(BookmarkId),
    /// To some words.
    Words(String),
    /// To a kept passage, or to its words when it is not kept any more.
    Either(BookmarkId, String),
}

/// The text is no link into a library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "is no link of Sidelight; one looks like sidelight://article/0123456789abcdef0123456789abcdef"
)]
pub struct NoLink;

/// Returns the link to an article, or to a passage kept of it.
pub fn link_to(document: DocumentId, bookmark: Option<BookmarkId>) -> String {
    let place = bookmark.map_or(Place::Article, Place::Bookmark);
    Link { document, place }.to_string()
}

impl Link {
    /// Returns the kept passage it leads to.
    pub const fn bookmark(&self) -> Option<BookmarkId> {
        match self.place {
            Place::Bookmark(id) | Place::Either(id, _) => Some(id),
            Place::Article | Place::Words(_) => None,
        }
    }

    /// Returns the words it leads to.
    pub fn words(&self) -> Option<&str> {
        match &self.place {
            Place::Words(words) | Place::Either(_, words) => Some(words),
            Place::Article | Place::Bookmark(_) => None,
        }
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{SCHEME}article/{}", self.document)?;
        if let Some(id) = self.bookmark() {
            write!(f, "?at={id}")?;
        }
        match self.words() {
            Some(words) => write!(f, "#:~:text={}", encoded(words)),
            None => Ok(()),
        }
    }
}

impl FromStr for Link {
    type Err = NoLink;

    fn from_str(text: &str) -> Result<Self, NoLink> {
        if text.len() > LONGEST {
            return Err(NoLink);
        }
        let rest = text.strip_prefix(SCHEME).and_then(|rest| rest.strip_prefix("article/"));
        let (rest, fragment) = split(rest.ok_or(NoLink)?, '#');
        let (id, query) = split(rest, '?');
        // Some programs that open links add a slash to the path.
        let document = id.strip_suffix('/').unwrap_or(id).parse().map_err(|_| NoLink)?;
        let bookmark = match query {
            Some(query) => {
                let id = query.strip_prefix("at=").ok_or(NoLink)?;
                Some(id.parse().map_err(|_| NoLink)?)
            }
            None => None,
        };
        let words = match fragment {
            Some(fragment) => {
                let words = fragment.strip_prefix(":~:text=").ok_or(NoLink)?;
                Some(decoded(words).filter(|words| !words.is_empty()).ok_or(NoLink)?)
            }
            None => None,
        };
        let place = match (bookmark, words) {
            (None, None) => Place::Article,
            (Some(id), None) => Place::Bookmark(id),
            (None, Some(words)) => Place::Words(words),
            (Some(id), Some(words)) => Place::Either(id, words),
        };
        Ok(Self { document, place })
    }
}

fn split(text: &str, at: char) -> (&str, Option<&str>) {
    text.split_once(at).map_or((text, None), |(before, after)| (before, Some(after)))
}

/// Writes all but letters and digits of ASCII and `._~` as `%` with two digits a byte.
fn encoded(words: &str) -> String {
    use std::fmt::Write as _;

    let mut out = String::with_capacity(words.len() * 2);
    for byte in words.bytes() {
        if byte.is_ascii_alphanumeric() || b"._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || u8::try_from(char::from(rest.next()?).to_digit(16)?).ok();
        bytes.push(digit()? * 16 + digit()?);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::{Link, Place, link_to};
    use crate::bookmark::BookmarkId;
    use crate::document::DocumentId;

    const ID: &str = "0123456789abcdef0123456789abcdef";

    #[test]
    fn links_read_back() {
        let document: DocumentId = ID.parse().unwrap();
        let bookmark: BookmarkId = ID.parse().unwrap();
        let words = "50 % of “it” & 你好\n#?".to_owned();
        for place in [
            Place::Article,
            Place::Bookmark(bookmark),
            Place::Words(words.clone()),
            Place::Either(bookmark, words),
        ] {
            let link = Link { document, place };
            let text = link.to_string();
            assert!(text.is_ascii() && !text.contains(char::is_whitespace), "{text}");
            assert_eq!(text.parse(), Ok(link));
            url::Url::parse(&text).unwrap();
        }
        assert_eq!(link_to(document, None), format!("sidelight://article/{ID}"));
    }

    #[test]
    fn what_is_no_link_is_refused() {
        for text in [
            "",
            "sidelight://",
            "sidelight://article/",
            "sidelight://article/12",
            "sidelight:article/0123456789abcdef0123456789abcdef",
            "SIDELIGHT://article/0123456789abcdef0123456789abcdef",
            "sidelight://article/0123456789abcdef0123456789abcdef?at=1",
            "sidelight://article/0123456789abcdef0123456789abcdef?to=0123456789abcdef0123456789abcdef",
            "sidelight://article/0123456789abcdef0123456789abcdef#top",
            "sidelight://article/0123456789abcdef0123456789abcdef#:~:text=",
            "sidelight://article/0123456789abcdef0123456789abcdef#:~:text=%zz",
            "sidelight://article/0123456789abcdef0123456789abcdef#:~:text=%ff",
            "sidelight://article/../0123456789abcdef0123456789abcdef",
            "sidelight://article/é123456789abcdef0123456789abcde",
            "https://example.org/",
        ] {
            assert!(text.parse::<Link>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            let _ = text.parse::<Link>();
            let _ = format!("sidelight://article/{ID}?{text}").parse::<Link>();
            let link = format!("sidelight://article/{ID}#:~:text={text}");
            if let Ok(link) = link.parse::<Link>() {
                assert_eq!(link.to_string().parse(), Ok(link));
            }
        }
    }
}
