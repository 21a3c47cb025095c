//! The rows of the matrix: what the story says, and which source says it how.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::fact::Certainty;
use crate::story::{ArticleIndex, Claim, ClaimId, Comparison, LinkKind, Mark, Passage};
use crate::text::grapheme::width;
use crate::text::{Columns, Safe};
use crate::tui::state::groups::Groups;

/// One thing that the story says.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixRow {
    /// The shortest clear wording of it.
    pub label: Safe,
    /// How it is said by each source that says it, by source.
    cells: Vec<Cell>,
    /// The claims of which the row is; a cell of a source that says it only beside something else has another.
    claims: Vec<ClaimId>,
    /// How far into its article a source first says it, from 0 to 1.
    at: f32,
}

/// How one source says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The source.
    pub article: ArticleIndex,
    /// What stands in the table.
    pub mark: Mark,
    /// Where it says it, by place.
    pub claims: Vec<ClaimId>,
}

/// In which order the rows stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowOrder {
    /// What stands first in an article first.
    #[default]
    Story,
    /// What most sources say first.
    Support,
}

/// Which rows are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowFilter {
    /// All.
    #[default]
    All,
    /// Those on which sources differ.
    Differing,
    /// Those that one source alone says.
    SingleSource,
}

impl MatrixRow {
    /// Returns what a source says, unless it is silent.
    pub fn cell(&self, article: ArticleIndex) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.article == article)
    }

    /// Returns what every source says that is not silent.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// Tells whether the row is of a claim.
    pub fn is_of(&self, claim: ClaimId) -> bool {
        self.claims.contains(&claim)
    }

    /// Returns how many sources say it; those that only speculate about it do not.
    pub fn support(&self) -> usize {
        self.cells.iter().filter(|cell| cell.mark != Mark::Speculation).count()
    }

    /// Tells whether a filter shows the row.
    pub fn passes(&self, filter: RowFilter) -> bool {
        match filter {
            RowFilter::All => true,
            RowFilter::Differing => self.cells.iter().any(|cell| cell.mark == Mark::Differs),
            RowFilter::SingleSource => self.cells.len() == 1,
        }
    }
}

/// Arranges a comparison in rows, one for each group of claims that say the same, in the order of the story.
pub fn arrange<'t>(
    comparison: &Comparison,
    groups: &Groups,
    words: impl Fn(Passage) -> &'t str,
) -> Vec<MatrixRow> {
    let differing = comparison.differing();
    let places = places(comparison);
    let row = |claims: &[ClaimId]| MatrixRow {
        label: wording(comparison, &groups.core(claims), &words),
        cells: cells(comparison, claims, &differing),
        claims: claims.to_vec(),
        at: claims
            .iter()
            .filter_map(|claim| places.get(claim.index()).copied())
            .fold(1.0, f32::min),
    };
    let mut rows: Vec<_> = groups.iter().map(row).collect();
    rows.sort_by(|a, b| a.at.total_cmp(&b.at).then(b.cells.len().cmp(&a.cells.len())));
    rows
}

/// Puts the numbers of rows, which stand in the order of the story, in an order.
pub fn sort(rows: &[MatrixRow], shown: &mut [usize], order: RowOrder) {
    shown.sort_unstable();
    if order == RowOrder::Support {
        shown
            .sort_by_key(|row| rows.get(*row).map(|row| Reverse((row.support(), row.cells.len()))));
    }
}

/// Returns how far into its article each claim stands, by its number.
fn places(comparison: &Comparison) -> Vec<f32> {
    let mut places = Vec::new();
    for article in comparison.articles() {
        let count = comparison.claims_of(article).count();
        places.extend((0..count).map(|number| number as f32 / count.max(1) as f32));
    }
    places
}

fn cells(comparison: &Comparison, claims: &[ClaimId], differing: &BTreeSet<ClaimId>) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    for id in claims {
        let Some(claim) = comparison.claim(*id) else { continue };
        let mark = if differing.contains(id) {
            Mark::Differs
        } else {
            mark(comparison, *id, claim, claims)
        };
        match cells.iter_mut().find(|cell| cell.article == claim.passage.article) {
            Some(cell) => {
                cell.mark = weightier(cell.mark, mark);
                cell.claims.push(*id);
            }
            None => {
                cells.push(Cell { article: claim.passage.article, mark, claims: vec![*id] });
            }
        }
    }
    for id in claims {
        borrow(comparison, *id, &mut cells);
    }
    cells.sort_by_key(|cell| cell.article);
    cells
}

/// Adds the cells of sources that have a claim too, but match another better: they are not silent.
fn borrow(comparison: &Comparison, id: ClaimId, cells: &mut Vec<Cell>) {
    for link in comparison.links(id).iter().filter(|link| link.kind.is_match()) {
        let Some(there) = comparison.claim(link.to) else { continue };
        if cells.iter().all(|cell| cell.article != there.passage.article) {
            let article = there.passage.article;
            cells.push(Cell { article, mark: stated(there, link.kind), claims: vec![link.to] });
        }
    }
}

/// Returns how a claim says what others say.
fn mark(comparison: &Comparison, id: ClaimId, claim: &Claim, row: &[ClaimId]) -> Mark {
    let links = comparison.links(id).iter().filter(|link| link.kind.is_match());
    let within = links.clone().filter(|link| row.binary_search(&link.to).is_ok());
    let best = within.map(|link| link.kind).min().or(links.map(|link| link.kind).min());
    best.map_or(stated(claim, LinkKind::Mention), |kind| stated(claim, kind))
}

/// Returns what stands for a claim whose best match is of a kind; speculation is never support.
const fn stated(claim: &Claim, kind: LinkKind) -> Mark {
    match (claim.certainty, kind) {
        (Certainty::Hedged, _) => Mark::Speculation,
        (_, LinkKind::Same) => Mark::Same,
        (_, LinkKind::Wording) => Mark::Wording,
        (Certainty::Unknown, _) => Mark::NotKnown,
        _ => Mark::OnlyHere,
    }
}

/// Returns what stands for two claims of one source: what differs, else what matches best.
fn weightier(one: Mark, other: Mark) -> Mark {
    match (one, other) {
        (Mark::Differs, _) | (_, Mark::Differs) => Mark::Differs,
        _ => one.min(other),
    }
}

/// Returns the shortest wording that is long enough to be understood, else the longest; what is stated goes
/// before what is supposed.
pub fn wording<'t>(
    comparison: &Comparison,
    claims: &[ClaimId],
    words: impl Fn(Passage) -> &'t str,
) -> Safe {
    /// The fewest columns that say something by themselves.
    const CLEAR: Columns = Columns::new(24);
    let wordings = claims.iter().filter_map(|id| {
        let claim = comparison.claim(*id)?;
        let words = one_line(words(claim.passage));
        let columns = width(&words);
        let stated = claim.certainty < Certainty::Hedged;
        let unclear = columns < CLEAR || !is_running(&words);
        let length = i64::from(columns.get());
        Some(((!stated, unclear, if unclear { -length } else { length }), words))
    });
    let best = wordings.min_by_key(|(rank, _)| *rank);
    best.map(|(_, words)| Safe::new(&words)).unwrap_or_default()
}

/// Tells whether words say something: a line of names, days and places, such as a dateline, does not.
fn is_running(words: &str) -> bool {
    /// The fewest words in lower case.
    const FEWEST: usize = 3;
    let caseless = |ch: &char| ch.is_alphabetic() && !ch.is_lowercase() && !ch.is_uppercase();
    let lower = words.split_whitespace().filter(|word| word.starts_with(char::is_lowercase));
    lower.count() >= FEWEST || words.chars().filter(caseless).count() > 2 * FEWEST
}

/// Returns a passage on one line, without marks at its ends that belong to what stands around it.
pub fn one_line(words: &str) -> String {
    let joined = words.split_whitespace().collect::<Vec<_>>().join(" ");
    joined.trim_matches(|ch| matches!(ch, ',' | ';' | ':' | '、' | '，' | '；')).trim().to_owned()
}
