//! What every parser must keep to, whatever it is given: sound ranges, clean strings, bounded time.

pub mod archive;

use std::time::{Duration, Instant};

use sidelight::document::{Block, BlockKind, Document, DocumentBuilder, SpanStyle};
use sidelight::text::TextRange;
use sidelight::text::display::is_deceptive;

/// The longest that one input may take, however slow the instrumented program is.
pub const LONGEST: Duration = Duration::from_secs(5);

/// Runs something and stops the program if it takes too long.
///
/// # Panics
///
/// Panics if it takes longer than [`LONGEST`].
pub fn timed<T>(act: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let result = act();
    let time = started.elapsed();
    assert!(time < LONGEST, "took {time:?}");
    result
}

/// Checks a builder's parts and the document of them.
///
/// # Panics
///
/// Panics if they break an invariant.
pub fn check_builder(builder: DocumentBuilder) {
    let document = builder.finish().expect("the blocks are sound");
    check(&document);
    check_addresses(&document);
}

/// Checks a document.
///
/// # Panics
///
/// Panics if it breaks an invariant, or a string in it could harm a terminal.
pub fn check(document: &Document) {
    let text = document.text();
    assert!(is_text(text), "the text has a foreign character");
    let mut end = TextRange::default().end();
    for block in document.blocks() {
        assert!(block.range.start() >= end, "blocks overlap");
        end = block.range.end();
        check_block(document, block);
    }
    assert!(usize::from(end) <= text.len());
    let metadata = document.metadata();
    let title = metadata.title.as_ref().map(|title| &title.text);
    let strings = [
        title,
        metadata.byline.as_ref(),
        metadata.site.as_ref(),
        metadata.address.as_ref(),
        metadata.image.as_ref(),
        metadata.language.as_ref(),
    ];
    for string in strings.into_iter().flatten() {
        assert!(is_line(string), "metadata: {string:?}");
        assert!(!string.trim().is_empty(), "metadata: {string:?}");
    }
    if let Some(line) = &metadata.dateline {
        let ranges = [Some(line.range), Some(line.place), line.day, line.agency];
        for range in ranges.into_iter().flatten() {
            let _ = document.slice(range);
        }
    }
    for remark in document.diagnostics() {
        assert!(is_line(&remark.message), "remark: {:?}", remark.message);
        if let Some(range) = remark.range {
            let _ = document.slice(range);
        }
    }
}

fn check_block(document: &Document, block: &Block) {
    let text = document.slice(block.range);
    match &block.kind {
        BlockKind::Image { address } => assert!(is_line(address), "picture: {address:?}"),
        BlockKind::Rule => {}
        BlockKind::Table(table) => {
            for cell in table.rows.iter().flat_map(|row| &row.cells) {
                assert!(block.range.contains_range(*cell), "a cell leaves its block");
                let _ = document.slice(*cell);
            }
        }
        BlockKind::Code { language } => {
            assert!(language.as_deref().is_none_or(is_line), "language: {language:?}");
        }
        BlockKind::Heading(level) => assert!((1..=6).contains(level), "level {level}"),
        kind => assert!(!text.is_empty(), "an empty {}", kind.name()),
    }
    for span in &block.spans {
        assert!(block.range.contains_range(span.range), "a span leaves its block");
        let _ = document.slice(span.range);
        if let SpanStyle::Link(address) = &span.style {
            assert!(is_line(address), "link: {address:?}");
        }
    }
}

/// Tells whether a string has nothing that a cleaned text may not have.
pub fn is_text(text: &str) -> bool {
    !text.chars().any(|ch| (ch.is_control() && ch != '\n' && ch != '\t') || is_deceptive(ch))
}

/// Tells whether a string is one clean line.
pub fn is_line(text: &str) -> bool {
    !text.chars().any(|ch| ch.is_control() || is_deceptive(ch))
}

/// Checks that the links and pictures of a document lead where a reader may follow. Markdown keeps its
/// links as they are written, pages do not.
///
/// # Panics
///
/// Panics if one does not.
pub fn check_addresses(document: &Document) {
    for block in document.blocks() {
        let picture = match &block.kind {
            BlockKind::Image { address } => Some(address),
            _ => None,
        };
        let links = block.spans.iter().filter_map(|span| match &span.style {
            SpanStyle::Link(address) => Some(address),
            _ => None,
        });
        for address in links.chain(picture) {
            let lower = address.to_ascii_lowercase();
            let dangerous = ["javascript:", "data:", "file:", "vbscript:"];
            assert!(!dangerous.iter().any(|scheme| lower.starts_with(scheme)), "{address:?}");
        }
    }
}
