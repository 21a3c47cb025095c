//! The sixth format: the index of words, the values that fields of a query can have, and searches that are kept.
//!
//! The index has the words of every article under the number of its document, so that walking it backwards is
//! the newest first, and keeps no text. It stands apart from removing: what is removed stays in it and is passed
//! over. The text is its first column, for what stands in any other takes two bytes more for each word of each
//! article. Titles have an index of their own in which short beginnings of words are found at once. Two pieces of
//! about the same size are enough for them to be merged. `indexed` is the version of the words that were indexed,
//! 0 if none were.

/// What is done to reach it.
pub(crate) const STEP: &str = "
ALTER TABLE documents ADD COLUMN indexed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX documents_indexed ON documents (indexed, number) WHERE removed = 0;
ALTER TABLE bookmarks ADD COLUMN indexed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX bookmarks_unindexed ON bookmarks (number) WHERE indexed = 0;

CREATE VIRTUAL TABLE article_index USING fts5 (
    body, title, facets, tokenize = \"ascii tokenchars '_'\", content = '', contentless_delete = 1
);
CREATE VIRTUAL TABLE title_index USING fts5 (
    title, tokenize = \"ascii tokenchars '_'\", content = '', contentless_delete = 1, detail = none,
    prefix = '1 2 3'
);
CREATE VIRTUAL TABLE note_index USING fts5 (
    note, quote, tokenize = \"ascii tokenchars '_'\", content = '', contentless_delete = 1
);
INSERT INTO article_index (article_index, rank) VALUES ('usermerge', 2);
INSERT INTO title_index (title_index, rank) VALUES ('usermerge', 2);
INSERT INTO note_index (note_index, rank) VALUES ('usermerge', 2);
CREATE TRIGGER bookmark_dropped_from_index AFTER DELETE ON bookmarks BEGIN
    DELETE FROM note_index WHERE rowid = OLD.number;
END;

CREATE TABLE search_values (
    field TEXT NOT NULL,
    word TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (field, word, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE saved_searches (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    name TEXT NOT NULL,
    query TEXT NOT NULL
) STRICT, WITHOUT ROWID;
";
