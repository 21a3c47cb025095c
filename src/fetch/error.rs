//! Why nothing was fetched.

use jiff::Timestamp;
use thiserror::Error;

use crate::fetch::address::shown;

/// Why nothing was fetched.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FetchError {
    /// The user stopped it.
    #[error("{address} was not fetched: stopped")]
    Stopped {
        /// The address.
        address: String,
    },
    /// The server wants to be asked later.
    #[error("{address} asks to wait; it is tried again later")]
    Busy {
        /// The address.
        address: String,
        /// When it may be asked again.
        until: Option<Timestamp>,
    },
    /// Anything else, with what to do.
    #[error("{address} {reason}")]
    Failed {
        /// The address.
        address: String,
        /// One clause that says what is wrong and what to do.
        reason: String,
        /// What kind of failure it is.
        fault: Fault,
    },
}

impl FetchError {
    /// Returns the kind of failure, if it is one.
    pub const fn fault(&self) -> Option<Fault> {
        match self {
            Self::Failed { fault, .. } => Some(*fault),
            Self::Stopped { .. } | Self::Busy { .. } => None,
        }
    }
}

/// The kinds of failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is no address that can be fetched.
    Address,
    /// The host is not found, refuses connections or is not who it should be.
    Unreachable,
    /// The server takes too long.
    Silent,
    /// It leads nowhere, or where it must not.
    Redirect,
    /// The server does not let it be read.
    Refused,
    /// There is nothing at the address now.
    Missing,
    /// There will never again be something at the address.
    Gone,
    /// The server has a fault of its own.
    Server,
    /// It is larger than the limit.
    TooLarge,
    /// What was sent is incomplete or no HTTP.
    Broken,
}

/// What went wrong, before the address is added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    Busy(Option<Timestamp>),
    Failed(Fault, String),
}

impl Trouble {
    pub(crate) fn failed(fault: Fault, reason: impl Into<String>) -> Self {
        Self::Failed(fault, reason.into())
    }

    /// Says it of an address.
    pub(crate) fn of(self, address: &str) -> FetchError {
        let address = shown(address);
        match self {
            Self::Busy(until) => FetchError::Busy { address, until },
            Self::Failed(fault, reason) => FetchError::Failed { address, reason, fault },
        }
    }
}
