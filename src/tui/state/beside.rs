//! Two sources side by side: the open article, and beside it another one that shows the same passage at the
//! same height.
//!
//! The text that follows has a layout of its own, made once for a width. It must not know keys or panes.

pub mod parallel;
pub mod words;

use std::sync::Arc;

use crate::layout::{Position, Row, TextLayout};
use crate::library::{Member, OpenStory};
use crate::story::ArticleIndex;
use crate::text::{Columns, TextRange, TextSize};
use crate::tui::panes::Side;
use crate::tui::state::beside::parallel::{Parallel, parallel};

/// Two sources side by side.
#[derive(Clone, Debug)]
pub struct Beside {
    story: Arc<OpenStory>,
    /// The open article.
    open: ArticleIndex,
    /// On which side it stands.
    side: Side,
    /// The article that follows it.
    other: ArticleIndex,
    layout: TextLayout,
    top: Position,
    /// Empty rows above the start of the text that follows.
    blank: u16,
    parallel: Parallel,
    /// The passage of the open article that is followed.
    followed: TextRange,
    /// The passage for which a place that only may match is shown.
    ventured: Option<TextRange>,
}

impl Beside {
    /// Puts another article of a story beside the open one.
    pub fn new(story: Arc<OpenStory>, open: ArticleIndex, other: ArticleIndex) -> Self {
        Self {
            story,
            open,
            side: Side::Left,
            other,
            layout: TextLayout::new(Columns::new(1)),
            top: Position::default(),
            blank: 0,
            parallel: Parallel::default(),
            followed: TextRange::default(),
            ventured: None,
        }
    }

    /// Returns the story.
    pub const fn story(&self) -> &Arc<OpenStory> {
        &self.story
    }

    /// Returns the place of the open article.
    pub const fn open(&self) -> ArticleIndex {
        self.open
    }

    /// Returns the side of the open article.
    pub const fn side(&self) -> Side {
        self.side
    }

    /// Returns the place of the article that follows.
    pub const fn other(&self) -> ArticleIndex {
        self.other
    }

    /// Returns the article that follows.
    pub fn member(&self) -> Option<&Member> {
        self.story.member(self.other)
    }

    /// Returns the first row shown of the article that follows.
    pub const fn top(&self) -> Position {
        self.top
    }

    /// Returns what the article that follows says of the passage.
    pub const fn parallel(&self) -> &Parallel {
        &self.parallel
    }

    /// Returns the passage of the article that follows which says the same, or that may and was asked for.
    pub fn passage(&self) -> Option<TextRange> {
        let ventured = self.ventured.filter(|passage| *passage == self.followed);
        let perhaps = || ventured.and(self.parallel.perhaps());
        self.parallel.best().map(|best| best.other).or_else(perhaps)
    }

    /// Shows the place that may match, if nothing matches surely; returns whether there is one that was not shown.
    pub fn venture(&mut self) -> bool {
        let is_new = self.passage().is_none() && self.parallel.perhaps().is_some();
        if is_new {
            self.ventured = Some(self.followed);
        }
        is_new
    }

    /// Lets another article follow.
    pub fn choose(&mut self, other: ArticleIndex) {
        if other != self.open && self.other != other {
            self.other = other;
            (self.top, self.blank) = (Position::default(), 0);
        }
    }

    /// Takes note that another article of the story is open now. If it is the one that followed, the texts stay on
    /// their sides and the one that was open, whose first row shown was `top`, follows.
    pub fn opened(&mut self, open: ArticleIndex, top: Position) {
        if open == self.other {
            self.other = self.open;
            self.side = self.side.opposite();
            (self.top, self.blank) = (top, 0);
        }
        self.open = open;
    }

    /// Returns this view with a newer comparison; `None` if one of the two articles is not in it any more.
    #[must_use]
    pub fn retold(&self, story: Arc<OpenStory>) -> Option<Self> {
        let place = |of: ArticleIndex| story.place_of(self.story.member(of)?.entry.id);
        let (open, other) = (place(self.open)?, place(self.other)?);
        Some(Self { story, open, other, ..self.clone() })
    }

    /// Follows the open article: lays the other text out to a width, and puts the passage that says what `cursor` says
    /// on the row on which `row_of` shows that. Where the other is silent its text stays where it is.
    pub fn follow(
        &mut self,
        cursor: TextRange,
        row_of: impl FnOnce(TextSize) -> Option<u16>,
        width: Columns,
    ) {
        let Some(content) = self.member().map(|member| Arc::clone(&member.content)) else { return };
        if self.layout.width() != width.max(Columns::new(1)) {
            self.layout = TextLayout::new(width);
            self.top = self.layout.position_of(&content, self.top.offset);
        }
        self.parallel = parallel(&self.story, (self.open, cursor), self.other);
        self.followed = cursor;
        let Some(there) = self.passage() else { return };
        let own = self.parallel.best().map_or(cursor, |best| best.own);
        let row = row_of(own.start()).unwrap_or_default();
        let line = self.layout.position_of(&content, there.start());
        self.top = self.layout.step(&content, line, -i64::from(row));
        let shown = self.layout.rows(&content, self.top, row.saturating_add(1));
        let is_line =
            |shown: &Row| matches!(shown, Row::Line(it) if it.range.start() >= line.offset);
        let above = shown.iter().position(is_line).and_then(|rows| u16::try_from(rows).ok());
        self.blank = row.saturating_sub(above.unwrap_or(row));
    }

    /// Returns how many empty rows stand above the text that follows, and its rows in a view of `height` rows.
    pub fn rows(&self, height: u16) -> (u16, Vec<Row>) {
        let blank = self.blank.min(height);
        let rows = self.member().map(|member| {
            self.layout.rows(&member.content, self.top, height.saturating_sub(blank))
        });
        (blank, rows.unwrap_or_default())
    }

    /// Returns where in the other article reading goes on: at the passage that says the same, else at the first text
    /// that is shown.
    pub fn place(&self) -> TextSize {
        self.passage().map_or(self.top.offset, TextRange::start)
    }
}
