//! The headless face, through the program itself.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

mod addresses;
mod compare;
mod feeds;
mod passages;
mod report;
mod search;

const SEEDS: [&str; 2] = ["seeds/000_43b137276f00a399.txt", "seeds/001_0c6f94f86f0ee5fa.txt"];

/// One run of the program in a home of its own.
#[must_use]
struct Run {
    home: TempDir,
    arguments: Vec<String>,
    input: Vec<u8>,
    environment: Vec<(String, String)>,
}

/// What a run gave.
#[derive(Debug)]
struct Outcome {
    code: i32,
    output: String,
    errors: String,
}

fn run(line: &str) -> Run {
    let arguments = line.split_whitespace().map(str::to_owned).collect();
    Run {
        home: tempfile::tempdir().unwrap(),
        arguments,
        input: Vec::new(),
        environment: Vec::new(),
    }
}

impl Run {
    /// Adds an argument that may hold spaces.
    fn with(mut self, argument: impl AsRef<str>) -> Self {
        self.arguments.push(argument.as_ref().to_owned());
        self
    }

    /// Adds a file of the run's own home as an argument.
    fn file(self, name: &str, bytes: &[u8]) -> Self {
        let path = self.home.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        self.with(path.to_str().unwrap())
    }

    fn input(mut self, bytes: &[u8]) -> Self {
        self.input = bytes.to_vec();
        self
    }

    fn library(mut self, path: &Path) -> Self {
        self.environment.push(("SIDELIGHT_LIBRARY".to_owned(), path.to_str().unwrap().to_owned()));
        self
    }

    fn finish(&self) -> Outcome {
        let mut child = self
            .command()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // The program may end without reading its input.
        let _ = child.stdin.take().unwrap().write_all(&self.input);
        let output = child.wait_with_output().unwrap();
        let outcome = Outcome {
            code: output.status.code().unwrap_or(-1),
            output: String::from_utf8(output.stdout).unwrap(),
            errors: String::from_utf8(output.stderr).unwrap(),
        };
        let foreign = |ch: char| ch.is_control() && ch != '\n' && ch != '\t';
        assert!(
            !outcome.output.contains(foreign) && !outcome.errors.contains(foreign),
            "{outcome:?}"
        );
        outcome
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sidelight"));
        command
            .args(&self.arguments)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env_clear()
            .env("HOME", self.home.path())
            .envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Expects success without a word of error.
    #[track_caller]
    fn succeeds(&self) -> String {
        let outcome = self.finish();
        assert_eq!((outcome.code, outcome.errors.as_str()), (0, ""), "{outcome:?}");
        outcome.output
    }

    /// Expects one line of error that holds all of these words, and the exit code.
    #[track_caller]
    fn fails(&self, code: i32, words: &[&str]) {
        let outcome = self.finish();
        assert_eq!(outcome.code, code, "{outcome:?}");
        let mut lines = outcome.errors.lines();
        let line = lines.next().unwrap_or_default();
        assert!(line.starts_with("sidelight: "), "{outcome:?}");
        assert!(words.iter().all(|word| line.contains(word)), "{words:?} in {outcome:?}");
        assert!(lines.all(|line| line.starts_with("hint: ")), "{outcome:?}");
    }
}

fn json_lines(output: &str) -> Vec<Value> {
    output.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn quoted<'t>(text: &'t str, place: &Value) -> &'t str {
    let at = |name: &str| usize::try_from(place[name].as_u64().unwrap()).unwrap();
    &text[at("start")..at("end")]
}

#[test]
fn text_in_json_is_the_article() {
    let articles = json_lines(&run("text --format json").with(SEEDS[0]).with(SEEDS[1]).succeeds());
    assert_eq!(articles.len(), 2);
    let fields = [
        "path",
        "title",
        "byline",
        "site",
        "published",
        "language",
        "text",
        "blocks",
        "diagnostics",
    ];
    for (article, seed) in articles.iter().zip(SEEDS) {
        let mut names: Vec<_> = article.as_object().unwrap().keys().map(String::as_str).collect();
        names.sort_unstable();
        let mut expected = fields;
        expected.sort_unstable();
        assert_eq!(names, expected);
        let text = article["text"].as_str().unwrap();
        assert_eq!(article["path"], seed);
        let covered: String =
            article["blocks"].as_array().unwrap().iter().map(|block| quoted(text, block)).collect();
        let visible = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(visible(&covered), visible(&std::fs::read_to_string(seed).unwrap()));
    }
    let wire = &articles[0];
    assert_eq!(wire["published"], "2025-11-04");
    assert_eq!(wire["site"], "Xinhua");
    assert_eq!(wire["blocks"][1]["kind"], "title");
    assert_eq!(
        quoted(wire["text"].as_str().unwrap(), &wire["blocks"][1]),
        wire["title"].as_str().unwrap()
    );
}

#[test]
fn what_the_user_says_goes_first() {
    let line = run("text --format json --published 2024-01-02 --language de")
        .with("--title")
        .with("My title");
    let article = &json_lines(&line.with(SEEDS[0]).succeeds())[0];
    assert_eq!(article["title"], "My title");
    assert_eq!(article["published"], "2024-01-02");
    assert_eq!(article["language"], "de");
}

#[test]
fn facts_in_json_quote_the_text() {
    let articles = json_lines(&run("facts --format json").with(SEEDS[0]).with(SEEDS[1]).succeeds());
    assert_eq!(articles.len(), 2);
    for article in &articles {
        let text = article["text"].as_str().unwrap();
        let lists = [
            "entities",
            "times",
            "quantities",
            "events",
            "statements",
            "hedges",
            "actions",
            "citations",
        ];
        for list in lists {
            article[list].as_array().unwrap().iter().for_each(|fact| check_places(text, fact));
        }
        for time in article["times"].as_array().unwrap() {
            assert!(text.contains(quoted(text, time)) && !quoted(text, time).trim().is_empty());
            assert!(
                ["point", "interval", "set", "duration"].contains(&time["kind"].as_str().unwrap())
            );
        }
        assert!(!article["times"].as_array().unwrap().is_empty());
    }
}

/// Every place within a fact is one of the text's.
fn check_places(text: &str, value: &Value) {
    match value {
        Value::Object(fields) => {
            if fields.contains_key("start") {
                let words = quoted(text, value);
                assert!(!words.is_empty() && words.trim() == words, "{words:?} {value}");
            }
            fields.values().for_each(|field| check_places(text, field));
        }
        Value::Array(values) => values.iter().for_each(|value| check_places(text, value)),
        _ => {}
    }
}

#[test]
fn plain_text_is_wrapped_and_keeps_all_words() {
    // A line may end after a hyphen within a word.
    let words = |text: &str| text.split_whitespace().collect::<String>();
    for (arguments, most) in [("text", 80), ("", 80), ("text --width 40", 40)] {
        let output = run(arguments).with(SEEDS[0]).succeeds();
        assert!(output.lines().all(|line| line.chars().count() <= most), "{output}");
        assert_eq!(words(&output), words(&std::fs::read_to_string(SEEDS[0]).unwrap()));
    }
    let unbroken = run("text --width 0").with(SEEDS[1]).succeeds();
    assert!(unbroken.lines().any(|line| line.len() > 500));
}

#[test]
fn several_articles_are_told_apart() {
    let output = run("text").file("a.txt", b"One.\n").file("b.txt", b"Two.\n").succeeds();
    let lines: Vec<_> = output.lines().filter(|line| !line.is_empty()).collect();
    assert!(lines[0].starts_with("==> ") && lines[0].ends_with("a.txt <=="), "{output}");
    assert_eq!((lines[1], lines[3]), ("One.", "Two."));
}

#[test]
fn markdown_has_marks() {
    let output = run("text --format markdown").with(SEEDS[1]).succeeds();
    assert!(
        output.contains("\n\n## High-Level Dialogue Reinforces Enduring Partnership\n\n"),
        "{output}"
    );
}

#[test]
fn standard_input_is_an_article() {
    let article = &json_lines(
        &run("text --format json -").input(b"# The pier\n\nIt *fell*.\n\n## Why\n").succeeds(),
    )[0];
    assert_eq!(article["path"], "-");
    assert_eq!(article["title"], "The pier");
    assert_eq!(run("-").input(b"It fell.\n").succeeds(), "It fell.\n");
}

#[test]
fn a_hostile_file_name_is_harmless_and_comes_back() {
    let name = "\u{1b}[31mred\u{202e}.txt";
    let article = &json_lines(&run("text --format json").file(name, b"It fell.\n").succeeds())[0];
    assert!(article["path"].as_str().unwrap().ends_with(name));
    let listed = run("facts").file(name, b"It fell.\n").succeeds();
    assert!(listed.contains("␛[31mred.txt"), "{listed}");
    assert!(
        run("text --width 0")
            .file(name, b"It fell.\n")
            .with(SEEDS[0])
            .succeeds()
            .contains("␛[31mred.txt <==")
    );
}

#[test]
fn bad_input_is_told_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let large = folder.path().join("large.txt");
    std::fs::File::create(&large).unwrap().set_len(65 << 20).unwrap();
    run("text /nowhere/a.txt").fails(1, &["/nowhere/a.txt", "check its name"]);
    run("text").with(folder.path().to_str().unwrap()).fails(1, &["is a folder"]);
    run("text")
        .file("a.png", b"\x89PNG\r\n\x1a\n")
        .fails(1, &["a.png is a PNG picture", "give a text"]);
    run("text").file("a.bin", &[0; 400]).fails(1, &["a.bin is binary data"]);
    run("text").file("a.html", b"<!DOCTYPE html><p></p>").fails(1, &["a.html has no text"]);
    run("text").file("a.pdf", b"%PDF-1.7 ").fails(1, &["is a PDF file"]);
    run("text").file("a.txt", b"").fails(1, &["a.txt has no text"]);
    run("text")
        .with(large.to_str().unwrap())
        .fails(1, &["large.txt has 68157440 bytes", "split it"]);
    run("facts /nowhere/a.txt").fails(1, &["/nowhere/a.txt"]);
    run("/nowhere/a.txt").fails(1, &["/nowhere/a.txt"]);
    run("text -").fails(1, &["standard input has no text"]);
    run("text").with("/nowhere/\u{1b}[31m\nred").fails(1, &["␛[31m red"]);
}

#[test]
fn damaged_text_is_read_and_says_so() {
    let article = &json_lines(
        &run("text --format json")
            .file("a.txt", "naïve é\u{e9}é café \u{fe}".as_bytes())
            .succeeds(),
    )[0];
    assert_eq!(article["diagnostics"], Value::Array(Vec::new()));
    let damaged = [&"naïve café über".repeat(4).into_bytes()[..], b"\xff."].concat();
    let article = &json_lines(&run("text --format json").file("b.txt", &damaged).succeeds())[0];
    assert!(
        article["diagnostics"][0]["message"].as_str().unwrap().contains("not valid UTF-8"),
        "{article}"
    );
}

#[test]
fn of_several_inputs_each_is_tried() {
    let line = run("text --format json /nowhere/a.txt").with(SEEDS[0]).with("/nowhere/b.txt");
    let outcome = line.finish();
    assert_eq!(outcome.code, 1);
    assert_eq!(json_lines(&outcome.output).len(), 1);
    let errors: Vec<_> = outcome.errors.lines().collect();
    assert_eq!(errors.len(), 2);
    assert!(errors[0].contains("a.txt") && errors[1].contains("b.txt"), "{errors:?}");
}

#[test]
fn wrong_usage_is_told_with_a_hint() {
    run("--nothing").fails(2, &["--nothing"]);
    run("text").fails(2, &["FILE"]);
    run("text --format yaml a").fails(2, &["yaml", "plain, markdown, json"]);
    run("text --published yesterday a").fails(2, &["2025-11-04"]);
    run("text --title T a b").fails(2, &["one article"]);
    run("--title T list").fails(2, &["after the command"]);
    run("text").with("--\u{1b}[31m").fails(2, &["unexpected"]);
}

#[test]
fn help_version_and_what_is_made_from_the_definition() {
    for (line, words) in [
        ("--help", "Usage: sidelight"),
        ("text --help", "UTF-8 byte offsets"),
        ("facts --help", "ISO 8601"),
        ("--version", concat!("sidelight ", env!("CARGO_PKG_VERSION"))),
        ("completions bash", "_sidelight"),
        ("completions fish", "complete -c sidelight"),
        ("man", ".TH sidelight"),
    ] {
        let output = run(line).succeeds();
        assert!(output.contains(words), "{line}: {output}");
    }
}

#[test]
fn a_library_is_filled_and_listed() {
    let home = tempfile::tempdir().unwrap();
    let library = home.path().join("library.db");
    let listed = json_lines(&run("list --format json").library(&library).succeeds());
    assert_eq!(listed.len(), 2, "the samples");
    let folder = home.path().join("articles");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("a.txt"), "The pier fell.\n").unwrap();
    std::fs::write(folder.join("b.png"), b"\x89PNG\r\n\x1a\n").unwrap();
    let add = || run("add --format json").with(folder.to_str().unwrap()).library(&library).finish();
    let first = add();
    assert_eq!(first.code, 0, "{first:?}");
    assert_eq!(json_lines(&first.output)[0]["outcome"], "new");
    assert!(first.errors.contains("left out 1 file"), "{first:?}");
    assert_eq!(json_lines(&add().output)[0]["outcome"], "unchanged");
    std::fs::write(folder.join("a.txt"), "The pier fell. Nobody was hurt.\n").unwrap();
    assert_eq!(json_lines(&add().output)[0]["outcome"], "revised");
    let listed = json_lines(&run("list --format json").library(&library).succeeds());
    assert_eq!(listed.len(), 3);
    assert!(listed[0]["location"].as_str().unwrap().ends_with("a.txt"), "{listed:?}");
    let table = run("list").library(&library).succeeds();
    assert_eq!(
        table,
        run("").library(&library).succeeds(),
        "without arguments a pipe gets the list"
    );
    assert!(table.contains("The pier fell"), "{table}");
    assert_eq!(run("bookmarks --format json").library(&library).succeeds(), "");
    assert_eq!(run("bookmarks").library(&library).succeeds(), "");
    run("add /nowhere/a.txt").library(&library).fails(1, &["/nowhere/a.txt"]);
}

#[test]
fn a_library_that_cannot_be_used_is_told_and_left_alone() {
    let home = tempfile::tempdir().unwrap();
    let garbage = home.path().join("garbage.db");
    let bytes = b"this is no database at all, whatever its name says".repeat(40);
    std::fs::write(&garbage, &bytes).unwrap();
    run("list --library")
        .with(garbage.to_str().unwrap())
        .fails(1, &["garbage.db", "not a library", "left as it is"]);
    assert_eq!(std::fs::read(&garbage).unwrap(), bytes);
    run("list --library").with(home.path().to_str().unwrap()).fails(1, &["is a folder"]);
    run("list --library /proc/nowhere/library.db")
        .fails(1, &["/proc/nowhere", "choose another place"]);
}

#[test]
fn a_library_that_grew_newer_is_left_alone() {
    let home = tempfile::tempdir().unwrap();
    let library = home.path().join("library.db");
    let _ = run("list").library(&library).succeeds();
    rusqlite::Connection::open(&library)
        .unwrap()
        .pragma_update(None, "user_version", 9_999)
        .unwrap();
    run("list").library(&library).fails(1, &["library.db", "newer version"]);
    run("add").with(SEEDS[0]).library(&library).fails(1, &["newer version"]);
    // What needs no library does without it.
    assert!(!run("text").with(SEEDS[0]).library(&library).succeeds().is_empty());
}

#[test]
fn hostile_libraries_are_left_alone() {
    let Some(hostile) = std::env::var_os("SIDELIGHT_HOSTILE").map(PathBuf::from) else {
        eprintln!("SIDELIGHT_HOSTILE is not set: the hostile libraries were not tried");
        return;
    };
    let home = tempfile::tempdir().unwrap();
    for name in ["newer.db", "otherapp.db", "garbage.db", "zero.db"] {
        let path = home.path().join(name);
        let bytes = std::fs::read(hostile.join("db").join(name)).unwrap();
        std::fs::write(&path, &bytes).unwrap();
        run("list --library").with(path.to_str().unwrap()).fails(1, &[name]);
        run("add --library").with(path.to_str().unwrap()).with(SEEDS[0]).fails(1, &[name]);
        assert_eq!(std::fs::read(&path).unwrap(), bytes, "{name}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_a_failure() {
    let full = || Stdio::from(std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap());
    for line in [
        "text seeds/000_43b137276f00a399.txt /nowhere/a.txt",
        "list",
        "man",
        "text --format json seeds/001_0c6f94f86f0ee5fa.txt",
    ] {
        let output = run(line).command().stdin(Stdio::null()).stdout(full()).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{line}");
        let errors = String::from_utf8(output.stderr).unwrap();
        assert!(
            errors.lines().last().unwrap().starts_with("sidelight: cannot print: "),
            "{line}: {errors}"
        );
    }
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let text = "The pier fell, and nobody was there to see it fall.\n\n".repeat(40_000);
    let run = run("text --width 40").file("long.txt", text.as_bytes());
    let mut child = run
        .command()
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}
