//! Invented stories, and what is known of where they come from.

use crate::document::{BlockKind, Document, DocumentBuilder, Metadata};
use crate::extract::extract;
use crate::fact::FactSet;
use crate::import::{Overrides, Payload, import};
use crate::story::article::{Article, ArticleIndex};
use crate::story::origin::{Origin, Origins, Relation, Support, origins};

struct Told {
    document: Document,
    facts: FactSet,
}

/// Reads a text as a file would be read.
fn told(text: &str) -> Told {
    let given = Overrides::default();
    let document = import(&Payload::new(text.as_bytes(), "a.txt", &given)).unwrap();
    let facts = extract(&document);
    Told { document, facts }
}

fn published(text: &str, site: &str, byline: Option<&str>) -> Told {
    let Told { document, .. } = told(text);
    let metadata = Metadata {
        site: Some(site.to_owned()),
        byline: byline.map(str::to_owned),
        ..document.metadata().clone()
    };
    let document = document.with_metadata(metadata);
    let facts = extract(&document);
    Told { document, facts }
}

fn judged(all: &[Told]) -> Vec<Origin> {
    let articles: Vec<_> =
        all.iter().map(|told| Article { document: &told.document, facts: &told.facts }).collect();
    let origins = origins(&articles);
    for origin in &origins {
        for passage in origin.evidence.iter().flat_map(|evidence| &evidence.passages) {
            let text = articles[passage.article.index()].document.text();
            assert!(text.get(std::ops::Range::<usize>::from(passage.range)).is_some());
            assert!(origin.articles.contains(&passage.article), "{origin:?}");
        }
        assert!(!origin.evidence.is_empty(), "what is said has a reason: {origin:?}");
    }
    origins
}

#[track_caller]
fn relates(one: Told, other: Told, expected: Relation, because: &str) {
    let origins = judged(&[one, other]);
    let [origin] = origins.as_slice() else { panic!("one pair") };
    assert_eq!(origin.relation, expected, "{origin:#?}");
    let said: Vec<_> = origin.evidence.iter().map(|evidence| evidence.words.as_str()).collect();
    assert!(said.iter().any(|words| words.contains(because)), "{because:?} in {said:?}");
}

const WIRE: &str = "TORVIK, Norway, March 3 (Reuters) - A fire destroyed a warehouse in the harbour of Torvik on \
    Tuesday, killing four workers and injuring nine others, police said.\n\n\
    The blaze began shortly after midnight in a hall where Nordlager stores paint and solvents, and it took two \
    hundred firefighters until noon to put it out.\n\n\
    \"We saw flames from ten kilometres away,\" fire chief Anna Berg told Reuters.\n\n\
    The company, which employs 340 people in the town, had been fined twice since 2019 for blocked emergency \
    exits, court papers show.\n";

const COPY: &str = "Four die in Torvik blaze\n\n\
    A fire destroyed a warehouse in the harbour of Torvik on Tuesday, killing four workers and injuring nine, the \
    police said.\n\n\
    The blaze began shortly after midnight in a hall where Nordlager stores paint and solvents, and it took two \
    hundred firefighters until midday to put it out.\n\n\
    The firm, which employs 340 people in the town, had been fined twice since 2019 for blocked emergency \
    exits, according to court papers.\n";

const OTHER_WIRE: &str = "TORVIK, March 3 (AFP) - Four people died when flames tore through a paint store at the port \
    of Torvik overnight, the local prosecutor Jens Lie told AFP.\n\n\
    Residents of the fishing town in western Norway said they had been woken by explosions. \"The windows shook,\" \
    said Kari Moen, 61, who lives across the fjord.\n\n\
    Schools stayed closed on Tuesday because of the smoke. Investigators will enter what is left of the building \
    once it has cooled, which may take until Thursday, Lie added, and nobody has been arrested so far.\n";

const PAPER: &str = "TORVIK -- Nordlager ignored warnings about its paint hall for years, former workers say.\n\n\
    \"They locked the doors at night,\" Ola Ness, who left the firm in 2024, told the Torvik Herald.\n\n\
    The newspaper has seen letters in which the union asked for sprinklers as early as 2021. Four men who were \
    cleaning the tanks did not get out on Tuesday. The mayor visited the families in the afternoon and promised \
    an inquiry, and flags across the region flew at half mast until the evening.\n";

const BLOG: &str = "What the fire tells us\n\n\
    The Torvik Herald reported that Nordlager had locked its doors at night. I am not surprised, for nobody in \
    this country checks the halls where people work after dark, and nobody will until more of them die in \
    places that everybody knows to be unsafe. We should ask who signed the permits and why they did so.\n";

#[test]
fn copies_of_one_wire_have_one_origin() {
    relates(told(WIRE), told(COPY), Relation::Same, "% of the wording");
}

#[test]
fn what_is_copied_in_part_has_the_origin_of_the_part() {
    let part = format!(
        "{} {}",
        COPY.split("\n\n").skip(1).collect::<Vec<_>>().join("\n\n"),
        "Our reader Per Dahl wrote in to say that he had smelled smoke in the evening before. Many in the town \
         remember the flood of 1987, when the same quay stood under water for a week and the fishing fleet lost \
         half of its boats. The council wants to talk about a new fire station in the spring, and the old one is \
         to become a museum, though Mayor Eva Lund has doubts about the cost of it all."
    );
    relates(told(WIRE), told(&part), Relation::Same, "words alike");
}

#[test]
fn agencies_that_ask_for_themselves_are_independent() {
    relates(told(WIRE), told(OTHER_WIRE), Relation::Independent, "own dateline");
    let paper = published(PAPER, "The Torvik Herald", Some("Jane Doe"));
    relates(told(WIRE), paper, Relation::Independent, "people spoke to it");
}

#[test]
fn a_few_words_alike_take_no_independence_away() {
    let one = WIRE.replace("A fire destroyed", "A big fire in the night destroyed");
    let other = OTHER_WIRE.replace(
        "Schools stayed closed",
        "Lie spoke of a fire that destroyed a warehouse in the harbour of Torvik. Schools stayed closed",
    );
    relates(told(&one), told(&other), Relation::Independent, "own dateline");
}

#[test]
fn reporters_at_one_press_conference_share_quotations_and_no_origin() {
    let speech = "We will not rest until we know who locked the doors of that hall on Monday night, and why nobody \
        in the office noticed it before the alarm went off in Torvik";
    let one = format!(
        "TORVIK, March 4 (Reuters) - Norway's police chief Liv Strand vowed on Wednesday to find those responsible \
         for the Torvik fire. \"{speech},\" she told journalists in the town hall.\n\nShe gave no names. Shares in \
         Nordlager fell by a tenth in Oslo as brokers weighed what the damages might cost, two of them told \
         Reuters, and its insurers asked for time until Friday.\n"
    );
    let other = format!(
        "TORVIK, March 4 (AFP) - Holding a burnt lock in her hand, Strand faced the press for half an hour. \
         \"{speech},\" the officer said, before she broke off in tears.\n\nOutside, some eighty relatives of the \
         dead lit candles. Among them was Mia Ness, 19, who lost her father. She told AFP that he had meant to \
         retire in May and buy a small boat with his savings.\n"
    );
    relates(told(&one), told(&other), Relation::Independent, "neither cites");
    // Without signs of their own the same two are not known to be two.
    let bare = |text: &str, dateline: &str| {
        told(
            &text
                .replace(dateline, "")
                .replace(", two of them told Reuters,", "")
                .replace("told AFP", "said"),
        )
    };
    let (one, other) =
        (bare(&one, "TORVIK, March 4 (Reuters) - "), bare(&other, "TORVIK, March 4 (AFP) - "));
    relates(one, other, Relation::Unknown, "does not");
}

#[test]
fn a_blog_that_cites_a_paper_rests_on_it() {
    let paper = published(PAPER, "The Torvik Herald", Some("Jane Doe"));
    let blog = published(BLOG, "Notes from the North", Some("Jo Vik"));
    relates(paper, blog, Relation::Same, "cites Torvik Herald");
    // An agency that asks for itself and mentions the paper is not shown to be apart, nor to be one.
    let mention =
        format!("{OTHER_WIRE}\n\nThe Torvik Herald reported that the doors had been locked.\n");
    let paper = published(PAPER, "The Torvik Herald", Some("Jane Doe"));
    relates(paper, told(&mention), Relation::Unknown, "cites Torvik Herald");
}

#[test]
fn two_that_rest_on_a_third_have_its_origin() {
    let one = "Torvik: the doors were locked\n\nFormer workers say that doors at Nordlager were locked at night, \
        the Torvik Herald reported on Wednesday. The firm declined to comment on what it called rumours, and its \
        owner has not been seen in public since the day of the fire.\n";
    let other = "Union asked for sprinklers in vain\n\nAccording to the Torvik Herald, letters of the union show \
        that it warned the owners in 2021. Politicians of all parties called for new rules for places where many \
        people work at night, and a debate is planned for next week in Oslo.\n";
    relates(
        published(one, "North Post", Some("Ida Hall")),
        published(other, "Fjord Daily", Some("Tor Aas")),
        Relation::Same,
        "both rest on Torvik Herald",
    );
}

#[test]
fn of_three_outlets_two_copy() {
    let paper = || published(PAPER, "The Torvik Herald", Some("Jane Doe"));
    let reprint = || published(COPY, "North Post", None);
    let origins = judged(&[told(WIRE), reprint(), paper()]);
    let relations: Vec<_> = origins.iter().map(|origin| origin.relation).collect();
    assert_eq!(relations[0], Relation::Same);
    assert_eq!(relations[1], Relation::Independent);
    let groups = Origins::new(3, &origins);
    let support = |articles: [u16; 2]| groups.support(articles.map(ArticleIndex));
    assert_eq!(support([0, 1]), Support::SameOrigin);
    assert_eq!(support([1, 2]), Support::Corroborated(2));
    assert_eq!((groups.most(), groups.known()), (2, 2));
}

#[test]
fn a_copy_of_a_copy_is_a_copy() {
    let first = told(WIRE);
    let middle = format!("{COPY}\n\n{BLOG}");
    let last = published(BLOG, "Notes from the North", Some("Jo Vik"));
    let origins = judged(&[first, told(&middle), last]);
    assert!(origins.iter().all(|origin| origin.relation == Relation::Same), "{origins:#?}");
    let ends = origins.iter().find(|origin| origin.articles == [ArticleIndex(0), ArticleIndex(2)]);
    assert!(ends.unwrap().evidence[0].words.contains("both share their origin with"));
}

#[test]
fn a_roundup_of_two_wires_makes_them_no_less_two() {
    let roundup = format!("{}\n\n{}", COPY, OTHER_WIRE.replace("TORVIK, March 3 (AFP) - ", ""));
    let origins = judged(&[told(WIRE), told(OTHER_WIRE), told(&roundup)]);
    assert_eq!(origins[0].relation, Relation::Independent, "{origins:#?}");
    assert_eq!(origins[1].relation, Relation::Same);
    let groups = Origins::new(3, &origins);
    assert_eq!((groups.most(), groups.known()), (2, 2));
}

#[test]
fn a_paraphrase_shows_nothing() {
    let paraphrase = "Großbrand in Torvik\n\nEin Feuer zerstörte am Dienstag ein Lagerhaus im Hafen von Torvik. Vier \
        Arbeiter starben, neun weitere wurden verletzt, so die Polizei. Der Brand brach kurz nach Mitternacht in \
        einer Halle aus, in der Nordlager Farben und Lösungsmittel lagert.\n";
    let reworded = "Blaze kills four in Norwegian port\n\nFour workers lost their lives and nine more were hurt as \
        flames gutted a storage building in Torvik harbour early on Tuesday, according to police. Paint and \
        solvents of Nordlager were kept in the hall where it started just past midnight. Some 200 firefighters \
        fought it until noon, and the company, with 340 employees, has been fined before.\n";
    relates(told(WIRE), told(paraphrase), Relation::Unknown, "does not");
    relates(told(WIRE), told(reworded), Relation::Unknown, "does not");
}

#[test]
fn what_stands_below_every_article_shows_nothing() {
    let furniture = "Subscribe to our newsletter for the best stories of the week, delivered to your inbox every \
        Friday morning before breakfast.\n\nThis material may not be published, broadcast, rewritten or \
        redistributed without the written permission of its owner.\n\nAll persons named here are presumed innocent \
        until proven guilty in a court of law.\n\nThe values of goods may go down as well as up, and you may not \
        get back the whole of the sum that you have paid in at the beginning.\n";
    let one = format!("A bell rang in Torvik on Monday.\n\n{furniture}");
    let other = format!("Ships in the port of Sandby stayed away for a day.\n\n{furniture}");
    relates(told(&one), told(&other), Relation::Unknown, "does not");
    let long = [WIRE.replace(" (Reuters)", "").replace("told Reuters", "said"), PAPER.to_owned()];
    let [one, other] = long.map(|text| format!("{text}\n\n{furniture}"));
    relates(told(&one), told(&other), Relation::Unknown, "");
}

#[test]
fn short_articles_show_nothing_by_a_few_words() {
    let one = "A bell rang in Torvik on Monday.\n";
    let same_bell = "A bell rang in Torvik on Monday at noon.\n";
    relates(told(one), told(same_bell), Relation::Unknown, "does not");
    relates(told(one), told(one), Relation::Same, "the texts are the same");
    let brief = "Fire in Torvik harbour kills four on Tuesday.\n";
    relates(
        told(brief),
        told("Fire in Torvik harbour kills four on Tuesday, police say.\n"),
        Relation::Unknown,
        "",
    );
}

#[test]
fn one_publisher_agency_or_author_is_one_origin() {
    relates(
        published(PAPER, "The Torvik Herald", None),
        published(BLOG, "Torvik Herald", None),
        Relation::Same,
        "both are published by",
    );
    relates(
        published(PAPER, "The Torvik Herald", Some("Jane Doe")),
        published(BLOG, "Fjord Daily", Some("Jane Doe and Tor Aas")),
        Relation::Same,
        "both are by Jane Doe",
    );
    let another = OTHER_WIRE.replace("AFP", "Reuters");
    relates(told(WIRE), told(&another), Relation::Same, "both are from Reuters");
}

#[test]
fn a_desk_that_writes_from_agencies_is_not_independent() {
    let desk = published(PAPER, "The Torvik Herald", Some("Jane Doe and agencies"));
    relates(told(WIRE), desk, Relation::Unknown, "written from agencies");
}

#[test]
fn chinese_copies_are_known_too() {
    let text = "新华社杭州11月3日电 国务院总理李强11月3日在杭州同俄罗斯总理米舒斯京共同主持中俄总理第三十次定期会晤。李强表示，\
        中方愿同俄方一道，落实好两国元首重要共识，加强战略沟通，深化各领域合作，更好维护两国共同发展和安全利益。双方一致认为，\
        应当继续扩大贸易、投资、交通、能源和农业等领域的合作，促进人员往来。";
    let copy = text.replace("新华社杭州11月3日电 ", "").replace("一道", "一起");
    relates(told(text), told(&copy), Relation::Same, "% of the wording");
}

#[test]
fn any_text_is_judged_in_time() {
    let repeated = "bell ".repeat(200_000);
    let endless = "a fire in Torvik and ".repeat(40_000);
    let hostile = "“(".repeat(50_000);
    let mut builder = DocumentBuilder::new();
    builder.simple(BlockKind::Paragraph, "");
    let empty = Told { document: Document::default(), facts: FactSet::default() };
    // Facts of such texts are not what is looked at here.
    let bare = |text: &str| {
        let mut builder = DocumentBuilder::new();
        builder.simple(BlockKind::Paragraph, text);
        Told { document: builder.finish().unwrap(), facts: FactSet::default() }
    };
    let all = [bare(&repeated), bare(&endless), bare(&hostile), empty, bare(&repeated)];
    assert_eq!(judged(&all).len(), 10);
}
