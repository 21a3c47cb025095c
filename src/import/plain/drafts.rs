//! Drafts: pieces put back together as one text with ranges.
//!
//! The text stays the file's; only the line ends within a paragraph become spaces, or nothing in a
//! script without spaces. No visible character is lost, moved or invented.

use crate::document::{Block, BlockKind, Marker};
use crate::import::plain::form::Form;
use crate::import::plain::pieces::Piece;
use crate::import::script::joint;
use crate::text::{TextRange, TextSize, offset};

/// A block whose role may still change.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The block.
    pub block: Block,
    /// How many lines of the file it stood on.
    pub lines: usize,
    /// Whether blank lines stand around it.
    pub alone: bool,
    /// Which group of lines without a blank one it stands in.
    pub group: usize,
    /// Whether its role is settled.
    pub settled: bool,
}

impl Draft {
    /// Makes a part of a draft that has been divided.
    pub const fn part(kind: BlockKind, range: TextRange) -> Self {
        Self {
            block: Block::new(kind, range),
            lines: 1,
            alone: true,
            group: usize::MAX,
            settled: true,
        }
    }

    /// Settles what the block is.
    pub fn settle(&mut self, kind: BlockKind) {
        self.block.kind = kind;
        self.settled = true;
    }

    /// Settles the block as a remark, unless its line ends count or it only draws a line.
    pub fn remark(&mut self) {
        if !matches!(self.block.kind, BlockKind::Code { .. } | BlockKind::Rule) {
            self.settle(BlockKind::Note);
        }
    }

    /// Tells whether the block is running text whose role is open.
    pub fn is_open(&self) -> bool {
        !self.settled && self.block.kind == BlockKind::Paragraph
    }
}

/// Puts pieces together.
pub fn drafts(text: &str, pieces: Vec<Piece>) -> (String, Vec<Draft>) {
    let mut joined = String::with_capacity(text.len());
    let mut drafts = Vec::with_capacity(pieces.len());
    let mut copied = TextSize::from(0);
    for piece in pieces {
        let (Some(first), Some(last)) = (piece.lines.first(), piece.lines.last()) else { continue };
        // Code keeps the indentation of its first line as of the others.
        let code = piece.form == Form::Code;
        let start = if code { first.start } else { first.range.start() };
        joined.push_str(&text[TextRange::new(copied, start)]);
        let from = offset(joined.len());
        if code {
            joined.push_str(&text[TextRange::new(start, last.range.end())]);
        } else {
            push_joined(&mut joined, text, &piece);
        }
        copied = last.range.end();
        let block = Block::new(kind(piece.form), TextRange::new(from, offset(joined.len())));
        let settled = matches!(piece.form, Form::Remark | Form::Outdented);
        let (lines, alone, group) = (piece.lines.len(), piece.alone, piece.group);
        drafts.push(Draft { block, lines, alone, group, settled });
    }
    joined.push_str(&text[TextRange::new(copied, TextSize::of(text))]);
    (joined, drafts)
}

fn push_joined(joined: &mut String, text: &str, piece: &Piece) {
    let mut before = "";
    for line in &piece.lines {
        let words = &text[line.range];
        joined.push_str(joint(before, words));
        joined.push_str(words);
        before = words;
    }
}

const fn kind(form: Form) -> BlockKind {
    match form {
        Form::Text => BlockKind::Paragraph,
        Form::Field | Form::Remark => BlockKind::Note,
        Form::Item(depth) => BlockKind::ListItem { depth, marker: Marker::InText },
        Form::Section => BlockKind::Heading(3),
        Form::Outdented => BlockKind::Heading(2),
        Form::Quotation => BlockKind::Quotation,
        Form::Code => BlockKind::Code { language: None },
        Form::Rule => BlockKind::Rule,
        Form::Underlined(level) => BlockKind::Heading(level),
    }
}
