//! Commitments: how firmly something is wished, offered, promised or said to come.

use crate::story::differ::words::{Lexicon, Term, Word, is_listed};
use crate::text::TextRange;

/// Words for how firm it is, the least firm first.
const FIRM: [&str; 5] = [
    " may might could possibly perhaps ",
    " desire desires hope hopes hoped hoping wish wishes wished want wants wanted aspires aspiration interest \
     interested ",
    " willing willingness ready readiness prepared offered offers ",
    " agree agrees agreed pledge pledges pledged commit commits committed promise promises promised vow vows vowed \
     undertook determined guaranteed ",
    " will would shall must ",
];

/// How firmly something is said to be done.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Commitment {
    /// The place of the word in [`FIRM`].
    firm: usize,
    /// The word.
    range: TextRange,
    /// The stem of what is to be done.
    deed: Term,
}

/// Returns the words by which two claims on the same deed are not equally firm.
pub(crate) fn firmer(
    lexicon: &Lexicon,
    one: &[Word],
    other: &[Word],
) -> Option<(TextRange, TextRange)> {
    let (own, theirs) = (commitments(lexicon, one), commitments(lexicon, other));
    let on = |a: &Commitment, b: &Commitment| a.deed == b.deed;
    for a in &own {
        let met: Vec<_> = theirs.iter().filter(|b| on(a, b)).collect();
        if let [b] = met.as_slice()
            && own.iter().filter(|c| on(c, b)).count() == 1
            && a.firm != b.firm
        {
            return Some((a.range, b.range));
        }
    }
    None
}

fn commitments(lexicon: &Lexicon, words: &[Word]) -> Vec<Commitment> {
    let mut found: Vec<Commitment> = Vec::new();
    for (at, word) in words.iter().enumerate().filter(|(_, word)| !word.capital) {
        let said = lexicon.form(word);
        let Some(firm) = FIRM.iter().position(|list| is_listed(list, said)) else { continue };
        let behind = words.get(at + 1..).unwrap_or_default().iter();
        // `agreed to open`, `will open`, `will not open`: the verb next to it.
        let mut rest = behind
            .skip_while(|next| matches!(lexicon.form(next), "to" | "also" | "not" | "be" | "then"));
        let deed = rest.next().filter(|next| next.is_content());
        let Some(deed) = deed.filter(|deed| !deed.capital) else { continue };
        found.push(Commitment { firm, range: word.range, deed: deed.stem });
    }
    found
}
