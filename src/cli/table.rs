//! Tables: columns of harmless text for a terminal or a pipe, without lines and colours.

use std::fmt::Write as _;

use crate::text::grapheme::{prefix_within, width};
use crate::text::{Columns, Safe};

/// What stands between two columns.
const GAP: &str = "  ";

/// The widest that a column before the last is.
const WIDEST: Columns = Columns::new(48);

/// Lays out rows in columns as wide as their widest cell; only the last column is cut at `limit`, where one
/// is given.
pub fn layout(rows: &[Vec<Safe>], limit: Option<Columns>) -> String {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<Columns> = (0..count)
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| width(cell.as_str()).min(WIDEST)).max().unwrap_or(Columns::ZERO)
        })
        .collect();
    let mut table = String::new();
    for row in rows {
        let line = line(row, &widths, limit);
        table.push_str(line.trim_end());
        table.push('\n');
    }
    table
}

fn line(row: &[Safe], widths: &[Columns], limit: Option<Columns>) -> String {
    let mut line = String::new();
    for (index, (cell, column)) in row.iter().zip(widths).enumerate() {
        let last = index + 1 == row.len();
        let left = limit.map(|limit| limit.saturating_sub(width(&line)));
        let most = if last { left } else { Some(WIDEST) };
        let shown = most.map_or_else(|| cell.to_string(), |most| cut(cell.as_str(), most));
        line.push_str(&shown);
        if !last {
            let padding = column.saturating_sub(width(&shown)).get();
            let _ = write!(line, "{:1$}{GAP}", "", usize::try_from(padding).unwrap_or(0));
        }
    }
    line
}

/// Cuts a text so that it and an ellipsis fit.
pub fn cut(text: &str, most: Columns) -> String {
    if width(text) <= most {
        return text.to_owned();
    }
    format!("{}…", prefix_within(text, most.saturating_sub(Columns::new(1))).trim_end())
}

#[cfg(test)]
mod tests {
    use super::layout;
    use crate::text::{Columns, Safe};

    #[test]
    fn columns_stand_below_each_other() {
        let rows = [["杭州", "place", "where they met"], ["Li", "\u{1b}x", "the premier"]]
            .map(|row| row.map(Safe::new).to_vec());
        assert_eq!(layout(&rows, None), "杭州  place  where they met\nLi    ␛x     the premier\n");
        assert_eq!(
            layout(&rows, Some(Columns::new(20))),
            "杭州  place  where…\nLi    ␛x     the pr…\n"
        );
    }
}
