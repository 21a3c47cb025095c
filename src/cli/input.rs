//! Inputs: the files, addresses and the standard input that a command is given, read and imported.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};

use crate::cli::network::Network;
use crate::document::Document;
use crate::fetch::address::shown;
use crate::import::{LIMIT, Overrides, Payload, import};
use crate::library::read_file;

/// Articles and what the user says of them.
#[derive(Debug)]
pub struct Articles {
    /// Where they are.
    pub inputs: Vec<Input>,
    /// What the user says of them.
    pub given: Overrides,
}

/// Something to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file or folder, as the user wrote it.
    File(PathBuf),
    /// An address on the network, as the user wrote it.
    Address(String),
    /// Standard input.
    Standard,
}

impl From<PathBuf> for Input {
    fn from(path: PathBuf) -> Self {
        match path.to_str() {
            Some("-") => Self::Standard,
            Some(text) if is_address(text) => Self::Address(text.to_owned()),
            _ => Self::File(path),
        }
    }
}

impl Input {
    /// Returns how messages and JSON call it: the path or address as it was given, or `-`.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path.to_string_lossy().into_owned(),
            Self::Address(address) => address.clone(),
            Self::Standard => "-".to_owned(),
        }
    }

    /// Reads and imports it.
    ///
    /// # Errors
    ///
    /// Fails if it cannot be read or fetched, or is refused; the message says what to do.
    pub fn document(&self, network: &Network, given: &Overrides) -> Result<Document> {
        let (bytes, name, media_type, called) = match self {
            Self::File(path) => {
                (read_file(path)?, file_name(path), None, path.display().to_string())
            }
            Self::Address(address) => {
                let page = network.get(address)?;
                (page.bytes, page.address, page.media_type, shown(address))
            }
            Self::Standard => {
                let name = "standard input".to_owned();
                (read_standard()?, name.clone(), None, name)
            }
        };
        let payload = Payload::new(&bytes, &name, given).with_media_type(media_type.as_deref());
        import(&payload).map_err(|refusal| anyhow!("{called} {refusal}"))
    }
}

/// Tells whether an argument is meant as an address: it begins as one. Any other is a file.
fn is_address(text: &str) -> bool {
    ["http://", "https://"]
        .iter()
        .any(|start| text.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start)))
}

/// Reads standard input whole, up to one byte more than import takes.
///
/// # Errors
///
/// Fails if it cannot be read.
pub fn read_standard() -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let input = std::io::stdin().lock();
    input
        .take(LIMIT + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| anyhow!("standard input cannot be read: {error}; give a file instead"))?;
    Ok(bytes)
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
