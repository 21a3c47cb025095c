//! Links: what a text points to.

use crate::document::SpanStyle;
use crate::extract::citations::found::{FoundCitation, empty};
use crate::extract::reading::Reading;
use crate::fact::{Citation, CitationKind};

/// Finds the links of a text.
pub(crate) fn links(reading: &Reading, found: &mut Vec<FoundCitation>) {
    for block in reading.document.blocks() {
        for span in &block.spans {
            let SpanStyle::Link(address) = &span.style else { continue };
            if span.range.is_empty() {
                continue;
            }
            let citation = Citation {
                publisher: host(address),
                title: Some(reading.text(span.range).to_owned()),
                ..empty(CitationKind::Link)
            };
            found.push(FoundCitation { range: span.range, citation, rule: "a link" });
        }
    }
}

/// Returns the host of an address, without `www.`.
fn host(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?.trim_start_matches("www.");
    (!host.is_empty()).then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn a_link_names_its_host() {
        assert_eq!(host("https://www.example.org/a").as_deref(), Some("example.org"));
        assert_eq!(host("mailto:a"), None);
    }
}
