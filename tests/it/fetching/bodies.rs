//! Bodies: whole, cut, packed, endless.

use std::io::Write as _;
use std::path::PathBuf;

use flate2::Compression;
use flate2::write::GzEncoder;
use sidelight::fetch::{Fault, Limits, Progress, Stop};

use crate::fetching::{client, fails, limited, page, wanted};
use crate::server::{Gate, Reply, Server};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn packed(encoding: &str, body: &[u8]) -> Reply {
    Reply::with(200, &[("Content-Encoding", encoding)], body)
}

#[track_caller]
fn gives(reply: Reply, expected: &[u8]) {
    let shown = format!("{reply:?}");
    let server = Server::start(move |_| reply.clone());
    let found = page(&client(), &server.address("/"));
    assert!(found.bytes == expected, "{shown}: {} bytes", found.bytes.len());
}

#[track_caller]
fn breaks(limits: &Limits, reply: Reply, fault: Fault, part: &str) {
    let server = Server::start(move |_| reply.clone());
    fails(&limited(limits.clone()), &server.address("/"), fault, part);
}

#[test]
fn a_body_is_taken_as_it_was_sent() {
    let raw = |text: &str| Reply::raw(text);
    gives(Reply::html("here"), b"here");
    gives(Reply::status(200), b"");
    gives(raw("HTTP/1.0 200 OK\r\n\r\nuntil the end"), b"until the end");
    gives(
        raw(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhere\r\n6;x=y\r\n it is\r\n0\r\n\r\n",
        ),
        b"here it is",
    );
    gives(packed("gzip", &gzip(b"here")), b"here");
    gives(packed("X-GZIP", &gzip(b"here")), b"here");
    gives(packed("identity", b"here"), b"here");
    gives(packed("gzip", b""), b"");
    let two = [gzip(b"he"), gzip(b"re")].concat();
    gives(packed("gzip", &two), b"here");
    // A length that is too short is the length: there is no telling what comes after it.
    gives(raw("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhere and more"), b"here");
    gives(
        raw(
            "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhere",
        ),
        b"here",
    );
}

#[test]
fn a_cut_body_is_an_error_and_no_page() {
    let limits = Limits::default();
    let cut = "broke off before the end; try again";
    let head = "HTTP/1.1 200 OK\r\n";
    let whole = gzip(&b"some text that is long enough to be packed ".repeat(50));
    let half = &whole[..whole.len() / 2];
    for (reply, part) in [
        (Reply::raw(format!("{head}Content-Length: 9\r\n\r\nfour")), cut),
        (Reply::raw(format!("{head}Content-Length: 9\r\n\r\nfour")).then_reset(), cut),
        (Reply::raw(format!("{head}\r\nfour")).then_reset(), cut),
        (Reply::raw(format!("{head}Transfer-Encoding: chunked\r\n\r\n9\r\nfour")), cut),
        (Reply::raw(format!("{head}Transfer-Encoding: chunked\r\n\r\n4\r\nfour\r\n")), cut),
        (
            Reply::raw(format!("{head}Transfer-Encoding: chunked\r\n\r\nno number\r\nfour")),
            "does not answer as a web server should",
        ),
        (packed("gzip", half), "is packed in a way that cannot be unpacked; try again later"),
        (packed("gzip", b"no gzip at all"), "is packed in a way that cannot be unpacked"),
        (packed("gzip", &[&whole[..], b"more"].concat()), "is packed in a way that cannot"),
    ] {
        breaks(&limits, reply, Fault::Broken, part);
    }
}

#[test]
fn a_body_is_unpacked_once() {
    let inner = gzip(b"here");
    gives(packed("gzip", &gzip(&inner)), &inner);
    for (encoding, part) in [
        ("gzip, gzip", "is packed in a way that was not asked for (gzip, gzip); open it"),
        ("br", "was not asked for (br)"),
        ("deflate", "was not asked for (deflate)"),
        ("zstd", "was not asked for (zstd)"),
        ("a\u{9b}31m", "was not asked for (a\u{fffd}31m)"),
    ] {
        breaks(&Limits::default(), packed(encoding, &inner), Fault::Broken, part);
    }
    let twice = Reply::with(
        200,
        &[("Content-Encoding", "gzip"), ("Content-Encoding", "gzip")],
        &gzip(&inner),
    );
    breaks(&Limits::default(), twice, Fault::Broken, "was not asked for (gzip)");
}

#[test]
fn a_body_has_a_limit_after_it_is_unpacked() {
    let limits = Limits { bytes: 1000, ..Limits::default() };
    let part = "is larger than the 1000 bytes that are taken; nothing was fetched";
    let server = Server::start(|_| packed("gzip", &gzip(&[b'a'; 1000])));
    assert_eq!(page(&limited(limits.clone()), &server.address("/")).bytes.len(), 1000);
    for reply in [
        Reply::with(200, &[], &[b'a'; 1001]),
        Reply::raw("HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551615\r\n\r\n"),
        Reply::raw("HTTP/1.1 200 OK\r\n\r\n").then_endless("a".repeat(100)),
        Reply::raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            .then_endless("1\r\na\r\n"),
        packed("gzip", &gzip(&[b'a'; 1001])),
        packed("gzip", &gzip(&vec![0; 5_000_000])),
    ] {
        breaks(&limits, reply, Fault::TooLarge, part);
    }
}

#[test]
fn the_shared_bombs_do_no_harm() {
    let Some(hostile) = std::env::var_os("SIDELIGHT_HOSTILE") else {
        eprintln!("SIDELIGHT_HOSTILE is not set: the bombs were not tried");
        return;
    };
    let read = |name: &str| std::fs::read(PathBuf::from(&hostile).join("http").join(name)).unwrap();
    let bomb = read("gzip_bomb.gz");
    let limits = Limits { bytes: 1_000_000, ..Limits::default() };
    breaks(&limits, packed("gzip", &bomb), Fault::TooLarge, "is larger than the 1000000 bytes");
    let nested = packed("gzip", &read("nested_gzip.gz"));
    let server = Server::start(move |_| nested.clone());
    let found = page(&client(), &server.address("/"));
    assert_eq!((found.bytes.len(), &found.bytes[..2]), (60, &[0x1f, 0x8b][..]));
}

#[test]
fn what_a_server_says_of_its_page_is_handed_on_and_not_believed() {
    let reply = Reply::of_type("text/html; charset=utf-16", "caf\u{e9}");
    let server = Server::start(move |_| reply.clone());
    let found = page(&client(), &server.address("/"));
    assert_eq!(found.media_type.as_deref(), Some("text/html; charset=utf-16"));
    assert_eq!(found.bytes, "caf\u{e9}".as_bytes());
}

#[test]
fn progress_is_told_while_bytes_come() {
    let gate = Gate::new();
    let reply = Reply::raw("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhere")
        .then_wait(&gate)
        .then("and more");
    let server = Server::start(move |_| reply.clone());
    let mut seen: Vec<Progress> = Vec::new();
    let mut told = |come: Progress| {
        seen.push(come);
        gate.open();
    };
    client().fetch(&wanted(&server.address("/")), &Stop::default(), &mut told).unwrap();
    // The second part is only sent once the first was told.
    assert_eq!(seen[0], Progress { received: 4, expected: Some(8) });
    assert_eq!(seen.last(), Some(&Progress { received: 8, expected: Some(8) }));
}
