//! A strict connection: one that breaks off is never taken for the end of what was sent.
//!
//! Where neither a length nor chunks say how much there is, the end of the connection is the end of the
//! body. ureq then takes a reset, and an encrypted connection that ends without saying so, for such an end
//! (RFC 9112, section 9.8, calls both incomplete). Here they become errors.

use std::io;
use std::sync::Arc;

use thiserror::Error;
use ureq::Error;
use ureq::unversioned::transport::{
    Buffers, ConnectionDetails, Connector, NextTimeout, RustlsConnector, Transport,
};

/// The connection broke off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the connection broke off")]
pub(crate) struct BrokenOff;

/// Makes the connection below it strict.
#[derive(Debug)]
pub(crate) struct Strict;

impl<In: Transport> Connector<In> for Strict {
    type Out = StrictTransport<In>;

    fn connect(
        &self,
        _details: &ConnectionDetails<'_>,
        chained: Option<In>,
    ) -> Result<Option<Self::Out>, Error> {
        Ok(chained.map(StrictTransport))
    }
}

#[derive(Debug)]
pub(crate) struct StrictTransport<In>(In);

impl<In: Transport> Transport for StrictTransport<In> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.0.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        self.0.transmit_output(amount, timeout)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        self.0.await_input(timeout).map_err(|error| match error {
            Error::Io(error) if is_broken_off(&error) => Error::Other(Box::new(BrokenOff)),
            other => other,
        })
    }

    fn is_open(&mut self) -> bool {
        self.0.is_open()
    }

    fn is_tls(&self) -> bool {
        self.0.is_tls()
    }
}

/// Tells whether an error says that the other side has gone.
pub(crate) fn is_broken_off(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::UnexpectedEof
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::BrokenPipe
            | io::ErrorKind::NotConnected
    )
}

/// Encrypts connections with one set of certificates, read once and shared by all of a client.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tls(Arc<RustlsConnector>);

impl<In: Transport> Connector<In> for Tls {
    type Out = <RustlsConnector as Connector<In>>::Out;

    fn connect(
        &self,
        details: &ConnectionDetails<'_>,
        chained: Option<In>,
    ) -> Result<Option<Self::Out>, Error> {
        self.0.connect(details, chained)
    }
}
