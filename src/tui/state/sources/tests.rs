use jiff::Timestamp;
use proptest::collection::vec;
use proptest::prelude::{any, proptest};

use crate::document::{DocumentId, TitleOrigin};
use crate::library::{ListCursor, ListEntry, StoryCursor, StoryEntry};
use crate::story::StoryId;
use crate::tui::state::sources::stories::SourceRow;
use crate::tui::state::sources::{Rest, Sources};

const HEIGHT: u16 = 10;

fn document(number: u8) -> DocumentId {
    DocumentId::from_bytes([number; 16])
}

fn story(number: u8) -> StoryId {
    StoryId::from_bytes([number; 16])
}

fn entry(number: u8, of: Option<u8>) -> ListEntry {
    ListEntry {
        id: document(number),
        title: format!("article {number}"),
        title_origin: TitleOrigin::Stated,
        site: None,
        published: None,
        added: Timestamp::UNIX_EPOCH,
        read: false,
        starred: false,
        progress: 0.0,
        bookmarks: 0,
        story: of.map(story),
        cursor: ListCursor::new(Timestamp::UNIX_EPOCH, i64::from(number)),
    }
}

fn head(number: u8, members: u32) -> StoryEntry {
    StoryEntry {
        id: story(number),
        title: format!("story {number}"),
        members,
        unread: members,
        newest: Timestamp::UNIX_EPOCH,
        cursor: StoryCursor::new(Timestamp::UNIX_EPOCH, i64::from(number)),
    }
}

fn listed(entries: Vec<ListEntry>) -> Sources {
    let mut sources = Sources::default();
    sources.replace(entries, Rest::Unread, HEIGHT);
    let asked = sources.stories_from(0);
    let count = |id: StoryId| {
        let of = sources.entries().iter().filter(|entry| entry.story == Some(id));
        u32::try_from(of.count()).unwrap()
    };
    let heads = asked.iter().map(|id| StoryEntry { id: *id, ..head(0, count(*id)) }).collect();
    sources.take_heads(&asked, heads, HEIGHT);
    sources
}

/// Writes rows as `S1` for a head, `1/4` for an article of a story, `4` for one by itself.
fn rows(sources: &Sources) -> Vec<String> {
    let number = |id: DocumentId| sources.get(id).unwrap().title.replace("article ", "");
    let of = |id: StoryId| (0..=255).find(|it| story(*it) == id).unwrap();
    let shown = |row: &SourceRow| match *row {
        SourceRow::Story(id) => format!("S{}", of(id)),
        SourceRow::Member(id, document) => format!("{}/{}", of(id), number(document)),
        SourceRow::Article(document) => number(document),
    };
    sources.rows().iter().map(shown).collect()
}

#[test]
fn a_story_stands_once_where_its_newest_article_stands() {
    let sources = listed(vec![
        entry(1, None),
        entry(2, Some(7)),
        entry(3, None),
        entry(4, Some(7)),
        entry(5, Some(9)),
    ]);
    assert_eq!(rows(&sources), ["1", "S7", "7/2", "7/4", "3", "S9", "9/5"]);
}

#[test]
fn a_story_that_is_not_known_is_an_article() {
    let mut sources = Sources::default();
    sources.replace(vec![entry(1, Some(7)), entry(2, None)], Rest::Unread, HEIGHT);
    assert_eq!(rows(&sources), ["1", "2"]);
    sources.take_heads(&[story(7)], Vec::new(), HEIGHT);
    assert_eq!(rows(&sources), ["1", "2"]);
}

#[test]
fn folding_hides_the_articles_and_keeps_the_selection() {
    let mut sources = listed(vec![entry(1, Some(7)), entry(2, Some(7)), entry(3, None)]);
    sources.list.select(2, sources.rows().len(), HEIGHT);
    sources.fold(story(7), true, HEIGHT);
    assert_eq!(rows(&sources), ["S7", "3"]);
    assert_eq!(sources.selected_row(), Some(SourceRow::Story(story(7))));
    assert_eq!(sources.row_of(document(2)), Some(0));
    sources.fold_all(false, HEIGHT);
    assert_eq!(rows(&sources), ["S7", "7/1", "7/2", "3"]);
    sources.fold_all(true, HEIGHT);
    sources.fold(story(7), false, HEIGHT);
    assert_eq!(rows(&sources).len(), 4);
}

#[test]
fn articles_of_a_story_that_came_long_before_are_asked_for_once() {
    let mut sources = listed(vec![entry(1, Some(7)), entry(2, None)]);
    assert_eq!(sources.wants_members(HEIGHT), [story(7)]);
    assert_eq!(sources.wants_members(HEIGHT), []);
    sources.take_members(story(7), vec![entry(9, Some(7)), entry(1, Some(7))], HEIGHT);
    assert_eq!(rows(&sources), ["S7", "7/9", "7/1", "2"]);
    // The article comes with a later page too, and stays where it is.
    sources.extend(vec![entry(8, None), entry(9, Some(7))], Rest::Unread);
    assert_eq!(rows(&sources), ["S7", "7/9", "7/1", "2", "8"]);
    assert_eq!(sources.unread(story(7)), 2);
    sources.get_mut(document(9)).unwrap().read = true;
    assert_eq!(sources.unread(story(7)), 1);
    sources.remove(document(9), HEIGHT);
    assert_eq!(rows(&sources), ["S7", "7/1", "2", "8"]);
}

proptest! {
    #[test]
    fn every_article_has_one_row_and_the_selection_stays_on_its_own(
        of in vec(0u8..5, 1..40), page in 1usize..10, selected in 0usize..60, fold in any::<bool>(),
    ) {
        let entries: Vec<_> = (1..)
            .zip(&of)
            .map(|(number, of)| entry(number, (*of > 0).then_some(100 + of)))
            .collect();
        let mut sources = Sources::default();
        let mut pages = entries.chunks(page);
        sources.replace(pages.next().unwrap().to_vec(), Rest::Unread, HEIGHT);
        sources.list.select(selected, sources.rows().len(), HEIGHT);
        let kept = sources.selected().map(|entry| entry.id);
        for page in pages {
            let first = sources.entries().len();
            sources.extend(page.to_vec(), Rest::Unread);
            let asked = sources.stories_from(first);
            let heads: Vec<_> = asked.iter().map(|id| StoryEntry { id: *id, ..head(0, 2) }).collect();
            sources.take_heads(&asked, heads, HEIGHT);
        }
        assert_eq!(sources.selected().map(|entry| entry.id), kept);
        let mut seen: Vec<_> = sources.rows().iter().filter_map(|row| row.document()).collect();
        let count = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), count);
        assert!(entries.iter().all(|entry| seen.contains(&entry.id)));
        sources.fold_all(fold, HEIGHT);
        assert!(sources.list.selected() < sources.rows().len());
    }
}
