//! XHTML as HTML: a chapter rewritten so that a reader of HTML takes it as it is meant.
//!
//! What the two write differently is changed: elements that are closed in their own tag, literal
//! sections, prefixes, document types with definitions. The headings are set as planned on the way.

use crate::import::epub::headings::Plan;
use crate::import::epub::markup::{Kind, Tag, Token, Tokens, local};
use crate::import::epub::outline::heading_level;
use crate::import::epub::wording::escape;

/// Elements that have no content and no end tag in HTML.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Rewrites a decoded chapter.
pub fn rewrite(text: &str, plan: &Plan) -> String {
    let mut writer = Writer {
        plan,
        added: 0,
        level: None,
        prefix: None,
        foreign: 0,
        head: false,
        raised: 0,
        mark: None,
        html: String::with_capacity(text.len() + text.len() / 16),
    };
    for token in Tokens::new(text) {
        writer.take(&token);
    }
    writer.add(None);
    writer.html
}

struct Writer<'t, 'p> {
    plan: &'p Plan,
    /// How many headings have been put in.
    added: usize,
    /// The level of the open heading.
    level: Option<u8>,
    /// The prefix, with its colon, that all elements have.
    prefix: Option<&'t str>,
    /// How many elements are open that are not HTML.
    foreign: usize,
    /// Whether what comes is about the chapter and no part of it.
    head: bool,
    /// How many raised elements are open.
    raised: usize,
    /// The name of the open element that is a mark in the text, and what goes behind it.
    mark: Option<(&'t str, &'static str)>,
    html: String,
}

impl<'t> Writer<'t, '_> {
    fn take(&mut self, token: &Token<'t>) {
        self.add(Some(token));
        let within = |(start, end)| (start..end).contains(&token.range.start());
        if self.plan.dropped.is_some_and(within) {
            return;
        }
        if let Kind::Open(tag) = token.kind {
            self.head =
                (self.head && tag.local() != "body") || (tag.local() == "head" && !tag.closed);
        }
        let is_end = |name| local(name) == "head";
        if self.head {
            self.head = !matches!(token.kind, Kind::Close(name) if is_end(name));
            return;
        }
        match token.kind {
            Kind::Text(text) => self.html.push_str(text),
            Kind::Literal(text) => self.html.push_str(&escape(text)),
            Kind::Open(tag) => self.open(&tag, token),
            Kind::Close(name) => self.close(name),
            Kind::Aside | Kind::Code => {}
        }
    }

    /// Puts in the headings whose place is before a token; without one, all that are left.
    fn add(&mut self, token: Option<&Token<'_>>) {
        while let Some(added) = self.plan.added.get(self.added)
            && token.is_none_or(|token| added.at <= token.range.start())
        {
            let (level, text) = (added.level.to_string(), escape(&added.text));
            self.push(&["<h", &level, ">", &text, "</h", &level, ">"]);
            self.added += 1;
        }
    }

    fn open(&mut self, tag: &Tag<'t>, token: &Token<'_>) {
        if tag.local() == "html" {
            self.prefix = tag.name.strip_suffix("html").filter(|prefix| !prefix.is_empty());
        }
        let name = self.name(tag.name);
        if matches!(local(name), "script" | "style") {
            return;
        }
        self.begin_mark(tag, name);
        let planned = self.plan.levels.get(&token.range.start());
        if let Some(level) = planned {
            self.level = Some(*level);
            self.push(&["<h", &level.to_string()]);
        } else {
            self.push(&["<", name]);
        }
        self.attributes(tag);
        let foreign = matches!(name, "svg" | "math");
        if tag.closed && (foreign || self.foreign > 0) {
            self.html.push_str("/>");
            return;
        }
        self.foreign += usize::from(foreign);
        self.raised += usize::from(name == "sup");
        self.html.push('>');
        if tag.closed && !VOID.contains(&name) {
            self.close(tag.name);
        }
    }

    fn close(&mut self, name: &str) {
        let name = self.name(name);
        if VOID.contains(&name) || matches!(local(name), "script" | "style") {
            return;
        }
        if matches!(name, "svg" | "math") {
            self.foreign = self.foreign.saturating_sub(1);
        }
        if (heading_level(name).is_some() || name == "p")
            && let Some(level) = self.level.take()
        {
            self.push(&["</h", &level.to_string(), ">"]);
            return;
        }
        self.raised = self.raised.saturating_sub(usize::from(name == "sup"));
        self.push(&["</", name, ">"]);
        if let Some((_, behind)) = self.mark.take_if(|(own, _)| *own == name) {
            self.html.push_str(behind);
        }
    }

    /// Sets the number of a page, and a reference to a note that is not raised, apart from the word before.
    fn begin_mark(&mut self, tag: &Tag<'t>, name: &'t str) {
        if tag.closed || !matches!(name, "a" | "span") {
            return;
        }
        let own = tag.attributes().find(|(name, _)| matches!(*name, "epub:type" | "role"));
        let mut kinds = own.into_iter().flat_map(|(_, kinds)| kinds.split_whitespace());
        let around = kinds.find_map(|kind| match kind {
            "pagebreak" | "doc-pagebreak" => Some((" ", " ")),
            "noteref" | "doc-noteref" if self.raised == 0 => Some(("<sup>", "</sup>")),
            _ => None,
        });
        if let Some((before, behind)) = around {
            self.html.push_str(before);
            self.mark = Some((name, behind));
        }
    }

    fn push(&mut self, parts: &[&str]) {
        self.html.extend(parts.iter().copied());
    }

    fn name<'n>(&self, name: &'n str) -> &'n str {
        self.prefix.and_then(|prefix| name.strip_prefix(prefix)).unwrap_or(name)
    }

    fn attributes(&mut self, tag: &Tag<'_>) {
        for (name, value) in tag.attributes() {
            self.push(&[" ", name, "=\"", &value.replace('"', "&quot;"), "\""]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Plan, rewrite};
    use crate::import::epub::headings::Added;
    use crate::text::offset;

    #[test]
    fn xhtml_becomes_html() {
        let table = [
            ("<a id='x'/>text<br/>", "<a id=\"x\"></a>text<br>"),
            ("<head><title>x</title><style>p {}</style></head><p>a</p>", "<p>a</p>"),
            ("<b/><script src='a.js'/><style>p {}</style><p>a</p>", "<b></b><p>a</p>"),
            ("<![CDATA[a < b & c]]>", "a &lt; b &amp; c"),
            ("<!DOCTYPE h [<!ENTITY x 'y'>]><p>&x; ok</p>", "<p>&x; ok</p>"),
            ("<h:html><h:p>a<h:br></h:br></h:p></h:html>", "<html><p>a<br></p></html>"),
            (
                "<svg><image xlink:href='i.png'/><path d=''/></svg><i/>",
                "<svg><image xlink:href=\"i.png\"/><path d=\"\"/></svg><i></i>",
            ),
            ("<img src='a.png' alt='\"a\"'/>", "<img src=\"a.png\" alt=\"&quot;a&quot;\">"),
            (
                "on<a epub:type='noteref' href='#n'>1</a>, <sup><a role='doc-noteref'>2</a></sup>",
                "on<sup><a epub:type=\"noteref\" href=\"#n\">1</a></sup>, \
                 <sup><a role=\"doc-noteref\">2</a></sup>",
            ),
            (
                "a<span epub:type='pagebreak'>9</span>b",
                "a <span epub:type=\"pagebreak\">9</span> b",
            ),
            ("<p title='5 > 4'>a", "<p title=\"5 > 4\">a"),
        ];
        for (xhtml, html) in table {
            assert_eq!(rewrite(xhtml, &Plan::default()), html, "{xhtml}");
        }
    }

    #[test]
    fn headings_are_set_as_planned() {
        let added = |at, level, text: &str| Added { at: offset(at), level, text: text.to_owned() };
        let plan = Plan {
            levels: [(offset(0), 2), (offset(14), 3)].into(),
            added: vec![added(14, 2, "A & B"), added(99, 1, "End")],
            dropped: Some((offset(0), offset(14))),
        };
        assert_eq!(
            rewrite("<h1>Title</h1><h1 class='c'>One</h1>", &plan),
            "<h2>A &amp; B</h2><h3 class=\"c\">One</h3><h1>End</h1>"
        );
    }
}
