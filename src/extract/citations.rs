//! Citations: where a text says that its words and pictures come from.
//!
//! Each sort in its own file: the dateline and the agencies, credits, entries of reference lists, links,
//! publications named by verbs and phrases in running text, publications in the marks of Chinese titles.

pub(crate) mod agency;
pub(crate) mod credit;
pub(crate) mod found;
pub(crate) mod link;
pub(crate) mod mark;
pub(crate) mod reference;
pub(crate) mod running;

use crate::extract::citations::found::FoundCitation;
use crate::extract::entities::Entities;
use crate::extract::reading::Reading;
use crate::extract::times::FoundTime;

/// Finds all citations.
pub(crate) fn citations(
    reading: &Reading,
    entities: &Entities,
    times: &[FoundTime],
) -> Vec<FoundCitation> {
    let mut found = Vec::new();
    found.extend(agency::dateline(reading, entities));
    credit::credits(reading, entities, &mut found);
    reference::references(reading, &mut found);
    link::links(reading, &mut found);
    running::running(reading, entities, times, &mut found);
    mark::marked(reading, &mut found);
    found.sort_by_key(|citation| (citation.range.start(), citation.range.end()));
    agency::agencies(reading, entities, &mut found);
    found
}

#[cfg(test)]
mod tests {
    use crate::document::{BlockKind, DocumentBuilder};
    use crate::extract::extract;
    use crate::fact::FactValue;

    /// Returns `kind publisher/author/title/date/page: passage` of every citation.
    fn found(text: &str) -> Vec<String> {
        let mut builder = DocumentBuilder::new();
        for paragraph in text.split('\n') {
            builder.simple(BlockKind::Paragraph, paragraph);
        }
        let document = builder.finish().unwrap();
        let set = extract(&document);
        let shown = |value: &Option<String>| value.clone().unwrap_or_default();
        set.facts()
            .iter()
            .filter_map(|fact| match &fact.value {
                FactValue::Citation(citation) => Some(format!(
                    "{} {}/{}/{}/{}/{}: {}",
                    citation.kind.name(),
                    shown(&citation.publisher),
                    shown(&citation.author),
                    shown(&citation.title),
                    shown(&citation.date),
                    shown(&citation.page),
                    document.slice(fact.range)
                )),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn texts_name_their_sources() {
        let table: &[(&str, &[&str])] = &[
            ("Mayor Ana Ruiz told the BBC that she was tired.", &["agency BBC////: told the BBC"]),
            (
                "The reef is dying, according to a report by Greenpeace.",
                &["agency Greenpeace//report//: according to a report by Greenpeace"],
            ),
            (
                "The Washington Post reported that it rained.",
                &["agency Washington Post////: Washington Post reported"],
            ),
            (
                "A study published in Nature found that birds sleep.",
                &["agency Nature//study//: study published in Nature"],
            ),
            (
                "A paper published in the journal Cell Reports says so.",
                &["agency Cell Reports//paper//: paper published in the journal Cell Reports"],
            ),
            (
                "Siemens said in a statement that it was sound.",
                &["agency Siemens//statement//: in a statement"],
            ),
            ("Mayor Ana Ruiz wrote on X that she was tired.", &["agency X/Ana Ruiz///: on X"]),
            (
                "The ship sank, Reuters reported, citing Greenpeace.",
                &[
                    "agency Reuters////: Reuters reported",
                    "agency Greenpeace////: citing Greenpeace",
                ],
            ),
            ("The fair opens. Photo: Ana Ruiz/AP", &["credit AP/Ana Ruiz///: Photo: Ana Ruiz/AP"]),
            (
                "《人民日报》2025年11月4日第3版报道了会议。",
                &["agency 人民日报///2025-11-04/第3版: 《人民日报》2025年11月4日第3版"],
            ),
            ("He was told to go according to plan.", &[]),
            ("The law was published in June.", &[]),
            ("She lives in a house on X Street.", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(found(text), *expected, "{text}");
        }
    }
}
