use super::{glyph, label, time_label};
use crate::document::{BlockKind, Document, DocumentBuilder};
use crate::fact::{
    Action, Amount, Certainty, Citation, CitationKind, Entity, EntityId, EntityKind, Fact, FactSet,
    FactValue, Hedge, Holder, Provenance, Quantity, QuantityKind, Stance, Statement, StatementForm,
    Time, TimeKind,
};
use crate::text::{TextRange, range};

const TEXT: &str = "Ana Ruiz and Eva Ruiz and Bo Orr met. Orr said costs fell. Ruiz and Orr signed the pact. \
                    Details were not told. It is the 30th regular meeting of the two towns, and 5 percent of \
                    them -- more -- came. The 20th of May, the first stage of his trip. It cost 2 million euros, $40 and 1,500 pounds.";

fn document() -> Document {
    let mut builder = DocumentBuilder::new();
    builder.simple(BlockKind::Paragraph, TEXT);
    builder.finish().unwrap()
}

fn at(words: &str) -> TextRange {
    let start = TEXT.find(words).expect(words);
    range(start, start + words.len())
}

fn fact(words: &str, value: FactValue) -> Fact {
    Fact { range: at(words), value, provenance: Provenance::new("test", 90) }
}

fn person(id: u32, name: &str, forms: &[&str]) -> Fact {
    let entity = Entity {
        id: EntityId(id),
        kind: EntityKind::Person,
        name: name.to_owned(),
        roles: Vec::new(),
        mentions: forms.iter().map(|form| at(form)).collect(),
    };
    fact(name, FactValue::Entity(entity))
}

fn said(words: &str, who: &str, id: Option<u32>, certainty: Certainty, stance: Stance) -> Fact {
    let holders = match who {
        "" => Vec::new(),
        who => vec![Holder { range: at(who), entity: id.map(EntityId) }],
    };
    let cue = Some(at("not told"));
    let form = StatementForm::Indirect;
    fact(words, FactValue::Statement(Statement { form, certainty, stance, holders, cue }))
}

/// Returns the label of the one fact that is asked for, beside the three people.
fn worded(asked: &Fact) -> (String, String, char) {
    let people = [
        person(0, "Ana Ruiz", &["Ana Ruiz", "Ruiz and Orr"]),
        person(1, "Eva Ruiz", &["Eva Ruiz"]),
        person(2, "Bo Orr", &["Bo Orr", "Orr"]),
    ];
    let facts = FactSet::new(people.into_iter().chain([asked.clone()]).collect());
    let label = label(&document(), &facts, asked);
    (label.main.to_string(), label.detail.to_string(), glyph(&facts, asked))
}

#[test]
fn times_stand_as_a_reader_writes_them_with_the_words_where_they_differ() {
    use TimeKind::{Duration, Interval, Point, Set};
    let table = [
        (Point, "2025-11-03", "Monday", "Mon 3 Nov 2025", "“Monday”"),
        (Point, "2025-11-03", "Nov. 3", "Mon 3 Nov 2025", "“Nov. 3”"),
        (Point, "2025-11-03", "November 3, 2025", "Mon 3 Nov 2025", ""),
        (Point, "2025-10", "last month", "Oct 2025", "“last month”"),
        (Point, "2025-10", "October 2025", "Oct 2025", ""),
        (Point, "1996", "1996", "1996", ""),
        (Point, "2025", "this year", "2025", "“this year”"),
        (Point, "2025-11-03T14:05", "at 2:05 p.m.", "Mon 3 Nov 2025, 14:05", "“at 2:05 p.m.”"),
        (Point, "199X", "the 1990s", "the 1990s", ""),
        (Interval, "2026/2030", "from 2026 to 2030", "2026 – 2030", ""),
        (
            Interval,
            "2025-11-03/2025-11-05",
            "the three days",
            "3 Nov 2025 – 5 Nov 2025",
            "“the three days”",
        ),
        (Interval, "2025-11-03/..", "since Monday", "since Monday", ""),
        (Duration, "P5Y", "over five years", "over five years", ""),
        (Set, "P1Y", "every year", "every year", ""),
        (Point, "2025-13-45", "oddly", "oddly", ""),
    ];
    for (kind, value, quote, main, detail) in table {
        let time = Time { kind, value: value.to_owned() };
        let (shown, words) = time_label(&time, quote);
        assert_eq!((shown.as_str(), words.as_str()), (main, detail), "{value} {quote}");
    }
}

#[test]
fn a_statement_is_who_what_and_how_sure() {
    let report = |certainty| said("costs fell", "Orr said", Some(2), certainty, Stance::Report);
    let (main, _, glyph) = worded(&report(Certainty::Attributed));
    assert_eq!((main.as_str(), glyph), ("Orr: costs fell", ' '));
    assert_eq!(worded(&report(Certainty::Hedged)).2, '?');
    let comment = said("costs fell", "Orr said", Some(2), Certainty::Asserted, Stance::Comment);
    assert_eq!(worded(&comment).0, "Orr, comment: costs fell");
    let nobody = said("costs fell", "", None, Certainty::Asserted, Stance::Comment);
    assert_eq!(worded(&nobody).0, "comment: costs fell");
    let stranger = said("costs fell", "the two towns", None, Certainty::Attributed, Stance::Report);
    assert_eq!(worded(&stranger).0, "the two towns: costs fell");
}

#[test]
fn who_shares_a_name_is_named_in_full() {
    let action = |agents: &[u32]| {
        let agents = agents.iter().copied().map(EntityId).collect();
        let (verb, object) = (at("signed"), Some(at("the pact")));
        let certainty = Certainty::Attributed;
        fact("signed the pact", FactValue::Action(Action { agents, verb, object, certainty }))
    };
    assert_eq!(worded(&action(&[0, 2])).0, "Ana Ruiz + Orr signed the pact");
    assert_eq!(worded(&action(&[2])).0, "Orr signed the pact");
    assert_eq!(worded(&action(&[])).0, "signed the pact");
    assert_eq!(worded(&action(&[2])).2, '“', "only by somebody's word");
}

#[test]
fn what_is_not_told_is_not_merely_uncertain() {
    let hedge = fact("Details were not told", FactValue::Hedge(Hedge { cue: at("were not told") }));
    let unknown = said("Details were not told", "", None, Certainty::Unknown, Stance::Report);
    assert_eq!(worded(&hedge).2, '?');
    assert_eq!(glyph(&FactSet::new(vec![hedge.clone(), unknown]), &hedge), '-');
}

#[test]
fn quantities_stand_as_the_text_has_them() {
    use QuantityKind::{Count, Money, Ordinal, Percent};
    let quantity = |words, kind, sum, unit: Option<&str>| {
        let (amount, unit) = (Amount::Exact(sum), unit.map(str::to_owned));
        let value = FactValue::Quantity(Quantity { kind, amount, unit, modifier: None });
        let (main, detail, _) = worded(&fact(words, value));
        (main, detail)
    };
    let pair = |main: &str, detail: &str| (main.to_owned(), detail.to_owned());
    assert_eq!(quantity("30th", Ordinal, 30.0, None), pair("30th regular meeting", ""));
    assert_eq!(quantity("20th", Ordinal, 20.0, None), pair("20th of May", ""));
    assert_eq!(quantity("first", Ordinal, 1.0, None), pair("first stage", ""));
    assert_eq!(quantity("5 percent", Percent, 5.0, None), pair("5 percent of them", ""));
    assert_eq!(quantity("two towns", Count, 2.0, Some("towns")), pair("two towns", ""));
    let sum = quantity("2 million euros", Money, 2_000_000.0, Some("EUR"));
    assert_eq!(sum, pair("2 million euros", "2,000,000 EUR"));
    assert_eq!(quantity("$40", Money, 40.0, Some("USD")), pair("$40", "USD"));
    assert_eq!(quantity("1,500 pounds", Money, 1500.0, Some("GBP")), pair("1,500 pounds", "GBP"));
}

#[test]
fn a_citation_is_publisher_and_date() {
    let citation = Citation {
        kind: CitationKind::Dateline,
        publisher: Some("Orr Press".to_owned()),
        title: None,
        author: None,
        date: Some("2025-11-03".to_owned()),
        page: None,
    };
    let (main, detail, _) = worded(&fact("costs fell", FactValue::Citation(citation)));
    assert_eq!((main.as_str(), detail.as_str()), ("Orr Press · 3 Nov 2025", "dateline"));
}
