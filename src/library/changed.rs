//! What changed in an article from one revision to another: as text, and as facts.

use std::collections::BTreeSet;
use std::ops::Range;

use anyhow::{Context, Result};
use jiff::Timestamp;

use crate::anchor::Anchor;
use crate::document::{Document, DocumentId, RevisionId};
use crate::extract::extract;
use crate::fact::{Fact, FactSet, FactValue};
use crate::library::library::{Current, Library};
use crate::store::Revision;
use crate::text::diff::{Hunk, TextDiff};
use crate::text::{TextRange, TextSize};
use crate::verdict::said;

/// Of longer texts the facts are not compared.
const FACTS_UP_TO: u32 = 256 * 1024;

/// How many characters of what somebody said are shown.
const SAID: usize = 160;

/// How many bytes of what stayed are shown on each side of a change.
const AROUND: usize = 240;

/// What changed in an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Changes {
    /// The article.
    pub document: DocumentId,
    /// What it is called now.
    pub title: String,
    /// The revision that it is compared with.
    pub since: RevisionId,
    /// When that was read, or fetched if it never was.
    pub at: Timestamp,
    /// The text, paragraph by paragraph.
    pub paragraphs: Vec<Paragraph>,
    /// The facts that are not the same; `None` if the text is so long that they were not compared.
    pub facts: Option<Vec<FactChange>>,
}

/// A paragraph of the text in both revisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Paragraph {
    /// So many paragraphs that stayed as they were.
    Same(usize),
    /// One in which something changed.
    Changed(Vec<Piece>),
}

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What became of it.
    pub kind: PieceKind,
    /// What it says.
    pub text: String,
}

/// What became of a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    /// It stayed.
    Same,
    /// It stayed and is left out here, for it is long.
    Folded,
    /// It is gone.
    Gone,
    /// It is new.
    Came,
}

/// A fact that is not the same in both revisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactChange {
    /// What kind of fact it is: `person`, `quantity`.
    pub kind: &'static str,
    /// What the older revision says; `None` for a new fact.
    pub before: Option<String>,
    /// What the newer one says; `None` for one that is gone.
    pub now: Option<String>,
}

impl Library {
    /// Returns the revisions of an article, the current first.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn revisions(&self, document: DocumentId) -> Result<Vec<Revision>> {
        Ok(self.store.revisions(document)?)
    }

    /// Returns the text of a revision as it was read; `None` if there is no such revision.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn text_of_revision(
        &self,
        document: DocumentId,
        revision: RevisionId,
    ) -> Result<Option<Document>> {
        Ok(self.store.text_of_revision(document, revision)?)
    }

    /// Returns the text of an article in which a passage was taken; `None` if it is not kept.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read, or that text is damaged.
    pub fn text_of_anchor(
        &self,
        document: DocumentId,
        anchor: &Anchor,
    ) -> Result<Option<Document>> {
        Ok(self.store.text_of_anchor(document, anchor)?)
    }

    /// Returns what changed in an article since a revision, or since the one before the current; `None` if there is
    /// no older one.
    ///
    /// # Errors
    ///
    /// Fails if there is no such document or the store fails.
    pub fn changes(
        &self,
        document: DocumentId,
        since: Option<(RevisionId, Timestamp)>,
    ) -> Result<Option<Changes>> {
        let older = match since {
            Some(since) => Some(since),
            None => self.older(document)?,
        };
        let Some((revision, at)) = older else { return Ok(None) };
        let Current { content, .. } = self.current_here(document)?;
        let old = self.store.text_of_revision(document, revision)?;
        let old = old.context("the older text of the article is gone")?;
        let title = self.store.entry(document)?.map(|entry| entry.title).unwrap_or_default();
        let diff = TextDiff::new(old.text(), content.text());
        let hunks = diff.hunks();
        let paragraphs = paragraphs(old.text(), content.text(), &hunks);
        let facts = (u32::from(old.end().max(content.end())) <= FACTS_UP_TO)
            .then(|| fact_changes((&old, &extract(&old)), (&content, &extract(&content)), &hunks));
        Ok(Some(Changes { document, title, since: revision, at, paragraphs, facts }))
    }

    /// Returns the newest older revision, and when it was fetched.
    fn older(&self, document: DocumentId) -> Result<Option<(RevisionId, Timestamp)>> {
        let revisions = self.store.revisions(document)?;
        let older = revisions.iter().find(|revision| !revision.current);
        Ok(older.map(|revision| (revision.id, revision.fetched)))
    }
}

/// Arranges two texts and the stretches in which they differ as paragraphs.
pub(crate) fn paragraphs(old: &str, new: &str, hunks: &[Hunk]) -> Vec<Paragraph> {
    let mut all: Vec<Vec<Piece>> = vec![Vec::new()];
    let mut add = |kind: PieceKind, text: &str| {
        for (number, part) in text.split("\n\n").enumerate() {
            if number > 0 {
                all.push(Vec::new());
            }
            if !part.is_empty()
                && let Some(paragraph) = all.last_mut()
            {
                paragraph.push(Piece { kind, text: part.replace('\n', " ") });
            }
        }
    };
    let mut at = TextSize::from(0);
    for hunk in hunks {
        add(PieceKind::Same, &new[TextRange::new(at, hunk.new.start())]);
        add(PieceKind::Gone, &old[hunk.old]);
        if hunk.new.is_empty() {
            add(PieceKind::Same, " ");
        }
        add(PieceKind::Came, &new[hunk.new]);
        at = hunk.new.end();
    }
    add(PieceKind::Same, &new[TextRange::new(at, TextSize::of(new))]);
    let mut found = Vec::new();
    for paragraph in all {
        let is_same = paragraph.iter().all(|piece| piece.kind == PieceKind::Same);
        match (is_same, found.last_mut()) {
            (true, _) if paragraph.iter().all(|piece| piece.text.trim().is_empty()) => {}
            (true, Some(Paragraph::Same(count))) => *count += 1,
            (true, _) => found.push(Paragraph::Same(1)),
            (false, _) => found.push(Paragraph::Changed(folded(paragraph))),
        }
    }
    found
}

/// Leaves the middle of long pieces out that stayed.
fn folded(paragraph: Vec<Piece>) -> Vec<Piece> {
    let last = paragraph.len() - 1;
    let mut found = Vec::with_capacity(paragraph.len());
    for (number, piece) in paragraph.into_iter().enumerate() {
        if piece.kind != PieceKind::Same || piece.text.len() <= 3 * AROUND {
            found.push(piece);
            continue;
        }
        let text = piece.text.as_str();
        let (head, tail) = (floor(text, AROUND), floor(text, text.len() - AROUND));
        let part = |range: Range<usize>| text.get(range).unwrap_or_default().to_owned();
        let same = |text| Piece { kind: PieceKind::Same, text };
        // Before the first change and after the last one, one side is enough.
        if number > 0 {
            found.push(same(part(0..head)));
        }
        found.push(Piece { kind: PieceKind::Folded, text: part(head..tail) });
        if number < last {
            found.push(same(part(tail..text.len())));
        }
    }
    found
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Returns the facts that only one of two texts states. Two of one kind in the same changed stretch are one that
/// changed.
fn fact_changes(
    old: (&Document, &FactSet),
    new: (&Document, &FactSet),
    hunks: &[Hunk],
) -> Vec<FactChange> {
    let (gone, came) = (only_in(old, new), only_in(new, old));
    let mut came: Vec<Option<_>> = came.into_iter().map(Some).collect();
    let mut found = Vec::new();
    for gone in gone {
        let stretch = hunks.iter().find(|hunk| hunk.old.intersect(gone.range).is_some());
        let in_its_place = |new: &Option<Stated>| {
            new.as_ref().is_some_and(|new| {
                let within = stretch.and_then(|hunk| hunk.new.intersect(new.range));
                let is_there = within.is_some_and(|within| !within.is_empty());
                (new.kind, &new.by) == (gone.kind, &gone.by) && is_there
            })
        };
        let now = came.iter_mut().find(|new| in_its_place(new)).and_then(Option::take);
        found.push(FactChange {
            kind: gone.kind,
            before: Some(gone.wording),
            now: now.map(|now| now.wording),
        });
    }
    let rest = came.into_iter().flatten();
    found.extend(rest.map(|now| FactChange {
        kind: now.kind,
        before: None,
        now: Some(now.wording),
    }));
    found
}

/// A fact as one of two texts states it.
struct Stated {
    kind: &'static str,
    /// Who says it; empty for what nobody is said to say.
    by: String,
    range: TextRange,
    /// What it says in one line.
    wording: String,
}

/// Returns the facts of one text that the other does not state, each once.
fn only_in(one: (&Document, &FactSet), other: (&Document, &FactSet)) -> Vec<Stated> {
    let known: BTreeSet<_> =
        other.1.iter().map(|(_, fact)| telling(other.0, other.1, fact)).collect();
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for (_, fact) in one.1.iter() {
        let (kind, said, words) = telling(one.0, one.1, fact);
        // What somebody does, and how sure somebody is, is shown as text.
        let is_shown = !matches!(kind, "hedge" | "action" | "citation");
        if is_shown
            && !known.contains(&(kind, said.clone(), words.clone()))
            && seen.insert((kind, said.clone(), words))
        {
            let text = one_line(one.0.slice(fact.range));
            found.push(match &fact.value {
                FactValue::Statement(statement) => {
                    let holders = statement.holders.iter().map(|holder| {
                        let entity = holder.entity.and_then(|id| one.1.entity(id));
                        entity.map_or_else(|| one.0.slice(holder.range), |entity| &entity.name)
                    });
                    let by = holders.collect::<Vec<_>>().join(", ");
                    let wording = match by.as_str() {
                        "" => cut(&text),
                        by => format!("{by}: {}", cut(&text)),
                    };
                    Stated { kind, by: said, range: fact.range, wording }
                }
                _ => Stated { kind, by: String::new(), range: fact.range, wording: text },
            });
        }
    }
    found
}

/// Returns what tells a fact from others: its kind, what it says, and of what somebody said the words.
fn telling(document: &Document, facts: &FactSet, fact: &Fact) -> (&'static str, String, String) {
    let (kind, value) = said(document, facts, fact);
    let words = match &fact.value {
        FactValue::Statement(_) => one_line(document.slice(fact.range)).to_lowercase(),
        _ => String::new(),
    };
    (kind, value, words)
}

/// Leaves the end of long words out.
fn cut(text: &str) -> String {
    match text.char_indices().nth(SAID) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or(text).trim_end()),
        None => text.to_owned(),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Paragraph, PieceKind, fact_changes, paragraphs};
    use crate::document::{BlockKind, Document, DocumentBuilder};
    use crate::extract::extract;
    use crate::text::TextDiff;

    /// Writes what is gone as `[-…-]`, what came as `{+…+}`, what stayed as `=` and its count.
    fn shown(old: &str, new: &str) -> Vec<String> {
        let hunks = TextDiff::new(old, new).hunks();
        let one = |paragraph: &Paragraph| match paragraph {
            Paragraph::Same(count) => format!("={count}"),
            Paragraph::Changed(pieces) => pieces
                .iter()
                .map(|piece| match piece.kind {
                    PieceKind::Same => piece.text.clone(),
                    PieceKind::Folded => "…".to_owned(),
                    PieceKind::Gone => format!("[-{}-]", piece.text),
                    PieceKind::Came => format!("{{+{}+}}", piece.text),
                })
                .collect(),
        };
        paragraphs(old, new, &hunks).iter().map(one).collect()
    }

    #[test]
    fn changes_are_shown_in_their_paragraphs_and_the_rest_is_folded() {
        let old = "Title\n\nOne here.\n\n12 people died.\n\nEnd.";
        assert_eq!(shown(old, old), ["=4"]);
        let new = "Title\n\nOne here.\n\n15 people died.\n\nEnd.";
        assert_eq!(shown(old, new), ["=2", "[-12-]{+15+} people died.", "=1"]);
        let new = "Title\n\nOne here.\n\nEnd.";
        let shown_now = shown(old, new);
        assert!(
            shown_now.iter().any(|paragraph| paragraph.contains("[-12 people died.-]")),
            "{shown_now:?}"
        );
        assert_eq!(shown("", "All is new."), ["{+All is new.+}"]);
        assert_eq!(shown("All is gone.", ""), ["[-All is gone.-] "]);
    }

    #[test]
    fn a_long_stretch_that_stayed_is_left_out() {
        let long = "many words that stay as they are ".repeat(100);
        let shown = shown(&format!("{long}old end"), &format!("{long}new end"));
        assert!(shown[0].starts_with('…') && shown[0].ends_with("[-old-]{+new+} end"), "{shown:?}");
        assert!(shown[0].len() < 400);
    }

    fn document(text: &str) -> Document {
        let mut builder = DocumentBuilder::new();
        builder.simple(BlockKind::Paragraph, text);
        builder.finish().unwrap()
    }

    #[test]
    fn a_number_that_changed_is_one_fact_that_changed() {
        let old = document("Police said 12 people died in Kalden on Monday.");
        let new =
            document("Police said 15 people died in Kalden on Monday. The damage is $3 million.");
        let hunks = TextDiff::new(old.text(), new.text()).hunks();
        let found = fact_changes((&old, &extract(&old)), (&new, &extract(&new)), &hunks);
        let shown: Vec<_> = found
            .iter()
            .filter(|change| change.kind == "quantity")
            .map(|change| (change.before.as_deref(), change.now.as_deref()))
            .collect();
        assert!(
            shown.iter().any(|(before, now)| {
                before.is_some_and(|text| text.contains("12"))
                    && now.is_some_and(|text| text.contains("15"))
            }),
            "{found:?}"
        );
        assert!(
            shown.iter().any(|(before, now)| {
                before.is_none() && now.is_some_and(|text| text.contains("$3 million"))
            }),
            "{found:?}"
        );
    }

    #[test]
    fn who_says_something_else_now_is_told() {
        let old = document(
            "The mayor said the bridge was safe on Monday. Anna Berg said that nobody had been warned.",
        );
        let new = document(
            "The mayor said the bridge was closed on Monday. Anna Berg said that nobody had been warned.",
        );
        let hunks = TextDiff::new(old.text(), new.text()).hunks();
        let found = fact_changes((&old, &extract(&old)), (&new, &extract(&new)), &hunks);
        let said: Vec<_> = found.iter().filter(|change| change.kind == "statement").collect();
        let [only] = said.as_slice() else { panic!("{found:?}") };
        assert!(only.before.as_deref().is_some_and(|text| text.contains("safe")), "{only:?}");
        assert!(only.now.as_deref().is_some_and(|text| text.contains("closed")), "{only:?}");
    }
}
