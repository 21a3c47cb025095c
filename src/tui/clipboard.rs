//! The clipboard: which way a text goes there, and the tools that take it.
//!
//! Where the session is local a tool of the desktop takes it; over a network only the terminal can reach the
//! clipboard that the user means. A tool gets its text on standard input, from a thread that waits a bounded time.
//! It must not know what is copied.

use std::ffi::OsStr;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::config::Clipboard;

/// How long a tool may take.
const PATIENCE: Duration = Duration::from_secs(3);

/// How often it is looked whether a tool has ended.
const LOOK: Duration = Duration::from_millis(5);

/// A program that takes a text on standard input, with its arguments.
pub type Tool = &'static [&'static str];

const TMUX: Tool = &["tmux", "load-buffer", "-w", "-"];
const MACOS: Tool = &["pbcopy"];
const WAYLAND: Tool = &["wl-copy", "--type", "text/plain"];
const X11: [Tool; 2] =
    [&["xclip", "-selection", "clipboard", "-in"], &["xsel", "--clipboard", "--input"]];
const WINDOWS: Tool = &["clip.exe"];

/// How a text gets to the clipboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// Through the first of these tools that takes it, and else as said.
    Tools(Vec<Tool>, Otherwise),
    /// Through the terminal.
    Terminal,
    /// Not at all, because the user wants no clipboard.
    Off,
}

/// What is done where no tool takes a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Otherwise {
    /// The terminal gets it.
    Terminal,
    /// It is not copied.
    Nothing,
}

/// How a text went, or why it did not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Via {
    /// A tool took it.
    Tool(String),
    /// It was sent to the terminal, which may or may not take it; of a long one, so many bytes of all.
    Terminal {
        /// How many bytes were sent, where they are not all.
        cut: Option<usize>,
    },
    /// It is not copied.
    Failed(String),
}

/// Returns the way that the settings and the environment give; `variable` reads one and `has` tells whether a program
/// can be started.
pub fn way(wanted: Clipboard, variable: impl Fn(&str) -> bool, has: impl Fn(&str) -> bool) -> Way {
    let is_remote = variable("SSH_CONNECTION");
    let mut tools: Vec<Tool> = Vec::new();
    if !is_remote || wanted == Clipboard::Tools {
        if cfg!(target_os = "macos") {
            tools.push(MACOS);
        }
        if variable("WAYLAND_DISPLAY") {
            tools.push(WAYLAND);
        }
        if variable("DISPLAY") {
            tools.extend(X11);
        }
        if variable("WSL_DISTRO_NAME") {
            tools.push(WINDOWS);
        }
    }
    if variable("TMUX") {
        tools.push(TMUX);
    }
    tools.retain(|tool| tool.first().is_some_and(|program| has(program)));
    match wanted {
        Clipboard::None => Way::Off,
        Clipboard::Osc52 => Way::Terminal,
        Clipboard::Auto if tools.is_empty() => Way::Terminal,
        Clipboard::Auto => Way::Tools(tools, Otherwise::Terminal),
        Clipboard::Tools => Way::Tools(tools, Otherwise::Nothing),
    }
}

/// Returns the way of this process.
pub fn way_here(wanted: Clipboard) -> Way {
    let variable = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let folders = std::env::var_os("PATH").unwrap_or_default();
    way(wanted, variable, |program| is_in(&folders, program))
}

fn is_in(folders: &OsStr, program: &str) -> bool {
    std::env::split_paths(folders).any(|folder| is_file(&folder.join(program)))
}

fn is_file(path: &Path) -> bool {
    path.metadata().is_ok_and(|found| found.is_file())
}

/// Hands a text to the first tool that takes it; waits for each no longer than a few seconds.
///
/// # Errors
///
/// When none takes it: a line for the user that says why the last did not.
pub fn hand_over(tools: &[Tool], text: &str) -> Result<String, String> {
    let mut fault = "no tool for the clipboard was found".to_owned();
    for tool in tools {
        let Some((program, arguments)) = tool.split_first() else { continue };
        match run(program, arguments, text) {
            Ok(()) => return Ok((*program).to_owned()),
            Err(reason) => fault = format!("{program} {reason}"),
        }
    }
    Err(fault)
}

fn run(program: &str, arguments: &[&str], text: &str) -> Result<(), String> {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|error| format!("cannot be started: {error}"))?;
    let mut input = child.stdin.take();
    let bytes = if program == "clip.exe" { utf16(text) } else { text.as_bytes().to_vec() };
    // A tool that does not read must not hold up the wait for it.
    let written = std::thread::spawn(move || {
        let _ = input.as_mut().map(|input| input.write_all(&bytes));
    });
    let ended = wait(&mut child);
    if ended.is_ok() {
        drop(written.join());
    }
    ended
}

fn wait(child: &mut Child) -> Result<(), String> {
    let until = Instant::now() + PATIENCE;
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(Some(status)) => return Err(format!("failed: {status}")),
            Ok(None) if Instant::now() < until => std::thread::sleep(LOOK),
            Ok(None) => {
                let _ = child.kill();
                let _ = child.wait();
                return Err("did not end in time".to_owned());
            }
            Err(error) => return Err(format!("is lost: {error}")),
        }
    }
}

/// Returns a text as the clipboard program of Windows reads it.
fn utf16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::{Clipboard, Otherwise, Way, hand_over, way};

    type Names<'n> = &'n [&'n str];

    fn names(way: &Way) -> Vec<&'static str> {
        match way {
            Way::Tools(tools, _) => tools.iter().filter_map(|tool| tool.first().copied()).collect(),
            Way::Terminal => vec!["terminal"],
            Way::Off => vec!["off"],
        }
    }

    #[test]
    fn the_way_is_that_of_the_session_and_the_setting() {
        use Clipboard::{Auto, None, Osc52, Tools};
        let all = ["wl-copy", "xclip", "xsel", "tmux", "clip.exe"];
        let table: [(Clipboard, Names<'_>, Names<'_>, Names<'_>); 9] = [
            (Auto, &["WAYLAND_DISPLAY", "DISPLAY"], &all, &["wl-copy", "xclip", "xsel"]),
            (Auto, &["DISPLAY"], &["xsel"], &["xsel"]),
            (Auto, &["DISPLAY", "TMUX"], &all, &["xclip", "xsel", "tmux"]),
            (Auto, &["DISPLAY", "SSH_CONNECTION"], &all, &["terminal"]),
            (Auto, &["DISPLAY", "SSH_CONNECTION", "TMUX"], &all, &["tmux"]),
            (Auto, &["DISPLAY"], &[], &["terminal"]),
            (Osc52, &["DISPLAY", "TMUX"], &all, &["terminal"]),
            (Tools, &["WSL_DISTRO_NAME", "SSH_CONNECTION"], &all, &["clip.exe"]),
            (None, &["DISPLAY"], &all, &["off"]),
        ];
        for (wanted, variables, programs, expected) in table {
            let found =
                way(wanted, |name| variables.contains(&name), |name| programs.contains(&name));
            let found: Vec<_> =
                names(&found).into_iter().filter(|name| *name != "pbcopy").collect();
            assert_eq!(found, expected, "{wanted:?} {variables:?}");
        }
        let nothing = way(Tools, |_| false, |_| false);
        assert_eq!(nothing, Way::Tools(Vec::new(), Otherwise::Nothing));
    }

    #[test]
    fn the_first_tool_that_takes_it_is_named() {
        assert_eq!(hand_over(&[&["false"], &["cat"]], "text"), Ok("cat".to_owned()));
        assert!(hand_over(&[&["false"]], "text").unwrap_err().starts_with("false failed"));
        let missing = hand_over(&[&["no-such-clipboard-tool"]], "text").unwrap_err();
        assert!(missing.contains("cannot be started"), "{missing}");
        assert!(hand_over(&[], "text").unwrap_err().contains("no tool"));
        // It ends without reading what is more than a pipe holds.
        assert!(hand_over(&[&["true"]], &"x".repeat(1_000_000)).is_ok());
    }
}
