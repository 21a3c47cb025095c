//! What `KOReader` keeps beside a book, `metadata.epub.lua` and its like: marked passages and notes, as it wrote them
//! until 2024 (`highlight` and `bookmarks`) and writes them since (`annotations`).

use std::collections::{HashMap, HashSet, VecDeque};

use crate::exchange::kept::{Article, Brought, Unreadable};
use crate::exchange::lua::{Lua, Table, read as read_lua};
use crate::exchange::moment;
use crate::exchange::readwise::label;

/// The parts of such a file that passages stand in.
const PARTS: [&str; 3] = ["annotations", "highlight", "bookmarks"];

/// Tells whether a text is such a file.
pub fn is_sidecar(text: &str) -> bool {
    let code = text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with("--"));
    code.is_some_and(|line| line.starts_with("return"))
        && PARTS.iter().any(|part| text.contains(&format!("[\"{part}\"]")))
}

/// Reads the passages; places that are marked without words are left out.
///
/// # Errors
///
/// Fails if the text is no table, and names the line; or if nothing in it holds passages.
pub fn read(text: &str) -> Result<Vec<Brought>, Unreadable> {
    const FORM: &str = "what KOReader keeps beside a book";
    let book = read_lua(text).map_err(|wrong| Unreadable::Line { line: wrong.line, form: FORM })?;
    if PARTS.iter().all(|part| book.table(part).is_none()) {
        return Err(Unreadable::Form { form: FORM });
    }
    let article = article(&book);
    let annotations = book.table("annotations").map(tables).unwrap_or_default();
    let mut all: Vec<_> =
        annotations.into_iter().filter_map(|one| annotation(&article, one)).collect();
    // A book that was opened by both versions has the same passages in both parts.
    let mut known: HashSet<_> = all.iter().map(|one| (one.id, one.created)).collect();
    let earlier = earlier(&book, &article);
    all.extend(earlier.into_iter().filter(|one| known.insert((one.id, one.created))));
    Ok(all)
}

fn tables(table: &Table) -> Vec<&Table> {
    table.values().into_iter().filter_map(Lua::table).collect()
}

fn article(book: &Table) -> Article {
    let parts = [book.table("doc_props"), book.table("stats")];
    let said = |name: &str| parts.iter().flatten().find_map(|part| part.words(name));
    Article {
        title: said("title"),
        // Several stand on lines of their own.
        byline: said("authors")
            .map(|all| all.lines().map(str::trim).collect::<Vec<_>>().join(", ")),
        language: said("language").filter(|language| language != "N/A"),
        path: book.words("doc_path"),
        ..Article::default()
    }
}

fn annotation(article: &Article, said: &Table) -> Option<Brought> {
    // Without a drawer it is a place, and its words are those of the chapter.
    let exact = said.words("drawer").and_then(|_| said.words("text"));
    let note = said.words("note");
    let mut brought = passage(article, said, exact, note)?;
    brought.changed = moment_of(said, "datetime_updated");
    Some(brought)
}

/// Reads the passages as they were written until 2024: words in one part, notes in another, joined by their moments.
fn earlier(book: &Table, article: &Article) -> Vec<Brought> {
    let mut notes = Notes::of(book.table("bookmarks").map(tables).unwrap_or_default());
    let pages = book.table("highlight").map(tables).unwrap_or_default();
    let highlights = pages.into_iter().flat_map(tables);
    let mut all: Vec<_> = highlights
        .filter_map(|said| {
            let exact = said.words("text");
            let same = notes.take(&said.words("datetime").unwrap_or_default(), exact.as_deref());
            let note = same.and_then(|bookmark| written(bookmark, exact.as_deref()));
            passage(article, said, exact, note)
        })
        .collect();
    let mut alone: Vec<&Table> = notes.all.into_iter().flatten().collect();
    alone.sort_by_key(|bookmark| bookmark.words("datetime"));
    all.extend(alone.into_iter().filter_map(|bookmark| {
        // A place that nothing was marked at has the words of the chapter.
        let is_marked = matches!(bookmark.get("highlighted"), Some(Lua::Truth(true)));
        let exact = bookmark.words("notes").filter(|_| is_marked);
        let note = written(bookmark, exact.as_deref());
        passage(article, bookmark, exact, note)
    }));
    all
}

/// The notes that were written until 2024, by their moments and by the words they are on.
struct Notes<'t> {
    /// All as they stand in the file; those that were taken are gone.
    all: Vec<Option<&'t Table>>,
    of_moments: HashMap<String, OfMoment>,
}

/// The notes of a moment, by their places among all. Places of notes that were taken may still be named.
#[derive(Default)]
struct OfMoment {
    left: usize,
    places: VecDeque<usize>,
    on_words: HashMap<String, VecDeque<usize>>,
}

impl<'t> Notes<'t> {
    fn of(all: Vec<&'t Table>) -> Self {
        let mut of_moments: HashMap<String, OfMoment> = HashMap::new();
        for (place, one) in all.iter().enumerate() {
            let of_moment =
                of_moments.entry(one.words("datetime").unwrap_or_default()).or_default();
            of_moment.left += 1;
            of_moment.places.push_back(place);
            if let Some(words) = one.words("notes") {
                of_moment.on_words.entry(words).or_default().push_back(place);
            }
        }
        Self { all: all.into_iter().map(Some).collect(), of_moments }
    }

    /// Takes the first note of a moment that is on these words; on any, if none are known.
    fn take(&mut self, moment: &str, words: Option<&str>) -> Option<&'t Table> {
        let OfMoment { left, places, on_words } = self.of_moments.get_mut(moment)?;
        let mut first = |places: &mut VecDeque<usize>| {
            std::iter::from_fn(|| places.pop_front())
                .find_map(|place| self.all.get_mut(place)?.take())
        };
        let found = match words {
            None => first(places),
            Some(words) => on_words.get_mut(words).and_then(&mut first),
        };
        // Words that were edited later are another text in each part.
        let is_only = !moment.is_empty() && *left == 1;
        let found = found.or_else(|| if is_only { first(places) } else { None })?;
        *left -= 1;
        Some(found)
    }
}

/// Returns the note of a bookmark, if what it says was not made by the program itself: `Page 12 words @ 2020-05-01 12:00:00`.
fn written(bookmark: &Table, exact: Option<&str>) -> Option<String> {
    let text = bookmark.words("text")?;
    let made = bookmark.words("datetime").is_some_and(|at| text.ends_with(&format!("@ {at}")));
    (!made && Some(text.as_str()) != exact).then_some(text)
}

fn passage(
    article: &Article,
    said: &Table,
    exact: Option<String>,
    note: Option<String>,
) -> Option<Brought> {
    if exact.is_none() && note.is_none() {
        return None;
    }
    let mut brought = Brought::new(article.clone(), exact.unwrap_or_default());
    if brought.quote.exact.is_empty() {
        let title = article.title.as_deref().unwrap_or_default();
        let at = said.words("datetime").unwrap_or_default();
        brought = brought.called(&["koreader", title, &at, note.as_deref().unwrap_or_default()]);
    }
    brought.note = note.unwrap_or_default();
    brought.label = said.words("color").and_then(|color| label(&color));
    brought.created = moment_of(said, "datetime");
    Some(brought)
}

fn moment_of(said: &Table, name: &str) -> Option<jiff::Timestamp> {
    moment::read(&said.words(name)?)
}

#[cfg(test)]
mod tests;
