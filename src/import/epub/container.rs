//! The outermost files of a book: which package it is, and what in it is encrypted.

use crate::import::epub::address::resolve;
use crate::import::epub::markup::{Kind, Tokens, local};

/// The name of the file that names the package.
pub const CONTAINER: &str = "META-INF/container.xml";

/// The name of the file that lists what is encrypted.
pub const ENCRYPTION: &str = "META-INF/encryption.xml";

/// Ways of garbling fonts that hide nothing else.
const GARBLED: [&str; 2] = ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];

/// Returns the names of the packages that a decoded container file lists; a book may be there in
/// several forms, of which the first is the usual one.
pub fn packages(text: &str) -> Vec<String> {
    let roots = Tokens::new(text).filter_map(|token| match token.kind {
        Kind::Open(tag) if tag.local() == "rootfile" => {
            let media = tag.attribute("media-type").unwrap_or_default();
            let is_package = media.is_empty() || media.trim() == "application/oebps-package+xml";
            tag.attribute("full-path").filter(|_| is_package)
        }
        _ => None,
    });
    roots.filter_map(|path| Some(resolve("", &path)?.file)).collect()
}

/// Returns the names of the files that are encrypted, fonts left out.
pub fn encrypted(text: &str) -> Vec<String> {
    let mut files = Vec::new();
    let mut method = String::new();
    for token in Tokens::new(text) {
        match token.kind {
            Kind::Open(tag) => match tag.local() {
                "EncryptionMethod" => method = tag.attribute("Algorithm").unwrap_or_default(),
                "CipherReference" if !GARBLED.contains(&method.trim()) => {
                    let file = tag.attribute("URI").and_then(|path| resolve("", &path));
                    files.extend(file.map(|address| address.file));
                }
                _ => {}
            },
            Kind::Close(name) if local(name) == "EncryptedData" => method.clear(),
            _ => {}
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::{encrypted, packages};

    #[test]
    fn a_container_names_its_packages() {
        let text = "<container><rootfiles><rootfile full-path='OEBPS/c.opf' \
            media-type='application/oebps-package+xml'/><rootfile full-path='b.pdf' \
            media-type='application/pdf'/></rootfiles></container>";
        assert_eq!(packages(text), ["OEBPS/c.opf"]);
        assert_eq!(packages("no container"), [""; 0]);
    }

    #[test]
    fn garbled_fonts_are_not_encrypted() {
        let text = "<encryption><enc:EncryptedData><enc:EncryptionMethod \
            Algorithm='http://www.idpf.org/2008/embedding'/><enc:CipherData>\
            <enc:CipherReference URI='f.otf'/></enc:CipherData></enc:EncryptedData>\
            <EncryptedData><EncryptionMethod Algorithm='http://www.w3.org/2001/04/xmlenc#aes128-cbc'/>\
            <KeyInfo/><CipherData><CipherReference URI='OEBPS/c%201.xhtml'/></CipherData>\
            </EncryptedData></encryption>";
        assert_eq!(encrypted(text), ["OEBPS/c 1.xhtml"]);
    }
}
