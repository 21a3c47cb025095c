//! Matching: where in a text stand the words that a query looks for, and what of it the text meets.
//!
//! It reads a text by the same tokens as the index, so that it marks exactly what was found.

use std::cell::{Cell, LazyCell};
use std::ops::{ControlFlow, Range};

use crate::search::inflection::forms;
use crate::search::query::{Condition, Ending, Pattern, Shape};
use crate::search::token::{each, each_wanted, tokens};
use crate::text::TextRange;

/// What is marked in a text.
#[derive(Clone, Debug, Default)]
pub struct Matcher {
    words: Vec<(usize, String)>,
    phrases: Vec<(usize, Vec<String>, Ending)>,
    /// How many different things are looked for.
    count: usize,
    /// Which of them each pattern needs, and how many tokens may stand between them.
    patterns: Vec<(Range<usize>, u8)>,
    /// Whether a token that begins with this byte can be one of them.
    begins: Vec<bool>,
}

/// Something that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    /// Which of the things that are looked for.
    pub(crate) what: usize,
    /// Where it stands.
    pub(crate) at: TextRange,
}

impl Matcher {
    /// Makes what marks the words of patterns, in all forms that they have in some languages.
    pub fn new<'p>(patterns: impl IntoIterator<Item = &'p Pattern>, languages: &[&str]) -> Self {
        let mut matcher = Self { begins: vec![false; 256], ..Self::default() };
        for pattern in patterns {
            let (first, mut distance) = (matcher.count, 0);
            match &pattern.shape {
                Shape::Word(word) => matcher.add_forms(word, languages),
                Shape::Phrase(tokens, ending) => matcher.add_phrase(tokens.clone(), *ending),
                Shape::Near(groups, most) => {
                    distance = *most;
                    for group in groups {
                        match group.as_slice() {
                            [only] => matcher.add_forms(only, languages),
                            more => matcher.add_phrase(more.to_vec(), Ending::Here),
                        }
                    }
                }
            }
            matcher.patterns.push((first..matcher.count, distance));
        }
        matcher
    }

    /// Makes what marks the words and the names that conditions ask for.
    pub fn of<'q>(
        conditions: impl Iterator<Item = &'q Condition> + Clone,
        languages: &[&str],
    ) -> Self {
        let patterns = conditions.clone().flat_map(Condition::patterns);
        let mut matcher = Self::new(patterns, languages);
        for condition in conditions {
            if let Condition::Entity(_, name) = condition {
                matcher.add_name(name);
            }
        }
        matcher
    }

    /// Marks a name, too.
    fn add_name(&mut self, name: &str) {
        let tokens: Vec<String> = tokens(name).into_iter().map(|(_, form)| form).collect();
        self.add_phrase(tokens, Ending::Here);
    }

    /// Tells whether it looks for nothing.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Returns how many different things it looks for.
    pub(crate) const fn count(&self) -> usize {
        self.count
    }

    /// Tells of each pattern, in order, whether a text meets it.
    pub(crate) fn met(&self, text: &str) -> Vec<bool> {
        let mut has = vec![false; self.count];
        let mut left = self.count;
        self.find(text, |one| {
            if let Some(has) = has.get_mut(one.what) {
                left -= usize::from(!std::mem::replace(has, true));
            }
            if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        // Tokens are counted only where all that must be near each other is there.
        let places = LazyCell::new(|| self.places(text));
        let patterns = self.patterns.iter();
        let is_met = |(needed, distance): &(Range<usize>, u8)| {
            let all = has.get(needed.clone()).unwrap_or_default();
            all.iter().all(|has| *has)
                && match all.len() {
                    0 => false,
                    1 => true,
                    _ => are_near(&places, needed, *distance),
                }
        };
        patterns.map(is_met).collect()
    }

    /// Returns where in a text everything stands that is looked for, in the order in which it begins.
    fn places(&self, text: &str) -> Vec<Place> {
        let mut lengths = vec![1; self.count];
        for (what, tokens, _) in &self.phrases {
            if let Some(length) = lengths.get_mut(*what) {
                *length = tokens.len();
            }
        }
        let (mut places, mut begun, mut past) = (Vec::new(), Vec::new(), 0);
        each(text, |at, form| {
            past += 1;
            self.read(&mut begun, at, form, &mut |one: Match| {
                let start = past - lengths.get(one.what).unwrap_or(&1);
                places.push(Place { what: one.what, start, past });
                ControlFlow::Continue(())
            })
        });
        places.sort_by_key(|place| place.start);
        places
    }

    /// Hands over every match in a text in the order of their ends, until it is told to stop.
    pub(crate) fn find(&self, text: &str, mut act: impl FnMut(Match) -> ControlFlow<()>) {
        let mut begun = Vec::new();
        let has_begun = Cell::new(false);
        let can_begin = |first| self.begins.get(usize::from(first)).is_some_and(|begins| *begins);
        each_wanted(
            text,
            |first| has_begun.get() || can_begin(first),
            |at, form| {
                if begun.is_empty() && !form.bytes().next().is_some_and(can_begin) {
                    return ControlFlow::Continue(());
                }
                let flow = self.read(&mut begun, at, form, &mut act);
                has_begun.set(!begun.is_empty());
                flow
            },
        );
    }

    /// Hands over what ends with this token: a word, or a phrase that has begun before it or begins with it.
    fn read(
        &self,
        begun: &mut Vec<(usize, usize, TextRange)>,
        at: TextRange,
        form: &str,
        act: &mut impl FnMut(Match) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        for (what, _) in self.words.iter().filter(|(_, word)| word == form) {
            act(Match { what: *what, at })?;
        }
        let mut going: Vec<_> = std::mem::take(begun);
        going.extend((0..self.phrases.len()).map(|which| (which, 0, at)));
        for (which, next, start) in going {
            let Some((what, tokens, ending)) = self.phrases.get(which) else { continue };
            let Some(wanted) = tokens.get(next) else { continue };
            let is_last = next + 1 == tokens.len();
            let fits = match ending {
                Ending::Open if is_last => form.starts_with(wanted.as_str()),
                _ => form == wanted,
            };
            match (fits, is_last) {
                (true, true) => act(Match { what: *what, at: start.cover(at) })?,
                (true, false) => begun.push((which, next + 1, start)),
                (false, _) => {}
            }
        }
        ControlFlow::Continue(())
    }

    fn add_forms(&mut self, word: &str, languages: &[&str]) {
        for form in forms(word, languages) {
            self.begin_with(&form);
            self.words.push((self.count, form));
        }
        self.count += 1;
    }

    fn add_phrase(&mut self, tokens: Vec<String>, ending: Ending) {
        let Some(first) = tokens.first() else { return };
        self.begin_with(first);
        self.phrases.push((self.count, tokens, ending));
        self.count += 1;
    }

    fn begin_with(&mut self, form: &str) {
        if self.begins.is_empty() {
            self.begins = vec![false; 256];
        }
        let first = form.bytes().next().map(usize::from);
        if let Some(begins) = first.and_then(|first| self.begins.get_mut(first)) {
            *begins = true;
        }
    }
}

/// Where something that is looked for stands, in tokens of the text.
struct Place {
    what: usize,
    start: usize,
    /// The token after its last.
    past: usize,
}

/// Tells whether all of some things stand somewhere with at most so many tokens between the end of each and the start of
/// the last, as the index has it.
fn are_near(places: &[Place], needed: &Range<usize>, most: u8) -> bool {
    // What is nearest before the last of them is the one of its kind that was seen last.
    let mut pasts: Vec<Option<usize>> = vec![None; needed.len()];
    places.iter().filter(|place| needed.contains(&place.what)).any(|last| {
        if let Some(past) = pasts.get_mut(last.what - needed.start) {
            *past = Some(last.past);
        }
        let is_near =
            |past: &Option<usize>| past.is_some_and(|past| past + usize::from(most) >= last.start);
        pasts.iter().all(is_near)
    })
}

#[cfg(test)]
mod tests {
    use super::Matcher;
    use crate::search::parse::parse;

    fn is_met(text: &str, typed: &str) -> bool {
        let query = parse(typed);
        let patterns = query.clauses.iter().flat_map(|clause| clause.condition.patterns());
        Matcher::new(patterns, &["en"]).met(text).into_iter().all(|met| met)
    }

    #[test]
    fn words_are_near_each_other_by_the_tokens_between_them() {
        let table = [
            ("one x x two", "near:2:\"one two\"", true),
            ("one x x two", "near:1:\"two one\"", false),
            ("one x x x one two", "near:0:\"one two\"", true),
            ("two x one x two", "near:1:\"one two two\"", true),
            ("one x two x three", "near:2:\"one two three\"", false),
            ("one x two x three", "near:3:\"three two one\"", true),
            // Between the end of a phrase and the start of the last.
            ("a-b-c x d", "near:1:\"a-b-c d\"", true),
            ("a-b-c x x d", "near:1:\"a-b-c d\"", false),
            // Every one of them must be near the last, not only the first.
            ("a b c d x x e", "near:2:\"a-b-c-d b e\"", false),
            ("a b c d x x e", "near:4:\"a-b-c-d b e\"", true),
            ("one", "near:\"one two\"", false),
            ("明 月 x 光", "near:1:\"明月 光\"", true),
            ("", "near:\"one two\"", false),
        ];
        for (text, typed, expected) in table {
            assert_eq!(is_met(text, typed), expected, "{typed} in {text}");
        }
    }

    /// What stands at every second word takes no more time for each of them.
    #[test]
    fn what_is_near_takes_time_in_proportion() {
        for typed in ["near:\"the end\"", "near:\"the nothing\"", "near:\"the sea the-sea-end\""] {
            let time = |count: usize| {
                let text = format!("{}x x x x x x x x x x x x end.", "the sea ".repeat(count));
                let begun = std::time::Instant::now();
                assert!(!is_met(&text, typed));
                begun.elapsed()
            };
            let short = (0..3).map(|_| time(200)).min().unwrap_or_default();
            let long = (0..3).map(|_| time(10_000)).min().unwrap_or_default();
            let most = short * 50 * 8 + std::time::Duration::from_millis(20);
            assert!(long < most, "{typed}: {short:?} and {long:?}");
        }
    }
}
