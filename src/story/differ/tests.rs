//! Invented pairs of sentences from many fields: what must be said to differ, and what must not.

use jiff::civil::Date;
use proptest::prelude::{ProptestConfig, any, prop, proptest};

use crate::document::{BlockKind, Document, DocumentBuilder, Metadata};
use crate::extract::extract;
use crate::fact::{Certainty, FactSet, Stance};
use crate::story::article::{Article, ArticleIndex, Passage};
use crate::story::claim::{Claim, ClaimId, Sentence, SentenceId, Status};
use crate::story::compare;
use crate::story::comparison::Comparison;
use crate::story::differ::differences;
use crate::story::difference::Side;
use crate::story::link::{Link, LinkKind};
use crate::text::TextRange;
use crate::text::segment::sentences;

/// A class, a level and what the two sides say.
pub(crate) type Row<'t> = (&'t str, &'t str, [&'t str; 2]);

/// An article of some sentences, each a claim of its own.
pub(crate) fn article(text: &str, published: Option<&str>) -> (Document, FactSet) {
    let mut builder = DocumentBuilder::new();
    builder.simple(BlockKind::Paragraph, text);
    let published = published.map(|day| day.parse::<Date>().unwrap());
    let metadata = Metadata { published, ..Metadata::default() };
    let document = builder.finish().unwrap().with_metadata(metadata);
    let facts = extract(&document);
    (document, facts)
}

/// A comparison in which the sentences of all articles at the same place are matched.
pub(crate) fn aligned(articles: &[Article<'_>]) -> Comparison {
    let (mut found, mut claims, mut places) = (Vec::new(), Vec::new(), Vec::new());
    for (index, article) in ArticleIndex::all(articles.len()).zip(articles) {
        let document = article.document;
        let whole = TextRange::up_to(document.end());
        for (place, range) in sentences(document.text(), whole).into_iter().enumerate() {
            let at = u32::try_from(claims.len()).unwrap();
            let passage = Passage { article: index, range };
            found.push(Sentence { passage, claims: at..at + 1 });
            let (certainty, stance) = (Certainty::Asserted, Stance::Report);
            let status = Status::Matched;
            claims.push(Claim { passage, sentence: SentenceId(at), certainty, stance, status });
            places.push((index, place));
        }
    }
    let (mut sentence_links, mut links) = (Vec::new(), Vec::new());
    for (from, (article, place)) in (0..).zip(&places) {
        for (to, (other, there)) in (0..).zip(&places) {
            if article != other && place == there {
                let (score, kind) = (0.6, LinkKind::Wording);
                links.push(Link { from: ClaimId(from), to: ClaimId(to), score, kind });
                let (from, to) = (SentenceId(from), SentenceId(to));
                sentence_links.push(Link { from, to, score, kind });
            }
        }
    }
    Comparison::new(articles.len(), found, claims, sentence_links, links)
}

/// What is said to differ between articles whose sentences match one by one, with their dates.
pub(crate) fn told(texts: &[(&str, Option<&str>)]) -> Vec<(String, String, Vec<String>)> {
    let read: Vec<_> = texts.iter().map(|(text, day)| article(text, *day)).collect();
    let articles: Vec<_> =
        read.iter().map(|(document, facts)| Article { document, facts }).collect();
    let comparison = aligned(&articles);
    let words = |side: &Side| {
        let document = articles[side.passage.article.index()].document;
        document.text()[side.passage.range].to_owned()
    };
    differences(&articles, &comparison)
        .iter()
        .map(|found| {
            let sides = found.sides.iter().map(words).collect();
            (found.class.name().to_owned(), found.level.name().to_owned(), sides)
        })
        .collect()
}

/// Asserts that two matched texts differ in just this.
#[track_caller]
pub(crate) fn differ(one: &str, other: &str, expected: &[Row<'_>]) {
    let found = told(&[(one, None), (other, None)]);
    let shown: Vec<_> = found
        .iter()
        .map(|(class, level, sides)| {
            let sides: Vec<_> = sides.iter().map(String::as_str).collect();
            (class.as_str(), level.as_str(), sides)
        })
        .collect();
    let expected: Vec<_> =
        expected.iter().map(|(class, level, sides)| (*class, *level, sides.to_vec())).collect();
    assert_eq!(shown, expected, "\n{one}\n{other}");
}

/// Asserts that two matched texts do not differ.
#[track_caller]
pub(crate) fn agree(one: &str, other: &str) {
    differ(one, other, &[]);
}

#[test]
fn dates_of_one_event_differ() {
    let table = [
        (
            "The council met in Belm on Monday to vote on the budget.",
            "The council met in Belm on Tuesday to vote on the budget.",
            "Monday",
            "Tuesday",
        ),
        (
            "The trial of the banker opens on 12 May 2024 in Odda.",
            "The trial of the banker opens on 14 May 2024 in Odda.",
            "12 May 2024",
            "14 May 2024",
        ),
        (
            "The dam was completed in 1987 by state engineers.",
            "State engineers completed the dam in 1989.",
            "1987",
            "1989",
        ),
        (
            "The storm made landfall near Tarn on Sept. 3.",
            "The storm made landfall near Tarn on September 5.",
            "Sept. 3",
            "September 5",
        ),
        (
            "The merger will close in March 2025, the firms said.",
            "The merger will close in June 2025, the firms said.",
            "March 2025",
            "June 2025",
        ),
        (
            "The first fire engine arrived at the school at 3:40 a.m.",
            "The first fire engine arrived at the school at 4:10 a.m.",
            "3:40 a.m.",
            "4:10 a.m.",
        ),
    ];
    for (one, other, a, b) in table {
        differ(one, other, &[("date", "differs", [a, b])]);
    }
    let table = [
        (
            "The Aurora, built in 1998, left the port of Odda at noon.",
            "The ferry, which was built in 1989, sent a distress call an hour after leaving Odda.",
            "1998",
            "1989",
        ),
        (
            "The airline, founded in 1951, will cut 900 jobs.",
            "Norland Air, founded in 1957, said it would cut 900 jobs.",
            "1951",
            "1957",
        ),
    ];
    for (one, other, a, b) in table {
        differ(one, other, &[("date", "differs", [a, b])]);
    }
    let found = told(&[
        ("The ferry sank off Odda on 2 May 2024.", Some("2024-05-03")),
        ("The ferry sank off Odda on 1 May 2024.", Some("2024-05-04")),
    ]);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].0.as_str(), found[0].1.as_str()), ("date", "differs"), "no update");
}

#[test]
fn dates_that_only_seem_to_differ_are_silent() {
    let table = [
        ("The council met in Belm on Monday.", "The council met in Belm on Monday, Nov. 3, 2025."),
        ("The council met in Belm on Nov. 3.", "The council met in Belm on November 3, 2025."),
        ("The dam was completed in 1987.", "The dam was completed in May 1987."),
        ("The dam was completed in the spring.", "The dam was completed in May 1987."),
        ("The union has met every year since 1996.", "The union has met for three decades."),
        (
            "The council met on Monday, a spokesman said on Tuesday.",
            "The council met on Monday, a spokesman said.",
        ),
        (
            "The mayor said on Tuesday that the council met in Belm.",
            "The council met in Belm on Monday.",
        ),
        (
            "Published 4 May 2024: the council met in Belm.",
            "The council met in Belm on 3 May 2024.",
        ),
        (
            "The shooting happened on Friday night in Tarn.",
            "The shooting happened early on Saturday in Tarn.",
        ),
        ("He was born in 1961 and elected in 2009.", "Elected in 2009, he was born in 1961."),
        ("The vote opens on 3 May and closes on 5 May.", "The vote opens on 3 May."),
        ("The quake struck at 3:40 a.m. local time.", "The quake struck at 3:40 a.m."),
        ("The trial opened in May.", "The appeal was filed in June."),
        (
            "The church, built in 1790, was destroyed.",
            "The church, built in 1790, stood beside a school built in 1951.",
        ),
    ];
    for (one, other) in table {
        agree(one, other);
        agree(other, one);
    }
}

#[test]
fn names_differ() {
    let table = [
        (
            "The fire was put out by noon, mayor Anna Holm said.",
            "The fire was put out by noon, mayor Anna Holmberg said.",
            "Anna Holm",
            "Anna Holmberg",
        ),
        (
            "They will organise the Belm-Odda Musical Fair together.",
            "They will organise the Belm-Odda Music Fair together.",
            "Belm-Odda Musical Fair",
            "Belm-Odda Music Fair",
        ),
        (
            "Police chief Martin Okoro spoke after the raid.",
            "Police chief Peter Lund spoke after the raid.",
            "Martin Okoro",
            "Peter Lund",
        ),
        (
            "The inquiry is led by judge Maria Silva.",
            "The inquiry is led by judge Paula Mendes.",
            "Maria Silva",
            "Paula Mendes",
        ),
        (
            "The plane crashed in Aarhus shortly after takeoff.",
            "The plane crashed in Odense shortly after takeoff.",
            "Aarhus",
            "Odense",
        ),
    ];
    for (one, other, a, b) in table {
        differ(one, other, &[("name", "differs", [a, b])]);
    }
}

#[test]
fn names_that_only_seem_to_differ_are_silent() {
    let table = [
        ("President Volodymyr Zelensky spoke.", "President Volodymyr Zelenskyy spoke."),
        ("Mayor Anna Holm spoke.", "Anna Holm, the mayor, spoke."),
        ("Mayor Anna Holm spoke.", "Mayor Holm spoke."),
        ("The ministers met mayor Ro Keng-ban.", "The ministers met mayor Ro Kengban."),
        (
            "They praised the lasting friendship of the river towns.",
            "They praised the River Towns Lasting Friendship.",
        ),
        (
            "The Tarn Harbour Authority closed the port.",
            "The Tarn Harbor Authority closed the port.",
        ),
        (
            "It was held at the National Theatre Centre.",
            "It was held at the National Theater Center.",
        ),
        ("Former president Ana Ruiz met president Juan Sosa.", "President Juan Sosa met Ana Ruiz."),
        ("Deputy mayor Peter Lund opened the bridge.", "Mayor Anna Holm opened the bridge."),
        ("French president Luc Blanc arrived.", "German president Otto Braun arrived."),
        ("The plane crashed in Aarhus, Denmark.", "The plane crashed in Denmark."),
        ("José Peña won the vote.", "Jose Pena won the vote."),
        (
            "The Shanghai Cooperation Organization (SCO) met.",
            "The Shanghai Cooperation Organization met.",
        ),
    ];
    for (one, other) in table {
        agree(one, other);
        agree(other, one);
    }
}

#[test]
fn holders_differ() {
    let table = [
        (
            "Finance minister Ana Ruiz said the budget would be cut next year.",
            "Labour minister Peter Lund said the budget would be cut next year.",
            "Ana Ruiz",
            "Peter Lund",
        ),
        (
            "Ana Ruiz met Peter Lund in Belm. Ruiz said the two countries would build a railway.",
            "Ana Ruiz met Peter Lund in Belm. Both leaders agreed that the two countries would build a railway.",
            "Ruiz",
            "Both leaders",
        ),
        (
            "Ana Ruiz met Peter Lund in Belm. They agreed that the border would be opened.",
            "Ana Ruiz met Peter Lund in Belm. The joint declaration stressed that the border would be opened.",
            "They",
            "The joint declaration",
        ),
    ];
    for (one, other, a, b) in table {
        differ(one, other, &[("holder", "differs", [a, b])]);
    }
}

#[test]
fn holders_that_stand_for_each_other_are_silent() {
    let table = [
        ("Ana Ruiz said the border would be opened.", "Ruiz said the border would be opened."),
        (
            "Ana Ruiz arrived. She said the border would be opened.",
            "Ana Ruiz said the border would be opened.",
        ),
        ("Police said the road was closed.", "Police chief Martin Okoro said the road was closed."),
        (
            "Norland said the border would be opened.",
            "President Ana Ruiz said the border would be opened.",
        ),
        ("The border would be opened.", "Ana Ruiz said the border would be opened."),
        ("Officials said the road was closed.", "Witnesses said the road was closed."),
        (
            "President Ana Ruiz said the road was closed.",
            "Ana Ruiz told reporters the road was closed.",
        ),
    ];
    for (one, other) in table {
        agree(one, other);
        agree(other, one);
    }
}

#[test]
fn items_of_lists_differ() {
    let table = [
        (
            "They will cooperate in trade, energy, farming, culture and the digital economy.",
            "They will cooperate in trade, energy, farming, sport and the digital economy.",
            "differs",
            "culture",
            "sport",
        ),
        (
            "The study found risks for the heart, the lungs, the liver and the kidneys.",
            "The study found risks for the heart, the lungs, the brain and the kidneys.",
            "differs",
            "liver",
            "brain",
        ),
        (
            "The strike hit buses, trams, ferries and trains.",
            "The strike hit buses, trams and trains.",
            "differs",
            "ferries",
            "buses, trams and trains",
        ),
        (
            "Aid will include tents, blankets, water and fuel.",
            "Aid will include tents, blankets and water.",
            "check",
            "fuel",
            "tents, blankets and water",
        ),
    ];
    for (one, other, level, a, b) in table {
        differ(one, other, &[("list", level, [a, b])]);
    }
    differ(
        "Two other directors, Lena Frost and Igor Pavlik, were acquitted.",
        "Lena Frost, Igor Pavlik and the bank’s former treasurer Hugo Stein were acquitted.",
        &[("list", "differs", ["Lena Frost and Igor Pavlik", "Hugo Stein"])],
    );
    differ(
        "The fair shows crafts such as pottery, weaving and carving.",
        "The fair shows crafts such as pottery, weaving and printing.",
        &[("list", "check", ["carving", "printing"])],
    );
    let table = [
        ("They sell bread, milk and eggs.", "They sell eggs, milk and bread."),
        (
            "They agreed on trade, transport and energy.",
            "They agreed on trade, transportation and energy.",
        ),
        ("They sell bread, milk and eggs.", "They sell shoes, hats and coats."),
        ("The mayor, the council and the church agreed.", "They sell bread, milk and eggs."),
        (
            "They agreed on trade, energy and the digital economy.",
            "They agreed on trade, the digital economy, and energy.",
        ),
    ];
    for (one, other) in table {
        agree(one, other);
    }
}

#[test]
fn quotations_differ() {
    differ(
        "They agreed to widen their cooperation within regional bodies such as the council and the bank.",
        "They agreed to “further widen collaboration within regional bodies such as the council and the bank.”",
        &[(
            "quote",
            "differs",
            [
                "widen their cooperation within regional bodies such as the council and the bank",
                "further widen collaboration within regional bodies such as the council and the bank.",
            ],
        )],
    );
    differ(
        "The coach said: “We were beaten by a better team today.”",
        "The coach said: “We were beaten by a lucky team today.”",
        &[(
            "quote",
            "differs",
            ["We were beaten by a better team today.", "We were beaten by a lucky team today."],
        )],
    );
    differ(
        "The coach said they were beaten by a better team.",
        "The coach said they were “beaten by a better team”.",
        &[("quote", "check", ["beaten by a better team", "beaten by a better team"])],
    );
    let table = [
        (
            "The coach said: “We were beaten by a better team today.”",
            "The coach said: “We were beaten by a better team.”",
        ),
        (
            "The coach said: “The team was tired and the referee was no help to us.”",
            "The coach said: “I never saw a referee who was of so little help to a team.”",
        ),
        (
            "They will host the “Belm-Odda Music Fair of Friendship”.",
            "They will host the Belm-Odda Music Fair of Friendship.",
        ),
        ("The plan is “dead in the water this year”.", "The bank will not pay for the bridge."),
        ("\"We will win,\" she said.", "She said they would win."),
    ];
    for (one, other) in table {
        agree(one, other);
        agree(other, one);
    }
}

#[test]
fn one_says_more_than_the_other() {
    let table = [
        (
            "The ministers agreed to consider a ban on trawling in the bay.",
            "The ministers agreed a ban on trawling in the bay.",
            "consider",
            "agreed",
        ),
        (
            "The board discussed the sale of the airline to Acme.",
            "The board approved the sale of the airline to Acme.",
            "discussed",
            "approved",
        ),
        (
            "Norland lifted some sanctions on the bank.",
            "Norland lifted all sanctions on the bank.",
            "some",
            "all",
        ),
    ];
    for (one, other, a, b) in table {
        differ(one, other, &[("escalation", "differs", [a, b])]);
    }
    let table = [
        (
            "Norland is willing to open the border to refugees.",
            "Norland has a strong desire to open the border to refugees.",
            "willing",
            "desire",
        ),
        (
            "The central bank may raise interest rates in June.",
            "The central bank will raise interest rates in June.",
            "may",
            "will",
        ),
        (
            "The minister said the government would table the law again in autumn.",
            "The minister said the government may table the law again in autumn.",
            "would",
            "may",
        ),
        (
            "The airline hopes to hire 300 pilots by winter.",
            "The airline has promised to hire 300 pilots by winter.",
            "hopes",
            "promised",
        ),
    ];
    for (one, other, a, b) in table {
        differ(one, other, &[("escalation", "check", [a, b])]);
    }
    differ(
        "Norland is willing to strengthen economic integration.",
        "Norland stressed its willingness to integrate its “Horizon Growth Plan” with the economic strategy of Odland.",
        &[(
            "escalation",
            "differs",
            [
                "Norland is willing to strengthen economic integration",
                "integrate its “Horizon Growth Plan” with the economic strategy of Odland",
            ],
        )],
    );
    let table = [
        (
            "They agreed to expand cooperation in various fields.",
            "They agreed to expand cooperation in all fields.",
        ),
        ("The board plans to sell the airline.", "The board wants to sell the airline."),
        (
            "The bank may raise rates and will cut costs.",
            "The bank will cut costs, and may raise rates.",
        ),
        ("The bank will raise its interest rates.", "The bank shall raise its interest rates."),
        ("The board agreed to sell the airline.", "The board agreed to the sale of the airline."),
        ("The state will build a railway.", "The state will build the railway with Odland."),
    ];
    for (one, other) in table {
        agree(one, other);
        agree(other, one);
    }
}

#[test]
#[allow(clippy::too_many_lines)] // A table.
fn the_opposite_is_no_wording() {
    let table = [
        (
            "The committee accepted the budget for the new school.",
            "The committee rejected the budget for the new school.",
            "accepted",
            "rejected",
        ),
        (
            "Unemployment rose in the valley last year.",
            "Unemployment fell in the valley last year.",
            "rose",
            "fell",
        ),
        (
            "The ministry confirmed the sale of the airline to Acme.",
            "The ministry denied the sale of the airline to Acme.",
            "confirmed",
            "denied",
        ),
        (
            "The jury found the banker guilty of fraud.",
            "The jury found the banker innocent of fraud.",
            "guilty",
            "innocent",
        ),
        ("Tarn won the final against Odda.", "Tarn lost the final against Odda.", "won", "lost"),
        (
            "The appeal court upheld the ruling on the pipeline.",
            "The appeal court overturned the ruling on the pipeline.",
            "upheld",
            "overturned",
        ),
        (
            "The driver of the truck was not hurt in the crash.",
            "The driver of the truck was hurt in the crash.",
            "not hurt",
            "hurt",
        ),
        (
            "The drug did not reduce pain in older patients.",
            "The drug reduced pain in older patients.",
            "not reduce",
            "reduced",
        ),
        (
            "The mayor didn’t attend the funeral of the firefighters.",
            "The mayor attended the funeral of the firefighters.",
            "didn’t attend",
            "attended",
        ),
    ];
    for (one, other, a, b) in table {
        differ(one, other, &[("wording", "differs", [a, b])]);
    }
    differ(
        "It was not inspected last year, the labour office said.",
        "The labour office said it was inspected last year.",
        &[("wording", "check", ["not inspected", "inspected"])],
    );
    let table = [
        ("Unemployment did not fall in the valley.", "Unemployment rose in the valley."),
        ("Tarn won the final against Odda.", "Odda lost the final against Tarn."),
        ("Tarn won the final against Odda.", "Odda lost against Tarn in the final."),
        ("Profit rose as costs fell at the airline.", "Costs fell as profit rose at the airline."),
        ("Profit rose at the airline.", "Costs fell at the airline."),
        (
            "The driver was not only hurt but trapped in the truck.",
            "The driver was hurt and trapped in the truck.",
        ),
        (
            "The ministry denied that the bank was sold.",
            "The bank was not sold, the ministry said.",
        ),
        ("The mayor denied he was hurt in the crash.", "The mayor was not hurt in the crash."),
        (
            "It is unclear whether the driver was hurt in the crash.",
            "The driver was not hurt in the crash.",
        ),
        ("The council could reject the budget.", "The council accepted the budget."),
        (
            "The banker was found guilty of fraud but acquitted of bribery.",
            "The banker was found guilty of fraud.",
        ),
        ("The school opened in May.", "The school closed early for the funeral of a teacher."),
        ("The road did not open until noon.", "The road opened at noon."),
        ("No fewer than 12 homes were destroyed.", "12 homes were destroyed."),
    ];
    for (one, other) in table {
        agree(one, other);
        agree(other, one);
    }
}

#[test]
fn an_article_contradicts_itself() {
    let one = "The text of the agreement was not released to the public. The ministers left at noon. \
        The agreement stressed the need for open borders.";
    let found = told(&[(one, None), ("Nothing else is known.", None)]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].0.as_str(), found[0].1.as_str()), ("self", "differs"));
    assert_eq!(found[0].2, ["agreement was not released", "The agreement stressed"]);
    for text in [
        "The text of the agreement was not released. The statement stressed the need for open borders.",
        "The report was not released. A leaked copy of the report said the dam was unsafe.",
        "The report was released on Monday. The report said the dam was unsafe.",
        "The price was not disclosed. The report said the dam was unsafe.",
    ] {
        let found = told(&[(text, None), ("Nothing else is known.", None)]);
        assert!(found.is_empty(), "{found:?}");
    }
}

#[test]
fn an_article_gives_two_tolls() {
    let one = "Ferry sinks off Kalvik, 14 dead. A ferry sank off Kalvik on Monday, killing 12 people, police said.";
    let found = told(&[(one, None), ("Nothing else is known.", None)]);
    let sides = vec!["14".to_owned(), "12".to_owned()];
    assert_eq!(found, [("self".to_owned(), "differs".to_owned(), sides)]);
    for text in [
        "Ferry sinks off Kalvik, 12 dead. A ferry sank off Kalvik on Monday, killing 12 people.",
        "Ferry sinks off Kalvik, 12 dead. A ferry sank off Kalvik on Monday, killing 12 people and injuring 30.",
        "Ferry sinks off Kalvik, 12 dead. Another ferry sank off Kalvik in May, killing 3 people.",
        "Ferry sinks off Kalvik, 12 dead. A ferry sank off Odda in spring, killing 3 people.",
        "Ferry sinks off Kalvik, 12 dead. The ferry sank with 3 children among the dead off Kalvik.",
        "Toll of ferry off Kalvik rises to 14 dead. A ferry sank off Kalvik, and at first 12 were said to be dead.",
        "Ferry sinks off Kalvik, 14 dead. At least 12 people were killed when a ferry sank off Kalvik.",
    ] {
        let found = told(&[(text, None), ("Nothing else is known.", None)]);
        assert!(found.is_empty(), "{found:?}");
    }
}

/// Pieces that rules look for, to be put together at random.
const PIECES: [&str; 36] = [
    "12 people",
    " were killed",
    " and 30 injured",
    ", ",
    ". ",
    "“",
    "”",
    "\"",
    " said ",
    "Ana Ruiz",
    "Peter Lund",
    " on Monday",
    " in 1987",
    "-",
    "$4.5 billion",
    "mayor ",
    "the report",
    " was not released",
    " agreed to ",
    " consider ",
    "trade, energy, farming and culture",
    " aged ",
    "34",
    "-year-old ",
    " per ",
    "%",
    "of the ",
    "Belm",
    " in ",
    "é",
    "会议在杭州举行。",
    "third ",
    "2, 000",
    "\u{301}",
    " willing to ",
    "3:40 a.m.",
];

fn check(texts: &[String]) {
    let read: Vec<_> = texts.iter().map(|text| article(text, None)).collect();
    let articles: Vec<_> =
        read.iter().map(|(document, facts)| Article { document, facts }).collect();
    for comparison in [aligned(&articles), compare(&articles, &[])] {
        for found in differences(&articles, &comparison) {
            assert!(found.sides.len() >= 2);
            for side in &found.sides {
                let text = articles[side.passage.article.index()].document.text();
                assert!(
                    text.get(side.passage.range.start().into()..side.passage.range.end().into())
                        .is_some()
                );
                assert!(!side.passage.range.is_empty());
                let claim = comparison.claim(side.claim).unwrap();
                assert_eq!(claim.passage.article, side.passage.article);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_text_is_compared(texts in prop::collection::vec(any::<String>(), 0..4)) {
        check(&texts);
    }

    #[test]
    fn any_pieces_are_compared(texts in prop::collection::vec(prop::collection::vec(0..PIECES.len(), 1..30), 2..4)) {
        let texts: Vec<String> =
            texts.iter().map(|pieces| pieces.iter().map(|piece| PIECES[*piece]).collect()).collect();
        check(&texts);
    }
}

#[test]
fn many_articles_and_long_texts_are_compared() {
    let story = |index: usize| {
        format!(
            "The storm killed {} people in Belm on Monday, mayor Ana Ruiz said. Some {} homes were destroyed along \
             the coast. Trade, energy, farming and culture will suffer, the report said.",
            index % 3 + 12,
            index * 50 + 400
        )
    };
    check(&(0..30).map(story).collect::<Vec<_>>());
    check(&["killed 12, ".repeat(600), "killed 14, ".repeat(600)]);
    check(&["Ana Ruiz ".repeat(400), "“Ana, and 5 ".repeat(400)]);
}
