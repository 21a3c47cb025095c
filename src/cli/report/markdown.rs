//! A report as Markdown. Every string is escaped here and nowhere else, also against what some readers add: tables,
//! struck-out words, formulas, addresses that become links by themselves.

use crate::cli::report::part::{Part, Piece, Report, line};

/// The first line of every report, by which it is known; readers do not show it.
pub const FIRST_LINE: &str = "<!-- a report by Sidelight -->";

/// Writes a report.
pub fn write(report: &Report) -> String {
    let parts = report.parts.iter().map(written);
    let mut out = format!("{FIRST_LINE}\n\n");
    out.push_str(&parts.collect::<Vec<_>>().join("\n\n"));
    out.push('\n');
    out
}

fn written(part: &Part) -> String {
    match part {
        Part::Heading(level, words) => {
            format!("{} {}", "#".repeat(usize::from(*level).clamp(1, 4)), escaped(words))
        }
        Part::Paragraph(pieces) => opening(&inline(pieces, "  \n")),
        Part::List(items) => {
            let items = items.iter().map(|item| format!("- {}", opening(&inline(item, "  \n  "))));
            items.collect::<Vec<_>>().join("\n")
        }
        Part::Table(head, rows) => {
            let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
            let mut lines = vec![row(head.iter().map(|cell| escaped(cell)).collect())];
            lines.push(row(vec!["---".to_owned(); head.len()]));
            let cell = |cell: &Vec<Piece>| inline(cell, "<br>");
            lines.extend(rows.iter().map(|cells| row(cells.iter().map(cell).collect())));
            lines.join("\n")
        }
    }
}

fn inline(pieces: &[Piece], end: &str) -> String {
    let written = pieces.iter().map(|piece| match piece {
        Piece::Text(words) | Piece::Aside(words) | Piece::Place { words, .. } => escaped(words),
        Piece::Strong(words) => {
            let words = escaped(words);
            if words.trim().is_empty() { words } else { format!("**{}**", words.trim()) }
        }
        Piece::Quotation(words) => format!("“{}”", escaped(words)),
        Piece::Link { words, address } => {
            format!("[{}]({})", escaped(words), destination(address))
        }
        Piece::Break => end.to_owned(),
    });
    written.collect()
}

/// Escapes what would be marks anywhere in a line.
fn escaped(words: &str) -> String {
    let words = line(words);
    let mut out = String::with_capacity(words.len());
    for (at, ch) in words.char_indices() {
        let rest = words.get(at..).unwrap_or_default();
        let marks = match ch {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '#' | '$' | '@' => {
                true
            }
            ':' => rest.starts_with("://"),
            '.' => words.get(..at).unwrap_or_default().to_lowercase().ends_with("www"),
            _ => false,
        };
        if marks {
            out.push('\\');
        }
        out.push(ch);
    }
    out
}

/// Escapes what would be marks only where a block begins.
fn opening(words: &str) -> String {
    let rest = words.trim_start_matches(|ch: char| ch.is_ascii_digit());
    let digits = words.len() - rest.len();
    if digits > 0 && rest.starts_with(['.', ')']) {
        return format!("{}\\{rest}", words.get(..digits).unwrap_or_default());
    }
    if words.starts_with(['-', '+', '=', ':']) { format!("\\{words}") } else { words.to_owned() }
}

fn destination(address: &str) -> String {
    let mut out = String::from("<");
    for ch in line(address).chars() {
        match ch {
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '|' => out.push_str("%7C"),
            ' ' => out.push_str("%20"),
            '\\' | '&' | '`' => {
                out.push('\\');
                out.push(ch);
            }
            ch => out.push(ch),
        }
    }
    out.push('>');
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::write;
    use crate::cli::report::part::{Part, Piece, Report};

    /// Returns the text that a reader of Markdown shows, if there is no mark in it but those of the report.
    fn shown(report: &Report) -> String {
        let page = write(report);
        let mut text = String::new();
        for event in Parser::new_ext(&page, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
            match event {
                Event::Text(words) => text.push_str(&words),
                Event::Html(html) => assert!(html.starts_with("<!-- a report"), "{html}"),
                Event::InlineHtml(html) => assert_eq!(&*html, "<br>"),
                Event::Start(Tag::Image { .. } | Tag::CodeBlock(_) | Tag::Strikethrough)
                | Event::Code(_)
                | Event::InlineMath(_)
                | Event::DisplayMath(_)
                | Event::FootnoteReference(_) => panic!("{event:?} in {page}"),
                _ => {}
            }
        }
        text
    }

    fn report(words: &str) -> Report {
        let piece = || vec![Piece::Quotation(words.to_owned())];
        Report {
            title: words.to_owned(),
            parts: vec![
                Part::Heading(1, words.to_owned()),
                Part::Paragraph(vec![Piece::text(words)]),
                Part::List(vec![vec![Piece::text(words)]]),
                Part::Table(vec!["One", "Two"], vec![vec![piece(), vec![Piece::Break]]]),
            ],
        }
    }

    #[test]
    fn hostile_words_are_shown_as_they_are() {
        for words in [
            "<script>alert(1)</script>",
            "`code` | cell | *star* _low_ ~~gone~~ [a](b) ![c](d) $x$ &lt;",
            "https://a.example and www.a.example and me@a.example",
            "1. one",
            "- item # not",
            "\\\\ back \\| slash",
            "[^1]: note",
        ] {
            let shown = shown(&report(words));
            assert_eq!(shown.matches(words).count(), 4, "{words} in {shown}");
        }
    }

    #[test]
    fn links_lead_where_they_say() {
        let address = "https://a.example/x_(y)|z?a=<b>&c=\\d";
        let report = Report {
            title: String::new(),
            parts: vec![Part::Paragraph(vec![Piece::link("a [link]", Some(address))])],
        };
        let page = write(&report);
        let links: Vec<_> = Parser::new(&page)
            .filter_map(|event| match event {
                Event::Start(Tag::Link { dest_url, .. }) => Some(dest_url.to_string()),
                _ => None,
            })
            .collect();
        assert_eq!(links, ["https://a.example/x_(y)%7Cz?a=%3Cb%3E&c=\\d"]);
        assert_eq!(Piece::link("x", Some("javascript:alert(1)")), Piece::text("x"));
    }

    proptest! {
        #[test]
        fn any_text_stays_text(words in any::<String>()) {
            shown(&report(&words));
        }
    }
}
