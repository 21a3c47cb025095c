//! One kept passage in Markdown: a quotation with a block identity, the note, tags and a link back, between two
//! comments that no reader shows.

use std::fmt::Write as _;

use crate::exchange::kept::{Brought, KeptPassage};
use crate::exchange::link::link_to;
use crate::exchange::marks::{escaped as escaped_line, unescaped};
use crate::exchange::record::{Record, escaped};
use crate::exchange::shown::{Shown, beside, lines, restored, trimmed};
use crate::text::Safe;

/// What the first comment starts with.
pub const START: &str = "<!-- sidelight:kept ";

/// The last comment.
pub const END: &str = "<!-- /sidelight:kept -->";

/// What ends a comment.
pub const CLOSE: &str = " -->";

/// The words of the link back.
const BACK: &str = "Sidelight";

/// Writes a kept passage, without an empty line around it.
pub fn write(kept: &KeptPassage) -> String {
    let record = Record::of(kept);
    // The article's own facts stand once, above.
    let record = Record { article: crate::exchange::kept::Article::default(), ..record };
    let page = page(&record);
    let beside = comment(&beside(&record, &seen(&page), &page));
    format!("{START}{beside}{CLOSE}\n{page}\n{END}\n")
}

/// Makes JSON harmless within a comment.
pub fn comment(json: &str) -> String {
    escaped(json, |ch| matches!(ch, '<' | '>'))
}

/// Reads what stands between the comments, with what stands in the first.
pub fn read(inner: &str, page: &str) -> Option<Brought> {
    restored(inner, &seen(page), page, |record| seen(&self::page(record)))
}

fn page(record: &Record) -> String {
    let mut out = String::new();
    for line in lines(&record.exact) {
        let line = format!("> {}", escaped_line(&line));
        out.push_str(line.trim_end());
        out.push('\n');
    }
    let _ = write!(out, "\n^sl-{}\n", record.id);
    let note: Vec<_> = lines(&record.note).collect();
    let note: Vec<&str> = note.iter().map(String::as_str).collect();
    let note = trimmed(&note);
    if !note.is_empty() {
        out.push('\n');
        let fences = note.iter().filter(|line| is_fence(line)).count();
        for line in note {
            out.push_str(&harmless(line, fences % 2 == 1));
            out.push('\n');
        }
    }
    out.push('\n');
    for tag in &record.tags {
        let _ = write!(out, "#{} ", tag_word(tag));
    }
    let _ = write!(out, "[{BACK}]({})", link_to(record.document, Some(record.id)));
    out
}

/// Reads what a page shows.
fn seen(page: &str) -> Shown {
    let all: Vec<&str> = page.lines().map(str::trim_end).collect();
    let all = trimmed(&all);
    let quote_end = all.iter().position(|line| !line.starts_with('>')).unwrap_or(all.len());
    let (quote, rest) = all.split_at(quote_end);
    let quote = quote.iter().map(|line| {
        let line = line.strip_prefix('>').unwrap_or(line);
        unescaped(line.strip_prefix(' ').unwrap_or(line))
    });
    let quote: Vec<_> = quote.collect();
    let mut rest = trimmed(rest);
    if rest.first().is_some_and(|line| line.starts_with("^sl-")) {
        rest.remove(0);
    }
    let mut tags = Vec::new();
    if let Some(last) = rest.last()
        && let Some(words) = back_line(last)
    {
        tags = words
            .split_whitespace()
            .filter_map(|word| word.strip_prefix('#'))
            .map(str::to_owned)
            .collect();
        rest.pop();
    }
    Shown { quote: quote.join("\n"), note: trimmed(&rest).join("\n"), tags }
}

/// Returns what stands before the link back, if the line has one.
fn back_line(line: &str) -> Option<&str> {
    let (words, back) = line.rsplit_once('[')?;
    let is_back = back.starts_with(BACK) && back.contains("](sidelight://") && back.ends_with(')');
    is_back.then_some(words)
}

/// Keeps a line of a note from ending the passage or swallowing what follows it.
fn harmless(line: &str, open_fence: bool) -> String {
    if open_fence && is_fence(line) {
        return format!("\\{}", line.trim_start());
    }
    let start = line.trim_start().to_lowercase();
    let swallows =
        ["<script", "<pre", "<style", "<textarea"].iter().any(|tag| start.starts_with(tag));
    if swallows {
        return line.replacen('<', "\\<", 1);
    }
    line.replace("<!", "\\<!").replace("<?", "\\<?")
}

fn is_fence(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("```") || line.starts_with("~~~")
}

/// Returns a tag as Markdown programs can have it: letters, digits, `_`, `-` and `/`, and not digits alone.
pub fn tag_word(tag: &str) -> String {
    let safe = Safe::new(tag);
    let word: String = safe
        .as_str()
        .trim()
        .chars()
        .map(|ch| if ch.is_alphanumeric() || "_-/".contains(ch) { ch } else { '-' })
        .collect();
    if word.chars().all(char::is_numeric) { format!("{word}-") } else { word }
}
