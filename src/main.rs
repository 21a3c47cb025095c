//! The program: reads its arguments and hands over to one of the two faces.

use std::io::IsTerminal as _;
use std::path::Path;
use std::process::ExitCode;

use sidelight::cli::{self, Meaning, Reading};
use sidelight::config::{Config, NamedPaths, Paths};
use sidelight::library::Library;
use sidelight::tui::{self, Launch};

fn main() -> ExitCode {
    match cli::meaning(std::env::args_os()) {
        Ok(Meaning::Read(reading)) if std::io::stdout().is_terminal() => {
            read_in_terminal(reading).unwrap_or_else(|error| cli::fail(&error).into())
        }
        Ok(Meaning::Open { target, named }) if std::io::stdout().is_terminal() => {
            open_in_terminal(&target, named).unwrap_or_else(|error| cli::fail(&error).into())
        }
        Ok(Meaning::Doctor(examination)) => cli::doctor(&examination, tui::abilities).into(),
        Ok(meaning) => cli::run(meaning).into(),
        Err(exit) => exit.into(),
    }
}

/// Opens the terminal face on the library, with what was given on the command line.
fn read_in_terminal(Reading { articles, named }: Reading) -> anyhow::Result<ExitCode> {
    let paths = Paths::find(named)?;
    let gathered = match articles.inputs.as_slice() {
        [] => cli::Gathered::default(),
        _ => cli::gather(&Library::open(&paths.library)?, &articles)?,
    };
    show(paths, gathered)
}

/// Opens the terminal face at one place of the library.
fn open_in_terminal(target: &Path, named: NamedPaths) -> anyhow::Result<ExitCode> {
    let paths = Paths::find(named)?;
    let gathered = cli::gather_target(&Library::open(&paths.library)?, target)?;
    show(paths, gathered)
}

fn show(paths: Paths, gathered: cli::Gathered) -> anyhow::Result<ExitCode> {
    let config = Config::read(&paths.config);
    let cli::Gathered { open, at, notice } = gathered;
    tui::run(&Launch { library: paths.library, config, open, at, notice }).map(ExitCode::from)
}
