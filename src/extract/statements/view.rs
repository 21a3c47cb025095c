//! One sentence with all that the reading of speech asks of it.
//!
//! Tokens, names and quotations in one place, so that no rule searches the text by hand.

use std::ops::Range;

use crate::extract::entities::Entities;
use crate::extract::lists::lower;
use crate::extract::reading::{Reading, Sentence};
use crate::extract::statements::quotation::Quotations;
use crate::fact::{EntityId, EntityKind};
use crate::text::TextRange;

/// A sentence, its names and its quotations.
#[derive(Clone, Copy, Debug)]
pub(crate) struct View<'a, 'd> {
    /// The text.
    pub(crate) reading: &'a Reading<'d>,
    /// Its entities.
    pub(crate) entities: &'a Entities,
    /// The quotations of the block.
    pub(crate) quotations: &'a Quotations,
    /// The sentence.
    pub(crate) sentence: &'a Sentence,
}

impl<'d> View<'_, 'd> {
    /// Returns the first token of the sentence.
    pub(crate) const fn start(&self) -> usize {
        self.sentence.tokens.start
    }

    /// Returns where the words of the sentence begin behind a dateline: `GRAZ, Nov. 3 (dpa) — `.
    pub(crate) fn opening(&self) -> usize {
        let start = self.start();
        if !self.reading.is_upper(start) || self.sentence.title_case {
            return start;
        }
        let limit = self.end().min(start + 14);
        let dash = (start + 1..limit).find(|at| matches!(self.word(*at), "—" | "–" | "--" | "-"));
        dash.map_or(start, |dash| dash + 1)
    }

    /// Returns the end of the sentence's tokens.
    pub(crate) const fn end(&self) -> usize {
        self.sentence.tokens.end
    }

    /// Returns the text of a token; empty beyond the sentence.
    pub(crate) fn word(&self, at: usize) -> &'d str {
        if self.sentence.tokens.contains(&at) { self.reading.word(at) } else { "" }
    }

    /// Returns the token before `at` within the sentence; empty at its start.
    pub(crate) fn before(&self, at: usize) -> &'d str {
        at.checked_sub(1).map_or("", |before| self.word(before))
    }

    /// Tells whether a token stands in quotation marks.
    pub(crate) fn is_quoted(&self, at: usize) -> bool {
        self.reading.tokens.get(at).is_some_and(|token| self.quotations.covers(token.range.start()))
    }

    /// Returns how much of the tokens is quoted, in percent.
    pub(crate) fn quoted_share(&self, tokens: &Range<usize>) -> u32 {
        self.quotations.share(self.reading.cover(tokens))
    }

    /// Tells whether a token opens a quotation.
    pub(crate) fn opens_quotation(&self, at: usize) -> bool {
        let Some(token) = self.reading.tokens.get(at) else { return false };
        self.sentence.tokens.contains(&at) && self.quotations.opens_at(token.range.start())
    }

    /// Tells whether a token closes a quotation.
    pub(crate) fn closes_quotation(&self, at: usize) -> bool {
        let Some(token) = self.reading.tokens.get(at) else { return false };
        self.sentence.tokens.contains(&at) && self.quotations.closes_at(token.range.end())
    }

    /// Returns the mention whose words end before `at`.
    pub(crate) fn mention_ending(&self, at: usize) -> Option<(TextRange, EntityId)> {
        let last = at.checked_sub(1).filter(|at| self.sentence.tokens.contains(at))?;
        self.mention_at(last)
    }

    /// Returns the mention that a token is part of.
    pub(crate) fn mention_at(&self, at: usize) -> Option<(TextRange, EntityId)> {
        let token = self.reading.tokens.get(at)?.range;
        let within = self.entities.within(self.sentence.range);
        let after = within.partition_point(|(mention, _)| mention.start() <= token.start());
        let found = within.get(after.checked_sub(1)?)?;
        found.0.contains_range(token).then_some(*found)
    }

    /// Returns the mentions within tokens.
    pub(crate) fn mentions(&self, tokens: &Range<usize>) -> &[(TextRange, EntityId)] {
        if tokens.is_empty() {
            return &[];
        }
        self.entities.within(self.reading.cover(tokens))
    }

    /// Tells whether an entity is of a kind.
    pub(crate) fn is_kind(&self, id: EntityId, kind: EntityKind) -> bool {
        self.entities.kind(id) == Some(kind)
    }

    /// Returns a token's word in lower case.
    pub(crate) fn lower(&self, at: usize) -> std::borrow::Cow<'d, str> {
        lower(self.word(at))
    }
}
