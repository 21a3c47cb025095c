//! Arguments: the command line as it is written, from which help, completions and the manual page are
//! made too. What it means is for [`mod@crate::cli::meaning`].

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::bookmark::Label;
use crate::cli::forms::{EXPORT_HELP, ExportArguments, Foreign, IMPORT_HELP, OPEN_HELP};
use crate::cli::help::{
    ADD_HELP, AFTER_HELP, BOOKMARKS_HELP, COMPARE_HELP, DOCTOR_HELP, FACTS_HELP, FEEDS_HELP,
    REFRESH_HELP, REPORT_HELP, SEARCH_HELP, TEXT_HELP,
};
use crate::cli::values::{day, tag, words};
use crate::search::Since;

/// A terminal reader for articles that shows beside the text what the text says.
#[derive(Debug, Parser)]
#[command(name = "sidelight", version, after_help = AFTER_HELP, max_term_width = 100)]
#[command(disable_help_subcommand = true)]
pub struct Arguments {
    /// Use the library in this file.
    #[arg(long, global = true, value_name = "PATH")]
    pub library: Option<PathBuf>,

    /// Use this config file.
    #[arg(long, global = true, value_name = "PATH")]
    pub config: Option<PathBuf>,

    /// What the user says of the articles.
    #[command(flatten)]
    pub given: Given,

    /// The articles to open: files, addresses, - for standard input.
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// What to do instead of reading.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Which of the kept passages are listed.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
pub struct WhichKept {
    /// Only those with this tag, case and accents aside; given several times, with all of them.
    #[arg(long, value_name = "TAG", value_parser = words)]
    pub tag: Vec<String>,

    /// Only those with this label: yellow, red, green, blue, purple or none; given several times, with one of them.
    #[arg(long, value_name = "LABEL", value_parser = label)]
    pub label: Vec<LabelName>,

    /// Only those of the article with this id, or with this in its title.
    #[arg(long, value_name = "ARTICLE", value_parser = words)]
    pub document: Option<String>,

    /// Only those kept since a day, as in 2025-11-04, or within a time, as in 7d, 2w, 3m or 1y.
    #[arg(long, value_name = "SINCE", value_parser = since)]
    pub since: Option<Since>,
}

/// A label as it is named; `None` for passages without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LabelName(pub Option<Label>);

/// What the user says of an article; it goes before what import finds.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Call the article this.
    #[arg(long, value_name = "TITLE", value_parser = words)]
    pub title: Option<String>,

    /// The day of publication, as in 2025-11-04.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub published: Option<Date>,

    /// The language, as in en or zh-Hans.
    #[arg(long, value_name = "TAG", value_parser = tag)]
    pub language: Option<String>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print articles as they are imported.
    #[command(after_help = TEXT_HELP)]
    Text {
        /// The articles: files, addresses, - for standard input.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// How to print them.
        #[arg(long, value_enum, default_value_t)]
        format: TextFormat,
        /// Break lines at this column, 0 for one line a paragraph [default: the terminal's width, or 80].
        #[arg(long, value_name = "COLUMNS")]
        width: Option<u16>,
        /// What the user says of the articles.
        #[command(flatten)]
        given: Given,
    },
    /// Print what articles say: who, where, when, how many, who said what.
    #[command(after_help = FACTS_HELP)]
    Facts {
        /// The articles: files, addresses, - for standard input.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// How to print it.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
        /// What the user says of the articles.
        #[command(flatten)]
        given: Given,
    },
    /// Compare articles on one event: what differs, what all say, what each alone says.
    #[command(after_help = COMPARE_HELP)]
    Compare {
        /// The articles, two or more: files, addresses, - for standard input.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// How to print it.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
        /// Take all articles to be on one event, whatever is found.
        #[arg(long)]
        one_story: bool,
        /// What the user says of the articles.
        #[command(flatten)]
        given: Given,
    },
    /// Write a comparison as a page to hand to somebody else.
    #[command(after_help = REPORT_HELP)]
    Report {
        /// The articles: files, addresses, - for standard input.
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Report on a story of the library instead.
        #[arg(long, value_name = "STORY", value_parser = words, conflicts_with = "files")]
        story: Option<String>,
        /// How to write it.
        #[arg(long, value_enum, default_value_t)]
        format: ReportFormat,
        /// Write it to this file; - is standard output.
        #[arg(long, value_name = "PATH")]
        output: Option<PathBuf>,
        /// Take all articles to be on one event, whatever is found.
        #[arg(long)]
        one_story: bool,
        /// What the user says of the articles.
        #[command(flatten)]
        given: Given,
    },
    /// Add articles to the library; a folder is added with all that is in it, a feed is followed.
    #[command(after_help = ADD_HELP)]
    Add {
        /// Files, folders, addresses, - for standard input.
        #[arg(required = true, value_name = "FILE|FOLDER|ADDRESS")]
        files: Vec<PathBuf>,
        /// How to print what was added.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
        /// What the user says of the articles.
        #[command(flatten)]
        given: Given,
    },
    /// List the articles of the library, newest first.
    List {
        /// How to print them.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Search the library: texts, titles, notes, tags and facts.
    #[command(after_help = SEARCH_HELP)]
    Search {
        /// What to look for.
        #[arg(required = true, value_name = "QUERY")]
        query: Vec<String>,
        /// How to print what is found.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
        /// In which order.
        #[arg(long, value_enum, default_value_t)]
        by: SearchOrder,
        /// How many articles at most.
        #[arg(long, value_name = "N", default_value_t = 20)]
        limit: usize,
    },
    /// List the feeds that are followed.
    #[command(after_help = FEEDS_HELP)]
    Feeds {
        /// How to print them.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Follow the feed at an address, or the one that the page there names.
    Follow {
        /// Addresses, and files that are feeds.
        #[arg(required = true, value_name = "ADDRESS|FILE")]
        feeds: Vec<PathBuf>,
        /// How to print what became of it.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Follow a feed no longer; what was read, starred or noted of it stays.
    Unfollow {
        /// Addresses or titles of feeds that are followed.
        #[arg(required = true, value_name = "FEED")]
        feeds: Vec<String>,
        /// How to print what became of it.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Fetch what is new in the feeds that are followed.
    #[command(after_help = REFRESH_HELP)]
    Refresh {
        /// Addresses or titles of feeds that are followed [default: all].
        #[arg(value_name = "FEED")]
        feeds: Vec<String>,
        /// How to print what became of it.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Take in passages kept in other programs, or the feeds of another reader (OPML).
    #[command(after_help = IMPORT_HELP)]
    Import {
        /// The files.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// The form of the files [default: what their content shows].
        #[arg(long, value_enum, value_name = "FORM")]
        from: Option<Foreign>,
        /// Tell what would be done, and change nothing.
        #[arg(long)]
        dry_run: bool,
        /// How to print what became of it.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Write what is in the library to a file for other programs.
    #[command(after_help = EXPORT_HELP)]
    Export(ExportArguments),
    /// Open a link into the library, an article by its id, or a file or address.
    #[command(after_help = OPEN_HELP)]
    Open {
        /// The link (sidelight://…), id, file or address.
        #[arg(value_name = "LINK|ID|FILE|ADDRESS")]
        target: PathBuf,
    },
    /// List the passages and facts that were kept, oldest first.
    #[command(after_help = BOOKMARKS_HELP)]
    Bookmarks {
        /// Which of them.
        #[command(flatten)]
        kept: WhichKept,
        /// How to print them.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// List the revisions of an article, the current first.
    Revisions {
        /// The article: its title, or its id as `list --format json` prints it.
        #[arg(value_name = "ARTICLE", value_parser = words)]
        article: String,
        /// How to print them.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Check the library, its journal and backups, the config file and the terminal.
    #[command(after_help = DOCTOR_HELP)]
    Doctor {
        /// Set right what can be set right in place: counts, indexes, the journal.
        #[arg(long)]
        repair: bool,
        /// Make a new library of all that is left of a damaged one, its backup and its journal.
        #[arg(long, conflicts_with_all = ["repair", "restore"])]
        salvage: bool,
        /// Put a backup in place of the library [default: the newest that is whole]; notes made since are kept.
        #[arg(long, value_name = "BACKUP", num_args = 0..=1, conflicts_with = "repair")]
        restore: Option<Option<PathBuf>>,
        /// How to print what is found.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Print completions for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page.
    Man,
}

/// How data is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Columns to read.
    #[default]
    Table,
    /// One JSON object a line.
    Json,
}

/// In which order articles that are found are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum SearchOrder {
    /// The newest first.
    #[default]
    Newest,
    /// The one that fits best first.
    Relevance,
}

/// How an article is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum TextFormat {
    /// As on a screen, without marks.
    #[default]
    Plain,
    /// As Markdown.
    Markdown,
    /// One JSON object a line.
    Json,
}

/// How a report is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// As Markdown.
    #[default]
    Markdown,
    /// As one page for a browser or a printer.
    Html,
    /// As one JSON object, like that of compare.
    Json,
}

fn label(value: &str) -> Result<LabelName, &'static str> {
    match (value, Label::from_name(value)) {
        ("none", _) => Ok(LabelName(None)),
        (_, Some(label)) => Ok(LabelName(Some(label))),
        _ => Err("write yellow, red, green, blue, purple or none"),
    }
}

fn since(value: &str) -> Result<Since, &'static str> {
    Since::parse(value).ok_or("write a day as in 2025-11-04, or how long ago: 7d, 2w, 3m, 1y")
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::Arguments;

    #[test]
    fn the_definition_is_sound() {
        Arguments::command().debug_assert();
    }
}
