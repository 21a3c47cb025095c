//! The traps of the seeds and their twins: what a reader would see at once to be wrong.

use std::collections::BTreeSet;

use sidelight::fact::{CitationKind, EntityKind, FactValue};

use crate::facts::seeds::edition::{Edition, article, wire};

/// `Vice Premier He Lifeng` is no pronoun, and no pronoun is he.
#[test]
fn a_surname_that_looks_like_a_common_word_is_a_name() {
    for edition in article() {
        let he = edition.entity("He Lifeng", EntityKind::Person);
        assert_eq!(he.mentions.len(), 1);
        let range = he.mentions[0];
        assert_eq!(edition.document.slice(range), edition.words("He Lifeng"));
        let roles: Vec<_> = he.roles.iter().map(|role| role.text.clone()).collect();
        assert_eq!(roles, [edition.words("Vice Premier")]);
        let said = edition.said();
        assert!(!said.iter().any(|line| line.contains(&format!("{}:", he.name))), "{said:#?}");
    }
}

/// Those who share a word of their names are not one.
#[test]
fn a_bare_surname_belongs_to_the_one_who_is_called_so() {
    for edition in article() {
        let li = edition.entity("Li Qiang", EntityKind::Person);
        let forms: BTreeSet<_> = li.mentions.iter().map(|at| edition.document.slice(*at)).collect();
        for form in [edition.words("Li"), edition.words("Li Qiang")] {
            assert!(forms.contains(form.as_str()), "{}: {forms:?}", edition.name);
        }
        for other in ["He Lifeng", "Wu Zheng-long", "Chen Yiqin", "Xi Jinping", "Vladimir Putin"] {
            let other = edition.entity(other, EntityKind::Person);
            assert_eq!(other.mentions.len(), 1, "{other:?}");
        }
    }
}

/// One caption with two photographers: one event, two credits.
#[test]
fn a_caption_that_comes_twice_has_one_event_and_two_credits() {
    check_a_caption_that_comes_twice_has_one_event_and_two_credits(&wire()[0]);
}

#[test]
fn a_caption_that_comes_twice_has_one_event_and_two_credits_in_the_twin() {
    check_a_caption_that_comes_twice_has_one_event_and_two_credits(&wire()[1]);
}

fn check_a_caption_that_comes_twice_has_one_event_and_two_credits(edition: &Edition) {
    let credits = edition.all(|value| match value {
        FactValue::Citation(citation) if citation.kind == CitationKind::Credit => {
            Some([citation.publisher.clone()?, citation.author.clone()?])
        }
        _ => None,
    });
    let expected = [["Xinhua", "Huang Jingwen"], ["Xinhua", "Gao Jie"]];
    assert_eq!(credits, expected.map(|pair| pair.map(|name| edition.words(name))));
    let name = edition.words("30th regular meeting");
    let events = edition.all(|value| match value {
        FactValue::Event(event) if event.name.starts_with(&name) => Some(event.mentions.len()),
        _ => None,
    });
    assert_eq!(events, [3]);
}

/// `Chinese Premier` names no place.
#[test]
fn adjectives_of_countries_are_no_mentions() {
    for edition in wire().iter().chain(&article()) {
        for entity in edition.set.entities() {
            for range in &entity.mentions {
                let written = edition.document.slice(*range);
                for adjective in ["Chinese", "Russian"] {
                    let adjective = edition.words(adjective);
                    assert_ne!(written, adjective, "{entity:?}");
                }
            }
        }
    }
}

/// Quotation marks around a title or a term are no speech.
#[test]
fn scare_quotes_are_no_speech() {
    for edition in article() {
        let said = edition.said();
        for quoted in
            ["15th Five-Year Plan", "New Era", "strategic partnership", "Russia-China Culture Year"]
        {
            let scare = format!(": “{}", edition.words(quoted));
            assert_eq!(said.iter().find(|line| line.contains(&scare)), None);
        }
    }
}

/// `China-Russia` is neither one place nor another name.
#[test]
fn a_compound_of_countries_is_no_name_of_its_own() {
    for edition in [&wire()[0], &article()[0]] {
        check_a_compound_of_countries_is_no_name_of_its_own(edition);
    }
}

#[test]
fn a_compound_of_countries_is_no_name_of_its_own_in_the_twin() {
    for edition in [&wire()[1], &article()[1]] {
        check_a_compound_of_countries_is_no_name_of_its_own(edition);
    }
}

fn check_a_compound_of_countries_is_no_name_of_its_own(edition: &Edition) {
    for pair in ["China-Russia", "Russia-China"] {
        let pair = edition.words(pair);
        let names = edition.names();
        assert!(!names.iter().any(|name| name.ends_with(&pair)), "{names:?}");
    }
}

/// `Monday` of an article of Tuesday is the day before.
#[test]
fn the_line_above_the_headline_dates_the_article() {
    for edition in wire() {
        let published = edition.document.metadata().published.map(|day| day.to_string());
        assert_eq!(published, Some(edition.words("2025-11-04")));
        let weekday = edition.words("Monday");
        let facts = edition.set.facts().iter();
        let days: Vec<_> = facts
            .filter_map(|fact| match &fact.value {
                FactValue::Time(time) => Some((edition.document.slice(fact.range), &time.value)),
                _ => None,
            })
            .filter(|(written, _)| written.contains(&weekday))
            .map(|(_, value)| value.clone())
            .collect();
        assert_eq!(days, [edition.words("2025-11-03")]);
    }
}
