use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use tempfile::TempDir;

use super::{Backfill, Course};
use crate::document::DocumentId;
use crate::extract::EXTRACTOR_VERSION;
use crate::fact::FactSet;
use crate::import::Overrides;
use crate::library::errand::beside;
use crate::library::library::Library;
use crate::store::TextDigest;
use crate::story::{CLUSTERER_VERSION, StoryId};

/// A library without the samples, and where it is.
fn library() -> (TempDir, PathBuf, Library) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let library = Library::open(&path).unwrap();
    for entry in library.list(None, 9).unwrap() {
        library.remove(entry.id).unwrap();
    }
    (folder, path, library)
}

/// Adds articles that all name the same person.
fn add(folder: &TempDir, library: &Library, count: usize) -> Vec<DocumentId> {
    let file = |number: usize| {
        let path = folder.path().join(format!("{number}.txt"));
        let text =
            "Prime Minister Ana Lopez said on Monday that the quay was open. Mrs. Lopez left.";
        fs::write(&path, format!("{text} It was day {number}.")).unwrap();
        library.add_file(&path, &Overrides::default()).unwrap().id
    };
    (0..count).map(file).collect()
}

/// Reads all that nobody has read, until there is nobody left to wake it.
fn catch_up(library: &Library, path: &Path, wakes: Receiver<()>) -> Course {
    caught_up(library, path, wakes).0
}

/// Does the same; returns also which stories it tells of.
fn caught_up(library: &Library, path: &Path, wakes: Receiver<()>) -> (Course, Vec<StoryId>) {
    let (sender, told) = channel();
    let tell = move |stories| sender.send(stories).unwrap();
    let course = beside(library, move |writer| {
        Backfill::new(path, writer, Arc::default(), tell).catch_up(&wakes)
    });
    (course.unwrap(), told.into_iter().flatten().collect())
}

fn named(library: &Library) -> usize {
    library.naming("person:ana lopez", None, 99).unwrap().len()
}

fn left(library: &Library) -> usize {
    library.store.outdated(EXTRACTOR_VERSION, None, 99).unwrap().len()
}

#[test]
fn what_nobody_has_read_is_read() {
    let (folder, path, library) = library();
    let ids = add(&folder, &library, 40);
    assert_eq!((named(&library), left(&library)), (0, 40));
    let (_alive, wakes) = channel();
    let course = catch_up(&library, &path, wakes);
    assert_eq!(course, Course::Goes);
    assert_eq!((named(&library), left(&library)), (40, 0));
    let opened = library.look_into(ids[7]).unwrap();
    let facts = opened.facts.unwrap();
    assert!(facts.entities().any(|entity| entity.name.contains("Lopez")), "{facts:?}");
    assert_eq!(opened.importance.len(), facts.facts().len());
}

#[test]
fn what_an_older_version_read_is_read_again() {
    let (folder, path, library) = library();
    let ids = add(&folder, &library, 3);
    for id in &ids {
        let text = TextDigest::of(&library.look_into(*id).unwrap().document);
        let none = FactSet::default();
        library.store.put_facts(*id, text, EXTRACTOR_VERSION - 1, &none).unwrap();
        assert!(library.look_into(*id).unwrap().facts.is_none(), "those of an older are not shown");
    }
    let (_alive, wakes) = channel();
    catch_up(&library, &path, wakes);
    assert_eq!((named(&library), left(&library)), (3, 0));
}

#[test]
fn it_ends_between_two_articles_and_goes_on_later() {
    let (folder, path, library) = library();
    add(&folder, &library, 5);
    let (alive, wakes) = channel();
    drop(alive);
    assert_eq!(catch_up(&library, &path, wakes), Course::Ends);
    assert!(left(&library) > 0);
    let (alive, wakes) = channel();
    alive.send(()).unwrap();
    let course = catch_up(&library, &path, wakes);
    assert_eq!(course, Course::Again, "something was written meanwhile");
    assert_eq!((named(&library), left(&library)), (5, 0));
}

#[test]
fn the_samples_are_a_story_when_they_have_been_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let library = Library::open(&path).unwrap();
    let (_alive, wakes) = channel();
    let (_, told) = caught_up(&library, &path, wakes);
    let stories = library.stories(None, 9).unwrap();
    assert_eq!(told, [stories[0].id], "whoever shows them is told");
    assert_eq!(stories.iter().map(|story| story.members).collect::<Vec<_>>(), [2]);
    assert_eq!(left(&library), 0);
    assert!(library.store.unclustered(CLUSTERER_VERSION, None, 9).unwrap().is_empty());
}

/// An older library has facts, and no stories.
#[test]
fn what_was_read_before_gets_its_story_without_being_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let library = Library::open(&path).unwrap();
    for entry in library.list(None, 9).unwrap() {
        library.facts(entry.id).unwrap();
    }
    assert_eq!((left(&library), library.stories(None, 9).unwrap().len()), (0, 0));
    let (_alive, wakes) = channel();
    catch_up(&library, &path, wakes);
    assert_eq!(library.stories(None, 9).unwrap().len(), 1);
}

#[test]
fn a_sample_that_is_added_by_hand_is_in_the_same_story() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let library = Library::open(&path).unwrap();
    let again = folder.path().join("again.txt");
    fs::write(&again, include_str!("../../../seeds/000_43b137276f00a399.txt")).unwrap();
    library.add_file(&again, &Overrides::default()).unwrap();
    let (_alive, wakes) = channel();
    catch_up(&library, &path, wakes);
    let stories = library.stories(None, 9).unwrap();
    assert_eq!(stories.iter().map(|story| story.members).collect::<Vec<_>>(), [3]);
}
