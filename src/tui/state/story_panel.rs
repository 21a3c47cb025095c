//! The story panel: what the sources of a story differ in, share, have alone and leave out, as rows.
//!
//! It stands in the place of the facts beside the text. It must not know how a row is worded or drawn.

mod counts;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::document::DocumentId;
use crate::story::{
    ArticleIndex, Claim, ClaimId, Counterpart, DifferenceClass, LinkKind, Mark, Passage, Support,
};
use crate::text::TextRange;
use crate::tui::state::list::ListState;
use crate::tui::state::story::Telling;
use crate::tui::state::story_panel::counts::counts;

pub use counts::{Counts, is_report};

/// The story of an article as the panel beside it shows it.
#[derive(Clone, Debug)]
pub struct StoryPanel {
    /// The selected row and the first one shown.
    pub list: ListState,
    telling: Arc<Telling>,
    /// How much each other article shares and adds.
    counts: Vec<Counts>,
    filter: StoryFilter,
    /// What each section holds, whatever is folded.
    sections: Vec<(Section, Vec<StoryRow>)>,
    folded: BTreeSet<Section>,
    rows: Vec<StoryRow>,
}

/// Which part of the story is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StoryFilter {
    /// All of it.
    #[default]
    All,
    /// What an article whose origin is shown to be another says too.
    Corroborated,
    /// What only this article says.
    OnlyHere,
    /// What others say and this article does not.
    Missing,
    /// What differs.
    Differences,
}

/// A part of the story, in the order of the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// What is known of the story and its sources.
    Story,
    /// What differs.
    Differs,
    /// What another article says too.
    Shared,
    /// What only this article reports.
    OnlyHere,
    /// What it comments and supposes, and what it says is not known; no other article does.
    CommentHere,
    /// What others report and this article does not.
    Missing,
    /// What others comment and suppose.
    CommentElsewhere,
}

/// One row of the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoryRow {
    /// The heading of a section with the number of what it holds.
    Heading(Section, usize),
    /// A source, by its number in the story.
    Source(u16),
    /// How the origins of this article and another relate, by the number of the other.
    Origin(u16),
    /// How much of this article another has too, and what it adds, by its number.
    Counts(u16),
    /// A difference, by its number.
    Difference(usize),
    /// One side of a difference.
    Side(usize, usize),
    /// A claim, of this article or another.
    Claim(ClaimId),
}

/// What a row is about, by documents and places in them, which stay when a story comes anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spot {
    Heading(Section),
    Article(Part, DocumentId),
    /// What differs, and whether it is one side or the whole.
    Side(DifferenceClass, bool, DocumentId, TextRange),
    Claim(DocumentId, TextRange),
}

/// What is told of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Source,
    Origin,
    Counts,
}

impl StoryPanel {
    /// Makes the panel of a story; comment and what others suppose is folded away.
    pub fn new(telling: Arc<Telling>, filter: StoryFilter) -> Self {
        let sections = sections(&telling, filter);
        let folded = match filter {
            StoryFilter::All => BTreeSet::from([Section::CommentHere, Section::CommentElsewhere]),
            _ => BTreeSet::new(),
        };
        let (list, rows, counts) = (ListState::default(), Vec::new(), counts(&telling));
        let mut panel = Self { list, telling, counts, filter, sections, folded, rows };
        panel.rebuild();
        panel
    }

    /// Returns the same panel for a story that has come anew: what was folded and selected stays so.
    #[must_use]
    pub fn anew(&self, telling: Arc<Telling>, height: u16) -> Self {
        let mut panel = Self::new(telling, self.filter);
        panel.folded.clone_from(&self.folded);
        panel.rebuild();
        let same = self.selected().and_then(|row| self.spot(row)).and_then(|selected| {
            panel.rows.iter().position(|row| panel.spot(*row) == Some(selected))
        });
        panel.list = self.list;
        panel.list.select(same.unwrap_or(self.list.selected()), panel.rows.len(), height);
        panel
    }

    /// Returns what a row is about, whatever the numbers of articles, differences and claims are.
    fn spot(&self, row: StoryRow) -> Option<Spot> {
        let document = |place| self.telling.member(place).map(|member| member.entry.id);
        let (part, document) = match row {
            StoryRow::Heading(section, _) => return Some(Spot::Heading(section)),
            StoryRow::Source(number) => (Part::Source, document(ArticleIndex(number))?),
            StoryRow::Origin(number) => (Part::Origin, document(ArticleIndex(number))?),
            StoryRow::Counts(number) => (Part::Counts, document(ArticleIndex(number))?),
            StoryRow::Difference(index) | StoryRow::Side(index, _) => {
                let passage = self.passage(row)?;
                let class = self.telling.comparison().differences().get(index)?.class;
                let is_side = matches!(row, StoryRow::Side(..));
                return Some(Spot::Side(class, is_side, document(passage.article)?, passage.range));
            }
            StoryRow::Claim(_) => {
                let passage = self.passage(row)?;
                return Some(Spot::Claim(document(passage.article)?, passage.range));
            }
        };
        Some(Spot::Article(part, document))
    }

    /// Returns the story it shows.
    pub const fn telling(&self) -> &Arc<Telling> {
        &self.telling
    }

    /// Returns how much another article shares and adds.
    pub fn counts_of(&self, other: ArticleIndex) -> Option<&Counts> {
        self.counts.iter().find(|counts| counts.other == other)
    }

    /// Returns which part is shown.
    pub const fn filter(&self) -> StoryFilter {
        self.filter
    }

    /// Returns the rows in order.
    pub fn rows(&self) -> &[StoryRow] {
        &self.rows
    }

    /// Returns the selected row.
    pub fn selected(&self) -> Option<StoryRow> {
        self.rows.get(self.list.selected()).copied()
    }

    /// Tells whether what a section holds is hidden.
    pub fn is_folded(&self, section: Section) -> bool {
        self.folded.contains(&section)
    }

    /// Returns how many claims or differences a section holds.
    pub fn count(&self, section: Section) -> usize {
        self.sections.iter().find(|(known, _)| *known == section).map_or(0, |(_, rows)| count(rows))
    }

    /// Returns the passage that a row is about: of a difference, that in this article if it has one.
    pub fn passage(&self, row: StoryRow) -> Option<Passage> {
        let comparison = self.telling.comparison();
        match row {
            StoryRow::Heading(..)
            | StoryRow::Source(_)
            | StoryRow::Origin(_)
            | StoryRow::Counts(_) => None,
            StoryRow::Claim(claim) => comparison.passage(claim),
            StoryRow::Difference(index) => {
                let sides = &comparison.differences().get(index)?.sides;
                let here = sides.iter().find(|it| it.passage.article == self.telling.place());
                here.or(sides.first()).map(|side| side.passage)
            }
            StoryRow::Side(index, side) => {
                Some(comparison.differences().get(index)?.sides.get(side)?.passage)
            }
        }
    }

    /// Returns the passage of this article that the selected row is about.
    pub fn passage_here(&self) -> Option<TextRange> {
        let passage = self.passage(self.selected()?)?;
        (passage.article == self.telling.place()).then_some(passage.range)
    }

    /// Returns the first row about a passage of this article that shares a character with a range.
    pub fn first_row_in(&self, range: TextRange) -> Option<usize> {
        self.rows.iter().position(|row| self.is_in(*row, range))
    }

    /// Tells whether a row is about a passage of this article that shares a character with a range.
    pub fn is_in(&self, row: StoryRow, range: TextRange) -> bool {
        let passage = self.passage(row).filter(|it| it.article == self.telling.place());
        passage.is_some_and(|it| it.range.start() < range.end() && range.start() < it.range.end())
    }

    /// Returns the section that a row stands under.
    fn section_of(&self, row: usize) -> Option<Section> {
        let above = self.rows.get(..=row)?;
        above.iter().rev().find_map(|row| match row {
            StoryRow::Heading(section, _) => Some(*section),
            _ => None,
        })
    }

    /// Folds the section of the selected row, or unfolds it; its heading is selected then.
    pub fn fold(&mut self, folded: bool, height: u16) {
        let Some(section) = self.section_of(self.list.selected()) else { return };
        if folded {
            self.folded.insert(section);
        } else {
            self.folded.remove(&section);
        }
        self.rebuild();
        let is_heading = |row: &StoryRow| matches!(row, StoryRow::Heading(it, _) if *it == section);
        let row = self.rows.iter().position(is_heading).unwrap_or_default();
        self.list.select(row, self.rows.len(), height);
    }

    /// Folds every section, or none.
    pub fn fold_all(&mut self, folded: bool, height: u16) {
        self.folded.clear();
        if folded {
            self.folded.extend(self.sections.iter().map(|(section, _)| *section));
        }
        self.rebuild();
        self.list.select(self.list.selected(), self.rows.len(), height);
    }

    fn rebuild(&mut self) {
        self.rows.clear();
        for (section, rows) in &self.sections {
            self.rows.push(StoryRow::Heading(*section, count(rows)));
            if !self.folded.contains(section) {
                self.rows.extend(rows);
            }
        }
    }
}

/// Counts what a section holds: the sides of a difference are one with it.
fn count(rows: &[StoryRow]) -> usize {
    rows.iter().filter(|row| !matches!(row, StoryRow::Side(..))).count()
}

/// Sorts what the articles say into the sections that a filter shows; what is empty is left out.
fn sections(telling: &Telling, filter: StoryFilter) -> Vec<(Section, Vec<StoryRow>)> {
    let mut sections = vec![
        (Section::Story, about(telling)),
        (Section::Differs, differences(telling)),
        (Section::Shared, shared(telling, filter)),
        (Section::OnlyHere, alone(telling, Kind::Report)),
        (Section::CommentHere, alone(telling, Kind::Comment)),
        (Section::Missing, missing(telling, Kind::Report)),
        (Section::CommentElsewhere, missing(telling, Kind::Comment)),
    ];
    sections.retain(|(section, rows)| filter.shows(*section) && !rows.is_empty());
    sections
}

impl StoryFilter {
    const fn shows(self, section: Section) -> bool {
        match self {
            Self::All => true,
            Self::Corroborated => matches!(section, Section::Shared),
            Self::OnlyHere => matches!(section, Section::OnlyHere | Section::CommentHere),
            Self::Missing => matches!(section, Section::Missing | Section::CommentElsewhere),
            Self::Differences => matches!(section, Section::Differs),
        }
    }
}

/// Whether a claim reports, or comments, supposes or says that something is not known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Report,
    Comment,
}

fn kind(claim: &Claim) -> Kind {
    if is_report(claim) { Kind::Report } else { Kind::Comment }
}

fn about(telling: &Telling) -> Vec<StoryRow> {
    let places = || telling.comparison().articles().map(|place| place.0);
    let others = || telling.others().iter().map(|place| place.0);
    let sources = places().map(StoryRow::Source);
    sources.chain(others().map(StoryRow::Counts)).chain(others().map(StoryRow::Origin)).collect()
}

fn differences(telling: &Telling) -> Vec<StoryRow> {
    let all = telling.comparison().differences();
    let here = |index: &usize| {
        let sides = all.get(*index).map(|difference| &difference.sides);
        sides.is_some_and(|sides| sides.iter().any(|side| side.passage.article == telling.place()))
    };
    let mut order: Vec<_> = (0..all.len()).filter(here).collect();
    order.sort_by_key(|index| all.get(*index).map(|difference| difference.level));
    let rows = order.into_iter().flat_map(|index| {
        let sides = all.get(index).map_or(0, |difference| difference.sides.len());
        std::iter::once(StoryRow::Difference(index))
            .chain((0..sides).map(move |side| StoryRow::Side(index, side)))
    });
    rows.collect()
}

fn shared(telling: &Telling, filter: StoryFilter) -> Vec<StoryRow> {
    let comparison = telling.comparison();
    let origins = comparison.origin_groups();
    let is_shared = |claim: ClaimId| {
        let support = comparison.support(claim, &origins);
        comparison.links(claim).iter().any(|link| link.kind.is_match())
            && (filter != StoryFilter::Corroborated || matches!(support, Support::Corroborated(_)))
    };
    let claims = telling.marked().iter().map(|marked| marked.claim);
    claims.filter(|claim| is_shared(*claim)).map(StoryRow::Claim).collect()
}

fn alone(telling: &Telling, wanted: Kind) -> Vec<StoryRow> {
    let comparison = telling.comparison();
    let is_alone = |claim: &ClaimId| {
        !comparison.links(*claim).iter().any(|link| link.kind.is_match())
            && comparison.claim(*claim).is_some_and(|it| kind(it) == wanted)
    };
    let claims = telling.marked().iter().filter(|marked| marked.mark != Mark::Differs);
    claims.map(|marked| marked.claim).filter(is_alone).map(StoryRow::Claim).collect()
}

fn missing(telling: &Telling, wanted: Kind) -> Vec<StoryRow> {
    let comparison = telling.comparison();
    let missing = comparison.missing(telling.place()).filter(|(_, claim)| kind(claim) == wanted);
    missing.map(|(id, _)| StoryRow::Claim(id)).collect()
}

/// Returns the passages of other articles that say what a claim says, one for each article, the surest first.
pub fn partners(telling: &Telling, claim: ClaimId) -> Vec<(ClaimId, LinkKind)> {
    let comparison = telling.comparison();
    let Some(own) = comparison.article_of(claim) else { return Vec::new() };
    let best = |other| match comparison.counterpart(claim, other) {
        Counterpart::Here(links) => {
            let supports = links.iter().find(|link| link.kind.is_match());
            supports.or(links.first()).map(|link| (link.to, link.kind))
        }
        Counterpart::Perhaps(_) | Counterpart::Silent => None,
    };
    let mut partners: Vec<_> =
        comparison.articles().filter(|other| *other != own).filter_map(best).collect();
    partners.sort_by_key(|(_, kind)| *kind);
    partners
}
