//! Editions: a seed as it is, and its twin.
//!
//! A twin is made from its seed by a table of replacements, so that a test written in the words of the
//! seed holds for both.

use sidelight::document::Document;
use sidelight::extract::extract;
use sidelight::fact::{Entity, EntityKind, FactSet, FactValue, Statement};
use sidelight::import::{Overrides, Payload, import};

use crate::facts::seeds::twin::{ARTICLE_TABLE, WIRE_TABLE};

pub(crate) const WIRE: &str = include_str!("../../../../seeds/000_43b137276f00a399.txt");
pub(crate) const ARTICLE: &str = include_str!("../../../../seeds/001_0c6f94f86f0ee5fa.txt");

/// What is written in place of what; `before|words|after` replaces the words only there.
pub(crate) type Table = &'static [(&'static str, &'static str)];

/// One edition of a seed.
pub(crate) struct Edition {
    /// How the figures call it.
    pub(crate) name: &'static str,
    /// The place of its annotation.
    pub(crate) index: usize,
    table: Table,
    pub(crate) document: Document,
    pub(crate) set: FactSet,
    /// Where the text of the seed was changed.
    pub(crate) edits: Vec<Edit>,
}

/// A change: characters of the seed, and how many there are now.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Edit {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) length: usize,
}

/// Returns the wire story and its twin.
pub(crate) fn wire() -> [Edition; 2] {
    [edition(0, "seed", WIRE, &[]), edition(0, "twin", WIRE, WIRE_TABLE)]
}

/// Returns the long article and its twin.
pub(crate) fn article() -> [Edition; 2] {
    [edition(1, "seed", ARTICLE, &[]), edition(1, "twin", ARTICLE, ARTICLE_TABLE)]
}

fn edition(index: usize, name: &'static str, seed: &str, table: Table) -> Edition {
    let (text, edits) = rewritten(seed, table);
    let overrides = Overrides::default();
    let document = import(&Payload::new(text.as_bytes(), "article.txt", &overrides)).unwrap();
    let set = extract(&document);
    Edition { name, index, table, document, set, edits }
}

impl Edition {
    /// Returns words of the seed as this edition has them.
    pub(crate) fn words(&self, seed: &str) -> String {
        rewritten(seed, self.table).0
    }

    /// Returns the entity that the seed calls so.
    pub(crate) fn entity(&self, seed: &str, kind: EntityKind) -> Entity {
        let name = self.words(seed);
        let found = self.set.entities().find(|entity| entity.name == name && entity.kind == kind);
        found.unwrap_or_else(|| panic!("{}: no {name}: {:#?}", self.name, self.names())).clone()
    }

    /// Returns the kinds and names of all entities.
    pub(crate) fn names(&self) -> Vec<String> {
        let entities = self.set.entities();
        entities.map(|entity| format!("{} {}", entity.kind.name(), entity.name)).collect()
    }

    /// Returns the values of all facts that `pick` takes.
    pub(crate) fn all<'a, T: 'a>(&'a self, pick: impl Fn(&'a FactValue) -> Option<T>) -> Vec<T> {
        self.set.facts().iter().filter_map(|fact| pick(&fact.value)).collect()
    }

    /// Returns `holder: content` of every attributed statement.
    pub(crate) fn said(&self) -> Vec<String> {
        let facts = self.set.facts().iter();
        facts
            .filter_map(|fact| match &fact.value {
                FactValue::Statement(statement) if !statement.holders.is_empty() => {
                    let holders = self.holders(statement);
                    Some(format!("{holders}: {}", self.document.slice(fact.range)))
                }
                _ => None,
            })
            .collect()
    }

    fn holders(&self, statement: &Statement) -> String {
        let names = statement.holders.iter().map(|holder| {
            let entity = holder.entity.and_then(|id| self.set.entity(id));
            entity.map_or("?", |entity| entity.name.as_str())
        });
        names.collect::<Vec<_>>().join("+")
    }
}

/// Replaces what the table names, the longest first, and says where.
pub(crate) fn rewritten(seed: &str, table: Table) -> (String, Vec<Edit>) {
    let mut rules: Vec<Rule> = table.iter().map(|(from, to)| rule(from, to)).collect();
    rules.sort_by_key(|rule| std::cmp::Reverse((rule.whole, rule.from.chars().count())));
    let mut text = String::new();
    let mut edits = Vec::new();
    let (mut at, mut position) = (0, 0);
    while let Some(next) = seed[at..].chars().next() {
        let Some(rule) = rules.iter().find(|rule| rule.fits(seed, at)) else {
            text.push(next);
            at += next.len_utf8();
            position += 1;
            continue;
        };
        let taken = rule.from.chars().count();
        let length = rule.to.chars().count();
        edits.push(Edit { start: position, end: position + taken, length });
        text.push_str(rule.to);
        at += rule.from.len();
        position += taken;
    }
    (text, edits)
}

/// Returns where a character of the seed stands after the edits.
pub(crate) fn moved(edits: &[Edit], position: usize) -> usize {
    let mut moved = position;
    for edit in edits.iter().take_while(|edit| edit.start < position) {
        assert!(edit.end <= position, "{position} lies within {edit:?}");
        moved = moved + edit.length - (edit.end - edit.start);
    }
    moved
}

/// One line of a table.
struct Rule {
    before: &'static str,
    from: &'static str,
    after: &'static str,
    to: &'static str,
    /// How many characters must be there.
    whole: usize,
}

fn rule(from: &'static str, to: &'static str) -> Rule {
    let parts: Vec<_> = from.split('|').collect();
    let whole = from.chars().filter(|ch| *ch != '|').count();
    match parts.as_slice() {
        [before, from, after] => Rule { before, from, after, to, whole },
        _ => Rule { before: "", from, after: "", to, whole },
    }
}

impl Rule {
    /// Tells whether the words stand there, and stand there as whole words.
    fn fits(&self, seed: &str, at: usize) -> bool {
        let (head, rest) = (&seed[..at], &seed[at..]);
        let Some(tail) = rest.strip_prefix(self.from) else { return false };
        let joined = |left: Option<char>, right: Option<char>| {
            let letter =
                |ch: Option<char>| ch.is_some_and(|ch| ch.is_alphanumeric() && ch < '\u{3000}');
            letter(left) && letter(right)
        };
        head.ends_with(self.before)
            && tail.starts_with(self.after)
            && !joined(head.chars().next_back(), self.from.chars().next())
            && !joined(self.from.chars().next_back(), tail.chars().next())
    }
}

#[test]
fn words_are_replaced_whole_the_longest_first_and_only_where_they_should_be() {
    const TABLE: Table =
        &[("Li", "Orr"), ("Li Qiang", "Ana Orr"), ("for |his| part", "her"), ("李强", "安娜")];
    let (text, edits) = rewritten("Li Qiang, for his part, said his line. Li’s. 由李强说", TABLE);
    assert_eq!(text, "Ana Orr, for her part, said his line. Orr’s. 由安娜说");
    let places: Vec<_> = edits.iter().map(|edit| (edit.start, edit.end, edit.length)).collect();
    assert_eq!(places, [(0, 8, 7), (14, 17, 3), (39, 41, 3), (46, 48, 2)]);
}
