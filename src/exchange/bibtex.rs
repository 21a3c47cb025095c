//! BibTeX of articles, in the words of `biblatex`.

use std::fmt::Write as _;

use crate::exchange::citation::{Name, keys, names};
use crate::exchange::kept::Article;
use crate::exchange::link::link_to;
use crate::text::Safe;

/// The first line of every file, by which it is known.
pub const FIRST_LINE: &str = "% Articles from Sidelight";

/// Writes articles as entries.
pub fn write(articles: &[Article]) -> String {
    let mut out = format!("{FIRST_LINE}\n");
    for (article, key) in articles.iter().zip(keys(articles)) {
        entry(&mut out, article, &key);
    }
    out
}

fn entry(out: &mut String, article: &Article, key: &str) {
    let kind = if article.address.is_some() { "online" } else { "misc" };
    let _ = write!(out, "\n@{kind}{{{key},\n");
    let mut field = |name: &str, value: &str| {
        if !value.is_empty() {
            let _ = writeln!(out, "  {name} = {{{value}}},");
        }
    };
    let title = escaped(article.title.as_deref().unwrap_or("Untitled"));
    // Braces within keep the capitals of a title.
    field("title", &format!("{{{title}}}"));
    let authors: Vec<_> = names(article).iter().map(author).collect();
    field("author", &authors.join(" and "));
    if let Some(site) = &article.site {
        field("organization", &format!("{{{}}}", escaped(site)));
    }
    field("date", &article.published.map(|day| day.to_string()).unwrap_or_default());
    if let Some(address) = &article.address {
        field("url", &verbatim(address));
        field("urldate", &article.added.map(|day| day.to_string()).unwrap_or_default());
    }
    if let Some(language) = &article.language {
        field("langid", &escaped(language_name(language)));
    }
    if let Some(id) = article.id {
        field("note", &format!("\\url{{{}}}", link_to(id, None)));
    }
    out.push_str("}\n");
}

fn author(name: &Name) -> String {
    match name {
        Name::Person { family, given } => format!("{}, {}", escaped(family), escaped(given)),
        Name::Literal(name) => format!("{{{}}}", escaped(name)),
    }
}

/// Writes what means something to TeX as what shows it.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for ch in Safe::new(text).as_str().trim().chars() {
        match ch {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '{' | '}' | '%' | '$' | '&' | '#' | '_' => {
                out.push('\\');
                out.push(ch);
            }
            _ => out.push(ch),
        }
    }
    out
}

/// Writes an address, which TeX takes as it is but for braces.
fn verbatim(address: &str) -> String {
    let mut out = String::new();
    for ch in Safe::new(address).as_str().chars() {
        match ch {
            '{' => out.push_str("%7B"),
            '}' => out.push_str("%7D"),
            '\\' => out.push_str("%5C"),
            ' ' => out.push_str("%20"),
            _ => out.push(ch),
        }
    }
    out
}

/// Returns what `biblatex` calls a language, or its tag.
fn language_name(tag: &str) -> &str {
    match tag.split('-').next().unwrap_or_default() {
        "en" => "english",
        "de" => "german",
        "fr" => "french",
        "es" => "spanish",
        "it" => "italian",
        "pt" => "portuguese",
        "nl" => "dutch",
        "ru" => "russian",
        "pl" => "polish",
        "ja" => "japanese",
        "zh" => "chinese",
        _ => tag,
    }
}

#[cfg(test)]
mod tests {
    use biblatex::{Bibliography, ChunksExt as _};
    use proptest::prelude::{ProptestConfig, proptest};

    use super::{Article, FIRST_LINE, write};
    use crate::exchange::samples::text;

    #[test]
    fn another_reader_finds_every_field() {
        let article = Article {
            title: Some("50% of {it} & more: $x_1$ ~ #2".to_owned()),
            byline: Some("Ann Author and Bob Builder".to_owned()),
            site: Some("The Post".to_owned()),
            published: Some(jiff::civil::date(2025, 11, 4)),
            added: Some(jiff::civil::date(2025, 11, 5)),
            language: Some("en".to_owned()),
            address: Some("https://example.org/a_b?c=%20d&e#f".to_owned()),
            ..Article::default()
        };
        let text = write(std::slice::from_ref(&article));
        assert!(text.starts_with(FIRST_LINE));
        let bibliography = Bibliography::parse(&text).unwrap();
        let entry = bibliography.iter().next().unwrap();
        assert_eq!(entry.title().unwrap().format_verbatim(), "50% of {it} & more: $x_1$ ~ #2");
        let authors = entry.author().unwrap();
        assert_eq!((authors[1].name.as_str(), authors[1].given_name.as_str()), ("Builder", "Bob"));
        assert_eq!(entry.url().unwrap(), "https://example.org/a_b?c=%20d&e#f");
        assert_eq!(entry.get("date").unwrap().format_verbatim(), "2025-11-04");
        assert_eq!(entry.get("urldate").unwrap().format_verbatim(), "2025-11-05");
        assert_eq!(entry.get("langid").unwrap().format_verbatim(), "english");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_article_is_one_entry(title in text(), byline in text(), site in text(), address in text()) {
            let article = Article {
                title: Some(title),
                byline: Some(byline),
                site: Some(site),
                address: Some(address),
                ..Article::default()
            };
            let text = write(&[article.clone(), article]);
            let bibliography = Bibliography::parse(&text).unwrap();
            assert_eq!(bibliography.len(), 2, "{text}");
        }
    }
}
