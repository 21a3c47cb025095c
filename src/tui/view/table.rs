//! What the matrix and the timeline are drawn with in common.

use ratatui::layout::Rect;

use crate::story::Mark;
use crate::text::Safe;
use crate::tui::theme::Role;
use crate::tui::view::canvas::{Canvas, after, row};

/// Draws the title of a view with what is shown of it, and a rule below.
pub(super) fn title(canvas: &mut Canvas<'_>, area: Rect, title: &Safe, summary: &Safe) {
    let place = Rect { width: area.width.saturating_sub(2), ..after(row(area, 0), 1) };
    let used = canvas.line_right(place, summary, canvas.style(Role::Dim));
    let left = Rect { width: place.width.saturating_sub(used + 2), ..place };
    canvas.line(left, title, canvas.style(Role::FocusedTitle));
    canvas.fill(row(area, 1), "─", canvas.style(Role::Separator));
}

/// Returns how a mark looks.
pub(super) const fn mark_role(mark: Mark) -> Role {
    match mark {
        Mark::Differs => Role::Error,
        Mark::Same | Mark::Wording => Role::Mark,
        Mark::OnlyHere => Role::Text,
        Mark::Speculation | Mark::NotKnown => Role::Quotation,
    }
}

/// Returns what a mark says.
pub(super) const fn meaning(mark: Mark) -> &'static str {
    match mark {
        Mark::Same => "the same",
        Mark::Wording => "in other words",
        Mark::Differs => "sources differ",
        Mark::OnlyHere => "only here",
        Mark::Speculation => "it may be so",
        Mark::NotKnown => "not known or not told",
    }
}
