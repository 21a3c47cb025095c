//! What servers say instead of a page, and what is made of it.

use std::io;
use std::sync::Arc;

use sidelight::fetch::{Answer, Fault, FetchError, Limits, Names, Place, Stop, Wanted};

use crate::fetching::{SHORT, client, fails, failure, fetch, limited, page, wanted};
use crate::server::{Gate, Reply, Server};

#[test]
fn a_refusal_says_what_and_what_to_do() {
    let server = Server::start(|request| match request.path.as_str() {
        "/there" => Reply::redirect(302, "/410"),
        path => Reply::with(path[1..].parse().unwrap(), &[], b"<h1>\x1b[31mNo!</h1>"),
    });
    for (path, fault, part) in [
        ("/401", Fault::Refused, "asks for a name and a password (401); save the page"),
        ("/403", Fault::Refused, "does not let itself be read by programs (403); save the page"),
        ("/404", Fault::Missing, "/404 is not there (404); look whether the address is right"),
        ("/410", Fault::Gone, "is gone for good (410); nothing will come"),
        ("/500", Fault::Server, "has a fault of its own (500); try again later"),
        ("/503", Fault::Server, "has a fault of its own (503); try again later"),
        ("/302", Fault::Redirect, "leads elsewhere without saying where (302)"),
        ("/304", Fault::Broken, "says that nothing has changed though nothing is known"),
        ("/there", Fault::Gone, "/there leads to http://127.0.0.1:"),
    ] {
        fails(&client(), &server.address(path), fault, part);
    }
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let server = Server::start(|request| match request.path.as_str() {
        "/moved" => Reply::redirect(301, "/feed"),
        "/elsewhere" => Reply::redirect(302, "/feed"),
        _ if request.header("if-none-match") == Some("\"one\"") => Reply::status(304),
        _ if request.header("if-modified-since").is_some() => Reply::status(304),
        _ => Reply::with(
            200,
            &[("ETag", "\"one\""), ("Last-Modified", "Tue, 04 Nov 2025 10:00:00 GMT")],
            b"here",
        ),
    });
    let found = page(&client(), &server.address("/feed"));
    let known = Wanted { etag: found.etag.clone(), ..wanted(&server.address("/feed")) };
    assert_eq!(fetch(&client(), &known), Ok(Answer::Unchanged));
    let by_time = Wanted { etag: None, last_modified: found.last_modified, ..known.clone() };
    assert_eq!(fetch(&client(), &by_time), Ok(Answer::Unchanged));
    let other = Wanted { etag: Some("\"two\"".to_owned()), ..known.clone() };
    assert!(matches!(fetch(&client(), &other), Ok(Answer::Page(_))));
    let elsewhere = Wanted { address: server.address("/elsewhere"), ..known.clone() };
    assert_eq!(fetch(&client(), &elsewhere), Ok(Answer::Unchanged));
    // What has moved is fetched, so that its new address comes with it.
    let moved = Wanted { address: server.address("/moved"), ..known };
    let Ok(Answer::Page(found)) = fetch(&client(), &moved) else { panic!("no page") };
    assert_eq!(found.moved, Some(server.address("/feed")));
}

#[test]
fn what_a_server_called_its_copy_cannot_break_a_request() {
    let server = Server::start(|_| Reply::html("here"));
    let odd = Wanted {
        etag: Some("\"a\"\r\nX-Injected: yes".to_owned()),
        ..wanted(&server.address("/"))
    };
    assert!(matches!(fetch(&client(), &odd), Ok(Answer::Page(_))));
    let [request] = &server.requests()[..] else { panic!("{:?}", server.requests()) };
    assert_eq!(request.header("if-none-match"), None);
    assert_eq!(request.header("x-injected"), None);
}

#[test]
fn a_server_that_has_much_to_do_is_asked_later() {
    let server = Server::start(|request| match request.path.as_str() {
        "/429" => Reply::status(429),
        "/429/date" => Reply::with(429, &[("Retry-After", "Sat, 01 Jan 2000 00:00:00 GMT")], b""),
        path => Reply::with(path[1..4].parse().unwrap(), &[("Retry-After", "3600")], b""),
    });
    for (path, says_when) in
        [("/429", false), ("/429/date", true), ("/429/seconds", true), ("/503/seconds", true)]
    {
        match fetch(&client(), &wanted(&server.address(path))) {
            Err(FetchError::Busy { address, until }) => {
                assert_eq!(address, server.address(path));
                assert_eq!(until.is_some(), says_when, "{path}");
            }
            other => panic!("{path}: {other:?}"),
        }
    }
}

#[test]
fn a_server_that_is_silent_is_given_up() {
    let limits = Limits { silence: SHORT, ..Limits::default() };
    let server = Server::start(|request| match request.path.as_str() {
        "/at-once" => Reply::raw("").then_silence(),
        "/in-the-head" => Reply::raw("HTTP/1.1 200 OK\r\nContent-").then_silence(),
        _ => Reply::raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nfour").then_silence(),
    });
    for path in ["/at-once", "/in-the-head", "/in-the-body"] {
        fails(&limited(limits.clone()), &server.address(path), Fault::Silent, "was silent for 0.1");
    }
}

#[test]
fn a_server_that_never_ends_is_given_up() {
    let limits = Limits { whole: SHORT, ..Limits::default() };
    let server = Server::start(|request| match request.path.as_str() {
        "/head" => Reply::raw("HTTP/1.1 200 OK\r\nX: ").then_silence(),
        _ => Reply::raw("HTTP/1.1 200 OK\r\n\r\n").then_endless("a"),
    });
    for path in ["/head", "/body"] {
        let (fault, message) = failure(&limited(limits.clone()), &wanted(&server.address(path)));
        assert_eq!(fault, Fault::Silent, "{message}");
    }
}

#[test]
fn a_fetch_stops_wherever_it_waits() {
    for reply in [
        Reply::raw("").then_silence(),
        Reply::raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nfour").then_silence(),
        Reply::raw("HTTP/1.1 200 OK\r\n\r\n").then_endless("a"),
    ] {
        let asked = Gate::new();
        let server = Server::start({
            let asked = asked.clone();
            move |_| {
                asked.open();
                reply.clone()
            }
        });
        let stop = Stop::default();
        let result = std::thread::scope(|scope| {
            scope.spawn(|| {
                asked.wait();
                stop.stop();
            });
            client().fetch(&wanted(&server.address("/")), &stop, &mut |_| {})
        });
        assert_eq!(result, Err(FetchError::Stopped { address: server.address("/") }));
    }
}

/// Never knows where a host is until the gate opens.
#[derive(Debug)]
struct SlowNames {
    asked: Gate,
    open: Gate,
}

impl Names for SlowNames {
    fn look_up(&self, _host: &str, _port: u16) -> io::Result<Vec<Place>> {
        self.asked.open();
        self.open.wait();
        Ok(Vec::new())
    }
}

#[test]
fn a_name_that_nobody_answers_for_is_given_up() {
    let open = Gate::new();
    let names = |asked: &Gate| Arc::new(SlowNames { asked: asked.clone(), open: open.clone() });
    let limits = Limits { connect: SHORT, ..Limits::default() };
    let slow = limited(limits).with_names(names(&Gate::new()));
    fails(&slow, "http://page.example/", Fault::Silent, "did not answer within 0.1");
    let (asked, stop) = (Gate::new(), Stop::default());
    let result = std::thread::scope(|scope| {
        scope.spawn(|| {
            asked.wait();
            stop.stop();
        });
        client().with_names(names(&asked)).fetch(
            &wanted("http://page.example/"),
            &stop,
            &mut |_| {},
        )
    });
    assert!(matches!(result, Err(FetchError::Stopped { .. })), "{result:?}");
    open.open();
}

#[test]
fn what_is_stopped_before_it_began_is_not_asked() {
    let server = Server::start(|_| Reply::html("here"));
    let stop = Stop::default();
    stop.stop();
    let result = client().fetch(&wanted(&server.address("/")), &stop, &mut |_| {});
    assert!(matches!(result, Err(FetchError::Stopped { .. })));
    assert_eq!(server.requests(), []);
}

#[test]
fn what_is_no_web_server_is_said() {
    let many = "X-Many: a\r\n".repeat(2000);
    let broken = "does not answer as a web server should; look whether the address is right";
    let cut = "broke off before the end; try again";
    for (reply, part) in [
        (Reply::raw("<html>hello, this is 0.9</html>\r\n\r\n"), broken),
        (Reply::raw("SSH-2.0-OpenSSH_9.6\r\n\r\n"), broken),
        (Reply::raw(vec![0; 100]).then_reset(), broken),
        (Reply::raw(format!("HTTP/1.1 200 OK\r\n{many}\r\n")), broken),
        (
            Reply::raw("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"),
            broken,
        ),
        (Reply::raw("HTTP/1.1 200 OK\r\nContent-Length: lots\r\n\r\nabcd"), broken),
        (
            Reply::raw("HTTP/1.1 200 OK\r\nX: ").then_endless("a".repeat(1000)),
            "sends more than 65536",
        ),
        (Reply::raw("").then_reset(), cut),
        (Reply::raw("HTTP/1.1 200 OK\r\nContent-Le").then_reset(), cut),
    ] {
        let server = Server::start(move |_| reply.clone());
        fails(&client(), &server.address("/"), Fault::Broken, part);
    }
}

#[test]
fn what_is_not_there_at_all_is_said() {
    let server = Server::start(|_| Reply::status(200));
    let gone = server.address("/");
    drop(server);
    fails(&client(), &gone, Fault::Unreachable, "has no server that answers; look whether");
    fails(&client(), "http://nowhere.test/", Fault::Unreachable, "has a host that is not known");
    fails(
        &client(),
        "file:///etc/passwd",
        Fault::Address,
        "is a file address; only http and https",
    );
    fails(
        &client(),
        "example.org",
        Fault::Address,
        "example.org is no address; give one that starts",
    );
}

/// Numbers that look thrown and are the same each time.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    /// Changes, drops, doubles or cuts something.
    fn damage(&mut self, bytes: &mut Vec<u8>) {
        let at = self.throw(bytes.len());
        match self.throw(5) {
            0 => bytes[at] = u8::try_from(self.throw(256)).unwrap(),
            1 => drop(bytes.remove(at)),
            2 => bytes.insert(at, b"\r\n :0\xff\x1b"[self.throw(7)]),
            3 => {
                let end = (at + 1 + self.throw(40)).min(bytes.len());
                bytes.extend_from_within(at..end);
            }
            _ => bytes.truncate(at + 1),
        }
    }
}

#[test]
fn no_answer_however_damaged_is_a_fault_of_the_program() {
    let whole: [&[u8]; 4] = [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\nhere",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhere\r\n3;a=b\r\nand\r\n0\r\nX: y\r\n\r\n",
        b"HTTP/1.1 301 Moved\r\nLocation: /here?a=b#c\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.0 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08\0\0\0\0\0\0\x03\xcbH-J\x05\0\xc2\x81\xa7\x17\x04\0\0\0",
    ];
    let mut dice = Dice(2025);
    let damaged: Vec<Vec<u8>> = (0..400)
        .map(|number| {
            let mut bytes = whole[number % whole.len()].to_vec();
            for _ in 0..=dice.throw(3) {
                dice.damage(&mut bytes);
            }
            bytes
        })
        .collect();
    let server = Server::start(move |request| {
        let number = request.path[1..].parse::<usize>().ok();
        number.map_or(Reply::status(404), |number| Reply::raw(damaged[number].clone()))
    });
    let client = limited(Limits { bytes: 100_000, ..Limits::default() });
    let (mut pages, mut failures) = (0, 0);
    for number in 0..400 {
        match fetch(&client, &wanted(&server.address(&format!("/{number}")))) {
            Ok(_) => pages += 1,
            Err(error) => {
                let message = error.to_string();
                assert!(!message.contains("fault of this program"), "{number}: {message}");
                assert!(!message.chars().any(char::is_control), "{number}: {message:?}");
                failures += 1;
            }
        }
    }
    // Both come about, or nothing was tried.
    assert!(pages > 20 && failures > 100, "{pages} {failures}");
}
