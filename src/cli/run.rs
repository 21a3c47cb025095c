//! Running: one meaning carried out, with everything printed to standard output.

use std::io::{BufWriter, Write};

use anyhow::Result;
use clap::CommandFactory as _;

use crate::cli::add::add;
use crate::cli::arguments::{Arguments, Format, TextFormat};
use crate::cli::bookmarks::bookmarks;
use crate::cli::compare::compare;
use crate::cli::doctor::examine;
use crate::cli::exchange::export;
use crate::cli::exit::{Exit, fail, tell};
use crate::cli::facts::facts;
use crate::cli::feeds::{feeds, follow, refresh, unfollow};
use crate::cli::list::list;
use crate::cli::meaning::{Meaning, Reading};
use crate::cli::open as place;
use crate::cli::passages;
use crate::cli::report::{report_files, report_story};
use crate::cli::revisions::revisions;
use crate::cli::search::search;
use crate::cli::text::text;
use crate::config::{NamedPaths, Paths};
use crate::library::Library;

/// Does what is asked for without a terminal.
pub fn run(meaning: Meaning) -> Exit {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let result = act(meaning, &mut out);
    let flushed = out.flush().map_err(anyhow::Error::from);
    match (result, flushed) {
        (Ok(exit), Ok(())) => exit,
        (Err(error), _) | (Ok(_), Err(error)) => fail(&error),
    }
}

fn act(meaning: Meaning, out: &mut impl Write) -> Result<Exit> {
    match meaning {
        Meaning::Read(Reading { articles, named }) if articles.inputs.is_empty() => {
            list(out, &open(named)?, Format::Table)
        }
        Meaning::Read(Reading { articles, .. }) => text(out, &articles, TextFormat::Plain, None),
        Meaning::Text { articles, format, width } => text(out, &articles, format, width),
        Meaning::Facts { articles, format } => facts(out, &articles, format),
        Meaning::Compare { articles, format, grouping } => {
            compare(out, &articles, grouping, format)
        }
        Meaning::ReportFiles { articles, grouping, writing } => {
            report_files(out, &articles, grouping, &writing)
        }
        Meaning::ReportStory { story, writing, named } => {
            report_story(out, &open(named)?, &story, &writing)
        }
        Meaning::Add { articles, format, named } => {
            using(named, |library| add(out, library, &articles, format))
        }
        Meaning::List { format, named } => list(out, &open(named)?, format),
        Meaning::Search { search: asked, format, named } => {
            search(out, &open(named)?, &asked, format)
        }
        Meaning::Feeds { format, named } => feeds(out, &open(named)?, format),
        Meaning::Follow { inputs, format, named } => {
            using(named, |library| follow(out, library, &inputs, format))
        }
        Meaning::Unfollow { feeds, format, named } => unfollow(out, &open(named)?, &feeds, format),
        Meaning::Refresh { feeds, format, named } => {
            using(named, |library| refresh(out, library, &feeds, format))
        }
        Meaning::Import { import, named } => {
            using(named, |library| passages::import(out, library, &import))
        }
        Meaning::Export { path, format, named } => export(out, &open(named)?, &path, format),
        Meaning::ExportKept { export, named } => {
            passages::export(out, &open(named.clone())?, &export, &named)
        }
        Meaning::PrintTemplate(name) => passages::print_template(out, &name),
        Meaning::Open { target, named } => place::open(out, &open(named)?, &target),
        Meaning::Bookmarks { kept, format, named } => bookmarks(out, &open(named)?, &kept, format),
        Meaning::Revisions { article, format, named } => {
            revisions(out, &open(named)?, &article, format)
        }
        Meaning::Doctor(examination) => examine(out, &examination, |_| Vec::new()),
        Meaning::Completions(shell) => print(out, &completions(shell)),
        Meaning::Man => print(out, &manual()?),
    }
}

fn open(named: NamedPaths) -> Result<Library> {
    Library::open(&Paths::find(named)?.library)
}

/// Does something that changes the library, which is kept safe then, as it is while it is open in a terminal.
fn using(named: NamedPaths, act: impl FnOnce(&Library) -> Result<Exit>) -> Result<Exit> {
    let library = open(named)?;
    let exit = act(&library)?;
    for notice in library.keep_up_today()? {
        tell(&notice);
    }
    Ok(exit)
}

fn completions(shell: clap_complete::Shell) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "sidelight", &mut script);
    script
}

fn manual() -> Result<Vec<u8>> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Arguments::command()).render(&mut page)?;
    Ok(page)
}

fn print(out: &mut impl Write, bytes: &[u8]) -> Result<Exit> {
    out.write_all(bytes)?;
    Ok(Exit::Done)
}
