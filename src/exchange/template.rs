//! Templates: pages of the user's own form, filled with kept passages.
//!
//! `{{name}}` stands for a value, `{{name|filter}}` for what a filter makes of it; `{{#name}} … {{/name}}` is repeated for each
//! of a list, or stands where the value is not empty; `{{^name}} … {{/name}}` stands where it is. `{{! … }}` is left out.
//! A template can do nothing else: it reads no file, runs nothing, and cannot go on for ever.

use crate::exchange::block::tag_word;
use crate::exchange::kept::{Article, Kept};
use crate::exchange::link::link_to;
use crate::exchange::merge::by_article;
use crate::text::Safe;

/// The most bytes that a template may make.
const MOST: usize = 64 << 20;

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
    /// It makes too much.
    #[error("makes more than 64 MB; leave out parts within parts")]
    Large,
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
    Value { name: String, filters: Vec<String> },
    Section { name: String, empty: bool, parts: Vec<Part> },
}

/// A value that a name stands for.
enum Value {
    Text(String),
    List(Vec<Vec<(&'static str, Value)>>),
}

/// Fills a template.
///
/// # Errors
///
/// Fails if the template is faulty.
pub fn fill(template: &str, kept: &[Kept]) -> Result<String, Faulty> {
    let parts = parse(template)?;
    let articles = by_article(kept).into_iter().map(|(_, group)| article(&group)).collect();
    let all = vec![("articles", Value::List(articles))];
    let mut out = String::new();
    write(&mut out, &parts, &mut vec![&all])?;
    Ok(out)
}

fn article(group: &[&Kept]) -> Vec<(&'static str, Value)> {
    let passages = group.iter().map(|kept| passage(kept)).collect();
    let mut values = vec![("passages", Value::List(passages))];
    let Some(first) = group.first() else { return values };
    let Article { byline, site, language, address, path, published, added, title, .. } =
        &first.article;
    let document = first.bookmark.document;
    let day = |day: &Option<jiff::civil::Date>| day.map(|day| day.to_string());
    for (name, value) in [
        ("title", Some(title.clone().unwrap_or_else(|| first.bookmark.title.clone()))),
        ("byline", byline.clone()),
        ("site", site.clone()),
        ("language", language.clone()),
        ("url", address.clone()),
        ("path", path.clone()),
        ("published", day(published)),
        ("added", day(added)),
        ("article_link", Some(link_to(document, None))),
        ("article_id", Some(document.to_string())),
    ] {
        values.push((name, Value::Text(value.unwrap_or_default())));
    }
    values
}

fn passage(kept: &Kept) -> Vec<(&'static str, Value)> {
    let bookmark = &kept.bookmark;
    let tags = bookmark.tags.iter().map(|tag| vec![("tag", Value::Text(tag.clone()))]).collect();
    let moment = |at: jiff::Timestamp| at.strftime("%Y-%m-%d %H:%M").to_string();
    vec![
        ("quote", Value::Text(bookmark.anchor.quote.exact.clone())),
        ("note", Value::Text(bookmark.note.clone())),
        ("tags", Value::List(tags)),
        ("label", Value::Text(bookmark.label.map_or("", |label| label.name()).to_owned())),
        ("created", Value::Text(moment(bookmark.created))),
        ("changed", Value::Text(bookmark.changed.map(moment).unwrap_or_default())),
        ("link", Value::Text(link_to(bookmark.document, Some(bookmark.id)))),
        ("id", Value::Text(bookmark.id.to_string())),
    ]
}

/// The values that names stand for, those of the innermost part last.
type Scopes<'v> = Vec<&'v Vec<(&'static str, Value)>>;

fn write(out: &mut String, parts: &[Part], scopes: &mut Scopes<'_>) -> Result<(), Faulty> {
    for part in parts {
        match part {
            Part::Text(text) => out.push_str(text),
            Part::Value { name, filters } => {
                if let Some(Value::Text(text)) = look_up(scopes, name) {
                    let text =
                        filters.iter().fold(text.clone(), |text, filter| filtered(&text, filter));
                    out.push_str(&text);
                }
            }
            Part::Section { name, empty, parts } => match look_up(scopes, name) {
                Some(Value::List(items)) if !*empty => {
                    for item in items {
                        let mut inner = scopes.clone();
                        inner.push(item);
                        write(out, parts, &mut inner)?;
                    }
                }
                value => {
                    let is_empty = match value {
                        None => true,
                        Some(Value::Text(text)) => text.is_empty(),
                        Some(Value::List(items)) => items.is_empty(),
                    };
                    if is_empty == *empty {
                        write(out, parts, scopes)?;
                    }
                }
            },
        }
        if out.len() > MOST {
            return Err(Faulty::Large);
        }
    }
    Ok(())
}

fn look_up<'v>(scopes: &Scopes<'v>, name: &str) -> Option<&'v Value> {
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
        "markdown" => marked(text, "\\`*_[]<>#~$&|"),
        "org" => text.split('\n').map(shielded).collect::<Vec<_>>().join("\n"),
        "tag" => tag_word(text),
        "json" => crate::exchange::record::json(&text),
        _ => text.to_owned(),
    }
}

fn marked(text: &str, marks: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in text.chars() {
        if marks.contains(ch) {
            out.push('\\');
        }
        out.push(ch);
    }
    out
}

fn shielded(line: &str) -> String {
    let is_mark = line.starts_with('*') || line.trim_start().starts_with("#+");
    if is_mark { format!("\u{200b}{line}") } else { line.to_owned() }
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
    while let Some((text, after)) = rest.split_once("{{") {
        let line = template[..template.len() - after.len()].matches('\n').count() + 1;
        let open = |what: &str| Faulty::Open { line, what: what.to_owned() };
        let (tag, next) = after.split_once("}}").ok_or_else(|| open("{{ is open"))?;
        let (text, next) = alone(text, tag, next);
        parts.push(Part::Text(text.to_owned()));
        rest = next;
        let tag = tag.trim();
        if tag.starts_with('!') {
            continue;
        }
        if let Some(name) = tag.strip_prefix(['#', '^']) {
            let name = known(name.trim(), "value", &NAMES, line)?;
            let empty = tag.starts_with('^');
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
            parts.push(Part::Value { name, filters: filters.collect::<Result<_, _>>()? });
        }
    }
    if let Some(opened) = stack.pop() {
        return Err(Faulty::Open { line: opened.line, what: format!("{} is open", opened.name) });
    }
    parts.push(Part::Text(rest.to_owned()));
    Ok(parts)
}

/// Takes the line end away of a line that has nothing but the start or the end of a part.
fn alone<'t>(text: &'t str, tag: &str, next: &'t str) -> (&'t str, &'t str) {
    if !tag.trim_start().starts_with(['#', '^', '/', '!']) {
        return (text, next);
    }
    let before = text.trim_end_matches([' ', '\t']);
    let starts = before.is_empty() || before.ends_with('\n');
    match next.trim_start_matches([' ', '\t']).strip_prefix('\n') {
        Some(after) if starts => (before, after),
        _ => (text, next),
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
mod tests {
    use proptest::prelude::{ProptestConfig, any, proptest};

    use super::{Faulty, OWN, fill};
    use crate::exchange::kept::Kept;
    use crate::exchange::samples::{kept, text};

    fn one() -> Kept {
        use proptest::strategy::{Strategy as _, ValueTree as _};
        use proptest::test_runner::TestRunner;

        let mut kept = kept().new_tree(&mut TestRunner::deterministic()).unwrap().current();
        kept.article.title = Some("The {{pier}}".to_owned());
        kept.bookmark.anchor.quote.exact = "It *fell*.\n# So".to_owned();
        kept.bookmark.note = String::new();
        kept.bookmark.tags = vec!["a b".to_owned(), "c".to_owned()];
        kept
    }

    #[track_caller]
    fn check(template: &str, expected: &str) {
        assert_eq!(fill(template, &[one()]).unwrap(), expected);
    }

    #[test]
    fn a_template_is_filled() {
        check("plain } {", "plain } {");
        check("{{#articles}}{{title}}{{/articles}}", "The {{pier}}");
        check(
            "{{#articles}}\n{{ #passages }}\n{{quote|quote}}\n{{ /passages }}\n{{/articles}}\n",
            "> It *fell*.\n> # So\n",
        );
        check(
            "{{#articles}}{{#passages}}{{#tags}}#{{tag|tag}} {{/tags}}{{^note}}no note{{/note}}{{#note}}x{{/note}}{{/passages}}{{/articles}}",
            "#a-b #c no note",
        );
        check(
            "{{! nothing }}{{#articles}}{{#passages}}{{quote|line|markdown}}{{/passages}}{{/articles}}",
            "It \\*fell\\*. \\# So",
        );
        check("{{#articles}}{{#passages}}{{title}}{{/passages}}{{/articles}}", "The {{pier}}");
    }

    #[test]
    fn a_faulty_template_is_told_with_its_line() {
        for (template, line, words) in [
            ("a\n{{nothing}}", 2, "nothing"),
            ("{{title|shout}}", 1, "shout"),
            ("a\n\n{{title", 3, "open"),
            ("{{#articles}}\n", 1, "articles is open"),
            ("{{#articles}}\n{{/passages}}", 2, "passages is closed"),
        ] {
            let message = fill(template, &[]).unwrap_err().to_string();
            assert!(message.starts_with(&format!("line {line}:")), "{message}");
            assert!(message.contains(words) && !message.contains('\n'), "{message}");
        }
        let kept = vec![one(); 200];
        let bomb = "{{#articles}}{{#passages}}".to_owned()
            + &"{{#passages}}".repeat(4)
            + "{{quote}}{{quote}}{{quote}}{{quote}}{{quote}}{{quote}}"
            + &"{{/passages}}".repeat(4)
            + "{{/passages}}{{/articles}}";
        assert_eq!(fill(&bomb, &kept), Err(Faulty::Large));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn any_template_is_filled_or_told_of(template in any::<String>(), hard in text(), kept in kept()) {
            let _ = fill(&template, std::slice::from_ref(&kept));
            let _ = fill(&format!("{{{{#articles}}}}{hard}{{{{/articles}}}}"), std::slice::from_ref(&kept));
            for (name, template) in OWN {
                let page = fill(template, std::slice::from_ref(&kept)).unwrap();
                assert!(page.contains(&kept.bookmark.id.to_string()), "{name}");
            }
        }
    }
}
