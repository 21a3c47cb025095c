//! A book that has been opened: its package, its chapters in order, and its contents.
//!
//! What is missing, damaged or leads in a circle is left out with a remark, as long as something can be
//! read. It must not know what becomes of the chapters.

use std::collections::HashSet;

use crate::document::{Diagnostic, Loss};
use crate::import::decode::decode;
use crate::import::epub::archive::{Archive, Fault};
use crate::import::epub::container::{CONTAINER, ENCRYPTION, encrypted, packages};
use crate::import::epub::contents::{Label, of_control, of_page};
use crate::import::epub::package::{Item, Package, ending, is_text_name};
use crate::import::refusal::Refusal;
use crate::text::Safe;

/// What a damaged book is called.
const FORMAT: &str = "EPUB book";

/// The most remarks that are made; one more says how many there were.
const REMARKS: usize = 20;

/// A book.
#[derive(Debug)]
pub struct Book<'b> {
    archive: Archive<'b>,
    /// What its package says.
    pub package: Package,
    /// What is read, in order.
    pub chapters: Vec<Chapter>,
    /// Its contents.
    pub labels: Vec<Label>,
    remarks: Vec<(Loss, String)>,
    /// How many more there were.
    more: usize,
}

/// One file that is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chapter {
    /// A text, by its name in the archive.
    Text(String),
    /// A picture, by its name in the archive.
    Picture(String),
}

impl<'b> Book<'b> {
    /// Opens a book.
    ///
    /// # Errors
    ///
    /// Fails if it is no archive, encrypted, too much, or nothing in it can be read.
    pub fn open(bytes: &'b [u8]) -> Result<Self, Refusal> {
        let archive = Archive::open(bytes).map_err(refusal)?;
        let (package, chapters, labels) = Default::default();
        let mut book = Self { archive, package, chapters, labels, remarks: Vec::new(), more: 0 };
        let locked = book.text(ENCRYPTION)?.map_or_else(Vec::new, |text| encrypted(&text));
        book.find_package()?;
        book.find_chapters();
        let is_locked =
            |chapter: &Chapter| matches!(chapter, Chapter::Text(file) if locked.contains(file));
        if book.chapters.iter().any(is_locked) {
            return Err(Refusal::Encrypted { format: FORMAT });
        }
        book.find_labels()?;
        Ok(book)
    }

    /// Returns the decoded text of a file, or a remark and nothing.
    ///
    /// # Errors
    ///
    /// Fails if it is encrypted or too much.
    pub fn chapter(&mut self, file: &str) -> Result<Option<String>, Refusal> {
        let text = self.text(file)?;
        if text.is_none() {
            self.cut(format!("{file} is missing in the book or cannot be read"));
        }
        Ok(text)
    }

    /// Notes something that the reader of the book may want to know.
    pub fn remark(&mut self, message: String) {
        self.note(Loss::None, message);
    }

    /// Notes something that the text lacks.
    pub fn cut(&mut self, message: String) {
        self.note(Loss::Cut, message);
    }

    fn note(&mut self, loss: Loss, message: String) {
        let remark = (loss, message);
        let known = self.remarks.len() < REMARKS && self.remarks.contains(&remark);
        self.more += usize::from(self.remarks.len() >= REMARKS);
        if !known && self.remarks.len() < REMARKS {
            self.remarks.push(remark);
        }
    }

    /// Returns what was noted.
    pub fn remarks(&self) -> impl Iterator<Item = Diagnostic> {
        let more = (self.more > 0)
            .then(|| (Loss::None, format!("{} more remarks of the kind", self.more)));
        self.remarks.iter().cloned().chain(more).map(|(loss, message)| {
            let message = Safe::new(&message);
            match loss {
                Loss::Cut => Diagnostic::cut(message.as_str()),
                Loss::None => Diagnostic::new(message.as_str()),
            }
        })
    }

    /// Reads a file of the archive and decodes it; `None` if it is missing or no text.
    fn text(&mut self, file: &str) -> Result<Option<String>, Refusal> {
        let Some(name) = self.archive.find(file).map(str::to_owned) else { return Ok(None) };
        let unpacked = match self.archive.read(&name) {
            Ok(unpacked) => unpacked,
            Err(Fault::Missing | Fault::Damaged(_)) => return Ok(None),
            Err(fault) => return Err(refusal(fault)),
        };
        if !unpacked.whole {
            self.cut(format!("{file} is damaged; what can be read of it is shown"));
        }
        let unpacked = match String::from_utf8(unpacked.bytes) {
            // Most chapters; they need no second copy.
            Ok(text) if !text.contains(['\0', '\u{feff}', '\u{1b}']) => return Ok(Some(text)),
            Ok(text) => text.into_bytes(),
            Err(error) => error.into_bytes(),
        };
        let Some(decoded) = decode(&unpacked) else { return Ok(None) };
        let remarks = decoded.remarks.iter().map(|remark| format!("{file}: {}", remark.message));
        let remarks: Vec<_> = remarks.collect();
        let text = decoded.text.into_owned();
        for remark in remarks {
            self.remark(remark);
        }
        Ok(Some(text))
    }

    fn find_package(&mut self) -> Result<(), Refusal> {
        let named = self.text(CONTAINER)?.map_or_else(Vec::new, |text| packages(&text));
        let others = self.archive.names().filter(|name| ending(name) == "opf").map(str::to_owned);
        let files: Vec<_> = named.into_iter().chain(others).take(REMARKS).collect();
        for file in files {
            let Some(text) = self.text(&file)? else { continue };
            let package = Package::read(&text, &file);
            if package.items().next().is_some() {
                self.package = package;
                return Ok(());
            }
            if self.package.statements.is_empty() {
                self.package = package;
            }
        }
        Ok(())
    }

    /// Takes the chapters in the order that the package gives; else all texts that it lists; else all
    /// that there are.
    ///
    /// Chapters outside the main line (`linear="no"`) keep their place: it is the only one that the book
    /// gives them, most are a cover at the front or notes at the end, and nothing of the text is lost.
    fn find_chapters(&mut self) {
        let mut seen = HashSet::new();
        let mut chapters = Vec::new();
        let mut faults = Vec::new();
        for id in &self.package.spine {
            let Some(item) = self.package.shown(id) else {
                faults.push(format!("the book names a part {id} that it does not have"));
                continue;
            };
            if !seen.insert(item.file.clone()) {
                faults.push(format!("{} is listed more than once and shown once", item.file));
                continue;
            }
            match chapter(item) {
                Some(chapter) => chapters.push(chapter),
                None => faults.push(format!("{} is neither text nor picture", item.file)),
            }
        }
        for fault in faults {
            self.remark(fault);
        }
        if !chapters.iter().any(|chapter| matches!(chapter, Chapter::Text(_))) {
            chapters = self.unordered();
            self.remark("the book does not say in which order it is read".to_owned());
        }
        self.chapters = chapters;
    }

    fn unordered(&self) -> Vec<Chapter> {
        let listed = self.package.items().filter(|item| item.is_text() && !item.is("nav"));
        let listed: Vec<_> = listed.filter_map(chapter).collect();
        if !listed.is_empty() {
            return listed;
        }
        let mut names: Vec<_> = self.archive.names().filter(|name| is_text_name(name)).collect();
        names.sort_unstable();
        names.into_iter().map(|name| Chapter::Text(name.to_owned())).collect()
    }

    fn find_labels(&mut self) -> Result<(), Refusal> {
        let page = self.package.items().find(|item| item.is("nav")).map(|item| item.file.clone());
        if let Some(file) = page
            && let Some(text) = self.text(&file)?
        {
            self.labels = of_page(&text, &file);
        }
        let control = self.package.contents.as_deref().and_then(|id| self.package.item(id));
        let control = control
            .or_else(|| self.package.items().find(|item| item.media == "application/x-dtbncx+xml"));
        if self.labels.is_empty()
            && let Some(file) = control.map(|item| item.file.clone())
            && let Some(text) = self.text(&file)?
        {
            self.labels = of_control(&text, &file);
        }
        Ok(())
    }
}

fn chapter(item: &Item) -> Option<Chapter> {
    if item.is_text() {
        return Some(Chapter::Text(item.file.clone()));
    }
    item.is_picture().then(|| Chapter::Picture(item.file.clone()))
}

fn refusal(fault: Fault) -> Refusal {
    let damaged = |reason: &str| Refusal::Damaged { format: FORMAT, reason: reason.to_owned() };
    match fault {
        Fault::Missing => damaged("a part of it is missing"),
        Fault::Damaged(reason) => damaged(reason),
        Fault::Encrypted => Refusal::Encrypted { format: FORMAT },
        Fault::TooMuch(what) => {
            let reason = Safe::new(&what.to_string()).as_str().to_owned();
            Refusal::TooMuch { format: FORMAT, reason }
        }
    }
}
