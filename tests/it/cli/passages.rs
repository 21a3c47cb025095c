//! Kept passages out to other programs and in from them, and links into the library.

use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use crate::cli::{Run, json_lines, run};

const TABLE: &[u8] = "Highlight,Title,Note,Tags\n\
    Nobody was there to see it fall,The pier fell,\"a note, \u{1b}[31mwith\u{1b}[0m all\",\"harbour, two words\"\n"
    .as_bytes();

struct Home {
    folder: TempDir,
}

impl Home {
    fn new() -> Self {
        let home = Self { folder: tempfile::tempdir().unwrap() };
        std::fs::write(
            home.path("pier.txt"),
            "The pier fell\n\nNobody was there to see it fall into the sea at night.\n",
        )
        .unwrap();
        std::fs::write(home.path("table.csv"), TABLE).unwrap();
        home
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, line: &str) -> Run {
        run(line).library(&self.path("library.db"))
    }

    fn kept(&self) -> Vec<Value> {
        json_lines(&self.run("bookmarks --format json").succeeds())
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn passages_go_out_and_come_in() {
    let home = Home::new();
    let _ = home.run("add").with(text(&home.path("pier.txt"))).succeeds();
    let table = home.path("table.csv");
    let tried = home.run("import --dry-run").with(text(&table)).succeeds();
    assert!(tried.contains("would be 1 new"), "{tried}");
    assert_eq!(home.kept().len(), 0);
    let import = |path: &Path| home.run("import --format json").with(text(path)).succeeds();
    let done = &json_lines(&import(&table))[0];
    assert_eq!((&done["new"], &done["unattached"]), (&1.into(), &0.into()));
    assert_eq!(json_lines(&import(&table))[0]["same"], 1);
    let kept = home.kept();
    assert_eq!(kept[0]["quote"], "Nobody was there to see it fall");
    assert!(kept[0]["end"].as_u64() > kept[0]["start"].as_u64());
    for form in ["json-ld", "readwise", "markdown", "org", "jsonl"] {
        let out = home.path(form);
        let export = || {
            let line = format!("export --format {form} --output");
            home.run(&line).with(text(&out)).succeeds()
        };
        assert_eq!(export(), "1 passage of 1 article written to 1 file\n");
        let first = std::fs::read(&out).unwrap();
        let _ = export();
        assert_eq!(std::fs::read(&out).unwrap(), first, "{form}");
        assert_eq!(json_lines(&import(&out))[0]["same"], 1, "{form}");
        assert_eq!(home.kept(), kept, "{form}");
        // Another library has the same passage of it.
        let other = Home::new();
        let _ = other.run("add").with(text(&other.path("pier.txt"))).succeeds();
        let line = other.run("import").with(text(&out)).succeeds();
        assert!(line.contains("1 new, 0 updated, 0 the same\n"), "{form}: {line}");
        for name in ["id", "quote", "note", "tags", "start", "end", "prefix", "suffix"] {
            assert_eq!(other.kept()[0][name], kept[0][name], "{form} {name}");
        }
    }
    for (form, words) in
        [("bibtex", "title = {{The pier fell}}"), ("csl-json", "\"title\":\"The pier fell\"")]
    {
        let printed = home.run(&format!("export --format {form}")).succeeds();
        assert!(printed.contains(words), "{printed}");
    }
    let chosen =
        |line: &str| home.run(&format!("export --format jsonl {line}")).succeeds().lines().count();
    assert_eq!(chosen("--tag harbour"), 1);
    assert_eq!(chosen("--tag sea"), 0);
    assert_eq!(chosen("--label red"), 0);
    assert_eq!(chosen("--since 2020-01-01"), 1);
    assert_eq!(chosen("--since 2999-01-01"), 0);
    let document = kept[0]["document"].as_str().unwrap();
    assert_eq!(chosen(&format!("--document {document}")), 1);
    home.run("export --format jsonl --document 0123456789abcdef0123456789abcdef")
        .fails(1, &["no article 0123456789abcdef0123456789abcdef"]);
    home.run("export --format markdown --output")
        .with(text(&home.path("pier.txt")))
        .fails(1, &["pier.txt", "--force"]);
    home.run("export --output").with(text(&home.path("x.doc"))).fails(1, &["--format"]);
    home.run("import").with(text(&home.path("pier.txt"))).fails(1, &["pier.txt", "--from"]);
}

#[test]
fn links_lead_to_the_passage() {
    let home = Home::new();
    let _ = home.run("add").with(text(&home.path("pier.txt"))).succeeds();
    let _ = home.run("import").with(text(&home.path("table.csv"))).succeeds();
    let kept = home.kept().remove(0);
    let (document, id) = (kept["document"].as_str().unwrap(), kept["id"].as_str().unwrap());
    let link = format!("sidelight://article/{document}?at={id}");
    assert!(home.run("export --format markdown").succeeds().contains(&link));
    let open = |target: &str| home.run("open").with(target);
    let expected = "The pier fell\n\nNobody was there to see it fall\n";
    assert_eq!(open(&link).succeeds(), expected);
    let words = format!("sidelight://article/{document}#:~:text=at%20night");
    assert_eq!(open(&words).succeeds(), "The pier fell\n\nat night\n");
    for whole in [document, text(&home.path("pier.txt"))] {
        let printed = open(whole).succeeds();
        assert!(printed.starts_with("The pier fell\n\nNobody was there"), "{printed}");
    }
    open(&link.replace("at=", "to=")).fails(1, &["no link of Sidelight"]);
    open("sidelight://article/0123456789abcdef0123456789abcdef").fails(1, &["no article"]);
    open("sidelight://\u{1b}[31m\u{202e}").fails(1, &["no link"]);
    open("/nowhere/a.txt").fails(1, &["/nowhere/a.txt"]);
}

#[test]
fn a_page_is_written_from_a_template() {
    let home = Home::new();
    let _ = home.run("import").with(text(&home.path("table.csv"))).succeeds();
    for name in ["markdown", "org", "text"] {
        let own = home.run(&format!("export --print-template {name}")).succeeds();
        assert!(own.contains("{{#articles}}"), "{own}");
        let copy = home.path(name);
        std::fs::write(&copy, own).unwrap();
        let of_file = home.path("of-file");
        let of_name = home.path("of-name");
        for (template, out) in [(text(&copy), &of_file), (name, &of_name)] {
            let line = home.run("export --force --template").with(template);
            let done = line.with("--output").with(text(out)).succeeds();
            assert_eq!(done, "1 file written\n");
        }
        let page = std::fs::read_to_string(&of_file).unwrap();
        assert_eq!(page, std::fs::read_to_string(&of_name).unwrap());
        assert!(page.contains("Nobody was there to see it fall"), "{page}");
    }
    std::fs::write(home.path("faulty"), "\n{{nothing}}").unwrap();
    home.run("export --template")
        .with(text(&home.path("faulty")))
        .fails(1, &["faulty: line 2", "nothing"]);
    home.run("export --template nothing").fails(1, &["no template nothing", "markdown, org, text"]);
    home.run("export --print-template nothing").fails(1, &["no template called nothing"]);
    home.run("export --format template").fails(2, &["--template"]);
}

#[test]
fn files_of_other_programs_are_read_in_their_encoding() {
    let home = Home::new();
    let words = "Niemand hörte, wie die Brücke über den Fluß fiel.";
    let clipping = |words: &str| {
        format!(
            "Die Brücke (Jörg Müller)\r\n- Ihre Markierung bei Position 12-14 | \
             Hinzugefügt am Dienstag, 4. November 2025 12:00:00\r\n\r\n{words}\r\n==========\r\n"
        )
    };
    let utf_16 = |text: &str, order: fn(u16) -> [u8; 2]| -> Vec<u8> {
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(order).collect()
    };
    let latin: Vec<u8> =
        clipping(words).chars().map(|ch| u8::try_from(u32::from(ch)).unwrap()).collect();
    for (name, bytes) in [
        ("utf-8", clipping(words).into_bytes()),
        ("utf-8 with a mark", format!("\u{feff}{}", clipping(words)).into_bytes()),
        ("utf-16le", utf_16(&clipping(words), u16::to_le_bytes)),
        ("utf-16be", utf_16(&clipping(words), u16::to_be_bytes)),
        ("windows-1252", latin),
    ] {
        let path = home.path("My Clippings.txt");
        std::fs::write(&path, bytes).unwrap();
        let _ = home.run("import").with(text(&path)).succeeds();
        let kept = home.kept();
        assert_eq!(kept.len(), 1, "{name}: the same in every encoding");
        assert_eq!(kept[0]["quote"], words, "{name}");
        assert_eq!(kept[0]["title"], "Die Brücke", "{name}");
    }
    std::fs::write(home.path("binary"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\xff".repeat(40)).unwrap();
    home.run("import").with(text(&home.path("binary"))).fails(1, &["no text in any encoding"]);
}

#[test]
fn what_koreader_keeps_beside_a_book_is_read() {
    let home = Home::new();
    let _ = home.run("add").with(text(&home.path("pier.txt"))).succeeds();
    let sidecar = home.path("metadata.txt.lua");
    let fill = "-- we can read Lua syntax here!\nreturn {\n    [\"annotations\"] = {\n        [1] = {\n            \
        [\"datetime\"] = \"2025-04-10 10:00:00\",\n            [\"drawer\"] = \"lighten\",\n            \
        [\"note\"] = \"why?\",\n            [\"text\"] = \"Nobody was there to see it fall\",\n        },\n    },\n    \
        [\"doc_props\"] = { [\"title\"] = \"The pier fell\" },\n}\n";
    std::fs::write(&sidecar, fill).unwrap();
    for (new, same) in [(1, 0), (0, 1)] {
        let line = home.run("import --format json").with(text(&sidecar)).succeeds();
        let done = &json_lines(&line)[0];
        assert_eq!(
            (&done["new"], &done["same"], &done["unattached"]),
            (&new.into(), &same.into(), &0.into())
        );
    }
    let kept = home.kept();
    assert_eq!((&kept[0]["note"], &kept[0]["title"]), (&"why?".into(), &"The pier fell".into()));
    std::fs::write(&sidecar, fill.replace("\"why?\"", "os.remove(\"x\")")).unwrap();
    home.run("import").with(text(&sidecar)).fails(1, &["metadata.txt.lua", "line 7"]);
}

#[test]
fn a_passage_that_was_changed_is_told_of() {
    let home = Home::new();
    let add = || home.run("add").with(text(&home.path("pier.txt"))).succeeds();
    let _ = add();
    let _ = home.run("import").with(text(&home.path("table.csv"))).succeeds();
    let kept = home.kept().remove(0);
    let (document, id) = (kept["document"].as_str().unwrap(), kept["id"].as_str().unwrap());
    std::fs::write(home.path("pier.txt"), "The pier fell\n\nThere are no such words now.\n")
        .unwrap();
    let _ = add();
    let outcome = home.run("open").with(format!("sidelight://article/{document}?at={id}")).finish();
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert_eq!(outcome.output, "The pier fell\n\nNobody was there to see it fall\n");
    assert!(outcome.errors.starts_with("hint: the passage is not in the text"), "{outcome:?}");
    let long = format!("sidelight://article/{document}#:~:text={}", "a".repeat(9000));
    for target in [
        long.as_str(),
        &format!("sidelight://article/{document}#:~:text=%zz"),
        &format!("sidelight://article/{document}#:~:text=%ff"),
        &format!("sidelight://article/{document}?at=%1b"),
    ] {
        home.run("open").with(target).fails(1, &["no link of Sidelight"]);
    }
}
