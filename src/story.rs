//! Stories: what several articles on one event say, statement by statement.
//!
//! Articles of one story are read sentence by sentence and clause by clause; `align` finds which say the same,
//! `differ` what differs within what is the same, `origin` whether two articles have one origin. Pure: the
//! same articles always compare the same. It must not know stores, files or screens.

mod align;
mod article;
mod claim;
mod cluster;
mod comparison;
mod differ;
mod difference;
mod link;
mod origin;

use crate::story::align::Aligned;

pub use article::{Article, ArticleIndex, Mismatch, Passage};
pub use claim::{Claim, ClaimId, Sentence, SentenceId, Status};
pub use cluster::{
    CLUSTERER_VERSION, Choice, Frequencies, Group, Headline, OfStory, Profile, Signature, StoryId,
    Term, choose, fits, headline, is_one_event, named_after,
};
pub use comparison::{Comparison, Counterpart, Mark};
pub use difference::{Difference, DifferenceClass, Level, Side};
pub use link::{Link, LinkKind};
pub use origin::{Evidence, Origin, Origins, Relation, Support};

/// Compares the articles of one story. What the user says does not match is not matched.
pub fn compare(articles: &[Article<'_>], mismatches: &[Mismatch]) -> Comparison {
    let Aligned { sentences, claims, sentence_links, links } = align::align(articles, mismatches);
    let plain = Comparison::new(articles.len(), sentences, claims, sentence_links, links);
    let differences = differ::differences(articles, &plain);
    let origins = origin::origins(articles);
    plain.with_differences(differences).with_origins(origins)
}
