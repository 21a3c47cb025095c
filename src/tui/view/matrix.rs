//! Draws the matrix: a row for each thing that is said, a column for each source.

use ratatui::layout::Rect;

use crate::story::{ArticleIndex, Level, Mark};
use crate::text::Safe;
use crate::tui::state::State;
use crate::tui::state::matrix::Matrix;
use crate::tui::state::matrix::rows::{Cell, MatrixRow, RowFilter, RowOrder};
use crate::tui::theme::Role;
use crate::tui::view::canvas::{Canvas, after, row};
use crate::tui::view::{table, words};
use crate::tui::wording;

/// The columns of a source of which only the letter is shown.
const NARROWEST: u16 = 3;

/// The most columns of a source.
const WIDEST: u16 = 16;

/// Draws the matrix over the panes.
pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, matrix: &Matrix) {
    let areas = state.table();
    let title = Safe::new(&format!("Matrix · {}", matrix.story().title));
    table::title(canvas, areas.title, &title, &Safe::new(&summary(matrix)));
    let columns = Columns::new(matrix, areas.rows.width);
    head(canvas, matrix, &columns, areas.head);
    if matrix.is_empty() {
        canvas.label(
            after(row(areas.rows, 0), 2),
            "No row contains this.",
            canvas.style(Role::Dim),
        );
    }
    for (index, number) in (0..areas.rows.height).zip(matrix.list.top()..matrix.len()) {
        let Some(shown) = matrix.row(number) else { continue };
        let selected = number == matrix.list.selected();
        draw_row(canvas, matrix, &columns, (shown, selected), row(areas.rows, index));
    }
    if let Some(area) = areas.words {
        words::draw(canvas, &selected_words(matrix), area);
    }
}

/// Says which rows are shown, in which order.
fn summary(matrix: &Matrix) -> String {
    let count = if matrix.len() == matrix.all() {
        format!("{} rows", matrix.all())
    } else {
        format!("{} of {} rows", matrix.len(), matrix.all())
    };
    let filter = match matrix.filter() {
        RowFilter::All => "",
        RowFilter::Differing => " · sources differ",
        RowFilter::SingleSource => " · one source alone",
    };
    let query = match matrix.query() {
        "" => String::new(),
        query => format!(" · /{query}"),
    };
    let order = match matrix.order() {
        RowOrder::Story => "story order",
        RowOrder::Support => "most sources first",
    };
    format!("{count}{filter}{query} · {order}")
}

/// Which sources are shown, and how wide.
struct Columns {
    first: usize,
    shown: usize,
    width: u16,
    label: u16,
}

impl Columns {
    fn new(matrix: &Matrix, room: u16) -> Self {
        let count = matrix.columns().max(1);
        let least = u16::try_from(count).unwrap_or(u16::MAX);
        let width = (room / 3 / least).clamp(NARROWEST, WIDEST);
        let fitting = usize::from((room / 2 / width).max(1));
        let shown = count.min(fitting);
        let first = matrix.source().index().saturating_sub(shown - 1);
        let taken = width.saturating_mul(u16::try_from(shown).unwrap_or(u16::MAX));
        Self { first, shown, width, label: room.saturating_sub(taken) }
    }

    /// Returns the sources that are shown, each with where its column stands in a row.
    fn places(&self, place: Rect) -> impl Iterator<Item = (ArticleIndex, Rect)> + '_ {
        let sources = (self.first..self.first + self.shown).filter_map(|it| u16::try_from(it).ok());
        (0..).zip(sources).map(move |(number, source)| {
            let column = after(place, self.label + self.width * number);
            (ArticleIndex(source), Rect { width: self.width.min(column.width), ..column })
        })
    }
}

fn head(canvas: &mut Canvas<'_>, matrix: &Matrix, columns: &Columns, place: Rect) {
    let label = Rect { width: columns.label.saturating_sub(1), ..place };
    let dim = canvas.style(Role::Dim);
    let hidden = matrix.columns() - columns.shown;
    let said = match hidden {
        0 => "what is said".to_owned(),
        hidden => format!("what is said · {hidden} more sources, h l"),
    };
    canvas.line(after(label, 1), &Safe::new(&said), dim);
    for (source, column) in columns.places(place) {
        let role = if source == matrix.source() { Role::FocusedTitle } else { Role::PaneTitle };
        let name = match matrix.story().member(source) {
            Some(member) if columns.width > NARROWEST + 3 => {
                format!("{} {}", wording::letter(source), wording::source_name(member))
            }
            _ => wording::letter(source),
        };
        let column = after(column, 1);
        let column = Rect { width: column.width.saturating_sub(1).max(1), ..column };
        canvas.line(column, &Safe::new(&name), canvas.style(role));
    }
}

fn draw_row(
    canvas: &mut Canvas<'_>,
    matrix: &Matrix,
    columns: &Columns,
    (shown, selected): (&MatrixRow, bool),
    place: Rect,
) {
    let label = after(Rect { width: columns.label.saturating_sub(1), ..place }, 1);
    let known = shown
        .cells()
        .iter()
        .any(|cell| matches!(cell.mark, Mark::Same | Mark::Wording | Mark::Differs));
    let role = if known { Role::Text } else { Role::Dim };
    canvas.line(label, &shown.label, canvas.style(role));
    for (source, column) in columns.places(place) {
        let cell = shown.cell(source);
        if let Some(cell) = cell {
            let role = table::mark_role(cell.mark);
            canvas.glyph(column.x + 1, column.y, cell.mark.glyph(), 1, canvas.style(role));
        }
        if selected && source == matrix.source() {
            let style = canvas.style(Role::FocusedTitle);
            canvas.glyph(column.x, column.y, "[", 1, style);
            canvas.glyph(column.x + 2, column.y, "]", 1, style);
        }
    }
    if selected {
        canvas.restyle(place, canvas.style(Role::SelectedRow));
    }
}

/// Returns who says what in the selected cell.
fn selected_words(matrix: &Matrix) -> Vec<Safe> {
    let source = matrix.source();
    let name = matrix.story().member(source).map(wording::source_name).unwrap_or_default();
    let letter = wording::letter(source);
    let Some(shown) = matrix.selected() else { return Vec::new() };
    let Some(cell) = shown.cell(source) else {
        let others: Vec<_> =
            shown.cells().iter().map(|cell| wording::letter(cell.article)).collect();
        return vec![
            Safe::new(&format!("{letter} {name} is silent here; said by {}", others.join(", "))),
            Safe::new(&format!("“{}”", shown.label)),
        ];
    };
    let said = format!("{letter} {name} {} {}", cell.mark.glyph(), table::meaning(cell.mark));
    let mut lines = vec![Safe::new(&said)];
    lines.extend(differences(matrix, cell));
    lines.extend(matrix.wordings(cell).iter().map(|words| Safe::new(&format!("“{words}”"))));
    lines
}

/// Returns in what the selected cell differs from other sources, each difference once.
fn differences(matrix: &Matrix, cell: &Cell) -> Vec<Safe> {
    let story = matrix.story();
    let all = cell.claims.iter().flat_map(|claim| story.comparison.differences_of(*claim));
    let mut lines: Vec<Safe> = Vec::new();
    for found in all.filter(|found| found.level != Level::Check) {
        let line = Safe::new(&wording::difference(story, found));
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}
