//! The judgement: whether two articles have one origin, two, or nothing shows it.
//!
//! One origin is said where something shows it: a shared text, agency, publisher or author, one resting on the
//! other, both on a third. Two are said only where both are shown to report themselves, and nothing joins them.
//! Everything else is unknown.

use crate::story::article::{Article, ArticleIndex, Passage};
use crate::story::origin::enumeration::{Enumeration, alike, enumerations};
use crate::story::origin::masthead::{Cited, Manner, Masthead, Named};
use crate::story::origin::overlap::{Overlap, Run, overlap};
use crate::story::origin::relation::{Evidence, Relation};
use crate::story::origin::wording::{Voice, Wording};
use crate::text::Safe;

/// From this part of the shorter text on it is a copy.
const COPY: f32 = 0.5;
/// From this part on it is partly one.
const PARTLY: f32 = 0.3;
/// Up to this part two reports on one event are alike by themselves.
const BY_THEMSELVES: f32 = 0.1;
/// The fewest words in common that show anything, however short the texts are.
const FEWEST: usize = 24;
/// From so many words on a run is no accident.
const LONG: u32 = 10;
/// So many words in long runs of the articles' own voice, in at least so many runs, are one text.
const OWN_WORDS: u32 = 36;
const OWN_RUNS: usize = 3;
/// A single run of so many is one text too.
const ONE_RUN: u32 = 18;
/// What is one text must be a part of the shorter article that counts: one in so many of its words.
const PART: usize = 10;
/// How many runs are shown.
const RUNS: usize = 3;
/// The fewest words of an article of which anything is said to be independent.
const SHORTEST: usize = 60;
/// How many pieces of evidence are given.
const MOST: usize = 6;
/// How many letters of a run are quoted.
const QUOTED: usize = 70;

/// An article as it is judged, read once for all others.
#[derive(Debug)]
pub(crate) struct Witness<'a> {
    text: &'a str,
    place: ArticleIndex,
    words: usize,
    wording: Wording,
    masthead: Masthead,
    enumerations: Vec<Enumeration>,
}

impl<'a> Witness<'a> {
    /// Reads an article.
    pub(crate) fn new(place: ArticleIndex, article: &Article<'a>) -> Self {
        let wording = Wording::new(article);
        Self {
            text: article.document.text(),
            place,
            words: wording.words(),
            wording,
            masthead: Masthead::new(place, article),
            enumerations: enumerations(article),
        }
    }

    /// Returns how a reader calls the article: by its agency or publisher.
    pub(crate) fn name(&self) -> Option<&str> {
        self.masthead.identity().first().map(|named| named.name.as_str())
    }

    fn whole(&self) -> Vec<Passage> {
        self.masthead.opening.into_iter().collect()
    }
}

/// What is found of two articles.
#[derive(Debug)]
pub(crate) struct Judgement {
    /// Whether they have one origin.
    pub(crate) relation: Relation,
    /// Why.
    pub(crate) evidence: Vec<Evidence>,
    /// Whether anything speaks for one origin.
    pub(crate) in_contact: bool,
}

/// Judges two articles.
pub(crate) fn judge(one: &Witness<'_>, other: &Witness<'_>) -> Judgement {
    let pair = Pair { one, other, shared: overlap(&one.wording, &other.wording) };
    let (mut same, mut perhaps) = (Vec::new(), Vec::new());
    pair.texts(&mut same, &mut perhaps);
    pair.runs(if same.is_empty() { &mut perhaps } else { &mut same });
    pair.names(&mut same);
    pair.citations(&mut same, &mut perhaps);
    pair.lists(&mut perhaps);
    if !same.is_empty() {
        same.extend(perhaps);
        same.truncate(MOST);
        return Judgement { relation: Relation::Same, evidence: same, in_contact: true };
    }
    let in_contact = !perhaps.is_empty();
    if !in_contact && pair.is_independent() {
        let evidence = pair.signs();
        return Judgement { relation: Relation::Independent, evidence, in_contact };
    }
    perhaps.extend(pair.doubts());
    perhaps.truncate(MOST);
    Judgement { relation: Relation::Unknown, evidence: perhaps, in_contact }
}

struct Pair<'p, 'a> {
    one: &'p Witness<'a>,
    other: &'p Witness<'a>,
    shared: Overlap,
}

impl Pair<'_, '_> {
    /// What the texts share.
    fn texts(&self, same: &mut Vec<Evidence>, perhaps: &mut Vec<Evidence>) {
        let Overlap { contained, shared, runs } = &self.shared;
        let is_own = |run: &&Run| run.voice == Voice::Own && run.telling && run.words >= LONG;
        let own: Vec<_> = runs.iter().filter(is_own).collect();
        let words: u32 = own.iter().map(|run| run.words).sum();
        let percent = (contained * 100.0).round();
        let copied = *shared >= FEWEST && *contained >= PARTLY;
        if self.one.text == self.other.text && !self.one.text.is_empty() {
            same.push(self.about_both("the texts are the same".to_owned()));
        } else if copied {
            let words = if *contained >= COPY {
                format!("{percent:.0} % of the wording of the shorter text is in the other")
            } else {
                format!(
                    "{percent:.0} % of the wording of the shorter text is in the other: partly copied"
                )
            };
            same.push(Evidence { words, passages: Vec::new() });
        } else if self.is_part(words)
            && (own.first().is_some_and(|run| run.words >= ONE_RUN)
                || (own.len() >= OWN_RUNS && words >= OWN_WORDS))
        {
            let words = format!("{words} words in long runs are alike outside quotations");
            same.push(Evidence { words, passages: Vec::new() });
        } else if *shared >= FEWEST && *contained > BY_THEMSELVES {
            let words =
                format!("{percent:.0} % of the wording of the shorter text is in the other");
            perhaps.push(Evidence { words, passages: Vec::new() });
        }
    }

    /// The longest of the runs that are no accident.
    fn runs(&self, to: &mut Vec<Evidence>) {
        let runs = self.shared.runs.iter();
        let shown = runs.filter(|run| run.voice != Voice::Quoted && run.words >= LONG);
        to.extend(shown.take(RUNS).map(|run| self.run(run)));
    }

    /// Tells whether so many words are a part of the shorter article that counts.
    fn is_part(&self, words: u32) -> bool {
        let least = self.one.words.min(self.other.words);
        usize::try_from(words).is_ok_and(|words| words * PART >= least)
    }

    fn run(&self, run: &Run) -> Evidence {
        let words = &self.one.text[run.places[0]];
        let quoted: String = words.chars().take(QUOTED).collect();
        let more = if quoted.len() < words.len() { "…" } else { "" };
        let words = format!("{} words alike: “{}{more}”", run.words, Safe::new(quoted.trim_end()));
        let passages = [(self.one, run.places[0]), (self.other, run.places[1])];
        let passages = passages.map(|(witness, range)| Passage { article: witness.place, range });
        Evidence { words, passages: passages.to_vec() }
    }

    /// Whose texts they are.
    fn names(&self, same: &mut Vec<Evidence>) {
        let (one, other) = (&self.one.masthead, &self.other.masthead);
        if one.address.is_some() && one.address == other.address {
            same.push(self.about_both("both have the same address".to_owned()));
        }
        if let Some((a, b)) = meeting(one.identity(), other.identity()) {
            let agency = !one.agencies.is_empty() || !other.agencies.is_empty();
            let words = if agency { "both are from" } else { "both are published by" };
            same.push(joint(format!("{words} {}", Safe::new(&a.name)), a, b, self));
        }
        if let Some((a, b)) = meeting(&one.authors, &other.authors) {
            same.push(joint(format!("both are by {}", Safe::new(&a.name)), a, b, self));
        }
    }

    /// Who rests on whom.
    fn citations(&self, same: &mut Vec<Evidence>, perhaps: &mut Vec<Evidence>) {
        for (citing, cited) in [(self.one, self.other), (self.other, self.one)] {
            rests(&citing.masthead, &cited.masthead, same, perhaps);
        }
        self.third(same, perhaps);
    }

    /// Whether both rest on a third.
    fn third(&self, same: &mut Vec<Evidence>, perhaps: &mut Vec<Evidence>) {
        let (one, other) = (&self.one.masthead, &self.other.masthead);
        let third = one.cited.iter().find_map(|a| {
            let b = other.cited.iter().find(|b| a.outlet.key == b.outlet.key)?;
            Some((a, b))
        });
        if let Some((a, b)) = third {
            let rests = |cited: &Cited| cited.manner <= Manner::Early;
            let own = one.has_own_voice() || other.has_own_voice();
            let words = format!("both rest on {}", Safe::new(&a.outlet.name));
            let evidence = joint(words, &a.outlet, &b.outlet, self);
            if rests(a) && rests(b) && !own {
                same.push(evidence);
            } else {
                perhaps.push(evidence);
            }
        }
        let linked = one.links.iter().find_map(|a| {
            // A front page is no text.
            let b = other.links.iter().find(|b| a.name == b.name && a.name.contains('/'))?;
            Some((a, b))
        });
        if let Some((a, b)) = linked {
            perhaps.push(joint(format!("both link to {}", Safe::new(&a.name)), a, b, self));
        }
    }

    /// The same things in a row.
    fn lists(&self, perhaps: &mut Vec<Evidence>) {
        let pairs = self.one.enumerations.iter().flat_map(|a| {
            self.other.enumerations.iter().filter_map(move |b| Some((alike(a, b)?, a, b)))
        });
        let Some((shared, a, b)) = pairs.max_by_key(|(shared, ..)| *shared) else { return };
        let passage = |witness: &Witness<'_>, list: &Enumeration| Passage {
            article: witness.place,
            range: list.range,
        };
        let words = format!("the same {shared} things in one list");
        let passages = vec![passage(self.one, a), passage(self.other, b)];
        perhaps.push(Evidence { words, passages });
    }

    fn is_independent(&self) -> bool {
        let runs = &self.shared.runs;
        [self.one, self.other]
            .iter()
            .all(|witness| witness.masthead.reports() && witness.words >= SHORTEST)
            && self.shared.contained <= BY_THEMSELVES
            && !runs.iter().any(|run| run.voice != Voice::Quoted && run.words >= LONG)
    }

    /// What shows that each reports itself.
    fn signs(&self) -> Vec<Evidence> {
        let mut signs = Vec::new();
        for witness in [self.one, self.other] {
            let masthead = &witness.masthead;
            let name = Safe::new(witness.name().unwrap_or_default());
            let passages: Vec<_> = masthead
                .dateline
                .into_iter()
                .chain(masthead.interviews.iter().copied())
                .take(3)
                .collect();
            let words = match (masthead.dateline, masthead.interviews.first()) {
                (Some(_), Some(_)) => format!("{name}: its own dateline, people spoke to it"),
                (Some(_), None) => format!("{name}: its own dateline"),
                _ => format!("{name}: people spoke to it"),
            };
            signs.push(Evidence { words, passages });
        }
        signs.push(Evidence {
            words: "neither cites the other, and no long run of words is alike outside quotations"
                .to_owned(),
            passages: Vec::new(),
        });
        signs
    }

    /// Why nothing is said of independence.
    fn doubts(&self) -> Vec<Evidence> {
        let mut doubts = Vec::new();
        for witness in [self.one, self.other] {
            let masthead = &witness.masthead;
            for cited in
                masthead.cited.iter().filter(|cited| cited.manner != Manner::Statement).take(2)
            {
                doubts.push(about(&cites(cited), &cited.outlet));
            }
            let words = if masthead.identity().is_empty() {
                "does not say who publishes it"
            } else if masthead.is_desk {
                "is written from agencies"
            } else if !masthead.reports() {
                "does not show that it reports itself"
            } else if witness.words < SHORTEST {
                "is too short to tell"
            } else {
                continue;
            };
            doubts.push(Evidence { words: words.to_owned(), passages: witness.whole() });
        }
        doubts
    }

    fn about_both(&self, words: String) -> Evidence {
        let passages = self.one.whole().into_iter().chain(self.other.whole()).collect();
        Evidence { words, passages }
    }
}

/// Finds whether one article rests on the other.
fn rests(
    citing: &Masthead,
    cited: &Masthead,
    same: &mut Vec<Evidence>,
    perhaps: &mut Vec<Evidence>,
) {
    let linked = citing
        .links
        .iter()
        .find(|link| cited.address.as_deref().is_some_and(|address| address == link.name));
    if let Some(link) = linked {
        same.push(about("links to the other article", link));
        return;
    }
    let own = cited.agencies.iter().chain(&cited.publishers);
    let is_own = |named: &&Named| own.clone().any(|own| own.key == named.key);
    let named: Vec<_> = citing.cited.iter().filter(|source| is_own(&&source.outlet)).collect();
    if let Some(best) = named.iter().min_by_key(|source| source.manner) {
        let words = format!("cites {}", Safe::new(&best.outlet.name));
        let rests = best.manner <= Manner::Early || named.len() > 1;
        let to = if rests && !citing.has_own_voice() { same } else { perhaps };
        to.push(about(&words, &best.outlet));
    } else if let Some(link) = citing.links.iter().find(is_own) {
        perhaps.push(about(&format!("links to {}", Safe::new(&link.name)), link));
    }
}

fn cites(cited: &Cited) -> String {
    format!("cites {}", Safe::new(&cited.outlet.name))
}

fn about(words: &str, named: &Named) -> Evidence {
    Evidence { words: words.to_owned(), passages: named.passage.into_iter().collect() }
}

/// Makes evidence of what stands in both articles.
fn joint(words: String, one: &Named, other: &Named, pair: &Pair<'_, '_>) -> Evidence {
    let of = |named: &Named, witness: &Witness<'_>| named.passage.or(witness.masthead.opening);
    let passages = [of(one, pair.one), of(other, pair.other)].into_iter().flatten().collect();
    Evidence { words, passages }
}

/// Returns the first that two lists have in common.
fn meeting<'n>(one: &'n [Named], other: &'n [Named]) -> Option<(&'n Named, &'n Named)> {
    one.iter().find_map(|a| Some((a, other.iter().find(|b| a.key == b.key)?)))
}
