//! What many entries cost: they come into the library in pieces that hold the store for a moment each.
//!
//! The figures are printed, not asserted: they are the machine's.

use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use sidelight::library::{Library, Reply, Request, Scope, Service, Ticket};

/// How many entries the ordinary feed has.
const MANY: usize = 200;

fn feed(entries: usize) -> String {
    let text = "&lt;p&gt;A paragraph of an entry, with a few words more than a line has.&lt;/p&gt;"
        .repeat(12);
    let items: Vec<_> = (0..entries)
        .map(|number| {
            format!(
                "<item><guid>{number}</guid><title>Entry {number}</title>
                 <link>https://feed.example/{number}</link><description>{text}</description></item>"
            )
        })
        .collect();
    format!("<rss version=\"2.0\"><channel><title>Many</title>{}</channel></rss>", items.concat())
}

/// Follows a feed that is a file, and asks for the list all the while; returns how many entries came.
fn follow(folder: &Path, file: PathBuf) -> usize {
    let (sender, replies) = channel();
    let deliver = move |ticket, reply| drop(sender.send((ticket, reply)));
    let library = Library::open(&folder.join("library.db")).unwrap();
    let service = Service::start(library, deliver).unwrap();
    let start = Instant::now();
    service.send(Ticket(1), Request::Add { path: file });
    let (mut waits, mut new) = (Vec::new(), None);
    while new.is_none() {
        let asked = Instant::now();
        service.send(Ticket(2), Request::List { scope: Scope::default(), after: None, limit: 50 });
        loop {
            match replies.recv_timeout(Duration::from_secs(120)).unwrap() {
                (Ticket(2), Reply::Listed { .. }) => break,
                (Ticket(1), Reply::Following { new: came, .. }) => new = Some(came),
                (Ticket(1), Reply::Failed { message, .. }) => panic!("{message}"),
                _ => {}
            }
        }
        waits.push(asked.elapsed());
        // As often as a user can press a key.
        let answer = replies.recv_timeout(Duration::from_millis(20));
        if let Ok((Ticket(1), Reply::Following { new: came, .. })) = answer {
            new = Some(came);
        }
    }
    let took = start.elapsed();
    waits.sort();
    let (middle, longest) = (waits[waits.len() / 2], waits[waits.len() - 1]);
    println!(
        "{new:?} entries in {took:.0?}; a list meanwhile takes {middle:.1?}, at most {longest:.1?}"
    );
    service.finish();
    new.unwrap()
}

#[test]
fn an_ordinary_feed_comes_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("feed.xml");
    std::fs::write(&file, feed(MANY)).unwrap();
    assert_eq!(follow(folder.path(), file), MANY);
}

#[test]
fn a_feed_of_very_many_entries_holds_nobody_up() {
    let Some(hostile) = std::env::var_os("SIDELIGHT_HOSTILE") else {
        println!("SIDELIGHT_HOSTILE is not set: the feed of very many entries was not tried");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(follow(folder.path(), Path::new(&hostile).join("feed/many_items.xml")), 20_000);
}
