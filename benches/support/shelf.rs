//! The libraries that frames are measured on, made before anything is measured.
// Every benchmark uses a part of this.
#![allow(dead_code)]

use std::fs;
use std::path::{Path, PathBuf};

use sidelight::library::Library;

use crate::books;
use crate::libraries::{add, build};

/// The articles of the large library.
pub(crate) const MANY: u64 = 100_000;

/// An article of about 3 KB, and its name.
pub(crate) const ARTICLE: (&str, &str) =
    ("article.txt", include_str!("../../seeds/000_43b137276f00a399.txt"));

/// As many articles as fill the list and what is read of it at first.
pub(crate) const PAGE: u64 = 300;

/// A folder with libraries.
pub(crate) struct Shelf {
    folder: PathBuf,
}

impl Shelf {
    /// Takes a folder, made for an earlier run or not at all.
    pub(crate) fn new(name: &str) -> Self {
        Self { folder: Path::new(env!("CARGO_TARGET_TMPDIR")).join(name) }
    }

    /// Makes every library anew.
    pub(crate) fn fill(&self) {
        let _ = fs::remove_dir_all(&self.folder);
        fs::create_dir_all(&self.folder).unwrap();
        let library = Library::open(&self.samples()).unwrap();
        find_facts(&library);
        for (path, articles) in [(self.two(), 2), (self.page(), PAGE), (self.many(), MANY)] {
            build(&path, articles);
            find_facts(&Library::open(&path).unwrap());
        }
        for (path, text) in [
            (self.short(), "A short article.\n\nIt says little. ".repeat(30)),
            (self.english(), paragraphs(books::english().text())),
            (self.chinese(), paragraphs(books::chinese().text())),
        ] {
            let library = Library::open(&path).unwrap();
            add(&library, "book.txt", &text);
            find_facts(&library);
        }
    }

    /// Removes all of it.
    pub(crate) fn clear(&self) {
        let _ = fs::remove_dir_all(&self.folder);
    }

    /// The library of a first start, with facts.
    pub(crate) fn samples(&self) -> PathBuf {
        self.folder.join("samples.db")
    }

    /// Two short articles.
    pub(crate) fn two(&self) -> PathBuf {
        self.folder.join("two.db")
    }

    /// As many short articles as the first frame has use for.
    pub(crate) fn page(&self) -> PathBuf {
        self.folder.join("page.db")
    }

    /// Very many short articles.
    pub(crate) fn many(&self) -> PathBuf {
        self.folder.join("many.db")
    }

    /// An article of 1 KB.
    pub(crate) fn short(&self) -> PathBuf {
        self.folder.join("short.db")
    }

    /// A book of 5 MB in English.
    pub(crate) fn english(&self) -> PathBuf {
        self.folder.join("english.db")
    }

    /// A book of 5 MB in Chinese.
    pub(crate) fn chinese(&self) -> PathBuf {
        self.folder.join("chinese.db")
    }
}

/// Sets paragraphs apart as plain text does.
fn paragraphs(text: &str) -> String {
    text.replace('\n', "\n\n")
}

/// Finds the facts of the newest article, as some time after it is opened.
fn find_facts(library: &Library) {
    let newest = library.list(None, 1).unwrap().pop().unwrap();
    library.facts(newest.id).unwrap();
}
