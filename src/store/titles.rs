//! Titles of stories: made of those of their documents, and kept while the one that gave it is there.

use rusqlite::{Connection, OptionalExtension, Row};

use crate::document::{DocumentId, TitleOrigin};
use crate::store::codec::title_origin;
use crate::store::error::Fault;
use crate::story::{Headline, headline, named_after};

/// How many documents of a story its title is chosen from: the first that came.
const MOST: i64 = 30;

struct Titled {
    number: i64,
    title: String,
    origin: TitleOrigin,
    site: Option<String>,
}

impl Titled {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let origin = title_origin(&row.get::<_, String>(2)?);
        Ok(Self { number: row.get(0)?, title: row.get(1)?, origin, site: row.get(3)? })
    }

    fn headline(&self) -> Headline<'_> {
        Headline { text: &self.title, origin: self.origin, site: self.site.as_deref() }
    }
}

/// Gives a story a title, unless the document that gave it the one it has is still in it and called so.
pub(crate) fn retitle(connection: &Connection, story: i64) -> Result<(), Fault> {
    if is_still_called_so(connection, story)? {
        return Ok(());
    }
    let sql = "SELECT number, title, title_origin, site FROM documents INDEXED BY documents_story
               WHERE story = ?1 AND removed = 0 ORDER BY added LIMIT ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map((story, MOST), Titled::read)?;
    let members: Vec<Titled> = rows.collect::<Result<_, _>>()?;
    let Some(first) = members.first() else { return Ok(()) };
    let headlines: Vec<_> = members.iter().map(Titled::headline).collect();
    let (titled, title) = match headline(&headlines) {
        Some((index, title)) => (members.get(index).map(|member| member.number), title),
        None => {
            let names = shared_names(connection, story)?;
            let names = named_after(names.iter().map(String::as_str));
            (None, names.unwrap_or_else(|| first.title.clone()))
        }
    };
    let sql = "UPDATE stories SET title = ?2, titled = ?3 WHERE number = ?1";
    connection.prepare_cached(sql)?.execute((story, title, titled))?;
    Ok(())
}

/// Gives the story of a document a title after the document has been removed.
pub(crate) fn retitle_without(connection: &Connection, document: DocumentId) -> Result<(), Fault> {
    let sql = "SELECT story FROM documents WHERE id = ?1 AND removed <> 0";
    let mut statement = connection.prepare_cached(sql)?;
    let story: Option<Option<i64>> =
        statement.query_row([document.as_bytes()], |row| row.get(0)).optional()?;
    story.flatten().map_or(Ok(()), |story| retitle(connection, story))
}

fn is_still_called_so(connection: &Connection, story: i64) -> Result<bool, Fault> {
    let sql = "SELECT documents.number, documents.title, documents.title_origin, documents.site,
                   stories.title
               FROM stories JOIN documents ON documents.number = stories.titled
               WHERE stories.number = ?1 AND documents.story = ?1 AND documents.removed = 0";
    let mut statement = connection.prepare_cached(sql)?;
    let row = |row: &Row<'_>| Ok((Titled::read(row)?, row.get::<_, String>(4)?));
    let found = statement.query_row([story], row).optional()?;
    Ok(found.is_some_and(|(titled, called)| {
        headline(&[titled.headline()]).is_some_and(|(_, title)| title == called)
    }))
}

/// Returns what most documents of a story name, the most first.
fn shared_names(connection: &Connection, story: i64) -> Result<Vec<String>, Fault> {
    let sql = "WITH some AS (SELECT number FROM documents INDEXED BY documents_story
                   WHERE story = ?1 AND removed = 0 ORDER BY added LIMIT ?2)
               SELECT min(name) FROM some CROSS JOIN entities ON entities.document = some.number
               GROUP BY key ORDER BY count(*) DESC, sum(mentions) DESC, key LIMIT 3";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map((story, MOST), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
