use std::path::PathBuf;

use tempfile::TempDir;

use crate::anchor::Anchor;
use crate::document::DocumentId;
use crate::import::Overrides;
use crate::library::library::Library;
use crate::source::Location;
use crate::store::WrongMatch;
use crate::text::TextRange;

/// A library with the two samples of a first start.
fn samples() -> (TempDir, PathBuf, Library) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let library = Library::open(&path).unwrap();
    (folder, path, library)
}

fn add(library: &Library, name: &str, text: &str) -> DocumentId {
    let place = Location::Sample(name.to_owned());
    library.add_bytes(place, name, text.as_bytes(), &Overrides::default()).unwrap().id
}

fn ids(library: &Library) -> Vec<DocumentId> {
    library.list(None, 99).unwrap().into_iter().map(|entry| entry.id).collect()
}

const FIRE: &str = "Warehouse fire in Lorvik kills two workers\n\nA fire at a paint warehouse in Lorvik killed two \
    workers late on Tuesday, the fire brigade said. Chief Marta Ekdahl said the blaze began near a loading dock.";

#[test]
fn the_samples_are_one_story_as_soon_as_one_is_asked_for() {
    let (_folder, _path, library) = samples();
    let [one, other] = ids(&library)[..] else { panic!("there are two samples") };
    assert!(library.story_of(one).unwrap().is_none());
    let story = library.story(one).unwrap().unwrap();
    let members: Vec<_> = story.members.iter().map(|member| member.entry.id).collect();
    assert_eq!(members, [one, other]);
    assert_eq!(story.left_out, 0);
    assert!(story.title.starts_with("Chinese, Russian heads"), "{}", story.title);
    assert_eq!(library.story_entries(story.id).unwrap().len(), 2);
    let stories = library.stories(None, 9).unwrap();
    assert_eq!(stories.len(), 1);
    assert_eq!((stories[0].id, stories[0].members, stories[0].unread), (story.id, 2, 2));
    assert!(library.list(None, 9).unwrap().iter().all(|entry| entry.story == Some(story.id)));
    assert!(library.stories(Some(&stories[0].cursor), 9).unwrap().is_empty());
}

#[test]
fn an_article_on_something_else_is_in_no_story() {
    let (_folder, _path, library) = samples();
    let fire = add(&library, "fire.txt", FIRE);
    assert!(library.story(fire).unwrap().is_none());
    let one = ids(&library)[1];
    assert_eq!(library.story(one).unwrap().unwrap().members.len(), 2);
    assert_eq!(library.entry(fire).unwrap().unwrap().story, None);
}

#[test]
fn what_the_user_joins_and_splits_stays_so() {
    let (_folder, _path, library) = samples();
    let [one, other] = ids(&library)[..] else { panic!("there are two samples") };
    let fire = add(&library, "fire.txt", FIRE);
    let story = library.story(one).unwrap().unwrap().id;
    library.story(fire).unwrap();
    library.join_stories(&[one, fire]).unwrap();
    let joined = library.story(fire).unwrap().unwrap();
    assert_eq!((joined.id, joined.members.len()), (story, 3));
    let undone = library.undo().unwrap().unwrap();
    assert_eq!(undone.description, "articles joined into one story");
    assert!(library.story(fire).unwrap().is_none());
    library.redo().unwrap();
    assert_eq!(library.story(fire).unwrap().unwrap().members.len(), 3);

    library.split_from_story(other).unwrap();
    assert!(library.story_of(other).unwrap().is_none());
    assert_eq!(library.story(one).unwrap().unwrap().members.len(), 2);
    let undone = library.undo().unwrap().unwrap();
    assert_eq!(
        (undone.description.as_str(), undone.document),
        ("article split from its story", Some(other))
    );
    assert_eq!(library.story_of(other).unwrap().unwrap().id, story);

    library.rename_story(story, " The meeting ").unwrap();
    assert_eq!(library.story_of(one).unwrap().unwrap().title, "The meeting");
    library.undo().unwrap();
    assert!(library.story_of(one).unwrap().unwrap().title.starts_with("Chinese"));
}

#[test]
fn a_wrong_match_is_not_matched_again() {
    let (_folder, _path, library) = samples();
    let one = ids(&library)[0];
    let story = library.story(one).unwrap().unwrap();
    let mut links = story.comparison.claims().flat_map(|(claim, _)| story.comparison.links(claim));
    let link = *links.find(|link| link.kind.is_match()).unwrap();
    let place = |claim| {
        let passage = story.comparison.claim(claim).unwrap().passage;
        let member = story.member(passage.article).unwrap();
        let anchor = Anchor::new(member.content.text(), member.revision, passage.range);
        (member.entry.id, anchor)
    };
    let wrong = WrongMatch { one: place(link.from), other: place(link.to) };
    let linked = |library: &Library| {
        let story = library.story(one).unwrap().unwrap();
        let range = |claim| -> TextRange { story.comparison.claim(claim).unwrap().passage.range };
        story.comparison.claims().flat_map(|(claim, _)| story.comparison.links(claim)).any(|link| {
            link.kind.is_match()
                && range(link.from) == wrong.one.1.position
                && range(link.to) == wrong.other.1.position
        })
    };
    assert!(linked(&library));
    library.deny_match(&wrong).unwrap();
    assert!(!linked(&library));
    assert_eq!(library.undo().unwrap().unwrap().description, "match marked as wrong");
    assert!(linked(&library));
}

#[test]
fn all_stories_are_found_however_many_articles_wait() {
    let (_folder, _path, library) = samples();
    let fire = add(&library, "fire.txt", FIRE);
    for number in 0..6 {
        add(
            &library,
            &number.to_string(),
            &format!("{} {number}", "Nothing else. ".repeat(number)),
        );
    }
    let again = FIRE.replace("the fire brigade said", "firefighters said");
    let again = add(&library, "again.txt", &again);
    for number in 6..12 {
        add(
            &library,
            &number.to_string(),
            &format!("{} {number}", "Nothing else. ".repeat(number)),
        );
    }
    let mut told = 0;
    library.find_stories(|done| told = done).unwrap();
    assert_eq!(told, 16);
    let story = library.open_story(fire).unwrap().unwrap();
    assert!(story.place_of(again).is_some());
    assert_eq!(library.stories(None, 99).unwrap().iter().filter(|it| it.id == story.id).count(), 1);
}
