//! Panes: which are shown and where, as a pure function of the size, the focus and the user's wishes.
//!
//! A wide terminal shows three panes; narrower ones fold the facts away first, then the sources; below
//! 60 columns one pane is shown at a time. A pane is never drawn too narrow to be useful. It must
//! not know what the panes hold.

use ratatui::layout::{Rect, Size};

/// The fewest columns at which all three panes stand side by side.
const WIDE: u16 = 120;

/// The fewest columns at which a side pane stays beside the reader.
const MEDIUM: u16 = 76;

/// The fewest columns at which a focused side pane stands beside the reader.
const NARROW: u16 = 60;

/// The fewest columns a reader is worth having.
const READER: u16 = 30;

/// The fewest rows at which panes have headers.
const HEADER_HEIGHT: u16 = 8;

/// The columns between the pane's edge and the text: what other sources say, what is kept, where the reader is, and
/// a space. They are there before anything is known of other sources, so that the text stays where it is.
pub const GUTTER: u16 = 4;

/// One of the three panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pane {
    /// The list of articles.
    Sources,
    /// The text.
    Reader,
    /// What the text says.
    Facts,
}

impl Pane {
    /// The panes from left to right.
    pub const ALL: [Self; 3] = [Self::Sources, Self::Reader, Self::Facts];
}

/// One of two texts that stand side by side, or one above the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The left or the upper one.
    Left,
    /// The right or the lower one.
    Right,
}

impl Side {
    /// Returns the other side.
    #[must_use]
    pub const fn opposite(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }
}

/// Whether the user wants a side pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Where there is room.
    WhereRoom,
    /// Only while it has the focus.
    OnlyFocused,
}

/// Whether anything but the reader is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Panes as there is room.
    Panes,
    /// The reader alone.
    Zen,
}

/// What the user wishes of the panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wishes {
    /// Whether anything but the reader is shown.
    pub mode: Mode,
    /// The source list.
    pub sources: Shown,
    /// The facts panel.
    pub facts: Shown,
    /// Columns of the source list.
    pub sources_width: u16,
    /// Columns of the facts panel.
    pub facts_width: u16,
}

impl Wishes {
    /// Returns what is shown before the user wishes otherwise, with side panes of these widths.
    pub const fn usual(sources_width: u16, facts_width: u16) -> Self {
        Self {
            mode: Mode::Panes,
            sources: Shown::WhereRoom,
            facts: Shown::WhereRoom,
            sources_width,
            facts_width,
        }
    }
}

/// Where everything stands; separators take the free column between panes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Panes {
    /// The source list.
    pub sources: Option<Rect>,
    /// The reader.
    pub reader: Option<Rect>,
    /// The facts panel.
    pub facts: Option<Rect>,
    /// A second text beside the reader's.
    pub beside: Option<Rect>,
    /// The last line.
    pub status: Rect,
}

impl Panes {
    /// Returns where a pane stands, if it is shown.
    pub const fn get(&self, pane: Pane) -> Option<Rect> {
        match pane {
            Pane::Sources => self.sources,
            Pane::Reader => self.reader,
            Pane::Facts => self.facts,
        }
    }

    /// Returns the pane at a cell.
    pub fn at(&self, column: u16, row: u16) -> Option<Pane> {
        let position = ratatui::layout::Position::new(column, row);
        Pane::ALL
            .into_iter()
            .find(|pane| self.get(*pane).is_some_and(|area| area.contains(position)))
    }
}

/// Splits the screen.
pub fn split(size: Size, focus: Pane, wishes: Wishes) -> Panes {
    let status = Rect::new(0, size.height.saturating_sub(1), size.width, size.height.min(1));
    let height = size.height.saturating_sub(1);
    let (left, right) = side_widths(size.width, focus, wishes);
    let area = |x: u16, width: u16| (width > 0).then(|| Rect::new(x, 0, width, height));
    if size.width < NARROW && focus != Pane::Reader {
        let whole = area(0, size.width);
        let (sources, facts) = match focus {
            Pane::Sources => (whole, None),
            Pane::Reader | Pane::Facts => (None, whole),
        };
        return Panes { sources, reader: None, facts, beside: None, status };
    }
    let reader_start = if left > 0 { left + 1 } else { 0 };
    let reader_end = if right > 0 { size.width - right - 1 } else { size.width };
    Panes {
        sources: area(0, left),
        reader: area(reader_start, reader_end.saturating_sub(reader_start)),
        facts: area(reader_end + 1, right),
        beside: None,
        status,
    }
}

/// Returns the columns of the source list and of the facts panel; 0 where one is not shown.
fn side_widths(width: u16, focus: Pane, wishes: Wishes) -> (u16, u16) {
    if wishes.mode == Mode::Zen || width < NARROW {
        return (0, 0);
    }
    let wanted = |pane, shown| focus == pane || (shown == Shown::WhereRoom && width >= MEDIUM);
    let mut sources = wanted(Pane::Sources, wishes.sources);
    let mut facts = wanted(Pane::Facts, wishes.facts);
    if width < WIDE && sources && facts {
        // One side pane only: the focused one, else the sources.
        facts = focus == Pane::Facts;
        sources = !facts;
    }
    let half = (width / 2).saturating_sub(1);
    let left = if sources { wishes.sources_width.min(half) } else { 0 };
    let right = if facts { wishes.facts_width.min(half) } else { 0 };
    leave_room(width, left, right)
}

/// Narrows the side panes until the reader has its least width.
fn leave_room(width: u16, left: u16, right: u16) -> (u16, u16) {
    let taken = |left: u16, right: u16| {
        left + right + u16::from(left > 0) + u16::from(right > 0) + READER.min(width)
    };
    let over = taken(left, right).saturating_sub(width);
    let from_right = over.min(right.saturating_sub(12));
    let from_left = (over - from_right).min(left.saturating_sub(12));
    (left - from_left, right - from_right)
}

/// Splits the screen between two texts, side by side or, where it is narrow, one above the other; the reader's
/// stands on one side.
pub fn side_by_side(size: Size, reader: Side) -> Panes {
    let status = Rect::new(0, size.height.saturating_sub(1), size.width, size.height.min(1));
    let height = size.height.saturating_sub(1);
    let (first, second) = if size.width < NARROW {
        let upper = height.div_ceil(2);
        (Rect::new(0, 0, size.width, upper), Rect::new(0, upper, size.width, height - upper))
    } else {
        let left = (size.width - 1) / 2;
        (Rect::new(0, 0, left, height), Rect::new(left + 1, 0, size.width - left - 1, height))
    };
    let (reader, beside) = match reader {
        Side::Left => (first, second),
        Side::Right => (second, first),
    };
    Panes { sources: None, reader: Some(reader), facts: None, beside: Some(beside), status }
}

/// Returns where a text of at most `widest` columns stands in a pane: below the header, without gutter and margins.
pub fn text_area(pane: Rect, widest: u16) -> Rect {
    let (_, body) = header_and_body(pane);
    let gutter = gutter(body);
    let room = body.width.saturating_sub(gutter + u16::from(gutter > 0));
    let width = room.min(widest).max(1);
    let margin = (room.saturating_sub(width)) / 2;
    Rect { x: body.x + gutter + margin, width: width.min(body.width), ..body }
}

/// Returns the columns of the gutter in a pane; a very narrow pane has none.
pub const fn gutter(body: Rect) -> u16 {
    if body.width < 16 { 0 } else { GUTTER }
}

/// Splits a pane into its header with a rule below it and what it holds; a low pane has no header.
pub fn header_and_body(pane: Rect) -> (Option<Rect>, Rect) {
    if pane.height < HEADER_HEIGHT {
        return (None, pane);
    }
    let header = Rect { height: 2, ..pane };
    let body = Rect { y: pane.y + 2, height: pane.height - 2, ..pane };
    (Some(header), body)
}

/// Returns where a pane has its text or its list: below its header, in the facts panel above the words
/// of the selected row.
pub fn rows_of(pane: Pane, area: Rect) -> Rect {
    let (_, body) = header_and_body(area);
    match pane {
        Pane::Facts => list_and_words(body).0,
        Pane::Sources | Pane::Reader => body,
    }
}

/// Splits the body of the facts panel into its list and, if it is high enough, a rule with room for all
/// the words of the selected row below it.
pub fn list_and_words(body: Rect) -> (Rect, Option<Rect>) {
    let rows = match body.height {
        0..14 => return (body, None),
        14..20 => 4,
        20.. => 6,
    };
    let list = Rect { height: body.height - rows, ..body };
    (list, Some(Rect { y: list.bottom(), height: rows, ..body }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};
    use ratatui::layout::{Rect, Size};

    use super::{Mode, Pane, Panes, Shown, Wishes, list_and_words, split};

    const WISHES: Wishes = Wishes {
        mode: Mode::Panes,
        sources: Shown::WhereRoom,
        facts: Shown::WhereRoom,
        sources_width: 27,
        facts_width: 32,
    };

    fn widths(panes: &Panes) -> [u16; 3] {
        Pane::ALL.map(|pane| panes.get(pane).map_or(0, |area| area.width))
    }

    #[test]
    fn facts_fold_away_first_then_sources() {
        let table = [
            (120, Pane::Reader, [27, 59, 32]),
            (100, Pane::Reader, [27, 72, 0]),
            (100, Pane::Facts, [0, 67, 32]),
            (80, Pane::Reader, [27, 52, 0]),
            (70, Pane::Reader, [0, 70, 0]),
            (70, Pane::Sources, [27, 42, 0]),
            (50, Pane::Reader, [0, 50, 0]),
            (50, Pane::Sources, [50, 0, 0]),
            (50, Pane::Facts, [0, 0, 50]),
            (1, Pane::Reader, [0, 1, 0]),
        ];
        for (width, focus, expected) in table {
            let panes = split(Size::new(width, 24), focus, WISHES);
            assert_eq!(widths(&panes), expected, "{width} {focus:?}");
        }
    }

    #[test]
    fn a_high_facts_panel_has_room_for_all_the_words_of_a_row() {
        for (height, rows, words) in [(33, 27, 6), (20, 14, 6), (14, 10, 4), (13, 13, 0), (0, 0, 0)]
        {
            let (list, below) = list_and_words(Rect::new(5, 2, 32, height));
            assert_eq!((list.height, below.map_or(0, |area| area.height)), (rows, words));
            assert!(below.is_none_or(|area| area.y == list.bottom()));
        }
    }

    #[test]
    fn zen_shows_the_reader_alone() {
        let wishes = Wishes { mode: Mode::Zen, ..WISHES };
        assert_eq!(widths(&split(Size::new(160, 40), Pane::Reader, wishes)), [0, 160, 0]);
    }

    proptest! {
        #[test]
        fn panes_lie_side_by_side_within_the_screen(
            width in 0u16..400, height in 0u16..200, focus in 0usize..3, zen in any::<bool>(),
            sources_width in 0u16..300, facts_width in 0u16..300,
        ) {
            let mode = if zen { Mode::Zen } else { Mode::Panes };
            let wishes = Wishes { mode, sources_width, facts_width, ..WISHES };
            let panes = split(Size::new(width, height), Pane::ALL[focus], wishes);
            let mut free = 0;
            for area in Pane::ALL.into_iter().filter_map(|pane| panes.get(pane)) {
                assert!(area.x >= free && area.right() <= width && area.bottom() <= height);
                free = area.right() + 1;
            }
        }
    }
}
