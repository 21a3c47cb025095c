use std::time::{Duration, Instant};

use proptest::prelude::{Just, Strategy, any, proptest};
use proptest::{collection, prop_oneof};

use super::append;
use crate::document::{BlockKind, Document, DocumentBuilder, Marker, SpanStyle};

fn read(html: &str) -> Document {
    let mut builder = DocumentBuilder::new();
    append(&mut builder, html, Some("https://host.example/a/"));
    builder.finish().unwrap()
}

/// Writes the blocks one a line: the kind, what belongs to it, and the text.
fn outline(html: &str) -> String {
    let document = read(html);
    let lines = document.blocks().iter().map(|block| {
        let mut kind = match &block.kind {
            BlockKind::Heading(level) => format!("h{level}"),
            BlockKind::ListItem { depth, marker } => format!(
                "{}{}",
                "-".repeat(usize::from(*depth) + 1),
                match marker {
                    Marker::Ordinal(number) => number.to_string(),
                    Marker::Bullet => "*".to_owned(),
                    _ => "+".to_owned(),
                }
            ),
            BlockKind::Code { language } => format!("code({})", language.as_deref().unwrap_or("")),
            BlockKind::Image { address } => format!("image({address})"),
            kind => kind.name().to_owned(),
        };
        if block.quoted > 0 {
            kind = format!(">{}{kind}", block.quoted);
        }
        format!("{kind}|{}", document.slice(block.range))
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn elements_become_blocks() {
    let table = [
        (
            "<p>One <b>two</b>\n three</p>four<div>five</div>",
            "paragraph|One two three\nparagraph|four\nparagraph|five",
        ),
        ("<h1>A</h1><h3>B <small>C</small></h3>", "h1|A\nh3|B C"),
        (
            "One\n<br>\n<br>Two.<br>Three<br>\nfour",
            "paragraph|One\nparagraph|Two.\nparagraph|Three four",
        ),
        ("<h2>One<br>Two</h2>", "h2|One Two"),
        (
            "<blockquote><p>a</p><blockquote>b</blockquote><ul><li>c</ul></blockquote>",
            ">1quotation|a\n>2quotation|b\n>1-*|c",
        ),
        (
            "<ul><li>a<p>b</p><ol start=3><li>c<li>d<ul><li>e</ul></ol><li>f</ul>",
            "-*|a\n-+|b\n--3|c\n--4|d\n---*|e\n-*|f",
        ),
        ("<ol reversed><li>a<li>b</ol><ol><li value=7>c<li>d</ol>", "-2|a\n-1|b\n-7|c\n-8|d"),
        ("<pre><code class='x language-rust'>\n  a\n\n  b\n</code></pre>", "code(rust)|  a\n\n  b"),
        ("<pre>a<br>b<div>c</div></pre>", "code()|a\nb\nc"),
        (
            "<figure><img src=a.png alt='A  b'><figcaption>C</figcaption></figure>",
            "image(https://host.example/a/a.png)|A b\ncaption|C",
        ),
        (
            "<p>a <img src=b.png alt=b> c</p>",
            "paragraph|a c\nimage(https://host.example/a/b.png)|b",
        ),
        ("<img src='data:image/png;base64,AAAA' alt=x><p>a", "paragraph|a"),
        (
            "<img width=1 height=1 src=count.gif><p>a <img class=emoji alt=🙂 src=e.png> b",
            "paragraph|a 🙂 b",
        ),
        ("<hr><dl><dt>a<dd>b</dl>", "rule|\nparagraph|a\n-+|b"),
        ("<aside epub:type=footnote><p>1. a</p></aside>", "note|1. a"),
        (
            "<p>a<sup><a href='#1'>1</a></sup></p><section role=doc-endnotes><ol><li>b <a href='#r'>↩</a></ol></section>",
            "paragraph|a[1]\nnote|[1] b",
        ),
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "paragraph|漢(kan)"),
        ("<p>He said <q>yes</q>.", "paragraph|He said “yes”."),
        (
            "<math alttext='x^2'><mi>x</mi></math><svg><title>t</title><text>u</text></svg>",
            "paragraph|x^2",
        ),
        (
            "<script>a</script><style>b</style><template>c</template><p hidden>d</p><p>e",
            "paragraph|e",
        ),
        ("<p>a<!-- b --></p><noscript>c</noscript>", "paragraph|a\nparagraph|c"),
        (
            "<p>a<p>a long line of words<noscript>c</noscript>",
            "paragraph|a\nparagraph|a long line of words",
        ),
        ("<p>a&#27;[31m&#x202e;b&#0;", "paragraph|a␛[31mb\u{fffd}"),
        (
            "<?xml version='1.0'?><html xmlns='x'><head><title/></head><body><a id='x'/><p>a<i/>b</p></body></html>",
            "paragraph|ab",
        ),
        ("&nbsp;<p> &nbsp; </p><div></div>", ""),
    ];
    for (html, expected) in table {
        assert_eq!(outline(html), expected, "{html}");
    }
}

#[test]
fn tables_of_data_stay_and_those_that_place_things_go() {
    let data = read(
        "<table><caption>T</caption><thead><tr><th>A<th>B</thead><tr><td>1<td><b>2</b> <p>3</p><tr><td><td>4</table>",
    );
    assert_eq!(data.text(), "T\n\nA\tB\n1\t2 3\n\t4");
    let BlockKind::Table(table) = &data.blocks()[1].kind else { panic!("no table") };
    assert_eq!(table.rows.iter().map(|row| row.header).collect::<Vec<_>>(), [true, false, false]);
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    assert_eq!(
        cells.map(|cell| data.slice(*cell)).collect::<Vec<_>>(),
        ["A", "B", "1", "2 3", "", "4"]
    );
    assert_eq!(data.slice(data.blocks()[1].spans[0].range), "2");
    assert_eq!(
        outline("<table><tr><td><h1>A</h1><p>b</p><td><table><tr><td>c</table></table>"),
        "h1|A\nparagraph|b\nparagraph|c"
    );
    assert_eq!(outline("<table><tr><td>a</table>"), "paragraph|a");
}

#[test]
fn inline_elements_become_spans() {
    let document = read(
        "<p>a <b>b <a href=c>c</a></b> <s>d</s> <a href='javascript:x'>e</a> <code>f</code></p><a href=g><h2>g</h2><p>h</p></a>",
    );
    let spans: Vec<_> = document
        .blocks()
        .iter()
        .flat_map(|block| &block.spans)
        .map(|span| (document.slice(span.range), span.style.clone()))
        .collect();
    let link = |address: &str| SpanStyle::Link(format!("https://host.example/a/{address}"));
    let expected = [
        ("b c", SpanStyle::Strong),
        ("c", link("c")),
        ("d", SpanStyle::Strikethrough),
        ("f", SpanStyle::Code),
        ("g", link("g")),
        ("h", link("g")),
    ];
    assert_eq!(spans, expected);
}

#[test]
fn no_shape_takes_more_than_its_share() {
    let counted = |front: &str, times: u32, part: fn(u32) -> String| {
        (0..times).fold(front.to_owned(), |html, n| html + &part(n))
    };
    let many = |part: &str, times: usize| part.repeat(times);
    let table = [
        ("div", format!("{}words{}", many("<div>", 100_000), many("</div>", 100_000))),
        ("span", format!("{}words", many("<span>", 100_000))),
        ("list", format!("{}words", many("<ul><li>", 50_000))),
        ("formats", format!("{}words", many("<p><b><i><a href=x>", 18_000))),
        ("tables", format!("{}words", many("<table><tr><td>", 2_000))),
        ("loose tables", format!("{}words", many("<table>a", 5_000))),
        ("attributes", counted("<p", 100_000, |n| format!(" a{n}=1")) + ">words"),
        ("comment", format!("<p>words<!--{}", many("<!-- a", 50_000))),
        ("breaks", format!("words{}", many("<br>", 300_000))),
        ("tags", format!("words{}", many("<a \"", 100_000))),
        ("scopes", many("<div><table><td></div>", 20_000) + "words"),
        ("fonts", counted("", 20_000, |n| format!("<font size={n}><p>words"))),
    ];
    for (name, html) in table {
        let start = Instant::now();
        let document = read(&html);
        let took = start.elapsed();
        assert!(document.text().contains("words"), "{name}");
        assert!(took < Duration::from_secs(20), "{name} took {took:?}");
    }
}

#[test]
fn what_is_left_out_is_said() {
    let document = read(&"<div>".repeat(1000));
    assert_eq!(
        document.diagnostics()[0].message,
        "488 elements nested too deep were left out; their words were kept"
    );
}

fn soup() -> impl Strategy<Value = String> {
    let names = [
        "p",
        "div",
        "b",
        "i",
        "a href='x'",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "td",
        "th",
        "caption",
        "pre",
        "blockquote",
        "h1",
        "br",
        "hr",
        "img src=x alt=y",
        "ruby",
        "rt",
        "dl",
        "dd",
        "figure",
        "figcaption",
        "q",
        "sup",
        "math",
        "svg",
        "noscript",
        "script",
        "title",
        "select",
        "button",
        "template",
        "!--",
        "aside epub:type=footnote",
        "article",
        "body",
        "html",
        "frameset",
        "plaintext",
    ];
    let part = prop_oneof![
        (0..names.len()).prop_map(move |at| format!("<{}>", names[at])),
        (0..names.len()).prop_map(move |at| format!("</{}>", names[at])),
        "[a-z .\n\t]{0,12}",
        any::<String>(),
        Just("&#27;".to_owned()),
        Just("<".to_owned()),
    ];
    collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn any_soup_of_tags_makes_a_sound_document(html in soup()) {
        let document = read(&html);
        for block in document.blocks() {
            let empty = matches!(block.kind, BlockKind::Rule | BlockKind::Image { .. });
            assert!(empty || !document.slice(block.range).trim().is_empty(), "{block:?}");
            let lines = matches!(block.kind, BlockKind::Code { .. } | BlockKind::Table(_));
            assert!(lines || !document.slice(block.range).contains('\n'), "{block:?}");
        }
    }

    #[test]
    fn no_visible_character_of_simple_markup_is_lost(words in collection::vec("[a-zéß天0-9.,]{1,8}", 1..20)) {
        let tags = ["p", "b", "div", "li", "h2", "blockquote", "td", "em", "section", "pre"];
        let html = words.iter().enumerate().fold(String::new(), |html, (at, word)| {
            let tag = tags[at % tags.len()];
            html + &format!("<{tag}>{word}</{tag}> ")
        });
        let visible = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(visible(read(&html).text()), words.concat());
    }
}
