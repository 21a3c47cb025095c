//! An encrypted server for tests, with a certificate that it signs itself.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;

use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::server::{Channel, Reply, Request, Server};

/// How an encrypted connection ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// With the word that nothing more comes.
    Said,
    /// Without it.
    Unsaid,
}

/// A certificate for names, and its key.
pub(crate) struct Identity {
    config: Arc<ServerConfig>,
    certificate: Vec<u8>,
}

impl Identity {
    /// Makes one.
    pub(crate) fn new(names: &[&str]) -> Self {
        let names: Vec<_> = names.iter().map(|name| (*name).to_owned()).collect();
        let made = rcgen::generate_simple_self_signed(names).unwrap();
        let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
        let config =
            ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
                .with_safe_default_protocol_versions()
                .unwrap()
                .with_no_client_auth()
                .with_single_cert(vec![made.cert.der().clone()], key)
                .unwrap();
        Self { config: Arc::new(config), certificate: made.cert.der().to_vec() }
    }

    /// Returns the certificate, for those who should trust it.
    pub(crate) fn certificate(&self) -> Vec<u8> {
        self.certificate.clone()
    }

    /// Starts an encrypted server.
    pub(crate) fn start(
        &self,
        end: End,
        answers: impl Fn(&Request) -> Reply + Send + Sync + 'static,
    ) -> Server {
        let config = Arc::clone(&self.config);
        Server::start_wrapped(
            move |stream| {
                let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
                Some(Box::new(Encrypted { stream: StreamOwned::new(connection, stream), end }))
            },
            answers,
        )
    }
}

struct Encrypted {
    stream: StreamOwned<ServerConnection, TcpStream>,
    end: End,
}

impl Read for Encrypted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.stream.read(buffer)
    }
}

impl Write for Encrypted {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.stream.write(buffer)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

impl Channel for Encrypted {
    fn finish(&mut self) {
        if self.end == End::Said {
            self.stream.conn.send_close_notify();
        }
        let _ = self.stream.flush();
    }
}
