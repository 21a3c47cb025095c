//! Meaning: what the arguments ask for, checked as a whole.
//!
//! The line as written becomes one [`Meaning`]; what makes no sense is told with what to do, as is
//! what [`clap`] does not understand. It reads nothing but the arguments.

use std::ffi::OsString;
use std::io::Write as _;
use std::path::PathBuf;

use clap::Parser as _;
use clap::error::ErrorKind;

use crate::cli::arguments::{Arguments, Command, Format, Given, TextFormat, WhichKept};
use crate::cli::compared::Grouping;
use crate::cli::doctor::{Examination, Treatment};
use crate::cli::exit::{Exit, hint, tell};
use crate::cli::forms::{ExportArguments, Form};
use crate::cli::input::{Articles, Input};
use crate::cli::passages::{Export, Import};
use crate::cli::report::Writing;
use crate::cli::search::Search;
use crate::config::NamedPaths;
use crate::import::Overrides;

/// What the program is asked to do.
#[derive(Debug)]
pub enum Meaning {
    /// Read in the terminal, or print where there is none.
    Read(Reading),
    /// Print articles.
    Text {
        /// The articles.
        articles: Articles,
        /// How to print them.
        format: TextFormat,
        /// Where to break lines: nowhere at 0, at the usual width if nothing is said.
        width: Option<u16>,
    },
    /// Print what articles say.
    Facts {
        /// The articles.
        articles: Articles,
        /// How to print it.
        format: Format,
    },
    /// Print what articles say, alone and together.
    Compare {
        /// The articles.
        articles: Articles,
        /// How to print it.
        format: Format,
        /// Which of them are compared with each other.
        grouping: Grouping,
    },
    /// Write a report on articles.
    ReportFiles {
        /// The articles.
        articles: Articles,
        /// Which of them are compared with each other.
        grouping: Grouping,
        /// How and where to.
        writing: Writing,
    },
    /// Write a report on a story of the library.
    ReportStory {
        /// What the user calls it.
        story: String,
        /// How and where to.
        writing: Writing,
        /// The files that the user names.
        named: NamedPaths,
    },
    /// Add articles to the library.
    Add {
        /// The articles, and folders of them.
        articles: Articles,
        /// How to print what was added.
        format: Format,
        /// The files that the user names.
        named: NamedPaths,
    },
    /// List the library.
    List {
        /// How to print it.
        format: Format,
        /// The files that the user names.
        named: NamedPaths,
    },
    /// Search the library.
    Search {
        /// What for and how.
        search: Search,
        /// How to print it.
        format: Format,
        /// The files that the user names.
        named: NamedPaths,
    },
    /// List the feeds that are followed.
    Feeds {
        /// How to print them.
        format: Format,
        /// The files that the user names.
        named: NamedPaths,
    },
    /// Follow feeds.
    Follow {
        /// Where they are.
        inputs: Vec<Input>,
        /// How to print what became of it.
        format: Format,
        /// The files that the user names.
        named: NamedPaths,
    },
    /// Follow feeds no longer.
    Unfollow {
        /// What the user calls them.
        feeds: Vec<String>,
        /// How to print what became of it.
        format: Format,
        /// The files that the user names.
        named: NamedPaths,
    },
    /// Fetch feeds.
    Refresh {
        /// What the user calls them; all if there are none.
        feeds: Vec<String>,
        /// How to print what became of it.
        format: Format,
        /// The files that the user names.
        named: NamedPaths,
    },
    /// Take in files of other programs.
    Import {
        /// Which, and how.
        import: Import,
        /// The files that the user names.
        named: NamedPaths,
    },
    /// Write kept passages for other programs.
    ExportKept {
        /// Which, and how.
        export: Export,
        /// The files that the user names.
        named: NamedPaths,
    },
    /// Write the feeds that are followed to a list.
    Export {
        /// Where.
        path: PathBuf,
        /// How to print what became of it.
        format: Format,
        /// The files that the user names.
        named: NamedPaths,
    },
    /// Print a template.
    PrintTemplate(String),
    /// Open one place.
    Open {
        /// A link, an id, a file or an address.
        target: PathBuf,
        /// The files that the user names.
        named: NamedPaths,
    },
    /// List the passages and facts that were kept.
    Bookmarks {
        /// Which of them.
        kept: WhichKept,
        /// How to print them.
        format: Format,
        /// The files that the user names.
        named: NamedPaths,
    },
    /// List the revisions of an article.
    Revisions {
        /// Its title or identity.
        article: String,
        /// How to print them.
        format: Format,
        /// The files that the user names.
        named: NamedPaths,
    },
    /// Check and repair.
    Doctor(Examination),
    /// Print completions.
    Completions(clap_complete::Shell),
    /// Print the manual page.
    Man,
}

/// Reading without a command.
#[derive(Debug)]
pub struct Reading {
    /// What to open; the library alone if there is nothing.
    pub articles: Articles,
    /// The files that the user names.
    pub named: NamedPaths,
}

/// Finds out what the arguments ask for; what they do not need more than a word for is answered at once.
///
/// # Errors
///
/// Gives the exit if nothing is left to do.
pub fn meaning(arguments: impl IntoIterator<Item = OsString>) -> Result<Meaning, Exit> {
    let arguments = Arguments::try_parse_from(arguments).map_err(|error| answer(&error))?;
    mean(arguments).map_err(usage)
}

fn mean(arguments: Arguments) -> Result<Meaning, &'static str> {
    let Arguments { library, config, given, files, command } = arguments;
    let named = NamedPaths { config, library };
    let Some(command) = command else {
        return Ok(Meaning::Read(Reading { articles: articles(files, given)?, named }));
    };
    if !files.is_empty() || given != Given::default() {
        return Err("files and options about them go after the command");
    }
    Ok(match command {
        Command::Text { files, format, width, given } => {
            Meaning::Text { articles: articles(files, given)?, format, width }
        }
        Command::Facts { files, format, given } => {
            Meaning::Facts { articles: articles(files, given)?, format }
        }
        Command::Compare { files, format, one_story, given } => {
            if files.len() < 2 {
                return Err("compare sets articles side by side; give two files or more");
            }
            let grouping = grouping(one_story);
            Meaning::Compare { articles: articles(files, given)?, format, grouping }
        }
        Command::Report { files, story, format, output, one_story, given } => {
            let writing = Writing { format, output };
            match story {
                Some(_) if one_story || given != Given::default() => {
                    return Err("options about articles go with files; a story has its own");
                }
                Some(story) => Meaning::ReportStory { story, writing, named },
                None if files.is_empty() => {
                    return Err("report is on articles; give files, or a story with --story");
                }
                None => Meaning::ReportFiles {
                    articles: articles(files, given)?,
                    grouping: grouping(one_story),
                    writing,
                },
            }
        }
        Command::Add { files, format, given } => {
            Meaning::Add { articles: articles(files, given)?, format, named }
        }
        Command::List { format } => Meaning::List { format, named },
        Command::Search { query, format, by, limit } => {
            Meaning::Search { search: Search::new(&query, by, limit), format, named }
        }
        Command::Feeds { format } => Meaning::Feeds { format, named },
        Command::Follow { feeds, format } => {
            let inputs = feeds.into_iter().map(Input::from).collect();
            Meaning::Follow { inputs, format, named }
        }
        Command::Unfollow { feeds, format } => Meaning::Unfollow { feeds, format, named },
        Command::Refresh { feeds, format } => Meaning::Refresh { feeds, format, named },
        Command::Import { files, from, dry_run, format } => {
            Meaning::Import { import: Import { files, from, dry_run, format }, named }
        }
        Command::Export(arguments) => export(arguments, named)?,
        Command::Open { target } => Meaning::Open { target, named },
        Command::Bookmarks { kept, format } => Meaning::Bookmarks { kept, format, named },
        Command::Revisions { article, format } => Meaning::Revisions { article, format, named },
        Command::Doctor { repair, salvage, restore, format } => {
            let treatment = match restore {
                Some(backup) => Treatment::Restore(backup),
                None if salvage => Treatment::Salvage,
                None if repair => Treatment::Repair,
                None => Treatment::None,
            };
            Meaning::Doctor(Examination { treatment, format, named })
        }
        Command::Completions { shell } => Meaning::Completions(shell),
        Command::Man => Meaning::Man,
    })
}

fn export(arguments: ExportArguments, named: NamedPaths) -> Result<Meaning, &'static str> {
    if let Some(name) = arguments.print_template {
        return Ok(Meaning::PrintTemplate(name));
    }
    let ExportArguments { feeds, format, output, template, force, .. } = arguments;
    let ExportArguments { documents, story, tag, label, since, .. } = arguments;
    let form = format.or(template.as_ref().map(|_| Form::Template));
    if (form == Some(Form::Template)) != template.is_some() {
        return Err(
            "--format template and --template go together; give the template's file or name",
        );
    }
    let export = Export { form, output, template, documents, story, tag, label, since, force };
    let Some(path) = feeds else {
        return match (export.form, &export.output) {
            (Some(Form::Table | Form::Json), _) => {
                Err("--format table and json go with --feeds; passages have forms of their own")
            }
            (None, None) => {
                Err("export writes passages in a form given with --format, or feeds with --feeds")
            }
            _ => Ok(Meaning::ExportKept { export, named }),
        };
    };
    let format = match export.form {
        None | Some(Form::Table) => Format::Table,
        Some(Form::Json) => Format::Json,
        Some(_) => return Err("--feeds writes OPML; --format is then table or json"),
    };
    if export != (Export { form: export.form, ..Export::default() }) {
        return Err("--feeds goes alone; the other options are about passages");
    }
    Ok(Meaning::Export { path, format, named })
}

const fn grouping(one_story: bool) -> Grouping {
    if one_story { Grouping::OneStory } else { Grouping::ByEvent }
}

fn articles(files: Vec<PathBuf>, given: Given) -> Result<Articles, &'static str> {
    let inputs: Vec<_> = files.into_iter().map(Input::from).collect();
    if given.title.is_some() && inputs.len() != 1 {
        return Err("--title is for one article; give one file with it");
    }
    if inputs.is_empty() && given != Given::default() {
        return Err("--published and --language are about articles; give files with them");
    }
    if inputs.iter().filter(|input| **input == Input::Standard).count() > 1 {
        return Err("standard input can be read once; give - once");
    }
    let Given { title, published, language } = given;
    Ok(Articles { inputs, given: Overrides { title, published, language } })
}

/// Answers what clap has settled: help, the version, or what it did not understand.
fn answer(error: &clap::Error) -> Exit {
    let rendered = error.render().to_string();
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        // A reader that has gone away needs no help.
        let _ = std::io::stdout().write_all(rendered.as_bytes());
        return Exit::Done;
    }
    let mut lines = rendered.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    let first = first.strip_prefix("error: ").unwrap_or(first);
    let detail: Vec<_> = lines
        .take_while(|line| !line.starts_with("Usage:") && !line.starts_with("For more"))
        .collect();
    let mut message = first.to_owned();
    for line in detail {
        message.push_str(if message.ends_with(':') { " " } else { "; " });
        message.push_str(line.strip_prefix("tip: ").unwrap_or(line));
    }
    usage(&message)
}

fn usage(message: &str) -> Exit {
    tell(message);
    hint("sidelight --help shows what there is");
    Exit::Usage
}

#[cfg(test)]
mod tests {
    use super::{Meaning, meaning};
    use crate::cli::exit::Exit;

    fn mean(line: &str) -> Result<Meaning, Exit> {
        meaning(std::iter::once("sidelight").chain(line.split_whitespace()).map(Into::into))
    }

    #[test]
    fn lines_mean_what_they_say() {
        assert!(
            matches!(mean("").unwrap(), Meaning::Read(reading) if reading.articles.inputs.is_empty())
        );
        assert!(
            matches!(mean("a.txt -").unwrap(), Meaning::Read(reading) if reading.articles.inputs.len() == 2)
        );
        assert!(
            matches!(mean("--library x list").unwrap(), Meaning::List { named, .. } if named.library.is_some())
        );
        assert!(
            matches!(mean("list --library x").unwrap(), Meaning::List { named, .. } if named.library.is_some())
        );
        assert!(
            matches!(mean("text a --title T").unwrap(), Meaning::Text { articles, .. } if articles.given.title.is_some())
        );
    }

    #[test]
    fn lines_without_sense_are_refused() {
        for line in [
            "--nothing",
            "text",
            "facts --format yaml a",
            "text --title T a b",
            "--title T list",
            "- -",
            "--language en",
            "text --published tomorrow a",
            "completions csh",
            "follow",
            "unfollow",
            "export",
            "import",
            "import --from opml a",
            "export --format markdown --feeds a",
            "export --format json",
            "export --label pink --format jsonl",
            "export --document 12 --format jsonl",
        ] {
            assert_eq!(mean(line).map(|_| ()), Err(Exit::Usage), "{line}");
        }
    }
}
