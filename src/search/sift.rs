//! Sifting: which kept passages a query finds.
//!
//! The words of a passage are its own, those of its note, its tags, the fact that was kept and the title of its article,
//! cut into the same tokens as the index. What a passage and its source do not tell (where it is now, whom its article
//! names, when that was published) holds of each here: the store asks it.

use jiff::Timestamp;

use crate::bookmark::Bookmark;
use crate::search::fold::folded;
use crate::search::matcher::Matcher;
use crate::search::query::{Condition, Quality, Query, State, Where};
use crate::search::token::tokens;

/// What tells whether a kept passage is wanted.
#[derive(Debug)]
pub struct Sift<'q> {
    query: &'q Query,
    matcher: Matcher,
    now: Timestamp,
}

impl<'q> Sift<'q> {
    /// Makes what sifts by a query, whose words are looked for in all forms they have in some languages.
    pub fn new(query: &'q Query, languages: &[&str], now: Timestamp) -> Self {
        let patterns = query.clauses.iter().flat_map(|clause| clause.condition.patterns());
        Self { query, matcher: Matcher::new(patterns, languages), now }
    }

    /// Tells whether a passage is wanted whose source has these names; without one it is known by its title.
    pub fn admits(&self, passage: &Bookmark, sources: &[&str]) -> bool {
        let mut clauses = self.query.clauses.iter();
        clauses.all(|clause| match self.holds(&clause.condition, passage, sources) {
            Some(holds) => holds != clause.negated,
            None => true,
        }) && (self.matcher.is_empty() || self.has_words(passage))
    }

    /// Tells whether a condition holds; `None` if it is not told here.
    fn holds(&self, condition: &Condition, passage: &Bookmark, sources: &[&str]) -> Option<bool> {
        Some(match condition {
            Condition::Tag(tag) => {
                let tag = folded(tag);
                passage.tags.iter().any(|known| folded(known) == tag)
            }
            Condition::Label(labels) => labels.contains(&passage.label),
            Condition::Kept(since) => {
                since.earliest(self.now).is_none_or(|earliest| passage.created >= earliest)
            }
            Condition::Quality(Quality::Noted) => !passage.note.is_empty(),
            Condition::Quality(Quality::Fact) => passage.fact.is_some(),
            Condition::Is(State::Kept) => true,
            Condition::Site(words) if sources.is_empty() => has_in_row(&passage.title, words),
            Condition::Site(words) => sources.iter().any(|source| has_in_row(source, words)),
            _ => return None,
        })
    }

    fn has_words(&self, passage: &Bookmark) -> bool {
        let fact = passage.fact.as_ref().map_or("", |fact| &fact.wording);
        let title = self.matcher.met(&passage.title);
        let note = self.matcher.met(&format!("{} {}", passage.note, passage.tags.join(" ")));
        let (quote, fact) = (self.matcher.met(&passage.anchor.quote.exact), self.matcher.met(fact));
        let mut count = 0;
        self.query.clauses.iter().all(|clause| {
            let patterns = clause.condition.patterns();
            let first = count;
            count += patterns.len();
            let mut numbered = (first..).zip(patterns);
            patterns.is_empty()
                || clause.negated
                    != numbered.any(|(number, pattern)| {
                        let is_in = |met: &Vec<bool>| met.get(number) == Some(&true);
                        match (&clause.condition, pattern.place) {
                            (Condition::Note(_), _) => is_in(&note),
                            (_, Where::Title) => is_in(&title),
                            _ => [&quote, &note, &fact, &title].into_iter().any(is_in),
                        }
                    })
        })
    }
}

/// Tells whether a text has some words in a row.
fn has_in_row(text: &str, words: &[String]) -> bool {
    let own: Vec<String> = tokens(text).into_iter().map(|(_, word)| word).collect();
    own.windows(words.len().max(1)).any(|some| some == words)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::Sift;
    use crate::anchor::Anchor;
    use crate::bookmark::{Bookmark, BookmarkId, KeptFact, Label};
    use crate::document::{DocumentId, RevisionId};
    use crate::search::parse::parse;
    use crate::text::range;

    const TEXT: &str = "The ceasefire talks in São Paulo went on; Grösse 停火谈判.";

    fn passage() -> Bookmark {
        Bookmark {
            id: BookmarkId::from_bytes([1; 16]),
            document: DocumentId::from_bytes([1; 16]),
            title: "Voters in the harbour".to_owned(),
            anchor: Anchor::new(TEXT, RevisionId::of(b""), range(0, TEXT.len())),
            note: "Ask the minister".to_owned(),
            tags: vec!["Übersee".to_owned(), "two words".to_owned()],
            label: Some(Label::Red),
            fact: None,
            created: Timestamp::from_second(10 * 86_400).unwrap(),
            changed: None,
        }
    }

    #[track_caller]
    fn check(passage: &Bookmark, sources: &[&str], table: &[(&str, bool)]) {
        let now = Timestamp::from_second(12 * 86_400).unwrap();
        for (typed, expected) in table {
            let query = parse(typed);
            let sift = Sift::new(&query, &["en", "de"], now);
            assert_eq!(sift.admits(passage, sources), *expected, "{typed}");
        }
    }

    #[test]
    fn words_are_found_as_in_articles() {
        let table = [
            ("", true),
            ("talk", true),
            ("talked voter", true),
            ("\"talk\"", false),
            ("\"talks in\"", true),
            ("\"in talks\"", false),
            ("\"on harbour\"", false),
            ("tal", false),
            ("tal*", true),
            ("\"sao pau*\"", true),
            ("SAO", true),
            ("groesse", false),
            ("grosse", true),
            ("停火", true),
            ("火停", false),
            ("peace OR talks", true),
            ("peace OR war", false),
            ("talks -peace", true),
            ("-talk", false),
            ("NOT minister", false),
            ("talk talks", true),
            ("minister ubersee words", true),
            ("note:minister", true),
            ("note:ubersee", true),
            ("note:talks", false),
            ("-note:talks", true),
            ("title:voter", true),
            ("title:minister", false),
            ("title:talks OR title:voters", true),
            ("near:3:\"ceasefire paulo\"", true),
            ("near:2:\"paulo ceasefire\"", false),
            ("near:\"talked went\"", true),
            ("near:\"voters talks\"", false),
        ];
        check(&passage(), &[], &table);
    }

    #[test]
    fn what_is_made_of_a_passage_is_asked_for() {
        let table = [
            ("tag:ubersee", true),
            ("tag:#ÜBERSEE", true),
            ("tag:uber", false),
            ("tag:\"two words\" tag:übersee", true),
            ("-tag:other", true),
            ("label:red", true),
            ("label:red label:blue", true),
            ("label:none OR label:red", true),
            ("label:blue", false),
            ("label:none", false),
            ("-label:none", true),
            ("is:noted is:kept", true),
            ("-is:noted", false),
            ("is:fact", false),
            ("since:1970", true),
            ("since:1970-01-11", true),
            ("since:1970-01-12", false),
            ("-since:1970-01-12", true),
            ("since:2d", true),
            ("since:1d", false),
            ("talk tag:ubersee label:red -is:fact", true),
            ("talk tag:ubersee label:red is:fact", false),
            // What only its article or its place tells is not told here.
            ("is:drifted -is:drifted person:Li -person:Li date:2025 -lang:de", true),
        ];
        check(&passage(), &[], &table);
        let fact =
            KeptFact { kind: "person".into(), wording: "A premier".into(), evidence: vec![] };
        let kept = Bookmark { label: None, fact: Some(Box::new(fact)), ..passage() };
        check(&kept, &[], &[("label:none is:fact premiers", true), ("label:red", false)]);
        check(&kept, &[], &[("label:red label:none", true), ("-label:none", false)]);
    }

    #[test]
    fn a_source_has_a_name_and_an_address_and_else_the_title_tells() {
        let (known, unknown): (&[&str], &[&str]) = (&["BBC News", "bbc.co.uk"], &[]);
        for (typed, with, without) in [
            ("source:bbc", true, false),
            ("site:bbc.co.uk", true, false),
            ("site:\"bbc news\"", true, false),
            ("site:uk.co", false, false),
            ("source:harbour", false, true),
            ("-source:bbc", false, true),
        ] {
            check(&passage(), known, &[(typed, with)]);
            check(&passage(), unknown, &[(typed, without)]);
        }
    }
}
