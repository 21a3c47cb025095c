//! What the terminal can do, as far as the environment tells.
//!
//! Nothing here asks the terminal: an answer would cost a round trip before the first frame, and might never
//! come.

/// How many colours to use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colors {
    /// None, because the user said so with `NO_COLOR`.
    None,
    /// The terminal's own sixteen.
    Sixteen,
    /// The palette of 256.
    Palette,
    /// Any.
    True,
}

/// What stands behind the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Background {
    /// A light colour.
    Light,
    /// A dark colour.
    Dark,
    /// The environment does not tell.
    Unknown,
}

/// What the environment says about the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Support {
    /// How many colours to use.
    pub colors: Colors,
    /// What stands behind the text.
    pub background: Background,
}

/// Why there is no screen to draw on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Output goes to a file or another program.
    #[error("standard output is not a terminal; run in a terminal, or name a command that prints")]
    NoTerminal,
    /// `TERM` names a terminal that cannot place text.
    #[error(
        "the terminal cannot place text (TERM is \"{0}\"); set TERM, or name a command that prints"
    )]
    Dumb(String),
}

impl Support {
    /// Reads the support from the environment of this process.
    pub fn from_environment() -> Self {
        Self::read(|name| std::env::var(name).ok())
    }

    /// Reads the support through `variable`.
    pub fn read(variable: impl Fn(&str) -> Option<String>) -> Self {
        Self { colors: colors(&variable), background: background(&variable) }
    }
}

/// Refuses a terminal that cannot be drawn on, before anything is sent to it.
///
/// # Errors
///
/// When output is no terminal, or `TERM` is empty, not set or `dumb`.
pub fn check(term: Option<&str>, output_is_terminal: bool) -> Result<(), Unfit> {
    if !output_is_terminal {
        return Err(Unfit::NoTerminal);
    }
    match term.unwrap_or_default() {
        term @ ("" | "dumb") => Err(Unfit::Dumb(term.to_owned())),
        _ => Ok(()),
    }
}

fn colors(variable: &impl Fn(&str) -> Option<String>) -> Colors {
    let has = |name: &str, values: &[&str]| {
        variable(name).is_some_and(|value| values.iter().any(|part| value.contains(part)))
    };
    if variable("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        Colors::None
    } else if has("COLORTERM", &["truecolor", "24bit"]) || has("TERM", &["-direct"]) {
        Colors::True
    } else if has("TERM", &["256color"]) {
        Colors::Palette
    } else {
        Colors::Sixteen
    }
}

/// `COLORFGBG` is `text;background` or `text;…;background`, in the numbers of the sixteen colours.
fn background(variable: &impl Fn(&str) -> Option<String>) -> Background {
    let value = variable("COLORFGBG").unwrap_or_default();
    match value.rsplit(';').next().map(str::parse::<u8>) {
        Some(Ok(7 | 9..=15)) => Background::Light,
        Some(Ok(0..=6 | 8)) => Background::Dark,
        _ => Background::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn support(variables: &[(&str, &str)]) -> Support {
        Support::read(|name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn colours_follow_the_environment() {
        for (variables, colors) in [
            (&[][..], Colors::Sixteen),
            (&[("TERM", "xterm")], Colors::Sixteen),
            (&[("TERM", "xterm-256color")], Colors::Palette),
            (&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")], Colors::True),
            (&[("COLORTERM", "24bit")], Colors::True),
            (&[("COLORTERM", "truecolor"), ("NO_COLOR", "1")], Colors::None),
            (&[("COLORTERM", "truecolor"), ("NO_COLOR", "")], Colors::True),
        ] {
            assert_eq!(support(variables).colors, colors, "{variables:?}");
        }
    }

    #[test]
    fn the_background_follows_the_environment() {
        for (value, background) in [
            ("15;0", Background::Dark),
            ("0;15", Background::Light),
            ("0;default;7", Background::Light),
            ("7;8", Background::Dark),
            ("15;default", Background::Unknown),
            ("0;99", Background::Unknown),
            ("", Background::Unknown),
        ] {
            assert_eq!(support(&[("COLORFGBG", value)]).background, background, "{value}");
        }
        assert_eq!(support(&[]).background, Background::Unknown);
    }

    #[test]
    fn what_cannot_be_drawn_on_is_refused() {
        assert_eq!(check(Some("xterm"), true), Ok(()));
        assert_eq!(check(Some("xterm"), false), Err(Unfit::NoTerminal));
        assert_eq!(check(Some("dumb"), true), Err(Unfit::Dumb("dumb".to_owned())));
        assert_eq!(check(Some(""), true), Err(Unfit::Dumb(String::new())));
        assert_eq!(check(None, true), Err(Unfit::Dumb(String::new())));
        assert_eq!(check(None, false), Err(Unfit::NoTerminal));
    }
}
