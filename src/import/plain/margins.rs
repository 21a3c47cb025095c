//! Margins: lines that stand outside the running text by their place.
//!
//! Headers and footers of pages, the signature of a mail, and headings at the margin of a text that is
//! itself indented, as manuals and standards have them.

use crate::import::plain::form::Form;
use crate::import::plain::lines::Line;
use crate::import::plain::marks::{Mark, mark};
use crate::import::plain::pages::Pages;
use crate::import::script::{ends_sentence, is_cjk};
use crate::text::{TextRange, TextSize};

/// How far the text is indented whose headings stand at the margin, in columns.
const INDENTED: u32 = 3;

/// The most lines of a signature.
const SIGNATURE: usize = 12;

/// A part of a group of lines.
#[derive(Debug, PartialEq, Eq)]
pub enum Part<'g> {
    /// One line whose form is known by its place.
    Line(Form, Line),
    /// Lines of running text.
    Lines(&'g [Line]),
}

/// What the margins of one text hold.
#[derive(Debug)]
pub struct Margins<'t> {
    text: &'t str,
    pages: Pages,
    /// Where the line stands that begins the signature.
    signature: Option<TextSize>,
    indented: bool,
}

impl<'t> Margins<'t> {
    /// Looks at all groups of a text.
    pub fn of(text: &'t str, groups: &[Vec<Line>]) -> Self {
        let pages = Pages::of(text, groups);
        let signature = signature(text, groups);
        Self { text, pages, signature, indented: is_indented(text, groups) }
    }

    /// Cuts a group into lines known by their place and lines of running text.
    pub fn parts<'g>(&self, groups: &'g [Vec<Line>], index: usize) -> Vec<Part<'g>> {
        let Some(group) = groups.get(index) else { return Vec::new() };
        let mut parts = Vec::new();
        let mut start = 0;
        for (at, line) in group.iter().enumerate() {
            let next =
                group.get(at + 1).or_else(|| groups.get(index + 1).and_then(|next| next.first()));
            let Some(form) = self.form(line, next, at == 0 || start == at) else { continue };
            parts.extend(group.get(start..at).filter(|lines| !lines.is_empty()).map(Part::Lines));
            parts.push(Part::Line(form, *line));
            start = at + 1;
        }
        parts.extend(group.get(start..).filter(|lines| !lines.is_empty()).map(Part::Lines));
        parts
    }

    fn form(&self, line: &Line, next: Option<&Line>, opens: bool) -> Option<Form> {
        match self.signature {
            Some(at) if line.start == at => return Some(Form::Rule),
            Some(at) if line.start > at => return Some(Form::Remark),
            _ => {}
        }
        if self.pages.is_mark(line) {
            return Some(Form::Remark);
        }
        let steps_in = next.is_some_and(|next| next.indent >= INDENTED);
        (self.indented && opens && steps_in && self.is_heading(line)).then_some(Form::Outdented)
    }

    fn is_heading(&self, line: &Line) -> bool {
        let words = &self.text[line.range];
        line.indent == 0
            && line.width <= 70
            && mark(words) == Mark::None
            && words.split_whitespace().count() <= 10
            && !words.contains("   ")
            && words.starts_with(|ch: char| ch.is_uppercase() || ch.is_numeric())
            && !ends_sentence(words)
            && !words.ends_with([',', ';', ':'])
    }
}

/// Most lines are indented, paragraphs of several lines among them, and none of them is wide.
fn is_indented(text: &str, groups: &[Vec<Line>]) -> bool {
    let lines = || groups.iter().flatten();
    let all = lines().count();
    let inside = lines().filter(|line| line.indent >= INDENTED).count();
    let wide = lines().filter(|line| line.end_column() > 100).count();
    let han = |line: &&Line| text[line.range].chars().next().is_some_and(is_cjk);
    let hanging = |group: &&Vec<Line>| {
        group.windows(2).any(|pair| match pair {
            [a, b] => a.indent >= INDENTED && a.indent == b.indent,
            _ => false,
        })
    };
    all >= 6
        && inside * 10 >= all * 6
        && wide == 0
        && lines().filter(han).count() * 4 < all
        && groups.iter().any(|group| hanging(&group))
}

/// Finds the line `-- ` that parts a mail from its signature: near the end, with short lines after it.
fn signature(text: &str, groups: &[Vec<Line>]) -> Option<TextSize> {
    let lines: Vec<&Line> = groups.iter().flatten().collect();
    let at = lines.iter().rposition(|line| &text[line.range] == "--")?;
    let line = lines.get(at)?;
    let spaced = text[TextRange::new(line.range.end(), TextSize::of(text))].starts_with(' ');
    let after = lines.get(at + 1..)?;
    let short =
        (1..=SIGNATURE).contains(&after.len()) && after.iter().all(|line| line.width <= 100);
    (at > 0 && spaced && short).then_some(line.start)
}
