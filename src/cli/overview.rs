//! An overview of a story for people at a terminal: who tells it, what differs, what several say, what each alone
//! says. Every line fits the width; where a passage stands is said by its paragraph.

use std::io::Write;

use anyhow::Result;

use crate::cli::outline::{Alone, Outline, Sort, letter};
use crate::cli::table::cut;
use crate::story::{ClaimId, Difference, Level, LinkKind, Origin, Passage};
use crate::text::grapheme::width;
use crate::text::{Columns, Safe};

/// How many pairs of articles are told apart; more are in the JSON.
const PAIRS: usize = 12;

/// The columns before the words of a passage.
const PLACE: usize = 8;

/// Prints a story.
///
/// # Errors
///
/// Fails if nothing can be printed.
pub fn print(out: &mut impl Write, outline: &Outline<'_>, columns: Columns) -> Result<()> {
    let mut page = Page { out, outline, columns };
    page.header()?;
    page.origins()?;
    page.differences()?;
    page.common()?;
    for alone in &outline.alone {
        page.alone(alone)?;
    }
    Ok(())
}

struct Page<'p, W> {
    out: &'p mut W,
    outline: &'p Outline<'p>,
    columns: Columns,
}

impl<W: Write> Page<'_, W> {
    /// Prints one line, cut where the width ends.
    fn line(&mut self, line: &str) -> Result<()> {
        writeln!(self.out, "{}", cut(Safe::new(line).as_str(), self.columns).trim_end())?;
        Ok(())
    }

    fn heading(&mut self, words: &str, count: usize) -> Result<()> {
        writeln!(self.out)?;
        self.line(&format!("{words}  {count}"))
    }

    /// Prints where a passage stands and its words.
    fn passage(&mut self, sign: &str, passage: Passage, words: &str) -> Result<()> {
        let place = self.outline.place(passage);
        self.line(&format!("  {sign} {place:PLACE$} {words}"))
    }

    fn claim(&mut self, sign: &str, id: ClaimId) -> Result<()> {
        let Some(passage) = self.outline.story.comparison.passage(id) else { return Ok(()) };
        let words = self.outline.words(passage);
        self.passage(sign, passage, words.as_str())
    }

    fn header(&mut self) -> Result<()> {
        let outline = self.outline;
        self.line(&format!("STORY  {}", outline.story.title))?;
        for alone in &outline.alone {
            let Some(source) = outline.source(alone.article) else { continue };
            let metadata = source.document.metadata();
            let mut parts = vec![outline.publisher(alone.article).to_string()];
            parts.extend(metadata.published.map(|date| date.to_string()));
            parts.push(counts(alone, outline.alone.len()));
            let sign = letter(alone.article);
            self.line(&format!("  {sign}  {}", parts.join(" · ")))?;
            self.line(&format!("     {}", source.name))?;
        }
        Ok(())
    }

    fn origins(&mut self) -> Result<()> {
        let outline = self.outline;
        let origins = outline.story.comparison.origins();
        if origins.is_empty() {
            return Ok(());
        }
        writeln!(self.out)?;
        self.line(&format!("ORIGINS  {}", outline.independence()))?;
        for origin in origins.iter().take(PAIRS) {
            self.origin(origin)?;
        }
        if let Some(more) = origins.len().checked_sub(PAIRS).filter(|more| *more > 0) {
            self.line(&format!("  … {more} more pairs; --format json has all"))?;
        }
        Ok(())
    }

    fn origin(&mut self, origin: &Origin) -> Result<()> {
        let pair = origin.articles.map(letter).join(" ");
        let mut lead = format!("  {pair}  {}", origin.relation.name());
        let indent = width(&lead);
        for evidence in &origin.evidence {
            let mut places: Vec<_> =
                evidence.passages.iter().map(|passage| self.outline.place(*passage)).collect();
            places.dedup();
            let places = places.join(", ");
            // What is quoted gives way to where it stands.
            let room = self.columns.saturating_sub(indent + width(&places) + Columns::new(6));
            let words = cut(Safe::new(&evidence.words).as_str(), room.max(Columns::new(24)));
            let gap = if places.is_empty() { "" } else { "  " };
            self.line(&format!("{lead}  {words}{gap}{places}"))?;
            lead = " ".repeat(usize::try_from(indent.get()).unwrap_or(0));
        }
        Ok(())
    }

    fn differences(&mut self) -> Result<()> {
        let differences = &self.outline.differences;
        if differences.is_empty() {
            return Ok(());
        }
        self.heading("DIFFER", differences.len())?;
        for difference in differences {
            self.difference(difference)?;
        }
        Ok(())
    }

    fn difference(&mut self, difference: &Difference) -> Result<()> {
        let sign = match difference.level {
            Level::Differs => "!",
            Level::Later => ">",
            Level::Check => "~",
        };
        let class = difference.class.name();
        let mut lead = format!("  {sign} {class:10}");
        for side in &difference.sides {
            let place = self.outline.place(side.passage);
            let words = self.outline.words(side.passage);
            let claim = self.outline.story.comparison.passage(side.claim);
            let around = claim.filter(|claim| *claim != side.passage);
            let around = around.map(|claim| format!(" · {}", self.outline.words(claim)));
            self.line(&format!("{lead} {place:PLACE$} {words}{}", around.unwrap_or_default()))?;
            lead = " ".repeat(14);
        }
        Ok(())
    }

    fn common(&mut self) -> Result<()> {
        let outline = self.outline;
        let among = if outline.alone.len() == 2 { "IN BOTH" } else { "IN SEVERAL" };
        for (agreement, common) in outline.by_agreement() {
            self.heading(&format!("{among} · {}", agreement.words()), common.len())?;
            for row in common {
                self.row(&row.claims, row.kind)?;
            }
        }
        Ok(())
    }

    /// Prints a claim of several: in the words of the first, and of the others where they say it in their own.
    fn row(&mut self, claims: &[ClaimId], kind: LinkKind) -> Result<()> {
        let comparison = &self.outline.story.comparison;
        let same = kind == LinkKind::Same;
        let mut sign = if same { "=" } else { "~" };
        for (index, claim) in claims.iter().enumerate() {
            if !same {
                self.claim(sign, *claim)?;
                sign = " ";
                continue;
            }
            let Some(passage) = comparison.passage(*claim) else { continue };
            if index == 0 {
                let others = claims.iter().skip(1).filter_map(|claim| comparison.passage(*claim));
                let others: Vec<_> = others.map(|passage| self.outline.place(passage)).collect();
                let words = format!("[{}] {}", others.join(", "), self.outline.words(passage));
                self.passage(sign, passage, &words)?;
            }
        }
        Ok(())
    }

    fn alone(&mut self, alone: &Alone) -> Result<()> {
        let name = letter(alone.article);
        for (sort, claims) in &alone.sorts {
            self.heading(&format!("ONLY {name} · {}", sort.heading()), claims.len())?;
            for claim in claims {
                self.claim(sort.glyph(), *claim)?;
            }
        }
        if !alone.partly.is_empty() {
            self.heading(&format!("{name} · elsewhere only in part"), alone.partly.len())?;
            for claim in &alone.partly {
                let sort = self.outline.story.comparison.claim(*claim).map(Sort::of);
                self.claim(sort.map_or(" ", Sort::glyph), *claim)?;
            }
        }
        Ok(())
    }
}

/// Says how many statements an article has and how many of them are elsewhere.
fn counts(alone: &Alone, articles: usize) -> String {
    let Alone { all, matched, .. } = alone;
    let elsewhere = if articles == 2 { "also in the other" } else { "also elsewhere" };
    match articles {
        1 => format!("{all} statements"),
        _ => format!("{matched} of {all} statements {elsewhere}"),
    }
}
