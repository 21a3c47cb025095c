//! The program: reads its arguments and hands over to one of the two faces.

use std::io::IsTerminal as _;
use std::process::ExitCode;

use sidelight::cli::{Exit, Meaning, Reading, fail, meaning, run};

fn main() -> ExitCode {
    match meaning(std::env::args_os()) {
        Ok(Meaning::Read(reading)) if std::io::stdout().is_terminal() => {
            read_in_terminal(reading).unwrap_or_else(|error| fail(&error).into())
        }
        Ok(meaning) => run(meaning).into(),
        Err(exit) => exit.into(),
    }
}

/// Opens the terminal face.
fn read_in_terminal(reading: Reading) -> anyhow::Result<ExitCode> {
    let _ = (reading, Exit::Done);
    anyhow::bail!(
        "the terminal face is not there yet; give the output to another program, as in `sidelight | less`"
    )
}
