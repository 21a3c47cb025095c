use super::{Subject, Verdict, judged};
use crate::document::{BlockKind, Document, DocumentBuilder, RevisionId};
use crate::fact::{
    Entity, EntityId, EntityKind, Fact, FactSet, FactValue, Provenance, Time, TimeKind,
};
use crate::text::{TextRange, range};

fn document(text: &str) -> Document {
    let mut builder = DocumentBuilder::new();
    builder.simple(BlockKind::Paragraph, text);
    builder.finish().unwrap()
}

fn places(text: &str, words: &str) -> Vec<TextRange> {
    text.match_indices(words).map(|(at, found)| range(at, at + found.len())).collect()
}

fn fact(range: TextRange, value: FactValue) -> Fact {
    Fact { range, value, provenance: Provenance::new("test", 50) }
}

/// A name with all its mentions and every `Monday`, read as a day.
fn facts(text: &str, name: &str, kind: EntityKind, monday: &str) -> FactSet {
    let mentions = places(text, name);
    let (id, roles, first) = (EntityId(0), Vec::new(), mentions.first().copied());
    let entity = Entity { id, kind, name: name.to_owned(), roles, mentions };
    let named = first.map(|first| fact(first, FactValue::Entity(entity)));
    let time = Time { kind: TimeKind::Point, value: monday.to_owned() };
    let days = places(text, "Monday").into_iter();
    let days = days.map(|range| fact(range, FactValue::Time(time.clone())));
    FactSet::new(named.into_iter().chain(days).collect())
}

const TEXT: &str = "Orr came on Monday to the town. Later that week Orr left, and Monday was over.";

/// Dismisses the facts of these numbers in `TEXT` and returns which are dismissed in another reading.
#[track_caller]
fn check(dismissed: &[usize], text: &str, again: &FactSet, expected: &[usize]) {
    let (old, found) = (document(TEXT), facts(TEXT, "Orr", EntityKind::Person, "2025-11-03"));
    let verdicts: Vec<_> = dismissed
        .iter()
        .map(|index| {
            let revision = RevisionId::of(TEXT.as_bytes());
            let subject = Subject::of(&old, revision, &found, &found.facts()[*index]);
            (subject, Verdict::Dismissed)
        })
        .collect();
    let judged = judged(&document(text), again, &verdicts);
    let met: Vec<_> =
        (0..judged.len()).filter(|at| judged[*at] == Some(Verdict::Dismissed)).collect();
    assert_eq!(met, expected, "{text}");
}

#[test]
fn a_verdict_meets_its_fact_again() {
    let person = EntityKind::Person;
    let same = facts(TEXT, "Orr", person, "2025-11-03");
    check(&[0], TEXT, &same, &[0]);
    check(&[2], TEXT, &same, &[2]);
    check(&[1, 2], TEXT, &same, &[1, 2]);
    // In another revision the passage stands elsewhere.
    let revised = "New: it rained. Orr came on Monday to the town. It went on. Later that week Orr \
                   left, and Monday was over.";
    check(&[0, 1], revised, &facts(revised, "Orr", person, "2025-11-03"), &[0, 1]);
    check(&[2], revised, &facts(revised, "Orr", person, "2025-11-03"), &[2]);
}

#[test]
fn what_says_something_else_has_no_verdict_yet() {
    let another_day = facts(TEXT, "Orr", EntityKind::Person, "2025-11-10");
    check(&[1, 2], TEXT, &another_day, &[]);
    check(&[0], TEXT, &facts(TEXT, "Orr", EntityKind::Place, "2025-11-03"), &[]);
    let gone = "She came on Monday to it. She came on Monday to it.";
    check(&[1], gone, &facts(gone, "Orr", EntityKind::Person, "2025-11-03"), &[]);
}

#[test]
fn a_name_may_be_taken_with_its_title() {
    let text = "Mayor Ana Orr came. Dr. Ana Orr left.";
    let named = |name: &str| facts(text, name, EntityKind::Person, "2025-11-03");
    let (old, new) = (named("Ana Orr"), named("Dr. Ana Orr"));
    let revision = RevisionId::of(text.as_bytes());
    let subject = Subject::of(&document(text), revision, &old, &old.facts()[0]);
    let said = [(subject, Verdict::Dismissed)];
    assert_eq!(judged(&document(text), &new, &said), [Some(Verdict::Dismissed)]);
}

#[test]
fn a_passage_may_be_cut_a_little_otherwise() {
    let longer: Vec<_> = facts(TEXT, "Orr", EntityKind::Person, "2025-11-03")
        .facts()
        .iter()
        .map(|fact| match &fact.value {
            FactValue::Time(_) => Fact {
                range: TextRange::new(
                    fact.range.start() - crate::text::offset(3),
                    fact.range.end(),
                ),
                ..fact.clone()
            },
            _ => fact.clone(),
        })
        .collect();
    check(&[1], TEXT, &FactSet::new(longer), &[1]);
}

#[test]
fn what_is_confirmed_is_not_hidden_by_an_older_verdict() {
    let (document, found) = (document(TEXT), facts(TEXT, "Orr", EntityKind::Person, "2025-11-03"));
    let subject =
        Subject::of(&document, RevisionId::of(TEXT.as_bytes()), &found, &found.facts()[0]);
    let verdicts = [(subject.clone(), Verdict::Confirmed), (subject, Verdict::Dismissed)];
    assert_eq!(judged(&document, &found, &verdicts)[0], Some(Verdict::Confirmed));
}

#[test]
fn names_lead_back_to_verdicts() {
    for verdict in [Verdict::Dismissed, Verdict::Confirmed] {
        assert_eq!(Verdict::from_name(verdict.name()), Some(verdict));
    }
    assert_eq!(Verdict::from_name("doubted"), None);
}

#[test]
fn two_who_share_a_key_but_not_a_name_are_judged_apart() {
    let text = "Li Wei came. Dr Li Wei left.";
    let entity = |id: u32, name: &str, at: TextRange| {
        let (roles, mentions) = (Vec::new(), vec![at]);
        let kind = EntityKind::Person;
        let entity = Entity { id: EntityId(id), kind, name: name.to_owned(), roles, mentions };
        fact(at, FactValue::Entity(entity))
    };
    let (document, longer) = (document(text), places(text, "Dr Li Wei")[0]);
    let set = FactSet::new(vec![
        entity(0, "Li Wei", places(text, "Li Wei")[0]),
        entity(1, "Dr Li Wei", longer),
    ]);
    let revision = RevisionId::of(text.as_bytes());
    let subject = Subject::of(&document, revision, &set, &set.facts()[0]);
    let judged = judged(&document, &set, &[(subject, Verdict::Dismissed)]);
    assert_eq!(judged, [Some(Verdict::Dismissed), None]);
}
