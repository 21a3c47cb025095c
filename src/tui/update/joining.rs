//! Joining articles into one story and taking one out: by two presses, for two articles.

use crate::library::Request;
use crate::story::StoryId;
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::panes::Pane;
use crate::tui::state::State;
use crate::tui::state::joining::Joining;
use crate::tui::state::prompt::Purpose;
use crate::tui::state::sources::Showing;
use crate::tui::state::sources::stories::SourceRow;
use crate::tui::update::command::Command;
use crate::tui::update::focus::focus;
use crate::tui::wording;

/// Runs an action of joining and splitting; `None` if it is none.
pub(super) fn act(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    match command.action {
        Action::JoinStories => Some(join(state)),
        Action::SplitFromStory => Some(split(state)),
        Action::Rename if is_at_story(state) => {
            ask_for_title(state);
            Some(Vec::new())
        }
        Action::Cancel if state.focus == Pane::Sources && state.joining.take().is_some() => {
            state.say("nothing is joined");
            Some(Vec::new())
        }
        _ => None,
    }
}

/// Marks what is selected to be joined, or joins it with what was marked before.
fn join(state: &mut State) -> Vec<Effect> {
    let Some(this) = target(state) else {
        state.say("there is no article to join");
        return Vec::new();
    };
    let Some(first) = state.joining.take() else {
        mark(state, this);
        return Vec::new();
    };
    if first.document == this.document {
        state.say("nothing is joined: it was the same article");
        return Vec::new();
    }
    if first.story.is_some() && first.story == this.story {
        state.say("both are in one story already");
        return Vec::new();
    }
    let undo = state.key_of(Action::Undo);
    let (one, other) = (short(&first.title), short(&this.title));
    state.say(&format!("“{one}” and “{other}” are one story now; {undo} takes it back"));
    vec![state.request(Request::JoinStories(vec![first.document, this.document]))]
}

/// Returns as much of a title as leaves room for what is said of it.
fn short(title: &str) -> String {
    /// The most characters of a title.
    const MOST: usize = 24;
    wording::shortened(title, MOST)
}

/// Marks an article to be joined with the one that is chosen next.
fn mark(state: &mut State, this: Joining) {
    let key = state.keymap.keys_of(Action::JoinStories, state.context()).into_iter().next();
    let key = key.unwrap_or_else(|| ":join-stories".to_owned());
    let title = short(&this.title);
    state.say(&format!("“{title}”: {key} on another article or story joins them, Esc gives up"));
    state.joining = Some(this);
    state.sources.showing = Showing::Articles;
    focus(state, Pane::Sources);
}

/// Takes the article out of its story.
fn split(state: &mut State) -> Vec<Effect> {
    if state.focus == Pane::Sources
        && matches!(state.sources.selected_row(), Some(SourceRow::Story(_)))
    {
        state.say("choose the article that does not belong to this story");
        return Vec::new();
    }
    let Some(Joining { document, story, title }) = target(state) else {
        state.say("there is no article to take out of a story");
        return Vec::new();
    };
    let title = short(&title);
    if story.is_none() {
        state.say(&format!("“{title}” is in no story"));
        return Vec::new();
    }
    let undo = state.key_of(Action::Undo);
    state.say(&format!("“{title}” is taken out of its story; {undo} brings it back"));
    vec![state.request(Request::SplitFromStory(document))]
}

/// Returns what is selected in the list, else the open article. A story stands for any of its articles.
fn target(state: &State) -> Option<Joining> {
    if state.focus != Pane::Sources {
        let reader = state.reader()?;
        let told = reader.story.as_ref().map(|telling| telling.story().id);
        return Some(Joining {
            document: reader.id(),
            story: told,
            title: reader.entry.title.clone(),
        });
    }
    match state.sources.selected_row()? {
        SourceRow::Story(story) => {
            let head = state.sources.stories().head(story)?;
            let members = state.sources.stories().members(story);
            let listed = || state.sources.entries().iter().find(|it| it.story == Some(story));
            let first = members.and_then(|members| members.first().copied());
            let document = first.or_else(|| Some(listed()?.id))?;
            Some(Joining { document, story: Some(story), title: head.title.clone() })
        }
        SourceRow::Member(story, document) => {
            let title = state.sources.get(document)?.title.clone();
            Some(Joining { document, story: Some(story), title })
        }
        SourceRow::Article(document) => {
            let title = state.sources.get(document)?.title.clone();
            Some(Joining { document, story: None, title })
        }
    }
}

/// Returns the story that is selected in the list, else that of the open article.
fn story_at(state: &State) -> Option<(StoryId, String)> {
    if state.focus == Pane::Sources {
        let story = state.sources.selected_row()?.story()?;
        return Some((story, state.sources.stories().head(story)?.title.clone()));
    }
    let story = state.reader()?.story.as_ref()?.story();
    Some((story.id, story.title.clone()))
}

fn is_at_story(state: &State) -> bool {
    state.focus == Pane::Sources
        && state.sources.showing == Showing::Articles
        && state.sources.selected_row().is_some_and(|row| row.story().is_some())
}

fn ask_for_title(state: &mut State) {
    if let Some((story, title)) = story_at(state) {
        state.ask(Purpose::RenameStory(story), &title);
    }
}

/// Calls the story that is selected or open something else; what its articles call it if the title is empty.
pub(super) fn rename_this(state: &mut State, title: &str) -> Vec<Effect> {
    let Some((story, _)) = story_at(state) else {
        state.say("no story is selected or open");
        return Vec::new();
    };
    rename(state, story, title)
}

/// Calls a story something else; what its articles call it if the title is empty.
pub(super) fn rename(state: &mut State, story: StoryId, title: &str) -> Vec<Effect> {
    let undo = state.key_of(Action::Undo);
    state.say(&match title {
        "" => format!("the story is called as its articles call it; {undo} takes it back"),
        title => format!("the story is called “{title}” now; {undo} takes it back"),
    });
    vec![state.request(Request::RenameStory { story, title: title.to_owned() })]
}
