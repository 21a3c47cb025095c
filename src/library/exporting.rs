//! Exports: kept passages and articles as files for other programs.
//!
//! A file is written whole or not at all, and takes the place only of an older export. Markdown is brought up to date
//! where it stands, for what is written around the passages is somebody's own.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};

use crate::exchange::markdown::by_article;
use crate::exchange::merge::merge;
use crate::exchange::{Format, Kept};
use crate::library::exchange::replace;
use crate::library::files::read;
use crate::library::keeping::Choice;
use crate::library::library::Library;
use crate::text::Safe;

/// The most characters of a title in the name of a file.
const NAME: usize = 60;

/// Whether an export may take the place of a file that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replacing {
    /// Only an export is replaced.
    Exports,
    /// Any file is.
    Anything,
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// How many passages.
    pub passages: usize,
    /// How many articles.
    pub articles: usize,
    /// How many files.
    pub files: usize,
    /// How many passages were left as they are because they were changed in their file.
    pub changed_there: usize,
}

impl Library {
    /// Returns kept passages, and how many, as text.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read, or nothing is written in this form.
    pub fn kept_as(&self, choice: &Choice, format: Format) -> Result<(String, usize)> {
        let kept = self.kept(choice)?;
        Ok((written(&kept, format)?, kept.len()))
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
        let kept = self.kept(choice)?;
        let groups = by_article(&kept);
        let mut done = Exported { articles: groups.len(), ..Exported::default() };
        done.passages = kept.len();
        if is_folder(path) {
            if format != Format::Markdown {
                bail!("{} is a folder; name a file in it", path.display());
            }
            fs::create_dir_all(path).map_err(|error| failure(path, &error.into()))?;
            for (_, group) in groups {
                let group: Vec<_> = group.into_iter().cloned().collect();
                let file = page_of(path, &group)?;
                done.changed_there += save(&file, format, &group, replacing)?;
                done.files += 1;
            }
        } else {
            done.changed_there = save(path, format, &kept, replacing)?;
            done.files = 1;
        }
        Ok(done)
    }
}

fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().as_encoded_bytes().ends_with(b"/")
}

/// Writes one file; returns how many passages were left alone.
fn save(path: &Path, format: Format, kept: &[Kept], replacing: Replacing) -> Result<usize> {
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
    let (text, changed_there) = match &old {
        Some(old) if format == Format::Markdown && !old.trim().is_empty() => {
            let merged = merge(old, kept);
            (merged.text, merged.changed_there)
        }
        _ => (written(kept, format)?, 0),
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

fn written(kept: &[Kept], format: Format) -> Result<String> {
    format.write(kept).ok_or_else(|| anyhow!("nothing is written in this form; choose another"))
}

fn failure(path: &Path, error: &anyhow::Error) -> anyhow::Error {
    anyhow!("{} cannot be written: {error}; choose another place", path.display())
}

/// Returns the file of an article in a folder: the one that has its passages, or one named by its title.
fn page_of(folder: &Path, kept: &[Kept]) -> Result<PathBuf> {
    let Some(first) = kept.first() else { bail!("there is nothing to write") };
    let id = first.bookmark.document.to_string();
    let short: String = id.chars().take(8).collect();
    let ending = format!("{short}.md");
    for entry in fs::read_dir(folder).map_err(|error| failure(folder, &error.into()))? {
        let path = entry.map_err(|error| failure(folder, &error.into()))?.path();
        let is_its = path
            .file_name()
            .and_then(|name| name.to_str())
            .is_some_and(|name| name == ending || name.ends_with(&format!(" {ending}")));
        if is_its {
            return Ok(path);
        }
    }
    let title = first.article.title.as_deref().unwrap_or(&first.bookmark.title);
    let name = file_name(title);
    let name = if name.is_empty() { ending } else { format!("{name} {ending}") };
    Ok(folder.join(name))
}

/// Returns a title as the name of a file that every system and Obsidian takes.
pub(crate) fn file_name(title: &str) -> String {
    let safe = Safe::new(title);
    let kept = |ch: char| if "/\\:*?\"<>|#^[]".contains(ch) { ' ' } else { ch };
    let words: String = safe.as_str().chars().map(kept).collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = words.chars().take(NAME).collect();
    short.trim_matches(['.', ' ']).to_owned()
}
