//! Org: a headline for each article, and one below it for each kept passage, with a drawer, a quotation, the note
//! and a link back. Passages are read back whole; what is written around them stays, as with Markdown.

use std::fmt::Write as _;

use crate::exchange::kept::{Article, Brought, KeptPassage, Unreadable};
use crate::exchange::link::{SCHEME, link_to};
use crate::exchange::merge::{Page, Part, take_apart};
use crate::exchange::record::{Record, json};
use crate::exchange::shown::{Shown, beside, lines, restored, trimmed};
use crate::text::grapheme::prefix_within;
use crate::text::{Columns, Safe};

/// What tells a text of this program from others.
pub const MARK: &str = ":SIDELIGHT: {";

/// What stands before the facts of an article in its drawer.
const ARTICLE: &str = ":SIDELIGHT_ARTICLE: ";

/// What stands before the rest of a passage in its drawer.
const KEPT: &str = ":SIDELIGHT: ";

/// What keeps the start of a line from being a mark.
const SHIELD: char = '\u{200b}';

/// The most columns of a quotation in a headline.
const HEADLINE: u32 = 60;

/// How a text in Org is taken apart and put together.
pub const PAGE: Page = Page { parts, write: block, head, articles };

/// Writes kept passages.
pub fn write(kept: &[KeptPassage]) -> String {
    let mut out = String::new();
    for (_, group) in crate::exchange::merge::by_article(kept) {
        if let Some(first) = group.first() {
            head(&mut out, first);
        }
        for kept in group {
            out.push('\n');
            out.push_str(&block(kept));
        }
    }
    out
}

fn head(out: &mut String, kept: &KeptPassage) {
    let article = Article { id: Some(kept.bookmark.document), ..kept.article.clone() };
    let title = article.title.as_deref().unwrap_or(&kept.bookmark.title);
    if !out.is_empty() {
        out.push('\n');
    }
    let _ = write!(out, "* {}\n:PROPERTIES:\n:ID: {}\n", line(title), kept.bookmark.document);
    for (name, value) in [("AUTHOR", &article.byline), ("URL", &article.address)] {
        if let Some(value) = value {
            let _ = writeln!(out, ":{name}: {}", line(value));
        }
    }
    let _ = write!(out, "{ARTICLE}{}\n:END:\n", json(&article));
}

fn line(text: &str) -> String {
    Safe::new(text).as_str().trim().to_owned()
}

fn block(kept: &KeptPassage) -> String {
    let record = Record { article: Article::default(), ..Record::of(kept) };
    let (headline, body) = page(&record);
    let page = format!("{headline}\n{body}");
    let beside = beside(&record, &seen(&headline, &body), &page);
    let created = record.created.strftime("[%Y-%m-%d %a %H:%M]");
    format!(
        "{headline}\n:PROPERTIES:\n:ID: {}\n:CREATED: {created}\n{KEPT}{beside}\n:END:\n{body}\n",
        record.id
    )
}

/// Returns the headline and what stands below the drawer.
fn page(record: &Record) -> (String, String) {
    let words = inert(&shortened(&record.exact));
    // What looks like tags at the end of a headline would be taken for some.
    let words = words.trim_end_matches(':');
    let mut headline = format!("** {}", if words.is_empty() { "Passage" } else { words });
    if !record.tags.is_empty() {
        let tags: Vec<_> = record.tags.iter().map(|tag| tag_word(tag)).collect();
        let _ = write!(headline, " :{}:", tags.join(":"));
    }
    let mut body = "#+begin_quote\n".to_owned();
    for line in lines(&record.exact) {
        body.push_str(&shielded(&line));
        body.push('\n');
    }
    body.push_str("#+end_quote\n\n");
    let note: Vec<_> = lines(&record.note).collect();
    let note: Vec<&str> = note.iter().map(String::as_str).collect();
    let note = trimmed(&note);
    for line in &note {
        body.push_str(&shielded(line));
        body.push('\n');
    }
    if !note.is_empty() {
        body.push('\n');
    }
    let _ = write!(body, "[[{}][Sidelight]]", link_to(record.document, Some(record.id)));
    (headline, body)
}

/// Returns the first words of a quotation, as many as a headline has room for; what fits of words without spaces between
/// them.
fn shortened(exact: &str) -> String {
    let all = line(exact).split_whitespace().collect::<Vec<_>>().join(" ");
    let fitting = prefix_within(&all, Columns::new(HEADLINE));
    if fitting.len() == all.len() {
        return all;
    }
    let room = prefix_within(&all, Columns::new(HEADLINE - 1));
    let ends_word = all.get(room.len()..).is_some_and(|rest| rest.starts_with(' '));
    let words = room.rsplit_once(' ').map(|(words, _)| words).filter(|_| !ends_word);
    // What is left of a script without spaces, or of an address, would be next to nothing.
    let whole = words.filter(|words| words.len() * 3 >= room.len() * 2);
    format!("{}…", whole.unwrap_or(room))
}

/// Writes a line so that nothing of it means anything in Org.
pub(crate) fn shielded(line: &str) -> String {
    let start = line.trim_start();
    let is_mark = line.starts_with('*')
        || start.starts_with("#+")
        || start.starts_with(':')
        || start.starts_with("[[sidelight:");
    let line = inert(line);
    if is_mark { format!("{SHIELD}{line}") } else { line }
}

/// Takes links and macros for what they are in an article: words. Org would follow and run them.
fn inert(words: &str) -> String {
    words.replace("[[", &format!("[{SHIELD}[")).replace("{{{", &format!("{{{SHIELD}{{{{"))
}

fn seen(headline: &str, body: &str) -> Shown {
    let words = headline.trim_end();
    let tags = words.strip_suffix(':').and_then(|words| words.rsplit_once(" :"));
    let tags = tags.map_or_else(Vec::new, |(_, tags)| tags.split(':').map(str::to_owned).collect());
    let all: Vec<&str> = body.lines().map(str::trim_end).collect();
    let all = trimmed(&all);
    let is_mark = |mark: &str| {
        let mark = mark.to_owned();
        move |line: &&str| line.eq_ignore_ascii_case(&mark)
    };
    let start = all.iter().position(is_mark("#+begin_quote")).map_or(0, |at| at + 1);
    let end = all.iter().position(is_mark("#+end_quote")).unwrap_or(start).max(start);
    let plain = |line: &&str| line.replace(SHIELD, "");
    let quote: Vec<_> = all.get(start..end).unwrap_or_default().iter().map(plain).collect();
    let rest = all.get(end + 1..).unwrap_or_default();
    let rest = match rest.split_last() {
        Some((last, rest)) if last.starts_with("[[sidelight:") => rest,
        _ => rest,
    };
    let note: Vec<_> = trimmed(rest).iter().map(plain).collect();
    Shown { quote: quote.join("\n"), note: note.join("\n"), tags }
}

/// Returns a tag as Org can have it: letters, digits, `_`, `@`, `#` and `%`.
fn tag_word(tag: &str) -> String {
    let safe = Safe::new(tag);
    let kept = |ch: char| if ch.is_alphanumeric() || "_@#%".contains(ch) { ch } else { '_' };
    let word: String = safe.as_str().trim().chars().map(kept).collect();
    if word.is_empty() { "_".to_owned() } else { word }
}

/// Takes a page apart; all parts together are the page.
fn parts(text: &str) -> Vec<Part<'_>> {
    take_apart(text, next_block, articles, brought)
}

/// Splits at the next passage: before, itself from its headline to its link back, after.
fn next_block(text: &str) -> Option<(&str, &str, &str)> {
    let mark = starts(text).find(|at| text[*at..].starts_with(MARK))?;
    let start = starts(&text[..mark]).filter(|at| text[*at..].starts_with('*')).last()?;
    let link = format!("[[{SCHEME}");
    let next = starts(&text[mark..]).map(|at| mark + at);
    let end = next
        .take_while(|at| !text[*at..].starts_with('*'))
        .find(|at| text[*at..].starts_with(&link));
    let end = end.unwrap_or(mark);
    let past = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
    let (head, after) = text.split_at(past);
    let (other, block) = head.split_at(start);
    Some((other, block, after))
}

fn starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1))
}

fn articles(text: &str) -> Vec<Article> {
    let stated = text.lines().filter_map(|line| line.trim_end().strip_prefix(ARTICLE));
    stated.filter_map(|article| serde_json::from_str(article).ok()).collect()
}

fn brought(block: &str, article: &Article) -> Option<Brought> {
    let (headline, rest) = block.split_once('\n')?;
    let (drawer, body) = rest.split_once("\n:END:")?;
    let inner = drawer.lines().find_map(|line| line.trim_end().strip_prefix(KEPT))?;
    let body = body.split_once('\n')?.1;
    let shown = format!("{headline}\n{body}");
    let mut brought = restored(inner, &seen(headline, body), &shown, |record| {
        let (headline, body) = page(record);
        seen(&headline, &body)
    })?;
    if article.id.is_none_or(|id| brought.article.id == Some(id)) {
        brought.article = Article { id: brought.article.id, ..article.clone() };
    }
    Some(brought)
}

/// Reads passages.
///
/// # Errors
///
/// Fails if the text has nothing of this program.
pub fn read(text: &str) -> Result<Vec<Brought>, Unreadable> {
    if !text.contains(MARK) {
        return Err(Unreadable::Form { form: "an Org file that Sidelight wrote" });
    }
    let text = text.replace("\r\n", "\n");
    let kept = parts(&text).into_iter().filter_map(|part| match part {
        Part::Kept { brought, .. } => Some(*brought),
        Part::Other(_) => None,
    });
    Ok(kept.collect())
}

#[cfg(test)]
mod tests {
    use orgize::Org;
    use proptest::prelude::{ProptestConfig, proptest};

    use super::{PAGE, read, write};
    use crate::exchange::kept::{Article, Brought};
    use crate::exchange::merge::{by_article, merge};
    use crate::exchange::samples::kept;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn nothing_is_lost_and_writing_again_changes_nothing(
            kept in proptest::collection::vec(kept(), 1..4)
        ) {
            let text = write(&kept);
            let expected: Vec<Brought> = by_article(&kept)
                .into_iter()
                .flat_map(|(document, group)| {
                    let article = Article { id: Some(document), ..group[0].article.clone() };
                    group.into_iter().map(move |kept| Brought { article: article.clone(), ..kept.clone().into() })
                })
                .collect();
            assert_eq!(read(&text).unwrap(), expected);
            assert_eq!(merge(&PAGE, &text, &kept).text, text);
            assert!(!text.contains(|ch: char| ch.is_control() && ch != '\n'));
            // No quotation and no note makes a headline.
            let headlines = text.lines().filter(|line| line.starts_with('*')).count();
            assert_eq!(headlines, by_article(&kept).len() + kept.len(), "{text}");
        }
    }

    #[test]
    fn a_headline_has_whole_words() {
        let short = "Twelve words and twelve more words stand here to fill a line.";
        for (exact, expected) in [
            ("The pier\n fell", "The pier fell".to_owned()),
            (&short[..60], short[..60].to_owned()),
            (short, format!("{}…", &short[..55])),
            (
                "Twelve words and twelve more words stand here to fill a room now.",
                "Twelve words and twelve more words stand here to fill a…".to_owned(),
            ),
            (&"x".repeat(61), format!("{}…", "x".repeat(59))),
            (&"好".repeat(31), format!("{}…", "好".repeat(29))),
            (&"好".repeat(30), "好".repeat(30)),
            (&format!("2025 {}", "好".repeat(40)), format!("2025 {}…", "好".repeat(27))),
            (&"e\u{301}".repeat(70), format!("{}…", "e\u{301}".repeat(59))),
        ] {
            assert_eq!(super::shortened(exact), expected);
        }
    }

    #[test]
    fn what_others_write_stays_and_what_they_change_is_read() {
        use proptest::strategy::{Strategy as _, ValueTree as _};
        use proptest::test_runner::TestRunner;

        let mut kept = kept().new_tree(&mut TestRunner::deterministic()).unwrap().current();
        kept.bookmark.anchor.quote.exact = "* The pier\nfell".to_owned();
        kept.bookmark.note = "one".to_owned();
        kept.bookmark.tags = vec!["harbour".to_owned(), "two words".to_owned()];
        let text = write(std::slice::from_ref(&kept));
        let org = Org::parse(&text);
        let titles: Vec<_> = org.headlines().map(|headline| headline.title(&org).clone()).collect();
        assert_eq!(titles.iter().map(|title| title.level).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(titles[1].tags, ["harbour", "two_words"]);
        let id = titles[1].properties.iter().find(|(name, _)| name == "ID").unwrap().1.to_string();
        assert_eq!(id, kept.bookmark.id.to_string());
        assert!(
            text.contains("** * The pier fell :harbour:two_words:\n:PROPERTIES:\n:ID: "),
            "{text}"
        );
        assert!(text.contains(
            "\n#+begin_quote\n\u{200b}* The pier\nfell\n#+end_quote\n\none\n\n[[sidelight://"
        ));
        let mine = format!("#+title: Mine\n\n{text}\nMy own words.\n* My headline\n");
        assert_eq!(merge(&PAGE, &mine, std::slice::from_ref(&kept)).text, mine);
        let edited = mine.replace("\none\n", "\ntwo\n").replace(":harbour:", ":port:");
        let brought = read(&edited).unwrap().remove(0);
        assert_eq!((brought.note.as_str(), &brought.tags[0]), ("two", &"port".to_owned()));
        let merged = merge(&PAGE, &edited, std::slice::from_ref(&kept));
        assert_eq!((merged.text, merged.changed_there), (edited, 1));
    }
}
