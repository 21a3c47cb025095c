//! Markdown documents and what becomes of them.

use crate::document::{BlockKind, Document, SpanStyle, TitleOrigin};
use crate::import::{Overrides, Payload, import};

fn read(text: &str) -> Document {
    let overrides = Overrides::default();
    import(&Payload::new(text.as_bytes(), "a.md", &overrides)).unwrap()
}

/// Every block as its kind with its particulars, and its words.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let document = read(text);
    let shown: Vec<_> = document
        .blocks()
        .iter()
        .map(|block| {
            let particulars = match &block.kind {
                BlockKind::ListItem { depth, marker } => format!(" {depth} {marker:?}"),
                BlockKind::Heading(level) => format!(" {level}"),
                BlockKind::Code { language: Some(language) } => format!(" {language}"),
                BlockKind::Image { address } => format!(" {address}"),
                _ => String::new(),
            };
            let quoted = ">".repeat(usize::from(block.quoted));
            format!("{quoted}{}{particulars}: {}", block.kind.name(), document.slice(block.range))
        })
        .collect();
    assert_eq!(shown, expected);
}

#[test]
fn blocks_of_every_kind() {
    check(
        "# The pier\n\n## Stone\n\nSome\nwords.\n\n# More\n",
        &["title: The pier", "heading 2: Stone", "paragraph: Some words.", "heading 1: More"],
    );
    check(
        "> one\n>\n> > two\n>\n> - three\n",
        &[">quotation: one", ">>quotation: two", ">list-item 0 Bullet: three"],
    );
    check(
        "3. three\n\n   more\n\n   - inner\n4. four\n   ```rust\n   code\n     in\n   ```\n",
        &[
            "list-item 0 Ordinal(3): three",
            "list-item 0 Continued: more",
            "list-item 1 Bullet: inner",
            "list-item 0 Ordinal(4): four",
            "code rust: code\n  in",
        ],
    );
    check(
        "- [x] done\n- [ ] open\n\n---\n\n![A pier](pier.png)\n",
        &[
            "list-item 0 Bullet: [x] done",
            "list-item 0 Bullet: [ ] open",
            "rule: ",
            "image pier.png: A pier",
        ],
    );
    check("Words[^a].\n\n[^a]: A note.\n", &["paragraph: Words[a].", "note: [a] A note."]);
    check(
        "<div>\nOne <b>two</b>\n</div>\n\nA <kbd>key</kbd> here<br>and there\n",
        &["paragraph: One two", "paragraph: A key here and there"],
    );
    check("会见，\n双方交换\nviews 一致\n", &["paragraph: 会见，双方交换 views 一致"]);
    check("[only]: /a/definition\n", &["paragraph: [only]: /a/definition"]);
}

#[test]
fn tables_are_cells_in_rows() {
    let document = read("| Year | Ships |\n|:-----|------:|\n| 2024 | **12** |\n| 2025 | |\n");
    let [block] = document.blocks() else { panic!("{:?}", document.blocks()) };
    assert_eq!(document.slice(block.range), "Year\tShips\n2024\t12\n2025\t");
    let BlockKind::Table(table) = &block.kind else { panic!("{block:?}") };
    let cells: Vec<Vec<_>> = table
        .rows
        .iter()
        .map(|row| row.cells.iter().map(|cell| document.slice(*cell)).collect())
        .collect();
    assert_eq!(cells, [["Year", "Ships"], ["2024", "12"], ["2025", ""]]);
    assert_eq!(table.rows.iter().map(|row| row.header).collect::<Vec<_>>(), [true, false, false]);
    assert_eq!(document.slice(block.spans[0].range), "12");
}

#[test]
fn spans_cover_what_they_mark() {
    let document = read(
        "See *the **old** pier* in `ships`, [here](https://a.example) ~~not~~ ![alt](b.png).\n",
    );
    let block = &document.blocks()[0];
    let spans: Vec<_> =
        block.spans.iter().map(|span| (document.slice(span.range), span.style.clone())).collect();
    assert_eq!(
        spans,
        [
            ("the old pier", SpanStyle::Emphasis),
            ("old", SpanStyle::Strong),
            ("ships", SpanStyle::Code),
            ("here", SpanStyle::Link("https://a.example".to_owned())),
            ("not", SpanStyle::Strikethrough),
            ("alt", SpanStyle::Link("b.png".to_owned())),
        ]
    );
    assert_eq!(document.text(), "See the old pier in ships, here not alt.");
}

#[test]
fn front_matter_becomes_metadata() {
    let document = read(
        "---\ntitle: The pier\nauthor: Jane Doe\ndate: 2025-11-04\nlang: en\n---\n\nLONDON, Nov. 3 (AP) -- Words.\n",
    );
    let metadata = document.metadata();
    assert_eq!(metadata.title.as_ref().unwrap().text, "The pier");
    assert_eq!(metadata.title.as_ref().unwrap().origin, TitleOrigin::Stated);
    assert_eq!(metadata.byline.as_deref(), Some("Jane Doe"));
    assert_eq!(metadata.dateline.as_ref().unwrap().date.unwrap().to_string(), "2025-11-03");
    assert_eq!(metadata.site.as_deref(), Some("AP"));
    assert!(!document.text().contains("title"));
}

#[test]
fn a_reference_to_a_control_character_is_harmless() {
    let document = read("# a&#27;[31mb\n\n[x&#13;y](http://a/&#7;) `c`\n");
    assert!(
        !document.text().chars().any(|ch| ch.is_control() && ch != '\n'),
        "{:?}",
        document.text()
    );
    assert_eq!(document.blocks()[0].kind, BlockKind::Title);
}

#[test]
fn deep_nesting_ends() {
    for text in
        [">".repeat(20_000), "- ".repeat(5_000) + "x", "[".repeat(20_000), "*a ".repeat(10_000)]
    {
        assert!(!read(&text).blocks().is_empty());
    }
}

#[test]
fn addresses_and_languages_are_one_line() {
    let document = read("[a](/b&#10;c) ![d](e&#9;f)\n\n```rust&#10;x\nlet a;\n```\n");
    let spans: Vec<_> = document.blocks()[0].spans.iter().map(|span| span.style.clone()).collect();
    assert_eq!(spans[0], SpanStyle::Link("/bc".to_owned()));
    assert_eq!(spans[1], SpanStyle::Link("ef".to_owned()));
    assert_eq!(document.blocks()[1].kind, BlockKind::Code { language: Some("rust".to_owned()) });
}
