//! An article as `sidelight text --format json` prints it.

use jiff::civil::Date;
use serde::Serialize;

use crate::cli::json::place::Place;
use crate::document::{
    Alignment, Block, BlockKind, Diagnostic, Document, Marker, Span, SpanStyle, Table,
};

/// One article.
#[derive(Debug, Serialize)]
pub struct ArticleJson<'a> {
    path: &'a str,
    title: Option<&'a str>,
    byline: Option<&'a str>,
    site: Option<&'a str>,
    published: Option<Date>,
    language: Option<&'a str>,
    text: &'a str,
    blocks: Vec<BlockJson<'a>>,
    diagnostics: Vec<DiagnosticJson<'a>>,
}

impl<'a> ArticleJson<'a> {
    /// Takes an article apart; `path` is what the user called it.
    pub fn new(path: &'a str, document: &'a Document) -> Self {
        let metadata = document.metadata();
        Self {
            path,
            title: metadata.title.as_ref().map(|title| title.text.as_str()),
            byline: metadata.byline.as_deref(),
            site: metadata.site.as_deref(),
            published: metadata.published,
            language: metadata.language.as_deref(),
            text: document.text(),
            blocks: document.blocks().iter().map(BlockJson::from).collect(),
            diagnostics: document.diagnostics().iter().map(DiagnosticJson::from).collect(),
        }
    }
}

#[derive(Debug, Serialize)]
struct BlockJson<'a> {
    kind: &'static str,
    #[serde(flatten)]
    place: Place,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    depth: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    marker: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<u32>,
    /// The programming language of code.
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    columns: Option<Vec<&'static str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<Vec<RowJson>>,
    #[serde(skip_serializing_if = "is_zero")]
    quoted: u8,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    spans: Vec<SpanJson<'a>>,
}

impl<'a> From<&'a Block> for BlockJson<'a> {
    fn from(block: &'a Block) -> Self {
        let mut json = Self {
            kind: block.kind.name(),
            place: block.range.into(),
            level: None,
            depth: None,
            marker: None,
            number: None,
            language: None,
            address: None,
            columns: None,
            rows: None,
            quoted: block.quoted,
            spans: block.spans.iter().map(SpanJson::from).collect(),
        };
        match &block.kind {
            BlockKind::Heading(level) => json.level = Some(*level),
            BlockKind::ListItem { depth, marker } => {
                json.depth = Some(*depth);
                json.marker = Some(marker_name(*marker));
                json.number =
                    if let Marker::Ordinal(number) = marker { Some(*number) } else { None };
            }
            BlockKind::Code { language } => json.language = language.as_deref(),
            BlockKind::Image { address } => json.address = Some(address),
            BlockKind::Table(table) => {
                json.columns = Some(table.columns.iter().copied().map(alignment_name).collect());
                json.rows = Some(rows(table));
            }
            _ => {}
        }
        json
    }
}

#[derive(Debug, Serialize)]
struct RowJson {
    header: bool,
    cells: Vec<Place>,
}

#[derive(Debug, Serialize)]
struct SpanJson<'a> {
    #[serde(flatten)]
    place: Place,
    style: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<&'a str>,
}

impl<'a> From<&'a Span> for SpanJson<'a> {
    fn from(span: &'a Span) -> Self {
        let (style, address) = match &span.style {
            SpanStyle::Emphasis => ("emphasis", None),
            SpanStyle::Strong => ("strong", None),
            SpanStyle::Strikethrough => ("strikethrough", None),
            SpanStyle::Code => ("code", None),
            SpanStyle::Link(address) => ("link", Some(address.as_str())),
        };
        Self { place: span.range.into(), style, address }
    }
}

#[derive(Debug, Serialize)]
struct DiagnosticJson<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: Option<Place>,
}

impl<'a> From<&'a Diagnostic> for DiagnosticJson<'a> {
    fn from(diagnostic: &'a Diagnostic) -> Self {
        Self { message: &diagnostic.message, place: diagnostic.range.map(Place::from) }
    }
}

fn rows(table: &Table) -> Vec<RowJson> {
    let row = |row: &crate::document::TableRow| RowJson {
        header: row.header,
        cells: crate::cli::json::place::places(&row.cells),
    };
    table.rows.iter().map(row).collect()
}

const fn marker_name(marker: Marker) -> &'static str {
    match marker {
        Marker::Bullet => "bullet",
        Marker::Ordinal(_) => "ordinal",
        Marker::InText => "in-text",
        Marker::Continued => "continued",
    }
}

const fn alignment_name(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::Left => "left",
        Alignment::Center => "center",
        Alignment::Right => "right",
    }
}

// Serde hands over a reference.
#[allow(clippy::trivially_copy_pass_by_ref)]
const fn is_zero(number: &u8) -> bool {
    *number == 0
}
