//! The theme: which style says what.
//!
//! The terminal's own sixteen colours, so that it looks like every other program there, and never a
//! colour alone: what has a colour also has a glyph, a place or another weight. Without colours
//! only weights are used.

use ratatui::style::{Color, Modifier, Style};

use crate::bookmark::Label;
use crate::fact::FactKind;
use crate::story::Mark;

/// A set of colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// For dark backgrounds.
    Dark,
    /// For light backgrounds.
    Light,
    /// No colours at all.
    Plain,
}

/// What a style says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Running text.
    Text,
    /// What matters less: captions, credits, counts, hints.
    Dim,
    /// The headline.
    Title,
    /// A heading within the text.
    Heading,
    /// Code.
    Code,
    /// A link.
    Link,
    /// Quoted text.
    Quotation,
    /// A match of the search.
    Match,
    /// The match the reader is at.
    CurrentMatch,
    /// The selection.
    Selection,
    /// The character under the caret, besides the terminal's own cursor.
    Caret,
    /// A kept passage.
    Kept,
    /// A kept passage with a label.
    Labelled(Label),
    /// A passage of the selected fact.
    Shown,
    /// A clause that the text beside it has too.
    Matched,
    /// Words of such a clause that the text beside it has not.
    Different,
    /// A passage of a fact of some kind.
    Fact(FactKind),
    /// The header of a pane.
    PaneTitle,
    /// The header of the pane that gets the keys.
    FocusedTitle,
    /// Lines between panes.
    Separator,
    /// The selected row of the pane that gets the keys.
    SelectedRow,
    /// The selected row of another pane.
    RestingRow,
    /// A mark in the gutter.
    Mark,
    /// What stands beside a passage for what other sources say of it.
    Beside(Mark),
    /// The name of the mode in the status line.
    Mode,
    /// A key in the status line or in the help.
    Key,
    /// Something went wrong.
    Error,
}

impl Theme {
    /// The themes in the order in which a key goes through them.
    pub const ALL: [Self; 3] = [Self::Dark, Self::Light, Self::Plain];

    /// Returns the name by which the user knows the theme.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Plain => "plain",
        }
    }

    /// Returns the theme after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Dark => Self::Light,
            Self::Light => Self::Plain,
            Self::Plain => Self::Dark,
        }
    }

    /// Returns how something looks.
    pub fn style(self, role: Role) -> Style {
        let weight = Style::new().add_modifier(modifier(role));
        match self.color(role) {
            Some(color) if self == Self::Light && role == Role::Labelled(Label::Yellow) => {
                weight.fg(color).bg(Color::Yellow)
            }
            Some(color) => weight.fg(color),
            None => weight,
        }
    }

    fn color(self, role: Role) -> Option<Color> {
        let (dark, light) = match role {
            Role::Heading | Role::Fact(FactKind::Who) => (Color::Cyan, Color::Blue),
            Role::Code => (Color::Yellow, Color::Magenta),
            Role::Link | Role::Key => (Color::Blue, Color::Blue),
            Role::Match | Role::CurrentMatch => (Color::Yellow, Color::Red),
            Role::Kept | Role::Mark => (Color::Green, Color::Green),
            Role::Labelled(label) => match label {
                // Yellow cannot be read on white.
                Label::Yellow => (Color::Yellow, Color::Black),
                Label::Red => (Color::Red, Color::Red),
                Label::Green => (Color::Green, Color::Green),
                Label::Blue => (Color::LightBlue, Color::Blue),
                Label::Purple => (Color::Magenta, Color::Magenta),
            },
            Role::Matched => (Color::Green, Color::Green),
            Role::Shown | Role::Different => (Color::Yellow, Color::Magenta),
            Role::Fact(FactKind::Where) => (Color::Green, Color::Green),
            Role::Fact(FactKind::When) => (Color::Yellow, Color::Magenta),
            Role::Fact(FactKind::HowMany | FactKind::Event) => (Color::Magenta, Color::Red),
            Role::FocusedTitle | Role::Mode => (Color::Cyan, Color::Blue),
            Role::Error | Role::Beside(Mark::Differs) => (Color::Red, Color::Red),
            Role::Beside(Mark::Same | Mark::Wording) => (Color::Green, Color::Green),
            Role::Beside(Mark::OnlyHere) => (Color::Yellow, Color::Blue),
            Role::Beside(Mark::Speculation | Mark::NotKnown) => (Color::Magenta, Color::Magenta),
            _ => return None,
        };
        match self {
            Self::Dark => Some(dark),
            Self::Light => Some(light),
            Self::Plain => None,
        }
    }
}

const fn modifier(role: Role) -> Modifier {
    match role {
        Role::Text
        | Role::Code
        | Role::Mark
        | Role::Beside(Mark::OnlyHere)
        | Role::Key
        | Role::PaneTitle
        | Role::Fact(
            FactKind::Who
            | FactKind::Where
            | FactKind::When
            | FactKind::HowMany
            | FactKind::Event
            | FactKind::Said
            | FactKind::Done
            | FactKind::Cited,
        ) => Modifier::empty(),
        Role::Dim | Role::Separator | Role::Beside(Mark::Same | Mark::Wording | Mark::NotKnown) => {
            Modifier::DIM
        }
        Role::Title
        | Role::Heading
        | Role::FocusedTitle
        | Role::Mode
        | Role::Error
        | Role::Beside(Mark::Differs) => Modifier::BOLD,
        Role::Quotation | Role::Beside(Mark::Speculation) | Role::Fact(FactKind::Uncertain) => {
            Modifier::ITALIC
        }
        Role::Link | Role::Kept | Role::Labelled(_) | Role::Matched => Modifier::UNDERLINED,
        Role::Different => Modifier::BOLD.union(Modifier::REVERSED),
        Role::Match | Role::Shown | Role::Caret => Modifier::BOLD.union(Modifier::UNDERLINED),
        Role::CurrentMatch | Role::Selection | Role::SelectedRow => Modifier::REVERSED,
        Role::RestingRow => Modifier::BOLD,
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Modifier;

    use super::{FactKind, Label, Role, Theme};

    #[test]
    fn the_plain_theme_has_no_colour_and_still_tells_what_matters() {
        let telling = [
            Role::Title,
            Role::Heading,
            Role::Match,
            Role::CurrentMatch,
            Role::Selection,
            Role::Caret,
            Role::SelectedRow,
            Role::Kept,
            Role::Labelled(Label::Yellow),
            Role::Shown,
            Role::Matched,
            Role::Different,
            Role::Error,
            Role::FocusedTitle,
            Role::Fact(FactKind::Uncertain),
        ];
        for role in telling {
            let style = Theme::Plain.style(role);
            assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
            assert_ne!(style.add_modifier, Modifier::empty(), "{role:?}");
        }
    }
}
