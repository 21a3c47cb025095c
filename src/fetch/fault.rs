//! What the network's own errors mean, in one clause each that says what is wrong and what to do.

use std::io;
use std::time::Duration;

use rustls::CertificateError;
use ureq::{Error, Timeout};

use crate::fetch::error::{Fault, Trouble};
use crate::fetch::guard::Private;
use crate::fetch::limits::Limits;
use crate::fetch::strict::{BrokenOff, is_broken_off};

/// The most bytes of the head of an answer.
pub(crate) const HEAD: usize = 64 * 1024;

/// Says what went wrong.
pub(crate) fn trouble(error: Error, limits: &Limits) -> Trouble {
    match error {
        Error::Timeout(timeout) => Trouble::failed(Fault::Silent, too_slow(timeout, limits)),
        Error::HostNotFound => Trouble::failed(
            Fault::Unreachable,
            "has a host that is not known; look whether the address is right and the network is there",
        ),
        Error::ConnectProxyFailed(_) => Trouble::failed(
            Fault::Unreachable,
            "is not let through by the proxy that is set; look at http_proxy, https_proxy and all_proxy",
        ),
        Error::Other(inner) if inner.is::<Private>() => private(),
        Error::Other(inner) if inner.is::<BrokenOff>() => broken_off(),
        Error::Io(error) => of_connection(&error),
        Error::Rustls(error) => of_encryption(&error),
        Error::LargeResponseHeader(..) => Trouble::failed(
            Fault::Broken,
            format!("sends more than {HEAD} bytes before its text; open it in a browser"),
        ),
        _ => Trouble::failed(
            Fault::Broken,
            "does not answer as a web server should; look whether the address is right",
        ),
    }
}

/// Says that a public page must not lead there.
pub(crate) fn private() -> Trouble {
    Trouble::failed(
        Fault::Redirect,
        "is on this machine or a private network, where nothing public may lead; give that address \
         itself if it is meant",
    )
}

fn of_connection(error: &io::Error) -> Trouble {
    if let Some(inner) = error.get_ref().and_then(|inner| inner.downcast_ref()) {
        return of_encryption(inner);
    }
    if is_broken_off(error) {
        return broken_off();
    }
    let reason = match error.kind() {
        io::ErrorKind::ConnectionRefused => {
            "has no server that answers; look whether the address is right or try again later"
        }
        _ => "cannot be reached; look whether the address is right and the network is there",
    };
    Trouble::failed(Fault::Unreachable, reason)
}

fn of_encryption(error: &rustls::Error) -> Trouble {
    let reason = match error {
        rustls::Error::InvalidCertificate(certificate) => match certificate {
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
                "shows a certificate that has expired; try again later"
            }
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                "shows a certificate that is not valid yet; look at the clock of this machine"
            }
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                "shows a certificate of another host; look whether the address is right"
            }
            CertificateError::UnknownIssuer => {
                "shows a certificate that nobody trusted has signed; add its authority to the system if \
                 you trust it"
            }
            _ => "shows a certificate that is not valid; open it in a browser",
        },
        rustls::Error::InvalidMessage(_) => {
            "does not speak https there; look whether the address should start with http://"
        }
        _ => "cannot agree on encryption; open it in a browser",
    };
    Trouble::failed(Fault::Unreachable, reason)
}

fn broken_off() -> Trouble {
    Trouble::failed(Fault::Broken, "broke off before the end; try again")
}

fn too_slow(timeout: Timeout, limits: &Limits) -> String {
    let (what, time) = match timeout {
        Timeout::Resolve | Timeout::Connect => ("did not answer within", limits.connect),
        Timeout::PerRead | Timeout::PerWrite => ("was silent for", limits.silence),
        _ => ("took longer than", limits.whole),
    };
    format!("{what} {}; try again later", seconds(time))
}

/// Writes a time in seconds, with a part only if it has one.
fn seconds(time: Duration) -> String {
    if time.subsec_millis() == 0 {
        format!("{} s", time.as_secs())
    } else {
        format!("{:.1} s", time.as_secs_f64())
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::time::Duration;

    use rustls::CertificateError;
    use ureq::{Error, Timeout};

    use super::trouble;
    use crate::fetch::error::{Fault, Trouble};
    use crate::fetch::limits::Limits;

    fn certificate(error: CertificateError) -> Error {
        Error::Io(io::Error::new(
            io::ErrorKind::InvalidData,
            rustls::Error::InvalidCertificate(error),
        ))
    }

    #[test]
    fn every_error_says_what_is_wrong_and_what_to_do() {
        let limits = Limits { connect: Duration::from_millis(1500), ..Limits::default() };
        let table = [
            (Error::Timeout(Timeout::Connect), Fault::Silent, "did not answer within 1.5 s; try"),
            (Error::Timeout(Timeout::PerRead), Fault::Silent, "was silent for 20 s; try"),
            (Error::Timeout(Timeout::Global), Fault::Silent, "took longer than 60 s; try"),
            (Error::HostNotFound, Fault::Unreachable, "has a host that is not known; look"),
            (
                Error::Io(io::ErrorKind::ConnectionRefused.into()),
                Fault::Unreachable,
                "has no server",
            ),
            (Error::Io(io::ErrorKind::NetworkUnreachable.into()), Fault::Unreachable, "cannot be"),
            (Error::Io(io::ErrorKind::UnexpectedEof.into()), Fault::Broken, "broke off before"),
            (
                certificate(CertificateError::Expired),
                Fault::Unreachable,
                "shows a certificate that has",
            ),
            (
                certificate(CertificateError::UnknownIssuer),
                Fault::Unreachable,
                "shows a certificate that nobody",
            ),
            (
                certificate(CertificateError::NotValidForName),
                Fault::Unreachable,
                "shows a certificate of another",
            ),
            (Error::LargeResponseHeader(9, 8), Fault::Broken, "sends more than 65536 bytes before"),
            (
                Error::ConnectProxyFailed("\u{1b}".to_owned()),
                Fault::Unreachable,
                "is not let through",
            ),
        ];
        for (error, fault, start) in table {
            let Trouble::Failed(found, reason) = trouble(error, &limits) else { panic!("{start}") };
            assert_eq!(found, fault, "{start}");
            assert!(reason.starts_with(start), "{reason}");
            assert!(reason.contains("; "), "{reason}");
            assert!(!reason.chars().any(char::is_control), "{reason}");
        }
    }
}
