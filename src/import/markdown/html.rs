//! HTML within Markdown: its words without its tags.
//!
//! No tree is built. Comments, scripts and styles go; what only looks like a tag stays as it is.

use crate::text::clean::clean;

/// Elements that begin something new.
const BLOCKS: [&str; 31] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "br",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "td",
    "tr",
];

/// The longest tag, in bytes; what goes on without an end is text.
const LONGEST_TAG: usize = 4096;

/// The longest comment or declaration, in bytes.
const LONGEST_COMMENT: usize = 64 * 1024;

/// Returns the paragraphs of a stretch of HTML, without tags.
pub fn paragraphs(html: &str) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    let mut rest = html;
    while let Some((before, from)) = rest.find('<').map(|at| rest.split_at(at)) {
        push(&mut paragraphs, before);
        let Some(length) = markup_length(from) else {
            push(&mut paragraphs, "<");
            rest = from.get(1..).unwrap_or_default();
            continue;
        };
        let (tag, after) = from.split_at(length);
        let name = tag_name(tag);
        if BLOCKS.contains(&name.as_str()) {
            paragraphs.push(String::new());
        }
        let hidden = matches!(name.as_str(), "script" | "style") && !tag.starts_with("</");
        rest = if hidden { after_element(after, &name) } else { after };
    }
    push(&mut paragraphs, rest);
    let joined =
        paragraphs.iter().map(|words| words.split_whitespace().collect::<Vec<_>>().join(" "));
    joined.filter(|words| !words.is_empty()).collect()
}

/// Tells whether a tag within a line ends that line.
pub fn is_break(tag: &str) -> bool {
    tag_name(tag) == "br"
}

/// Replaces the character references that texts use.
pub fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.find('&').map(|at| rest.split_at(at)) {
        plain.push_str(before);
        let end = from.bytes().take(12).position(|byte| byte == b';');
        let read = end.and_then(|end| Some((character(from.get(1..end)?)?, end + 1)));
        let (ch, length) = read.unwrap_or(('&', 1));
        plain.push(ch);
        rest = from.get(length..).unwrap_or_default();
    }
    plain.push_str(rest);
    plain
}

fn character(name: &str) -> Option<char> {
    let code = name.strip_prefix('#').and_then(|code| match code.strip_prefix(['x', 'X']) {
        Some(code) => u32::from_str_radix(code, 16).ok(),
        None => code.parse().ok(),
    });
    if let Some(code) = code {
        return char::from_u32(code);
    }
    let names = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", '\u{a0}'),
        ("ndash", '–'),
        ("mdash", '—'),
        ("hellip", '…'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("laquo", '«'),
        ("raquo", '»'),
        ("copy", '©'),
        ("middot", '·'),
        ("bull", '•'),
        ("euro", '€'),
        ("deg", '°'),
    ];
    names.iter().find(|(known, _)| *known == name).map(|(_, ch)| *ch)
}

fn push(paragraphs: &mut [String], text: &str) {
    if let Some(last) = paragraphs.last_mut() {
        last.push_str(&clean(&unescape(text)));
    }
}

/// Returns the length of the tag, comment or declaration at the front; `None` if it is none or does
/// not end.
fn markup_length(text: &str) -> Option<usize> {
    for (opening, closing) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")] {
        if text.starts_with(opening) {
            let after = text.as_bytes().get(opening.len()..)?;
            let after = after.get(..LONGEST_COMMENT).unwrap_or(after);
            let end = memchr::memmem::find(after, closing.as_bytes());
            return end.map(|at| opening.len() + at + closing.len());
        }
    }
    let name = text.get(1..)?.trim_start_matches('/');
    if !name.starts_with(|ch: char| ch.is_ascii_alphabetic()) {
        return None;
    }
    let mut quote = None;
    for (at, byte) in text.bytes().take(LONGEST_TAG).enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

fn tag_name(tag: &str) -> String {
    let name = tag.trim_start_matches(['<', '/']);
    name.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

/// Returns what follows the end tag of an element whose content is no text.
fn after_element<'t>(text: &'t str, name: &str) -> &'t str {
    let ends = memchr::memmem::find_iter(text.as_bytes(), b"</");
    let end = ends.map(|at| at + 2).find(|at| {
        text.get(*at..at + name.len()).is_some_and(|other| other.eq_ignore_ascii_case(name))
    });
    end.and_then(|end| text.get(end - 2..)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    #[test]
    fn words_stay_and_tags_go() {
        let table: [(&str, &[&str]); 7] = [
            ("<p>One <b>two</b></p><p>three</p>", &["One two", "three"]),
            ("<!-- not > this -->word", &["word"]),
            ("<script>var a = '<p>';</script>word", &["word"]),
            ("a < b &amp; c &#8212; d &unknown; e", &["a < b & c — d &unknown; e"]),
            ("<a title=\"x > y\">link</a>", &["link"]),
            ("<div id=\"open\n*words*", &["<div id=\"open *words*"]),
            ("&#27;[31mred", &["␛[31mred"]),
        ];
        for (html, expected) in table {
            assert_eq!(paragraphs(html), expected, "{html}");
        }
    }
}
