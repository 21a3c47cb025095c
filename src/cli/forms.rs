//! Forms on the command line: in which passages and articles are written and read, and what of them.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use crate::bookmark::Label;
use crate::cli::values::{day, words};
use crate::document::DocumentId;
use crate::exchange::Format as Kind;

pub(crate) const IMPORT_HELP: &str = "\
The form is known by the content. A passage that is here already, by its id or by its words and note, is not added again; \
one that was changed here since it was exported stays as it is here. A passage whose article is not in the library is kept, \
and belongs to the article when that comes. Each file is one change, which undo takes back. JSON is one object a file: path, new, \
updated, same, joined (with others of the file on the same words), changed_here and unattached; of a list of feeds new and known.";

pub(crate) const EXPORT_HELP: &str = "\
Exports have stable ids: writing again updates. Markdown is brought up to date where it stands, and what was written \
around the passages stays; into a folder each article gets a file. jsonl is one object a passage: sidelight (1), id, document, \
title, revision (SHA-256 of the article's bytes), start and end (UTF-8 byte offsets into its text), exact, prefix, \
suffix, note, tags, label, fact, created, changed and article (id, title, byline, site, published, language, \
address, path, progress). A file that is there is replaced only if it is such an export.

A template has {{name}} for a value, {{name|filter}} for what a filter makes of it, {{#name}} … {{/name}} for each of a list or \
where a value is not empty, {{^name}} … {{/name}} where it is, {{! … }} for a remark. Lists: articles, passages, tags. Values: \
title, byline, site, published, added, language, url, path, article_link, article_id; quote, note, label, created, \
changed, link, id; tag. Filters: line, quote, indent, markdown, org, tag, json.";

pub(crate) const OPEN_HELP: &str = "\
A link leads to an article, sidelight://article/ID, to a passage kept of it, ?at=ID, or to some words, #:~:text=WORDS. Without a \
terminal the title and the passage are printed.

So that other programs open such links, save this as ~/.local/share/applications/sidelight.desktop and run \
xdg-mime default sidelight.desktop x-scheme-handler/sidelight:

[Desktop Entry]
Type=Application
Name=Sidelight
Exec=sidelight open %u
Terminal=true
NoDisplay=true
MimeType=x-scheme-handler/sidelight;";

/// What is exported, and where to.
#[derive(Args, Debug)]
pub struct ExportArguments {
    /// Write the feeds that are followed to this file as OPML instead; - is standard output.
    #[arg(long, value_name = "FILE")]
    pub feeds: Option<PathBuf>,
    /// The form to write; table and json are how --feeds prints what became of it [default: by the output's name].
    #[arg(long, value_enum)]
    pub format: Option<Form>,
    /// Write to this file, or as Markdown to this folder; - is standard output.
    #[arg(long, value_name = "FILE|FOLDER")]
    pub output: Option<PathBuf>,
    /// Only what is kept of this article, by its id; may be given more than once.
    #[arg(long = "document", value_name = "ID")]
    pub documents: Vec<DocumentId>,
    /// Only what is kept of the articles of a story.
    #[arg(long, value_name = "STORY", value_parser = words, conflicts_with = "documents")]
    pub story: Option<String>,
    /// Only what has this tag.
    #[arg(long, value_parser = words)]
    pub tag: Option<String>,
    /// Only what is in this colour.
    #[arg(long, value_name = "COLOUR", value_parser = label)]
    pub label: Option<Label>,
    /// Only what was kept or changed on this day or later.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub since: Option<Date>,
    /// Fill this template: a file, a name in the folder templates beside the config file, or one of markdown, org and text.
    #[arg(long, value_name = "FILE|NAME")]
    pub template: Option<PathBuf>,
    /// Print a template that comes with the program: markdown, org or text.
    #[arg(long, value_name = "NAME", exclusive = true)]
    pub print_template: Option<String>,
    /// Replace the file even if it is no export.
    #[arg(long)]
    pub force: bool,
}

/// In which form passages and articles are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// With --feeds: tell what became of it in words.
    Table,
    /// With --feeds: tell what became of it as a JSON object.
    Json,
    /// W3C Web Annotations.
    JsonLd,
    /// The CSV that Readwise imports.
    Readwise,
    /// Markdown for Obsidian and its like.
    Markdown,
    /// Org.
    Org,
    /// One JSON object a line, with everything.
    Jsonl,
    /// BibTeX of the articles.
    Bibtex,
    /// CSL-JSON of the articles.
    CslJson,
    /// A page as the template has it that is given with --template.
    Template,
}

impl Form {
    /// Returns the form, if it is one of passages.
    pub const fn kind(self) -> Option<Kind> {
        match self {
            Self::Table | Self::Json | Self::Template => None,
            Self::JsonLd => Some(Kind::JsonLd),
            Self::Readwise => Some(Kind::Readwise),
            Self::Markdown => Some(Kind::Markdown),
            Self::Org => Some(Kind::Org),
            Self::Jsonl => Some(Kind::JsonLines),
            Self::Bibtex => Some(Kind::Bibtex),
            Self::CslJson => Some(Kind::CslJson),
        }
    }
}

/// In which form passages are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Foreign {
    /// W3C Web Annotations, or what Hypothesis exports.
    JsonLd,
    /// The CSV of Readwise.
    Readwise,
    /// Markdown that was exported from here.
    Markdown,
    /// Org that was exported from here.
    Org,
    /// JSON Lines that were exported from here.
    Jsonl,
    /// The My Clippings.txt of a Kindle.
    Kindle,
    /// What KOReader exports as JSON.
    #[allow(clippy::doc_markdown)] // The help shows it as it stands.
    Koreader,
}

impl Foreign {
    /// Returns the form.
    pub const fn kind(self) -> Kind {
        match self {
            Self::JsonLd => Kind::JsonLd,
            Self::Readwise => Kind::Readwise,
            Self::Markdown => Kind::Markdown,
            Self::Org => Kind::Org,
            Self::Jsonl => Kind::JsonLines,
            Self::Kindle => Kind::Kindle,
            Self::Koreader => Kind::Koreader,
        }
    }
}

fn label(value: &str) -> Result<Label, String> {
    let names = || Label::ALL.map(Label::name).join(", ");
    Label::from_name(value).ok_or_else(|| format!("there are {}", names()))
}
