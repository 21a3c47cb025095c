//! Forwarding: a plain `http` request handed to a proxy as it is.
//!
//! Tunnels are for what is encrypted: many proxies let nothing else through one. A plain request is given
//! to the proxy with the whole address in its first line (RFC 9112, section 3.2.2), which ureq does not
//! write: it is put in when the first bytes are sent.

use ureq::Error;
use ureq::unversioned::transport::{Buffers, ConnectionDetails, Connector, NextTimeout, Transport};

/// Makes requests whole that go to a proxy.
#[derive(Clone, Debug)]
pub(crate) struct Forward {
    /// What stands before the path: `http://example.org:8080`.
    origin: Option<String>,
}

impl Forward {
    /// Leaves requests as they are.
    pub(crate) const fn none() -> Self {
        Self { origin: None }
    }

    /// Puts this before the path of the first request.
    pub(crate) fn of(origin: &str) -> Self {
        Self { origin: Some(origin.to_owned()) }
    }
}

impl<In: Transport> Connector<In> for Forward {
    type Out = ForwardTransport<In>;

    fn connect(
        &self,
        _details: &ConnectionDetails<'_>,
        chained: Option<In>,
    ) -> Result<Option<Self::Out>, Error> {
        let origin = self.origin.clone();
        Ok(chained.map(|inner| ForwardTransport { inner, origin }))
    }
}

#[derive(Debug)]
pub(crate) struct ForwardTransport<In> {
    inner: In,
    /// What is still to be put in.
    origin: Option<String>,
}

impl<In: Transport> Transport for ForwardTransport<In> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.inner.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        let Some(origin) = self.origin.take() else {
            return self.inner.transmit_output(amount, timeout);
        };
        let longer = put_in(self.inner.buffers().output(), amount, origin.as_bytes());
        self.inner.transmit_output(longer.ok_or(Error::ConnectionFailed)?, timeout)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        self.inner.await_input(timeout)
    }

    fn is_open(&mut self) -> bool {
        self.inner.is_open()
    }

    fn is_tls(&self) -> bool {
        self.inner.is_tls()
    }
}

/// Puts an origin before the path in the first line of a request that fills so much of a buffer. Returns how
/// much it fills then, or nothing if there is no room or no path.
fn put_in(buffer: &mut [u8], amount: usize, origin: &[u8]) -> Option<usize> {
    let request = buffer.get(..amount)?;
    let path = request.iter().position(|byte| *byte == b' ')? + 1;
    let longer = amount.checked_add(origin.len())?;
    let after = path + origin.len();
    if request.get(path) != Some(&b'/') || longer > buffer.len() {
        return None;
    }
    buffer.copy_within(path..amount, after);
    buffer.get_mut(path..after)?.copy_from_slice(origin);
    Some(longer)
}

#[cfg(test)]
mod tests {
    use super::put_in;

    #[test]
    fn the_first_line_has_the_whole_address() {
        let table = [
            ("GET /a HTTP/1.1\r\n", "http://b.org", 64, Some("GET http://b.org/a HTTP/1.1\r\n")),
            ("GET / HTTP/1.1\r\n", "http://b", 24, Some("GET http://b/ HTTP/1.1\r\n")),
            ("GET / HTTP/1.1\r\n", "http://b", 23, None),
            ("GET * HTTP/1.1\r\n", "http://b", 64, None),
            ("GET", "http://b", 64, None),
            ("", "http://b", 64, None),
        ];
        for (request, origin, room, expected) in table {
            let mut buffer = vec![b'!'; room];
            buffer[..request.len()].copy_from_slice(request.as_bytes());
            let filled = put_in(&mut buffer, request.len(), origin.as_bytes());
            let written = filled.map(|filled| std::str::from_utf8(&buffer[..filled]).unwrap());
            assert_eq!(written, expected, "{request:?} {room}");
        }
    }
}
