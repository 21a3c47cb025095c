//! From a feed to a document: of its entry if it has one only, else of all, one after the other.
//!
//! What is said of an entry goes to the metadata or a note; its text goes through the reader of HTML. It
//! must not know in which format the feed was written.

use jiff::Timestamp;
use jiff::tz::Offset;

use crate::document::{
    Block, BlockKind, Document, DocumentBuilder, Span, SpanStyle, Title, TitleOrigin,
};
use crate::import::feed::entry::{Body, Entry, Feed};
use crate::import::feed::markup::{Token, Tokens};
use crate::import::feed::words::{of_html, one_line};
use crate::import::html::fragment::append;
use crate::text::TextRange;

/// The longest heading that is compared with a title, in bytes.
const LONGEST_HEADING: usize = 4_000;

/// Makes a document of a feed. An entry without a text gives its title, or its address, as text.
///
/// # Panics
///
/// Never: what a builder collects makes a sound document.
pub fn document(feed: &Feed) -> Document {
    let mut builder = DocumentBuilder::new();
    for remark in &feed.remarks {
        builder.diagnostic(remark.clone());
    }
    builder.metadata().language.clone_from(&feed.language);
    match feed.entries.as_slice() {
        [entry] => one(&mut builder, feed, entry),
        entries => all(&mut builder, feed, entries),
    }
    if builder.text().trim().is_empty() {
        builder.simple(BlockKind::Paragraph, name(feed));
    }
    builder.finish().expect("invariant: a builder makes sound documents")
}

fn one(builder: &mut DocumentBuilder, feed: &Feed, entry: &Entry) {
    let metadata = builder.metadata();
    metadata.title = entry.title.as_deref().map(stated);
    metadata.byline = byline(entry);
    metadata.site.clone_from(&feed.title);
    metadata.published_at = entry.published.or(entry.updated);
    metadata.published = metadata.published_at.map(day);
    metadata.modified = entry.updated.map(day);
    metadata.address.clone_from(&entry.link);
    metadata.image.clone_from(&entry.image);
    if let Some(title) = &entry.title {
        builder.simple(BlockKind::Title, title);
    }
    text(builder, feed, entry);
    enclosures(builder, entry);
    if builder.text().trim().is_empty() {
        linked(builder, BlockKind::Paragraph, entry.link.as_deref().unwrap_or(&entry.id), entry);
    }
}

fn all(builder: &mut DocumentBuilder, feed: &Feed, entries: &[Entry]) {
    let latest = entries.iter().filter_map(|entry| entry.updated.or(entry.published)).max();
    let metadata = builder.metadata();
    metadata.title = feed.title.as_deref().map(stated);
    metadata.address.clone_from(&feed.site);
    metadata.modified = latest.map(day);
    if let Some(title) = &feed.title {
        builder.simple(BlockKind::Title, title);
    }
    for entry in entries {
        let name = entry.title.as_deref().or(entry.link.as_deref()).unwrap_or(&entry.id);
        linked(builder, BlockKind::Heading(2), name, entry);
        let date = entry.published.or(entry.updated).map(|date| day(date).to_string());
        let note: Vec<String> = byline(entry).into_iter().chain(date).collect();
        if !note.is_empty() {
            builder.simple(BlockKind::Note, &note.join(" · "));
        }
        text(builder, feed, entry);
        enclosures(builder, entry);
    }
}

/// Appends the text of an entry, or what it is about if there is none.
fn text(builder: &mut DocumentBuilder, feed: &Feed, entry: &Entry) {
    let base = [&entry.base, &entry.link, &feed.site].into_iter().find_map(Option::as_deref);
    let title = entry.title.as_deref().unwrap_or_default();
    match entry.content.as_ref().or(entry.summary.as_ref()) {
        Some(Body::Html(html)) => append(builder, without_heading(html, title), base),
        Some(Body::Text(text)) => paragraphs(builder, without_line(text, title)),
        None => {}
    }
}

/// Returns HTML without a heading at its front that repeats the title.
fn without_heading<'h>(html: &'h str, title: &str) -> &'h str {
    let mut tokens = Tokens::new(html);
    let mut heading: Option<(&str, usize)> = None;
    loop {
        let before = tokens.position();
        let Some(token) = tokens.next() else { return html };
        match (heading, token) {
            (None, Token::Start(tag)) if is_heading(tag.name) => {
                heading = Some((tag.name, tokens.position()));
            }
            (None, Token::Start(tag)) if is_wrapper(tag.name) => {}
            (None, Token::Text(text)) if text.trim().is_empty() => {}
            (None, _) => return html,
            (Some((name, from)), Token::End(end)) if end.eq_ignore_ascii_case(name) => {
                let words = of_html(html.get(from..before).unwrap_or_default());
                let after = html.get(tokens.position()..).unwrap_or_default();
                return if is_same(&words, title) { after } else { html };
            }
            (Some((_, from)), _) if before > from + LONGEST_HEADING => return html,
            (Some(_), _) => {}
        }
    }
}

/// Returns text without a line at its front that repeats the title.
fn without_line<'t>(text: &'t str, title: &str) -> &'t str {
    match text.split_once('\n') {
        Some((line, after)) if is_same(line.trim(), title) => after,
        _ => text,
    }
}

fn is_same(words: &str, title: &str) -> bool {
    !title.is_empty() && words.to_lowercase() == title.to_lowercase()
}

fn is_heading(name: &str) -> bool {
    matches!(name.as_bytes(), [b'h' | b'H', b'1'..=b'6'])
}

fn is_wrapper(name: &str) -> bool {
    let names = ["div", "article", "header", "section", "main", "body", "html"];
    names.iter().any(|wrapper| name.eq_ignore_ascii_case(wrapper))
}

/// Text stands in paragraphs if it has empty lines, else each line is one.
fn paragraphs(builder: &mut DocumentBuilder, text: &str) {
    let separator = if text.contains("\n\n") { "\n\n" } else { "\n" };
    for paragraph in text.split(separator) {
        let words = one_line(paragraph);
        if !words.is_empty() {
            builder.simple(BlockKind::Paragraph, &words);
        }
    }
}

/// Appends a block that leads to the page of an entry.
fn linked(builder: &mut DocumentBuilder, kind: BlockKind, text: &str, entry: &Entry) {
    let range = builder.simple(kind, text);
    if let Some(link) = &entry.link {
        builder.span(range, SpanStyle::Link(link.clone()));
    }
}

fn enclosures(builder: &mut DocumentBuilder, entry: &Entry) {
    for enclosure in &entry.enclosures {
        builder.separate();
        let start = builder.position();
        if let Some(kind) = &enclosure.media_type {
            builder.push_str(kind);
            builder.push_str(": ");
        }
        let from = builder.position();
        builder.push_str(&enclosure.address);
        let style = SpanStyle::Link(enclosure.address.clone());
        let spans = vec![Span { range: TextRange::new(from, builder.position()), style }];
        let range = TextRange::new(start, builder.position());
        builder.block(Block { spans, ..Block::new(BlockKind::Note, range) });
    }
}

fn byline(entry: &Entry) -> Option<String> {
    (!entry.authors.is_empty()).then(|| entry.authors.join(", "))
}

fn name(feed: &Feed) -> &str {
    let known = [&feed.title, &feed.site].into_iter().find_map(Option::as_deref);
    known.unwrap_or("a feed without entries")
}

fn stated(title: &str) -> Title {
    Title { text: title.to_owned(), origin: TitleOrigin::Stated }
}

fn day(moment: Timestamp) -> jiff::civil::Date {
    Offset::UTC.to_datetime(moment).date()
}
