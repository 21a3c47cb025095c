//! Commitments: how firmly something is wished, offered, promised or said to come.

use crate::story::differ::words::{Lexicon, Listed, Term, Word};
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

/// Words for steps, the weakest first.
const STEPS: [&str; 4] = [
    " consider considers considered considering discuss discusses discussed discussing explore explores explored \
      exploring weigh weighs weighed weighing mull mulls mulled mulling examine examines examined examining ",
    " plan plans planned planning intend intends intended seek seeks sought seeking hope hopes hoped hoping \
      propose proposes proposed proposing want wants wanted ",
    " agree agrees agreed agreeing pledge pledges pledged pledging vow vows vowed vowing promise promises \
      promised commit commits committed ",
    " sign signs signed approve approves approved adopt adopts adopted impose imposes imposed ban bans \
      banned order orders ordered ",
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

/// Looks up which words of a lexicon are steps towards something, the weakest first.
pub(crate) fn steps(lexicon: &Lexicon) -> Listed {
    Listed::new(lexicon, STEPS)
}

/// Looks up how firm the words of a lexicon are.
pub(crate) fn firm(lexicon: &Lexicon) -> Listed {
    Listed::new(lexicon, FIRM)
}

/// Returns the words by which two claims on the same deed are not equally firm.
pub(crate) fn firmer(
    lexicon: &Lexicon,
    firm: &Listed,
    one: &[Word],
    other: &[Word],
) -> Option<(TextRange, TextRange)> {
    let (own, theirs) = (commitments(lexicon, firm, one), commitments(lexicon, firm, other));
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

fn commitments(lexicon: &Lexicon, firm: &Listed, words: &[Word]) -> Vec<Commitment> {
    let mut found: Vec<Commitment> = Vec::new();
    for (at, word) in words.iter().enumerate().filter(|(_, word)| !word.capital) {
        let Some(firm) = firm.first(word) else { continue };
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
