use std::fmt::Write;

use proptest::prelude::*;

use crate::document::{BlockKind, Document, DocumentBuilder};
use crate::extract::extract;
use crate::fact::FactSet;
use crate::story::{
    Article, ArticleIndex, ClaimId, Comparison, Counterpart, Link, LinkKind, Mismatch, Passage,
    Status, compare,
};

/// The articles of an invented story, a paragraph a line.
struct Story {
    documents: Vec<Document>,
    facts: Vec<FactSet>,
}

impl Story {
    fn new(texts: &[&str]) -> Self {
        let documents: Vec<_> = texts.iter().map(|text| document(text)).collect();
        let facts = documents.iter().map(extract).collect();
        Self { documents, facts }
    }

    fn articles(&self) -> Vec<Article<'_>> {
        let both = self.documents.iter().zip(&self.facts);
        both.map(|(document, facts)| Article { document, facts }).collect()
    }

    fn compared(&self) -> Comparison {
        compare(&self.articles(), &[])
    }

    /// Returns the words of an article: `1: killed four`.
    fn passage(&self, words: &str) -> Passage {
        let (article, words) = words.split_once(": ").unwrap();
        let article = ArticleIndex(article.parse().unwrap());
        let text = self.documents[article.index()].text();
        let at = text.find(words).unwrap_or_else(|| panic!("no {words}"));
        Passage { article, range: crate::text::range(at, at + words.len()) }
    }

    fn claim(&self, comparison: &Comparison, words: &str) -> ClaimId {
        let passage = self.passage(words);
        comparison.claim_at(passage.article, passage.range.start()).unwrap()
    }

    /// Returns the links from one passage to another, if the reader is led there.
    fn here(&self, comparison: &Comparison, from: &str, to: &str) -> Option<Link<ClaimId>> {
        let (from, to) = (self.claim(comparison, from), self.claim(comparison, to));
        let article = comparison.article_of(to).unwrap();
        match comparison.counterpart(from, article) {
            Counterpart::Here(links) => links.into_iter().find(|link| link.to == to),
            _ => None,
        }
    }

    fn shown(&self, comparison: &Comparison, words: &str) -> String {
        let claim = self.claim(comparison, words);
        let mut shown = String::new();
        for link in comparison.links(claim) {
            let passage = comparison.passage(link.to).unwrap();
            let text = self.documents[passage.article.index()].slice(passage.range);
            writeln!(shown, "{:?} {:.2} {}: {text}", link.kind, link.score, passage.article.0)
                .unwrap();
        }
        shown
    }

    /// Checks what leads from where to where, and what leads nowhere.
    fn check(&self, same: &[(&str, &str)], other: &[(&str, &str)]) {
        let comparison = self.compared();
        for (from, to) in same {
            for (from, to) in [(from, to), (to, from)] {
                let found = self.here(&comparison, from, to);
                assert!(found.is_some(), "{from} -> {to}:\n{}", self.shown(&comparison, from));
            }
        }
        for (from, to) in other {
            let found = self.here(&comparison, from, to);
            assert!(found.is_none(), "{from} -> {to}:\n{}", self.shown(&comparison, from));
        }
    }
}

fn document(text: &str) -> Document {
    let mut builder = DocumentBuilder::new();
    builder.metadata().published = Some("2026-03-10".parse().unwrap());
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        builder.simple(BlockKind::Paragraph, line);
    }
    builder.finish().unwrap()
}

const FLOOD: [&str; 3] = [
    "Four people were killed when the river Orla burst its banks late on Monday, the governor of Tarn said.
     About 1,200 residents of Belmonte had to leave their homes, and the railway to the coast is closed.
     Rescuers used boats to reach a hospital that had been cut off since midnight.
     Governor Ines Prado asked the government in the capital for 40 million euros to repair roads and bridges.
     A flood in the same valley killed eleven people in 2019.
     Forecasters expect more rain on Thursday.",
    "Belmonte, March 9 -- The death toll from flooding along the Orla rose to four, authorities said, after the \
     river overflowed on Monday night.
     Some 1,200 inhabitants of the town were evacuated.
     Trains to the coast have been cancelled until further notice.
     The governor, Ines Prado, requested 40 million euros from the central government for the repair of \
     roads and bridges.
     Shops in the old market opened again on Tuesday, and volunteers handed out soup.",
    "What went wrong on the Orla? Residents say that the dam upstream was opened without any warning.
     The operator of the dam, Hidrotarn, denied that and said the gates had stayed shut all night.
     Seven years ago eleven people died in a flood in the valley.
     The state could spend 40 million euros on repairs, analysts suggest.
     A hospital that was cut off was reached by rescuers in boats.",
];

#[test]
fn a_flood_is_matched_and_not_with_the_flood_of_years_ago() {
    Story::new(&FLOOD).check(
        &[
            ("0: Four people were killed", "1: The death toll from"),
            ("0: About 1,200", "1: Some 1,200"),
            ("0: Governor Ines Prado asked", "1: The governor, Ines Prado, requested"),
            ("0: Rescuers used boats", "2: A hospital that"),
            ("0: A flood in the same", "2: Seven years ago"),
        ],
        &[
            ("0: Four people were killed", "2: Seven years ago"),
            ("1: The death toll", "2: Seven years ago"),
            ("1: The death toll", "0: A flood in the same"),
            ("1: Shops in the old", "0: Rescuers used"),
            ("0: Forecasters expect", "1: Shops in the old"),
            ("2: The operator of the dam", "0: Rescuers used"),
        ],
    );
}

#[test]
fn what_speculates_about_a_thing_mentions_it_and_does_not_support_it() {
    let story = Story::new(&FLOOD);
    let comparison = story.compared();
    let from = story.claim(&comparison, "2: The state could spend");
    for link in comparison.links(from) {
        assert!(!link.kind.is_match(), "{}", story.shown(&comparison, "2: The state could spend"));
    }
    assert_ne!(comparison.claim(from).unwrap().status, Status::Matched);
}

const TRIAL: [&str; 3] = [
    "A jury in Oslo found the former banker Henrik Dahl guilty of fraud on Friday after a trial of nine weeks.
     Dahl, 58, had moved 70 million kroner of his clients' savings to accounts in Cyprus, prosecutors said.
     “We are relieved that the court believed the victims,” said prosecutor Liv Moen.
     His lawyer, Erik Strand, said he would appeal.
     The sentence will be announced on April 2.",
    "Henrik Dahl, who once ran Nordbanken, was convicted of fraud by an Oslo jury on Friday.
     The nine-week trial heard that he transferred savings of his clients worth 70 million kroner to Cyprus.
     “This is a dark day for justice,” said his lawyer, Erik Strand, who announced an appeal.
     The judge is to sentence Dahl on April 2.
     The bank closed in 2021 with debts of 900 million kroner.",
    "Clients of a failed bank in Norway hugged each other outside the courtroom.
     Some lost everything, among them Anne Lie, a nurse of 70 who had saved for a house.
     “I can sleep again,” she said.
     Nordbanken closed five years ago, owing 900 million kroner.",
];

#[test]
fn a_trial_is_matched_and_not_the_quotations_of_different_people() {
    Story::new(&TRIAL).check(
        &[
            ("0: A jury in Oslo", "1: Henrik Dahl, who"),
            ("0: Dahl, 58, had moved", "1: The nine-week trial heard"),
            ("0: His lawyer, Erik Strand", "1: said his lawyer"),
            ("0: The sentence will", "1: The judge is to sentence"),
            ("1: The bank closed", "2: Nordbanken closed"),
        ],
        &[
            ("0: “We are relieved", "1: “This is a dark"),
            ("0: “We are relieved", "2: “I can sleep"),
            ("0: Dahl, 58", "2: Some lost everything"),
            ("0: Dahl, 58", "2: Nordbanken closed"),
        ],
    );
}

const TAKEOVER: [&str; 3] = [
    "Zurich-based chemicals maker Alvora agreed to buy its Danish rival Kemia for $4.2 billion in cash.
     Alvora will pay 310 kroner a share, 28 percent more than the closing price on Wednesday.
     The deal creates the world's third-largest maker of coatings, with 31,000 employees.
     Alvora shares fell 6 percent, while Kemia jumped 24 percent in Copenhagen.
     Regulators in Brussels have to approve the purchase, which is expected to close by the end of the year.",
    "COPENHAGEN -- Kemia, the Danish producer of paints, is to be taken over by Alvora of Switzerland in a $4.2bn deal.
     Shareholders are offered 310 kroner in cash for each share, a premium of 28 per cent.
     Together the two firms employ 31,000 people.
     The merger needs the approval of the European Commission.
     Unions fear that up to 2,000 jobs will go, a figure that the company would not confirm.",
    "Alvora has a long history of expensive purchases.
     In 2018 it paid $2.8 billion for Tessco of Ohio, a maker of adhesives, and wrote most of it off within three years.
     Its chief executive, Marta Keller, has promised savings of $300 million a year from the Kemia deal.
     Investors sold: the shares of Alvora lost 6 percent.",
];

#[test]
fn a_takeover_is_matched_and_not_with_an_earlier_one() {
    Story::new(&TAKEOVER).check(
        &[
            ("0: Zurich-based chemicals", "1: is to be taken over"),
            ("0: Alvora will pay 310", "1: Shareholders are offered 310"),
            ("0: The deal creates", "1: Together the two firms"),
            ("0: Alvora shares fell", "2: the shares of Alvora lost"),
        ],
        &[
            ("0: Alvora will pay 310", "2: In 2018 it paid"),
            ("1: Shareholders are", "2: In 2018 it paid"),
            ("1: Unions fear", "2: Its chief executive"),
            ("1: Together the two firms", "2: Investors sold"),
        ],
    );
}

const MATCH: [&str; 2] = [
    "Rovers beat United 3-1 at Dock Road on Saturday to go top of the league.
     Captain Ayo Bello scored twice in the first half before Jonas Weil was sent off for a foul on the goalkeeper.
     “We had the luck that we lacked last week,” Bello said.
     United, who have not won since January, stay in the relegation zone.
     The two sides drew 3-3 at the same ground a year ago.",
    "Two first-half goals by Ayo Bello put Rovers on top of the table after a 3-1 win over United on Saturday.
     United finished with ten men after Weil was shown a red card.
     United's coach, Dieter Lang, blamed the referee and left without talking to reporters.
     It was the ninth match in a row that United failed to win, and they remain in the relegation zone.
     Rain had delayed the start by half an hour.",
];

#[test]
fn a_football_match_is_matched_and_not_with_the_one_a_year_ago() {
    Story::new(&MATCH).check(
        &[
            ("0: Rovers beat United", "1: Two first-half goals"),
            ("0: United, who have not won", "1: they remain in the relegation"),
        ],
        &[
            ("1: Two first-half goals", "0: The two sides drew"),
            ("0: “We had the luck", "1: United's coach"),
            ("1: Rain had delayed", "0: Captain Ayo Bello"),
        ],
    );
}

const STUDY: [&str; 2] = [
    "People who walk at least 7,000 steps a day live longer, a study of 48,000 adults suggests.
     Researchers at the University of Leeds followed the participants for twelve years.
     Those who walked most had a 32 percent lower risk of dying from heart disease.
     The study, published in the journal Public Health on Tuesday, did not ask how fast people walked.
     “Every step counts,” said Priya Nair, who led the work.",
    "A daily walk of 7,000 steps may add years to life, according to research from Leeds published on Tuesday.
     The scientists tracked 48,000 adults over twelve years.
     The risk of death from heart disease was 32 per cent lower among the most active.
     The pace of walking was not recorded.
     Critics point out that healthy people walk more, so that the numbers do not prove a cause.",
];

#[test]
fn a_study_is_matched() {
    Story::new(&STUDY).check(
        &[
            ("0: Those who walked most", "1: The risk of death"),
            ("0: People who walk", "1: The scientists tracked"),
        ],
        &[
            ("0: “Every step counts", "1: Critics point out"),
            ("1: Critics point out", "0: Researchers at the University"),
            ("0: Researchers at the University", "1: The risk of death"),
        ],
    );
}

#[test]
fn a_day_is_its_date_and_a_number_its_figures_in_either_article() {
    let story = Story::new(&[
        "The council met on Monday.
         The thirtieth session opened in Accra with songs.
         A colour film was shown.",
        "On March 9, 2026 the council met.
         In Accra, songs opened the 30th session.
         They showed a film in color.",
    ]);
    story.check(
        &[
            ("0: The council met", "1: On March 9"),
            ("0: The thirtieth", "1: In Accra"),
            ("0: A colour film", "1: They showed a film"),
        ],
        &[("0: The council met", "1: In Accra"), ("0: A colour film", "1: In Accra")],
    );
}

#[test]
fn what_the_user_calls_wrong_is_not_proposed_again() {
    let story = Story::new(&FLOOD);
    let wrong: Mismatch = (story.passage("1: Some 1,200"), story.passage("0: About 1,200"));
    let comparison = compare(&story.articles(), &[wrong]);
    let (from, to) =
        (story.claim(&comparison, "0: About 1,200"), story.claim(&comparison, "1: Some 1,200"));
    assert!(comparison.links(from).iter().all(|link| link.to != to));
    assert!(comparison.links(to).iter().all(|link| link.to != from));
}

/// Returns every link as the words of both sides, so that numbers of articles do not matter.
fn told(story: &Story, comparison: &Comparison) -> Vec<(String, String, LinkKind)> {
    let words = |claim: ClaimId| {
        let passage = comparison.passage(claim).unwrap();
        story.documents[passage.article.index()].slice(passage.range).to_owned()
    };
    let claims = comparison.claims().flat_map(|(id, _)| comparison.links(id));
    let mut told: Vec<_> =
        claims.map(|link| (words(link.from), words(link.to), link.kind)).collect();
    told.sort();
    told
}

#[test]
fn the_order_of_the_articles_changes_nothing() {
    for texts in [FLOOD, TRIAL, TAKEOVER] {
        let [one, two, three] = texts;
        let first = Story::new(&[one, two, three]);
        let second = Story::new(&[three, one, two]);
        let links = told(&first, &first.compared());
        assert!(!links.is_empty());
        assert_eq!(links, told(&second, &second.compared()));
    }
}

fn is_sound(story: &Story, comparison: &Comparison) {
    for (id, sentence) in comparison.sentences() {
        let text = story.documents[sentence.passage.article.index()].text();
        assert!(text.get(std::ops::Range::from(sentence.passage.range)).is_some());
        let mut end = sentence.passage.range.start();
        for claim in sentence.claims.clone() {
            let claim = comparison.claim(ClaimId(claim)).unwrap();
            assert_eq!(claim.sentence, id);
            assert!(claim.passage.range.start() >= end);
            assert!(sentence.passage.range.contains_range(claim.passage.range));
            assert!(text.get(std::ops::Range::from(claim.passage.range)).is_some());
            end = claim.passage.range.end();
        }
        for link in comparison.sentence_links(id) {
            let back = comparison.sentence_links(link.to);
            assert!(back.iter().any(|back| back.to == id && back.kind == link.kind));
        }
    }
    for (id, claim) in comparison.claims() {
        for link in comparison.links(id) {
            assert!((0.0..=1.0).contains(&link.score), "{}", link.score);
            assert_ne!(comparison.article_of(link.to), Some(claim.passage.article));
            let back = comparison.links(link.to);
            assert!(back.iter().any(|back| back.to == id
                && back.kind == link.kind
                && back.score.to_bits() == link.score.to_bits()));
        }
    }
}

#[test]
fn stories_of_nothing_one_word_and_thirty_articles_are_compared() {
    let repeated = "again ".repeat(4_000);
    let thirty: Vec<_> = (0..30).map(|at| FLOOD[at % 3]).collect();
    let table: [&[&str]; 6] = [
        &[],
        &[""],
        &["", FLOOD[0], ""],
        &[FLOOD[0], FLOOD[0]],
        &[&repeated, &repeated, FLOOD[1]],
        &thirty,
    ];
    for texts in table {
        let story = Story::new(texts);
        is_sound(&story, &story.compared());
    }
}

#[test]
fn a_text_meets_its_copy_sentence_by_sentence() {
    let story = Story::new(&[TAKEOVER[0], TAKEOVER[0]]);
    let comparison = story.compared();
    for (id, claim) in comparison.claims() {
        let links = comparison.links(id);
        let best = comparison.claim(links.first().unwrap().to).unwrap();
        assert_eq!(best.passage.range, claim.passage.range);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_texts_are_compared_soundly(
        texts in prop::collection::vec("([A-Za-z0-9 ,.;“”é–中\n]|(the|which|and|Monday|said) ){0,160}", 0..4)
    ) {
        let texts: Vec<_> = texts.iter().map(String::as_str).collect();
        let story = Story::new(&texts);
        is_sound(&story, &story.compared());
    }
}
