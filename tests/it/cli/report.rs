//! `report`: a comparison to hand to somebody else, as Markdown, HTML and JSON.

use std::fs;

use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::cli::{Run, SEEDS, json_lines, run};

const HARM: &str =
    "<script>alert(1)</script> `code` | cell [a](javascript:alert(1)) <img src=x onerror=alert(2)>";

fn seeds(format: &str) -> Run {
    run("report").with("--format").with(format).with(SEEDS[0]).with(SEEDS[1])
}

/// Two pages on one event, full of what would be markup.
fn hostile(format: &str) -> Run {
    let page = |name: &str, more: &str| {
        let escape =
            |words: &str| words.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
        format!(
            "<html><head><title>{title}</title><meta property='og:site_name' content='{site}'>\
             <link rel='canonical' href='https://{name}.example/a?b=1&amp;c=&quot;&gt;'></head><body><article>\
             <h1>{title}</h1><p>A bell | rang in Torvik on Monday, {title}, said the mayor, Eva Lund, to all.</p>\
             <p>The tower of Torvik was built in 1843 by Ole Ness and {more}.</p></article></body></html>",
            title = escape(HARM),
            site = escape("A & B <b>\u{1b}[31m</b>\u{202e}"),
            more = escape(more)
        )
    };
    run("report --one-story")
        .with("--format")
        .with(format)
        .file("one.html", page("one", "stands <b>still</b>").as_bytes())
        .file("two.html", page("two", "*fell* _down_ ~~again~~ in 1901").as_bytes())
}

#[test]
fn a_report_has_all_its_parts() {
    let output = seeds("markdown").succeeds();
    for part in [
        "# Chinese, Russian heads",
        "## Sources",
        "Xinhua",
        "HANGZHOU",
        "## Origins",
        "Origins not shown to differ",
        "unknown",
        "## What differs",
        "## What both say",
        "## What each alone says",
        "#### Speculation",
        "## When it happened",
        "2025-11-03",
        "## When it was reported",
        "consistency, not truth",
    ] {
        assert!(output.contains(part), "{part} in {output}");
    }
    assert!(!output.contains("orroborated"));
}

#[test]
fn nothing_from_a_document_is_markup_in_markdown() {
    let output = hostile("markdown").succeeds();
    let mut shown = String::new();
    for event in Parser::new_ext(&output, Options::all()) {
        match event {
            Event::Html(html) => assert!(html.starts_with("<!-- a report"), "{html}"),
            Event::InlineHtml(html) => assert_eq!(&*html, "<br>"),
            Event::Code(code) => panic!("{code} is code in {output}"),
            Event::Start(Tag::Link { dest_url, .. }) => {
                assert!(dest_url.starts_with("https://"), "{dest_url}");
            }
            Event::Start(Tag::Image { .. } | Tag::Emphasis | Tag::Strikethrough) => {
                panic!("{event:?} in {output}")
            }
            Event::Text(words) => shown.push_str(&words),
            _ => {}
        }
    }
    assert!(shown.contains("<script>alert(1)</script>"), "words are shown as they are: {shown}");
    let cells: Vec<_> = output
        .lines()
        .filter(|line| line.starts_with('|'))
        .map(|line| line.replace("\\|", "").matches('|').count())
        .collect();
    assert!(cells.iter().all(|count| [3, 4, 7].contains(count)), "{cells:?} in {output}");
}

#[test]
fn nothing_from_a_document_is_markup_in_html() {
    let output = hostile("html").succeeds();
    let body = output.split_once("</style>").unwrap().1;
    for harm in ["<script", "<img", "javascript:alert(1)\"", "<b>", "\u{202e}"] {
        assert!(!body.contains(harm), "{harm} in {body}");
    }
    assert!(body.contains("&lt;script&gt;"));
    assert!(body.contains("href=\"https://one.example/a"));
    let addresses = body.split(" href=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    for address in addresses {
        assert!(address.starts_with("https://") && !address.contains(['<', '>']), "{address}");
    }
}

#[test]
fn an_html_report_needs_nothing_else() {
    let output = seeds("html").succeeds();
    assert!(output.starts_with("<!DOCTYPE html>"));
    for absent in ["<script", "<link", "<img", "<iframe", "@import", "url("] {
        assert!(!output.contains(absent), "{absent}");
    }
    for present in
        ["prefers-color-scheme:dark", "@media print", "<h2>Origins</h2>", "<th>Publisher</th>"]
    {
        assert!(output.contains(present), "{present}");
    }
    let count = |tag: &str| {
        (output.matches(&format!("<{tag}>")).count(), output.matches(&format!("</{tag}>")).count())
    };
    for tag in ["ul", "li", "tr", "td", "th", "p", "h2", "h3", "h4", "strong"] {
        let (opened, closed) = count(tag);
        assert_eq!(opened, closed, "{tag}");
    }
}

#[test]
fn a_report_goes_to_a_file_and_replaces_only_a_report() {
    let run = seeds("html");
    let path = run.home.path().join("report.html");
    let run = run.with("--output").with(path.to_str().unwrap());
    assert_eq!(run.succeeds(), "");
    let first = fs::read_to_string(&path).unwrap();
    assert!(first.starts_with("<!DOCTYPE html>"));
    run.succeeds();
    fs::write(&path, "my notes").unwrap();
    run.fails(1, &["report.html", "no report"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), "my notes");
    seeds("html")
        .with("--output")
        .with("/no/such/folder/a.html")
        .fails(1, &["/no/such/folder/a.html"]);
}

#[test]
fn a_report_replaces_no_foreign_json_and_fills_an_empty_file() {
    let run = seeds("json");
    let path = run.home.path().join("report.json");
    let run = run.with("--output").with(path.to_str().unwrap());
    for foreign in ["{\"documents\":[{\"name\":\"mine\"}]}", "{\"documents\":[],\"stories\":[]}"] {
        fs::write(&path, foreign).unwrap();
        run.fails(1, &["report.json", "no report"]);
        assert_eq!(fs::read_to_string(&path).unwrap(), foreign);
    }
    fs::write(&path, "").unwrap();
    run.succeeds();
    run.succeeds();
    assert_eq!(json_lines(&fs::read_to_string(&path).unwrap()).len(), 1);
}

#[cfg(unix)]
#[test]
fn a_report_goes_to_what_is_no_file() {
    for device in ["/dev/null", "/dev/zero"] {
        assert_eq!(seeds("markdown").with("--output").with(device).succeeds(), "");
    }
    seeds("markdown").with("--output").with("/dev").fails(1, &["/dev", "folder"]);
}

#[test]
fn what_cannot_be_read_is_told_where_nothing_can_be_written() {
    let outcome = run("report missing.txt")
        .with(SEEDS[0])
        .with("--output")
        .with("/no/such/folder/a.md")
        .finish();
    assert_eq!(outcome.code, 1);
    for told in ["missing.txt", "/no/such/folder/a.md"] {
        assert!(outcome.errors.contains(told), "{told} in {outcome:?}");
    }
}

#[test]
fn a_report_is_on_one_event_only_if_that_was_asked() {
    let two = |line: &str| run(line).with(SEEDS[0]).with(SEEDS[1]).succeeds();
    assert!(two("report").contains("A comparison of 2 articles on one event, made on"));
    assert!(two("report --one-story").contains("A comparison of 2 articles, made on"));
}

#[test]
fn what_is_called_alike_is_named_with_its_id() {
    const FIRE: &str =
        "Fire in Torvik\n\nA fire destroyed a warehouse in the harbour of Torvik on Tuesday.\n";
    const VOTE: &str =
        "Fire in Torvik\n\nThe council of Lund voted on schools and taxes in April 1987.\n";
    let home = tempfile::tempdir().unwrap();
    let library = home.path().join("library.db");
    let within = |run: Run| run.library(&library);
    // Years lie between them, so that they are no story.
    within(run("add --published 2019-03-05").file("one.txt", FIRE.as_bytes())).succeeds();
    within(run("add --published 1987-04-02").file("two.txt", VOTE.as_bytes())).succeeds();
    let entries = json_lines(&within(run("list --format json")).succeeds());
    let ids: Vec<_> = entries.iter().map(|entry| entry["id"].as_str().unwrap()).collect();
    let story = within(run("report --story").with("Fire in Torvik"));
    story.fails(1, &["2 articles", ids[0], ids[1], "id"]);
}

#[test]
fn a_story_of_the_library_is_reported_by_its_names() {
    const FIRE: &str = "Fire guts warehouse in Torvik\n\nA fire destroyed a warehouse in the harbour of Torvik on \
        Tuesday, killing four workers, police said.\n\nThe blaze in Torvik began shortly after midnight.\n";
    const BLAZE: &str = "Warehouse blaze kills three in Torvik\n\nThree workers died when a fire destroyed a \
        warehouse in the harbour of Torvik on Tuesday, the police in Torvik said.\n";
    let home = tempfile::tempdir().unwrap();
    let library = home.path().join("library.db");
    let within = |run: Run| run.library(&library);
    within(run("add").file("one.txt", FIRE.as_bytes()).file("two.txt", BLAZE.as_bytes()))
        .succeeds();
    let entries = json_lines(&within(run("list --format json")).succeeds());
    let article = entries.iter().find(|entry| entry["title"].as_str().unwrap().contains("blaze"));
    let story = |name: &str| within(run("report --format json --story").with(name));
    let by_id =
        json_lines(&story(article.unwrap()["id"].as_str().unwrap()).succeeds()).pop().unwrap();
    let found = &by_id["stories"][0];
    assert_eq!(by_id["documents"].as_array().unwrap().len(), 2);
    assert!(by_id["documents"][0]["id"].is_string() && found["title"].is_string());
    let (id, title) = (found["id"].as_str().unwrap(), found["title"].as_str().unwrap());
    for name in [id, title, "kills three", "  guts WAREHOUSE "] {
        let again = json_lines(&story(name).succeeds()).pop().unwrap();
        assert_eq!(again["stories"][0]["id"], found["id"], "{name}");
    }
    let report = within(run("report --story").with("kills three")).succeeds();
    assert!(report.contains("## Sources") && report.contains("A comparison of 2 articles"));
    story("no such story").fails(1, &["no such story"]);
    // An article of exactly this title is meant before a story with these words in its title.
    let other = b"Fire guts\n\nThe council of Lund voted on schools and taxes in April 1987.\n";
    within(run("add").file("three.txt", other)).succeeds();
    story("Fire guts").fails(1, &["no other article", "Fire guts"]);
}

#[test]
fn wrong_usage_is_told() {
    run("report").fails(2, &["--story"]);
    run("report a.txt --story b").fails(2, &["--story"]);
    run("report --story b --title c").fails(2, &["story has its own"]);
    run("report a.txt --format xml").fails(2, &["xml"]);
    run("report missing.txt").fails(1, &["missing.txt"]);
}

#[test]
fn one_article_is_reported_alone() {
    let output = run("report").with(SEEDS[0]).succeeds();
    assert!(output.contains("One article by itself, read on"));
    assert!(!output.contains("## Origins"));
}
