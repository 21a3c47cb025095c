//! The body of an answer: counted as it comes, expanded once, never more than the limit, never cut.

use std::io::{self, Read};

use flate2::read::MultiGzDecoder;
use ureq::Body;
use ureq::http::Response;
use ureq::http::header::CONTENT_ENCODING;

use crate::fetch::address::cut;
use crate::fetch::error::{Fault, Trouble};
use crate::fetch::fault::trouble;
use crate::fetch::limits::{Limits, Progress};
use crate::text::Safe;

/// The most bytes that are set aside because a server says that they will come.
const SET_ASIDE: u64 = 1024 * 1024;

/// Reads a body.
pub(crate) fn read(
    response: Response<Body>,
    limits: &Limits,
    progress: &mut dyn FnMut(Progress),
) -> Result<Vec<u8>, Trouble> {
    let packing = packing(&response)?;
    let body = response.into_body();
    let expected = body.content_length();
    if expected.is_some_and(|expected| expected > limits.bytes) {
        return Err(too_large(limits.bytes));
    }
    let aside = expected.unwrap_or_default().min(SET_ASIDE);
    let mut bytes = Vec::with_capacity(usize::try_from(aside).unwrap_or_default());
    let mut wire =
        Wire { body: body.into_reader(), received: 0, expected, progress, broken: false };
    // One byte more than the limit tells a body that is too large from one that just fits.
    let most = limits.bytes.saturating_add(1);
    let result = match packing {
        Packing::None => (&mut wire).take(most).read_to_end(&mut bytes),
        Packing::Gzip => MultiGzDecoder::new(&mut wire).take(most).read_to_end(&mut bytes),
    };
    match result {
        Ok(_) if bytes.len() as u64 > limits.bytes => Err(too_large(limits.bytes)),
        Ok(_) => Ok(bytes),
        Err(error) if wire.broken => Err(trouble(error.into(), limits)),
        Err(_) if wire.received == 0 => Ok(bytes),
        Err(_) => Err(Trouble::failed(
            Fault::Broken,
            "is packed in a way that cannot be unpacked; try again later",
        )),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packing {
    None,
    Gzip,
}

/// Only what was offered is taken, and only once: a body that is packed twice serves nobody.
fn packing(response: &Response<Body>) -> Result<Packing, Trouble> {
    let mut packing = Packing::None;
    for value in response.headers().get_all(CONTENT_ENCODING) {
        let value = String::from_utf8_lossy(value.as_bytes()).to_ascii_lowercase();
        for name in value.split(',').map(str::trim) {
            packing = match name {
                "" | "identity" => packing,
                "gzip" | "x-gzip" if packing == Packing::None => Packing::Gzip,
                _ => return Err(unknown(&value)),
            };
        }
    }
    Ok(packing)
}

fn unknown(name: &str) -> Trouble {
    let name = Safe::new(&cut(name, 40));
    Trouble::failed(
        Fault::Broken,
        format!("is packed in a way that was not asked for ({name}); {OPEN}"),
    )
}

const OPEN: &str = "open it in a browser";

fn too_large(limit: u64) -> Trouble {
    Trouble::failed(
        Fault::TooLarge,
        format!("is larger than the {limit} bytes that are taken; nothing was fetched"),
    )
}

/// Counts the bytes as they were sent, and remembers whether it was the sending that failed.
struct Wire<'a> {
    body: ureq::BodyReader<'static>,
    received: u64,
    expected: Option<u64>,
    progress: &'a mut dyn FnMut(Progress),
    broken: bool,
}

impl Read for Wire<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.body.read(buffer) {
            Ok(0) => Ok(0),
            Ok(count) => {
                self.received += count as u64;
                (self.progress)(Progress { received: self.received, expected: self.expected });
                Ok(count)
            }
            Err(error) => {
                self.broken = error.kind() != io::ErrorKind::Interrupted;
                Err(error)
            }
        }
    }
}
