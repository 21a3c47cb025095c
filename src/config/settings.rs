//! Settings: what the user may choose, and what stands when they do not.

use std::ops::RangeInclusive;

use serde::{Deserialize, Deserializer};

/// The user's choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The colours.
    pub theme: Theme,
    /// The most columns a line of text takes, 20 to 200.
    pub text_width: u16,
    /// The columns of the facts pane, 20 to 100.
    pub facts_width: u16,
    /// The columns of the sources pane, 16 to 80.
    pub sources_width: u16,
    /// Whether the program takes the mouse; then the terminal selects text only with Shift held.
    pub mouse: bool,
    /// How copied text gets to the clipboard.
    pub clipboard: Clipboard,
}

/// How copied text gets to the clipboard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Clipboard {
    /// Through a tool of the desktop where there is one, else through the terminal.
    #[default]
    Auto,
    /// Through a tool of the desktop only.
    Tools,
    /// Through the terminal only, by the sequence OSC 52.
    Osc52,
    /// Not at all.
    None,
}

/// The colours to draw in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// Light or dark, as the terminal says.
    #[default]
    Auto,
    /// For a light background.
    Light,
    /// For a dark background.
    Dark,
    /// No colour: bold, underlined and reversed only.
    Plain,
}

/// Why a setting could not be taken over.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// There is no such setting.
    #[error("there is no such setting")]
    UnknownName,
    /// The value is not one the setting can have; these are.
    #[error("the value must be {0}")]
    Value(String),
}

impl Default for Settings {
    /// Returns the defaults: text is read best at 60 to 75 characters a line, and the panes hold a name and
    /// a short remark.
    fn default() -> Self {
        Self {
            theme: Theme::Auto,
            text_width: 72,
            facts_width: 32,
            sources_width: 28,
            mouse: true,
            clipboard: Clipboard::Auto,
        }
    }
}

impl Settings {
    /// The names of all settings.
    pub const NAMES: [&str; 6] =
        ["theme", "text-width", "facts-width", "sources-width", "mouse", "clipboard"];

    /// Takes over one setting from the config file; on an error nothing changes.
    ///
    /// # Errors
    ///
    /// When there is no setting of that name, or it cannot have this value.
    pub fn set<'de, D: Deserializer<'de>>(&mut self, name: &str, value: D) -> Result<(), Error> {
        match name {
            "theme" => self.theme = read(value, "\"auto\", \"light\", \"dark\" or \"plain\"")?,
            "text-width" => self.text_width = columns(value, 20..=200)?,
            "facts-width" => self.facts_width = columns(value, 20..=100)?,
            "sources-width" => self.sources_width = columns(value, 16..=80)?,
            "mouse" => self.mouse = read(value, "true or false")?,
            "clipboard" => {
                self.clipboard = read(value, "\"auto\", \"tools\", \"osc52\" or \"none\"")?;
            }
            _ => return Err(Error::UnknownName),
        }
        Ok(())
    }
}

fn read<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    value: D,
    expected: &str,
) -> Result<T, Error> {
    T::deserialize(value).map_err(|_| Error::Value(expected.to_owned()))
}

fn columns<'de, D: Deserializer<'de>>(
    value: D,
    allowed: RangeInclusive<u16>,
) -> Result<u16, Error> {
    let expected = || format!("a number of columns from {} to {}", allowed.start(), allowed.end());
    let number: u16 = read(value, &expected())?;
    if allowed.contains(&number) { Ok(number) } else { Err(Error::Value(expected())) }
}
