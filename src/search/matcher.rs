//! Matching: where in a text stand the words that a query looks for, and what of it the text meets.
//!
//! It reads a text by the same tokens as the index, so that it marks exactly what was found.

use std::cell::Cell;
use std::ops::{ControlFlow, Range};

use crate::search::inflection::forms;
use crate::search::query::{Ending, Pattern, Shape};
use crate::search::token::{each_wanted, tokens};
use crate::text::{TextRange, range};

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

    /// Marks a name, too.
    pub fn add_name(&mut self, name: &str) {
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
        let mut found = Vec::new();
        self.find(text, |one| {
            found.push(one);
            ControlFlow::Continue(())
        });
        found.sort_by_key(|one| one.at.start());
        let patterns = self.patterns.iter();
        patterns.map(|(needed, distance)| are_near(text, &found, needed, *distance)).collect()
    }

    /// Hands over every match in a text in the order of their ends, until it is told to stop.
    pub(crate) fn find(&self, text: &str, mut act: impl FnMut(Match) -> ControlFlow<()>) {
        let mut begun: Vec<(usize, usize, TextRange)> = Vec::new();
        let has_begun = Cell::new(false);
        let can_begin = |first| self.begins.get(usize::from(first)).is_some_and(|begins| *begins);
        each_wanted(
            text,
            |first| has_begun.get() || can_begin(first),
            |at, form| {
                if begun.is_empty() && !form.bytes().next().is_some_and(can_begin) {
                    return ControlFlow::Continue(());
                }
                for (what, _) in self.words.iter().filter(|(_, word)| word == form) {
                    act(Match { what: *what, at })?;
                }
                let flow = self.follow(&mut begun, at, form, &mut act);
                has_begun.set(!begun.is_empty());
                flow
            },
        );
    }

    /// Goes on with the phrases that have begun before this token, or begin with it.
    fn follow(
        &self,
        begun: &mut Vec<(usize, usize, TextRange)>,
        at: TextRange,
        form: &str,
        act: &mut impl FnMut(Match) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
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

/// Tells whether all of some things stand in a text with at most so many tokens between the end of the first and the
/// start of the last; what was found is in the order in which it begins.
fn are_near(text: &str, found: &[Match], needed: &Range<usize>, most: u8) -> bool {
    let found = || found.iter().filter(|one| needed.contains(&one.what));
    found().enumerate().any(|(place, first)| {
        let mut left: Vec<usize> = needed.clone().collect();
        let last = found().skip(place).find(|one| {
            left.retain(|what| *what != one.what);
            left.is_empty()
        });
        last.is_some_and(|last| {
            let gap = range(first.at.end().into(), last.at.start().max(first.at.end()).into());
            tokens(&text[gap]).len() <= usize::from(most)
        })
    })
}
