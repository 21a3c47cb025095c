//! Markdown of an article: its blocks and spans as marks, its words escaped where they would be marks.

use crate::document::{Alignment, Block, BlockKind, Document, Marker, Span, SpanStyle, Table};
use crate::text::{TextRange, offset};

/// The columns by which each level of a list is set in.
const STEP: usize = 4;

/// Writes an article as Markdown.
pub fn write(document: &Document) -> String {
    let mut out = String::new();
    let mut in_list = false;
    for block in document.blocks() {
        let item = matches!(
            block.kind,
            BlockKind::ListItem { marker: Marker::Bullet | Marker::Ordinal(_), .. }
        ) || is_marked_item(document, block);
        if !out.is_empty() {
            out.push_str(if item && in_list { "\n" } else { "\n\n" });
        }
        in_list = item;
        let bars = "> ".repeat(usize::from(match block.kind {
            BlockKind::Quotation => block.quoted.max(1),
            _ => block.quoted,
        }));
        let written = written(document, block);
        let lines: Vec<_> = written.split('\n').map(|line| format!("{bars}{line}")).collect();
        out.push_str(&lines.join("\n"));
    }
    out.push('\n');
    out
}

fn written(document: &Document, block: &Block) -> String {
    let words = || inline(document, block.range, &block.spans);
    match &block.kind {
        BlockKind::Title => format!("# {}", heading(&words())),
        BlockKind::Heading(level) => {
            format!("{} {}", "#".repeat(usize::from(*level).clamp(1, 6)), heading(&words()))
        }
        BlockKind::ListItem { depth, marker } => {
            let indent = " ".repeat(usize::from(*depth) * STEP);
            match marker {
                Marker::Bullet => format!("{indent}- {}", opening(&words())),
                Marker::Ordinal(number) => format!("{indent}{number}. {}", opening(&words())),
                Marker::Continued => format!("{indent}{}{}", " ".repeat(STEP), opening(&words())),
                Marker::InText => indent + &marked(document, block),
            }
        }
        BlockKind::Reference => marked(document, block),
        BlockKind::Code { language } => code(document.slice(block.range), language.as_deref()),
        BlockKind::Table(table) => rows(document, block, table),
        BlockKind::Image { address } => format!("![{}]({})", words(), destination(address)),
        BlockKind::Rule => "* * *".to_owned(),
        BlockKind::Paragraph
        | BlockKind::Quotation
        | BlockKind::Caption
        | BlockKind::Credit
        | BlockKind::Note => opening(&words()),
    }
}

/// Writes a text whose own marker is one of Markdown too; others are escaped like any text.
fn marked(document: &Document, block: &Block) -> String {
    match marker_end(document.slice(block.range)) {
        Some(end) => {
            let cut = block.range.start() + offset(end);
            let marker = document.slice(TextRange::new(block.range.start(), cut));
            let rest = inline(document, TextRange::new(cut, block.range.end()), &block.spans);
            format!("{} {}", marker.trim_end(), opening(&rest))
        }
        None => opening(&inline(document, block.range, &block.spans)),
    }
}

fn is_marked_item(document: &Document, block: &Block) -> bool {
    let own = matches!(
        block.kind,
        BlockKind::ListItem { marker: Marker::InText, .. } | BlockKind::Reference
    );
    own && marker_end(document.slice(block.range)).is_some()
}

/// Returns where the words begin after `- ` or `1. `.
fn marker_end(text: &str) -> Option<usize> {
    let after = text.strip_prefix(['-', '*', '+']).or_else(|| {
        let rest = text.trim_start_matches(|ch: char| ch.is_ascii_digit());
        let digits = text.len() - rest.len();
        (1..=3).contains(&digits).then(|| rest.strip_prefix(['.', ')'])).flatten()
    })?;
    let words = after.trim_start_matches([' ', '\t']);
    (words.len() < after.len() && !words.is_empty()).then(|| text.len() - words.len())
}

/// Escapes what a line of words must not begin with.
fn opening(words: &str) -> String {
    let rest = words.trim_start_matches(|ch: char| ch.is_ascii_digit());
    let digits = words.len() - rest.len();
    if digits > 0 && rest.starts_with(['.', ')']) {
        return format!("{}\\{rest}", words.get(..digits).unwrap_or_default());
    }
    if words.starts_with(['#', '>', '-', '+', '=', ':', '|', '~']) {
        format!("\\{words}")
    } else {
        words.to_owned()
    }
}

/// A heading's last sharp would be taken for its end.
fn heading(words: &str) -> String {
    match words.strip_suffix('#') {
        Some(before) => format!("{before}\\#"),
        None => words.to_owned(),
    }
}

fn code(text: &str, language: Option<&str>) -> String {
    let fence = "`".repeat(longest_run(text).max(2) + 1);
    format!("{fence}{}\n{text}\n{fence}", language.unwrap_or_default())
}

fn longest_run(text: &str) -> usize {
    text.split(|ch| ch != '`').map(str::len).max().unwrap_or(0)
}

fn rows(document: &Document, block: &Block, table: &Table) -> String {
    let cell = |range: &TextRange| inline(document, *range, &block.spans).replace('|', "\\|");
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let mut lines = Vec::new();
    for (index, row) in table.rows.iter().enumerate() {
        lines.push(line(row.cells.iter().map(cell).collect()));
        if index == 0 {
            let rule = |alignment: &Alignment| match alignment {
                Alignment::Left => "---".to_owned(),
                Alignment::Center => ":-:".to_owned(),
                Alignment::Right => "--:".to_owned(),
            };
            lines.push(line(table.columns.iter().map(rule).collect()));
        }
    }
    lines.join("\n")
}

/// Writes a stretch of text with the marks of its spans.
fn inline(document: &Document, range: TextRange, spans: &[Span]) -> String {
    let mut out = String::new();
    let mut open: Vec<&Span> = Vec::new();
    let mut at = range.start();
    for span in spans.iter().filter(|span| range.contains_range(span.range)) {
        while let Some(last) = open.pop_if(|last| last.range.end() <= span.range.start()) {
            words(document, TextRange::new(at, last.range.end()), is_code(&open, last), &mut out);
            at = last.range.end();
            out.push_str(&closing_mark(document, last));
        }
        // Spans that cross cannot be written; the second one is left out.
        if open.last().is_some_and(|last| {
            span.range.end() > last.range.end() || last.style == SpanStyle::Code
        }) {
            continue;
        }
        words(document, TextRange::new(at, span.range.start()), false, &mut out);
        at = span.range.start();
        out.push_str(&opening_mark(document, span));
        open.push(span);
    }
    while let Some(last) = open.pop() {
        words(document, TextRange::new(at, last.range.end()), is_code(&open, last), &mut out);
        at = last.range.end();
        out.push_str(&closing_mark(document, last));
    }
    words(document, TextRange::new(at, range.end()), false, &mut out);
    out
}

fn is_code(open: &[&Span], last: &Span) -> bool {
    last.style == SpanStyle::Code || open.iter().any(|span| span.style == SpanStyle::Code)
}

fn words(document: &Document, range: TextRange, is_code: bool, out: &mut String) {
    let text = document.slice(range);
    if is_code { out.push_str(text) } else { escape(text, out) }
}

fn opening_mark(document: &Document, span: &Span) -> String {
    match &span.style {
        SpanStyle::Emphasis => "*".to_owned(),
        SpanStyle::Strong => "**".to_owned(),
        SpanStyle::Strikethrough => "~~".to_owned(),
        SpanStyle::Code => format!("{} ", code_mark(document, span.range)),
        SpanStyle::Link(_) => "[".to_owned(),
    }
}

fn closing_mark(document: &Document, span: &Span) -> String {
    match &span.style {
        SpanStyle::Emphasis => "*".to_owned(),
        SpanStyle::Strong => "**".to_owned(),
        SpanStyle::Strikethrough => "~~".to_owned(),
        SpanStyle::Code => format!(" {}", code_mark(document, span.range)),
        SpanStyle::Link(address) => format!("]({})", destination(address)),
    }
}

fn code_mark(document: &Document, range: TextRange) -> String {
    "`".repeat(longest_run(document.slice(range)) + 1)
}

fn destination(address: &str) -> String {
    let mut out = String::from("<");
    for ch in address.chars().filter(|ch| !ch.is_control()) {
        if matches!(ch, '<' | '>' | '\\' | '&') {
            out.push('\\');
        }
        out.push(ch);
    }
    out.push('>');
    out
}

/// Escapes what would be marks within a line.
fn escape(text: &str, out: &mut String) {
    let mut before = None;
    let mut chars = text.char_indices().peekable();
    while let Some((_, ch)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let word = |ch: Option<char>| ch.is_some_and(char::is_alphanumeric);
        let marks = match ch {
            '\\' | '`' | '*' | '[' | ']' => true,
            '_' => !(word(before) && word(next)),
            '<' => next.is_some_and(|next| next.is_ascii_alphabetic() || "/!?".contains(next)),
            '&' => next.is_some_and(|next| next.is_ascii_alphabetic() || next == '#'),
            '~' => true,
            '!' => next == Some('['),
            _ => false,
        };
        if marks {
            out.push('\\');
        }
        out.push(ch);
        before = Some(ch);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use super::write;
    use crate::document::{BlockKind, Document, DocumentBuilder};
    use crate::import::{Overrides, Payload, import};
    use crate::text::clean::clean;

    fn read(text: &str, name: &str) -> Document {
        import(&Payload::new(text.as_bytes(), name, &Overrides::default())).unwrap()
    }

    fn visible(document: &Document) -> String {
        document.text().chars().filter(|ch| !ch.is_whitespace()).collect()
    }

    #[test]
    fn markdown_comes_back_as_it_was() {
        let source = "# The pier\n\nSome *old **stone*** and `wood`, [here](<https://a.example>).\n\n## Costs\n\n\
            - one\n- two\n    - inner\n\n3. three\n\n> said\n\n```rust\nlet x = 1;\n```\n\n\
            | Year | Ships |\n| --- | --: |\n| 2024 | 12 |\n\n![A pier](<pier.png>)\n\n* * *\n\nThe end.\n";
        let document = read(source, "a.md");
        let written = write(&document);
        assert_eq!(read(&written, "a.md"), document, "{written}");
    }

    #[test]
    fn both_samples_keep_their_words() {
        for seed in [
            include_str!("../../seeds/000_43b137276f00a399.txt"),
            include_str!("../../seeds/001_0c6f94f86f0ee5fa.txt"),
        ] {
            let document = read(seed, "a.txt");
            let written = write(&document);
            // The dash before a reference becomes a mark.
            let expected = visible(&document).replace("-01版", "01版");
            assert_eq!(visible(&read(&written, "a.md")), expected);
        }
    }

    proptest! {
        #[test]
        fn words_of_any_kind_stay_words(words in "[-#>+=~*_`\\[\\]()<>&!|:;.\\\\ a1é]{1,24}|\\PC{1,12}", heading in any::<bool>()) {
            let words = clean(&words).trim().to_owned();
            if !words.is_empty() {
                let mut builder = DocumentBuilder::new();
                let kind = if heading { BlockKind::Heading(2) } else { BlockKind::Paragraph };
                builder.simple(kind.clone(), &words);
                let document = builder.finish().unwrap();
                let written = write(&document);
                let again = read(&written, "a.md");
                prop_assert_eq!(visible(&again), visible(&document), "{}", written);
                prop_assert_eq!(&again.blocks()[0].kind, &kind, "{}", written);
            }
        }
    }
}
