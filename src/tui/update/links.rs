//! Links: the pages an article leads to, as a list to choose from.

use crate::document::{Block, Document, SpanStyle};
use crate::library::Request;
use crate::text::{Safe, TextRange};
use crate::tui::effect::Effect;
use crate::tui::state::State;
use crate::tui::state::list::ListState;
use crate::tui::state::popup::{Link, Links, Popup};

/// Shows the links of the article; the first one from the cursor's sentence on is selected.
pub(super) fn open(state: &mut State) {
    let height = state.popup_height();
    let Some(reader) = state.reader() else { return };
    let found = links(&reader.document);
    let here = reader.cursor.start();
    let row = found.partition_point(|(range, _)| range.start() < here);
    let row = if row == found.len() { 0 } else { row };
    let links: Vec<_> = found.into_iter().map(|(_, link)| link).collect();
    if links.is_empty() {
        state.say("this article links to no page");
        return;
    }
    let mut list = ListState::default();
    list.select(row, links.len(), height);
    state.popup = Some(Popup::Links(Links { list, links }));
}

/// Returns what adds the page behind a link.
pub(super) fn add(state: &mut State, link: &Link) -> Effect {
    state.say(&format!("fetching {}", link.address));
    state.start(Request::AddAddress { address: link.address.clone() })
}

/// Returns the links of a text that lead to a page on the network, in order.
fn links(document: &Document) -> Vec<(TextRange, Link)> {
    let blocks = document.blocks().iter();
    let mut links: Vec<_> = blocks.flat_map(|block| of_block(document, block)).collect();
    links.sort_by_key(|(range, _)| range.start());
    links.dedup_by(|(_, later), (_, earlier)| later == earlier);
    links
}

fn of_block<'d>(
    document: &'d Document,
    block: &'d Block,
) -> impl Iterator<Item = (TextRange, Link)> + 'd {
    block.spans.iter().filter_map(|span| {
        let SpanStyle::Link(address) = &span.style else { return None };
        let is_page = ["http://", "https://"].iter().any(|scheme| address.starts_with(scheme));
        let text = document.slice(span.range).split_whitespace().collect::<Vec<_>>().join(" ");
        let link = || Link { text: Safe::new(&text), address: address.clone() };
        is_page.then(|| (span.range, link()))
    })
}
