//! Citations: a passage with where it stands, as a line to cite it by or as a quote in Markdown.
//!
//! Nothing is invented: what is not known of an article is left out. Pure functions for every face.

use jiff::civil::Date;

use crate::document::{Metadata, TitleOrigin};
use crate::source::Location;

/// A passage with what is known of its article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The paragraphs of the passage; none to cite the article as a whole.
    pub quote: Vec<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// What it is called; in brackets where it has no headline of its own.
    pub title: Option<String>,
    /// Who published it.
    pub site: Option<String>,
    /// When.
    pub published: Option<Date>,
    /// Where it can be read.
    pub address: Option<String>,
}

impl Citation {
    /// Puts together what is known of an article, which lists call `title`.
    pub fn new(
        quote: Vec<String>,
        title: &str,
        origin: TitleOrigin,
        metadata: &Metadata,
        location: Option<&Location>,
    ) -> Self {
        let title = match origin {
            TitleOrigin::Stated | TitleOrigin::Given => title.to_owned(),
            TitleOrigin::Derived => format!("[{title}]"),
        };
        Self {
            quote,
            author: metadata.byline.clone().map(|line| without_by(&line).to_owned()),
            title: Some(title).filter(|title| !matches!(title.as_str(), "" | "[]")),
            site: metadata.site.clone(),
            published: metadata.published,
            address: page(metadata, location),
        }
    }

    /// Returns one line: “quote” author, “title”, site, date, address.
    pub fn line(&self) -> String {
        let quote = self.quote.join(" ");
        let source = self.source(in_marks);
        match (quote.is_empty(), source.is_empty()) {
            (true, _) => source,
            (false, true) => in_marks(&quote),
            (false, false) => format!("{} {source}", in_marks(&quote)),
        }
    }

    /// Returns a quote in Markdown with the title as a link.
    pub fn markdown(&self) -> String {
        let linked = |title: &str| match &self.address {
            Some(address) => format!("[{}](<{}>)", escaped(title), link(address)),
            None => escaped(title),
        };
        let source = [
            self.author.as_deref().map(escaped),
            self.title.as_deref().map(linked),
            self.site.as_deref().filter(|site| self.is_not_author(site)).map(escaped),
            self.published.map(day),
            self.address
                .as_deref()
                .filter(|_| self.title.is_none())
                .map(|it| format!("<{}>", link(it))),
        ];
        let source: Vec<_> = source.into_iter().flatten().collect();
        let mut paragraphs: Vec<_> = self.quote.iter().map(|text| quoted(text)).collect();
        if !source.is_empty() {
            paragraphs.push(format!("> — {}", source.join(", ")));
        }
        paragraphs.join("\n>\n")
    }

    fn source(&self, title: impl Fn(&str) -> String) -> String {
        let parts = [
            self.author.clone(),
            self.title.as_deref().map(title),
            self.site.clone().filter(|site| self.is_not_author(site)),
            self.published.map(day),
            self.address.clone(),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    fn is_not_author(&self, site: &str) -> bool {
        self.author.as_deref() != Some(site)
    }
}

/// Returns the address of an article, or the path of its file; `None` where it came from neither.
pub fn address(metadata: &Metadata, location: Option<&Location>) -> Option<String> {
    page(metadata, location).or_else(|| match location {
        Some(Location::File(path)) => Some(path.display().to_string()),
        _ => None,
    })
}

/// Returns the address under which an article can be read on the network.
fn page(metadata: &Metadata, location: Option<&Location>) -> Option<String> {
    let is_page =
        |address: &String| address.starts_with("http://") || address.starts_with("https://");
    let from = location.filter(|from| matches!(from, Location::Url(_))).map(ToString::to_string);
    metadata.address.clone().filter(is_page).or(from)
}

fn day(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

fn without_by(line: &str) -> &str {
    let line = line.trim();
    let by = line.get(..3).filter(|start| start.eq_ignore_ascii_case("by "));
    by.and_then(|_| line.get(3..)).unwrap_or(line)
}

/// Returns a text in quotation marks, those within it one level deeper.
fn in_marks(text: &str) -> String {
    let inner: String = text
        .chars()
        .map(|ch| match ch {
            '“' => '‘',
            '”' => '’',
            ch => ch,
        })
        .collect();
    format!("“{inner}”")
}

/// Returns a paragraph as a quote in Markdown, which reads as it reads here.
fn quoted(paragraph: &str) -> String {
    let lines: Vec<_> = paragraph.lines().map(|line| format!("> {}", escaped(line))).collect();
    // A line of code or of a table stays one.
    lines.join("\\\n")
}

/// Returns a line so that nothing of it means anything in Markdown.
fn escaped(line: &str) -> String {
    let mut escaped = String::with_capacity(line.len());
    let start = line.trim_start();
    let digits = start.trim_start_matches(|ch: char| ch.is_ascii_digit());
    let listed = start.len() - digits.len();
    let numbered = listed > 0 && digits.starts_with(['.', ')']);
    for (at, ch) in start.char_indices() {
        let leads = at == 0 && matches!(ch, '#' | '+' | '-' | '=' | ':');
        let marks = matches!(
            ch,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '!' | '$'
        );
        if leads || marks || (numbered && at == listed) {
            escaped.push('\\');
        }
        escaped.push(ch);
    }
    escaped
}

/// Returns an address that can stand between angle brackets.
fn link(address: &str) -> String {
    let mut link = String::with_capacity(address.len());
    for ch in address.chars() {
        match ch {
            '<' => link.push_str("%3C"),
            '>' => link.push_str("%3E"),
            '\\' => link.push_str("%5C"),
            ' ' => link.push_str("%20"),
            ch if ch.is_control() => {}
            ch => link.push(ch),
        }
    }
    link
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use proptest::prelude::{prop_assert_eq, proptest};
    use pulldown_cmark::{Event, Parser, Tag};

    use super::{Citation, address};
    use crate::document::{Metadata, TitleOrigin};
    use crate::source::Location;

    fn citation(quote: &[&str]) -> Citation {
        Citation {
            quote: quote.iter().map(|text| (*text).to_owned()).collect(),
            author: Some("Ana Lopez".to_owned()),
            title: Some("Harbour reopens".to_owned()),
            site: Some("AP".to_owned()),
            published: Some(jiff::civil::date(2024, 3, 2)),
            address: Some("https://example.org/a?b=(c)".to_owned()),
        }
    }

    #[test]
    fn a_line_names_what_is_known() {
        let full = citation(&["It “reopened”.", "So they say."]);
        assert_eq!(
            full.line(),
            "“It ‘reopened’. So they say.” Ana Lopez, “Harbour reopens”, AP, 2 Mar 2024, \
             https://example.org/a?b=(c)"
        );
        let table = [
            (Citation { author: None, ..full.clone() }, "So they say.” “Harbour reopens”, AP"),
            (Citation { site: None, ..full.clone() }, "“Harbour reopens”, 2 Mar 2024"),
            (Citation { title: None, ..full.clone() }, "Ana Lopez, AP, 2 Mar"),
            (Citation { quote: Vec::new(), ..full.clone() }, "Ana Lopez, “Harbour"),
            (Citation { site: Some("Ana Lopez".to_owned()), ..full.clone() }, "reopens”, 2 Mar"),
        ];
        for (citation, part) in table {
            assert!(citation.line().contains(part), "{}", citation.line());
        }
    }

    #[test]
    fn markdown_quotes_and_links() {
        let full = citation(&["It *reopened*.", "1. So"]);
        assert_eq!(
            full.markdown(),
            "> It \\*reopened\\*.\n>\n> 1\\. So\n>\n> — Ana Lopez, \
             [Harbour reopens](<https://example.org/a?b=(c)>), AP, 2 Mar 2024"
        );
        let file = Citation { address: None, ..citation(&["x"]) };
        assert_eq!(file.markdown(), "> x\n>\n> — Ana Lopez, Harbour reopens, AP, 2 Mar 2024");
    }

    #[test]
    fn an_article_is_where_its_publisher_says_or_where_it_came_from() {
        let page =
            Metadata { address: Some("https://example.org/x".to_owned()), ..Metadata::default() };
        let none = Metadata::default();
        let file = Location::File(PathBuf::from("/a/b.txt"));
        let url = Location::Url("https://me:pw@example.org/y".to_owned());
        let table = [
            (&page, Some(&file), Some("https://example.org/x")),
            (&none, Some(&url), Some("https://example.org/y")),
            (&none, Some(&file), Some("/a/b.txt")),
            (&none, Some(&Location::Stdin), None),
            (&none, None, None),
        ];
        for (metadata, location, expected) in table {
            assert_eq!(address(metadata, location).as_deref(), expected);
        }
        let cited = Citation::new(vec![], "First words", TitleOrigin::Derived, &none, Some(&file));
        assert_eq!(cited.line(), "“[First words]”");
    }

    proptest! {
        #[test]
        fn a_quote_in_markdown_reads_as_the_passage(text in "[ -~é天“”]{1,60}") {
            let text = text.trim();
            let quote = Citation { quote: vec![text.to_owned()], author: None, title: None, site: None,
                published: None, address: None };
            let markdown = quote.markdown();
            let mut read = String::new();
            for event in Parser::new(&markdown) {
                match event {
                    Event::Text(text) => read.push_str(&text),
                    Event::Start(Tag::BlockQuote(_) | Tag::Paragraph) | Event::End(_) => {}
                    other => panic!("{other:?}"),
                }
            }
            prop_assert_eq!(read.trim(), text);
        }
    }
}
