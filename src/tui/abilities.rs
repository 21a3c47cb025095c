//! Abilities: what the terminal and its surroundings can do, for the doctor.
//!
//! What the environment tells is taken from it; what only the terminal knows is asked, and an answer that does not come
//! is waited for at most a moment.

use std::env;
use std::io::{IsTerminal as _, stdin, stdout};

use crate::config::Config;
use crate::library::Finding;
use crate::tui::keymap::Keymap;
use crate::tui::terminal::asking::{Answers, ask};
use crate::tui::terminal::support::{self, Colors, Support};

/// Programs that take text to the clipboard of this machine.
const TOOLS: [&str; 6] = ["wl-copy", "xclip", "xsel", "pbcopy", "clip.exe", "termux-clipboard-set"];

/// Examines the keys of a config and the terminal that the program runs in.
pub fn abilities(config: &Config) -> Vec<Finding> {
    let mut findings = keys(config);
    if !stdout().is_terminal() || !stdin().is_terminal() {
        findings.push(Finding::ok("terminal", "not asked, since there is none here"));
        return findings;
    }
    let variable = |name: &str| env::var(name).ok();
    findings.extend(surroundings(&variable));
    findings.push(size());
    findings.extend(answers(ask()));
    findings.push(clipboard(&variable, has_tool));
    findings
}

fn keys(config: &Config) -> Vec<Finding> {
    let (_, problems) = Keymap::new(&config.keys);
    if problems.is_empty() {
        return vec![Finding::ok("keys", "every key means one thing")];
    }
    let problems = problems.iter();
    problems
        .map(|problem| {
            Finding::warning("keys", format!("config line {}: {}", problem.line, problem.message))
        })
        .collect()
}

fn surroundings(variable: &impl Fn(&str) -> Option<String>) -> Vec<Finding> {
    let term = variable("TERM");
    let mut findings = Vec::new();
    match support::check(term.as_deref(), true) {
        Ok(()) => {
            let term = term.unwrap_or_default();
            findings.push(Finding::ok("terminal", format!("TERM is {term}")));
        }
        Err(error) => findings.push(Finding::fault("terminal", error.to_string())),
    }
    findings.push(match Support::read(variable).colors {
        Colors::None => Finding::ok("colours", "none, because NO_COLOR is set"),
        Colors::Sixteen => Finding::ok("colours", "the terminal's own sixteen"),
        Colors::Palette => Finding::ok("colours", "256"),
        Colors::True => Finding::ok("colours", "any"),
    });
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .find_map(|name| variable(name).filter(|value| !value.is_empty()));
    let is_unicode = locale.as_deref().is_some_and(|locale| {
        let locale = locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    });
    findings.push(if is_unicode {
        Finding::ok("locale", locale.unwrap_or_default())
    } else {
        let locale = locale.unwrap_or_else(|| "not set".to_owned());
        let message = format!("{locale}: names no UTF-8; if letters are wrong, set LANG=C.UTF-8");
        Finding::warning("locale", message)
    });
    findings
}

fn size() -> Finding {
    match rustix::termios::tcgetwinsize(rustix::stdio::stdout()) {
        Ok(size) if size.ws_col >= 60 && size.ws_row >= 20 => {
            Finding::ok("size", format!("{} by {}", size.ws_col, size.ws_row))
        }
        Ok(size) => {
            let (columns, rows) = (size.ws_col, size.ws_row);
            Finding::warning("size", format!("{columns} by {rows}; 60 by 20 or more is better"))
        }
        Err(_) => Finding::warning("size", "the terminal does not tell it; 80 by 24 is assumed"),
    }
}

fn answers(answers: Answers) -> Vec<Finding> {
    if !answers.any {
        let message = "the terminal answers no questions; nothing here depends on that";
        return vec![Finding::ok("width", message)];
    }
    let width = match answers.wide {
        Some(2) | None => Finding::ok("width", "wide characters take two columns"),
        Some(columns) => Finding::warning(
            "width",
            format!(
                "a wide character takes {columns} columns instead of 2: lines will be out of step; set a \
                     UTF-8 locale in the terminal"
            ),
        ),
    };
    let keyboard = if answers.keyboard {
        Finding::ok("keyboard", "the terminal can tell every key from every other")
    } else {
        Finding::ok("keyboard", "as on most terminals: Ctrl-i is Tab, Ctrl-m is Enter")
    };
    vec![width, keyboard]
}

fn clipboard(
    variable: &impl Fn(&str) -> Option<String>,
    has_tool: impl Fn(&str) -> bool,
) -> Finding {
    if let Some(tool) = TOOLS.iter().find(|tool| has_tool(tool)) {
        return Finding::ok("clipboard", format!("{tool} is here"));
    }
    if variable("TMUX").is_some_and(|tmux| !tmux.is_empty()) {
        let message =
            "no program for it; tmux passes copies on if `set -g set-clipboard on` is set";
        return Finding::warning("clipboard", message);
    }
    Finding::ok("clipboard", "no program for it; copies go through the terminal (OSC 52)")
}

fn has_tool(name: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| folder.join(name).is_file())
}

#[cfg(test)]
mod tests {
    use super::{Answers, answers, clipboard, keys, surroundings};
    use crate::config::Config;
    use crate::library::{Finding, Level};

    fn levels(findings: &[Finding]) -> Vec<Level> {
        findings.iter().map(|finding| finding.level).collect()
    }

    fn set(variables: &'static [(&str, &str)]) -> impl Fn(&str) -> Option<String> {
        move |name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        }
    }

    #[test]
    fn what_the_environment_tells_is_judged() {
        let good = set(&[("TERM", "xterm"), ("LANG", "en_GB.UTF-8")]);
        assert_eq!(levels(&surroundings(&good)), [Level::Ok; 3]);
        let bad = set(&[("TERM", "dumb"), ("LC_ALL", "POSIX"), ("LANG", "en_GB.UTF-8")]);
        assert_eq!(levels(&surroundings(&bad)), [Level::Fault, Level::Ok, Level::Warning]);
    }

    #[test]
    fn what_the_terminal_answers_is_judged() {
        let said = |any, wide, keyboard| answers(Answers { any, wide, keyboard });
        assert_eq!(levels(&said(false, None, false)), [Level::Ok]);
        assert_eq!(levels(&said(true, Some(2), true)), [Level::Ok; 2]);
        assert_eq!(levels(&said(true, Some(1), false)), [Level::Warning, Level::Ok]);
    }

    #[test]
    fn a_way_to_the_clipboard_is_named() {
        let found = clipboard(&set(&[]), |tool| tool == "xclip");
        assert_eq!(found.message, "xclip is here");
        assert_eq!(clipboard(&set(&[("TMUX", "x")]), |_| false).level, Level::Warning);
        assert!(clipboard(&set(&[]), |_| false).message.contains("OSC 52"));
    }

    #[test]
    fn keys_that_mean_nothing_are_named() {
        assert_eq!(levels(&keys(&Config::default())), [Level::Ok]);
        let config = Config::parse("[keys.reader]\nj = \"no-such-action\"\n");
        let found = keys(&config);
        assert_eq!(levels(&found), [Level::Warning]);
        assert!(found[0].message.contains("line 2"), "{}", found[0].message);
    }
}
