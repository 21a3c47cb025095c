//! The outline of a story: what its articles have in common and what each alone says, put in the order in which a
//! reader asks for it. It must not know how it is printed.

use std::collections::BTreeSet;

use crate::cli::compared::{Source, Story};
use crate::fact::{Certainty, Stance};
use crate::story::{
    ArticleIndex, Claim, ClaimId, Difference, Level, LinkKind, Origins, Passage, Status, Support,
};
use crate::text::Safe;

/// A story in order.
#[derive(Debug)]
pub struct Outline<'a> {
    /// The story.
    pub story: &'a Story,
    /// All articles that were compared, also those of other stories.
    pub sources: &'a [Source],
    /// Its articles by their origins.
    pub origins: Origins,
    /// What they say differently: what differs first, then what later reports bring up to date, then what is worth
    /// a look.
    pub differences: Vec<&'a Difference>,
    /// What several say.
    pub common: Vec<Common>,
    /// What each alone says, by article.
    pub alone: Vec<Alone>,
}

/// Something that several articles say.
#[derive(Debug)]
pub struct Common {
    /// The claims, one of each article that has it, in their order.
    pub claims: Vec<ClaimId>,
    /// Whether all say it in the same words.
    pub kind: LinkKind,
    /// How far they agree on it.
    pub agreement: Agreement,
}

/// How far articles agree on what several of them say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreement {
    /// They say it differently: nothing bears out anything.
    Differing,
    /// They say the same, which rests on so many origins.
    On(Support),
}

impl Agreement {
    /// Returns the words for a reader.
    pub fn words(self) -> String {
        match self {
            Self::Differing => "not alike, see what differs".to_owned(),
            Self::On(support) => support.words(),
        }
    }
}

/// What one article says.
#[derive(Debug)]
pub struct Alone {
    /// Which.
    pub article: ArticleIndex,
    /// Its claims of each sort that no other has; sorts without any are left out.
    pub sorts: Vec<(Sort, Vec<ClaimId>)>,
    /// Its claims that another has only in part or in passing.
    pub partly: Vec<ClaimId>,
    /// How many claims it has.
    pub all: usize,
    /// How many of them others have.
    pub matched: usize,
}

/// What a claim is, to a reader who asks what it is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// The article says so.
    Stated,
    /// It says that somebody says so.
    Attributed,
    /// It judges.
    Comment,
    /// It says what may be.
    Speculation,
    /// It says what is not known.
    NotKnown,
}

impl Sort {
    /// All sorts, what is firmest first.
    pub const ALL: [Self; 5] =
        [Self::Stated, Self::Attributed, Self::Comment, Self::Speculation, Self::NotKnown];

    /// Returns what a claim is.
    pub const fn of(claim: &Claim) -> Self {
        match (claim.certainty, claim.stance) {
            (Certainty::Unknown, _) => Self::NotKnown,
            (Certainty::Hedged, _) => Self::Speculation,
            (_, Stance::Comment) => Self::Comment,
            (Certainty::Attributed, _) => Self::Attributed,
            (Certainty::Asserted, _) => Self::Stated,
        }
    }

    /// Returns its name as a heading.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Attributed => "attributed",
            Self::Comment => "comment",
            Self::Speculation => "speculation",
            Self::NotKnown => "said not to be known",
        }
    }

    /// Returns the sign before it.
    pub const fn glyph(self) -> &'static str {
        match self {
            Self::Stated => ".",
            Self::Attributed => "“",
            Self::Comment => ":",
            Self::Speculation => "?",
            Self::NotKnown => "-",
        }
    }
}

impl<'a> Outline<'a> {
    /// Puts a story in order.
    pub fn new(story: &'a Story, sources: &'a [Source]) -> Self {
        let origins = story.comparison.origin_groups();
        let mut differences: Vec<_> = story.comparison.differences().iter().collect();
        differences.sort_by_key(|difference| weight(difference.level));
        Self {
            story,
            sources,
            differences,
            common: common(story, &origins),
            alone: story.comparison.articles().map(|article| alone(story, article)).collect(),
            origins,
        }
    }

    /// Returns what several say by how far they agree, the firmest first.
    pub fn by_agreement(&self) -> Vec<(Agreement, Vec<&Common>)> {
        let mut found: Vec<_> = self.common.iter().map(|common| common.agreement).collect();
        found.sort_unstable_by(|a, b| b.cmp(a));
        found.dedup();
        let of = |agreement| {
            self.common.iter().filter(move |common| common.agreement == agreement).collect()
        };
        found.into_iter().map(|agreement| (agreement, of(agreement))).collect()
    }

    /// Returns an article.
    pub fn source(&self, article: ArticleIndex) -> Option<&'a Source> {
        self.sources.get(self.story.source(article))
    }

    /// Returns the words of a passage on one line.
    pub fn words(&self, passage: Passage) -> Safe {
        let source = self.source(passage.article);
        let text = source.map(|source| source.document.slice(passage.range)).unwrap_or_default();
        Safe::new(&text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// Returns where a passage stands: `A ¶3`.
    pub fn place(&self, passage: Passage) -> String {
        let source = self.source(passage.article);
        let paragraph = source.map_or(0, |source| source.paragraph(passage.range));
        format!("{} ¶{paragraph}", letter(passage.article))
    }

    /// Returns how a reader calls an article: its publication, or else that it is not named.
    pub fn publisher(&self, article: ArticleIndex) -> Safe {
        let source = self.source(article);
        let site = source.and_then(|source| source.document.metadata().site.as_deref());
        Safe::new(site.unwrap_or("publisher not named"))
    }

    /// Returns what is known of how many origins the articles have.
    pub fn independence(&self) -> String {
        let (known, most) = (self.origins.known(), self.origins.most());
        match (known, most, self.story.members.len()) {
            (.., 0 | 1) => "1 article".to_owned(),
            (_, 1, _) => "1 origin".to_owned(),
            (1, most, _) => format!("origins not shown to differ: at most {most}"),
            (known, most, _) if known == most => format!("{known} origins, shown to differ"),
            (known, most, _) => format!("{known} origins shown to differ, at most {most}"),
        }
    }
}

/// Returns the letter by which an article is named: `A` to `Z`, then `A1` and so on.
pub fn letter(article: ArticleIndex) -> String {
    let (round, place) = (article.0 / 26, u8::try_from(article.0 % 26).unwrap_or_default());
    let letter = char::from(b'A' + place);
    if round == 0 { letter.to_string() } else { format!("{letter}{round}") }
}

const fn weight(level: Level) -> u8 {
    match level {
        Level::Differs => 0,
        Level::Later => 1,
        Level::Check => 2,
    }
}

/// Puts together what several articles say: each claim with the best match in every other article that has one.
fn common(story: &Story, origins: &Origins) -> Vec<Common> {
    let comparison = &story.comparison;
    let mut told = BTreeSet::new();
    let mut rows = Vec::new();
    for (id, claim) in comparison.claims() {
        if told.contains(&id) {
            continue;
        }
        let mut kind = LinkKind::Same;
        let mut claims = vec![id];
        let mut articles = vec![claim.passage.article];
        for link in comparison.links(id).iter().filter(|link| link.kind.is_match()) {
            let Some(article) = comparison.article_of(link.to) else { continue };
            told.insert(link.to);
            if !articles.contains(&article) {
                articles.push(article);
                claims.push(link.to);
                kind = kind.max(link.kind);
            }
        }
        if claims.len() > 1 {
            claims.sort_unstable();
            let agreement = if differs(story, &claims) {
                Agreement::Differing
            } else {
                Agreement::On(origins.support(articles))
            };
            rows.push(Common { claims, kind, agreement });
        }
    }
    rows
}

/// Tells whether some of these claims are said to differ.
fn differs(story: &Story, claims: &[ClaimId]) -> bool {
    let sides = |difference: &Difference| {
        difference.sides.iter().filter(|side| claims.contains(&side.claim)).count()
    };
    let differences = story.comparison.differences().iter();
    differences.filter(|found| found.level != Level::Check).any(|found| sides(found) > 1)
}

fn alone(story: &Story, article: ArticleIndex) -> Alone {
    let claims: Vec<_> = story.comparison.claims_of(article).collect();
    let of = |sort: Sort| -> Vec<ClaimId> {
        claims
            .iter()
            .filter(|(_, claim)| claim.status == Status::OnlyHere && Sort::of(claim) == sort)
            .map(|(id, _)| *id)
            .collect()
    };
    let sorts = Sort::ALL.into_iter().map(|sort| (sort, of(sort)));
    let having = |status: Status| claims.iter().filter(move |(_, claim)| claim.status == status);
    Alone {
        article,
        sorts: sorts.filter(|(_, claims)| !claims.is_empty()).collect(),
        partly: having(Status::Partial).map(|(id, _)| *id).collect(),
        all: claims.len(),
        matched: having(Status::Matched).count(),
    }
}

#[cfg(test)]
mod tests {
    use super::letter;
    use crate::story::ArticleIndex;

    #[test]
    fn articles_have_letters() {
        for (place, expected) in [(0, "A"), (25, "Z"), (26, "A1"), (53, "B2")] {
            assert_eq!(letter(ArticleIndex(place)), expected);
        }
    }
}
