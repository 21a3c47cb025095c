//! Histories: the texts of the files of a git repository, oldest first, by the git program.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// What files of prose are called.
const PROSE: [&str; 4] = ["*.md", "*.txt", "*.rst", "*.adoc"];

/// Texts shorter than this are no prose to keep passages of.
const SHORTEST: usize = 1500;

/// A file with its texts.
pub(crate) struct History {
    /// Its path in the repository.
    pub path: String,
    /// What it said, oldest first; neighbours differ.
    pub texts: Vec<String>,
}

/// Returns the histories of at most `most` files that were changed most often or are spread over the others.
pub(crate) fn histories(repository: &Path, most: usize, revisions: usize) -> Vec<History> {
    let mut arguments = vec!["log", "--no-merges", "--format=", "--name-only", "--"];
    arguments.extend(PROSE);
    let listed = git(repository, &arguments);
    let mut changes: BTreeMap<&str, usize> = BTreeMap::new();
    for path in listed.lines().filter(|line| !line.is_empty()) {
        *changes.entry(path).or_default() += 1;
    }
    let mut paths: Vec<_> = changes.into_iter().filter(|(_, count)| *count >= 3).collect();
    paths.sort_by_key(|(path, count)| (std::cmp::Reverse(*count), *path));
    let half = most / 2;
    let rest: Vec<_> = paths.iter().skip(half).copied().collect();
    let step = (rest.len() / (most - half).max(1)).max(1);
    let chosen = paths.iter().take(half).copied().chain(rest.iter().step_by(step).copied());
    let mut found = Vec::new();
    for (path, _) in chosen {
        let texts = texts(repository, path, revisions);
        if texts.len() >= 2 {
            found.push(History { path: path.to_owned(), texts });
        }
        if found.len() == most {
            break;
        }
    }
    found
}

/// Returns the newest texts of a file, oldest first.
fn texts(repository: &Path, path: &str, most: usize) -> Vec<String> {
    let count = most.to_string();
    let commits =
        git(repository, &["log", "--no-merges", "--format=%H", "--max-count", &count, "--", path]);
    let mut texts: Vec<String> = Vec::new();
    for commit in commits.lines().rev() {
        let text = git(repository, &["show", &format!("{commit}:{path}")]);
        if text.len() >= SHORTEST && texts.last() != Some(&text) {
            texts.push(text);
        }
    }
    texts
}

fn git(repository: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new("git");
    let output = command.arg("-C").arg(repository).args(arguments).output();
    let output = output.expect("the git program is needed");
    String::from_utf8_lossy(&output.stdout).replace('\r', "")
}
