//! A report as one HTML page: without scripts, without anything from elsewhere, legible in light, in dark and on
//! paper. Every string is escaped here and nowhere else.

use std::fmt::Write as _;

use crate::cli::report::part::{Part, Piece, Report, line};

/// How the page looks.
const STYLE: &str = "\
:root{color-scheme:light dark;--ink:#1c1c1e;--paper:#fdfdfb;--aside:#6a6a70;--line:#d8d8d4;--link:#0b57a4}
@media (prefers-color-scheme:dark){:root{--ink:#e6e6e3;--paper:#1a1b1d;--aside:#a0a0a6;--line:#3c3d41;--link:#8fbcf0}}
body{margin:2.5rem auto;padding:0 1.25rem;max-width:52rem;font:1rem/1.55 Georgia,\"Noto Serif\",serif;\
color:var(--ink);background:var(--paper);overflow-wrap:anywhere}
h1,h2,h3,h4,th,.aside{font-family:system-ui,sans-serif}
h1{font-size:1.7rem;line-height:1.25}h2{margin-top:2.5rem;padding-top:.6rem;border-top:1px solid var(--line);font-size:1.25rem}
h3{font-size:1.05rem}h4{margin-bottom:.3rem;font-size:.95rem;font-weight:600}
a{color:var(--link)}.aside{color:var(--aside);font-size:.82em}
li{margin:.35rem 0}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}
th,td{padding:.45rem .7rem .45rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}th{font-size:.85rem}
@media print{body{margin:0;max-width:none;font-size:10.5pt;color:#000;background:#fff}h2,h3,h4{break-after:avoid}\
tr,li{break-inside:avoid}a{color:inherit}}
";

/// The first line of every page, by which a report is known.
pub const FIRST_LINE: &str = "<!DOCTYPE html><!-- a report by Sidelight -->";

/// Writes a report.
pub fn write(report: &Report) -> String {
    let title = escaped(&report.title);
    let mut page = format!(
        "{FIRST_LINE}\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
    );
    for part in &report.parts {
        write_part(part, &mut page);
    }
    page.push_str("</body>\n</html>\n");
    page
}

fn write_part(part: &Part, page: &mut String) {
    // Writing to a string cannot fail.
    let _ = match part {
        Part::Heading(level, words) => {
            let level = (*level).clamp(1, 4);
            writeln!(page, "<h{level}>{}</h{level}>", escaped(words))
        }
        Part::Paragraph(pieces) => writeln!(page, "<p>{}</p>", inline(pieces)),
        Part::List(items) => {
            let items: Vec<_> =
                items.iter().map(|item| format!("<li>{}</li>\n", inline(item))).collect();
            writeln!(page, "<ul>\n{}</ul>", items.concat())
        }
        Part::Table(head, rows) => {
            let head: Vec<_> =
                head.iter().map(|cell| format!("<th>{}</th>", escaped(cell))).collect();
            let rows: Vec<_> = rows
                .iter()
                .map(|row| {
                    let cells = row.iter().map(|cell| format!("<td>{}</td>", inline(cell)));
                    format!("<tr>{}</tr>\n", cells.collect::<String>())
                })
                .collect();
            writeln!(
                page,
                "<div class=\"wide\"><table>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody>\n</table></div>",
                head.concat(),
                rows.concat()
            )
        }
    };
}

fn inline(pieces: &[Piece]) -> String {
    let written = pieces.iter().map(|piece| match piece {
        Piece::Text(words) => escaped(words),
        Piece::Strong(words) => format!("<strong>{}</strong>", escaped(words)),
        Piece::Quotation(words) => format!("“{}”", escaped(words)),
        Piece::Place { words, address: Some(address) } => format!(
            "<a class=\"aside\" href=\"{}\" rel=\"noreferrer\">{}</a>",
            escaped(address),
            escaped(words)
        ),
        Piece::Aside(words) | Piece::Place { words, address: None } => {
            format!("<span class=\"aside\">{}</span>", escaped(words))
        }
        Piece::Link { words, address } => {
            format!("<a href=\"{}\" rel=\"noreferrer\">{}</a>", escaped(address), escaped(words))
        }
        Piece::Break => "<br>".to_owned(),
    });
    written.collect()
}

/// Escapes what would be markup, in text and in attributes alike.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for ch in line(words).chars() {
        match ch {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            ch => out.push(ch),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::{escaped, write};
    use crate::cli::report::part::{Part, Piece, Report};

    #[test]
    fn nothing_from_a_document_is_markup() {
        let hostile = "<script>alert('x')</script>\"&\u{1b}[31m\u{202e}";
        let address = "https://a.example/\"><img src=x onerror=alert(1)>";
        let report = Report {
            title: hostile.to_owned(),
            parts: vec![
                Part::Heading(9, hostile.to_owned()),
                Part::Paragraph(vec![
                    Piece::Strong(hostile.to_owned()),
                    Piece::link(hostile, Some(address)),
                    Piece::link("run", Some("javascript:alert(1)")),
                ]),
                Part::Table(vec!["One"], vec![vec![vec![Piece::Quotation(hostile.to_owned())]]]),
                Part::List(vec![vec![Piece::Aside(hostile.to_owned())]]),
            ],
        };
        let page = write(&report);
        let body = page.split_once("</style>").unwrap().1;
        for harm in ["<script", "<img", "javascript:", "\u{1b}", "\u{202e}"] {
            assert!(!body.contains(harm), "{harm} in {body}");
        }
        assert_eq!(page.matches("<title>&lt;script&gt;").count(), 1);
        assert_eq!(page.matches(" href=").count(), 1);
    }

    proptest! {
        #[test]
        fn any_text_stays_text(words in any::<String>()) {
            let escaped = escaped(&words);
            assert!(!escaped.contains(['<', '>', '"', '\'']));
            assert!(!escaped.chars().any(char::is_control));
        }
    }
}
