//! Words: what is left of a short stretch of HTML, as a title is, when its markup goes.
//!
//! And whether a text whose feed does not say so is HTML at all. It must not know feeds.

use crate::import::feed::markup::{Token, Tokens};
use crate::import::feed::reference::{has_reference, resolve_into};
use crate::text::clean::clean;

/// Elements that do not break a line: what stands on both sides of their tags is one word.
const INLINE: [&str; 34] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "mark", "math", "nobr", "q", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// Elements that do.
const BREAKING: [&str; 46] = [
    "address",
    "article",
    "aside",
    "audio",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "center",
    "col",
    "dd",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "iframe",
    "img",
    "input",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "ul",
    "video",
];

/// Elements that the text of an article may have, and a title never.
const SELDOM: [&str; 14] = [
    "applet", "blink", "embed", "frame", "frameset", "link", "marquee", "math", "meta", "object",
    "picture", "summary", "svg", "title",
];

/// Elements whose content is not shown.
const HIDDEN: [&str; 3] = ["script", "style", "noscript"];

/// Returns the words of a stretch of HTML on one line, cleaned.
pub fn of_html(html: &str) -> String {
    let mut words = String::with_capacity(html.len());
    let mut tokens = Tokens::new(html);
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(text) => {
                resolve_into(text, &mut words);
            }
            Token::Literal(text) => words.push_str(text),
            Token::Start(tag) => {
                let name = tag.name.to_ascii_lowercase();
                if HIDDEN.contains(&name.as_str()) && !tag.closed {
                    tokens.skip_raw(&name);
                } else if !INLINE.contains(&name.as_str()) {
                    words.push(' ');
                }
            }
            Token::End(name) if INLINE.contains(&name.to_ascii_lowercase().as_str()) => {}
            Token::End(_) => words.push(' '),
        }
    }
    one_line(&words)
}

/// Returns a text without markup on one line, cleaned.
pub fn one_line(text: &str) -> String {
    let cleaned = clean(text);
    let mut line = String::with_capacity(cleaned.len());
    for word in cleaned.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Tells whether a short text is HTML: known elements that end, or references to characters, and no tag
/// that is none. Titles speak of `<div>` more often than they hold one.
pub fn is_html(text: &str) -> bool {
    if memchr::memchr2(b'<', b'&', text.as_bytes()).is_none() {
        return false;
    }
    let mut ends = false;
    for (name, closes) in tags(text) {
        ends |= closes || matches!(name.as_str(), "br" | "p" | "hr" | "img" | "li");
        if !is_element(&name) {
            return false;
        }
    }
    ends || has_reference(text)
}

/// Tells whether the text of an article is HTML: a known element, or a reference to a character.
pub fn is_html_text(text: &str) -> bool {
    memchr::memchr2(b'<', b'&', text.as_bytes()).is_some()
        && (tags(text).any(|(name, _)| is_element(&name) || SELDOM.contains(&name.as_str()))
            || has_reference(text))
}

/// Returns the names of all tags in lower case, and whether each ends an element or has attributes.
fn tags(text: &str) -> impl Iterator<Item = (String, bool)> {
    Tokens::new(text).filter_map(|token| match token {
        Token::Start(tag) => {
            Some((tag.name.to_ascii_lowercase(), tag.closed || tag.attributes().next().is_some()))
        }
        Token::End(name) => Some((name.to_ascii_lowercase(), true)),
        Token::Text(_) | Token::Literal(_) => None,
    })
}

fn is_element(name: &str) -> bool {
    INLINE.contains(&name) || BREAKING.contains(&name) || HIDDEN.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::{is_html, is_html_text, of_html, one_line};

    #[test]
    fn markup_goes_and_words_stay() {
        let table = [
            ("a <b>bold</b> <i>w</i>ord", "a bold word"),
            ("one<br/>two<p>three</p>four", "one two three four"),
            ("Q&amp;A &#8217;til &lt;late&gt;", "Q&A ’til <late>"),
            ("x<script>if (a < b) '</b>'</script>y", "x y"),
            ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"),
            ("<![CDATA[<x>]]> \n\t z", "<x> z"),
            ("a\u{202e}b&#x202e;c&#27;[31m", "abc␛[31m"),
        ];
        for (html, expected) in table {
            assert_eq!(of_html(html), expected, "{html}");
        }
        assert_eq!(one_line(" a\r\n\u{a0}b\u{200b}c "), "a bc");
    }

    #[test]
    fn html_is_told_by_known_elements() {
        let table = [
            ("<b>x</b>", true),
            ("one<br>two", true),
            ("Q&amp;A", true),
            ("how to use <div> and <b>", false),
            ("Vec<String> and </Vec>", false),
            ("<b>x</b> in Vec<T>", false),
            ("AT&T", false),
            ("1 < 2", false),
            ("plain", false),
        ];
        for (text, expected) in table {
            assert_eq!(is_html(text), expected, "{text}");
        }
        let table =
            [("one <div> two", true), ("Vec<String>, 1 < 2, AT&T", false), ("a&nbsp;b", true)];
        for (text, expected) in table {
            assert_eq!(is_html_text(text), expected, "{text}");
        }
    }
}
