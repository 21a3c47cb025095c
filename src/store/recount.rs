//! Recounting: the counts that triggers keep, compared with the rows they count, and set right.

use rusqlite::Connection;

use crate::store::error::{Error, Fault};
use crate::store::store::Store;

/// What is counted: its name, how many rows have another count than they should, and how it is set right.
const COUNTS: [(&str, &str, &str); 4] = [
    (
        "the counts of the library",
        "SELECT count(*) FROM counts WHERE (documents, unread, starred, bookmarks) IS NOT (
             (SELECT count(*) FROM documents WHERE NOT removed),
             (SELECT count(*) FROM documents WHERE NOT removed AND NOT read),
             (SELECT count(*) FROM documents WHERE NOT removed AND starred),
             (SELECT count(*) FROM bookmarks))",
        "INSERT INTO counts SELECT 0, 0, 0, 0 WHERE NOT EXISTS (SELECT 1 FROM counts);
         UPDATE counts SET
             documents = (SELECT count(*) FROM documents WHERE NOT removed),
             unread = (SELECT count(*) FROM documents WHERE NOT removed AND NOT read),
             starred = (SELECT count(*) FROM documents WHERE NOT removed AND starred),
             bookmarks = (SELECT count(*) FROM bookmarks);",
    ),
    (
        "the notes of articles",
        "SELECT count(*) FROM documents WHERE bookmarks <>
             (SELECT count(*) FROM bookmarks WHERE bookmarks.document = documents.id)",
        "UPDATE documents SET bookmarks =
             (SELECT count(*) FROM bookmarks WHERE bookmarks.document = documents.id);",
    ),
    (
        "the articles of feeds",
        "SELECT count(*) FROM feeds WHERE (documents, unread) IS NOT (
             (SELECT count(*) FROM members WHERE feed = feeds.number AND present),
             (SELECT count(*) FROM members WHERE feed = feeds.number AND present AND members.unread))",
        "UPDATE members SET present = NOT documents.removed, unread = NOT documents.read,
             starred = documents.starred FROM documents WHERE documents.number = members.document;
         UPDATE feeds SET
             documents = (SELECT count(*) FROM members WHERE feed = feeds.number AND present),
             unread = (SELECT count(*) FROM members
                 WHERE feed = feeds.number AND present AND members.unread);",
    ),
    (
        "the articles of stories",
        "SELECT count(*) FROM stories WHERE (members, unread) IS NOT (
             (SELECT count(*) FROM documents WHERE story = stories.number AND NOT removed),
             (SELECT count(*) FROM documents
                 WHERE story = stories.number AND NOT removed AND NOT read))",
        "UPDATE stories SET
             members = (SELECT count(*) FROM documents
                 WHERE story = stories.number AND NOT removed),
             unread = (SELECT count(*) FROM documents
                 WHERE story = stories.number AND NOT removed AND NOT read),
             newest = ifnull((SELECT max(added) FROM documents
                 WHERE story = stories.number AND NOT removed), 0);",
    ),
];

impl Store {
    /// Names what is counted wrongly.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn miscounted(&self) -> Result<Vec<String>, Error> {
        self.read(|connection| {
            let mut wrong = Vec::new();
            for (name, differ, _) in COUNTS {
                if connection.query_row(differ, [], |row| row.get::<_, i64>(0))? > 0 {
                    wrong.push(name.to_owned());
                }
            }
            Ok(wrong)
        })
    }

    /// Counts everything anew.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn recount(&self) -> Result<(), Error> {
        self.alone(recount)
    }

    /// Makes every index anew; that of words is empty then, and filled piece by piece.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be written.
    pub fn reindex(&self) -> Result<(), Error> {
        self.alone(|connection| {
            connection.execute_batch("REINDEX")?;
            for table in ["article_index", "title_index", "note_index"] {
                let sql = format!("INSERT INTO {table} ({table}) VALUES ('delete-all')");
                connection.execute(&sql, [])?;
            }
            let sql = "UPDATE documents SET indexed = 0; UPDATE bookmarks SET indexed = 0";
            Ok(connection.execute_batch(sql)?)
        })
    }

    /// Says in a line each what is wrong with the pages, indexes and references of the store; `quickly` leaves
    /// out what only a full comparison of indexes and rows would show.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read at all.
    pub fn faults(&self, quickly: bool) -> Result<Vec<String>, Error> {
        match self.read(|connection| faults(connection, quickly)) {
            // Damage may show before any page is looked at.
            Err(Error::Damaged { detail, .. }) => Ok(vec![detail]),
            found => found,
        }
    }
}

fn faults(connection: &Connection, quickly: bool) -> Result<Vec<String>, Fault> {
    let check = if quickly { "PRAGMA quick_check(5)" } else { "PRAGMA integrity_check(5)" };
    let mut statement = connection.prepare(check)?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    let mut faults = Vec::new();
    for line in rows {
        match line {
            Ok(line) if line == "ok" => {}
            Ok(line) => faults.push(line.lines().last().unwrap_or_default().to_owned()),
            Err(error) => {
                faults.push(error.to_string());
                break;
            }
        }
    }
    if !quickly && faults.is_empty() {
        let sql = "SELECT DISTINCT \"table\" FROM pragma_foreign_key_check LIMIT 5";
        let mut statement = connection.prepare(sql)?;
        let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
        for table in rows {
            faults.push(format!("rows of {} refer to others that are gone", table?));
        }
    }
    Ok(faults)
}

/// Counts everything anew.
pub(crate) fn recount(connection: &Connection) -> Result<(), Fault> {
    for (_, _, right) in COUNTS {
        connection.execute_batch(right)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::store::sample::{at, bookmark, put, store};

    #[test]
    fn wrong_counts_are_named_and_set_right() {
        let (_folder, store) = store();
        let id = put(&store, "a", "one two three").id;
        store.keep(&bookmark(1, id, "one two three", "n"), at(5)).unwrap();
        assert_eq!(store.miscounted().unwrap(), [""; 0]);
        let right = store.counts().unwrap();
        store
            .alone(|connection| {
                connection.execute_batch(
                    "UPDATE counts SET bookmarks = 7, unread = 9; UPDATE documents SET bookmarks = 3",
                )?;
                Ok(())
            })
            .unwrap();
        let wrong = ["the counts of the library", "the notes of articles"];
        assert_eq!(store.miscounted().unwrap(), wrong);
        store.recount().unwrap();
        assert_eq!(store.miscounted().unwrap(), [""; 0]);
        assert_eq!(store.counts().unwrap(), right);
        store.reindex().unwrap();
        assert_eq!(store.faults(false).unwrap(), [""; 0]);
    }
}
