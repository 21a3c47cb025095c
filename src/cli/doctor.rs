//! `sidelight doctor`: how the library, the config file and the terminal are, and what to do.

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::Result;

use crate::cli::arguments::Format;
use crate::cli::escape::write_line;
use crate::cli::exit::{Exit, fail};
use crate::config::{Config, NamedPaths, Paths};
use crate::library::{Cure, Finding, Level, restore_library, salvage_library};
use crate::text::Safe;

/// What to examine, and what to do about what is found.
#[derive(Debug)]
pub struct Examination {
    /// What to do.
    pub treatment: Treatment,
    /// How to print it.
    pub format: Format,
    /// The files that the user names.
    pub named: NamedPaths,
}

/// What to do about what is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Treatment {
    /// Nothing.
    None,
    /// Set right what can be set right in place.
    Repair,
    /// Make a new library of what is left.
    Salvage,
    /// Put a backup in its place, the newest if none is named.
    Restore(Option<PathBuf>),
}

/// Examines what there is; `abilities` examines the terminal and the keys of a config.
pub fn doctor(examination: &Examination, abilities: impl Fn(&Config) -> Vec<Finding>) -> Exit {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let examined = examine(&mut out, examination, abilities);
    match (examined, out.flush()) {
        (Ok(exit), Ok(())) => exit,
        (Err(error), _) => fail(&error),
        (Ok(_), Err(error)) => fail(&error.into()),
    }
}

/// Examines what there is and prints it.
///
/// # Errors
///
/// Fails if what is to be done cannot be done, or nothing can be printed.
pub fn examine(
    out: &mut impl Write,
    examination: &Examination,
    abilities: impl Fn(&Config) -> Vec<Finding>,
) -> Result<Exit> {
    let Examination { treatment, format, named } = examination;
    let paths = Paths::find(named.clone())?;
    let mut findings = match treatment {
        Treatment::Salvage => salvage_library(&paths.library)?,
        Treatment::Restore(backup) => restore_library(&paths.library, backup.as_deref())?,
        Treatment::None | Treatment::Repair => Vec::new(),
    };
    let cure = if *treatment == Treatment::Repair { Cure::Repair } else { Cure::LookOnly };
    findings.extend(crate::library::examine(&paths.library, cure));
    findings.extend(configuration(&paths));
    findings.extend(abilities(&Config::read(&paths.config)));
    for finding in &findings {
        match format {
            Format::Json => write_line(out, finding)?,
            Format::Table => writeln!(
                out,
                "{:8} {:10} {}",
                name(finding.level),
                finding.area,
                Safe::new(&finding.message)
            )?,
        }
    }
    let is_faulty = findings.iter().any(|finding| finding.level == Level::Fault);
    Ok(if is_faulty { Exit::Failed } else { Exit::Done })
}

fn configuration(paths: &Paths) -> Vec<Finding> {
    let path = paths.config.display();
    if !paths.config.exists() {
        return vec![Finding::ok("config", format!("{path} is not there; the defaults stand"))];
    }
    let config = Config::read(&paths.config);
    if config.problems.is_empty() {
        return vec![Finding::ok("config", format!("{path} says what can be done"))];
    }
    let problems = config.problems.iter().map(|problem| {
        let line = problem.line.map_or_else(String::new, |line| format!(" line {line}"));
        Finding::warning("config", format!("{path}{line}: {}", problem.message))
    });
    problems.collect()
}

const fn name(level: Level) -> &'static str {
    match level {
        Level::Ok => "ok",
        Level::Warning => "warning",
        Level::Fault => "fault",
    }
}
