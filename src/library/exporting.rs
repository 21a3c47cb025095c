//! Exports: kept passages and articles as files for other programs.
//!
//! A file is written whole or not at all, and takes the place only of an older export. Markdown is brought up to date
//! where it stands, for what is written around the passages is somebody's own.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};

use crate::document::DocumentId;
use crate::exchange::merge::merge;
use crate::exchange::template::fill;
use crate::exchange::{Article, Format, KeptPassage};
use crate::library::exchange::replace;
use crate::library::files::read;
use crate::library::library::Library;
use crate::library::outcome::Exported;
use crate::library::outgoing::Choice;
use crate::text::Safe;

/// The most characters of a title in the name of a file.
const NAME: usize = 60;

/// The most of it in bytes: systems allow 255, and the name gets an identity, an ending and, while it is written, more.
const NAME_BYTES: usize = 150;

/// Whether an export may take the place of a file that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replacing {
    /// Only an export is replaced.
    Exports,
    /// Any file is.
    Anything,
}

impl Library {
    /// Returns kept passages, and how many, as text.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read, or nothing is written in this form.
    pub fn kept_as(&self, choice: &Choice, format: Format) -> Result<(String, usize)> {
        let (kept, cited) = self.going_out(choice, format)?;
        Ok((written(&kept, &cited, format)?, kept.len()))
    }

    /// Returns what is written in a form: the passages, or the articles that are cited.
    fn going_out(
        &self,
        choice: &Choice,
        format: Format,
    ) -> Result<(Vec<KeptPassage>, Vec<Article>)> {
        if format.is_of_articles() {
            return Ok((Vec::new(), self.cited(choice)?));
        }
        Ok((self.kept(choice)?, Vec::new()))
    }

    /// Returns kept passages in a form of the user's own.
    ///
    /// # Errors
    ///
    /// Fails if the template is faulty, which is told with its line, or the store cannot be read.
    pub fn kept_by(&self, choice: &Choice, template: &str) -> Result<String> {
        Ok(fill(template, &self.kept(choice)?)?)
    }

    /// Writes a text to a file; over one that says something else only if any file may be replaced.
    ///
    /// # Errors
    ///
    /// Fails if something else is at the path, or it cannot be written.
    pub fn write_page(&self, text: &str, path: &Path, replacing: Replacing) -> Result<()> {
        if path.is_dir() {
            bail!("{} is a folder; name a file in it", path.display());
        }
        let is_other = match present(path, replacing)? {
            Some(old) => !old.trim().is_empty() && old != text,
            None => false,
        };
        if is_other && replacing == Replacing::Exports {
            bail!(
                "{} is there already; choose another name, or replace it with --force",
                path.display()
            );
        }
        replace(path, text.as_bytes()).map_err(|error| failure(path, &error))
    }

    /// Writes the kept passages of a document, or all, in the form that the name of the file ends with. A name alone
    /// is one in the folder `exports` beside the library. Returns where they were written.
    ///
    /// # Errors
    ///
    /// Fails as [`Library::export_kept`] does, and where the name does not tell the form.
    pub fn export_beside(
        &self,
        document: Option<DocumentId>,
        path: &Path,
    ) -> Result<(PathBuf, Exported)> {
        let Some(format) = Format::of_name(path) else {
            bail!(
                "{} does not tell the form; end it with .md, .org, .csv, .jsonl, .jsonld, .bib or .json",
                path.display()
            );
        };
        let folder = self.path().parent().map(|folder| folder.join("exports"));
        let path = match folder.filter(|_| path.components().count() == 1) {
            Some(folder) => {
                fs::create_dir_all(&folder).map_err(|error| failure(&folder, &error.into()))?;
                folder.join(path)
            }
            None => path.to_owned(),
        };
        let choice = Choice { documents: document.map(|id| vec![id]), ..Choice::default() };
        let exported = self.export_kept(&choice, format, &path, Replacing::Exports)?;
        Ok((path, exported))
    }

    /// Writes kept passages to a file; as Markdown also to a folder, with a file for each article.
    ///
    /// # Errors
    ///
    /// Fails if something else is at the path, or the store or the file fails.
    pub fn export_kept(
        &self,
        choice: &Choice,
        format: Format,
        path: &Path,
        replacing: Replacing,
    ) -> Result<Exported> {
        if is_folder(path) {
            if format != Format::Markdown {
                bail!("{} is a folder; name a file in it", path.display());
            }
            return self.export_pages(choice, path, replacing);
        }
        let (kept, cited) = self.going_out(choice, format)?;
        let articles: HashSet<_> = kept.iter().map(|kept| kept.bookmark.document).collect();
        Ok(Exported {
            articles: if format.is_of_articles() { cited.len() } else { articles.len() },
            passages: kept.len(),
            files: 1,
            changed_there: save(path, format, &kept, &cited, replacing)?,
        })
    }

    fn export_pages(
        &self,
        choice: &Choice,
        folder: &Path,
        replacing: Replacing,
    ) -> Result<Exported> {
        fs::create_dir_all(folder).map_err(|error| failure(folder, &error.into()))?;
        let (mut pages, mut done) = (Pages::of(folder)?, Exported::default());
        self.each_article(choice, |kept| {
            let Some(first) = kept.first() else { return Ok(()) };
            let page = pages.page(first);
            done.changed_there += save(&page, Format::Markdown, kept, &[], replacing)?;
            done.articles += 1;
            done.files += 1;
            done.passages += kept.len();
            Ok(())
        })?;
        Ok(done)
    }
}

fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().as_encoded_bytes().ends_with(b"/")
}

/// Writes one file; returns how many passages were left alone.
fn save(
    path: &Path,
    format: Format,
    kept: &[KeptPassage],
    cited: &[Article],
    replacing: Replacing,
) -> Result<usize> {
    let old = present(path, replacing)?;
    if let Some(old) = &old
        && replacing == Replacing::Exports
        && !format.is_own(old)
    {
        bail!(
            "{} is there already and no such export; choose another name, or replace it with --force",
            path.display()
        );
    }
    let (text, changed_there) = match (&old, format.page()) {
        (Some(old), Some(page)) if !old.trim().is_empty() => {
            let merged = merge(page, old, kept);
            (merged.text, merged.changed_there)
        }
        _ => (written(kept, cited, format)?, 0),
    };
    if old.as_deref() != Some(text.as_str()) {
        replace(path, text.as_bytes()).map_err(|error| failure(path, &error))?;
    }
    Ok(changed_there)
}

/// Returns what is in a file, if there is one.
fn present(path: &Path, replacing: Replacing) -> Result<Option<String>> {
    if !path.exists() {
        return Ok(None);
    }
    match String::from_utf8(read(path)?) {
        Ok(text) => Ok(Some(text)),
        Err(_) if replacing == Replacing::Anything => Ok(Some(String::new())),
        Err(_) => Ok(Some("\u{fffd}".to_owned())),
    }
}

fn written(kept: &[KeptPassage], cited: &[Article], format: Format) -> Result<String> {
    format
        .write(kept, cited)
        .ok_or_else(|| anyhow!("nothing is written in this form; choose another"))
}

fn failure(path: &Path, error: &anyhow::Error) -> anyhow::Error {
    anyhow!("{} cannot be written: {error}; choose another place", path.display())
}

/// The pages of a folder, by the identity that their names end with.
struct Pages {
    folder: PathBuf,
    known: HashMap<String, PathBuf>,
}

impl Pages {
    /// Reads a folder, once for all articles.
    fn of(folder: &Path) -> Result<Self> {
        let failed = |error: std::io::Error| failure(folder, &error.into());
        let mut known = HashMap::new();
        for entry in fs::read_dir(folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let ending = name.rsplit_once(' ').map_or(name, |(_, ending)| ending).to_owned();
            known.insert(ending, path);
        }
        Ok(Self { folder: folder.to_owned(), known })
    }

    /// Returns the page of an article: the one that has its passages, or one named by its title.
    fn page(&mut self, kept: &KeptPassage) -> PathBuf {
        let id = kept.bookmark.document.to_string();
        let short: String = id.chars().take(8).collect();
        let ending = format!("{short}.md");
        let title = kept.article.title.as_deref().unwrap_or(&kept.bookmark.title);
        let name = file_name(title);
        let name = if name.is_empty() { ending.clone() } else { format!("{name} {ending}") };
        self.known.entry(ending).or_insert_with(|| self.folder.join(name)).clone()
    }
}

/// Returns a title as the name of a file that every system and Obsidian takes.
pub fn file_name(title: &str) -> String {
    let safe = Safe::new(title);
    let kept = |ch: char| if "/\\:*?\"<>|#^[]".contains(ch) { ' ' } else { ch };
    let words: String = safe.as_str().chars().map(kept).collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = |at: &usize| *at <= NAME_BYTES;
    let ends = words.char_indices().map(|(at, ch)| at + ch.len_utf8()).take(NAME);
    let end = ends.take_while(fits).last().unwrap_or_default();
    let short = words.get(..end).unwrap_or_default();
    short.trim_matches(['.', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{NAME, NAME_BYTES, file_name};

    #[test]
    fn the_name_of_a_file_is_short_enough_for_every_system() {
        assert_eq!(file_name("Who? What: \"it\"…"), "Who What it …");
        assert_eq!(file_name(&"a".repeat(90)).len(), NAME);
        let many = file_name(&"\u{1f600}".repeat(60));
        assert!((NAME_BYTES - 3..=NAME_BYTES).contains(&many.len()), "{}", many.len());
    }
}
