//! Stories of the library, by what the user calls them: the story's own name or number, or those of one of its
//! articles.

use anyhow::{Context as _, Result, bail};

use crate::cli::compared::Compared;
use crate::cli::progress::Progress;
use crate::document::DocumentId;
use crate::library::{Library, ListEntry, OpenStory, StoryEntry};
use crate::story::StoryId;

/// How many stories or articles are read at a time.
const PAGE: usize = 500;

/// How many names are given where one means several.
const NAMED: usize = 3;

/// Opens a story and compares its articles.
///
/// # Errors
///
/// Fails if no story or several are called so, or the library cannot be read.
pub fn open(library: &Library, name: &str) -> Result<Compared> {
    let story = find_story(library, name)?;
    let locations = story.members.iter().map(|member| {
        let location = library.location(member.entry.id)?;
        Ok(location.map_or_else(|| "-".to_owned(), |location| location.to_string()))
    });
    let locations = locations.collect::<Result<Vec<_>>>()?;
    Ok(Compared::of_library(story, locations))
}

/// Finds the story that a name means.
///
/// # Errors
///
/// Fails if there is none or more than one, or the library cannot be read.
pub fn find_story(library: &Library, name: &str) -> Result<OpenStory> {
    let progress = Progress::new();
    library
        .find_stories(|done| progress.say(&format!("articles read for their stories: {done}")))?;
    progress.clear();
    find(library, name.trim())
}

fn find(library: &Library, name: &str) -> Result<OpenStory> {
    if let Ok(document) = name.parse::<DocumentId>()
        && let Some(entry) = library.entry(document)?
    {
        return of_article(library, &entry);
    }
    if let Ok(story) = name.parse::<StoryId>()
        && let Some(found) = of_story(library, story)?
    {
        return Ok(found);
    }
    let stories: Vec<_> = all_stories(library, name)?.into_iter().map(Called::Story).collect();
    let articles: Vec<_> = all_articles(library, name)?.into_iter().map(Called::Article).collect();
    // What has exactly this title comes before what has these words in it.
    for is_meant in
        [|called: &Called, name: &str| is_called(called.title(), name), |_: &Called, _: &str| true]
    {
        for (what, all) in [("stories", &stories), ("articles", &articles)] {
            let found: Vec<_> = all.iter().filter(|called| is_meant(called, name)).collect();
            if let Some(called) = only(name, what, &found)? {
                return called.open(library);
            }
        }
    }
    bail!("no story and no article is called {name}; sidelight list shows the articles")
}

/// A story or an article that a name may mean.
enum Called {
    Story(StoryEntry),
    Article(ListEntry),
}

impl Called {
    fn title(&self) -> &str {
        match self {
            Self::Story(story) => &story.title,
            Self::Article(entry) => &entry.title,
        }
    }

    fn id(&self) -> String {
        match self {
            Self::Story(story) => story.id.to_string(),
            Self::Article(entry) => entry.id.to_string(),
        }
    }

    fn open(&self, library: &Library) -> Result<OpenStory> {
        match self {
            Self::Story(story) => {
                of_story(library, story.id)?.context("the story has no articles any more")
            }
            Self::Article(entry) => of_article(library, entry),
        }
    }
}

/// Returns the only one that is called so, if any is.
fn only<'a>(name: &str, what: &str, found: &[&'a Called]) -> Result<Option<&'a Called>> {
    if let [] | [_] = found {
        return Ok(found.first().copied());
    }
    let named = found.iter().take(NAMED).map(|one| format!("{} ({})", one.title(), one.id()));
    bail!(
        "{} {what} are called {name}, such as {}; give more of the title, or the id",
        found.len(),
        named.collect::<Vec<_>>().join("; ")
    )
}

fn is_called(title: &str, name: &str) -> bool {
    title.trim().to_lowercase() == name.to_lowercase()
}

/// Tells whether a name means a title: all of it, or words in it.
fn may_be_called(title: &str, name: &str) -> bool {
    !name.is_empty() && title.to_lowercase().contains(&name.to_lowercase())
}

fn of_article(library: &Library, entry: &ListEntry) -> Result<OpenStory> {
    library.story(entry.id)?.with_context(|| {
        format!("no other article of the library is on the event of {}; add some", entry.title)
    })
}

fn of_story(library: &Library, story: StoryId) -> Result<Option<OpenStory>> {
    match library.story_entries(story)?.first() {
        Some(entry) => library.story(entry.id),
        None => Ok(None),
    }
}

fn all_stories(library: &Library, name: &str) -> Result<Vec<StoryEntry>> {
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let page = library.stories(after.as_ref(), PAGE)?;
        let (count, last) = (page.len(), page.last().map(|story| story.cursor));
        found.extend(page.into_iter().filter(|story| may_be_called(&story.title, name)));
        if count < PAGE {
            return Ok(found);
        }
        after = last;
    }
}

fn all_articles(library: &Library, name: &str) -> Result<Vec<ListEntry>> {
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let page = library.list(after.as_ref(), PAGE)?;
        let (count, last) = (page.len(), page.last().map(|entry| entry.cursor));
        found.extend(page.into_iter().filter(|entry| may_be_called(&entry.title, name)));
        if count < PAGE {
            return Ok(found);
        }
        after = last;
    }
}
