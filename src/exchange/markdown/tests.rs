use proptest::prelude::{ProptestConfig, proptest};
use pulldown_cmark::{Event, Parser, Tag};
use saphyr::{LoadableYamlNode as _, Yaml};

use super::{PAGE, read, write};
use crate::exchange::kept::{Article, Brought, Edited, KeptPassage};
use crate::exchange::merge::{by_article, merge};
use crate::exchange::samples::{HARD, kept};

/// Returns one passage of one article.
fn one(note: &str) -> KeptPassage {
    use proptest::strategy::{Strategy as _, ValueTree as _};
    use proptest::test_runner::TestRunner;

    let mut kept = kept().new_tree(&mut TestRunner::deterministic()).unwrap().current();
    kept.bookmark.anchor.quote.exact = "The *pier* fell.\n# Nobody saw it".to_owned();
    kept.bookmark.note = note.to_owned();
    kept.bookmark.tags = vec!["harbour".to_owned(), "two words".to_owned()];
    kept.article.title = Some("The pier".to_owned());
    kept
}

fn brought(kept: &[KeptPassage]) -> Vec<Brought> {
    let groups = by_article(kept);
    let inner = |kept: &KeptPassage, article: &Article| {
        let article = Article { id: Some(kept.bookmark.document), ..article.clone() };
        Brought { article, ..kept.clone().into() }
    };
    groups
        .iter()
        .flat_map(|(_, group)| group.iter().map(|kept| inner(kept, &group[0].article)))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn nothing_is_lost_and_writing_again_changes_nothing(
        kept in proptest::collection::vec(kept(), 1..4)
    ) {
        let page = write(&kept);
        assert_eq!(read(&page).unwrap(), brought(&kept));
        assert_eq!(read(&page.replace('\n', "\r\n")).unwrap(), brought(&kept));
        let again = merge(&PAGE, &page, &kept);
        assert_eq!(again.text, page);
        assert_eq!(again.changed_there, 0);
        assert!(!page.contains(|ch: char| ch.is_control() && ch != '\n'));
        // Each quotation is one for another reader too, whatever the notes hold.
        let quotations = Parser::new(&page)
            .filter(|event| matches!(event, Event::Start(Tag::BlockQuote(_))))
            .count();
        assert!(quotations >= kept.len(), "{quotations} {page}");
    }
}

#[test]
fn the_front_matter_is_yaml_and_the_page_reads_well() {
    let mut kept = one("It was *old*.");
    kept.article.byline = Some("Ann: \"Author\"".to_owned());
    kept.article.address = Some("https://example.org/pier".to_owned());
    let page = write(std::slice::from_ref(&kept));
    let front = page.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap().0;
    let yaml = Yaml::load_from_str(front).unwrap();
    assert_eq!(yaml[0]["title"].as_str(), Some("The pier"));
    assert_eq!(yaml[0]["author"].as_str(), Some("Ann: \"Author\""));
    let link = format!("sidelight://article/{}", kept.bookmark.document);
    assert_eq!(yaml[0]["sidelight"].as_str(), Some(link.as_str()));
    assert!(page.contains("> The \\*pier\\* fell.\n> \\# Nobody saw it\n\n^sl-"), "{page}");
    assert!(
        page.contains("\n\nIt was *old*.\n\n#harbour #two-words [Sidelight](sidelight://article/")
    );
    let quoted: String = Parser::new(&page)
        .skip_while(|event| !matches!(event, Event::Start(Tag::BlockQuote(_))))
        .take_while(|event| !matches!(event, Event::End(pulldown_cmark::TagEnd::BlockQuote(_))))
        .filter_map(|event| match event {
            Event::Text(text) => Some(text.to_string()),
            Event::SoftBreak => Some("\n".to_owned()),
            _ => None,
        })
        .collect();
    assert_eq!(quoted, "The *pier* fell.\n# Nobody saw it");
}

#[test]
fn what_others_write_stays() {
    let (first, mut second) = (one("one"), one("two"));
    second.bookmark.id = crate::bookmark::BookmarkId::from_bytes([7; 16]);
    let page = write(std::slice::from_ref(&first));
    let mine = page
        .replace("---\ntitle", "---\naliases: [x]\ntitle")
        .replace("# The pier\n", "# My own heading\n\nMy own words.\n")
        + "\nMore of mine, without a line end";
    let mut changed = first.clone();
    changed.bookmark.note = "other".to_owned();
    let merged = merge(&PAGE, &mine, &[changed.clone(), second.clone()]);
    for words in
        ["aliases: [x]", "# My own heading\n\nMy own words.\n", "More of mine, without a line end"]
    {
        assert!(merged.text.contains(words), "{words} in {}", merged.text);
    }
    let ids: Vec<_> =
        read(&merged.text).unwrap().iter().map(|one| (one.id, one.note.clone())).collect();
    let expected =
        [(changed.bookmark.id, "other".to_owned()), (second.bookmark.id, "two".to_owned())];
    assert_eq!(ids, expected);
    assert_eq!(merge(&PAGE, &merged.text, &[changed, second]).text, merged.text);
}

#[test]
fn what_is_changed_in_the_page_is_read_and_not_overwritten() {
    let kept = one("one");
    let page = write(std::slice::from_ref(&kept));
    let edited = page.replace("\none\n", "\nanother\n\nparagraph\n").replace("#harbour", "#port");
    let brought = read(&edited).unwrap().remove(0);
    assert_eq!((brought.note.as_str(), brought.edited), ("another\n\nparagraph", Edited::InFile));
    assert_eq!(brought.tags, ["port", "two-words"]);
    let merged = merge(&PAGE, &edited, std::slice::from_ref(&kept));
    assert_eq!((merged.text, merged.changed_there), (edited.clone(), 1));
    let mut taken = kept;
    taken.bookmark.note = brought.note;
    taken.bookmark.tags = brought.tags;
    let merged = merge(&PAGE, &edited, std::slice::from_ref(&taken));
    assert_eq!((merged.text, merged.changed_there), (write(&[taken]), 0));
}

#[test]
fn a_damaged_page_is_left_as_it_is() {
    let kept = one("one");
    let page = write(std::slice::from_ref(&kept));
    for damaged in [
        page.replace("\"revision\"", "\"rev"),
        page.replace(super::END, ""),
        page.replace("sidelight:kept {", "sidelight:kept "),
    ] {
        assert_eq!(read(&damaged).unwrap(), []);
        assert!(merge(&PAGE, &damaged, &[]).text == damaged);
        assert!(
            merge(&PAGE, &damaged, std::slice::from_ref(&kept)).text.contains(damaged.trim_end())
        );
    }
    assert!(read("# A page").is_err());
}

#[test]
fn hard_notes_come_back() {
    for note in HARD {
        let kept = one(note);
        assert_eq!(read(&write(std::slice::from_ref(&kept))).unwrap()[0].note, *note);
    }
}

/// So many that looking for the end from each of them would take minutes.
#[test]
fn very_many_passages_without_an_end_are_read() {
    let starts = format!("{}{{}} -->\n", crate::exchange::block::START).repeat(200_000);
    let whole = write(&[one("a note")]);
    let brought = read(&format!("{starts}{whole}")).unwrap();
    let notes: Vec<_> = brought.iter().map(|one| one.note.as_str()).collect();
    assert_eq!(notes, ["a note"]);
}
