//! The configuration: where things lie, what the user set, and what of that could not be understood.
//!
//! The file is TOML, read only, never written. A missing file is no problem, and a faulty one never keeps the
//! program from starting: what is wrong is told with its line and the default stands. Must not know what
//! keys and actions there are.

pub mod faults;
pub mod lines;
pub mod paths;
pub mod raw_keys;
pub mod settings;

use std::io;
use std::ops::Range;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

pub use paths::{NamedPaths, Paths};
pub use raw_keys::{RawBinding, RawKeys};
pub use settings::{Clipboard, Settings, Theme};

use lines::Lines;

/// What the config file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// The settings, with defaults for what the file leaves out or gets wrong.
    pub settings: Settings,
    /// The key bindings as written.
    pub keys: RawKeys,
    /// What could not be understood, in the order of the file.
    pub problems: Vec<Problem>,
}

/// Something in the config file that was left out of account, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line, from 1; `None` when it is about the file as a whole.
    pub line: Option<usize>,
    /// A sentence for the user: lower-case start, no final dot.
    pub message: String,
}

impl Config {
    /// Reads the file at `path`; one that is not there says nothing.
    pub fn read(path: &Path) -> Self {
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(&text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::default(),
            Err(error) => {
                let message = format!("cannot read {}: {error}", path.display());
                let problems = vec![Problem { line: None, message }];
                Self { problems, ..Self::default() }
            }
        }
    }

    /// Reads the text of a config file.
    pub fn parse(text: &str) -> Self {
        let mut reader = Reader { lines: Lines::new(text), config: Self::default() };
        match DeTable::parse(text) {
            Ok(table) => reader.entries(table.into_inner()),
            Err(_) => {
                let (rest, faults) = faults::take_out(text);
                let problems = faults
                    .into_iter()
                    .map(|fault| Problem { line: Some(fault.line), message: fault.message });
                reader.config.problems.extend(problems);
                if let Ok(table) = DeTable::parse(&rest) {
                    reader.entries(table.into_inner());
                }
            }
        }
        let Reader { mut config, .. } = reader;
        config.keys.bindings.sort_by_key(|binding| binding.line);
        config.problems.sort_by_key(|problem| problem.line);
        config
    }
}

/// Goes through the entries of the file and fills the config.
struct Reader {
    lines: Lines,
    config: Config,
}

impl Reader {
    fn entries(&mut self, table: DeTable<'_>) {
        for (name, value) in table {
            self.entry(&name, value);
        }
    }

    fn entry(&mut self, name: &Spanned<toml::de::DeString<'_>>, value: Spanned<DeValue<'_>>) {
        if name.get_ref() == "keys" {
            return self.keys(value);
        }
        let span = name.span();
        let deserializer = ValueDeserializer::from(value);
        match self.config.settings.set(name.get_ref(), deserializer) {
            Ok(()) => {}
            Err(settings::Error::UnknownName) => {
                let names = Settings::NAMES.join(", ");
                let message =
                    format!("there is no setting `{}`; there are {names}", name.get_ref());
                self.problem(&span, message);
            }
            Err(settings::Error::Value(expected)) => {
                let message =
                    format!("`{}` must be {expected}; the default stands", name.get_ref());
                self.problem(&span, message);
            }
        }
    }

    fn keys(&mut self, contexts: Spanned<DeValue<'_>>) {
        for (context, bindings) in self.table(contexts, "keys") {
            let context = context.into_inner().into_owned();
            for (keys, actions) in self.table(bindings, &format!("keys.{context}")) {
                let span = keys.span();
                let keys = keys.into_inner().into_owned();
                let Ok(actions) = OneOrMore::deserialize(ValueDeserializer::from(actions)) else {
                    let message =
                        format!("`{keys}`: write an action, a list of actions or \"none\"");
                    self.problem(&span, message);
                    continue;
                };
                let binding = RawBinding {
                    context: context.clone(),
                    keys,
                    actions: actions.into_vec(),
                    line: self.lines.number(&span),
                };
                self.config.keys.bindings.push(binding);
            }
        }
    }

    fn table<'i>(&mut self, value: Spanned<DeValue<'i>>, name: &str) -> DeTable<'i> {
        let span = value.span();
        if let DeValue::Table(table) = value.into_inner() {
            return table;
        }
        self.problem(&span, format!("`{name}` is a table: write [keys.reader] and bindings below"));
        DeTable::new()
    }

    fn problem(&mut self, span: &Range<usize>, message: String) {
        let line = Some(self.lines.number(span));
        self.config.problems.push(Problem { line, message });
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    fn into_vec(self) -> Vec<String> {
        match self {
            Self::One(name) => vec![name],
            Self::More(names) => names,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_problem(text: &str, line: usize, part: &str) {
        let config = Config::parse(text);
        let [problem] = config.problems.as_slice() else { panic!("{:?}", config.problems) };
        assert_eq!(problem.line, Some(line), "{}", problem.message);
        assert!(problem.message.contains(part), "{}", problem.message);
        assert!(!problem.message.contains('\n'), "{}", problem.message);
    }

    #[test]
    fn a_file_that_is_not_there_is_no_problem() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Config::read(&folder.path().join("config.toml")), Config::default());
    }

    #[test]
    fn a_file_that_cannot_be_read_is_a_problem() {
        let folder = tempfile::tempdir().unwrap();
        let config = Config::read(folder.path());
        assert_eq!(config.problems.len(), 1);
        assert_eq!(config.problems[0].line, None);
        assert_eq!(config.settings, Settings::default());
    }

    #[test]
    fn settings_are_read() {
        let config = Config::parse(
            "theme = \"dark\"\ntext-width = 64\nfacts-width = 40\nsources-width = 20\nmouse = true\n\
             clipboard = \"osc52\"\n",
        );
        assert_eq!(config.problems, []);
        let expected = Settings {
            theme: Theme::Dark,
            text_width: 64,
            facts_width: 40,
            sources_width: 20,
            mouse: true,
            clipboard: Clipboard::Osc52,
        };
        assert_eq!(config.settings, expected);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line_and_the_default_stands() {
        check_problem("\n\ncolour = 1", 3, "no setting `colour`");
        check_problem("theme = \"dusk\"", 1, "\"dark\" or \"plain\"");
        check_problem("text-width = 5", 1, "20 to 200");
        check_problem("text-width = -1", 1, "20 to 200");
        check_problem("text-width = \"wide\"", 1, "text-width");
        check_problem("\nmouse = 1", 2, "mouse");
        check_problem("clipboard = \"x11\"", 1, "\"osc52\"");
        check_problem("[keys.reader]\n\"x\" = 3", 2, "`x`");
        check_problem("[keys]\n\"x\" = \"top\"", 2, "table");
        check_problem("keys = 3", 1, "table");
        let config = Config::parse("text-width = 5\nmouse = true");
        assert_eq!(config.settings, Settings { mouse: true, ..Settings::default() });
    }

    #[test]
    fn what_is_right_survives_a_fault_in_the_notation() {
        let config = Config::parse("mouse = true\ntheme = \n[keys.reader]\n\"x\" = \"top\"\n");
        assert!(config.settings.mouse);
        assert_eq!(config.keys.bindings.len(), 1);
        assert_eq!(config.problems.len(), 1);
        assert_eq!(config.problems[0].line, Some(2));
        check_problem("[keys.reader]\n\"j\" = \"top\"\n\"j\" = \"end\"", 3, "duplicate");
    }

    #[test]
    fn keys_stay_as_written_with_their_lines() {
        let config = Config::parse(
            "[keys.reader]\n\"j\" = \"line-down\"\n\n\"K\" = [\"previous-document\", \"top\"]\n\
             [keys.attic]\n\"Ctrl-x\" = \"none\"\n",
        );
        let seen: Vec<_> = config
            .keys
            .bindings
            .iter()
            .map(|raw| (raw.context.as_str(), raw.keys.as_str(), raw.actions.join(" "), raw.line))
            .collect();
        let expected = [
            ("reader", "j", "line-down".to_owned(), 2),
            ("reader", "K", "previous-document top".to_owned(), 4),
            ("attic", "Ctrl-x", "none".to_owned(), 6),
        ];
        assert_eq!(seen, expected);
        assert_eq!(config.problems, []);
    }
}
