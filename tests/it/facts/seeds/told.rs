//! What the seeds and their twins tell: who, where, when, who said and who did what.

use sidelight::fact::{Certainty, CitationKind, EntityKind, FactValue, TimeKind};

use crate::facts::seeds::edition::{Edition, article, wire};

#[test]
fn the_wire_story_says_who_where_and_when() {
    check_the_wire_story_says_who_where_and_when(&wire()[0]);
}

#[test]
fn the_wire_story_says_who_where_and_when_in_the_twin() {
    check_the_wire_story_says_who_where_and_when(&wire()[1]);
}

fn check_the_wire_story_says_who_where_and_when(edition: &Edition) {
    let li = edition.entity("Li Qiang", EntityKind::Person);
    let premier = edition.words("Chinese Premier");
    assert!(li.roles.iter().any(|role| role.text == premier), "{:?}", li.roles);
    assert_eq!(li.mentions.len(), 8);
    let mishustin = edition.entity("Mikhail Mishustin", EntityKind::Person);
    let minister = edition.words("Russian Prime Minister");
    assert!(mishustin.roles.iter().any(|role| role.text == minister), "{:?}", mishustin.roles);
    assert_eq!(mishustin.mentions.len(), 6);
    edition.entity("Hangzhou", EntityKind::Place);
    edition.entity("Zhejiang Province", EntityKind::Place);
    edition.entity("Xinhua", EntityKind::Organization);
    edition.entity("Shanghai Cooperation Organization", EntityKind::Organization);
    edition.entity("Huang Jingwen", EntityKind::Person);
    edition.entity("Gao Jie", EntityKind::Person);
    let day = edition.words("2025-11-03");
    let days = edition.all(|value| match value {
        FactValue::Time(time) if time.kind == TimeKind::Point && time.value == day => Some(()),
        _ => None,
    });
    assert_eq!(days.len(), 4);
}

#[test]
fn the_wire_story_says_who_said_and_did_what() {
    check_the_wire_story_says_who_said_and_did_what(&wire()[0]);
}

#[test]
fn the_wire_story_says_who_said_and_did_what_in_the_twin() {
    check_the_wire_story_says_who_said_and_did_what(&wire()[1]);
}

fn check_the_wire_story_says_who_said_and_did_what(edition: &Edition) {
    let said = edition.said();
    for start in [
        "Li Qiang: China's readiness to work with Russia",
        "Li Qiang: this year marks the 80th anniversary",
        "Li Qiang: The two countries have supported each other",
        "Li Qiang: China is willing to work with Russia to use",
        "Li Qiang: Last month, the fourth plenary session",
        "Li Qiang: China is willing to work with Russia to provide",
        "Mikhail Mishustin: the comprehensive strategic partnership",
        "Mikhail Mishustin: Russia is willing to enhance",
        "Li Qiang+Mikhail Mishustin: they should consider",
        "Li Qiang+Mikhail Mishustin: enhance their cooperation",
    ] {
        let start = edition.words(start);
        assert!(said.iter().any(|line| line.starts_with(&start)), "{start}: {said:#?}");
    }
    let signed = edition.all(|value| match value {
        FactValue::Action(action) if edition.document.slice(action.verb) == "signed" => {
            Some((action.object.map(|object| edition.document.slice(object)), action.agents.len()))
        }
        _ => None,
    });
    assert!(signed.contains(&(Some("a joint communique"), 2)), "{signed:?}");
}

#[test]
fn the_wire_story_names_its_events_with_who_where_and_when() {
    for edition in wire() {
        let events = edition.all(|value| match value {
            FactValue::Event(event) => Some(event),
            _ => None,
        });
        let start = edition.words("30th regular meeting");
        let meeting = events.iter().find(|event| event.name.starts_with(&start)).unwrap();
        let day = edition.words("2025-11-03");
        assert_eq!((meeting.mentions.len(), meeting.time.as_deref()), (3, Some(day.as_str())));
        let name = |id| edition.set.entity(id).unwrap().name.clone();
        let took_part: Vec<_> = meeting.participants.iter().copied().map(name).collect();
        assert_eq!(took_part, ["Li Qiang", "Mikhail Mishustin"].map(|name| edition.words(name)));
        assert_eq!(meeting.place.map(name), Some(edition.words("Hangzhou")));
        let others = events.iter().filter(|event| event.name != meeting.name);
        assert!(others.clone().count() > 3);
        assert!(others.clone().all(|event| event.participants.is_empty()));
        let war = edition.words("Great Patriotic War");
        assert!(!edition.names().iter().any(|name| name.contains(&war)), "{:?}", edition.names());
    }
}

#[test]
fn what_is_said_names_its_speaker_and_its_verb() {
    for edition in wire() {
        let document = &edition.document;
        let facts = edition.set.facts().iter();
        let shown: Vec<_> = facts
            .filter_map(|fact| match &fact.value {
                FactValue::Statement(statement) => Some((fact.range, statement)),
                _ => None,
            })
            .map(|(range, statement)| {
                let first = statement.holders.first();
                let holder = first.map_or("", |holder| document.slice(holder.range));
                let cue = statement.cue.map_or("", |cue| document.slice(cue));
                format!("{holder} {cue}: {}", document.slice(range))
            })
            .collect();
        for expected in [
            "Li Qiang expressed: China's readiness to work",
            "Li said: this year marks the",
            "he said: The two countries have",
            "He said: China is willing to",
            "Li said: Last month, the fourth",
            "He stressed: China is willing to",
            "Mishustin said: the comprehensive strategic partnership",
        ] {
            let expected = edition.words(expected);
            assert!(shown.iter().any(|line| line.starts_with(&expected)), "{expected}: {shown:#?}");
        }
    }
}

#[test]
fn every_name_quotes_the_text() {
    for edition in wire().iter().chain(&article()) {
        for entity in edition.set.entities() {
            let name = entity.name.to_lowercase();
            let initials: String = entity.name.chars().filter(|ch| ch.is_uppercase()).collect();
            for range in &entity.mentions {
                let written = edition.document.slice(*range);
                let parts = written.split(' ').all(|part| name.contains(&part.to_lowercase()));
                assert!(parts || written == initials, "{written} in {entity:?}");
            }
            let roles = entity.roles.iter().flat_map(|role| {
                role.mentions.iter().map(|range| (edition.document.slice(*range), &role.text))
            });
            for (written, role) in roles {
                assert!(written.eq_ignore_ascii_case(role), "{written} is not {role}");
            }
        }
    }
}

#[test]
fn the_long_article_says_what_is_not_known() {
    for edition in article() {
        let facts = edition.set.facts().iter();
        let unknown: Vec<_> = facts
            .filter_map(|fact| match &fact.value {
                FactValue::Statement(statement) if statement.certainty == Certainty::Unknown => {
                    let document = &edition.document;
                    statement.cue.map(|cue| (document.slice(cue), document.slice(fact.range)))
                }
                _ => None,
            })
            .collect();
        for (cue, clause) in [
            ("not immediately released", "While the detailed contents of the communiqué were not"),
            (
                "not disclosed",
                "The specific details and clauses of these agreements were not disclosed",
            ),
            ("not detailed", "While specific data, targets, or projects in areas like trade"),
            (
                "not elaborated",
                "While specific plans for this strategic alignment were not elaborated",
            ),
        ] {
            let found =
                unknown.iter().any(|(at, text)| at.contains(cue) && text.starts_with(clause));
            assert!(found, "{cue}: {unknown:#?}");
        }
    }
}

#[test]
fn the_long_article_says_who_presided_and_what_it_draws_on() {
    check_the_long_article_says_who_presided_and_what_it_draws_on(&article()[0]);
}

#[test]
fn the_long_article_says_who_presided_and_what_it_draws_on_in_the_twin() {
    check_the_long_article_says_who_presided_and_what_it_draws_on(&article()[1]);
}

fn check_the_long_article_says_who_presided_and_what_it_draws_on(edition: &Edition) {
    let presided = edition.all(|value| match value {
        FactValue::Action(action) if edition.document.slice(action.verb) == "presided" => {
            Some(agents(edition, &action.agents))
        }
        _ => None,
    });
    let both = ["Li Qiang", "Mikhail Mishustin"].map(|name| edition.words(name));
    assert!(presided.contains(&both.to_vec()), "{}: {presided:?}", edition.name);
    let references = edition.all(|value| match value {
        FactValue::Citation(citation) if citation.kind == CitationKind::Reference => {
            let parts = [&citation.publisher, &citation.page, &citation.date];
            Some(parts.map(|part| part.clone().unwrap_or_default()))
        }
        _ => None,
    });
    assert_eq!(references, [["人民日报", "01版", "2025-11-04"].map(|part| edition.words(part))]);
}

fn agents(edition: &Edition, ids: &[sidelight::fact::EntityId]) -> Vec<String> {
    ids.iter().map(|id| edition.set.entity(*id).unwrap().name.clone()).collect()
}
