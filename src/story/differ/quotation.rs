//! Quotations that differ: words one article puts in quotation marks, and the other says without them, or otherwise.

use std::ops::Range;

use crate::story::claim::ClaimId;
use crate::story::differ::found::Found;
use crate::story::differ::reading::{Pair, Reading, SentenceReading};
use crate::story::differ::words::{Lexicon, Term, Word, WordKind, content};
use crate::story::difference::{DifferenceClass, Level};
use crate::text::TextRange;

/// The fewest words that are quoted as words, not as a name.
const LEAST_WORDS: usize = 4;

/// The fewest words that say something which both share.
const LEAST_SHARED: usize = 3;

/// The most words of a quotation that are held against those of another in their order.
const LONGEST: usize = 80;

/// Finds words that are quoted on one side only, or otherwise.
pub(crate) fn quotations(reading: &Reading<'_>, pair: &Pair, found: &mut Vec<Found>) {
    let Some((one, other)) = reading.both(pair) else { return };
    let lexicon = &reading.lexicon;
    let (quoted, theirs) = (quotes(lexicon, &one.words), quotes(lexicon, &other.words));
    if quoted.is_empty() && theirs.is_empty() {
        return;
    }
    let mut met = Vec::new();
    for (at, a) in quoted.iter().enumerate() {
        for (to, b) in theirs.iter().enumerate() {
            let (words, others) = (at_words(&one.words, a), at_words(&other.words, b));
            if (is_like(words, others) || is_like(others, words)) && is_one_wording(words, others) {
                met.push((at, to));
                if let Some(level) = quoted_otherwise(words, others) {
                    push(reading, [one, other], [cover(words), cover(others)], level, found);
                }
            }
        }
    }
    for claims in pair.claims.iter().filter(|claims| claims.kind.is_match()) {
        for (_, quote) in
            quoted.iter().enumerate().filter(|(at, _)| !met.iter().any(|(a, _)| a == at))
        {
            if let Some((range, level)) =
                plain(reading, (one, quote), claims.one, (other, claims.other))
            {
                push(
                    reading,
                    [one, other],
                    [cover(at_words(&one.words, quote)), range],
                    level,
                    found,
                );
            }
        }
        for (_, quote) in
            theirs.iter().enumerate().filter(|(at, _)| !met.iter().any(|(_, b)| b == at))
        {
            if let Some((range, level)) =
                plain(reading, (other, quote), claims.other, (one, claims.one))
            {
                push(
                    reading,
                    [one, other],
                    [range, cover(at_words(&other.words, quote))],
                    level,
                    found,
                );
            }
        }
    }
}

fn push(
    reading: &Reading<'_>,
    [one, other]: [&SentenceReading; 2],
    [here, there]: [TextRange; 2],
    level: Level,
    found: &mut Vec<Found>,
) {
    if let (Some(here), Some(there)) = (reading.side(one, here), reading.side(other, there)) {
        found.push(Found { class: DifferenceClass::Quote, level, sides: [here, there] });
    }
}

/// Returns what the other says without quotation marks of what one quotes, and how much that weighs.
fn plain(
    reading: &Reading<'_>,
    (own, quote): (&SentenceReading, &Range<usize>),
    claim: ClaimId,
    (other, theirs): (&SentenceReading, ClaimId),
) -> Option<(TextRange, Level)> {
    let words = at_words(&own.words, quote);
    let within = reading.comparison.claim(claim)?.passage.range;
    cover(words).intersect(within).filter(|both| !both.is_empty())?;
    let said = other.within(reading.comparison.claim(theirs)?.passage.range);
    // What the other quotes, too, is another quotation.
    let quoted: Vec<_> = quotes(&reading.lexicon, &other.words)
        .iter()
        .map(|quote| cover(at_words(&other.words, quote)))
        .collect();
    let free = |word: &&Word| !quoted.iter().any(|quote| quote.contains_range(word.range));
    let said: Vec<_> = said.iter().filter(free).copied().collect();
    let terms = content(words);
    let shared: Vec<_> =
        said.iter().filter(|word| word.is_content() && terms.contains(&word.stem)).collect();
    let met = terms.iter().filter(|term| said.iter().any(|word| word.stem == **term)).count();
    let spoken = shared.iter().filter(|word| !word.capital).count();
    if spoken < LEAST_SHARED || met < LEAST_SHARED || met * 3 < terms.len() * 2 {
        return None;
    }
    let range = shared.first()?.range.cover(shared.last()?.range);
    let between = said.iter().filter(|word| range.contains_range(word.range) && word.is_content());
    let missing = terms.len() - met;
    let added = between.filter(|word| !terms.contains(&word.stem)).count();
    let level =
        if missing + added > 0 && met > LEAST_SHARED { Level::Differs } else { Level::Check };
    Some((range, level))
}

/// Tells whether two articles quote the same words otherwise; `None` if one quotes only a part of the other.
fn quoted_otherwise(one: &[Word], other: &[Word]) -> Option<Level> {
    let (one, other) = (content(one), content(other));
    let missing = one.iter().filter(|term| !other.contains(term)).count();
    let added = other.iter().filter(|term| !one.contains(term)).count();
    if missing == 0 || added == 0 {
        return None;
    }
    Some(Level::Differs)
}

/// Tells whether two quotations are one that is worded otherwise, not two things that somebody said: most words of
/// the shorter stand in the other in the same order.
fn is_one_wording(one: &[Word], other: &[Word]) -> bool {
    let stems = |words: &[Word]| -> Vec<Term> {
        let spoken = words.iter().filter(|word| word.kind != WordKind::Mark);
        spoken.map(|word| word.stem).take(LONGEST).collect()
    };
    let (one, other) = (stems(one), stems(other));
    let mut row = vec![0; other.len() + 1];
    for term in &one {
        let mut before = 0;
        for (at, own) in other.iter().enumerate() {
            let above = row.get(at + 1).copied().unwrap_or(0);
            let left = row.get(at).copied().unwrap_or(0);
            let best = if own == term { before + 1 } else { above.max(left) };
            before = above;
            if let Some(cell) = row.get_mut(at + 1) {
                *cell = best;
            }
        }
    }
    row.last().copied().unwrap_or(0) * 5 >= one.len().min(other.len()) * 3
}

/// Tells whether most of what one quotes is in the other.
fn is_like(one: &[Word], other: &[Word]) -> bool {
    let (terms, others) = (content(one), content(other));
    let shared = terms.iter().filter(|term| others.contains(term)).count();
    shared >= LEAST_SHARED.min(terms.len()) && shared * 2 >= terms.len() && shared >= 2
}

fn at_words<'w>(words: &'w [Word], at: &Range<usize>) -> &'w [Word] {
    words.get(at.clone()).unwrap_or_default()
}

fn cover(words: &[Word]) -> TextRange {
    match (words.first(), words.last()) {
        (Some(first), Some(last)) => first.range.cover(last.range),
        _ => TextRange::default(),
    }
}

/// Returns the words within each pair of quotation marks that are no name.
pub(crate) fn quotes(lexicon: &Lexicon, words: &[Word]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    for (at, word) in words.iter().enumerate() {
        let form = lexicon.form(word);
        match (open, form) {
            (None, "“" | "«" | "\"" | "„") => open = Some((at + 1, form)),
            (Some((from, mark)), "”" | "»" | "\"" | "“") if mark == "\"" || form != "\"" => {
                found.push(from..at);
                open = None;
            }
            _ => {}
        }
    }
    found.retain(|quote| {
        let spoken = at_words(words, quote)
            .iter()
            .filter(|word| lexicon.form(word).starts_with(char::is_alphanumeric));
        let (all, capital) = spoken
            .fold((0, 0), |(all, capital), word| (all + 1, capital + usize::from(word.capital)));
        all >= LEAST_WORDS && capital * 2 <= all
    });
    found
}
