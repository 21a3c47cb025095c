use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};

use crate::fact::{Certainty, Stance};
use crate::story::{
    ArticleIndex, Claim, ClaimId, Comparison, Difference, DifferenceClass, Level, Link, LinkKind,
    Mark, Passage, Sentence, SentenceId, Side, Status,
};
use crate::text::offset::range;
use crate::tui::state::groups::Groups;
use crate::tui::state::matrix::rows::{MatrixRow, RowFilter, RowOrder, arrange, sort};

const KINDS: [LinkKind; 4] =
    [LinkKind::Same, LinkKind::Wording, LinkKind::Mention, LinkKind::Possible];

/// Makes a comparison of articles with so many claims each, linked both ways.
fn comparison(
    counts: &[usize],
    links: &[(u32, u32, f32, LinkKind)],
    sides: &[(u32, u32)],
) -> Comparison {
    let (mut sentences, mut claims) = (Vec::new(), Vec::new());
    for (article, count) in (0..).zip(counts) {
        for at in 0..*count {
            let number = u32::try_from(claims.len()).unwrap();
            let passage =
                Passage { article: ArticleIndex(article), range: range(at * 10, at * 10 + 9) };
            sentences.push(Sentence { passage, claims: number..number + 1 });
            claims.push(Claim {
                passage,
                sentence: SentenceId(number),
                certainty: if at % 3 == 2 { Certainty::Hedged } else { Certainty::Asserted },
                stance: Stance::Report,
                status: Status::OnlyHere,
            });
        }
    }
    let both = |(from, to, score, kind): &(u32, u32, f32, LinkKind)| {
        let link =
            |from, to| Link { from: ClaimId(from), to: ClaimId(to), score: *score, kind: *kind };
        [link(*from, *to), link(*to, *from)]
    };
    let links = links.iter().flat_map(both).collect();
    let side = |claim: u32| {
        let known: Option<&Claim> = claims.get(claim as usize);
        known.map(|known| Side { passage: known.passage, claim: ClaimId(claim) })
    };
    let differences = sides.iter().filter_map(|(one, other)| {
        let sides = vec![side(*one)?, side(*other)?];
        let (class, level) = (DifferenceClass::Number, Level::Differs);
        Some(Difference { class, level, sides, apart: vec![[0, 1]] })
    });
    let differences = differences.collect();
    Comparison::new(counts.len(), sentences, claims, Vec::new(), links)
        .with_differences(differences)
}

fn kinds() -> impl Strategy<Value = LinkKind> {
    prop_oneof![Just(KINDS[0]), Just(KINDS[1]), Just(KINDS[2]), Just(KINDS[3])]
}

fn group_of(groups: &Groups, claim: u32) -> Vec<u32> {
    let group = groups.of(ClaimId(claim)).unwrap();
    groups.members(group).iter().map(|id| id.0).collect()
}

#[test]
fn what_three_articles_say_is_one_group() {
    let links = [(0, 2, 0.9, LinkKind::Same), (2, 4, 0.8, LinkKind::Wording)];
    let groups = Groups::new(&comparison(&[2, 2, 2], &links, &[]));
    assert_eq!(group_of(&groups, 0), [0, 2, 4]);
    assert_eq!(groups.len(), 4);
}

#[test]
fn a_chain_of_matches_does_not_join_two_claims_of_one_article() {
    // 0 and 1 stand in the first article; 2 in the second matches the first, 3 in the third the second.
    let links =
        [(0, 2, 0.9, LinkKind::Same), (1, 3, 0.9, LinkKind::Same), (2, 3, 0.4, LinkKind::Wording)];
    let groups = Groups::new(&comparison(&[2, 1, 1], &links, &[]));
    assert_eq!(group_of(&groups, 0), [0, 2]);
    assert_eq!(group_of(&groups, 1), [1, 3]);
}

#[test]
fn repetitions_and_mentions_join_and_possible_matches_do_not() {
    let links = [
        (0, 3, 0.9, LinkKind::Same),
        (1, 3, 0.8, LinkKind::Wording),
        (0, 4, 0.7, LinkKind::Mention),
        (2, 4, 0.8, LinkKind::Possible),
    ];
    let groups = Groups::new(&comparison(&[3, 2], &links, &[]));
    assert_eq!(group_of(&groups, 0), [0, 1, 3, 4]);
    assert_eq!(group_of(&groups, 2), [2]);
}

#[test]
fn a_row_is_called_by_its_core_and_looser_matches_have_rows_of_their_own() {
    let links = [
        (0, 3, 0.9, LinkKind::Same),
        (1, 3, 0.8, LinkKind::Wording),
        (2, 3, 0.4, LinkKind::Wording),
    ];
    let found = comparison(&[3, 1], &links, &[]);
    let groups = Groups::new(&found);
    assert_eq!(group_of(&groups, 0), [0, 1, 3]);
    assert_eq!(group_of(&groups, 2), [2]);
    let words = [
        "a wording of middling length with some words",
        "some short words here",
        "loose ones",
        "a wording of the core that is the longest of these",
    ];
    let rows = arrange(&found, &groups, |passage| {
        let claim = found.claim_at(passage.article, passage.range.start()).unwrap();
        words[claim.index()]
    });
    assert_eq!(rows[0].label.as_str(), words[0], "a repetition does not name the row");
    let loose = &rows[1];
    assert!(loose.is_of(ClaimId(2)) && !loose.is_of(ClaimId(3)));
    assert_eq!(loose.cells().len(), 2, "the other source is not silent");
    assert!(!loose.passes(RowFilter::SingleSource));
}

#[test]
fn surer_matches_are_taken_first_and_what_is_left_matches_what_is_left() {
    // 0 and 1 in the first article, 2 and 3 in the other: 3 is the best that 1 has, after 2 is taken.
    let links =
        [(0, 2, 0.9, LinkKind::Same), (1, 2, 0.8, LinkKind::Same), (1, 3, 0.6, LinkKind::Wording)];
    let groups = Groups::new(&comparison(&[2, 2], &links, &[]));
    assert_eq!(group_of(&groups, 0), [0, 2]);
    assert_eq!(group_of(&groups, 1), [1, 3]);
}

#[test]
fn speculation_is_marked_as_such_whoever_says_it_too() {
    // Every third claim of an article is hedged.
    let links = [(2, 3, 0.9, LinkKind::Same)];
    let found = comparison(&[3, 1], &links, &[]);
    assert_eq!(found.mark(ClaimId(2), ArticleIndex(1)), Mark::Speculation);
    let rows = arrange(&found, &Groups::new(&found), |_| "words");
    let row = rows.iter().find(|row| row.is_of(ClaimId(2))).unwrap();
    assert_eq!(row.cell(ArticleIndex(0)).unwrap().mark, Mark::Speculation);
}

#[test]
fn rows_are_filtered_and_ordered() {
    let links =
        [(1, 3, 0.9, LinkKind::Same), (3, 4, 0.9, LinkKind::Same), (1, 4, 0.9, LinkKind::Same)];
    let found = comparison(&[3, 1, 1], &links, &[(1, 3)]);
    let rows = arrange(&found, &Groups::new(&found), |_| "some words");
    let passing = |filter| rows.iter().filter(|row| row.passes(filter)).count();
    assert_eq!(
        [RowFilter::All, RowFilter::Differing, RowFilter::SingleSource].map(passing),
        [3, 1, 2]
    );
    let mut shown: Vec<_> = (0..rows.len()).collect();
    sort(&rows, &mut shown, RowOrder::Support);
    assert_eq!(rows[shown[0]].cells().len(), 3);
    sort(&rows, &mut shown, RowOrder::Story);
    assert_eq!(shown, [0, 1, 2]);
}

proptest! {
    #[test]
    fn every_claim_is_in_exactly_one_row(
        counts in vec(0usize..9, 1..6),
        links in vec((0u32..50, 0u32..50, any::<f32>(), kinds()), 0..60),
        sides in vec((0u32..50, 0u32..50), 0..6),
    ) {
        let found = comparison(&counts, &links, &sides);
        let groups = Groups::new(&found);
        let rows = arrange(&found, &groups, |_| "words");
        let all: Vec<_> = found.claims().map(|(id, _)| id).collect();
        let rows_of = |id: &ClaimId| rows.iter().filter(|row| row.is_of(*id)).count();
        assert!(all.iter().all(|id| rows_of(id) == 1));
        let shown = |id: &ClaimId| {
            let mut cells = rows.iter().filter(|row| row.is_of(*id)).flat_map(MatrixRow::cells);
            cells.any(|cell| cell.claims.contains(id))
        };
        assert!(all.iter().all(shown));
        assert_eq!(rows.len(), groups.len());
    }
}
