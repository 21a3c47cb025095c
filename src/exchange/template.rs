//! Templates: pages of the user's own form, filled with kept passages.
//!
//! `{{name}}` stands for a value, `{{name|filter}}` for what a filter makes of it; `{{#name}} … {{/name}}` is repeated for each
//! of a list, or stands where the value is not empty; `{{^name}} … {{/name}}` stands where it is. `{{! … }}` is left out.
//! A template can do nothing else: it reads no file, runs nothing, and what it makes, the steps it takes and the parts
//! within one another are bounded. What is filled in has no control character; all but quotations and notes is one line;
//! and nothing of it ends the front matter that it stands in.

use std::borrow::Cow;

use memchr::memchr_iter;

use crate::exchange::block::tag_word;
use crate::exchange::kept::{Article, KeptPassage};
use crate::exchange::link::link_to;
use crate::exchange::marks::escaped;
use crate::exchange::merge::by_article;
use crate::exchange::org::shielded;
use crate::exchange::record::json;
use crate::exchange::shown::lines;
use crate::text::Safe;

/// The most bytes that a template may make.
const MOST: usize = 64 << 20;

/// The most parts that are written, each time that they are.
const STEPS: usize = 16_000_000;

/// The most parts within one another.
const DEEPEST: usize = 16;

/// The most filters of a value.
const MOST_FILTERS: usize = 8;

/// The templates that come with the program, by name.
pub const OWN: [(&str, &str); 3] = [
    ("markdown", include_str!("../../assets/templates/markdown.txt")),
    ("org", include_str!("../../assets/templates/org.txt")),
    ("text", include_str!("../../assets/templates/text.txt")),
];

/// What is wrong with a template, as a clause that follows its name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Faulty {
    /// A name or filter that means nothing.
    #[error("line {line}: there is no {what} called `{name}`; there are {known}")]
    Unknown {
        /// The line, from 1.
        line: usize,
        /// A value or a filter.
        what: &'static str,
        /// As it was written.
        name: String,
        /// What there is.
        known: String,
    },
    /// A `{{` without its `}}`, or a part that is not closed, or closed without being open.
    #[error("line {line}: {what}; close every {{{{ and every part")]
    Open {
        /// The line, from 1.
        line: usize,
        /// What is open.
        what: String,
    },
    /// Too much of something at one place.
    #[error("line {line}: more than {most} {what}; leave some out")]
    Many {
        /// The line, from 1.
        line: usize,
        /// How many there may be.
        most: usize,
        /// Of what.
        what: &'static str,
    },
    /// It makes too much.
    #[error("makes more than 64 MB; leave out parts within parts")]
    Large,
    /// It takes too long.
    #[error("takes more than 16 million steps; leave out parts within parts")]
    Long,
}

/// The names of values.
const NAMES: [&str; 21] = [
    "articles",
    "passages",
    "title",
    "byline",
    "site",
    "published",
    "language",
    "url",
    "path",
    "added",
    "article_link",
    "article_id",
    "quote",
    "note",
    "tags",
    "tag",
    "label",
    "created",
    "changed",
    "link",
    "id",
];

/// The names of filters.
const FILTERS: [&str; 7] = ["line", "quote", "indent", "markdown", "org", "tag", "json"];

/// A part of a template.
enum Part {
    Text(String),
    Value { name: String, filters: Vec<String>, place: Place },
    Section { name: String, empty: bool, parts: Vec<Part> },
}

/// Where a value stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Between the two lines `---` that a page starts with.
    Front,
    /// Below them.
    Body,
}

/// A value that a name stands for.
enum Value<'k> {
    Text(Cow<'k, str>),
    List(Vec<Scope<'k>>),
}

/// The values of an article or a passage.
type Scope<'k> = Vec<(&'static str, Value<'k>)>;

/// Fills a template.
///
/// # Errors
///
/// Fails if the template is faulty.
pub fn fill(template: &str, kept: &[KeptPassage]) -> Result<String, Faulty> {
    let parts = parse(template)?;
    let articles = by_article(kept).into_iter().map(|(_, group)| article(&group)).collect();
    let all = vec![("articles", Value::List(articles))];
    let mut page = Page { text: String::new(), steps: 0 };
    page.write(&parts, &vec![&all])?;
    Ok(page.text)
}

fn article<'k>(group: &[&'k KeptPassage]) -> Scope<'k> {
    let passages = group.iter().map(|kept| passage(kept)).collect();
    let mut values = vec![("passages", Value::List(passages))];
    let Some(first) = group.first() else { return values };
    let Article { byline, site, language, address, path, published, added, title, .. } =
        &first.article;
    let document = first.bookmark.document;
    let day = |day: &Option<jiff::civil::Date>| day.map(|day| day.to_string());
    for (name, value) in [
        ("title", Some(title.as_ref().unwrap_or(&first.bookmark.title))),
        ("byline", byline.as_ref()),
        ("site", site.as_ref()),
        ("language", language.as_ref()),
        ("url", address.as_ref()),
        ("path", path.as_ref()),
    ] {
        values.push((name, one_line(value.map_or("", String::as_str))));
    }
    for (name, value) in [
        ("published", day(published).unwrap_or_default()),
        ("added", day(added).unwrap_or_default()),
        ("article_link", link_to(document, None)),
        ("article_id", document.to_string()),
    ] {
        values.push((name, Value::Text(value.into())));
    }
    values
}

fn passage(kept: &KeptPassage) -> Scope<'_> {
    let bookmark = &kept.bookmark;
    let tags = bookmark.tags.iter().map(|tag| vec![("tag", one_line(tag))]).collect();
    let moment = |at: jiff::Timestamp| at.strftime("%Y-%m-%d %H:%M").to_string();
    let text = |text: String| Value::Text(text.into());
    vec![
        ("quote", Value::Text(bookmark.anchor.quote.exact.as_str().into())),
        ("note", Value::Text(bookmark.note.as_str().into())),
        ("tags", Value::List(tags)),
        ("label", Value::Text(bookmark.label.map_or("", |label| label.name()).into())),
        ("created", text(moment(bookmark.created))),
        ("changed", text(bookmark.changed.map(moment).unwrap_or_default())),
        ("link", text(link_to(bookmark.document, Some(bookmark.id)))),
        ("id", text(bookmark.id.to_string())),
    ]
}

/// Takes what is a line for one, whatever it has in it.
fn one_line(text: &str) -> Value<'static> {
    Value::Text(Safe::new(text).as_str().trim().to_owned().into())
}

/// The values that names stand for, those of the innermost part last.
type Scopes<'v, 'k> = Vec<&'v Scope<'k>>;

/// A page as far as it is filled.
struct Page {
    text: String,
    steps: usize,
}

impl Page {
    fn write(&mut self, parts: &[Part], scopes: &Scopes<'_, '_>) -> Result<(), Faulty> {
        for part in parts {
            self.steps += 1;
            if self.steps > STEPS {
                return Err(Faulty::Long);
            }
            match part {
                Part::Text(text) => self.text.push_str(text),
                Part::Value { name, filters, place } => {
                    if let Some(Value::Text(text)) = look_up(scopes, name) {
                        let mut text = Cow::Borrowed(text.as_ref());
                        for filter in filters {
                            text = Cow::Owned(filtered(&text, filter));
                        }
                        self.fill_in(&text, *place);
                    }
                }
                Part::Section { name, empty, parts } => match look_up(scopes, name) {
                    Some(Value::List(items)) if !*empty => {
                        for item in items {
                            let mut inner = scopes.clone();
                            inner.push(item);
                            self.write(parts, &inner)?;
                            self.steps += 1;
                        }
                    }
                    value => {
                        let is_empty = match value {
                            None => true,
                            Some(Value::Text(text)) => text.is_empty(),
                            Some(Value::List(items)) => items.is_empty(),
                        };
                        if is_empty == *empty {
                            self.write(parts, scopes)?;
                        }
                    }
                },
            }
            if self.text.len() > MOST {
                return Err(Faulty::Large);
            }
        }
        Ok(())
    }

    fn fill_in(&mut self, text: &str, place: Place) {
        for (index, line) in text.split('\n').enumerate() {
            let line = Safe::new(line);
            let line = line.as_str();
            // In the front matter, only what is set in stands on a line of its own.
            let joined = place == Place::Front && !line.starts_with(' ');
            match index {
                0 => {}
                _ if joined => self.text.push(' '),
                _ => self.text.push('\n'),
            }
            let starts =
                self.text.is_empty() || (self.text.ends_with('\n') && place == Place::Front);
            if starts && (line.starts_with("---") || line.starts_with("...")) {
                self.text.push(' ');
            }
            self.text.push_str(line);
        }
    }
}

fn look_up<'v, 'k>(scopes: &Scopes<'v, 'k>, name: &str) -> Option<&'v Value<'k>> {
    scopes
        .iter()
        .rev()
        .find_map(|scope| scope.iter().find(|(known, _)| *known == name).map(|(_, value)| value))
}

fn filtered(text: &str, filter: &str) -> String {
    let each = |start: &str| {
        let lines: Vec<_> = text.split('\n').map(|line| format!("{start}{line}")).collect();
        lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n")
    };
    match filter {
        "line" => Safe::new(text).as_str().trim().to_owned(),
        "quote" => each("> "),
        "indent" => each("    "),
        "markdown" => lines(text).map(|line| escaped(&line)).collect::<Vec<_>>().join("\n"),
        "org" => lines(text).map(|line| shielded(&line)).collect::<Vec<_>>().join("\n"),
        "tag" => tag_word(text),
        "json" => json(&text),
        _ => text.to_owned(),
    }
}

/// A part that is open: its name, whether it stands where the value is empty, its line, and what it has so far.
struct Opened {
    name: String,
    empty: bool,
    line: usize,
    parts: Vec<Part>,
}

fn parse(template: &str) -> Result<Vec<Part>, Faulty> {
    let mut stack: Vec<Opened> = Vec::new();
    let mut parts = Vec::new();
    let mut rest = template;
    let (front, mut line, mut counted, mut is_blank) = (front_matter(template), 1, 0, true);
    while let Some((text, after)) = rest.split_once("{{") {
        let at = template.len() - after.len();
        line += memchr_iter(b'\n', &template.as_bytes()[counted..at]).count();
        counted = at;
        let open = |what: &str| Faulty::Open { line, what: what.to_owned() };
        let (tag, next) = after.split_once("}}").ok_or_else(|| open("{{ is open"))?;
        let last = text.rsplit('\n').next().unwrap_or_default();
        is_blank = last.trim().is_empty() && (is_blank || last.len() < text.len());
        let is_mark = tag.trim_start().starts_with(['#', '^', '/', '!']);
        let (text, next) = if is_blank && is_mark { alone(text, next) } else { (text, next) };
        is_blank &= is_mark;
        parts.push(Part::Text(text.to_owned()));
        rest = next;
        let tag = tag.trim();
        if tag.starts_with('!') {
            continue;
        }
        if let Some(name) = tag.strip_prefix(['#', '^']) {
            let name = known(name.trim(), "value", &NAMES, line)?;
            let empty = tag.starts_with('^');
            if stack.len() == DEEPEST {
                return Err(Faulty::Many { line, most: DEEPEST, what: "parts within one another" });
            }
            stack.push(Opened { name, empty, line, parts: std::mem::take(&mut parts) });
        } else if let Some(name) = tag.strip_prefix('/') {
            let name = name.trim();
            let opened = stack.pop().filter(|opened| opened.name == name);
            let opened =
                opened.ok_or_else(|| open(&format!("{name} is closed where it is not open")))?;
            let inner = std::mem::replace(&mut parts, opened.parts);
            parts.push(Part::Section { name: opened.name, empty: opened.empty, parts: inner });
        } else {
            let mut words = tag.split('|').map(str::trim);
            let name = known(words.next().unwrap_or_default(), "value", &NAMES, line)?;
            let filters = words.map(|word| known(word, "filter", &FILTERS, line));
            let filters: Vec<_> = filters.take(MOST_FILTERS + 1).collect::<Result<_, _>>()?;
            if filters.len() > MOST_FILTERS {
                return Err(Faulty::Many { line, most: MOST_FILTERS, what: "filters of a value" });
            }
            let place = if at < front { Place::Front } else { Place::Body };
            parts.push(Part::Value { name, filters, place });
        }
    }
    if let Some(opened) = stack.pop() {
        return Err(Faulty::Open { line: opened.line, what: format!("{} is open", opened.name) });
    }
    parts.push(Part::Text(rest.to_owned()));
    Ok(parts)
}

/// Returns where the front matter of a template ends, which begins with its first line that has more than a part's start.
fn front_matter(template: &str) -> usize {
    let is_tag = |line: &str| line.is_empty() || (line.starts_with("{{") && line.ends_with("}}"));
    let (mut at, mut is_open) = (0, false);
    for line in template.split_inclusive('\n') {
        let words = line.trim();
        if !is_open && words != "---" && !is_tag(words) {
            return 0;
        }
        if is_open && words == "---" {
            return at;
        }
        is_open |= words == "---";
        at += line.len();
    }
    if is_open { at } else { 0 }
}

/// Takes the line end away of a line that has nothing but the start or the end of a part.
fn alone<'t>(text: &'t str, next: &'t str) -> (&'t str, &'t str) {
    match next.trim_start_matches([' ', '\t']).strip_prefix('\n') {
        Some(after) => (text.trim_end_matches([' ', '\t']), after),
        None => (text, next),
    }
}

fn known(name: &str, what: &'static str, known: &[&str], line: usize) -> Result<String, Faulty> {
    if known.contains(&name) {
        return Ok(name.to_owned());
    }
    let (name, known) = (Safe::new(name).as_str().to_owned(), known.join(", "));
    Err(Faulty::Unknown { line, what, name, known })
}

#[cfg(test)]
mod tests;
