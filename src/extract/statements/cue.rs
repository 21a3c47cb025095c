//! Cues: the words that say that somebody says something.

use std::ops::Range;

use crate::extract::statements::subject::Subject;

/// Where the holder of a cue is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// In these tokens.
    Words(Range<usize>),
    /// The holder of the cue before: `…, adding that …`.
    Same,
}

/// Which holders a cue may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Speakers {
    /// Anybody: what has a verb of speech, speaks.
    Any,
    /// People, bodies and papers; no `this` and no other things.
    Speaking,
}

/// A cue with what it introduces.
#[derive(Clone, Debug)]
pub(crate) struct Cue {
    /// The verb, or `according to`.
    pub(crate) words: Range<usize>,
    /// Where the holder is named.
    pub(crate) source: Source,
    /// Which holders it may have.
    pub(crate) speakers: Speakers,
    /// What is said, in up to two parts.
    pub(crate) contents: Vec<Range<usize>>,
    /// Where the clause of the cue begins; what an earlier cue introduces ends there.
    pub(crate) clause: usize,
    /// Whether it is denied that somebody says it: `did not say whether`.
    pub(crate) negated: bool,
    /// Why it is believed.
    pub(crate) rule: &'static str,
}

impl Cue {
    /// Makes a cue from a subject.
    pub(crate) fn of(
        subject: &Subject,
        words: Range<usize>,
        content: Range<usize>,
        rule: &'static str,
    ) -> Self {
        Self {
            words,
            source: Source::Words(subject.tokens.clone()),
            speakers: Speakers::Any,
            contents: vec![content],
            clause: subject.clause,
            negated: subject.negated,
            rule,
        }
    }

    /// Tells whether a token stands in what the cue introduces.
    pub(crate) fn introduces(&self, at: usize) -> bool {
        self.contents.iter().any(|content| content.contains(&at))
    }
}
