//! Addresses on the command line, from a server of this machine.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::cli::{json_lines, run};
use crate::server::tls::{End, Identity};
use crate::server::{Reply, Server};

const PIER: &str = "# The pier\n\nThe pier fell on Monday.\n";

fn server() -> Server {
    Server::start(|request| match request.path.as_str() {
        "/pier.md" => Reply::of_type("text/markdown; charset=utf-8", PIER),
        "/moved" => Reply::redirect(301, "/pier.md"),
        "/picture" => Reply::of_type("image/png", b"\x89PNG\r\n\x1a\n"),
        "/secret" => Reply::status(403),
        "/\u{1b}" => Reply::status(500),
        _ => Reply::status(404),
    })
}

#[test]
fn what_is_at_an_address_is_printed() {
    let server = server();
    let address = server.address("/pier.md");
    let article = &json_lines(&run("text --format json").with(&address).succeeds())[0];
    assert_eq!(
        (&article["path"], &article["title"]),
        (&address.as_str().into(), &"The pier".into())
    );
    let article =
        &json_lines(&run("facts --format json").with(server.address("/moved")).succeeds())[0];
    assert_eq!(article["title"], "The pier");
    let plain = run("text --width 0").with(&address).succeeds();
    assert_eq!(plain, "The pier\n\nThe pier fell on Monday.\n");
    assert_eq!(run("").with(address.replacen("http", "HTTP", 1)).succeeds(), plain);
}

#[test]
fn an_address_that_gives_nothing_is_told_and_the_others_are_printed() {
    let server = server();
    let at = |path: &str| server.address(path);
    run("text").with(at("/none")).fails(1, &["/none is not there (404); look whether"]);
    run("facts").with(at("/secret")).fails(1, &["(403); save the page"]);
    run("text").with(at("/picture")).fails(1, &["/picture is a PNG picture, not a text"]);
    run("text http://").fails(1, &["http:// is no address; give one that starts with"]);
    run("text").with("http://me:secret@[::1").fails(1, &["http://[::1 is no address"]);
    let line = run("text --format json").with(at("/none")).with(at("/pier.md")).with(at("/secret"));
    let outcome = line.finish();
    assert_eq!(outcome.code, 1);
    assert_eq!(json_lines(&outcome.output).len(), 1);
    assert_eq!(outcome.errors.lines().count(), 2, "{outcome:?}");
    run("text ftp://example.org/").fails(1, &["ftp://example.org/"]);
}

#[test]
fn proxies_of_the_environment_are_asked() {
    let proxy = Server::start(|_| Reply::status(403));
    let mut line = run("text http://page.example/");
    line.environment.push(("http_proxy".to_owned(), proxy.address("")));
    line.fails(1, &["http://page.example/ does not let itself be read by programs (403)"]);
    assert_eq!(proxy.paths(), ["http://page.example/"]);
}

#[test]
fn certificates_of_the_system_are_trusted() {
    let identity = Identity::new(&["localhost"]);
    let server = identity.start(End::Said, |_| Reply::of_type("text/plain", "It fell.\n"));
    let address = format!("https://localhost:{}/pier.txt", server.socket().port());
    let file = tempfile::NamedTempFile::new().unwrap();
    let der = STANDARD.encode(identity.certificate());
    let pem = format!("-----BEGIN CERTIFICATE-----\n{der}\n-----END CERTIFICATE-----\n");
    std::fs::write(file.path(), pem).unwrap();
    let mut line = run("text").with(&address);
    line.environment.push(("SSL_CERT_FILE".to_owned(), file.path().to_str().unwrap().to_owned()));
    assert_eq!(line.succeeds(), "It fell.\n");
    run("text").with(&address).fails(1, &["nobody trusted has signed; add its authority"]);
}
