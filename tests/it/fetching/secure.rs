//! Encrypted servers: who is believed, and how a connection ends.

use std::io::Write as _;

use sidelight::fetch::{Fault, Proxies, Reach, Realm, Trust, Wanted};

use crate::fetching::{at, client, fails, failure, page, wanted};
use crate::server::tls::{End, Identity};
use crate::server::{Reply, Server};

fn secure(host: &str, server: &Server, path: &str) -> String {
    at(host, server, path).replacen("http:", "https:", 1)
}

#[test]
fn a_certificate_is_needed_that_someone_trusted_has_signed() {
    let identity = Identity::new(&["public.test"]);
    let server = identity.start(End::Said, |_| Reply::html("here"));
    let trusting = client().with_trust(Trust::Only(vec![identity.certificate()]));
    assert_eq!(page(&trusting, &secure("public.test", &server, "/")).bytes, b"here");
    fails(
        &trusting,
        &secure("other.test", &server, "/"),
        Fault::Unreachable,
        "shows a certificate of another host; look whether the address is right",
    );
    fails(
        &client(),
        &secure("public.test", &server, "/"),
        Fault::Unreachable,
        "shows a certificate that nobody trusted has signed; add its authority",
    );
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn a_server_that_does_not_encrypt_is_said() {
    let server = Server::start_wrapped(
        |mut stream| {
            stream.write_all(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n").unwrap();
            None
        },
        |_| Reply::status(200),
    );
    fails(
        &client(),
        &secure("public.test", &server, "/"),
        Fault::Unreachable,
        "does not speak https there; look whether the address should start with http://",
    );
}

#[test]
fn nothing_leads_from_https_to_http() {
    let plain = Server::start(|_| Reply::html("here"));
    let location = at("public.test", &plain, "/");
    let identity = Identity::new(&["public.test"]);
    let server = identity.start(End::Said, move |_| Reply::redirect(301, &location));
    let trusting = client().with_trust(Trust::Only(vec![identity.certificate()]));
    let part = "which is not encrypted; give that address itself if it is meant";
    fails(&trusting, &secure("public.test", &server, "/"), Fault::Redirect, part);
    assert_eq!(plain.requests(), []);
}

#[test]
fn http_may_lead_to_https() {
    let identity = Identity::new(&["public.test"]);
    let server = identity.start(End::Said, |_| Reply::html("here"));
    let location = secure("public.test", &server, "/");
    let plain = Server::start(move |_| Reply::redirect(301, &location));
    let trusting = client().with_trust(Trust::Only(vec![identity.certificate()]));
    let found = page(&trusting, &at("public.test", &plain, "/"));
    assert_eq!(found.moved, Some(secure("public.test", &server, "/")));
}

#[test]
fn an_encrypted_body_without_a_length_ends_only_when_that_is_said() {
    let reply = Reply::raw("HTTP/1.1 200 OK\r\n\r\nuntil the end");
    let identity = Identity::new(&["public.test"]);
    let trusting = client().with_trust(Trust::Only(vec![identity.certificate()]));
    let said = identity.start(End::Said, {
        let reply = reply.clone();
        move |_| reply.clone()
    });
    let address = secure("public.test", &said, "/");
    assert_eq!(page(&trusting, &address).bytes, b"until the end");
    let unsaid = identity.start(End::Unsaid, move |_| reply.clone());
    let address = secure("public.test", &unsaid, "/");
    fails(&trusting, &address, Fault::Broken, "broke off before the end");
    // With a length there is no doubt.
    let known = identity.start(End::Unsaid, |_| Reply::html("here"));
    assert_eq!(page(&trusting, &secure("public.test", &known, "/")).bytes, b"here");
}

#[test]
fn an_encrypted_request_goes_through_a_tunnel() {
    let identity = Identity::new(&["page.example"]);
    let server = identity.start(End::Said, |_| Reply::html("here"));
    let target = server.socket();
    let proxy = Server::start(move |request| match request.path.as_str() {
        "page.example:443" => Reply::tunnel(target),
        _ => Reply::status(403),
    });
    let address = format!("http://name:word@{}", proxy.socket());
    let trusting = client()
        .with_trust(Trust::Only(vec![identity.certificate()]))
        .with_proxies(Proxies::find(|name| (name == "https_proxy").then(|| address.clone())));
    let found = page(&trusting, "https://page.example/a");
    assert_eq!((found.bytes.as_slice(), found.realm), (&b"here"[..], Realm::Public));
    let [request] = &proxy.requests()[..] else { panic!("{:?}", proxy.requests()) };
    assert_eq!(request.method, "CONNECT");
    assert_eq!(request.header("proxy-authorization"), Some("Basic bmFtZTp3b3Jk"));
    assert_eq!(server.requests()[0].header("proxy-authorization"), None);
    let refused = "is not let through by the proxy that is set; look at http_proxy";
    fails(&trusting, "https://other.example/", Fault::Unreachable, refused);
    let wanted = Wanted { reach: Reach::PublicOnly, ..wanted("https://10.0.0.1/") };
    assert_eq!(failure(&trusting, &wanted).0, Fault::Redirect);
    assert_eq!(proxy.requests().len(), 2);
}
