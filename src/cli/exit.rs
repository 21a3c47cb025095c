//! Exits: how the program ends, and what it says when something failed.

use std::io::{self, Write as _};
use std::process::ExitCode;

use crate::text::Safe;

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All was done.
    Done,
    /// Something failed and has been told.
    Failed,
    /// The arguments make no sense.
    Usage,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::Usage => 2,
        })
    }
}

/// What failed of several things that were tried.
#[derive(Debug)]
#[must_use]
pub struct Failures(Vec<anyhow::Error>);

impl Failures {
    /// Tells them, if there are any.
    pub fn tell(self) -> Exit {
        for failure in &self.0 {
            tell(&format!("{failure:#}"));
        }
        if self.0.is_empty() { Exit::Done } else { Exit::Failed }
    }
}

/// Does something with each of several things; what fails is told at the end, after all have been tried.
///
/// # Errors
///
/// Fails only where nothing more can be printed.
pub fn each<T>(all: &[T], act: impl FnMut(&T) -> anyhow::Result<()>) -> anyhow::Result<Exit> {
    Ok(attempt(all, act)?.tell())
}

/// Does something with each of several things and keeps what fails, to be told when all is printed.
///
/// # Errors
///
/// Fails only where nothing more can be printed.
pub fn attempt<T>(
    all: &[T],
    mut act: impl FnMut(&T) -> anyhow::Result<()>,
) -> anyhow::Result<Failures> {
    let mut failures = Vec::new();
    for one in all {
        match act(one) {
            Ok(()) => {}
            Err(error) if is_output_failure(&error) => return Err(error),
            Err(error) => failures.push(error),
        }
    }
    Ok(Failures(failures))
}

/// Tells one failure as a line on standard error.
pub fn tell(message: &str) {
    // Where even this cannot be written there is nobody to tell.
    let _ = writeln!(io::stderr(), "sidelight: {}", Safe::new(message));
}

/// Gives a hint as a line on standard error.
pub fn hint(message: &str) {
    let _ = writeln!(io::stderr(), "hint: {}", Safe::new(message));
}

/// Tells whether the output itself failed: whatever fails elsewhere has a message of its own.
pub fn is_output_failure(error: &anyhow::Error) -> bool {
    error.is::<io::Error>() || error.is::<serde_json::Error>()
}

/// Tells an error with its causes, unless nobody reads the output any more, which is no failure.
pub fn fail(error: &anyhow::Error) -> Exit {
    if is_broken_pipe(error) {
        return Exit::Done;
    }
    if is_output_failure(error) {
        tell(&format!("cannot print: {error:#}; check where the output goes"));
    } else {
        tell(&format!("{error:#}"));
    }
    Exit::Failed
}

/// Tells whether the reader of the output has gone away.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json =
            cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(io::ErrorKind::BrokenPipe)
    })
}
