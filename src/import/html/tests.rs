use std::time::{Duration, Instant};

use proptest::prelude::{Just, Strategy, any, proptest};
use proptest::{collection, prop_oneof};

use super::read;
use crate::document::Document;

const PROSE: &str = "The council met on Tuesday to discuss the harbour plan, and it voted for the new pier after \
    two hours of argument. Nobody had expected so clear a majority before the summer.";

fn page(html: &str) -> Document {
    read(html, Vec::new(), Some("https://host.example/a/"))
}

/// Writes the blocks one a line: the kind and the text; prose is one word.
fn outline(html: &str) -> String {
    let document = page(html);
    let lines = document.blocks().iter().map(|block| {
        let text = document.slice(block.range).replace(PROSE, "PROSE");
        format!("{}|{text}", block.kind.name())
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn an_article_is_read_without_its_page() {
    let html = format!(
        "<title>Pier wins | The Harbour News</title><body><header><a href=/>The Harbour News</a></header>
        <nav><ul><li><a href=/1>Home</a><li><a href=/2>Politics</a></ul></nav>
        <article><p class=kicker>Politics</p><h1>Pier wins</h1><p class=standfirst>A plan as old as the harbour itself finds a majority at last.</p>
        <p class=byline>By Jo Writer</p><time>3 May 2024, 10:12</time>
        <figure><img src=p.jpg alt='The pier'><figcaption>The old pier. Photo: Jo Writer</figcaption></figure>
        <p>{PROSE}</p><h2>What comes next</h2><p>{PROSE}</p>
        <p><a href=/3>Read more: The long history of the pier and its many owners</a></p>
        <blockquote><p>We are glad, said the mayor.</p></blockquote>
        <ul><li>The pier opens in June.<li>Ships come in July.</ul>
        <p>{PROSE}</p>
        <div class=share-buttons><a href=/s>Share</a> <a href=/t>Tweet</a></div>
        <h3>Related articles</h3><ul><li><a href=/4>Another article about something else</a><li><a href=/5>And one more that is like it</a></ul>
        </article><section id=comments><h2>2 Comments</h2><p>{PROSE}</p></section>
        <footer><p>© The Harbour News. All rights reserved, whatever they are.</p></footer>"
    );
    let expected = "title|Pier wins
note|A plan as old as the harbour itself finds a majority at last.
image|
caption|The old pier. Photo: Jo Writer
paragraph|PROSE
heading|What comes next
paragraph|PROSE
quotation|We are glad, said the mayor.
list-item|The pier opens in June.
list-item|Ships come in July.
paragraph|PROSE";
    assert_eq!(outline(&html), expected);
    assert_eq!(page(&html).metadata().title.as_ref().unwrap().text, "Pier wins");
}

#[test]
fn a_body_without_any_name_is_found() {
    let side: String =
        (0..9).map(|_| "<li><a href=/x>Some other headline of this site</a>").collect();
    let html = format!(
        "<table><tr><td><ul>{side}</ul><td><b>Pier wins</b><br><br>{PROSE}<br><br>{PROSE}<br><br>{PROSE}</table><p>Imprint</p>"
    );
    assert_eq!(outline(&html), "paragraph|PROSE\nparagraph|PROSE\nparagraph|PROSE");
}

#[test]
fn what_is_no_article_is_read_whole() {
    let table = [
        ("<p>One.</p><p>Two.</p>", "paragraph|One.\nparagraph|Two."),
        ("words", "paragraph|words"),
        (
            "<nav><a href=/>Home</a></nav><h1>Opening hours of the harbour office</h1><table><tr><th>Day<th>Hours<tr><td>Monday<td>9 to 5<tr><td>Tuesday<td>9 to 5 and longer on demand of ships</table>",
            "heading|Opening hours of the harbour office\ntable|Day\tHours\nMonday\t9 to 5\nTuesday\t9 to 5 and longer on demand of ships",
        ),
        ("<nav><a href=/>Home</a> <a href=/b>Harbour</a></nav>", "paragraph|Home Harbour"),
        ("<div style='display:none'><p>Shown by a script.</div>", ""),
    ];
    for (html, expected) in table {
        assert_eq!(outline(html), expected, "{html}");
    }
}

#[test]
fn a_short_article_is_found_by_its_title() {
    let links: String = (0..30).map(|_| "<li><a href=/x>Another entry</a>").collect();
    let html = format!(
        "<title>Low tide - Tides</title><ul>{links}</ul><div><h2>Low tide</h2><p>At low tide the pier stands dry. Ships wait for the flood outside of the old harbour.</p></div><ul>{links}</ul>"
    );
    assert_eq!(
        outline(&html),
        "title|Low tide\nparagraph|At low tide the pier stands dry. Ships wait for the flood outside of the old harbour."
    );
}

#[test]
fn what_only_a_script_would_show_is_read() {
    let hidden = format!(
        "<body><div style='display:none'><p>{PROSE}</p><p>{PROSE}</p><p>{PROSE}</p></div><p>Loading</p>"
    );
    assert!(outline(&hidden).contains("paragraph|PROSE\nparagraph|PROSE\nparagraph|PROSE"));
    let stated = format!(
        "<title>Pier wins</title><script type='application/ld+json'>{{\"articleBody\": \"{PROSE}\\n{PROSE}\\n{PROSE}\"}}</script><p>Please enable scripts.</p>"
    );
    assert_eq!(
        outline(&stated),
        "title|Pier wins\nparagraph|PROSE\nparagraph|PROSE\nparagraph|PROSE"
    );
}

#[test]
fn a_title_is_said_once_and_without_its_site() {
    let table = [
        (
            "<title>Pier wins big today - News</title><h1>Pier wins big today</h1>",
            "Pier wins big today",
        ),
        ("<title>Pier wins big today - News</title><h1>News</h1>", "Pier wins big today"),
        (
            "<meta property=og:title content='Pier wins'><h1>Harbour</h1><h2>Pier wins</h2>",
            "Pier wins",
        ),
        ("<h1>Pier wins</h1>", "Pier wins"),
    ];
    for (head, expected) in table {
        let document = page(&format!("{head}<p>{PROSE}<p>{PROSE}"));
        assert_eq!(document.slice(document.blocks()[0].range), expected, "{head}");
        assert_eq!(document.text().matches(expected).count(), 1, "{head}");
    }
}

#[test]
fn no_shape_takes_more_than_its_share() {
    let many = |part: &str, times: usize| part.repeat(times);
    let table = [
        ("div", format!("{}words", many("<div>", 100_000))),
        ("prose", format!("{}words", many(&format!("<div><p>{PROSE}"), 5_000))),
        ("list", format!("{}words", many("<ul><li>words, words and more words.", 10_000))),
        (
            "links",
            format!(
                "<ul>{}</ul>words",
                many("<li><a href=x>A headline that leads away</a>", 15_000)
            ),
        ),
        (
            "cards",
            many(
                "<article><h2><a href=x>A headline that leads away</a></h2><p>words.</article>",
                8_000,
            ),
        ),
        (
            "titles",
            many("<meta name=title content='a b c d e f g h'>", 10_000)
                + &many("<h1>a b c words</h1>", 10_000),
        ),
        ("tables", many("<table><tr><th>a<td>words, words</table>", 5_000)),
        ("nested tables", many("<table><tr><td>words, words.", 2_000)),
        (
            "figures",
            many(
                "<figure><img src=a alt='some words in it'><figcaption>words</figcaption></figure>",
                8_000,
            ),
        ),
        ("pictures", format!("<p>words{}", many("<img src=a alt='some words in it'>", 30_000))),
        ("noscripts", many("<noscript><p>words</p>", 20_000)),
        ("spans", format!("<p>{}", many("<span class='a b c'>words ", 30_000))),
    ];
    for (name, html) in table {
        let start = Instant::now();
        assert!(page(&html).text().contains("words"), "{name}");
        let took = start.elapsed();
        assert!(took < Duration::from_secs(120), "{name} took {took:?}");
    }
}

fn soup() -> impl Strategy<Value = String> {
    let parts = [
        "<article>",
        "</article>",
        "<h1>",
        "</h1>",
        "<h2>Related</h2>",
        "<p>",
        "</p>",
        "<div class=comments>",
        "</div>",
        "<ul><li>",
        "<a href=/x>A link that leads away</a>",
        "<figure>",
        "</figure>",
        "<figcaption>",
        "<img src=a alt='a b c d'>",
        "<table><tr><td>",
        "</table>",
        "<nav>",
        "<title>A title - Site</title>",
        "A title",
        "<footer>",
        "<aside>",
        "<br><br>",
        "<pre>",
        "<div itemprop=articleBody>",
        "<header class=lead>",
        PROSE,
        PROSE,
    ];
    let part = prop_oneof![
        (0..parts.len()).prop_map(move |at| parts[at].to_owned()),
        any::<String>(),
        Just(" short ".to_owned()),
    ];
    collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn any_soup_of_parts_makes_a_sound_document(html in soup()) {
        let document = page(&html);
        assert!(document.blocks().iter().filter(|block| block.kind.name() == "title").count() <= 1);
    }
}
