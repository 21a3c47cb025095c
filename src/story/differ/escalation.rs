//! Escalation: one article says more than the other with the same words: a firmer step, all for some, or a general
//! commitment tied to something of its own.

use std::collections::BTreeMap;

use crate::fact::{Certainty, Entity, FactValue};
use crate::story::article::Passage;
use crate::story::claim::{Claim, ClaimId};
use crate::story::differ::commitment::firmer;
use crate::story::differ::found::Found;
use crate::story::differ::holder::{same, speakers};
use crate::story::differ::number::later;
use crate::story::differ::reading::{ClaimPair, Pair, Reading, SentenceReading};
use crate::story::differ::words::{Term, Word, WordKind, content, is_listed};
use crate::story::difference::{DifferenceClass, Level, Side};
use crate::story::link::LinkKind;

/// Words behind which a noun stands.
const ARTICLES: &str = " a an the its their his her this any no 's ";

/// Other words behind which `to` and a step stand.
const DECIDING: &str = " will vote votes voted decide decides decided refuse refuses refused continue continues \
    continued also not going set due ready had has have willing ";

const SOME: &str = " some several part parts partial partially partly many ";

const ALL: &str = " all every entire entirely whole full fully total totally ";

/// Words by which somebody commits to something.
const COMMITTING: &str = " willing willingness ready readiness agree agrees agreed pledge pledges pledged \
    vow vows vowed promise promises promised commit commits committed commitment keen intend intends ";

/// The most words that say something of a commitment that is general.
const GENERAL: usize = 6;

/// How many general claims may share a word before it tells nothing of them.
const COMMON: usize = 64;

/// How far behind the shared word the thing stands to which it is tied.
const REACH: usize = 4;

/// Finds claims of which one says more than the other.
pub(crate) fn escalations(reading: &Reading<'_>, pair: &Pair, found: &mut Vec<Found>) {
    for claims in &pair.claims {
        let sure = |claim| reading.comparison.claim(claim).is_some_and(certain);
        if claims.kind != LinkKind::Possible && less_firm(reading, claims, found) {
            continue;
        }
        if !sure(claims.one) || !sure(claims.other) {
            continue;
        }
        if claims.kind.is_match() {
            stronger(reading, claims, found);
        }
    }
}

/// Finds what one wishes or offers and the other promises, or what may be here and will be there.
fn less_firm(reading: &Reading<'_>, claims: &ClaimPair, found: &mut Vec<Found>) -> bool {
    let (one, other) = (reading.words_of(claims.one), reading.words_of(claims.other));
    let (a, b) = (content(one), content(other));
    let shared = a.iter().filter(|term| b.contains(term)).count();
    if shared < 3 || shared * 2 < a.len().min(b.len()) {
        return false;
    }
    let Some((here, there)) = firmer(&reading.lexicon, &reading.firm, one, other) else {
        return false;
    };
    let place = |claim, range| {
        let article = reading.comparison.article_of(claim)?;
        Some(Side { passage: Passage { article, range }, claim })
    };
    let sides = place(claims.one, here).zip(place(claims.other, there));
    let (class, level) = (DifferenceClass::Escalation, Level::Check);
    found.extend(sides.map(|(one, other)| Found { class, level, sides: [one, other] }));
    sides.is_some()
}

/// Finds a firmer step or a wider scope towards the same.
fn stronger(reading: &Reading<'_>, claims: &ClaimPair, found: &mut Vec<Found>) {
    let (one, other) = (reading.words_of(claims.one), reading.words_of(claims.other));
    let (a, b) = (content(one), content(other));
    let shared = a.iter().filter(|term| b.contains(term)).count();
    if shared < 2 || shared * 2 < a.len().min(b.len()) {
        return;
    }
    let form = |word: &Word| reading.lexicon.form(word);
    let step = |words: &[Word]| -> Option<(usize, Word)> {
        // The last of several counts: `agreed to consider` only considers.
        let mut last = None;
        let small = words.iter().enumerate().filter(|(_, word)| !word.capital).take(20);
        for (place, word) in small.filter(|(_, word)| word.is_content()) {
            let Some(at) = reading.steps.first(word) else { continue };
            if is_taken(reading, words.get(..place).unwrap_or_default())
                && last.is_none_or(|(before, _)| at < before)
            {
                last = Some((at, *word));
            }
        }
        last
    };
    let scope =
        |words: &[Word], list: &str| words.iter().find(|word| is_listed(list, form(word))).copied();
    let widened = |few: &[Word], many: &[Word]| {
        let (part, all) = (scope(few, SOME)?, scope(many, ALL)?);
        let none = scope(few, ALL).is_none() && scope(many, SOME).is_none();
        (none && next(few, &part)? == next(many, &all)?).then_some((part, all))
    };
    let steps = [step(one), step(other)];
    let words = match steps {
        [Some((low, a)), Some((high, b))] if low.abs_diff(high) >= 2 => Some((a, b)),
        _ => widened(one, other).or_else(|| widened(other, one).map(|(part, all)| (all, part))),
    };
    if let Some((a, b)) = words {
        let sides = side(reading, claims.one, &[a]).zip(side(reading, claims.other, &[b]));
        let order = steps[0].zip(steps[1]).map(|((low, _), (high, _))| low.cmp(&high));
        let articles = reading.comparison.article_of(claims.one);
        let articles = articles.zip(reading.comparison.article_of(claims.other));
        let reported = articles.and_then(|(one, other)| later(reading, one, other));
        // The firmer step is the news of the later report.
        let level =
            if reported.is_some() && reported == order { Level::Later } else { Level::Differs };
        let class = DifferenceClass::Escalation;
        found.extend(sides.map(|(one, other)| Found { class, level, sides: [one, other] }));
    }
}

/// Tells whether a word behind these is what somebody does: no noun, as in `the plan`, and nothing that belongs to
/// one, as in `the plan to ban cars`.
fn is_taken(reading: &Reading<'_>, before: &[Word]) -> bool {
    let mut behind = before.iter().rev();
    let form = |word: Option<&Word>| word.map_or("", |word| reading.lexicon.form(word));
    let last = form(behind.next());
    if last != "to" {
        return !is_listed(ARTICLES, last);
    }
    let (verb, article) = (behind.next(), form(behind.next()));
    let decides = verb.is_some_and(|verb| reading.steps.first(verb).is_some());
    (decides || is_listed(DECIDING, form(verb))) && !is_listed(ARTICLES, article)
}

/// Finds general commitments of one article that another ties to something named.
///
/// Such claims share few words, so they need not be linked; the same speaker must make them.
pub(crate) fn ties(reading: &Reading<'_>, found: &mut Vec<Found>) {
    let commits = |words: &[Word]| {
        let says = |word: &Word| is_listed(COMMITTING, reading.lexicon.form(word));
        words.iter().any(|word| !word.capital && says(word))
    };
    let claims = |sentence: &SentenceReading| {
        let claims = reading.comparison.sentence(sentence.id).map(|of| of.claims.clone());
        claims.unwrap_or_default().map(ClaimId)
    };
    let committing = || reading.sentences().filter(|sentence| commits(&sentence.words));
    let mut general: BTreeMap<Term, Vec<(ClaimId, usize)>> = BTreeMap::new();
    for claim in committing().flat_map(claims) {
        let terms = content(reading.words_of(claim));
        if (2..=GENERAL).contains(&terms.len()) {
            for term in &terms {
                general.entry(*term).or_default().push((claim, terms.len()));
            }
        }
    }
    for special in committing().flat_map(claims).filter(|claim| commits(reading.words_of(*claim))) {
        let mut shared: BTreeMap<ClaimId, (usize, usize)> = BTreeMap::new();
        let terms = content(reading.words_of(special));
        for near in terms.iter().filter_map(|term| general.get(term)) {
            for (claim, size) in near.iter().filter(|_| near.len() <= COMMON) {
                shared.entry(*claim).or_insert((0, *size)).0 += 1;
            }
        }
        let enough = |(_, (shared, size)): &(ClaimId, (usize, usize))| {
            *shared >= 2 && shared * 3 >= size * 2
        };
        let mut candidates: Vec<_> = shared.into_iter().filter(enough).collect();
        candidates.sort_by_key(|(_, (shared, size))| size - shared);
        let tie = candidates.into_iter().find_map(|(claim, _)| tied(reading, claim, special));
        found.extend(tie);
    }
}

/// Returns a general commitment with the claim of another article that ties it to something named.
fn tied(reading: &Reading<'_>, general: ClaimId, special: ClaimId) -> Option<Found> {
    let [claim, other] = [reading.comparison.claim(general)?, reading.comparison.claim(special)?];
    if claim.passage.article == other.passage.article || !certain(claim) || !certain(other) {
        return None;
    }
    let (around, beyond) = (reading.sentence(claim.sentence)?, reading.sentence(other.sentence)?);
    let (plain, words) = (reading.words_of(general), reading.words_of(special));
    let terms = content(plain);
    let known = |word: &Word| around.words.iter().any(|own| own.stem == word.stem);
    let tie = (0..words.len()).find(|at| {
        let behind = words.get(at + 1..).unwrap_or_default();
        let is_thing =
            |word: &Word| (word.capital || word.kind == WordKind::Number) && !known(word);
        let thing = behind.iter().take(REACH).position(is_thing);
        let thing = thing.and_then(|from| behind.get(from..)).unwrap_or_default();
        let named = thing.iter().take_while(|word| word.capital || word.kind != WordKind::Content);
        let new = named.filter(|word| word.is_content() && !known(word)).count();
        new >= 2 && words.get(*at).is_some_and(|word| terms.contains(&word.stem))
    })?;
    if !by_the_same(reading, general, around, beyond) {
        return None;
    }
    let one = side(reading, general, plain)?;
    let other = side(reading, special, words.get(tie..)?)?;
    let sides =
        if one.passage.article < other.passage.article { [one, other] } else { [other, one] };
    Some(Found { class: DifferenceClass::Escalation, level: Level::Differs, sides })
}

/// Tells whether the other sentence is on the speaker of a claim, or, if it has none, on somebody it names.
fn by_the_same(
    reading: &Reading<'_>,
    claim: ClaimId,
    around: &SentenceReading,
    beyond: &SentenceReading,
) -> bool {
    let speakers = speakers(reading, claim);
    let there = entities(reading, beyond);
    let here = if speakers.is_empty() { entities(reading, around) } else { speakers };
    here.iter().any(|one| there.iter().any(|other| same(one, other)))
}

fn entities<'a>(reading: &Reading<'a>, sentence: &SentenceReading) -> Vec<&'a Entity> {
    let Some(article) = reading.article(sentence.passage.article) else { return Vec::new() };
    let inside = article.facts.passages_in(sentence.passage.range);
    inside
        .filter_map(|(_, id)| match &article.facts.get(id)?.value {
            FactValue::Entity(entity) => Some(entity),
            _ => None,
        })
        .collect()
}

fn certain(claim: &Claim) -> bool {
    matches!(claim.certainty, Certainty::Asserted | Certainty::Attributed)
}

fn side(reading: &Reading<'_>, claim: ClaimId, words: &[Word]) -> Option<Side> {
    let article = reading.comparison.article_of(claim)?;
    let marks = |word: &&Word| word.kind != WordKind::Mark;
    let first = words.iter().find(marks)?.range;
    let range = first.cover(words.iter().rev().find(marks)?.range);
    Some(Side { passage: Passage { article, range }, claim })
}

/// The stem of the next word that says something.
fn next(words: &[Word], after: &Word) -> Option<Term> {
    let behind = words.iter().filter(|word| word.range.start() > after.range.start());
    behind.filter(|word| word.is_content()).map(|word| word.stem).next()
}

#[cfg(test)]
mod tests {
    use crate::story::differ::tests::{agree, differ, told};

    #[test]
    fn a_firmer_step_of_a_later_report_is_an_update() {
        let discuss = "The board discussed the sale of the airline to Acme.";
        let approve = "The board approved the sale of the airline to Acme.";
        let (early, late) = (Some("2024-05-03"), Some("2024-05-06"));
        let level = |texts: &[(&str, Option<&str>)]| told(texts)[0].1.clone();
        assert_eq!(level(&[(discuss, early), (approve, late)]), "later");
        assert_eq!(level(&[(approve, late), (discuss, early)]), "later");
        assert_eq!(level(&[(discuss, late), (approve, early)]), "differs");
        assert_eq!(level(&[(discuss, early), (approve, early)]), "differs");
        assert_eq!(level(&[(discuss, None), (approve, late)]), "differs");
    }

    #[test]
    fn a_noun_or_what_belongs_to_it_is_no_step() {
        differ(
            "The council will consider the plan to ban cars from the old town.",
            "The council approved the plan to ban cars from the old town.",
            &[("escalation", "differs", ["consider", "approved"])],
        );
        differ(
            "The council discussed a ban on cars in the old town.",
            "The council voted to approve a ban on cars in the old town.",
            &[("escalation", "differs", ["discussed", "approve"])],
        );
        let table = [
            (
                "The firms signed a deal to explore the gas field off Tarn.",
                "The firms signed a deal on the gas field off Tarn.",
            ),
            (
                "The council debated the order on cars in the old town.",
                "The council wants the order on cars in the old town.",
            ),
        ];
        for (one, other) in table {
            agree(one, other);
            agree(other, one);
        }
    }
}
