//! What stands below the help of commands: the forms of what they print, and how what they take is understood.

/// What stands below the help of the command.
pub(crate) const AFTER_HELP: &str = "\
Without a command the FILEs are opened beside the library; without a terminal to show them on they are \
printed. A FILE may be an address that starts with http:// or https://; one called - is standard input.

Exit codes: 0 done, 1 failed, 2 wrong usage.";

/// What stands below the help of the command.
pub(crate) const TEXT_HELP: &str = "\
JSON is one object a line: path, title, byline, site, published, language, text, blocks (kind, start, end and \
what the kind needs) and diagnostics. start and end are UTF-8 byte offsets into text.";

/// What stands below the help of the command.
pub(crate) const FACTS_HELP: &str = "\
JSON is one object a line: path, title, published, language, text, and the lists entities, times, quantities, \
events, statements, hedges, actions and citations. start and end are UTF-8 byte offsets into text; times are \
ISO 8601.";

/// What stands below the help of the command.
pub(crate) const COMPARE_HELP: &str = "\
The articles are compared as they are, and nothing is kept. JSON is one object: documents (path, title, text) and \
stories; a story has documents, claims (document, start, end, certainty, stance, status and links), differences \
(class, level, sides) and origins (documents, relation, evidence). A document is named by its place in documents; \
start and end are UTF-8 byte offsets into its text.";

/// What stands below the help of the command.
pub(crate) const REPORT_HELP: &str = "\
The report has the sources, their origins with what shows it, what differs, what several say, what each alone says and \
when. A story of the library is named by its title, that of one of its articles, or an id; a part of a title that no \
other has is enough. JSON is that of compare, of a story of the library also with id and title. A file that is there \
is replaced only if it is a report.";

/// What stands below the help of the command.
pub(crate) const ADD_HELP: &str = "\
JSON is one object a line: id, kind (article or feed), outcome (new, unchanged, revised, restored; following) and \
title; for a feed also new, the number of articles that came with it.";

/// What stands below the help of the command.
pub(crate) const FEEDS_HELP: &str = "\
JSON is one object a line: id, title, location, documents, unread, fetched, error and whole (when-opened or \
with-feed).";

/// What stands below the help of the command.
pub(crate) const REFRESH_HELP: &str = "\
A feed that failed is tried again later and later, unless it is named here. JSON is one object: feeds, new, revised \
and failed, a list of messages. If one fails the exit code is 1.";

/// What stands below the help of the command.
pub(crate) const SEARCH_HELP: &str = "\
A QUERY has
  word                 in any form, case and accents aside; two words: both, anywhere
  \"two words\"          in a row, as they are
  pre*                 words that begin so
  -word, NOT word      without it; before any of the others, too
  one OR other         either of these words or phrases; AND means both, as nothing does
  near:\"one other\"     close together; near:3:\"one other\" with three words between them at most
  title: note:         only in titles; in your notes
  source: site:        who published it
  person: place: org:  whom or what it names
  tag: story:          your tags; the story it is in
  is:unread            also is:read, is:starred, is:kept
  label:red            something kept of it is so; also label:none, is:noted, is:fact
  since:7d             something of it was kept then; also since:2025-11
  date:2025-11..2026   when it was published
  lang:en              its language
Values with spaces stand in quotes: person:\"Li Qiang\". Words that stand only in a note are found, too. A query that \
begins with - goes after --.

JSON is one object a line: id, title, site, published, added, location, place (text with start and end as UTF-8 byte \
offsets into the text, entry, or bookmark with its id) and snippet (text, and marked, a list of start and end in it). \
If nothing is found the exit code is 0 and a line on standard error says so.";

/// What stands below the help of the command.
pub(crate) const BOOKMARKS_HELP: &str = "\
JSON is one object a line: id, document, title, revision, start, end, quote, prefix, suffix, note, tags, label, fact \
(kind, wording, evidence: document, title, revision, start, end, quote), created and changed. start and end are UTF-8 \
byte offsets into the text of that revision; label and fact may be null.";

/// What stands below the help of the command.
pub(crate) const DOCTOR_HELP: &str = "\
Every line says how something is: ok, warning or fault, and what to do. Nothing is changed without --repair, --salvage \
or --restore; close other windows before these. The old file of a library that is replaced stays beside it with \
.damaged and the day in its name. JSON is one object a line: area, level (ok, warning or fault) and message. If there \
is a fault the exit code is 1.";

#[cfg(test)]
mod tests {
    use super::SEARCH_HELP;
    use crate::search::parse;

    #[test]
    fn every_part_of_a_query_that_is_told_of_is_read() {
        let told = SEARCH_HELP.lines().filter_map(|line| line.strip_prefix("  "));
        let parts: Vec<_> = told.map(|line| line.split("  ").next().unwrap()).collect();
        assert_eq!(parts.len(), 15);
        for part in parts.iter().flat_map(|parts| parts.split(", ")) {
            let words = part.split(' ').map(|word| match word.strip_suffix(':') {
                Some(_) => format!("{word}some"),
                None => word.to_owned(),
            });
            let query = parse(&words.collect::<Vec<_>>().join(" "));
            assert!(query.remarks.is_empty() && !query.clauses.is_empty(), "{part}: {query:?}");
        }
    }
}
