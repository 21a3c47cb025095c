//! Where passages are in a text, the same way for every face and list: by comparing the text with the one they were
//! taken in, where that is kept, and else by their quotations.
//!
//! Each pair of texts is compared once, however many passages there are.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use rusqlite::{Connection, OptionalExtension};

use crate::anchor::{Anchor, Finder, Resolution};
use crate::document::{DocumentId, RevisionId};
use crate::store::error::{Error, Fault};
use crate::store::revisions::texts_of_revision;
use crate::store::store::Store;
use crate::text::ContentHash;

/// A text of a document that passages are looked for in.
#[derive(Clone, Copy, Debug)]
pub struct Whereto<'t> {
    /// The document.
    pub document: DocumentId,
    /// The revision.
    pub revision: RevisionId,
    /// What it says.
    pub text: &'t str,
}

impl Store {
    /// Finds many passages in one text, in their order.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read. An older text that is damaged is done without.
    pub fn resolve_all(
        &self,
        text: Whereto<'_>,
        anchors: &[&Anchor],
    ) -> Result<Vec<Resolution>, Error> {
        self.read(|connection| resolve_all(connection, text, anchors))
    }
}

/// Finds many passages in one text, in their order.
pub(crate) fn resolve_all(
    connection: &Connection,
    text: Whereto<'_>,
    anchors: &[&Anchor],
) -> Result<Vec<Resolution>, Fault> {
    let mut old: BTreeMap<RevisionId, Vec<String>> = BTreeMap::new();
    for anchor in anchors.iter().filter(|anchor| !text.has(anchor)) {
        if let Entry::Vacant(free) = old.entry(anchor.revision) {
            let texts = texts_of_revision(connection, text.document, anchor.revision)?;
            free.insert(texts.whole.iter().map(|text| text.text().to_owned()).collect());
        }
    }
    let of_quotations = Finder::new(text.text);
    let finders: BTreeMap<RevisionId, Vec<(&str, Finder<'_>)>> = old
        .iter()
        .map(|(revision, texts)| {
            let finders = texts.iter().map(|old| (&**old, Finder::between(old, text.text)));
            (*revision, finders.collect())
        })
        .collect();
    let resolve = |anchor: &&Anchor| {
        if text.has(anchor) {
            return Resolution::Exact(anchor.position);
        }
        let known = finders.get(&anchor.revision).into_iter().flatten();
        let mut known = known.filter(|(old, _)| anchor.fits(old));
        let finder = known.next().map_or(&of_quotations, |(_, finder)| finder);
        anchor.resolve_in(finder)
    };
    Ok(anchors.iter().map(resolve).collect())
}

/// Finds passages of several documents, in their order, each in the current text of its document, which is looked into
/// once for all. Says how many documents these are.
pub(crate) fn resolve_each(
    connection: &Connection,
    passages: &[(DocumentId, &Anchor)],
) -> Result<(Vec<Resolution>, usize), Fault> {
    let mut documents: BTreeMap<DocumentId, Vec<(usize, &Anchor)>> = BTreeMap::new();
    for (place, (document, anchor)) in passages.iter().enumerate() {
        documents.entry(*document).or_default().push((place, *anchor));
    }
    let mut found = vec![Resolution::Changed; passages.len()];
    for (document, of_one) in &documents {
        let Some((revision, text)) = current_text(connection, *document)? else { continue };
        let text = Whereto { document: *document, revision, text: &text };
        let (places, anchors): (Vec<_>, Vec<_>) = of_one.iter().copied().unzip();
        for (place, resolution) in places.into_iter().zip(resolve_all(connection, text, &anchors)?)
        {
            if let Some(found) = found.get_mut(place) {
                *found = resolution;
            }
        }
    }
    Ok((found, documents.len()))
}

/// Returns the current text of a document with its revision.
fn current_text(
    connection: &Connection,
    document: DocumentId,
) -> Result<Option<(RevisionId, String)>, Fault> {
    let sql = "SELECT hash, text FROM documents
               JOIN revisions ON revisions.number = documents.revision
               JOIN texts ON texts.revision = revisions.number WHERE documents.id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement.query_row([document.as_bytes()], |row| {
        Ok((RevisionId::from_hash(ContentHash::from_bytes(row.get(0)?)), row.get(1)?))
    });
    Ok(found.optional()?)
}

impl Whereto<'_> {
    /// Tells whether a passage was taken in just this text.
    pub(crate) fn has(&self, anchor: &Anchor) -> bool {
        anchor.revision == self.revision && anchor.fits(self.text)
    }
}
