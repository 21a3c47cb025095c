//! Stories compared, as `sidelight compare --format json` prints them; those of the library have their identities
//! and titles too.

use serde::Serialize;

use crate::cli::compared::{Compared, Source, Story};
use crate::cli::json::place::Place;
use crate::story::{Claim, ClaimId, Difference, Evidence, Link, Origin, Passage};

/// The articles that were compared and the stories they form.
#[derive(Debug, Serialize)]
pub struct ComparisonJson<'a> {
    documents: Vec<DocumentJson<'a>>,
    stories: Vec<StoryJson<'a>>,
}

impl<'a> ComparisonJson<'a> {
    /// Takes what was compared apart.
    pub fn new(compared: &'a Compared) -> Self {
        Self {
            documents: compared.sources.iter().map(DocumentJson::from).collect(),
            stories: compared.stories.iter().map(StoryJson::from).collect(),
        }
    }
}

#[derive(Debug, Serialize)]
struct DocumentJson<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    path: &'a str,
    title: Option<&'a str>,
    text: &'a str,
}

impl<'a> From<&'a Source> for DocumentJson<'a> {
    fn from(source: &'a Source) -> Self {
        Self {
            id: source.id.map(|id| id.to_string()),
            path: &source.name,
            title: source.title(),
            text: source.document.text(),
        }
    }
}

#[derive(Debug, Serialize)]
struct StoryJson<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    documents: &'a [usize],
    /// How many articles of the story were not compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<usize>,
    claims: Vec<ClaimJson>,
    differences: Vec<DifferenceJson>,
    origins: Vec<OriginJson<'a>>,
}

impl<'a> From<&'a Story> for StoryJson<'a> {
    fn from(story: &'a Story) -> Self {
        let comparison = &story.comparison;
        Self {
            id: story.id.map(|id| id.to_string()),
            title: story.id.map(|_| story.title.as_str()),
            documents: &story.members,
            left_out: Some(story.left_out).filter(|count| *count > 0),
            claims: comparison
                .claims()
                .map(|(id, claim)| ClaimJson::new(story, id, claim))
                .collect(),
            differences: comparison
                .differences()
                .iter()
                .map(|difference| DifferenceJson::new(story, difference))
                .collect(),
            origins: comparison
                .origins()
                .iter()
                .map(|origin| OriginJson::new(story, origin))
                .collect(),
        }
    }
}

/// A stretch of the text of one of the documents.
#[derive(Debug, Serialize)]
struct PlaceJson {
    document: usize,
    #[serde(flatten)]
    place: Place,
}

impl PlaceJson {
    fn new(story: &Story, passage: Passage) -> Self {
        Self { document: story.source(passage.article), place: passage.range.into() }
    }
}

#[derive(Debug, Serialize)]
struct ClaimJson {
    #[serde(flatten)]
    place: PlaceJson,
    certainty: &'static str,
    stance: &'static str,
    status: &'static str,
    links: Vec<LinkJson>,
}

impl ClaimJson {
    fn new(story: &Story, id: ClaimId, claim: &Claim) -> Self {
        let links = story.comparison.links(id).iter();
        Self {
            place: PlaceJson::new(story, claim.passage),
            certainty: claim.certainty.name(),
            stance: claim.stance.name(),
            status: claim.status.name(),
            links: links.filter_map(|link| LinkJson::new(story, link)).collect(),
        }
    }
}

#[derive(Debug, Serialize)]
struct LinkJson {
    #[serde(flatten)]
    place: PlaceJson,
    score: f64,
    kind: &'static str,
}

impl LinkJson {
    fn new(story: &Story, link: &Link<ClaimId>) -> Option<Self> {
        let passage = story.comparison.passage(link.to)?;
        // More digits would claim more than the score knows.
        let score = (f64::from(link.score) * 1000.0).round() / 1000.0;
        Some(Self { place: PlaceJson::new(story, passage), score, kind: link.kind.name() })
    }
}

#[derive(Debug, Serialize)]
struct DifferenceJson {
    class: &'static str,
    level: &'static str,
    sides: Vec<PlaceJson>,
}

impl DifferenceJson {
    fn new(story: &Story, difference: &Difference) -> Self {
        let sides = difference.sides.iter();
        Self {
            class: difference.class.name(),
            level: difference.level.name(),
            sides: sides.map(|side| PlaceJson::new(story, side.passage)).collect(),
        }
    }
}

#[derive(Debug, Serialize)]
struct OriginJson<'a> {
    documents: [usize; 2],
    relation: &'static str,
    evidence: Vec<EvidenceJson<'a>>,
}

impl<'a> OriginJson<'a> {
    fn new(story: &Story, origin: &'a Origin) -> Self {
        Self {
            documents: origin.articles.map(|article| story.source(article)),
            relation: origin.relation.name(),
            evidence: origin
                .evidence
                .iter()
                .map(|evidence| EvidenceJson::new(story, evidence))
                .collect(),
        }
    }
}

#[derive(Debug, Serialize)]
struct EvidenceJson<'a> {
    words: &'a str,
    passages: Vec<PlaceJson>,
}

impl<'a> EvidenceJson<'a> {
    fn new(story: &Story, evidence: &'a Evidence) -> Self {
        let passages = evidence.passages.iter();
        Self {
            words: &evidence.words,
            passages: passages.map(|passage| PlaceJson::new(story, *passage)).collect(),
        }
    }
}
