//! Addresses within a book: from what a file refers to, to the name of the entry in the archive.

use crate::text::Safe;

/// A place in a book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The name of the file in the archive.
    pub file: String,
    /// The mark within the file.
    pub mark: Option<String>,
}

/// Reads a reference that stands in a file of the book; `None` if it leads out of the book. However
/// many steps up it takes, it stays in the archive.
pub fn resolve(from: &str, reference: &str) -> Option<Address> {
    let reference = reference.trim();
    if has_scheme(reference) || reference.starts_with("//") {
        return None;
    }
    let (path, mark) = match reference.split_once('#') {
        Some((path, mark)) => (path, Some(decode(mark)).filter(|mark| !mark.is_empty())),
        None => (reference, None),
    };
    if path.is_empty() {
        return Some(Address { file: from.to_owned(), mark });
    }
    let path = decode(path.split('?').next().unwrap_or(path)).replace('\\', "/");
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut steps: Vec<&str> = Vec::new();
    let relative = (!path.starts_with('/')).then_some(folder).into_iter();
    for step in relative.chain([path.as_str()]).flat_map(|part| part.split('/')) {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    Some(Address { file: steps.join("/"), mark })
}

fn has_scheme(reference: &str) -> bool {
    let scheme = reference.split_once(':').map_or("", |(scheme, _)| scheme);
    scheme.starts_with(|ch: char| ch.is_ascii_alphabetic())
        && scheme.chars().all(|ch| ch.is_ascii_alphanumeric() || "+.-".contains(ch))
}

/// Replaces percent signs and two digits by the bytes that they stand for.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.first_chunk::<2>().filter(|_| *first == b'%');
        let value = digits.and_then(|digits| {
            let digit = |byte: u8| char::from(byte).to_digit(16);
            u8::try_from(digit(digits[0])? * 16 + digit(digits[1])?).ok()
        });
        bytes.push(value.unwrap_or(*first));
        rest = if value.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    Safe::new(&String::from_utf8_lossy(&bytes)).as_str().to_owned()
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn references_lead_to_names_in_the_archive_and_never_out_of_it() {
        let table = [
            ("OEBPS/c.opf", "c1.xhtml", Some("OEBPS/c1.xhtml")),
            ("OEBPS/text/c1.xhtml", "../images/a%20b.png", Some("OEBPS/images/a b.png")),
            ("OEBPS/c1.xhtml", "#n1", Some("OEBPS/c1.xhtml#n1")),
            ("OEBPS/c1.xhtml", "c2.xhtml#n%C3%A91", Some("OEBPS/c2.xhtml#né1")),
            ("c1.xhtml", "../../../etc/passwd", Some("etc/passwd")),
            ("a/c1.xhtml", "/top.xhtml?x=1", Some("top.xhtml")),
            ("a/c1.xhtml", "./b//c.xhtml#", Some("a/b/c.xhtml")),
            ("a/c1.xhtml", "100%.xhtml", Some("a/100%.xhtml")),
            ("a/c1.xhtml", "https://host/x", None),
            ("a/c1.xhtml", "javascript:alert(1)", None),
            ("a/c1.xhtml", "//host/x", None),
        ];
        for (from, reference, expected) in table {
            let address = resolve(from, reference).map(|address| match address.mark {
                Some(mark) => format!("{}#{mark}", address.file),
                None => address.file,
            });
            assert_eq!(address.as_deref(), expected, "{reference}");
        }
    }
}
