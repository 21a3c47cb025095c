//! Sifting kept passages: the words that are typed to see only some of them.
//!
//! `word "several words" tag:x source:x label:red is:drifted|noted|fact since:2025-11|7d`. What is not understood is
//! looked for as words. It knows bookmarks, not where they lie.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

use crate::bookmark::{Bookmark, Label, same_tag};

/// Which kept passages are wanted; each condition must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sift {
    /// Words that stand in the passage, the note, the tags, the kept fact or the title, in lower case.
    pub words: Vec<String>,
    /// Tags that it has.
    pub tags: Vec<String>,
    /// Words that stand in the name of the source or the title, in lower case.
    pub sources: Vec<String>,
    /// Labels of which it has one.
    pub labels: Vec<Label>,
    /// Whether only those without any label are wanted.
    pub unlabelled: bool,
    /// What it must be.
    pub qualities: Vec<Quality>,
    /// When it was kept at the earliest.
    pub since: Option<Since>,
}

/// What a kept passage can be asked to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quality {
    /// Its article has changed so that the passage is at another place for all we know, or not there.
    Drifted,
    /// It has a note.
    Noted,
    /// It is a kept fact.
    Fact,
}

/// A time before now, or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// The start of a day.
    Day(Date),
    /// So many days ago.
    Days(u16),
}

impl Sift {
    /// Reads what was typed.
    pub fn parse(typed: &str) -> Self {
        let mut sift = Self::default();
        for word in words_of(typed) {
            if !sift.take(&word) {
                let word = word.replace('"', "").to_lowercase();
                sift.words.extend((!word.is_empty()).then_some(word));
            }
        }
        sift
    }

    /// Tells whether every passage is wanted.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Tells whether only those that have drifted are wanted.
    pub fn wants_drifted(&self) -> bool {
        self.qualities.contains(&Quality::Drifted)
    }

    /// Returns the first moment that is not too early.
    pub fn earliest(&self, now: Timestamp) -> Option<Timestamp> {
        match self.since? {
            Since::Day(day) => day.to_zoned(TimeZone::UTC).ok().map(|start| start.timestamp()),
            Since::Days(days) => now.checked_sub((i64::from(days) * 24).hours()).ok(),
        }
    }

    /// Tells whether a bookmark of an article from `source` is wanted, as far as the bookmark itself tells: not whether it
    /// has drifted.
    pub fn admits(&self, bookmark: &Bookmark, source: &str, now: Timestamp) -> bool {
        let has_tag = |tag: &String| bookmark.tags.iter().any(|known| same_tag(known, tag));
        let is = |quality: &Quality| match quality {
            Quality::Drifted => true,
            Quality::Noted => !bookmark.note.is_empty(),
            Quality::Fact => bookmark.fact.is_some(),
        };
        let labelled = match bookmark.label {
            None => self.labels.is_empty() || self.unlabelled,
            Some(_) if self.labels.is_empty() => !self.unlabelled,
            Some(label) => self.labels.contains(&label),
        };
        labelled
            && self.qualities.iter().all(is)
            && self.earliest(now).is_none_or(|earliest| bookmark.created >= earliest)
            && self.tags.iter().all(has_tag)
            && self.has_words(bookmark, source)
    }

    fn has_words(&self, bookmark: &Bookmark, source: &str) -> bool {
        if !self.sources.is_empty() {
            let from = format!("{source}\n{}", bookmark.title).to_lowercase();
            if !self.sources.iter().all(|word| from.contains(word)) {
                return false;
            }
        }
        if self.words.is_empty() {
            return true;
        }
        let fact = bookmark.fact.as_ref().map_or("", |fact| fact.wording.as_str());
        let (quote, note) = (&bookmark.anchor.quote.exact, &bookmark.note);
        let tags = bookmark.tags.join("\n");
        let all = format!("{quote}\n{note}\n{tags}\n{fact}\n{}", bookmark.title).to_lowercase();
        self.words.iter().all(|word| all.contains(word))
    }

    /// Takes a word that says more than itself; returns whether it does.
    fn take(&mut self, word: &str) -> bool {
        let Some((name, value)) = word.split_once(':') else { return false };
        let value = value.replace('"', "");
        if value.is_empty() {
            return matches!(name, "tag" | "source" | "label" | "is" | "since");
        }
        match name.to_lowercase().as_str() {
            "tag" => self.tags.push(value.trim_start_matches('#').to_owned()),
            "source" => self.sources.push(value.to_lowercase()),
            "label" => match Label::from_name(&value.to_lowercase()) {
                Some(label) => self.labels.push(label),
                None if value.eq_ignore_ascii_case("none") => self.unlabelled = true,
                None => return false,
            },
            "is" => match quality(&value.to_lowercase()) {
                Some(quality) => self.qualities.push(quality),
                None => return false,
            },
            "since" => match since(&value) {
                Some(since) => self.since = Some(since),
                None => return false,
            },
            _ => return false,
        }
        true
    }
}

fn quality(name: &str) -> Option<Quality> {
    Some(match name {
        "drifted" => Quality::Drifted,
        "noted" => Quality::Noted,
        "fact" => Quality::Fact,
        _ => return None,
    })
}

impl Since {
    /// Reads a day or a time before now, as it is typed; `None` if it is neither.
    pub fn parse(value: &str) -> Option<Self> {
        since(value)
    }
}

/// Reads `2025`, `2025-11`, `2025-11-04`, or `7d`, `2w`, `3m`, `1y` before now.
fn since(value: &str) -> Option<Since> {
    let day = match value.len() {
        4 => format!("{value}-01-01"),
        7 => format!("{value}-01"),
        _ => value.to_owned(),
    };
    if let Ok(day) = day.parse::<Date>() {
        return Some(Since::Day(day));
    }
    let unit = value.chars().next_back()?;
    let days: u16 = match unit {
        'd' => 1,
        'w' => 7,
        'm' => 30,
        'y' => 365,
        _ => return None,
    };
    let number: u16 = value.strip_suffix(unit)?.parse().ok()?;
    Some(Since::Days(number.checked_mul(days)?))
}

/// Returns the words of what was typed; what stands in quotation marks is one.
fn words_of(typed: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted) = (Vec::new(), String::new(), false);
    for ch in typed.chars() {
        if ch == '"' {
            quoted = !quoted;
        }
        if ch.is_whitespace() && !quoted {
            words.push(std::mem::take(&mut word));
        } else {
            word.push(ch);
        }
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::{Quality, Sift, Since};
    use crate::bookmark::Label;
    use crate::document::DocumentId;
    use crate::store::sample::{anchor, at, bookmark};

    #[test]
    fn what_is_typed_is_understood() {
        let sift =
            Sift::parse(r#"trade "two words" tag:#Culture label:red is:noted since:2025-11"#);
        assert_eq!(sift.words, ["trade", "two words"]);
        assert_eq!(sift.tags, ["Culture"]);
        assert_eq!(sift.labels, [Label::Red]);
        assert_eq!(sift.qualities, [Quality::Noted]);
        assert_eq!(sift.since, Some(Since::Day(jiff::civil::date(2025, 11, 1))));
        assert_eq!(Sift::parse("since:2w").since, Some(Since::Days(14)));
        assert_eq!(Sift::parse("source:\"New York\"").sources, ["new york"]);
        // Half typed, it says nothing yet; what means nothing is words.
        assert!(Sift::parse("tag: is:").is_empty());
        assert_eq!(Sift::parse("is:odd 12:30").words, ["is:odd", "12:30"]);
    }

    #[test]
    fn each_condition_must_hold() {
        let mut kept = bookmark(1, DocumentId::from_bytes([1; 16]), "Some words of trade", "Über");
        kept.anchor = anchor("Some words of trade", 19);
        kept.tags = vec!["Culture".to_owned()];
        kept.label = Some(Label::Red);
        for (typed, expected) in [
            ("", true),
            ("über", true),
            ("trad culture", true),
            ("trad nothing", false),
            ("tag:culture", true),
            ("tag:cult", false),
            ("label:red label:blue", true),
            ("label:blue", false),
            ("label:none", false),
            ("is:noted", true),
            ("is:fact", false),
            ("source:xinhua", true),
            ("source:reuters", false),
            ("since:1970-01-02", false),
            ("since:1970", true),
        ] {
            let sift = Sift::parse(typed);
            assert_eq!(sift.admits(&kept, "Xinhua", at(0)), expected, "{typed}");
        }
        kept.label = None;
        assert!(Sift::parse("label:none").admits(&kept, "", at(0)));
        assert!(!Sift::parse("label:red").admits(&kept, "", at(0)));
    }
}
