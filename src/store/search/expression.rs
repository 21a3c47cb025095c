//! Expressions: what of a query the index answers by itself, in its own language.
//!
//! Tokens hold no quotation marks, so that nothing a user types is read as a part of that language.

use crate::search::{
    ALL, Clause, Condition, Ending, Pattern, Query, Shape, Where, days_between, forms,
};

/// Beginnings of so many letters are looked for in titles only, for very many words have them.
pub(crate) const SHORT: usize = 2;

/// The most ways to write what is near each other.
const COMBINED: usize = 40;

/// What the index is asked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Expression {
    /// For articles.
    text: String,
    /// What of it is known beside the words: site, language, days.
    facets: Vec<String>,
    /// For notes; `None` if a note cannot be what is looked for.
    note: Option<String>,
    /// Beginnings that titles are asked for, and whether they must not be.
    starts: Vec<(String, bool)>,
    /// For titles: the words that an article must have, in whatever order.
    titles: Vec<String>,
    words: bool,
    weights: Vec<Weight>,
    /// Whether more is asked of an article than what has weight.
    asks_more: bool,
    /// Whether an order of words is asked for.
    has_order: bool,
}

/// What one clause asks for, as a question by which articles are ranked: those that have more of it fit better.
#[derive(Clone, Debug)]
pub(crate) struct Weight {
    /// For the index.
    pub(crate) text: String,
    /// Whether there are words in a row, which are counted far more slowly than words.
    pub(crate) is_phrase: bool,
}

impl Expression {
    /// Writes what a query asks of the index; words are looked for in all forms they have in some languages,
    /// beginnings of at most `short` letters apart.
    pub(crate) fn new(query: &Query, languages: &[&str], short: usize) -> Self {
        let mut made = Self::default();
        let (mut all, mut none) = (Vec::new(), Vec::new());
        let (mut in_note, mut not_in_note) = (Vec::new(), Vec::new());
        let mut is_of_article = false;
        for Clause { negated, condition } in &query.clauses {
            let (asked, noted) = match condition {
                Condition::Text(patterns) => {
                    if let [only] = patterns.as_slice()
                        && let Some(start) = only.short_start(short)
                    {
                        made.starts.push((start.to_owned(), *negated));
                        is_of_article = true;
                        continue;
                    }
                    made.words |= !negated;
                    is_of_article |= patterns.iter().all(|pattern| pattern.place == Where::Title);
                    let any = any(patterns, languages);
                    let notes: Vec<_> = patterns.iter().map(anywhere).collect();
                    (Some(any), Some(self::any(&notes, languages)))
                }
                Condition::Note(pattern) => {
                    let words = any(std::slice::from_ref(pattern), languages);
                    (None, Some(format!("{{note}} : {words}")))
                }
                Condition::Site(words) => {
                    let words: Vec<_> = words.iter().map(|word| format!("_s{word}")).collect();
                    (Some(format!("(\"{}\")", words.join(" "))), None)
                }
                Condition::Language(code) => (Some(format!("(\"_l{code}\")")), None),
                Condition::Published(range) => {
                    let days: Vec<_> =
                        days_between(*range).iter().map(|day| format!("\"{day}\"")).collect();
                    let days = if days.is_empty() { vec!["\"_never\"".to_owned()] } else { days };
                    (Some(format!("({})", days.join(" OR "))), None)
                }
                _ => (None, None),
            };
            if let (Some(facet), None) = (&asked, &noted) {
                let sign = if *negated { "NOT " } else { "" };
                made.facets.push(format!("{sign}{facet}"));
            }
            if let (Condition::Text(patterns), false) = (condition, *negated) {
                made.titles.push(in_titles(patterns, languages));
                made.has_order |=
                    patterns.iter().any(|pattern| !matches!(pattern.shape, Shape::Word(_)));
                let weights = Weight::of(patterns, languages);
                let is_all = matches!(&weights[..], [only] if Some(&only.text) == asked.as_ref());
                made.asks_more |= !is_all;
                made.weights.extend(weights);
            } else {
                made.asks_more |= asked.is_some();
            }
            if *negated { &mut none } else { &mut all }.extend(asked);
            if *negated { &mut not_in_note } else { &mut in_note }.extend(noted);
        }
        made.text = joined(&all, &none);
        if !in_note.is_empty() && !is_of_article {
            made.note = Some(joined(&in_note, &not_in_note));
        }
        made
    }

    /// Returns what articles are asked.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Returns what notes are asked.
    pub(crate) fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// Returns the beginnings that titles are asked for, and whether each must not be.
    pub(crate) fn starts(&self) -> &[(String, bool)] {
        &self.starts
    }

    /// Tells whether the index has nothing to say.
    pub(crate) fn is_trivial(&self) -> bool {
        self.text.is_empty()
    }

    /// Tells whether there are words that an article must have.
    pub(crate) const fn has_words(&self) -> bool {
        self.words
    }

    /// Returns what titles are asked that have all the words that an article must have, in whatever order.
    pub(crate) fn titles(&self) -> String {
        self.titles.join(" AND ")
    }

    /// Tells whether the words of a title must stand in some order, too.
    pub(crate) const fn has_order(&self) -> bool {
        self.has_order
    }

    /// Returns by what articles are ranked.
    pub(crate) fn weights(&self) -> &[Weight] {
        &self.weights
    }

    /// Tells whether the index finds by all that has weight what it finds by the whole.
    pub(crate) const fn is_all_weight(&self) -> bool {
        !self.asks_more
    }

    /// Returns what an article must be beside having words, as a question to the index.
    pub(crate) fn facets(&self) -> Option<String> {
        let (none, all): (Vec<_>, Vec<_>) =
            self.facets.iter().map(String::as_str).partition(|facet| facet.starts_with("NOT "));
        let none: Vec<_> = none.iter().filter_map(|facet| facet.strip_prefix("NOT ")).collect();
        let text = joined(&all, &none);
        (!text.is_empty()).then_some(text)
    }
}

fn anywhere(pattern: &Pattern) -> Pattern {
    Pattern { place: Where::Anywhere, shape: pattern.shape.clone() }
}

impl Weight {
    /// Returns what weighs of a clause: nothing if beginnings are among it, for counting all words that begin so takes
    /// too long; each word by itself of what is near each other, for there are very many ways to say that.
    fn of(patterns: &[Pattern], languages: &[&str]) -> Vec<Self> {
        if let [Pattern { shape: Shape::Near(groups, _), .. }] = patterns {
            let words = groups.iter().map(|group| grouped(group, languages));
            return words.map(|text| Self { text, is_phrase: false }).collect();
        }
        let is_open = |pattern: &Pattern| matches!(pattern.shape, Shape::Phrase(_, Ending::Open));
        if patterns.iter().any(is_open) {
            return Vec::new();
        }
        let is_phrase = patterns.iter().any(|pattern| match &pattern.shape {
            Shape::Phrase(tokens, _) => tokens.len() > 1,
            Shape::Near(..) => true,
            Shape::Word(_) => false,
        });
        vec![Self { text: any(patterns, languages), is_phrase }]
    }
}

/// Asks the index of titles, which knows no order, for the words of any of some patterns.
fn in_titles(patterns: &[Pattern], languages: &[&str]) -> String {
    let all = patterns.iter().map(|pattern| match &pattern.shape {
        Shape::Word(word) => any_of(&forms(word, languages)),
        Shape::Near(groups, _) => {
            let words: Vec<_> = groups.iter().map(|group| grouped(group, languages)).collect();
            format!("({})", words.join(" AND "))
        }
        Shape::Phrase(tokens, Ending::Here) => all_of(tokens),
        Shape::Phrase(tokens, Ending::Open) => {
            format!("({} *)", all_of(tokens).trim_matches(['(', ')']))
        }
    });
    format!("({})", all.collect::<Vec<_>>().join(" OR "))
}

/// Asks for a word in all its forms, or for several in whatever order.
fn grouped(group: &[String], languages: &[&str]) -> String {
    match group {
        [only] => any_of(&forms(only, languages)),
        more => all_of(more),
    }
}

fn any_of(words: &[String]) -> String {
    listed(words, " OR ")
}

fn all_of(words: &[String]) -> String {
    listed(words, " AND ")
}

fn listed(words: &[String], between: &str) -> String {
    let words: Vec<_> = words.iter().map(|word| format!("\"{word}\"")).collect();
    format!("({})", words.join(between))
}

fn joined<S: AsRef<str>>(all: &[S], none: &[S]) -> String {
    let list =
        |parts: &[S], word: &str| parts.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(word);
    let wanted = if all.is_empty() { format!("\"{ALL}\"") } else { list(all, " AND ") };
    match (all.is_empty(), none.is_empty()) {
        (true, true) => String::new(),
        (false, true) => wanted,
        (_, false) => format!("({wanted}) NOT ({})", list(none, " OR ")),
    }
}

fn any(patterns: &[Pattern], languages: &[&str]) -> String {
    let written: Vec<_> = patterns.iter().map(|pattern| one(pattern, languages)).collect();
    format!("({})", written.join(" OR "))
}

fn one(pattern: &Pattern, languages: &[&str]) -> String {
    let words = match &pattern.shape {
        Shape::Word(word) => {
            let forms: Vec<_> =
                forms(word, languages).iter().map(|form| format!("\"{form}\"")).collect();
            forms.join(" OR ")
        }
        Shape::Phrase(tokens, Ending::Here) => format!("\"{}\"", tokens.join(" ")),
        Shape::Phrase(tokens, Ending::Open) => format!("\"{}\" *", tokens.join(" ")),
        Shape::Near(groups, distance) => near(groups, *distance, languages),
    };
    match pattern.place {
        Where::Anywhere => words,
        Where::Title => format!("{{title}} : ({words})"),
    }
}

/// Writes words near each other in all their forms, if that is not too much.
fn near(groups: &[Vec<String>], distance: u8, languages: &[&str]) -> String {
    let all: Vec<Vec<String>> = groups
        .iter()
        .map(|group| match group.as_slice() {
            [only] => forms(only, languages),
            more => vec![more.join(" ")],
        })
        .collect();
    let ways: usize = all.iter().map(Vec::len).product();
    let mut rows: Vec<Vec<String>> = vec![Vec::new()];
    for (forms, group) in all.iter().zip(groups) {
        let exact = [group.join(" ")];
        let forms = if ways > COMBINED { exact.as_slice() } else { forms };
        rows = rows
            .iter()
            .flat_map(|row| {
                forms.iter().map(move |form| {
                    let mut longer = row.clone();
                    longer.push(format!("\"{form}\""));
                    longer
                })
            })
            .collect();
    }
    let rows: Vec<_> =
        rows.iter().map(|row| format!("NEAR({}, {distance})", row.join(" "))).collect();
    rows.join(" OR ")
}
