//! Units: the sentences of the articles and the claims in them, with what each article says of them.
//!
//! What only names a file, a picture's maker or a reference tells nothing of the event and is no unit. It must
//! not know what matches what.

use crate::document::BlockKind;
use crate::extract::clauses::{Clauses, clauses};
use crate::fact::{Certainty, CitationKind, FactValue, Stance};
use crate::story::article::{Article, ArticleIndex, Passage};
use crate::story::claim::{Claim, Sentence, SentenceId, Status};
use crate::text::{TextRange, TextSize};

/// The most sentences of one article that are compared; a book is compared by how it begins.
const MOST_SENTENCES: usize = 2_000;
/// How many sentences of a text are read for those: notes and credits tell nothing.
const MOST_READ: usize = 2 * MOST_SENTENCES;
/// The most sentences of all articles together.
const MOST_OF_ALL: usize = 8_000;
/// The fewest letters of a sentence that says something.
const FEWEST_LETTERS: usize = 8;

/// Verbs by which a text judges what is to come.
const OUTLOOK: [&str; 9] =
    ["require", "need", "necessitate", "depend", "hinge", "determine", "demand", "shape", "decide"];
/// Words that stand between `will` and its verb.
const BETWEEN: [&str; 5] = ["also", "still", "not", "however,", "then"];

/// The sentences and claims of all articles, by article and place.
#[derive(Debug, Default)]
pub(crate) struct Units {
    /// All sentences.
    pub(crate) sentences: Vec<Sentence>,
    /// All claims.
    pub(crate) claims: Vec<Claim>,
}

/// Reads the units of the articles.
pub(crate) fn units(articles: &[Article<'_>]) -> Units {
    let share = (MOST_OF_ALL / articles.len().max(1)).clamp(20, MOST_SENTENCES);
    let mut units = Units::default();
    for (index, article) in ArticleIndex::all(articles.len()).zip(articles) {
        let all = clauses(article.document, MOST_READ);
        for sentence in all.iter().filter(|one| tells(article, one)).take(share) {
            units.add(index, article, sentence);
        }
    }
    units
}

impl Units {
    /// Returns the claims of a sentence in order.
    pub(crate) fn claims_of(&self, sentence: &Sentence) -> &[Claim] {
        self.claims
            .get(sentence.claims.start as usize..sentence.claims.end as usize)
            .unwrap_or_default()
    }

    fn add(&mut self, index: ArticleIndex, article: &Article<'_>, sentence: &Clauses) {
        let id = SentenceId(number(self.sentences.len()));
        let first = number(self.claims.len());
        let mut before = Certainty::Asserted;
        for (range, goes_on) in without_dateline(article, sentence) {
            let (mut certainty, stance) = tone(article, range);
            // `It could end the strike, opening the way …`: what goes on is as uncertain.
            if goes_on && before == Certainty::Hedged {
                certainty = certainty.max(before);
            }
            before = certainty;
            let passage = Passage { article: index, range };
            let status = Status::OnlyHere;
            self.claims.push(Claim { passage, sentence: id, certainty, stance, status });
        }
        let passage = Passage { article: index, range: sentence.range };
        self.sentences.push(Sentence { passage, claims: first..number(self.claims.len()) });
    }
}

/// Returns the clauses of a sentence, and which go on with the one before; a dateline joined to the clause behind
/// it, for which it says where and when.
fn without_dateline(article: &Article<'_>, sentence: &Clauses) -> Vec<(TextRange, bool)> {
    let going_on = sentence.going_on.iter().copied();
    let mut parts: Vec<_> = sentence.parts.iter().copied().zip(going_on).collect();
    if let [(first, _), (second, _), ..] = *parts.as_slice() {
        let opens = article.facts.passages_in(first).any(|(range, id)| {
            let fact = article.facts.get(id).map(|fact| &fact.value);
            let dateline = matches!(fact, Some(FactValue::Citation(citation))
                if citation.kind == CitationKind::Dateline);
            dateline && share(range, first) > 0.8
        });
        if opens {
            parts.remove(0);
            parts[0] = (first.cover(second), false);
        }
    }
    parts
}

fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// Tells whether a sentence says something of its own.
fn tells(article: &Article<'_>, sentence: &Clauses) -> bool {
    let text = &article.document.text()[sentence.range];
    let kind = article.document.blocks().get(sentence.block).map(|block| &block.kind);
    if matches!(kind, Some(BlockKind::Note | BlockKind::Credit | BlockKind::Reference)) {
        return false;
    }
    // `Background`, `A new order`: a heading may only name what follows.
    if matches!(kind, Some(BlockKind::Heading(_))) && !sentence.has_verb {
        return false;
    }
    // A credit stands behind its caption like a sentence of its own: `(Agency/Name)`.
    let bracketed = text.starts_with('(') && text.ends_with(')') && !text.contains(". ");
    let cited = || {
        article.facts.passages_in(sentence.range).any(|(range, id)| {
            let value = article.facts.get(id).map(|fact| &fact.value);
            matches!(value, Some(FactValue::Citation(_))) && share(range, sentence.range) > 0.8
        })
    };
    let letters = text.chars().filter(|ch| ch.is_alphanumeric()).take(FEWEST_LETTERS).count();
    let wide = text.chars().any(|ch| ch as u32 >= 0x2e80);
    (letters == FEWEST_LETTERS || wide && letters > 2) && !(bracketed && cited())
}

/// Returns which share of `whole` lies in `part`.
fn share(part: TextRange, whole: TextRange) -> f32 {
    let both = part.intersect(whole).map_or(TextSize::from(0), TextRange::len);
    u32::from(both) as f32 / u32::from(whole.len()).max(1) as f32
}

/// Returns how sure the article is of a clause, and whether it reports it.
///
/// What is said of a statement holds for every clause that lies mostly within it. A hedge holds for a clause
/// only if the word that makes it uncertain, or most of the clause, lies in it.
fn tone(article: &Article<'_>, clause: TextRange) -> (Certainty, Stance) {
    let (mut certainty, mut stance) = (Certainty::Asserted, Stance::Report);
    for (range, id) in article.facts.passages_in(clause) {
        let Some(fact) = article.facts.get(id) else { continue };
        match &fact.value {
            FactValue::Statement(statement) if share(range, clause) >= 0.5 => {
                certainty = certainty.max(statement.certainty);
                stance = stance.max(statement.stance);
            }
            FactValue::Hedge(hedge) if clause.contains_range(hedge.cue) => {
                certainty = certainty.max(Certainty::Hedged);
            }
            _ => {}
        }
    }
    if certainty == Certainty::Asserted && looks_ahead(&article.document.text()[clause]) {
        certainty = Certainty::Hedged;
    }
    (certainty, stance)
}

/// Tells whether an article itself says what will be needed or what something will come down to: a judgement on
/// what is to come. What is planned, `will open on Friday`, is a fact.
fn looks_ahead(clause: &str) -> bool {
    let mut words = clause.split_whitespace().skip_while(|word| *word != "will").skip(1);
    let verb = words.find(|word| !BETWEEN.contains(word) && !word.ends_with("ly"));
    verb.is_some_and(|verb| OUTLOOK.contains(&verb))
}
