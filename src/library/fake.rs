//! A network that is only in memory, for tests.

use std::collections::BTreeMap;
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::Timestamp;

use crate::fetch::pace::Rules;
use crate::fetch::{Answer, Fault, FetchError, Page, Progress, Reach, Realm, Stop, Wanted};
use crate::library::fetching::Fetch;

/// What is at an address.
#[derive(Clone)]
pub(crate) enum At {
    /// A page, which has its own hash as its name.
    Page(Page),
    /// Nothing, for this reason.
    Fails(Fault),
    /// Somebody who wants to be asked later.
    Busy(Option<Timestamp>),
    /// Somebody who answers only when nobody holds the other end any more, or when stopped.
    Silent(Arc<Mutex<Receiver<()>>>),
}

/// The network.
#[derive(Clone, Default)]
pub(crate) struct Fake {
    at: Arc<Mutex<BTreeMap<String, At>>>,
    asked: Arc<Mutex<Vec<Wanted>>>,
}

impl Fake {
    /// Puts something at an address.
    pub(crate) fn put(&self, address: &str, at: At) {
        self.at.lock().unwrap().insert(address.to_owned(), at);
    }

    /// Puts a text at an address.
    pub(crate) fn text(&self, address: &str, media_type: &str, text: &str) {
        self.put(address, At::Page(page(address, media_type, text)));
    }

    /// Puts a page of some paragraphs at an address.
    pub(crate) fn html(&self, address: &str, title: &str, head: &str, paragraphs: &[&str]) {
        let body: Vec<_> = paragraphs.iter().map(|text| format!("<p>{text}</p>")).collect();
        let body = body.join("\n");
        let html = format!(
            "<!DOCTYPE html><html><head><title>{title}</title>{head}</head>
             <body><article><h1>{title}</h1>{body}</article></body></html>"
        );
        self.text(address, "text/html; charset=utf-8", &html);
    }

    /// Puts a feed of entries at an address: each is its id, link (or nothing) and text.
    pub(crate) fn feed(&self, address: &str, title: &str, entries: &[(&str, &str, &str)]) {
        self.text(address, "application/rss+xml", &rss(title, entries));
    }

    /// Returns the addresses that were asked for since the last time, in alphabetical order.
    pub(crate) fn asked(&self) -> Vec<String> {
        let mut asked: Vec<_> =
            self.asked.lock().unwrap().drain(..).map(|wanted| wanted.address).collect();
        asked.sort();
        asked
    }

    /// Returns where the last address might lead.
    pub(crate) fn reach(&self) -> Reach {
        self.asked.lock().unwrap().last().unwrap().reach
    }
}

/// Makes a page.
pub(crate) fn page(address: &str, media_type: &str, text: &str) -> Page {
    Page {
        address: address.to_owned(),
        moved: None,
        realm: Realm::Public,
        media_type: Some(media_type.to_owned()),
        etag: Some(crate::text::ContentHash::of(text.as_bytes()).to_string()),
        last_modified: None,
        bytes: text.as_bytes().to_vec(),
    }
}

/// Writes a feed.
pub(crate) fn rss(title: &str, entries: &[(&str, &str, &str)]) -> String {
    let items: Vec<_> = entries
        .iter()
        .map(|(id, link, text)| {
            let link = if link.is_empty() { String::new() } else { format!("<link>{link}</link>") };
            format!(
                "<item><guid isPermaLink=\"false\">{id}</guid><title>Title {id}</title>{link}
                 <description>{text}</description></item>"
            )
        })
        .collect();
    format!(
        "<rss version=\"2.0\"><channel><title>{title}</title>{}</channel></rss>",
        items.concat()
    )
}

impl Fetch for Fake {
    fn fetch(
        &self,
        wanted: &Wanted,
        stop: &Stop,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Answer, FetchError> {
        let address = wanted.address.clone();
        self.asked.lock().unwrap().push(wanted.clone());
        let plain = address.split('#').next().unwrap_or_default();
        let at = self.at.lock().unwrap().get(plain).cloned();
        progress(Progress { received: 1, expected: None });
        match at.unwrap_or(At::Fails(Fault::Missing)) {
            At::Page(page) if page.etag.is_some() && page.etag == wanted.etag => {
                Ok(Answer::Unchanged)
            }
            At::Page(page) => Ok(Answer::Page(Box::new(page))),
            At::Fails(fault) => {
                let reason = format!("fails ({fault:?}); try another");
                Err(FetchError::Failed { address, reason, fault })
            }
            At::Busy(until) => Err(FetchError::Busy { address, until }),
            At::Silent(held) => {
                let held = held.lock().unwrap();
                while !stop.is_stopped() {
                    match held.recv_timeout(Duration::from_millis(1)) {
                        Err(std::sync::mpsc::RecvTimeoutError::Timeout) => {}
                        _ => {
                            return Ok(Answer::Page(Box::new(page(
                                &address,
                                "text/plain",
                                "late",
                            ))));
                        }
                    }
                }
                Err(FetchError::Stopped { address })
            }
        }
    }

    fn rules(&self) -> Rules {
        Rules { interval: Duration::ZERO, ..Rules::default() }
    }
}
