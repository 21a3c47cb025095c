use jiff::Timestamp;

use crate::anchor::{Anchor, Resolution};
use crate::bookmark::{Bookmark, BookmarkId};
use crate::document::{DocumentId, RevisionId};
use crate::library::{Edge, KeptCursor, KeptOrder, KeptPage, KeptRow, Standing, Way};
use crate::text::{TextRange, TextSize};
use crate::tui::state::kept_list::{End, KeptList};
use crate::tui::state::kept_view::{KeptView, Tab};

const HEIGHT: u16 = 20;

fn id(number: u16) -> BookmarkId {
    let [high, low] = number.to_be_bytes();
    BookmarkId::from_bytes([high, low, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
}

fn row(number: u16) -> KeptRow {
    let range = TextRange::new(TextSize::from(0), TextSize::from(4));
    let anchor = Anchor::new("some text", RevisionId::of(b"some text"), range);
    let bookmark = Bookmark {
        id: id(number),
        document: DocumentId::from_bytes([1; 16]),
        title: String::new(),
        anchor,
        note: String::new(),
        tags: Vec::new(),
        label: None,
        fact: None,
        created: Timestamp::UNIX_EPOCH,
        changed: None,
    };
    let cursor = KeptCursor::numbered(i64::from(number));
    let standing = Standing::There(Resolution::Exact(range));
    KeptRow { bookmark, source: None, standing, cursor }
}

/// A page of some passages, after the last of which there may be more.
fn page(numbers: impl IntoIterator<Item = u16>, next: Option<u16>) -> KeptPage {
    let rows = numbers.into_iter().map(row).collect();
    let next = next.map(|number| KeptCursor::numbered(i64::from(number)));
    KeptPage { rows, next, ..KeptPage::default() }
}

fn list(page: KeptPage, end: End) -> KeptList {
    let view = KeptView {
        tab: Tab::Library,
        typed: String::new(),
        begun: None,
        order: KeptOrder::Newest,
        way: Way::Usual,
    };
    KeptList::new(view, page, end, HEIGHT)
}

fn select(list: &mut KeptList, row: usize) {
    let rows = list.rows().len();
    list.list.select(row, rows, HEIGHT);
}

#[track_caller]
fn assert_selected(list: &KeptList, number: u16) {
    assert_eq!(list.selected().map(|kept| kept.bookmark.id), Some(id(number)));
}

fn after(number: u16) -> Edge {
    Edge::After(KeptCursor::numbered(i64::from(number)))
}

#[test]
fn reading_again_goes_on_until_all_that_was_there_has_come() {
    let mut list = list(page(0..300, Some(299)), End::First);
    select(&mut list, 165);
    assert_eq!(list.read_again(), (Edge::First, 300));
    assert_eq!(list.again(page(0..120, Some(119)), HEIGHT), Some((after(119), 120)));
    assert_eq!(list.passages().len(), 300, "what is shown stays until all has come");
    assert_eq!(list.again(page(120..240, Some(239)), HEIGHT), Some((after(239), 240)));
    assert_eq!(list.again(page(240..310, Some(309)), HEIGHT), None);
    assert_eq!(list.passages().len(), 310);
    assert_selected(&list, 165);
}

#[test]
fn reading_again_finds_the_selected_and_the_chosen_behind_what_came_between() {
    let mut list = list(page(100..200, Some(199)), End::First);
    select(&mut list, 50);
    list.toggle();
    select(&mut list, 40);
    list.read_again();
    assert_eq!(list.again(page(0..100, Some(99)), HEIGHT), Some((after(99), 100)));
    assert_eq!(list.again(page(100..145, Some(144)), HEIGHT), Some((after(144), 145)));
    assert_eq!(list.again(page(145..245, Some(244)), HEIGHT), None);
    assert_selected(&list, 140);
    assert_eq!(list.chosen(), [id(150)]);
}

#[test]
fn reading_again_from_the_end_goes_back() {
    let mut list = list(page(100..300, Some(100)), End::Last);
    select(&mut list, 20);
    assert_eq!(list.read_again(), (Edge::Last, 200));
    let before = Edge::Before(KeptCursor::numbered(200));
    assert_eq!(list.again(page(200..300, Some(200)), HEIGHT), Some((before, 100)));
    assert_eq!(list.again(page(50..200, Some(50)), HEIGHT), None);
    let there: Vec<_> = list.passages().iter().map(|kept| kept.bookmark.id).collect();
    assert_eq!(there, (50..300).map(id).collect::<Vec<_>>());
    assert_selected(&list, 120);
}

#[test]
fn what_was_chosen_and_is_gone_is_not_replaced_by_what_is_selected() {
    let mut list = list(page(0..10, None), End::First);
    select(&mut list, 3);
    list.toggle();
    list.read_again();
    assert_eq!(list.again(page((0..10).filter(|it| *it != 3), None), HEIGHT), None);
    assert_selected(&list, 4);
    assert_eq!((list.chosen(), list.count_chosen()), (Vec::new(), Some(0)));
    assert!(list.choose_none());
    assert_eq!((list.chosen(), list.count_chosen()), (vec![id(4)], None));
}

#[test]
fn reading_again_takes_what_was_not_understood() {
    let mut list = list(page(0..3, None), End::First);
    list.read_again();
    let remarks = vec!["left out".to_owned()];
    list.again(KeptPage { remarks, ..page(0..3, None) }, HEIGHT);
    assert_eq!(list.remarks().len(), 1);
}

#[test]
fn a_passage_that_has_moved_is_not_listed_twice() {
    let mut list = list(page(0..10, Some(9)), End::First);
    list.extend_below(page([10, 1, 11], None));
    let there: Vec<_> = list.passages().iter().map(|kept| kept.bookmark.id).collect();
    assert_eq!(there, (0..12).map(id).collect::<Vec<_>>());
    let mut list = self::list(page(10..20, Some(10)), End::Last);
    list.extend_above(page([8, 15, 9], None), HEIGHT);
    let there: Vec<_> = list.passages().iter().map(|kept| kept.bookmark.id).collect();
    assert_eq!(there, (8..20).map(id).collect::<Vec<_>>());
    assert_selected(&list, 19);
}

#[test]
fn a_stretch_goes_from_where_it_began_also_after_passages_came_above() {
    let mut list = list(page(10..20, Some(10)), End::Last);
    select(&mut list, 7);
    list.toggle_stretch();
    list.extend_above(page(0..10, None), HEIGHT);
    select(&mut list, 15);
    assert_eq!(list.chosen(), [15, 16, 17].map(id));
    let marked: Vec<_> = (0..20).filter(|index| list.is_chosen(*index)).collect();
    assert_eq!(marked, [15, 16, 17]);
    list.toggle_stretch();
    select(&mut list, 2);
    assert_eq!(list.chosen(), [15, 16, 17].map(id), "they stay chosen");
    assert_eq!(list.count_chosen(), Some(3));
}

#[test]
fn a_long_stretch_is_counted_at_once() {
    let mut list = list(page(0..60_000, None), End::First);
    list.toggle_stretch();
    select(&mut list, 59_999);
    assert_eq!(list.count_chosen(), Some(60_000));
    assert_eq!(list.chosen().len(), 60_000);
}
