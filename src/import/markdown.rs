//! Markdown: `CommonMark` with tables, footnotes, strikethrough, task lists and front matter.
//!
//! The parser's events are walked once, without recursion, so that no nesting can exhaust the
//! stack. No word of the text is lost; marks that the kinds of blocks and spans say again are not
//! repeated in it.

pub mod front;
pub mod html;
pub mod leaf;

#[cfg(test)]
mod tests;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::document::{
    Alignment, Block, BlockKind, Diagnostic, Document, DocumentBuilder, Marker, SpanStyle, Table,
    Title, TitleOrigin,
};
use crate::import::markdown::leaf::{Leaf, OpenLeaf};
use crate::import::plain;
use crate::text::TextRange;
use crate::text::clean::clean;

/// Makes a document of a cleaned Markdown text.
///
/// # Panics
///
/// Never for a text that is small enough to have offsets: leaves are appended in order.
pub fn read(text: &str, remarks: Vec<Diagnostic>) -> Document {
    let (front, body) = front::split(text);
    let mut reader = Reader::default();
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    for event in Parser::new_ext(body, options) {
        reader.event(event);
    }
    reader.flush();
    let mut builder = reader.builder;
    if builder.text().trim().is_empty() {
        return plain::read(text, remarks);
    }
    let metadata = builder.metadata();
    let stated = front.title.map(|text| Title { text, origin: TitleOrigin::Stated });
    metadata.title = stated.or_else(|| metadata.title.take());
    metadata.byline = front.byline;
    metadata.site = front.site;
    metadata.published = front.published;
    metadata.language = front.language;
    for remark in remarks {
        builder.diagnostic(remark);
    }
    builder.finish().expect("invariant: leaves are appended in order")
}

/// What a block may stand in.
#[derive(Clone, Debug)]
enum Container {
    Quotation,
    /// A list and the number of its next item, if they are numbered.
    List(Option<u64>),
    /// An item and its marker until a block has taken it.
    Item(Option<Marker>),
    /// A footnote and its label until a block has taken it.
    Footnote(Option<String>),
}

#[derive(Debug, Default)]
struct Reader {
    builder: DocumentBuilder,
    leaf: Option<OpenLeaf>,
    containers: Vec<Container>,
    /// How many of the containers are quotations and lists.
    quotations: usize,
    lists: usize,
    html: String,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) | Event::InlineMath(words) | Event::DisplayMath(words) => {
                self.open_leaf().push(&words);
            }
            Event::Code(words) => self.open_leaf().push_code(&words),
            Event::Html(html) => self.html.push_str(&html),
            Event::InlineHtml(tag) if html::is_break(&tag) => self.open_leaf().push(" "),
            Event::InlineHtml(_) => {}
            Event::FootnoteReference(label) => self.open_leaf().push(&format!("[{label}]")),
            Event::SoftBreak => self.open_leaf().line_end(),
            Event::HardBreak => self.open_leaf().push(" "),
            Event::Rule => self.rule(),
            Event::TaskListMarker(done) => {
                self.open_leaf().push(if done { "[x] " } else { "[ ] " });
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Emphasis => self.open_leaf().open_span(SpanStyle::Emphasis),
            Tag::Strong => self.open_leaf().open_span(SpanStyle::Strong),
            Tag::Strikethrough => self.open_leaf().open_span(SpanStyle::Strikethrough),
            Tag::Link { dest_url, .. } => {
                self.open_leaf().open_span(SpanStyle::Link(address(&dest_url)));
            }
            Tag::Image { dest_url, .. } => {
                self.open_leaf().open_image(address(&dest_url));
            }
            Tag::TableHead => self.open_leaf().open_row(true),
            Tag::TableRow => self.open_leaf().open_row(false),
            Tag::TableCell => self.open_leaf().open_cell(),
            Tag::Superscript | Tag::Subscript => {}
            block => self.start_block(block),
        }
    }

    fn start_block(&mut self, tag: Tag<'_>) {
        self.flush();
        let leaf = match tag {
            Tag::Heading { level, .. } => Leaf::Heading(level as u8),
            Tag::CodeBlock(kind) => Leaf::Code(language(&kind)),
            Tag::Table(columns) => {
                let columns = columns.into_iter().map(alignment).collect();
                Leaf::Table(Table { columns, rows: Vec::new() })
            }
            Tag::BlockQuote(_) => return self.enter(Container::Quotation),
            Tag::List(first) => return self.enter(Container::List(first)),
            Tag::Item => {
                let marker = self.next_marker();
                return self.enter(Container::Item(Some(marker)));
            }
            Tag::FootnoteDefinition(label) => {
                return self.enter(Container::Footnote(Some(label.into_string())));
            }
            _ => Leaf::Text,
        };
        self.leaf = Some(OpenLeaf::new(leaf));
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image => {
                self.open_leaf().close();
            }
            TagEnd::TableCell => self.open_leaf().close_cell(),
            TagEnd::TableHead | TagEnd::TableRow | TagEnd::Superscript | TagEnd::Subscript => {}
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.flush();
                self.leave();
            }
            _ => self.flush(),
        }
    }

    fn enter(&mut self, container: Container) {
        self.quotations += usize::from(matches!(container, Container::Quotation));
        self.lists += usize::from(matches!(container, Container::List(_)));
        self.containers.push(container);
    }

    fn leave(&mut self) {
        let container = self.containers.pop();
        self.quotations -= usize::from(matches!(container, Some(Container::Quotation)));
        self.lists -= usize::from(matches!(container, Some(Container::List(_))));
    }

    fn next_marker(&mut self) -> Marker {
        match self.containers.last_mut() {
            Some(Container::List(Some(next))) => {
                let number = u32::try_from(*next).unwrap_or(u32::MAX);
                *next = next.saturating_add(1);
                Marker::Ordinal(number)
            }
            _ => Marker::Bullet,
        }
    }

    fn open_leaf(&mut self) -> &mut OpenLeaf {
        self.leaf.get_or_insert_with(|| OpenLeaf::new(Leaf::Text))
    }

    /// Closes the open leaf and the open HTML.
    fn flush(&mut self) {
        if let Some(leaf) = self.leaf.take() {
            self.finish(leaf);
        }
        for words in html::paragraphs(&std::mem::take(&mut self.html)) {
            let mut leaf = OpenLeaf::new(Leaf::Text);
            leaf.push(&words);
            self.finish(leaf);
        }
    }

    fn finish(&mut self, mut leaf: OpenLeaf) {
        if let Some(Container::Footnote(label)) = self.containers.last_mut()
            && leaf.leaf == Leaf::Text
            && let Some(label) = label.take()
        {
            leaf.put_before(&format!("[{}] ", clean(&label).replace('\n', " ")));
        }
        let (kind, is_title) = self.kind_of(&leaf.leaf);
        let takes_marker = matches!(kind, BlockKind::ListItem { .. });
        let quoted = u8::try_from(self.quotations).unwrap_or(u8::MAX);
        let Some(range) = leaf.finish(&mut self.builder, kind, quoted) else { return };
        if takes_marker && let Some(Container::Item(marker)) = self.containers.last_mut() {
            *marker = None;
        }
        if is_title {
            let text = self.builder.text()[range].to_owned();
            self.builder.metadata().title = Some(Title { text, origin: TitleOrigin::Stated });
        }
    }

    /// Returns what a leaf becomes here, and whether it is the headline.
    fn kind_of(&mut self, leaf: &Leaf) -> (BlockKind, bool) {
        if let Leaf::Heading(level) = leaf {
            let first = self.builder.metadata().title.is_none();
            let title = *level == 1 && first && self.containers.is_empty();
            return (if title { BlockKind::Title } else { BlockKind::Heading(*level) }, title);
        }
        let kind = match self.containers.last() {
            Some(Container::Quotation) => BlockKind::Quotation,
            Some(Container::Footnote(_)) => BlockKind::Note,
            Some(Container::Item(marker)) => BlockKind::ListItem {
                depth: u8::try_from(self.lists.saturating_sub(1)).unwrap_or(u8::MAX),
                marker: marker.unwrap_or(Marker::Continued),
            },
            _ => BlockKind::Paragraph,
        };
        (kind, false)
    }

    fn rule(&mut self) {
        self.flush();
        self.builder.separate();
        let here = TextRange::empty(self.builder.position());
        self.builder.block(Block::new(BlockKind::Rule, here));
    }
}

/// Cleans an address, which may have line ends by reference.
fn address(written: &str) -> String {
    clean(written).replace(['\n', '\t'], "")
}

fn language(kind: &CodeBlockKind<'_>) -> Option<String> {
    let CodeBlockKind::Fenced(info) = kind else { return None };
    let mut parts = info.split(|ch: char| ch.is_whitespace() || ch == ',' || ch == '{');
    let name = parts.next().unwrap_or_default();
    (!name.is_empty()).then(|| clean(name).into_owned())
}

const fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
        pulldown_cmark::Alignment::None | pulldown_cmark::Alignment::Left => Alignment::Left,
    }
}
