//! A web server for tests, on this machine only: it answers as told, byte for byte, and breaks off when told.
//!
//! Nothing in it waits for time. A body that should be slow comes as fast as the client reads until the
//! client gives up, or not at all until the test opens a [`Gate`] or the client leaves. When the server is
//! dropped, all of its threads end and are waited for.
//!
//! ```ignore
//! let server = Server::start(|request| match request.path.as_str() {
//!     "/a" => Reply::html("<p>Hello"),
//!     _ => Reply::status(404),
//! });
//! client.fetch(server.address("/a"));
//! assert_eq!(server.requests()[0].header("cookie"), None);
//! ```

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};

pub(crate) mod tls;

/// The most bytes of the head of a request; more is a fault of the program under test.
const HEAD: u64 = 64 * 1024;

/// What was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Request {
    /// `GET`, or `CONNECT` where the server is a proxy.
    pub(crate) method: String,
    /// The path and query as sent; for a proxy the host and port.
    pub(crate) path: String,
    /// The headers, names in small letters, in the order sent.
    pub(crate) headers: Vec<(String, String)>,
}

impl Request {
    /// Returns a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(other, _)| other == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// What is answered.
#[derive(Clone, Debug)]
pub(crate) struct Reply(Vec<Part>);

#[derive(Clone, Debug)]
enum Part {
    Bytes(Vec<u8>),
    /// The same bytes again and again until the client leaves.
    Endless(Vec<u8>),
    /// Nothing until the gate is open, the client leaves or the server ends.
    Wait(Gate),
    /// Nothing until the client leaves or the server ends.
    Silence,
    /// Ends with a reset instead of an end.
    Reset,
    /// From here on a proxy: bytes go to and fro between the client and this address.
    Tunnel(SocketAddr),
}

impl Reply {
    /// Exactly these bytes, head and all.
    pub(crate) fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self(vec![Part::Bytes(bytes.into())])
    }

    /// A status without a body.
    pub(crate) fn status(code: u16) -> Self {
        Self::with(code, &[], b"")
    }

    /// A status, headers and a body with its length.
    pub(crate) fn with(code: u16, headers: &[(&str, &str)], body: &[u8]) -> Self {
        let mut head = format!("HTTP/1.1 {code} Said\r\n");
        for (name, value) in headers {
            let _ = write!(head, "{name}: {value}\r\n");
        }
        let _ = write!(head, "Content-Length: {}\r\n\r\n", body.len());
        Self::raw([head.as_bytes(), body].concat())
    }

    /// A page.
    pub(crate) fn html(body: &str) -> Self {
        Self::with(200, &[("Content-Type", "text/html; charset=utf-8")], body.as_bytes())
    }

    /// A feed or anything else with its media type.
    pub(crate) fn of_type(media_type: &str, body: impl AsRef<[u8]>) -> Self {
        Self::with(200, &[("Content-Type", media_type)], body.as_ref())
    }

    /// A redirect.
    pub(crate) fn redirect(code: u16, location: &str) -> Self {
        Self::with(code, &[("Location", location)], b"")
    }

    /// Adds bytes.
    #[must_use]
    pub(crate) fn then(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.0.push(Part::Bytes(bytes.into()));
        self
    }

    /// Adds the same bytes for ever.
    #[must_use]
    pub(crate) fn then_endless(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.0.push(Part::Endless(bytes.into()));
        self
    }

    /// Waits for a gate.
    #[must_use]
    pub(crate) fn then_wait(mut self, gate: &Gate) -> Self {
        self.0.push(Part::Wait(gate.clone()));
        self
    }

    /// Says nothing more, without an end.
    #[must_use]
    pub(crate) fn then_silence(mut self) -> Self {
        self.0.push(Part::Silence);
        self
    }

    /// Resets the connection.
    #[must_use]
    pub(crate) fn then_reset(mut self) -> Self {
        self.0.push(Part::Reset);
        self
    }

    /// Becomes a tunnel, as a proxy does.
    pub(crate) fn tunnel(target: SocketAddr) -> Self {
        Self::raw("HTTP/1.1 200 Connected\r\n\r\n").then_tunnel(target)
    }

    fn then_tunnel(mut self, target: SocketAddr) -> Self {
        self.0.push(Part::Tunnel(target));
        self
    }
}

/// Something that a reply waits for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gate(Arc<(Mutex<bool>, Condvar)>);

impl Gate {
    /// Makes a closed gate.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Opens it.
    pub(crate) fn open(&self) {
        *self.0.0.lock().unwrap() = true;
        self.0.1.notify_all();
    }

    /// Waits until it is open.
    pub(crate) fn wait(&self) {
        let open = self.0.0.lock().unwrap();
        drop(self.0.1.wait_while(open, |open| !*open).unwrap());
    }
}

type Answers = dyn Fn(&Request) -> Reply + Send + Sync;
type Wrap = dyn Fn(TcpStream) -> Option<Box<dyn Channel>> + Send + Sync;

/// A connection, perhaps encrypted.
pub(crate) trait Channel: Read + Write + Send {
    /// Says that nothing more comes.
    fn finish(&mut self) {}
}

impl Channel for TcpStream {}

/// A server that runs until it is dropped.
pub(crate) struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    listening: Option<JoinHandle<()>>,
}

struct Shared {
    ending: AtomicBool,
    answers: Box<Answers>,
    wrap: Option<Box<Wrap>>,
    requests: Mutex<Vec<Request>>,
    /// Every connection that is open, by its number, to shut it down at the end.
    streams: Mutex<BTreeMap<usize, TcpStream>>,
    gates: Mutex<Vec<Gate>>,
}

impl Server {
    /// Starts a server that answers so.
    pub(crate) fn start(answers: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        Self::launch(Box::new(answers), None)
    }

    /// Starts a server whose connections are wrapped first, as TLS does; one that cannot be is closed.
    pub(crate) fn start_wrapped(
        wrap: impl Fn(TcpStream) -> Option<Box<dyn Channel>> + Send + Sync + 'static,
        answers: impl Fn(&Request) -> Reply + Send + Sync + 'static,
    ) -> Self {
        Self::launch(Box::new(answers), Some(Box::new(wrap)))
    }

    fn launch(answers: Box<Answers>, wrap: Option<Box<Wrap>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            ending: AtomicBool::new(false),
            answers,
            wrap,
            requests: Mutex::default(),
            streams: Mutex::default(),
            gates: Mutex::default(),
        });
        let ours = Arc::clone(&shared);
        let listening = thread::spawn(move || listen(&listener, &ours));
        Self { address, shared, listening: Some(listening) }
    }

    /// Returns where it listens.
    pub(crate) const fn socket(&self) -> SocketAddr {
        self.address
    }

    /// Returns the address of a path.
    pub(crate) fn address(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Returns what was asked so far.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.shared.requests.lock().unwrap().clone()
    }

    /// Returns the paths that were asked so far.
    pub(crate) fn paths(&self) -> Vec<String> {
        self.requests().into_iter().map(|request| request.path).collect()
    }
}

impl Shared {
    fn shut_down(&self) {
        for stream in self.streams.lock().unwrap().values() {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.ending.store(true, Ordering::SeqCst);
        for gate in self.shared.gates.lock().unwrap().drain(..) {
            gate.open();
        }
        self.shared.shut_down();
        // Wakes the thread that listens.
        let _ = TcpStream::connect(self.address);
        if let Some(listening) = self.listening.take()
            && listening.join().is_err()
            && !thread::panicking()
        {
            panic!("the server panicked");
        }
    }
}

fn listen(listener: &TcpListener, shared: &Arc<Shared>) {
    let mut serving = Vec::new();
    for stream in listener.incoming() {
        if shared.ending.load(Ordering::SeqCst) {
            break;
        }
        let Ok(stream) = stream else { continue };
        let number = serving.len();
        shared.streams.lock().unwrap().insert(number, stream.try_clone().unwrap());
        let shared = Arc::clone(shared);
        serving.push(thread::spawn(move || {
            serve(stream, &shared);
            shared.streams.lock().unwrap().remove(&number);
        }));
    }
    // Those that began while the server was ending did not see their connection closed.
    shared.shut_down();
    for thread in serving {
        thread.join().unwrap();
    }
}

/// Serves one connection; whatever the client does ends it.
fn serve(stream: TcpStream, shared: &Shared) {
    let raw = stream.try_clone().unwrap();
    let channel: Option<Box<dyn Channel>> = match &shared.wrap {
        Some(wrap) => wrap(stream),
        None => Some(Box::new(stream)),
    };
    if let Some(mut channel) = channel {
        while let Some(request) = read_request(&mut channel) {
            let reply = (shared.answers)(&request);
            shared.requests.lock().unwrap().push(request.clone());
            match send(&mut channel, &raw, &reply, shared) {
                Next::Close => break,
                Next::Reset => return,
                Next::Request if request.header("connection") == Some("close") => break,
                Next::Request => {}
            }
        }
        channel.finish();
    }
    // What the client has sent beyond its request is read, so that closing does not reset the connection.
    let _ = raw.shutdown(Shutdown::Write);
    drain(&raw);
}

fn drain(mut stream: &TcpStream) {
    let mut buffer = [0; 4096];
    while matches!(stream.read(&mut buffer), Ok(count) if count > 0) {}
}

fn read_request(channel: &mut Box<dyn Channel>) -> Option<Request> {
    let mut reader = BufReader::with_capacity(1, channel).take(HEAD);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut words = line.split_whitespace().map(str::to_owned);
    let (method, path) = (words.next()?, words.next()?);
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.trim_end();
        if line.is_empty() {
            return Some(Request { method, path, headers });
        }
        let (name, value) = line.split_once(':')?;
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
}

/// What comes after a reply.
enum Next {
    Request,
    Close,
    /// Close at once, without a proper end.
    Reset,
}

fn send(channel: &mut Box<dyn Channel>, raw: &TcpStream, reply: &Reply, shared: &Shared) -> Next {
    for part in &reply.0 {
        match part {
            Part::Bytes(bytes) => {
                if !say(channel, bytes) {
                    return Next::Close;
                }
            }
            Part::Endless(bytes) => {
                while say(channel, bytes) {}
                return Next::Close;
            }
            Part::Wait(gate) => {
                shared.gates.lock().unwrap().push(gate.clone());
                if shared.ending.load(Ordering::SeqCst) {
                    return Next::Close;
                }
                gate.wait();
            }
            // Ends when the client leaves, or the server shuts the connection down.
            Part::Silence => {
                drain(raw);
                return Next::Close;
            }
            Part::Reset => {
                reset(raw);
                return Next::Reset;
            }
            Part::Tunnel(target) => {
                tunnel(raw, *target);
                return Next::Close;
            }
        }
    }
    Next::Request
}

/// Returns whether the client still listens.
fn say(channel: &mut Box<dyn Channel>, bytes: &[u8]) -> bool {
    channel.write_all(bytes).and_then(|()| channel.flush()).is_ok()
}

/// Closing without waiting for what is on the way makes the system send a reset.
fn reset(stream: &TcpStream) {
    rustix::net::sockopt::set_socket_linger(stream, Some(std::time::Duration::ZERO)).unwrap();
}

/// Ends when both sides have; the client's side is shut down with the server.
fn tunnel(client: &TcpStream, target: SocketAddr) {
    let Ok(server) = TcpStream::connect(target) else { return };
    thread::scope(|scope| {
        scope.spawn(|| {
            pass(&server, client);
            let _ = server.shutdown(Shutdown::Both);
        });
        pass(client, &server);
    });
}

fn pass(mut from: &TcpStream, mut to: &TcpStream) {
    let _ = std::io::copy(&mut from, &mut to);
    let _ = to.shutdown(Shutdown::Write);
}
