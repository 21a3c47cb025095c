//! Pieces: groups of lines cut and joined to what will be blocks.
//!
//! A piece is one paragraph, list item, rule, quotation or stretch whose line ends count. Only the
//! form of the lines decides; what a paragraph says is for [`crate::import::plain::roles`].

use crate::import::plain::credits::is_credit;
use crate::import::plain::form::Form;
use crate::import::plain::lines::Line;
use crate::import::plain::margins::{Margins, Part};
use crate::import::plain::marks::{Mark, field, mark, underline_level};
use crate::import::plain::preserved::Preserved;
use crate::import::plain::wrapping::{Wrapping, continues, full_breaks};
use crate::text::TextRange;

/// Lines that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What they are by their form.
    pub form: Form,
    /// The lines; never empty.
    pub lines: Vec<Line>,
    /// Whether blank lines or the ends of the text stand on both sides.
    pub alone: bool,
    /// Which group of lines it was cut from.
    pub group: usize,
}

/// Cuts groups of lines into pieces.
pub fn pieces(text: &str, groups: &[Vec<Line>]) -> Vec<Piece> {
    let wrapping = Wrapping::of(text, groups);
    let preserved = Preserved::of(text, groups);
    let margins = Margins::of(text, groups);
    let mut pieces = Vec::new();
    let mut items = ItemDepths::default();
    for (index, group) in groups.iter().enumerate() {
        let start = pieces.len();
        if index == 0 && is_mail_header(text, group) {
            fields(group, &mut pieces);
        } else {
            for part in margins.parts(groups, index) {
                match part {
                    Part::Line(form, line) => pieces.push(piece(form, vec![line])),
                    Part::Lines(lines) if preserved.keeps_lines(lines, wrapping) => {
                        pieces.push(piece(Form::Code, lines.to_vec()));
                    }
                    Part::Lines(lines) => {
                        Scanner { text, wrapping, items: &mut items, pieces: &mut pieces }
                            .scan(lines);
                    }
                }
            }
        }
        pieces.iter_mut().skip(start).for_each(|piece| piece.group = index);
        if let [only] = pieces.get_mut(start..).unwrap_or_default() {
            only.alone = true;
            let indented = preserved.is_set_apart(group);
            if only.form == Form::Text && group.len() > 1 && indented {
                only.form = Form::Quotation;
            }
        }
    }
    pieces
}

const fn piece(form: Form, lines: Vec<Line>) -> Piece {
    Piece { form, lines, alone: false, group: 0 }
}

/// A mail begins with fields, at least two of which every mail has.
fn is_mail_header(text: &str, group: &[Line]) -> bool {
    let known = ["From", "To", "Date", "Subject", "Newsgroups", "Message-ID", "Sent", "Cc"];
    let is_field =
        |line: &&Line| field(&text[line.range]).is_some_and(|(name, _)| known.contains(&name));
    group.iter().filter(is_field).count() >= 2
        && group.iter().all(|line| line.indent > 0 || field(&text[line.range]).is_some())
}

fn fields(group: &[Line], pieces: &mut Vec<Piece>) {
    let start = pieces.len();
    for line in group {
        match pieces.get_mut(start..).and_then(<[Piece]>::last_mut) {
            Some(last) if line.indent > 0 => last.lines.push(*line),
            _ => pieces.push(piece(Form::Field, vec![*line])),
        }
    }
}

/// Goes through the lines of one group.
struct Scanner<'s> {
    text: &'s str,
    wrapping: Wrapping,
    items: &'s mut ItemDepths,
    pieces: &'s mut Vec<Piece>,
}

impl Scanner<'_> {
    fn scan(&mut self, group: &[Line]) {
        let start = self.pieces.len();
        let at = self.width_of(group);
        for line in group {
            let mark = mark(&self.text[line.range]);
            let level = underline_level(&self.text[line.range]);
            let open = self.pieces.get_mut(start..).and_then(<[Piece]>::last_mut);
            match (mark, open) {
                (Mark::Rule, Some(open)) if is_underline(self.text, open, line) => {
                    open.form = Form::Underlined(level.unwrap_or(2));
                    self.push(Form::Rule, line);
                }
                (Mark::Rule, _) => self.push(Form::Rule, line),
                (Mark::Quoted, Some(open)) if is_quoted(self.text, open) && line.width <= 120 => {
                    open.form = Form::Code;
                    open.lines.push(*line);
                }
                (Mark::Quoted, _) => self.push(Form::Quotation, line),
                (Mark::Item, _) => {
                    let depth = self.items.of(line.indent);
                    self.push(Form::Item(depth), line);
                }
                (Mark::Section, _) => self.push(Form::Section, line),
                (Mark::None, Some(open)) if goes_on(self.text, open, line, at) => {
                    open.lines.push(*line);
                }
                (Mark::None | Mark::Entry, _) => self.push(Form::Text, line),
            }
        }
    }

    fn push(&mut self, form: Form, line: &Line) {
        if !matches!(form, Form::Item(_)) && line.indent == 0 {
            self.items.0.clear();
        }
        self.pieces.push(piece(form, vec![*line]));
    }

    /// A long group keeps to a width of its own, as an indented one does.
    fn width_of(&self, group: &[Line]) -> Option<u32> {
        let Wrapping::At(at) = self.wrapping else { return None };
        let own = group.iter().map(Line::end_column).max().unwrap_or(at).min(at);
        let (full, all) = full_breaks(self.text, group, own);
        let keeps = group.len() > 3 && full * 4 >= all * 3;
        Some(if keeps { own } else { at })
    }
}

fn is_underline(text: &str, open: &Piece, line: &Line) -> bool {
    let [above] = open.lines.as_slice() else { return false };
    let drawn = &text[line.range];
    // Signs that also part sections underline only what is as wide as they are.
    let fits = if drawn.starts_with(['=', '-']) {
        line.width * 2 >= above.width
    } else {
        line.width >= 4 && line.width.abs_diff(above.width) <= 2
    };
    underline_level(drawn).is_some() && open.form != Form::Rule && above.width <= 100 && fits
}

fn is_quoted(text: &str, open: &Piece) -> bool {
    let quoted = |line: &Line| mark(&text[line.range]) == Mark::Quoted;
    matches!(open.form, Form::Quotation | Form::Code) && open.lines.last().is_some_and(quoted)
}

/// Tells whether a line without marks belongs to the open piece.
fn goes_on(text: &str, open: &Piece, line: &Line, at: Option<u32>) -> bool {
    let (Some(first), Some(last)) = (open.lines.first(), open.lines.last()) else { return false };
    let open_bracket = |line: &Line| {
        let words = &text[line.range];
        words.starts_with('(') && is_credit(words) && !words.contains(')')
    };
    if open.form == Form::Text && open.lines.len() < 4 && open_bracket(first) {
        return !open.lines.iter().any(|line| text[line.range].ends_with(')'));
    }
    match open.form {
        Form::Item(_) if line.indent > first.indent => true,
        Form::Text if open.lines.len() > 1 || first.indent <= line.indent => {
            let wide = text[TextRange::new(line.start, line.range.start())].contains('\u{3000}');
            let steps_in = line.indent >= last.indent + 2 || wide;
            !steps_in && at.is_some_and(|at| continues(text, last, line, at))
        }
        Form::Item(_) | Form::Text => at.is_some_and(|at| continues(text, last, line, at)),
        _ => false,
    }
}

/// The indentations of the list levels that are open.
#[derive(Debug, Default)]
struct ItemDepths(Vec<u32>);

impl ItemDepths {
    fn of(&mut self, indent: u32) -> u8 {
        while self.0.last().is_some_and(|open| *open > indent) {
            self.0.pop();
        }
        if self.0.last() != Some(&indent) {
            self.0.push(indent);
        }
        u8::try_from(self.0.len() - 1).unwrap_or(u8::MAX)
    }
}
