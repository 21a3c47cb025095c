//! Steps through the passages of an article by what stands beside them: only here, differs, speculation.

use crate::story::{Level, Mark};
use crate::text::TextRange;
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::panes::Pane;
use crate::tui::state::State;
use crate::tui::state::panel::Direction;
use crate::tui::state::story::{Marked, Telling};
use crate::tui::update::command::Command;
use crate::tui::update::focus::focus;
use crate::tui::update::{same, story_panel, travel};
use crate::tui::wording;

/// Runs an action about the story of the open article; `None` if it is none.
pub(super) fn act(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    let times = command.times();
    let (forward, back) = (Direction::Forward, Direction::Back);
    match command.action {
        _ if state.reader().is_none() => return None,
        Action::SameNext => return Some(same::go(state, forward, times)),
        Action::SamePrevious => return Some(same::go(state, back, times)),
        Action::NextSource => return Some(same::next_source(state, forward, times)),
        Action::PreviousSource => return Some(same::next_source(state, back, times)),
        Action::NextOnlyHere => step(state, Mark::OnlyHere, forward, times),
        Action::PreviousOnlyHere => step(state, Mark::OnlyHere, back, times),
        Action::NextDifference => step(state, Mark::Differs, forward, times),
        Action::PreviousDifference => step(state, Mark::Differs, back, times),
        Action::NextSpeculation => step(state, Mark::Speculation, forward, times),
        Action::PreviousSpeculation => step(state, Mark::Speculation, back, times),
        Action::DenyMatch => {
            let denied = story_panel::deny_here(state);
            return Some(denied.unwrap_or_else(|| {
                state.say("go to a match first: to the same passage in another source");
                Vec::new()
            }));
        }
        _ => return None,
    }
    Some(Vec::new())
}

/// Goes to the next or previous passage that has a mark, so many times, and says what is to be known of it.
fn step(state: &mut State, mark: Mark, direction: Direction, times: i64) {
    if !same::has_story(state) {
        return;
    }
    let Some(telling) = same::telling(state) else { return };
    let Some(mut at) = same::passage(state).map(TextRange::start) else { return };
    let mut found: Option<Marked> = None;
    for _ in 0..times.clamp(1, 10_000) {
        let Some(next) = telling.from(at, direction, &[mark]) else { break };
        at = next.range.start();
        found = Some(next);
    }
    let Some(found) = found else {
        state.say(&none(&telling, mark, direction));
        return;
    };
    travel::leave(state);
    focus(state, Pane::Reader);
    travel::go_to_passage(state, found.range);
    state.say(&told(&telling, found, mark));
}

/// Says that there is no such passage, or none further on.
fn none(telling: &Telling, mark: Mark, direction: Direction) -> String {
    let what = match mark {
        Mark::Differs => "difference",
        Mark::Speculation => "speculation",
        _ => "passage that only this source has",
    };
    let any = telling.marked().iter().any(|marked| marked.mark == mark);
    match (any, direction) {
        (false, _) => format!("no {what} is found in this article"),
        (true, Direction::Forward) => format!("no further {what}"),
        (true, Direction::Back) => format!("no {what} before this"),
    }
}

/// Says which of how many passages it is, and of what differs what the sides say.
fn told(telling: &Telling, found: Marked, mark: Mark) -> String {
    let alike = telling.marked().iter().filter(|marked| marked.mark == mark);
    let number = alike.clone().take_while(|marked| marked.claim <= found.claim).count();
    let count = alike.count();
    let differences = telling.comparison().differences_of(found.claim);
    let difference = differences.min_by_key(|difference| match difference.level {
        Level::Differs => 0,
        Level::Later => 1,
        Level::Check => 2,
    });
    match difference.filter(|_| mark == Mark::Differs) {
        Some(difference) => {
            format!("{number} of {count} · {}", wording::difference(telling.story(), difference))
        }
        None => format!("{number} of {count} · {}", wording::mark(mark)),
    }
}
