//! `sidelight export` and `sidelight import`: kept passages for other programs and from them.

use std::io::{IsTerminal as _, Write};
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::bookmark::Label;
use crate::cli::arguments::Format;
use crate::cli::escape::write_line;
use crate::cli::exchange;
use crate::cli::exit::{Exit, each, hint};
use crate::cli::forms::{Foreign, Form};
use crate::cli::stories::find_story;
use crate::config::{NamedPaths, Paths};
use crate::document::DocumentId;
use crate::exchange::Format as Kind;
use crate::exchange::template::OWN;
use crate::import::decode::decode;
use crate::library::{Bringing, Choice, Exported, Library, PassagesImported, Replacing, read_file};
use crate::text::Safe;

/// What is to be exported, and where to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Export {
    /// In which form.
    pub form: Option<Form>,
    /// To which file or folder; standard output if there is none.
    pub output: Option<PathBuf>,
    /// The template to fill.
    pub template: Option<PathBuf>,
    /// The articles that are meant.
    pub documents: Vec<DocumentId>,
    /// The story that is meant.
    pub story: Option<String>,
    /// The tag.
    pub tag: Option<String>,
    /// The colour.
    pub label: Option<Label>,
    /// The first day.
    pub since: Option<Date>,
    /// Whether any file may be replaced.
    pub force: bool,
}

/// What is to be imported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// The files.
    pub files: Vec<PathBuf>,
    /// The form, if the content is not to tell.
    pub from: Option<Foreign>,
    /// Whether nothing is to be changed.
    pub dry_run: bool,
    /// How to print what became of it.
    pub format: Format,
}

/// Writes kept passages.
///
/// # Errors
///
/// Fails if they cannot be written or the library cannot be read.
pub fn export(
    out: &mut impl Write,
    library: &Library,
    export: &Export,
    named: &NamedPaths,
) -> Result<Exit> {
    let choice = choice(library, export)?;
    let path = export.output.as_deref().filter(|path| path.as_os_str() != "-");
    if let Some(template) = &export.template {
        let page = page(library, &choice, template, named)?;
        let Some(path) = path else {
            print(out, &page)?;
            return Ok(Exit::Done);
        };
        library.write_page(&page, path, replacing(export))?;
        writeln!(out, "1 file written")?;
        return Ok(Exit::Done);
    }
    let kind = kind(export)?;
    let Some(path) = path else {
        let (text, _) = library.kept_as(&choice, kind)?;
        print(out, &text)?;
        return Ok(Exit::Done);
    };
    let Exported { passages, articles, files, changed_there } =
        library.export_kept(&choice, kind, path, replacing(export))?;
    let (articles, files) = (many(articles, "article"), many(files, "file"));
    if kind.is_of_articles() {
        writeln!(out, "{articles} written to {files}")?;
    } else {
        writeln!(out, "{} of {articles} written to {files}", many(passages, "passage"))?;
    }
    if changed_there > 0 {
        out.flush()?;
        hint(&format!(
            "{} were changed in the file and left alone; sidelight import takes the changes over",
            many(changed_there, "passage")
        ));
    }
    Ok(Exit::Done)
}

const fn replacing(export: &Export) -> Replacing {
    if export.force { Replacing::Anything } else { Replacing::Exports }
}

/// Prints a template that comes with the program.
///
/// # Errors
///
/// Fails if there is none of that name.
pub fn print_template(out: &mut impl Write, name: &str) -> Result<Exit> {
    let Some((_, template)) = OWN.iter().find(|(own, _)| *own == name) else {
        bail!("there is no template called {name}; there are {}", own_names());
    };
    out.write_all(template.as_bytes())?;
    Ok(Exit::Done)
}

/// Fills a template: a file, one in the folder beside the config file, or one of the program.
fn page(library: &Library, choice: &Choice, name: &Path, named: &NamedPaths) -> Result<String> {
    let config = Paths::find(named.clone())?.config;
    let folder = config.parent().map(|folder| folder.join("templates"));
    let of_folder = folder.map(|folder| folder.join(name)).filter(|path| path.is_file());
    let of_program = || OWN.iter().find(|(own, _)| Path::new(own) == name);
    let template = match (name.is_file(), of_folder, of_program()) {
        (true, _, _) => text_of(name)?,
        (false, Some(path), _) => text_of(&path)?,
        (false, None, Some((_, template))) => (*template).to_owned(),
        (false, None, None) => {
            let known = own_names();
            bail!("there is no template {}; give a file, or one of {known}", name.display())
        }
    };
    library.kept_by(choice, &template).map_err(|error| anyhow!("{}: {error:#}", name.display()))
}

fn own_names() -> String {
    OWN.map(|(name, _)| name).join(", ")
}

fn choice(library: &Library, export: &Export) -> Result<Choice> {
    let mut documents = export.documents.clone();
    if let Some(story) = &export.story {
        let story = find_story(library, story)?;
        documents.extend(story.members.iter().map(|member| member.entry.id));
    } else {
        for document in &documents {
            if library.kept_of(*document)? == 0 && library.entry(*document)?.is_none() {
                bail!("there is no article {document}; sidelight list --format json shows the ids");
            }
        }
    }
    let is_chosen = !documents.is_empty();
    Ok(Choice {
        documents: is_chosen.then_some(documents),
        tag: export.tag.clone(),
        label: export.label,
        since: export.since.map(start_of).transpose()?,
    })
}

fn start_of(day: Date) -> Result<Timestamp> {
    Ok(day.to_zoned(TimeZone::system())?.timestamp())
}

fn kind(export: &Export) -> Result<Kind> {
    let by_name = || export.output.as_deref().and_then(Kind::of_name);
    match export.form.and_then(Form::kind).or_else(by_name) {
        Some(kind) => Ok(kind),
        None => bail!("it is not known in which form to write; say it with --format"),
    }
}

/// Prints an export; on a terminal without what could harm it.
fn print(out: &mut impl Write, text: &str) -> Result<()> {
    if !std::io::stdout().is_terminal() {
        return Ok(out.write_all(text.as_bytes())?);
    }
    text.lines().try_for_each(|line| writeln!(out, "{}", Safe::new(line)))?;
    Ok(())
}

/// Takes in files of other programs, and lists of feeds.
///
/// # Errors
///
/// Fails if nothing more can be printed.
pub fn import(out: &mut impl Write, library: &Library, import: &Import) -> Result<Exit> {
    each(&import.files, |path| {
        let text = text_of(path)?;
        if import.from.is_none() && is_list_of_feeds(&text) {
            if import.dry_run {
                bail!("{} is a list of feeds, which --dry-run is not for", path.display());
            }
            return exchange::import(out, library, path, import.format).map(drop);
        }
        let kind = import.from.map(Foreign::kind);
        let brought = crate::exchange::read(&text, kind)
            .map_err(|unreadable| anyhow!("{} {unreadable}", path.display()))?;
        let bringing = if import.dry_run { Bringing::Try } else { Bringing::Keep };
        tell(out, path, library.bring(brought, bringing)?, import)
    })
}

/// Reads a file as text, in whatever encoding the program that wrote it has.
fn text_of(path: &Path) -> Result<String> {
    let bytes = read_file(path)?;
    let bytes = match String::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => return Ok(text),
        Ok(text) => text.into_bytes(),
        Err(wrong) => wrong.into_bytes(),
    };
    match decode(&bytes) {
        Some(decoded) => Ok(decoded.text.into_owned()),
        None => bail!("{} is no text in any encoding; check that it is whole", path.display()),
    }
}

/// Tells whether a text begins as a list of feeds.
fn is_list_of_feeds(text: &str) -> bool {
    let start: String = text.chars().take(2048).collect();
    start.to_lowercase().contains("<opml")
}

fn tell(out: &mut impl Write, path: &Path, done: PassagesImported, import: &Import) -> Result<()> {
    let PassagesImported { new, updated, same, joined, changed_here, unattached } = done;
    if import.format == Format::Json {
        let path = path.to_string_lossy();
        let json =
            ImportedJson { path: &path, new, updated, same, joined, changed_here, unattached };
        return write_line(out, &json);
    }
    let would = if import.dry_run { "would be " } else { "" };
    let name = path.display().to_string();
    write!(out, "{}: {would}{new} new, {updated} updated, {same} the same", Safe::new(&name))?;
    if joined > 0 {
        write!(out, ", {joined} joined with others on the same words")?;
    }
    if changed_here > 0 {
        write!(out, ", {changed_here} left as changed here")?;
    }
    if unattached > 0 {
        write!(out, ", {unattached} of articles that are not here")?;
    }
    writeln!(out)?;
    Ok(())
}

fn many(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

#[derive(Debug, Serialize)]
struct ImportedJson<'a> {
    path: &'a str,
    new: usize,
    updated: usize,
    same: usize,
    joined: usize,
    changed_here: usize,
    unattached: usize,
}
