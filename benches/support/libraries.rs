//! Libraries of any size, made by copying the rows of one article that the program itself has added.
// Every benchmark uses a part of this.
#![allow(dead_code)]

use std::path::Path;

use rusqlite::Connection;
use sidelight::library::{Library, Overrides};
use sidelight::source::Location;

/// What the copied article says; short, so that a million fit on a disk.
const TEXT: &str =
    "Hangzhou, Nov. 3 -- A short article.\n\nIt has a second paragraph, and that is all.\n";

/// Makes a library at a path with so many articles, all but the first copies of it.
pub(crate) fn build(path: &Path, articles: u64) {
    let library = Library::open(path).unwrap();
    for entry in library.list(None, 10).unwrap() {
        library.remove(entry.id).unwrap();
    }
    let template = add(&library, "0.txt", TEXT);
    library.facts(template).unwrap();
    drop(library);
    let connection = Connection::open(path).unwrap();
    // What refers to each other is complete at the end only.
    connection.execute_batch("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF").unwrap();
    let template: i64 =
        connection.query_row("SELECT max(number) FROM documents", [], |row| row.get(0)).unwrap();
    let copies = i64::try_from(articles).unwrap() - 1;
    let statements = [
        "BEGIN".to_owned(),
        format!(
            "CREATE TEMP TABLE copies AS
                 WITH RECURSIVE copies (copy) AS
                     (SELECT 1 UNION ALL SELECT copy + 1 FROM copies WHERE copy < {copies})
                 SELECT copy + {template} AS copy FROM copies"
        ),
        copy_of(&connection, "documents", &format!("number = {template}")),
        copy_of(&connection, "revisions", &format!("document = {template}")),
        copy_of(
            &connection,
            "texts",
            &format!("revision = (SELECT revision FROM documents WHERE number = {template})"),
        ),
        copy_of(&connection, "entities", &format!("document = {template}")),
        "COMMIT".to_owned(),
        "DROP TABLE copies".to_owned(),
        "PRAGMA wal_checkpoint(TRUNCATE)".to_owned(),
    ];
    connection.execute_batch(&statements.join(";\n")).unwrap();
}

/// Adds a text under a name of its own.
pub(crate) fn add(library: &Library, name: &str, text: &str) -> sidelight::document::DocumentId {
    let place = Location::Sample(name.to_owned());
    library.add_bytes(place, name, text.as_bytes(), &Overrides::default()).unwrap().id
}

/// Returns what copies a row as often as there are numbers, each with the numbers and names of its own.
fn copy_of(connection: &Connection, table: &str, which: &str) -> String {
    let mut statement =
        connection.prepare("SELECT name FROM pragma_table_info(?1) ORDER BY cid").unwrap();
    let columns: Vec<String> =
        statement.query_map([table], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let values: Vec<&str> = columns.iter().map(|column| copied(column)).collect();
    let (columns, values) = (columns.join(", "), values.join(", "));
    format!("INSERT INTO {table} ({columns}) SELECT {values} FROM copies, {table} WHERE {which}")
}

fn copied(column: &str) -> &str {
    match column {
        "number" | "revision" | "document" | "turn" => "copy",
        "id" => "randomblob(16)",
        "location" => "CAST(copy AS BLOB)",
        "title" => "'Article ' || copy",
        "site" => "'A site'",
        "read" => "copy % 2",
        column => column,
    }
}
