//! Feeds: following, fetching, renaming and leaving them, and what the library says of that.

use crate::library::{Doing, Reply, Request, Scope, Subscription, Ticket, Whole};
use crate::source::FeedId;
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::panes::Pane;
use crate::tui::state::State;
use crate::tui::state::message::Message;
use crate::tui::state::prompt::Purpose;
use crate::tui::state::reader::Reader;
use crate::tui::state::shelves::Shelf;
use crate::tui::state::sources::Showing;
use crate::tui::update::focus::focus;
use crate::tui::update::listing::reload as reload_list;
use crate::tui::update::{saved, shelves, travel};

/// Runs an action about feeds; `None` if it is none.
pub(super) fn act(state: &mut State, action: Action) -> Option<Vec<Effect>> {
    let among_shelves = state.focus == Pane::Sources && state.sources.showing == Showing::Shelves;
    Some(match action {
        Action::Refresh => refresh(state),
        Action::RefreshAll => fetch(state, None),
        Action::MarkAllRead => mark_all_read(state),
        Action::Rename => {
            ask_for_name(state);
            Vec::new()
        }
        Action::ToggleWhole => toggle_whole(state),
        Action::Remove if among_shelves => unfollow(state),
        _ => return None,
    })
}

/// Returns what asks for the feeds that are followed.
fn ask(state: &mut State) -> Effect {
    state.request(Request::Subscriptions)
}

/// Fetches what the focused pane shows: a feed, all feeds, or the open article.
fn refresh(state: &mut State) -> Vec<Effect> {
    if state.focus != Pane::Sources {
        return reload(state);
    }
    let feed = chosen(state);
    fetch(state, feed)
}

/// Fetches one feed or all, unless that is being done already.
fn fetch(state: &mut State, feed: Option<FeedId>) -> Vec<Effect> {
    if state.work.is_fetching(feed) {
        state.say("these feeds are being fetched; Esc stops it");
        return Vec::new();
    }
    let effect = state.start(Request::Refresh(feed));
    if let Effect::Request(ticket, _) = &effect {
        state.work.fetches(*ticket, feed);
    }
    vec![effect]
}

/// Fetches the open article again.
fn reload(state: &mut State) -> Vec<Effect> {
    let Some(id) = state.reader().map(Reader::id) else {
        state.say("no article is open");
        return Vec::new();
    };
    vec![state.start(Request::Reload(id))]
}

/// Stops the newest work that goes on.
pub(super) fn stop(state: &mut State) -> Vec<Effect> {
    let Some(ticket) = state.work.stop() else { return Vec::new() };
    state.say("stopping …");
    vec![state.request(Request::Stop(ticket))]
}

/// Says that every article of the list, or of the selected shelf, has been read.
fn mark_all_read(state: &mut State) -> Vec<Effect> {
    let scope = match state.sources.showing {
        Showing::Articles if state.sources.filter.is_some() => None,
        Showing::Articles => Some(state.sources.scope),
        Showing::Shelves => state.sources.shelves.selected().and_then(Shelf::scope),
    };
    let Some(scope) = scope else {
        state.say("only a whole shelf can be marked as read; fa clears the filter");
        return Vec::new();
    };
    let undo = state.key_of(Action::Undo);
    state.say(&format!("all marked as read; {undo} takes it back"));
    let mut effects = vec![state.request(Request::MarkAllRead(scope))];
    effects.extend(anew(state));
    effects
}

/// Asks for the name of the feed.
fn ask_for_name(state: &mut State) {
    match chosen(state).and_then(|id| state.sources.shelves.feed(id)) {
        Some(feed) => {
            let (id, title) = (feed.id, feed.title.clone());
            state.ask(Purpose::Rename(id), &title);
        }
        None => state.say("only a feed can be renamed; h shows the feeds"),
    }
}

/// Calls a feed something else; nothing typed leaves it as it is.
pub(super) fn rename(state: &mut State, feed: FeedId, title: &str) -> Vec<Effect> {
    if title.is_empty() {
        return Vec::new();
    }
    let request = Request::RenameFeed { feed, title: title.to_owned() };
    vec![state.request(request), ask(state)]
}

/// Changes when the whole articles of the feed are fetched.
fn toggle_whole(state: &mut State) -> Vec<Effect> {
    let chosen = chosen(state);
    let Some(feed) = chosen.and_then(|id| state.sources.shelves.feed_mut(id)) else {
        state.say("this is for feeds only; h shows the feeds");
        return Vec::new();
    };
    let whole = match feed.whole {
        Whole::WhenOpened => Whole::WithFeed,
        Whole::WithFeed => Whole::WhenOpened,
    };
    feed.whole = whole;
    let feed = feed.id;
    state.say(match whole {
        Whole::WithFeed => "whole articles are fetched with the feed",
        Whole::WhenOpened => "whole articles are fetched when they are opened",
    });
    vec![state.request(Request::SetWhole { feed, whole }), ask(state)]
}

/// Follows the selected feed no longer; undo brings it back.
fn unfollow(state: &mut State) -> Vec<Effect> {
    let selected = shelves::selected_feed(state);
    let Some(feed) = selected.and_then(|id| state.sources.shelves.feed(id)) else {
        state.say("only a feed can be removed here");
        return Vec::new();
    };
    let (id, title) = (feed.id, feed.title.clone());
    let height = state.shelves_height();
    state.sources.shelves.remove(id, height);
    if state.sources.scope.feed == Some(id) {
        state.sources.scope = Scope::default();
    }
    let undo = state.key_of(Action::Undo);
    state.say(&format!("“{title}” is not followed any more; {undo} brings it back"));
    let mut effects = vec![state.request(Request::Unfollow(id))];
    effects.extend(anew(state));
    effects
}

/// Takes a reply about feeds or about fetching.
pub(super) fn reply(state: &mut State, ticket: Ticket, reply: Reply) -> Vec<Effect> {
    match reply {
        Reply::Subscriptions(feeds) => {
            let height = state.shelves_height();
            state.sources.shelves.replace(feeds, height);
            Vec::new()
        }
        Reply::Following { feed, new } => following(state, &feed, new),
        Reply::Refreshed { feeds, new, revised, failed } => {
            refreshed(state, feeds, new, revised, &failed)
        }
        Reply::Reloaded { document, revised } => {
            let by_itself = state.was_by_itself(ticket);
            let shown = state.reader().is_some_and(|reader| reader.id() == document);
            if !revised {
                if by_itself && !shown {
                    return Vec::new();
                }
                state.say(if by_itself {
                    "its page says no more than this summary"
                } else {
                    "fetched again; nothing has changed"
                });
                return Vec::new();
            }
            let mut effects = reload_list(state);
            if shown {
                effects.extend(travel::open_anew(state, document));
                state.say(if by_itself {
                    "this is the whole article"
                } else {
                    "fetched again; this is the new text"
                });
            } else {
                // What is open of it is an older revision.
                effects.extend(travel::close(state, document));
            }
            effects
        }
        Reply::FeedsImported { new, known } => {
            state.say(&match (new, known) {
                (0, 0) => "there is no feed in this list".to_owned(),
                (new, 0) => format!("{} followed now; R fetches them", feeds_of(new)),
                (new, known) => {
                    format!("{} followed now, {known} were before; R fetches them", feeds_of(new))
                }
            });
            anew(state)
        }
        Reply::FeedsExported { path, feeds } => {
            state.say(&format!("{} written to {}", feeds_of(feeds), path.display()));
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// Notes how far a request has come; what announced it makes room for that.
pub(super) fn progress(state: &mut State, ticket: Ticket, doing: Doing) {
    state.work.progress(ticket, doing);
    let announces = |message: &Message| message.is_remark() && message.text.as_str().ends_with('…');
    state.message.take_if(|message| announces(message));
}

/// Shows the articles of a feed that has just been followed.
fn following(state: &mut State, feed: &Subscription, new: usize) -> Vec<Effect> {
    state.say(&format!("following “{}”: {}", feed.title, articles_of(new)));
    let scope = Scope { feed: Some(feed.id), ..Scope::default() };
    let mut effects = vec![ask(state)];
    effects.extend(shelves::show_scope(state, scope));
    focus(state, Pane::Sources);
    effects
}

fn refreshed(
    state: &mut State,
    feeds: usize,
    new: usize,
    revised: usize,
    failed: &[String],
) -> Vec<Effect> {
    let effects = anew(state);
    if let Some(problem) = failed.first() {
        let more = failed.len() - 1;
        let more = if more > 0 { format!(" (and {more} more)") } else { String::new() };
        state.complain(&format!("{problem}{more}"));
        return effects;
    }
    if feeds == 0 {
        state.say(if state.sources.shelves.feeds().is_empty() {
            "no feed is followed; a adds one by its address"
        } else {
            "every feed rests after a failure; r on one of them fetches it all the same"
        });
        return effects;
    }
    let revised = if revised > 0 { format!(", {revised} changed") } else { String::new() };
    state.say(&format!("{} fetched: {}{revised}", feeds_of(feeds), articles_of(new)));
    effects
}

/// Returns what reads everything anew that feeds change.
pub(super) fn anew(state: &mut State) -> Vec<Effect> {
    let mut effects = reload_list(state);
    effects.push(ask(state));
    effects.push(saved::fetch(state));
    effects
}

/// Returns the feed an action is about: the selected shelf, or the feed whose articles are shown.
fn chosen(state: &State) -> Option<FeedId> {
    match state.sources.showing {
        Showing::Articles => state.sources.scope.feed,
        Showing::Shelves => shelves::selected_feed(state),
    }
}

fn feeds_of(count: usize) -> String {
    if count == 1 { "1 feed".to_owned() } else { format!("{count} feeds") }
}

fn articles_of(new: usize) -> String {
    match new {
        0 => "nothing new".to_owned(),
        1 => "1 new article".to_owned(),
        _ => format!("{new} new articles"),
    }
}
