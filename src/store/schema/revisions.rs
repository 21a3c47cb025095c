//! The format with kept texts: what notes were taken in, when another text of the same revision takes its place.
//!
//! A revision's text is replaced when another importer reads its original bytes anew. Where the user has said
//! anything of the document, the text that goes is kept here, compressed, with its parts. Passages and the revisions
//! they were taken in find each other by its hash, so that a note meets an article that comes from another place.

/// What is done to reach it.
pub(crate) const STEP: &str = "
CREATE TABLE kept_texts (
    number INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL REFERENCES revisions (number),
    importer INTEGER NOT NULL,
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    parts BLOB NOT NULL,
    size INTEGER NOT NULL,
    text BLOB NOT NULL,
    UNIQUE (revision, digest)
) STRICT;

CREATE INDEX changes_document ON changes (document, kind) WHERE document IS NOT NULL;
CREATE INDEX changes_many ON changes (kind) WHERE document IS NULL AND kind = 'bookmarks';
CREATE INDEX bookmarks_revision ON bookmarks (revision);
CREATE INDEX revisions_hash ON revisions (hash);
";
