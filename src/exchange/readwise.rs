//! Readwise CSV: the seven columns that Readwise takes, and after them three of our own that bring back identity,
//! tags and colour. Its own exports are read too, whose columns are called otherwise.
//!
//! The table shows no context, positions or facts: a passage is found again by its words.

use std::collections::HashMap;

use crate::bookmark::Label;
use crate::exchange::csv::{Writer, read_rows, write_row};
use crate::exchange::kept::{Article, Brought, KeptPassage, Unreadable};
use crate::exchange::link::{Link, Place, link_to};
use crate::exchange::moment;

/// The columns as they are written.
pub const COLUMNS: [&str; 10] =
    ["Highlight", "Title", "Author", "URL", "Note", "Location", "Date", "Tags", "Color", "Link"];

/// Tells whether the first line of a table has the column that one of Readwise must have.
pub fn is_table(line: &str) -> bool {
    let rows = read_rows(line, Writer::Others);
    rows.first().is_some_and(|row| Columns::new(row).has("Highlight"))
}

/// Writes kept passages.
pub fn write(kept: &[KeptPassage]) -> String {
    let mut out = String::new();
    write_row(&mut out, &COLUMNS);
    for KeptPassage { bookmark, article, points } in kept {
        let start = points.map_or_else(String::new, |(start, _)| start.to_string());
        write_row(
            &mut out,
            &[
                &bookmark.anchor.quote.exact,
                article.title.as_deref().unwrap_or(&bookmark.title),
                article.byline.as_deref().or(article.site.as_deref()).unwrap_or_default(),
                article.address.as_deref().unwrap_or_default(),
                &bookmark.note,
                &start,
                &bookmark.created.strftime("%Y-%m-%d %H:%M:%S+00:00").to_string(),
                &tags_cell(&bookmark.tags),
                bookmark.label.map(Label::name).unwrap_or_default(),
                &link_to(bookmark.document, Some(bookmark.id)),
            ],
        );
    }
    out
}

/// Reads what Readwise, or this program, exported.
///
/// # Errors
///
/// Fails if no column is called `Highlight`.
pub fn read(text: &str) -> Result<Vec<Brought>, Unreadable> {
    let first = text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
    let writer = if first == COLUMNS.join(",") { Writer::Us } else { Writer::Others };
    let mut rows = read_rows(text, writer).into_iter();
    let columns = Columns::new(&rows.next().unwrap_or_default());
    if !columns.has("Highlight") {
        return Err(Unreadable::Form { form: "a table with a column called Highlight" });
    }
    Ok(rows.filter_map(|row| brought(&columns, &row)).collect())
}

fn brought(columns: &Columns, row: &[String]) -> Option<Brought> {
    let cell = |names: &[&str]| columns.cell(row, names);
    let link = cell(&["Link"]).and_then(|link| link.parse::<Link>().ok());
    let article = Article {
        id: link.as_ref().map(|link| link.document),
        title: cell(&["Title", "Book Title"]),
        byline: cell(&["Author", "Book Author"]),
        address: cell(&["URL", "Source URL"]).filter(|address| !address.starts_with("sidelight:")),
        ..Article::default()
    };
    let exact = cell(&["Highlight"]);
    let note = cell(&["Note"]);
    if exact.is_none() && note.is_none() && link.is_none() {
        return None;
    }
    // What a table says of an article must not make another passage of what it says of the words.
    let mut brought = Brought::new(article, exact.unwrap_or_default());
    if let Some(Link { place: Place::Bookmark(id), .. }) = link {
        brought.id = id;
        // The location is ours then: where it starts, in code points.
        let start = cell(&["Location"]).and_then(|start| start.parse::<usize>().ok());
        let length = brought.quote.exact.chars().count();
        brought.points = start.map(|start| (start, start.saturating_add(length)));
    }
    brought.note = note.unwrap_or_default();
    brought.tags = cell(&["Tags"]).map(|cell| tags_of(&cell)).unwrap_or_default();
    brought.label = cell(&["Color"]).and_then(|name| label(&name));
    brought.created = cell(&["Date", "Highlighted at"]).and_then(|date| moment::read(&date));
    Some(brought)
}

/// Returns the label of a colour as other programs name it.
pub(crate) fn label(name: &str) -> Option<Label> {
    let name = name.trim().to_lowercase();
    Label::from_name(&name).or(match name.as_str() {
        "orange" | "olive" => Some(Label::Yellow),
        "pink" | "magenta" => Some(Label::Red),
        "cyan" | "aqua" => Some(Label::Blue),
        "violet" => Some(Label::Purple),
        _ => None,
    })
}

/// Writes tags as a cell; one that has a comma stands in quotation marks, as in a row.
fn tags_cell(tags: &[String]) -> String {
    let mut out = String::new();
    for (index, tag) in tags.iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        if tag.contains([',', '"', '\n', '\r']) || tag.trim() != tag || tag.is_empty() {
            out.push('"');
            out.push_str(&tag.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(tag);
        }
    }
    out
}

fn tags_of(cell: &str) -> Vec<String> {
    let mut tags = Vec::new();
    let mut rest = cell.trim_start();
    while !rest.is_empty() {
        if let Some(quoted) = rest.strip_prefix('"') {
            let (tag, after) = unquoted(quoted);
            tags.push(tag);
            rest = after.split_once(',').map_or("", |(_, after)| after).trim_start();
        } else {
            let (tag, after) = rest.split_once(',').unwrap_or((rest, ""));
            tags.push(tag.trim().to_owned());
            rest = after.trim_start();
        }
    }
    tags
}

/// Reads up to the closing quotation mark; returns what follows it too.
fn unquoted(text: &str) -> (String, &str) {
    let mut tag = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('"') {
        tag.push_str(before);
        match after.strip_prefix('"') {
            Some(more) => {
                tag.push('"');
                rest = more;
            }
            None => return (tag, after),
        }
    }
    tag.push_str(rest);
    (tag, "")
}

/// Where the columns are, by their names in small letters; of those called alike the first counts.
struct Columns(HashMap<String, usize>);

impl Columns {
    fn new(names: &[String]) -> Self {
        let mut places = HashMap::new();
        for (place, name) in names.iter().enumerate() {
            places.entry(name.trim().to_ascii_lowercase()).or_insert(place);
        }
        Self(places)
    }

    fn has(&self, name: &str) -> bool {
        self.0.contains_key(&name.to_ascii_lowercase())
    }

    /// Returns the first of the columns that says something.
    fn cell(&self, row: &[String], names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| {
            let place = self.0.get(&name.to_ascii_lowercase())?;
            row.get(*place).filter(|cell| !cell.is_empty()).cloned()
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, proptest};

    use super::{COLUMNS, read, tags_cell, tags_of, write};
    use crate::bookmark::Label;
    use crate::exchange::samples::{kept, text};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn what_the_table_shows_comes_back(kept in proptest::collection::vec(kept(), 0..4)) {
            let table = write(&kept);
            let brought = read(&table).unwrap();
            assert_eq!(brought.len(), kept.len());
            for (brought, kept) in brought.iter().zip(&kept) {
                let bookmark = &kept.bookmark;
                assert_eq!(brought.id, bookmark.id);
                assert_eq!(brought.article.id, Some(bookmark.document));
                assert_eq!(brought.quote.exact, bookmark.anchor.quote.exact);
                assert_eq!(brought.note, bookmark.note);
                assert_eq!(brought.tags, bookmark.tags);
                assert_eq!(brought.label, bookmark.label);
                let second = bookmark.created.as_second();
                assert_eq!(brought.created, Some(jiff::Timestamp::from_second(second).unwrap()));
            }
            let mut reader = csv::Reader::from_reader(table.as_bytes());
            assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), COLUMNS);
            assert_eq!(reader.records().map(Result::unwrap).count(), kept.len());
        }

        #[test]
        fn tags_of_a_cell_come_back(tags in proptest::collection::vec(text(), 0..4)) {
            assert_eq!(tags_of(&tags_cell(&tags)), tags);
        }
    }

    /// So many that looking for a column again for each row would take minutes.
    #[test]
    fn very_many_columns_and_rows_are_read() {
        let names = "x,".repeat(100_000);
        let table = format!("{names}Highlight,highlight\n{}", "a,b\n".repeat(100_000));
        assert!(read(&table).unwrap().is_empty());
    }

    #[test]
    fn an_export_of_readwise_is_read() {
        let table = "\u{feff}Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at,Document tags\n\
            \"One, two.\",A Book,Ann Author,B00,my note,pink,\"a,b\",order,3,2022-05-07 14:46:00+00:00,\n";
        let brought = read(table.trim_start_matches('\u{feff}')).unwrap();
        let [one] = brought.as_slice() else { panic!("{brought:?}") };
        assert_eq!(one.quote.exact, "One, two.");
        assert_eq!(one.article.title.as_deref(), Some("A Book"));
        assert_eq!(one.article.byline.as_deref(), Some("Ann Author"));
        assert_eq!((one.note.as_str(), one.label), ("my note", Some(Label::Red)));
        assert_eq!(one.tags, ["a", "b"]);
        assert_eq!(one.created, Some("2022-05-07T14:46:00Z".parse().unwrap()));
        assert_eq!(read(table.trim_start_matches('\u{feff}')).unwrap()[0].id, one.id);
        assert!(read("a,b\n1,2\n").is_err());
    }
}
