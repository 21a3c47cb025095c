//! Holders that differ: one statement said by one here, and by another, by both or by a paper there.
//!
//! A country or a body stands for its speaker, and who is not named may be anybody, so neither differs from a person.

use crate::fact::{Certainty, Entity, EntityKind, FactValue, Statement};
use crate::story::claim::ClaimId;
use crate::story::differ::found::Found;
use crate::story::differ::reading::{ClaimPair, Pair, Reading};
use crate::story::differ::variant::{is_related, is_spelling, only_difference};
use crate::story::differ::words::is_listed;
use crate::story::difference::{DifferenceClass, Level, Side};
use crate::story::link::LinkKind;
use crate::text::TextRange;

/// Papers that can be said to say something.
pub(crate) const PAPERS: &str = " communique communiques statement declaration report reports document documents \
    letter resolution treaty agreement accord text filing lawsuit indictment complaint memo memorandum ruling \
    judgment study paper survey bulletin affidavit dossier email memoir manifesto ";

/// Words that stand for two or more speakers together, beside `both` or `two`.
const TOGETHER: &str = " sides parties leaders they ministers presidents premiers governments countries nations \
    jointly ";

/// How far a link of another speaker may be better before two speakers are taken to say the same in parallel.
const PARALLEL: f32 = 0.05;

/// Who says a claim.
#[derive(Clone, Debug)]
struct Speaker<'a> {
    range: TextRange,
    people: Vec<&'a Entity>,
    kind: SpeakerKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SpeakerKind {
    /// People who are named.
    People,
    /// Several who are not named one by one.
    Together,
    /// A paper.
    Paper,
    /// Anybody else: a country, a body, a group.
    Other,
}

/// Finds claims that are said by one here and by another there.
pub(crate) fn holders(reading: &Reading<'_>, pair: &Pair, found: &mut Vec<Found>) {
    for claims in pair.claims.iter().filter(|claims| claims.kind.is_match()) {
        let (Some(one), Some(other)) =
            (speaker(reading, claims.one), speaker(reading, claims.other))
        else {
            continue;
        };
        let Some(level) = level(reading, claims, &one, &other) else { continue };
        let (Some(here), Some(there)) =
            (side(reading, claims.one, one.range), side(reading, claims.other, other.range))
        else {
            continue;
        };
        found.push(Found { class: DifferenceClass::Holder, level, sides: [here, there] });
    }
}

fn side(reading: &Reading<'_>, claim: ClaimId, range: TextRange) -> Option<Side> {
    let article = reading.comparison.article_of(claim)?;
    Some(Side { passage: crate::story::article::Passage { article, range }, claim })
}

fn level(
    reading: &Reading<'_>,
    claims: &ClaimPair,
    one: &Speaker<'_>,
    other: &Speaker<'_>,
) -> Option<Level> {
    use SpeakerKind::{Other, Paper, People, Together};
    match (one.kind, other.kind) {
        (People, People) => {
            let shared =
                one.people.iter().filter(|a| other.people.iter().any(|b| same(a, b))).count();
            if shared == one.people.len() && shared == other.people.len() {
                return None;
            }
            if is_one_name(one, other) {
                return None;
            }
            if shared > 0 {
                return Some(Level::Differs);
            }
            // Two people who each say much the same do not differ on who said it.
            if said_by_the_same(reading, claims, one) || said_by_the_same(reading, claims, other) {
                return None;
            }
            // One family name: the names differ, which is told as such.
            let sure = claims.score >= 0.4 && !is_one_family(one, other);
            Some(if sure { Level::Differs } else { Level::Check })
        }
        (People, Together) => (one.people.len() == 1).then_some(Level::Differs),
        (Together, People) => (other.people.len() == 1).then_some(Level::Differs),
        (Paper, Together) | (Together, Paper) => Some(Level::Differs),
        (Paper, People) => Some(against_paper(claims, other)),
        (People, Paper) => Some(against_paper(claims, one)),
        (Together, Together) | (Paper, Paper | Other) | (Other, _) | (_, Other) => None,
    }
}

/// Returns who says two claims, if one of them is one person's word and the other that of several together.
pub(crate) fn shared_word(reading: &Reading<'_>, claims: &ClaimPair) -> Option<[Side; 2]> {
    use SpeakerKind::{People, Together};
    let (one, other) = (speaker(reading, claims.one)?, speaker(reading, claims.other)?);
    let single = |speaker: &Speaker<'_>| speaker.kind == People && speaker.people.len() == 1;
    let apart = single(&one) && other.kind == Together || one.kind == Together && single(&other);
    let sides = [side(reading, claims.one, one.range)?, side(reading, claims.other, other.range)?];
    apart.then_some(sides)
}

/// How much it weighs that a paper says what people say: one person may well say what the paper also does, while
/// a paper of several speaks for all of them.
fn against_paper(claims: &ClaimPair, people: &Speaker<'_>) -> Level {
    let is_one = people.people.len() == 1;
    if is_one && claims.kind != LinkKind::Same { Level::Check } else { Level::Differs }
}

/// Tells whether the two speakers are one whose name differs.
fn is_one_name(one: &Speaker<'_>, other: &Speaker<'_>) -> bool {
    let ([one], [other]) = (one.people.as_slice(), other.people.as_slice()) else { return false };
    let [one, other] = [one, other].map(|person| person.name.to_lowercase());
    let words =
        |name: &'_ str| -> Vec<String> { name.split_whitespace().map(str::to_owned).collect() };
    let (one, other) = (words(&one), words(&other));
    let one: Vec<_> = one.iter().map(String::as_str).collect();
    let other: Vec<_> = other.iter().map(String::as_str).collect();
    only_difference(&one, &other).is_some_and(|(a, b)| is_related(a, b))
}

/// Tells whether two speakers share their family name.
fn is_one_family(one: &Speaker<'_>, other: &Speaker<'_>) -> bool {
    let family =
        |person: &Entity| person.name.split_whitespace().next_back().map(str::to_lowercase);
    let (own, theirs) = (one.people.first(), other.people.first());
    own.zip(theirs).is_some_and(|(a, b)| family(a) == family(b))
}

/// Tells whether the other article has the claim of this speaker from the same speaker, about as well matched.
fn said_by_the_same(reading: &Reading<'_>, claims: &ClaimPair, speaker: &Speaker<'_>) -> bool {
    let links = reading.comparison.links(claims.one).iter().map(|link| (link.to, link));
    let back = reading.comparison.links(claims.other).iter().map(|link| (link.to, link));
    links.chain(back).any(|(claim, link)| {
        claim != claims.other
            && claim != claims.one
            && link.kind.is_match()
            && link.score + PARALLEL >= claims.score
            && self::speaker(reading, claim).is_some_and(|own| {
                own.people.iter().any(|a| speaker.people.iter().any(|b| same(a, b)))
            })
    })
}

/// Tells whether two articles name one person.
pub(crate) fn same(one: &Entity, other: &Entity) -> bool {
    if one.key().is_some() && one.key() == other.key() {
        return true;
    }
    let words = |entity: &Entity| -> Vec<String> {
        entity.name.split_whitespace().map(str::to_lowercase).collect()
    };
    let (one, other) = (words(one), words(other));
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let has = |word: &String| long.iter().any(|own| own == word || is_spelling(own, word));
    !short.is_empty() && short.iter().all(has)
}

/// Returns the people who say a claim.
pub(crate) fn speakers<'a>(reading: &Reading<'a>, claim: ClaimId) -> Vec<&'a Entity> {
    speaker(reading, claim).map(|speaker| speaker.people).unwrap_or_default()
}

/// Returns who says a claim: the holder of the smallest statement that covers most of it.
fn speaker<'a>(reading: &Reading<'a>, claim: ClaimId) -> Option<Speaker<'a>> {
    let passage = reading.comparison.claim(claim)?.passage;
    let article = reading.article(passage.article)?;
    let facts = article.facts;
    let covers = |range: TextRange| {
        let both = range.intersect(passage.range).map_or(0, |both| u32::from(both.len()));
        both * 2 >= u32::from(passage.range.len()) || both * 2 >= u32::from(range.len())
    };
    let mut best: Option<(u32, &Statement)> = None;
    for (range, id) in facts.passages_in(passage.range) {
        let Some(FactValue::Statement(statement)) = facts.get(id).map(|fact| &fact.value) else {
            continue;
        };
        let size = u32::from(range.len());
        let is_said = statement.certainty == Certainty::Attributed && !statement.holders.is_empty();
        if is_said && covers(range) && best.is_none_or(|(least, _)| size < least) {
            best = Some((size, statement));
        }
    }
    let (_, statement) = best?;
    let range = statement.holders.first()?.range;
    let entity = |holder: &crate::fact::Holder| facts.entity(holder.entity?);
    let known: Vec<_> = statement.holders.iter().filter_map(entity).collect();
    let people = known.iter().copied().filter(|entity| entity.kind == EntityKind::Person);
    let people: Vec<_> = people.collect();
    let text = article.document.text();
    let range = statement.holders.iter().fold(range, |whole, holder| whole.cover(holder.range));
    let kind = kind(&text[range], &known, &people);
    Some(Speaker { range, people, kind })
}

fn kind(words: &str, known: &[&Entity], people: &[&Entity]) -> SpeakerKind {
    if !people.is_empty() && people.len() == known.len() {
        return SpeakerKind::People;
    }
    if !known.is_empty() {
        return SpeakerKind::Other;
    }
    let lower = words.to_lowercase().replace('é', "e");
    let mut forms = lower.split(|ch: char| !ch.is_alphanumeric()).filter(|form| !form.is_empty());
    // `reports say`, `according to reports`: no paper of its own.
    let some = lower.starts_with("the ") || !lower.ends_with('s');
    if some && forms.clone().count() > 1 && forms.clone().any(|form| is_listed(PAPERS, form)) {
        return SpeakerKind::Paper;
    }
    // `they` without anybody known may be anybody.
    let pair = |form: &str| form == "both" || form == "two";
    let alone = forms.clone().all(|form| pair(form) || form == "the");
    if forms.clone().any(pair) && (alone || forms.any(|form| is_listed(TOGETHER, form))) {
        return SpeakerKind::Together;
    }
    SpeakerKind::Other
}

#[cfg(test)]
mod tests {
    use crate::fact::{Entity, EntityId, EntityKind};
    use crate::story::differ::holder::same;
    use crate::story::differ::tests::{agree, differ};

    #[test]
    fn spellings_of_one_name_are_one_speaker() {
        let table = [
            ("Sergei Marov", "Sergey Marov"),
            ("Mohammed Saleh", "Muhammad Saleh"),
            ("Philip Lund", "Phillip Lund"),
            ("Dmitri Orlov", "Dmitry Orlov"),
            ("Catherine Holm", "Katherine Holm"),
            ("Anna Müller", "Anna Mueller"),
            ("Helen Ward", "Hellen Ward"),
        ];
        for (one, other) in table {
            for say in [
                |name| format!("Finance minister {name} said the budget would be cut next year."),
                |name| format!("The budget would be cut next year, said mayor {name}."),
                |name: &str| format!("{name} said the budget would be cut next year."),
            ] {
                agree(&say(one), &say(other));
                agree(&say(other), &say(one));
            }
        }
        agree(
            "Helen Ward arrived. She said the budget would be cut next year.",
            "Hellen Ward arrived. Hellen Ward said the budget would be cut next year.",
        );
    }

    #[test]
    fn a_person_beside_a_paper_is_worth_a_check() {
        let paper = "The road was closed for repairs in May, the police report said.";
        differ(
            "The road was closed for repairs in May, inspector Ann Lund said.",
            paper,
            &[("holder", "check", ["Ann Lund", "the police report"])],
        );
        differ(
            paper,
            "The road was closed for repairs in May, inspector Ann Lund said.",
            &[("holder", "check", ["the police report", "Ann Lund"])],
        );
        differ(
            "Ana Ruiz met Peter Lund. The joint declaration said the border would be opened.",
            "Ana Ruiz met Peter Lund. Both sides said the border would be opened.",
            &[("holder", "differs", ["The joint declaration", "Both sides"])],
        );
    }

    #[test]
    fn two_who_are_not_the_parties_may_be_anybody() {
        for two in ["Two witnesses", "Both of the drivers", "Two local shops"] {
            agree(
                &format!("{two} said the border would be opened."),
                "Ana Ruiz said the border would be opened.",
            );
        }
    }

    #[test]
    fn a_name_with_the_surname_first_is_one_name_at_the_end_of_a_sentence() {
        let person = |name: &str| Entity {
            id: EntityId(0),
            kind: EntityKind::Person,
            name: name.to_owned(),
            roles: Vec::new(),
            mentions: Vec::new(),
        };
        for (one, other) in [("Jan Kowal", "Kowal Jan."), ("J. Kowal", "Kowal J")] {
            assert!(same(&person(one), &person(other)), "{one} {other}");
        }
    }

    #[test]
    fn names_that_are_no_spellings_are_two_speakers() {
        differ(
            "Martin Lund said the budget would be cut next year.",
            "Sergei Marov said the budget would be cut next year.",
            &[("holder", "differs", ["Martin Lund", "Sergei Marov"])],
        );
    }
}
