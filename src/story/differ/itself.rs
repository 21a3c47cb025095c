//! Articles that contradict themselves: a paper is said not to be released, and then quoted.

use crate::fact::{Certainty, FactValue};
use crate::story::article::{Article, ArticleIndex, Passage};
use crate::story::comparison::Comparison;
use crate::story::differ::found::Found;
use crate::story::differ::holder::PAPERS;
use crate::story::differ::words::{Lexicon, Term, Word, is_listed};
use crate::story::difference::{DifferenceClass, Level, Side};
use crate::text::TextRange;

/// Words for making something known.
const RELEASING: &str = " released published disclosed public revealed issued unveiled shared ";

/// Words for how somebody may know what is not released.
const LEAKING: &str =
    " leaked obtained seen copy draft excerpt excerpts summary sources source until ";

/// How far before the words that say it is not released the paper may be named.
const REACH: usize = 8;

/// Finds papers that an article says are not released, and then tells what they say.
pub(crate) fn withheld(
    article: &Article<'_>,
    index: ArticleIndex,
    comparison: &Comparison,
    found: &mut Vec<Found>,
) {
    let text = article.document.text();
    let mut lexicon = Lexicon::default();
    let mut kept: Vec<(Term, TextRange)> = Vec::new();
    let mut speaking: Vec<(Term, TextRange)> = Vec::new();
    let statements = || {
        article.facts.facts().iter().filter_map(|fact| match &fact.value {
            FactValue::Statement(statement) => Some((fact.range, statement, statement.cue?)),
            _ => None,
        })
    };
    for (range, _, cue) in statements().filter(|(_, it, _)| it.certainty == Certainty::Unknown) {
        let words = lexicon.read(text, range);
        kept.extend(is_withheld(&lexicon, &words, cue));
    }
    if kept.is_empty() {
        return;
    }
    for (range, statement, cue) in
        statements().filter(|(_, it, _)| it.certainty == Certainty::Attributed)
    {
        let Some(holder) = statement.holders.iter().find(|holder| holder.entity.is_none()) else {
            continue;
        };
        let words = lexicon.read(text, holder.range);
        let Some(head) = words.iter().rfind(|word| is_listed(PAPERS, lexicon.form(word))) else {
            continue;
        };
        let around = lexicon.read(text, range);
        let mut all = words.iter().chain(&around);
        if !all.any(|word| is_listed(LEAKING, lexicon.form(word))) {
            speaking.push((head.stem, holder.range.cover(cue)));
        }
    }
    for (paper, range) in kept {
        let Some((_, said)) = speaking.iter().find(|(other, _)| *other == paper) else { continue };
        let side = |range: TextRange| {
            let claim = comparison.claim_at(index, range.start())?;
            Some(Side { passage: Passage { article: index, range }, claim })
        };
        if let (Some(one), Some(other)) = (side(range), side(*said)) {
            let (class, level) = (DifferenceClass::Itself, Level::Differs);
            found.push(Found { class, level, sides: [one, other] });
        }
    }
}

/// Returns the paper that these words say is not released, with the words that say so.
fn is_withheld(lexicon: &Lexicon, words: &[Word], cue: TextRange) -> Option<(Term, TextRange)> {
    let at = words.iter().position(|word| word.range.start() >= cue.start())?;
    let end = words.partition_point(|word| word.range.end() <= cue.end());
    let released = words.get(at..(end + 2).min(words.len()).max(at))?;
    released.iter().any(|word| is_listed(RELEASING, lexicon.form(word))).then_some(())?;
    if words.iter().any(|word| is_listed(LEAKING, lexicon.form(word))) {
        return None;
    }
    let before = words.get(at.saturating_sub(REACH)..at)?;
    let paper = before.iter().rev().find(|word| is_listed(PAPERS, lexicon.form(word)))?;
    Some((paper.stem, paper.range.cover(cue)))
}
