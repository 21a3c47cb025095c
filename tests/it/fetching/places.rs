//! Where a fetch goes: redirects, public and private places, proxies.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use sidelight::fetch::{Answer, Client, Fault, Proxies, Reach, Realm, Wanted};

use crate::fetching::{at, client, fails, failure, fetch, page, wanted};
use crate::server::{Channel, Reply, Request, Server};

#[test]
fn a_redirect_is_followed_to_where_it_leads() {
    let server = Server::start(|request| match request.path.as_str() {
        "/far/absolute" => Reply::redirect(302, &format!("http://{}/end?a=b", host(request))),
        "/far/rooted" => Reply::redirect(301, "/end?a=b"),
        "/far/relative" => Reply::redirect(303, "../end?a=b"),
        "/far/fragment" => Reply::redirect(307, "/end?a=b#part"),
        "/far/bare" => Reply::redirect(308, "//private.test/end?a=b"),
        "/far/bytes" => {
            Reply::raw("HTTP/1.1 302 \r\nLocation: /\u{fc}\r\nContent-Length: 0\r\n\r\n")
        }
        "/end?a=b" | "/%C3%BC" => Reply::html("here"),
        _ => Reply::status(404),
    });
    for (path, end) in [
        ("/far/absolute", "/end?a=b"),
        ("/far/rooted", "/end?a=b"),
        ("/far/relative", "/end?a=b"),
        ("/far/fragment", "/end?a=b"),
        ("/far/bytes", "/%C3%BC"),
    ] {
        let page = page(&client(), &server.address(path));
        assert_eq!(page.address, server.address(end), "{path}");
        assert_eq!(page.bytes, b"here", "{path}");
    }
    let (_, message) = failure(&client(), &wanted(&server.address("/far/bare")));
    assert!(message.contains("leads to http://private.test/end?a=b, which"), "{message}");
}

fn host(request: &crate::server::Request) -> String {
    request.header("host").unwrap().to_owned()
}

#[test]
fn what_has_moved_for_good_is_said_as_far_as_it_has() {
    let server = Server::start(|request| match request.path.as_str() {
        "/for-good" => Reply::redirect(301, "/new"),
        "/for-good-twice" => Reply::redirect(308, "/for-good"),
        "/for-now" => Reply::redirect(302, "/new"),
        "/for-good-then-now" => Reply::redirect(301, "/for-now"),
        "/for-now-then-good" => Reply::redirect(307, "/for-good"),
        _ => Reply::html("here"),
    });
    for (path, moved) in [
        ("/new", None),
        ("/for-good", Some("/new")),
        ("/for-good-twice", Some("/new")),
        ("/for-now", None),
        ("/for-good-then-now", Some("/for-now")),
        ("/for-now-then-good", None),
    ] {
        let page = page(&client(), &server.address(path));
        assert_eq!(page.moved, moved.map(|path| server.address(path)), "{path}");
        assert_eq!(page.address, server.address("/new"), "{path}");
    }
}

#[test]
fn a_redirect_leads_on_five_times_and_no_more() {
    let server =
        Server::start(|request| match request.path.trim_start_matches('/').parse::<u32>() {
            Ok(0) => Reply::html("here"),
            Ok(number) => Reply::redirect(302, &format!("/{}", number - 1)),
            Err(_) => Reply::redirect(302, &request.path),
        });
    assert_eq!(page(&client(), &server.address("/5")).bytes, b"here");
    fails(&client(), &server.address("/6"), Fault::Redirect, "leads on more than 5 times; open it");
    let before = server.requests().len();
    fails(&client(), &server.address("/loop"), Fault::Redirect, "leads on more than 5 times");
    assert_eq!(server.requests().len() - before, 6);
}

#[test]
fn a_redirect_leads_to_nothing_but_addresses_that_are_fetched() {
    let server = Server::start(|request| Reply::redirect(302, &request.path[1..]));
    for (location, part) in [
        ("file:///etc/passwd", "leads to file:///etc/passwd, which is a file address; only http"),
        ("javascript:alert(1)", "leads to javascript:alert(1), which is a javascript address"),
        ("data:text/html,a", "which is a data address"),
        ("ftp://me:secret@private.test/", "leads to ftp://private.test/, which is a ftp address"),
        ("http://", "leads to http://, which is no address"),
        ("http://[::1", "which is no address"),
    ] {
        fails(&client(), &server.address(&format!("/{location}")), Fault::Redirect, part);
    }
    assert!(
        server.paths().iter().all(|path| !path.contains("passwd") || path.starts_with("/file:"))
    );
}

#[test]
fn a_redirect_of_the_shared_list_does_no_harm() {
    let Some(hostile) = std::env::var_os("SIDELIGHT_HOSTILE") else {
        eprintln!("SIDELIGHT_HOSTILE is not set: the redirects were not tried");
        return;
    };
    let list = std::fs::read_to_string(PathBuf::from(hostile).join("http/redirects.txt")).unwrap();
    let mut tried = 0;
    for line in list.lines() {
        let (code, location) = match line.split_once(" -> ") {
            Some((code, location)) => (code.parse().unwrap(), location.to_owned()),
            None if line.contains("loop") => (302, "/loop".to_owned()),
            None => (302, line.split_once(": ").unwrap().1.to_owned()),
        };
        let server = Server::start(move |_| Reply::redirect(code, &location));
        let (fault, message) = failure(&client(), &wanted(&at("public.test", &server, "/")));
        assert!(matches!(fault, Fault::Redirect | Fault::Unreachable), "{message}");
        tried += 1;
    }
    assert!(tried >= 4, "{tried}");
}

#[test]
fn what_is_public_leads_to_nothing_private() {
    let server = Server::start(|request| match request.path.as_str() {
        "/end" => Reply::html("here"),
        path => Reply::redirect(302, &path[1..]),
    });
    let place = |host: &str, path: &str| at(host, &server, path);
    let private =
        "is on this machine or a private network, where nothing public may lead; give that";
    // From where, to where, and whether it is let through for the user and for a feed.
    for (from, to, user, feed) in [
        ("public.test", "other.test", true, true),
        ("public.test", "private.test", false, false),
        ("public.test", "127.0.0.1", false, false),
        ("private.test", "127.0.0.1", true, false),
        ("127.0.0.1", "public.test", true, false),
    ] {
        let address = place(from, &format!("/{}", place(to, "/end")));
        for (reach, through) in [(Reach::Anywhere, user), (Reach::PublicOnly, feed)] {
            let wanted = Wanted { reach, ..wanted(&address) };
            if through {
                assert!(matches!(fetch(&client(), &wanted), Ok(Answer::Page(_))), "{from} {to}");
            } else {
                let (fault, message) = failure(&client(), &wanted);
                assert_eq!(fault, Fault::Redirect);
                assert!(message.contains(private), "{message}");
            }
        }
    }
    let around = format!("/{}", place("public.test", &format!("/{}", place("127.0.0.1", "/end"))));
    fails(&client(), &place("127.0.0.1", &around), Fault::Redirect, private);
    assert_eq!(page(&client(), &place("public.test", "/end")).realm, Realm::Public);
    assert_eq!(page(&client(), &place("127.0.0.1", "/end")).realm, Realm::Private);
}

#[test]
fn what_is_not_let_through_is_not_asked() {
    let inner = Server::start(|_| Reply::html("secret"));
    let secret = inner.address("/");
    let server = Server::start(move |_| Reply::redirect(302, &secret));
    fails(&client(), &at("public.test", &server, "/"), Fault::Redirect, "nothing public may lead");
    assert_eq!(inner.requests(), []);
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn nothing_is_said_of_the_user() {
    let server = Server::start(|request| match request.path.as_str() {
        "/" => Reply::with(302, &[("Location", "/next"), ("Set-Cookie", "a=b")], b""),
        _ => Reply::html("here"),
    });
    page(&client(), &server.address("/"));
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    for request in requests {
        let mut names: Vec<_> = request.headers.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, ["accept", "accept-encoding", "connection", "host", "user-agent"]);
        assert!(request.header("user-agent").unwrap().starts_with("Sidelight/0.1 (+"));
        assert_eq!(request.header("accept-encoding"), Some("gzip"));
    }
}

#[test]
fn a_password_goes_to_its_own_server_only() {
    let other = Server::start(|_| Reply::html("here"));
    let away = at("other.test", &other, "/");
    let server = Server::start(move |request| match request.path.as_str() {
        "/" => Reply::redirect(302, "/same"),
        _ => Reply::redirect(302, &away),
    });
    let address = at("me:secret@public.test", &server, "/");
    let found = page(&client(), &address);
    assert!(!found.address.contains("secret"));
    let sent = |server: &Server| -> Vec<Option<String>> {
        let requests = server.requests();
        requests.iter().map(|request| request.header("authorization").map(str::to_owned)).collect()
    };
    let expected = Some("Basic bWU6c2VjcmV0".to_owned());
    assert_eq!(sent(&server), vec![expected.clone(), expected]);
    assert_eq!(sent(&other), vec![None]);
    drop(other);
    let (_, message) = failure(&client(), &wanted(&address));
    assert!(!message.contains("secret"), "{message}");
}

/// A client whose plain or encrypted requests go through a server.
fn through(variable: &'static str, scheme: &str, proxy: &Server) -> Client {
    let proxy = format!("{scheme}://name:word@{}", proxy.socket());
    client().with_proxies(Proxies::find(|name| (name == variable).then(|| proxy.clone())))
}

#[test]
fn a_plain_request_is_handed_to_a_proxy() {
    let proxy = Server::start(|request| match request.path.as_str() {
        "http://page.example/a?b" => Reply::html("here"),
        "http://page.example:8080/" => Reply::redirect(302, "/a"),
        "http://page.example:8080/a" => Reply::html("there"),
        "http://closed.example/" => Reply::status(407),
        path => Reply::redirect(302, path.strip_prefix("http://page.example/").unwrap()),
    });
    let client = through("http_proxy", "http", &proxy);
    let found = page(&client, "http://page.example/a?b#c");
    assert_eq!((found.bytes.as_slice(), found.realm), (&b"here"[..], Realm::Public));
    let [request] = &proxy.requests()[..] else { panic!("{:?}", proxy.requests()) };
    assert_eq!(request.method, "GET");
    assert_eq!(request.header("host"), Some("page.example"));
    assert_eq!(request.header("proxy-authorization"), Some("Basic bmFtZTp3b3Jk"));
    assert_eq!(page(&client, "http://page.example:8080").bytes, b"there");
    fails(&client, "http://closed.example/", Fault::Unreachable, "is behind a proxy that asks");
    for target in ["http://10.0.0.1/", "http://intranet/", "http://[fd00::1]/", "http://a.local/"] {
        let address = format!("http://page.example/{target}");
        fails(&client, &address, Fault::Redirect, "where nothing public may lead");
        assert!(!proxy.paths().iter().any(|path| path == target), "{target}");
    }
}

#[test]
fn this_machine_is_asked_without_a_proxy_and_only_for_the_user() {
    let server = Server::start(|_| Reply::html("here"));
    let inside = server.address("/");
    let proxy = Server::start(move |_| Reply::redirect(302, &inside));
    let client = through("http_proxy", "http", &proxy);
    assert_eq!(page(&client, &server.address("/")).bytes, b"here");
    assert_eq!(proxy.requests(), []);
    fails(&client, "http://page.example/", Fault::Redirect, "where nothing public may lead");
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn a_proxy_that_is_none_is_said() {
    let client = client().with_proxies(Proxies::find(|_| Some("::no proxy::".to_owned())));
    fails(&client, "http://page.example/", Fault::Unreachable, "look at the variables http_proxy");
}

/// A server behind a SOCKS proxy, and the hosts that the proxy was asked for.
fn socks(answers: fn(&Request) -> Reply) -> (Server, Arc<Mutex<Vec<String>>>) {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let hosts = Arc::clone(&asked);
    let wrap = move |mut stream: TcpStream| -> Option<Box<dyn Channel>> {
        let mut greeting = [0; 2];
        stream.read_exact(&mut greeting).ok()?;
        stream.read_exact(&mut vec![0; greeting[1].into()]).ok()?;
        stream.write_all(&[5, 0]).ok()?;
        let mut request = [0; 4];
        stream.read_exact(&mut request).ok()?;
        let host = match request[3] {
            1 => {
                let mut address = [0; 4];
                stream.read_exact(&mut address).ok()?;
                Ipv4Addr::from(address).to_string()
            }
            _ => {
                let mut length = [0; 1];
                stream.read_exact(&mut length).ok()?;
                let mut name = vec![0; length[0].into()];
                stream.read_exact(&mut name).ok()?;
                String::from_utf8(name).ok()?
            }
        };
        stream.read_exact(&mut [0; 2]).ok()?;
        hosts.lock().unwrap().push(host);
        stream.write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0]).ok()?;
        Some(Box::new(stream))
    };
    (Server::start_wrapped(wrap, answers), asked)
}

#[test]
fn a_socks_proxy_is_asked_for_a_name_or_an_address() {
    let (proxy, asked) = socks(|request| match request.path.as_str() {
        "/" => Reply::html("here"),
        path => Reply::redirect(302, &path[1..]),
    });
    for (scheme, host) in [("socks5h", "public.test"), ("socks5", "127.0.0.1")] {
        let proxy = format!("{scheme}://{}", proxy.socket());
        let client = client()
            .with_proxies(Proxies::find(|name| (name == "all_proxy").then(|| proxy.clone())));
        let found = page(&client, "http://public.test/");
        assert_eq!((found.bytes.as_slice(), found.realm), (&b"here"[..], Realm::Public));
        assert_eq!(asked.lock().unwrap().pop().as_deref(), Some(host));
        let inward = "http://public.test/http://wiki.internal/";
        let (fault, message) = failure(&client, &wanted(inward));
        // A name that is looked up here is not known; one that is looked up there is judged by itself.
        let expected = if scheme == "socks5" { Fault::Unreachable } else { Fault::Redirect };
        assert_eq!(fault, expected, "{message}");
        let private = "http://public.test/http://private.test/";
        if scheme == "socks5" {
            fails(&client, private, Fault::Redirect, "where nothing public may lead");
        }
    }
    assert!(!asked.lock().unwrap().iter().any(|host| host.contains("internal")));
}
