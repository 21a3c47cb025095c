//! The layers: a module uses only modules above it, and every file keeps the form of the others.
//!
//! Nothing but this test keeps a single crate from knotting itself. It reads the `crate::` paths of
//! every source file outside its tests and comments.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The top-level modules; each may use those before it and its own children.
const ORDER: [&str; 20] = [
    "text", "document", "source", "fact", "anchor", "bookmark", "verdict", "exchange", "layout",
    "import", "fetch", "extract", "story", "search", "store", "config", "library", "cli", "tui",
    "main",
];

/// The two faces never know each other.
const STRANGERS: [(&str, &str); 2] = [("tui", "cli"), ("cli", "tui")];

/// The most lines a file may have before its tests.
const LINES: usize = 400;

struct Source {
    /// `text::grapheme`, without the crate's own name.
    module: Vec<String>,
    path: PathBuf,
    /// Without comments and what follows the first test module.
    code: String,
    whole: String,
}

#[test]
fn a_module_uses_only_modules_above_it() {
    let mut faults = Vec::new();
    for source in sources() {
        let own = &source.module[0];
        for used in paths(&source.code) {
            let other = &used[0];
            if own == "lib" || own == other {
                continue;
            }
            let allowed = position(other) < position(own)
                && !STRANGERS.contains(&(own.as_str(), other.as_str()));
            if !allowed {
                faults.push(format!("{}: uses crate::{}", source.path.display(), used.join("::")));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn siblings_are_used_by_full_path_and_in_no_circle() {
    let sources = sources();
    let modules: BTreeSet<_> = sources.iter().map(|source| source.module.clone()).collect();
    let mut faults = Vec::new();
    let mut uses: BTreeMap<Vec<String>, BTreeSet<Vec<String>>> = BTreeMap::new();
    for source in sources.iter().filter(|source| source.module.len() > 1) {
        for used in paths(&source.code) {
            if used[0] != source.module[0] {
                continue;
            }
            match longest_module(&used, &modules) {
                Some(sibling) if sibling.len() > 1 => {
                    if !source.module.starts_with(&sibling) && !sibling.starts_with(&source.module)
                    {
                        let (from, to) = parting(&source.module, &sibling);
                        uses.entry(from).or_default().insert(to);
                    } else if source.module != sibling && !sibling.starts_with(&source.module) {
                        faults.push(through_parent(source, &used));
                    }
                }
                _ => faults.push(through_parent(source, &used)),
            }
        }
    }
    for module in uses.keys() {
        if reaches(module, module, &uses) {
            faults.push(format!("{} uses itself through its siblings", module.join("::")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_file_says_what_it_is_and_is_one_idea() {
    let mut faults = Vec::new();
    for source in sources() {
        let path = source.path.display();
        if !source.whole.starts_with("//!") {
            faults.push(format!("{path}: does not start with a //! header"));
        }
        let lines = code_lines(&source.whole);
        if lines > LINES {
            faults.push(format!("{path}: {lines} lines before its tests, more than {LINES}"));
        }
        for banned in ["use super::", "::prelude::", "::*;"] {
            if source.code.contains(banned) {
                faults.push(format!("{path}: has `{banned}`"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn through_parent(source: &Source, used: &[String]) -> String {
    format!(
        "{}: uses crate::{} through the parent instead of the sibling's own path",
        source.path.display(),
        used.join("::")
    )
}

fn position(module: &str) -> usize {
    ORDER
        .iter()
        .position(|name| *name == module)
        .unwrap_or_else(|| panic!("crate::{module} has no place in the order of layers"))
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    files.sort();
    files.into_iter().map(|path| read(&root, path)).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") && !is_test_file(&path) {
            files.push(path);
        }
    }
}

/// Tests too long for their module's file stand in `tests.rs` beside it.
fn is_test_file(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem == "tests")
}

fn read(root: &Path, path: PathBuf) -> Source {
    let whole = fs::read_to_string(&path).unwrap();
    let inside = path.strip_prefix(root).unwrap().with_extension("");
    let module = inside.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
    let code = code_part(&whole)
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n");
    Source { module, path, code, whole }
}

fn code_part(whole: &str) -> &str {
    whole.split("#[cfg(test)]\nmod ").next().unwrap_or_default()
}

fn code_lines(whole: &str) -> usize {
    code_part(whole).lines().count()
}

/// Every `crate::…` or `sidelight::…` path, braces opened.
fn paths(code: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for start in ["crate::", "sidelight::"] {
        for (at, _) in code.match_indices(start) {
            let before = code[..at].chars().next_back();
            if !before.is_some_and(|ch| ch.is_alphanumeric() || ch == '_' || ch == '$') {
                read_path(&code[at + start.len()..], &mut Vec::new(), &mut found);
            }
        }
    }
    found
}

/// Reads one path or group from the front of `rest`; returns how many bytes it took.
fn read_path(rest: &str, prefix: &mut Vec<String>, found: &mut Vec<Vec<String>>) -> usize {
    let mut at = 0;
    let depth = prefix.len();
    loop {
        let part = &rest[at..];
        let name: String =
            part.chars().take_while(|ch| ch.is_alphanumeric() || *ch == '_').collect();
        if name.is_empty() {
            if part.starts_with('{') {
                at += 1;
                while !rest[at..].starts_with('}') {
                    let skipped: usize = rest[at..]
                        .chars()
                        .take_while(|ch| ch.is_whitespace() || *ch == ',')
                        .map(char::len_utf8)
                        .sum();
                    at += skipped;
                    if rest[at..].starts_with('}') || at >= rest.len() {
                        break;
                    }
                    let taken = read_path(&rest[at..], prefix, found);
                    if taken == 0 {
                        break;
                    }
                    at += taken;
                }
                at += 1;
            }
            break;
        }
        at += name.len();
        prefix.push(name);
        if let Some(alias) = rest[at..].strip_prefix(" as ") {
            at += 4 + alias.chars().take_while(|ch| ch.is_alphanumeric() || *ch == '_').count();
        }
        if !rest[at..].starts_with("::") {
            found.push(prefix.clone());
            break;
        }
        at += 2;
    }
    prefix.truncate(depth);
    at
}

fn longest_module(used: &[String], modules: &BTreeSet<Vec<String>>) -> Option<Vec<String>> {
    (1..=used.len()).rev().map(|end| used[..end].to_vec()).find(|path| modules.contains(path))
}

/// The two ancestors just below the common parent.
fn parting(a: &[String], b: &[String]) -> (Vec<String>, Vec<String>) {
    let shared = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    (a[..=shared].to_vec(), b[..=shared].to_vec())
}

fn reaches(
    from: &[String],
    goal: &[String],
    uses: &BTreeMap<Vec<String>, BTreeSet<Vec<String>>>,
) -> bool {
    let mut seen = BTreeSet::new();
    let mut open: Vec<_> = uses.get(from).into_iter().flatten().cloned().collect();
    while let Some(next) = open.pop() {
        if next == goal {
            return true;
        }
        if seen.insert(next.clone()) {
            open.extend(uses.get(&next).into_iter().flatten().cloned());
        }
    }
    false
}

#[test]
fn the_reader_of_paths_sees_through_braces() {
    let code =
        "use crate::text::{Columns, offset::{TextRange, range}};\nlet x = crate::fact::Fact;";
    let mut seen: Vec<_> = paths(code).into_iter().map(|path| path.join("::")).collect();
    seen.sort();
    let expected =
        ["fact::Fact", "text::Columns", "text::offset::TextRange", "text::offset::range"];
    assert_eq!(seen, expected);
}

#[test]
fn a_circle_is_seen() {
    let module = |name: &str| vec!["tui".to_owned(), name.to_owned()];
    let mut uses: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    uses.entry(module("a")).or_default().insert(module("b"));
    assert!(!reaches(&module("a"), &module("a"), &uses));
    uses.entry(module("b")).or_default().insert(module("a"));
    assert!(reaches(&module("a"), &module("a"), &uses));
}
