//! Trust: whose word about a server's identity is taken.
//!
//! The system's certificates are: the user or their company decides what is in them, so that what was added
//! (for a company's own servers) works and what was taken out is not trusted; `SSL_CERT_FILE` and
//! `SSL_CERT_DIR` name others, as everywhere. Where the system has none, as in many containers, Mozilla's
//! list, which is in the program, stands in. They are read when the first encrypted address is asked, which
//! costs a few milliseconds, and once for each client. (The platform verifier of rustls does the same on the
//! systems this program runs on, with more code.)

use std::sync::{Arc, OnceLock};

use ureq::tls::{Certificate, RootCerts, TlsConfig};

/// Whose word is taken.
#[derive(Clone, Debug, Default)]
pub enum Trust {
    /// The system's, and Mozilla's where it has none.
    #[default]
    System,
    /// That of these certificates in DER alone.
    Only(Vec<Vec<u8>>),
}

/// Certificates that are read when they are needed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Roots {
    trust: Trust,
    read: Arc<OnceLock<RootCerts>>,
}

impl Roots {
    pub(crate) fn new(trust: Trust) -> Self {
        Self { trust, read: Arc::default() }
    }

    /// Returns how an encrypted connection is made.
    pub(crate) fn config(&self) -> TlsConfig {
        let roots = self.read.get_or_init(|| match &self.trust {
            Trust::System => system(),
            Trust::Only(certificates) => specific(certificates.iter().map(Vec::as_slice)),
        });
        TlsConfig::builder().root_certs(roots.clone()).build()
    }
}

fn system() -> RootCerts {
    // What cannot be read is left out: a server that hangs on it is then not trusted, and that is said.
    let found = rustls_native_certs::load_native_certs().certs;
    if found.is_empty() {
        return RootCerts::WebPki;
    }
    specific(found.iter().map(AsRef::as_ref))
}

fn specific<'a>(certificates: impl Iterator<Item = &'a [u8]>) -> RootCerts {
    certificates.map(|der| Certificate::from_der(der).to_owned()).into()
}
