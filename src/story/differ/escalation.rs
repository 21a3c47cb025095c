//! Escalation: one article says more than the other with the same words: a firmer step, all for some, or a general
//! commitment tied to something of its own.

use crate::fact::Certainty;
use crate::story::claim::ClaimId;
use crate::story::differ::found::Found;
use crate::story::differ::reading::{ClaimPair, Pair, Reading};
use crate::story::differ::words::{Term, Word, WordKind, is_listed};
use crate::story::difference::{DifferenceClass, Level};

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

const SOME: &str = " some several part parts partial partially partly many ";

const ALL: &str = " all every entire entirely whole full fully total totally ";

/// Words by which somebody commits to something.
const COMMITTING: &str = " willing willingness ready readiness will agree agrees agreed pledge pledges pledged \
    vow vows vowed promise promises promised commit commits committed commitment keen intend intends \
    plan plans ";

/// The most words that say something of a commitment that is general.
const GENERAL: usize = 6;

/// How far behind the shared word the thing stands to which it is tied.
const REACH: usize = 4;

/// Finds claims of which one says more than the other.
pub(crate) fn escalations(reading: &Reading<'_>, pair: &Pair, found: &mut Vec<Found>) {
    for claims in &pair.claims {
        let certain = |claim: ClaimId| {
            let claim = reading.comparison.claim(claim);
            claim.is_some_and(|claim| {
                matches!(claim.certainty, Certainty::Asserted | Certainty::Attributed)
            })
        };
        if !certain(claims.one) || !certain(claims.other) {
            continue;
        }
        if claims.kind.is_match() {
            stronger(reading, claims, found);
        }
        tied(reading, claims.one, claims.other, false, found);
        tied(reading, claims.other, claims.one, true, found);
    }
}

/// Finds a firmer step or a wider scope towards the same.
fn stronger(reading: &Reading<'_>, claims: &ClaimPair, found: &mut Vec<Found>) {
    let (one, other) = (reading.words_of(claims.one), reading.words_of(claims.other));
    let (a, b) = (content(one), content(other));
    let shared = a.iter().filter(|term| b.contains(term)).count();
    if shared < 2 || shared * 2 < a.len().min(b.len()) {
        return;
    }
    let form = |word: &Word| reading.lexicon.form(word).to_owned();
    let step = |words: &[Word]| -> Option<(usize, Word)> {
        // The last of several counts: `agreed to consider` only considers.
        let mut last = None;
        for word in words.iter().take(20) {
            let at = STEPS.iter().position(|step| is_listed(step, &form(word)));
            last = match (at, last) {
                (Some(at), None) => Some((at, *word)),
                (Some(at), Some((before, _))) if at < before => Some((at, *word)),
                _ => last,
            };
        }
        last
    };
    let scope = |words: &[Word], list: &str| {
        words.iter().find(|word| is_listed(list, &form(word))).copied()
    };
    let widened = |few: &[Word], many: &[Word]| {
        let (some, all) = (scope(few, SOME)?, scope(many, ALL)?);
        let none = scope(few, ALL).is_none() && scope(many, SOME).is_none();
        (none && next(few, &some)? == next(many, &all)?).then_some((some, all))
    };
    let words = match (step(one), step(other)) {
        (Some((weak, a)), Some((firm, b))) if weak.abs_diff(firm) >= 2 => Some((a, b)),
        _ => widened(one, other).or_else(|| widened(other, one).map(|(some, all)| (all, some))),
    };
    if let Some((a, b)) = words {
        push(reading, [(claims.one, &[a]), (claims.other, &[b])], Level::Differs, found);
    }
}

/// Finds a general commitment that the other ties to something named.
fn tied(
    reading: &Reading<'_>,
    general: ClaimId,
    special: ClaimId,
    swapped: bool,
    found: &mut Vec<Found>,
) {
    let Some(sentence) = reading.comparison.claim(general).map(|claim| claim.sentence) else {
        return;
    };
    let Some(around) = reading.sentence(sentence) else { return };
    let (plain, words) = (reading.words_of(general), reading.words_of(special));
    let (terms, others) = (content(plain), content(words));
    let shared = terms.iter().filter(|term| others.contains(term)).count();
    if terms.len() > GENERAL || shared < 2 || shared * 3 < terms.len() * 2 {
        return;
    }
    let commits =
        |words: &[Word]| words.iter().any(|word| is_listed(COMMITTING, reading.lexicon.form(word)));
    if !commits(words) || !commits(&around.words) {
        return;
    }
    let known = |word: &Word| around.words.iter().any(|own| own.stem == word.stem);
    for (at, _) in words.iter().enumerate().filter(|(_, word)| terms.contains(&word.stem)) {
        let behind = words.get(at + 1..).unwrap_or_default();
        let from = behind
            .iter()
            .take(REACH)
            .position(|word| (word.capital || word.kind == WordKind::Number) && !known(word));
        let Some(thing) = from.and_then(|from| behind.get(from..)) else { continue };
        let named = thing.iter().take_while(|word| word.capital || word.kind != WordKind::Content);
        let new = named.filter(|word| word.is_content() && !known(word)).count();
        if new < 2 {
            continue;
        }
        let whole = words.get(at..).unwrap_or_default();
        let sides: [(ClaimId, &[Word]); 2] = [(general, plain), (special, whole)];
        let sides = if swapped { [sides[1], sides[0]] } else { sides };
        push(reading, sides, Level::Differs, found);
        return;
    }
}

fn push(
    reading: &Reading<'_>,
    sides: [(ClaimId, &[Word]); 2],
    level: Level,
    found: &mut Vec<Found>,
) {
    let side = |(claim, words): (ClaimId, &[Word])| {
        let article = reading.comparison.article_of(claim)?;
        let marks = |word: &&Word| word.kind != WordKind::Mark;
        let first = words.iter().find(marks)?.range;
        let range = first.cover(words.iter().rev().find(marks)?.range);
        let passage = crate::story::article::Passage { article, range };
        Some(crate::story::difference::Side { passage, claim })
    };
    let [one, other] = sides;
    if let (Some(one), Some(other)) = (side(one), side(other)) {
        found.push(Found { class: DifferenceClass::Escalation, level, sides: [one, other] });
    }
}

fn content(words: &[Word]) -> Vec<Term> {
    let mut terms: Vec<_> =
        words.iter().filter(|word| word.is_content()).map(|word| word.stem).collect();
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// The stem of the next word that says something.
fn next(words: &[Word], after: &Word) -> Option<Term> {
    let behind = words.iter().filter(|word| word.range.start() > after.range.start());
    behind.filter(|word| word.is_content()).map(|word| word.stem).next()
}
