//! Fetching: the only code that talks to the network.
//!
//! A [`Client`] asks for one address and follows where it leads: over `http` and `https` only, never from a
//! public place into a private one, within [`Limits`], until a [`Stop`]. It sends no cookies, no referrer
//! and nothing of the machine. When a host may be asked again is said by [`pace`], which sends nothing. It
//! must not know the library, nor what is done with the bytes.

pub mod address;
pub mod answer;
mod body;
pub mod client;
pub mod error;
mod exchange;
mod fault;
mod forward;
pub mod guard;
mod halt;
pub mod limits;
pub mod pace;
pub mod proxy;
pub mod realm;
mod route;
mod status;
mod strict;
mod transfer;
pub mod trust;

pub use address::Address;
pub use answer::{Answer, Page, Reach, Wanted};
pub use client::Client;
pub use error::{Fault, FetchError};
pub use guard::{Names, Place};
pub use limits::{Limits, Progress, Stop};
pub use pace::Pace;
pub use proxy::Proxies;
pub use realm::Realm;
pub use trust::Trust;
