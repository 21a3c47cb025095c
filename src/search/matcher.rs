//! Matching: where in a text stand the words that a query looks for.
//!
//! It reads a text by the same tokens as the index, so that it marks exactly what was found.

use std::cell::Cell;
use std::ops::ControlFlow;

use crate::search::inflection::forms;
use crate::search::query::{Ending, Pattern, Shape};
use crate::search::token::{each_wanted, tokens};
use crate::text::TextRange;

/// What is marked in a text.
#[derive(Clone, Debug, Default)]
pub struct Matcher {
    words: Vec<(usize, String)>,
    phrases: Vec<(usize, Vec<String>, Ending)>,
    /// How many different things are looked for.
    count: usize,
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
            match &pattern.shape {
                Shape::Word(word) => {
                    for form in forms(word, languages) {
                        matcher.add_word(form);
                    }
                    matcher.count += 1;
                }
                Shape::Phrase(tokens, ending) => matcher.add_phrase(tokens.clone(), *ending),
                Shape::Near(groups, _) => {
                    for group in groups {
                        matcher.add_phrase(group.clone(), Ending::Here);
                    }
                }
            }
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
                let word = self.words.iter().find(|(_, word)| word == form);
                if let Some((what, _)) = word
                    && act(Match { what: *what, at }).is_break()
                {
                    return ControlFlow::Break(());
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

    fn add_word(&mut self, form: String) {
        self.begin_with(&form);
        self.words.push((self.count, form));
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
