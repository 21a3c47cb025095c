//! Markdown for Obsidian and its like: a page with front matter, or many articles in one, whose kept passages are
//! read back whole.
//!
//! What somebody writes between the passages stays as it is when the page is written again: see
//! [`crate::exchange::merge`].

use std::fmt::Write as _;

use crate::exchange::block::{self, CLOSE, END, START};
use crate::exchange::kept::{Article, Brought, KeptPassage, Unreadable};
use crate::exchange::link::link_to;
use crate::exchange::marks::escaped;
use crate::exchange::merge::{Page, Part, by_article, take_apart};
use crate::exchange::record::json;
use crate::exchange::yaml::write_text;
use crate::text::Safe;

/// What tells a page of this program from others.
pub const MARK: &str = "<!-- sidelight:";

/// What the comment above the passages of an article starts with.
pub const ARTICLE: &str = "<!-- sidelight:article ";

/// How a page is taken apart and put together.
pub const PAGE: Page = Page { parts, write: block::write, head, articles };

/// Writes a page of the passages of one article, or of several.
pub fn write(kept: &[KeptPassage]) -> String {
    let groups = by_article(kept);
    let mut out = String::new();
    if let [(_, group)] = groups.as_slice()
        && let Some(first) = group.first()
    {
        front_matter(&mut out, first);
    }
    for (_, group) in &groups {
        let Some(first) = group.first() else { continue };
        head(&mut out, first);
        for kept in group {
            out.push('\n');
            out.push_str(&block::write(kept));
        }
    }
    out
}

/// Writes what stands above the passages of an article.
fn head(out: &mut String, kept: &KeptPassage) {
    let article = Article { id: Some(kept.bookmark.document), ..kept.article.clone() };
    if !out.is_empty() {
        out.push('\n');
    }
    let beside = block::comment(&json(&article));
    let _ = write!(out, "{ARTICLE}{beside}{CLOSE}\n\n# {}\n", heading(kept));
}

fn heading(kept: &KeptPassage) -> String {
    escaped(Safe::new(title(kept)).as_str().trim())
}

fn title(kept: &KeptPassage) -> &str {
    kept.article.title.as_deref().unwrap_or(&kept.bookmark.title)
}

fn front_matter(out: &mut String, kept: &KeptPassage) {
    let article = &kept.article;
    out.push_str("---\n");
    write_text(out, "title", title(kept));
    let texts = [
        ("author", &article.byline),
        ("site", &article.site),
        ("language", &article.language),
        ("url", &article.address),
    ];
    for (name, value) in texts {
        if let Some(value) = value {
            write_text(out, name, value);
        }
    }
    if let Some(day) = article.published {
        let _ = writeln!(out, "published: {day}");
    }
    write_text(out, "sidelight", &link_to(kept.bookmark.document, None));
    out.push_str("---\n");
}

/// Takes a page apart; all parts together are the page.
fn parts(text: &str) -> Vec<Part<'_>> {
    take_apart(text, next_block, articles, brought)
}

/// Splits at the next passage: before, itself with its line end, after. Where the end of a passage was taken away, it does
/// not reach into the next one.
fn next_block(text: &str) -> Option<(&str, &str, &str)> {
    let mut start = None;
    for at in line_starts(text) {
        let rest = &text[at..];
        match start {
            _ if rest.starts_with(START) => start = Some(at),
            Some(start) if rest.starts_with(END) => {
                let past = rest.find('\n').map_or(text.len(), |line_end| at + line_end + 1);
                let (head, after) = text.split_at(past);
                let (other, block) = head.split_at(start);
                return Some((other, block, after));
            }
            _ => {}
        }
    }
    None
}

fn line_starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1))
}

/// Returns what is said of articles in what stands between passages.
fn articles(text: &str) -> Vec<Article> {
    let stated = text.lines().filter_map(|line| {
        serde_json::from_str(line.trim_end().strip_prefix(ARTICLE)?.strip_suffix(CLOSE)?).ok()
    });
    stated.collect()
}

fn brought(block: &str, article: &Article) -> Option<Brought> {
    let (first, rest) = block.split_once('\n')?;
    let inner = first.trim_end().strip_prefix(START)?.strip_suffix(CLOSE)?;
    let page = rest.rsplit_once(END)?.0;
    let mut brought = block::read(inner, page)?;
    if article.id.is_none_or(|id| brought.article.id == Some(id)) {
        brought.article = Article { id: brought.article.id, ..article.clone() };
    }
    Some(brought)
}

/// Reads the passages of a page.
///
/// # Errors
///
/// Fails if the page has nothing of this program.
pub fn read(text: &str) -> Result<Vec<Brought>, Unreadable> {
    if !text.contains(MARK) {
        return Err(Unreadable::Form { form: "a page that Sidelight wrote" });
    }
    let text = text.replace("\r\n", "\n");
    let kept = parts(&text).into_iter().filter_map(|part| match part {
        Part::Kept { brought, .. } => Some(*brought),
        Part::Other(_) => None,
    });
    Ok(kept.collect())
}

#[cfg(test)]
mod tests;
