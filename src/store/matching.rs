//! Matching: which entry that a feed names now is which that it named before.
//!
//! An entry is known by its id. Feeds break that in both ways: several entries with one id, and an id
//! given to another article later. So an entry that shares neither address nor title nor date with the
//! one of its id is another, and each known one is found again at most once in a reading of the feed. It
//! knows nothing of the store.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;

use crate::text::ContentHash;

/// What entries are told apart by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Traits {
    /// What the feed knows it by.
    pub id: String,
    /// The hash of its title and text.
    pub hash: ContentHash,
    /// The address of the article.
    pub link: Option<String>,
    /// What it is called.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<Timestamp>,
}

/// An entry that is in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownEntry {
    /// The number of its row.
    pub(crate) number: i64,
    /// What it is told apart by.
    pub(crate) traits: Traits,
    /// Whether the whole article was fetched.
    pub(crate) whole: bool,
    /// Whether the document has its text from it.
    pub(crate) gives: bool,
}

/// What an entry that came is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// One that is known and says what it said.
    Same,
    /// The known one of this number, which says something else now.
    Changed {
        /// The number of its row.
        number: i64,
        /// Whether the whole article takes the place of its text.
        whole: bool,
    },
    /// One that was not known.
    New,
}

impl Traits {
    /// Tells whether the two are one entry, given that their ids are the same.
    pub(crate) fn is_one_with(&self, other: &Self) -> bool {
        let pairs = [
            shared(self.link.as_ref(), other.link.as_ref()),
            shared(self.title.as_ref(), other.title.as_ref()),
            shared(self.published.as_ref(), other.published.as_ref()),
        ];
        let mut comparable = pairs.into_iter().flatten().peekable();
        self.hash == other.hash || comparable.peek().is_none() || comparable.any(|same| same)
    }
}

/// Tells whether two that are there are the same.
fn shared<T: PartialEq>(one: Option<&T>, other: Option<&T>) -> Option<bool> {
    one.zip(other).map(|(one, other)| one == other)
}

/// Says of every entry that came what it is.
pub fn match_entries(came: &[Traits], known: &[KnownEntry]) -> Vec<Match> {
    let mut by_id: HashMap<&str, Vec<&KnownEntry>> = HashMap::new();
    for entry in known {
        by_id.entry(&entry.traits.id).or_default().push(entry);
    }
    let mut taken = HashSet::new();
    let mut matches: Vec<Option<Match>> = came
        .iter()
        .map(|entry| {
            let same = of(&by_id, entry).find(|known| known.traits.hash == entry.hash)?;
            taken.insert(same.number);
            Some(Match::Same)
        })
        .collect();
    let mut seen = HashSet::new();
    for (entry, found) in came.iter().zip(&mut matches) {
        if found.is_some() {
            continue;
        }
        if !seen.insert((&entry.id, entry.hash)) {
            *found = Some(Match::Same);
            continue;
        }
        let changed = of(&by_id, entry)
            .find(|known| !taken.contains(&known.number) && known.traits.is_one_with(entry));
        *found = changed.map(|known| {
            taken.insert(known.number);
            Match::Changed { number: known.number, whole: known.whole }
        });
    }
    matches.into_iter().map(|found| found.unwrap_or(Match::New)).collect()
}

fn of<'a>(
    known: &'a HashMap<&str, Vec<&KnownEntry>>,
    entry: &Traits,
) -> impl Iterator<Item = &'a KnownEntry> + use<'a> {
    known.get(entry.id.as_str()).into_iter().flatten().copied()
}

#[cfg(test)]
mod tests {
    use super::{KnownEntry, Match, Traits, match_entries};
    use crate::text::ContentHash;

    /// `id, text, link, title`; an empty link or title is none.
    type Row<'a> = (&'a str, &'a str, &'a str, &'a str);

    fn traits((id, text, link, title): Row<'_>) -> Traits {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let hash = ContentHash::of(text.as_bytes());
        Traits { id: id.to_owned(), hash, link: some(link), title: some(title), published: None }
    }

    const fn changed(number: i64) -> Match {
        Match::Changed { number, whole: false }
    }

    #[track_caller]
    fn check(known: &[Row<'_>], came: &[Row<'_>], expected: &[Match]) {
        let known: Vec<_> = known
            .iter()
            .zip(0..)
            .map(|(row, number)| KnownEntry {
                number,
                traits: traits(*row),
                whole: false,
                gives: true,
            })
            .collect();
        let came: Vec<_> = came.iter().map(|row| traits(*row)).collect();
        assert_eq!(match_entries(&came, &known), expected);
    }

    #[test]
    fn an_entry_is_known_by_its_id() {
        let known = [("1", "a", "l", "t")];
        check(&[], &known, &[Match::New]);
        check(&known, &known, &[Match::Same]);
        check(&known, &[("1", "b", "l", "t")], &[changed(0)]);
        check(&known, &[("1", "b", "moved", "t")], &[changed(0)]);
        check(&known, &[("1", "b", "l", "corrected")], &[changed(0)]);
        check(&known, &[("1", "b", "", "")], &[changed(0)]);
        check(&known, &[("2", "b", "l", "t")], &[Match::New]);
    }

    #[test]
    fn an_id_given_to_another_article_is_another_entry() {
        check(&[("1", "a", "l", "t")], &[("1", "b", "m", "u")], &[Match::New]);
    }

    #[test]
    fn entries_with_one_id_do_not_replace_each_other() {
        let both = [("1", "a", "l", "t"), ("1", "b", "l", "t")];
        check(&[], &both, &[Match::New, Match::New]);
        check(&both[..1], &both, &[Match::Same, Match::New]);
        check(&both[1..], &both, &[Match::New, Match::Same]);
        check(&both, &both, &[Match::Same, Match::Same]);
        let other = ("1", "c", "l", "t");
        check(&both, &[other, both[0]], &[changed(1), Match::Same]);
    }

    #[test]
    fn the_same_twice_is_one() {
        let twice = [("1", "a", "l", "t"), ("1", "a", "l", "t")];
        check(&[], &twice, &[Match::New, Match::Same]);
    }
}
