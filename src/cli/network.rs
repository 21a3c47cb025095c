//! The network, for commands that print what is at an address and keep nothing.

use anyhow::Result;

use crate::cli::progress::Progress;
use crate::fetch::{self, Answer, Client, Limits, Page, Stop, Wanted};
use crate::library::Doing;

/// Fetches what is at an address. An interrupt ends the program, and with it the fetch.
///
/// # Errors
///
/// Fails if it cannot be fetched; the message says what to do.
pub fn get(address: &str) -> Result<Page> {
    let line = Progress::new();
    let wanted = Wanted { address: address.to_owned(), ..Wanted::default() };
    let mut show = |fetch::Progress { received, expected }| {
        line.show(&Doing::Fetching { address: address.to_owned(), received, expected });
    };
    match Client::new(Limits::default()).fetch(&wanted, &Stop::default(), &mut show)? {
        Answer::Page(page) => Ok(*page),
        // Nothing is known of the page, so that no answer can say that it has not changed.
        Answer::Unchanged => Ok(Page { address: address.to_owned(), ..Page::default() }),
    }
}
