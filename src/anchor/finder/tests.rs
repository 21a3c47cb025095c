use proptest::prelude::{any, proptest};

use super::{Finder, Step};
use crate::anchor::quote::TextQuote;
use crate::anchor::resolution::Resolution;
use crate::text::range;

const STORY: &str = "The flood came at night. Twelve people died in the valley, police said on Monday. \
    The bridge at Kalden fell into the river before dawn. Rescue teams from three towns searched the \
    houses until noon. The mayor promised help to every family that lost its home. School is closed.";

/// What a passage of the story became, by comparison and by quotation alone: the step and the words.
#[track_caller]
fn check(exact: &str, new: &str, compared: Option<&str>, quoted: Option<&str>) {
    let start = STORY.find(exact).unwrap();
    let position = range(start, start + exact.len());
    let quote = TextQuote::new(STORY, position);
    let shown =
        |finder: &Finder<'_>| finder.find(position, &quote).range().map(|range| &new[range]);
    assert_eq!(shown(&Finder::between(STORY, new)), compared, "compared");
    assert_eq!(shown(&Finder::new(new)), quoted, "quoted");
}

fn edited(from: &str, to: &str) -> String {
    assert!(STORY.contains(from));
    STORY.replacen(from, to, 1)
}

#[test]
fn a_passage_is_found_through_every_kind_of_edit() {
    let died = "Twelve people died in the valley";
    // A change elsewhere, before and after.
    let new = edited("The flood came at night.", "A flood came suddenly, at night.");
    check(died, &new, Some(died), Some(died));
    let new = edited("School is closed.", "Schools are closed until further notice.");
    check(died, &new, Some(died), Some(died));
    // Its first, its middle, its last word.
    let new = edited("Twelve people", "Fifteen people");
    check(
        died,
        &new,
        Some("Fifteen people died in the valley"),
        Some("Fifteen people died in the valley"),
    );
    let new = edited("died in", "were killed in");
    let after = "Twelve people were killed in the valley";
    check(died, &new, Some(after), Some(after));
    // Words set in between, and left out.
    let new = edited("Twelve people died", "Twelve people, four of them children, died");
    let after = "Twelve people, four of them children, died in the valley";
    check(died, &new, Some(after), Some(after));
    // The whole paragraph goes to the end.
    let moved = "Twelve people died in the valley, police said on Monday. ";
    let new = format!("{} {}", edited(moved, ""), moved.trim());
    check(died, &new, Some(died), Some(died));
    // Split into two, joined with the next.
    let new =
        edited("valley, police said on Monday. The bridge", "valley.\n\nPolice said. The bridge");
    check(died, &new, Some(died), Some(died));
}

#[test]
fn what_is_gone_is_not_guessed() {
    let died = "Twelve people died in the valley";
    let new = edited("Twelve people died in the valley, police said on Monday. ", "");
    check(died, &new, None, None);
    check(died, "Nothing of this is here any more.", None, None);
    check(died, "", None, None);
    let new = edited(died, "Nobody was hurt");
    check(died, &new, None, None);
    // The other place of the same word is not its place.
    let new = edited("The bridge at Kalden fell into the river before dawn. ", "");
    check("The bridge", &new, None, None);
}

#[test]
fn a_passage_that_was_there_twice_does_not_become_the_other() {
    let old = "Anna said it was a great day for the town. Rain fell. Bert said it was a great day for the town.";
    let passage = "it was a great day for the town";
    let position = range(old.find(passage).unwrap(), old.find(passage).unwrap() + passage.len());
    let quote = TextQuote::new(old, position);
    let new = "Rain fell. Bert said it was a great day for the town.";
    assert_eq!(Finder::between(old, new).find(position, &quote), Resolution::Changed);
}

#[test]
fn a_tie_between_several_places_is_not_broken_by_what_stands_far_from_them() {
    let old = "Orr came on Monday to the town. Later that week Orr left, and Monday was over.";
    let quote = TextQuote::new(old, range(12, 18));
    let new = "She came on Monday to it. She came on Monday to it.";
    assert_eq!(Finder::new(new).find(range(12, 18), &quote), Resolution::Changed);
}

#[test]
fn confidence_falls_with_the_words_that_are_left() {
    let exact = "Rescue teams from three towns searched the houses until noon";
    let position = range(STORY.find(exact).unwrap(), STORY.find(exact).unwrap() + exact.len());
    let quote = TextQuote::new(STORY, position);
    let confidence = |from: &str, to: &str| {
        let new = edited(from, to);
        Finder::between(STORY, &new).find(position, &quote).confidence().hundredths()
    };
    let (one, three) = (
        confidence("three towns", "four towns"),
        confidence("three towns searched the houses", "four towns combed all houses"),
    );
    assert_eq!(confidence("School is closed.", "School is open."), 100);
    assert!((85..100).contains(&one), "{one}");
    assert!((60..one).contains(&three), "{three}");
}

#[test]
fn texts_without_spaces_are_compared_by_characters() {
    let old = "会议于周一在杭州举行。双方签署了联合公报。总理强调合作。";
    let new = "会议于周一在北京举行。双方昨天签署了联合公报。总理强调合作。";
    let passage = "双方签署了联合公报";
    let start = old.find(passage).unwrap();
    let position = range(start, start + passage.len());
    let quote = TextQuote::new(old, position);
    let shown = |finder: Finder<'_>| finder.find(position, &quote).range().map(|range| &new[range]);
    assert_eq!(shown(Finder::between(old, new)), Some("双方昨天签署了联合公报"));
    assert_eq!(shown(Finder::new(new)), Some("双方昨天签署了联合公报"));
}

#[test]
fn the_step_that_found_it_is_told() {
    let position = range(4, 9);
    let quote = TextQuote::new(STORY, position);
    let same = Finder::between(STORY, STORY).find_by(position, &quote);
    assert_eq!(same, (Resolution::Exact(position), Step::Same));
    let new = format!("First. {STORY}");
    let moved = Finder::between(STORY, &new).find_by(position, &quote);
    assert_eq!(moved, (Resolution::Moved(range(11, 16)), Step::Compared));
    assert_eq!(Finder::new(&new).find_by(position, &quote).1, Step::Quoted);
}

#[test]
fn a_place_between_words_stays_between_them() {
    let position = range(25, 25);
    let quote = TextQuote::new(STORY, position);
    let new = format!("First. {STORY}");
    assert_eq!(
        Finder::between(STORY, &new).find(position, &quote),
        Resolution::Moved(range(32, 32))
    );
}

fn any_part(text: &str, a: usize, b: usize) -> crate::text::TextRange {
    let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let (a, b) = (bounds[a % bounds.len()], bounds[b % bounds.len()]);
    range(a.min(b), a.max(b))
}

proptest! {
    #[test]
    fn what_is_found_is_a_place_of_the_text(
        old in "[a-d中国. \n]{0,80}", new in "[a-d中国. \n]{0,80}", a in 0usize..90, b in 0usize..90,
    ) {
        let position = any_part(&old, a, b);
        let quote = TextQuote::new(&old, position);
        for finder in [Finder::between(&old, &new), Finder::new(&new)] {
            if let Some(range) = finder.find(position, &quote).range() {
                assert!(new.get(std::ops::Range::from(range)).is_some());
            }
        }
    }

    #[test]
    fn any_text_and_any_quotation_are_borne(
        old in any::<String>(), new in any::<String>(), first in 0u32..100, length in 0u32..100,
    ) {
        let position = crate::text::TextRange::at(first.into(), length.into());
        let quote = TextQuote { exact: new.chars().rev().collect(), prefix: old.clone(), suffix: new.clone() };
        for finder in [Finder::between(&old, &new), Finder::new(&new)] {
            if let Some(range) = finder.find(position, &quote).range() {
                assert!(new.get(std::ops::Range::from(range)).is_some());
            }
        }
    }
}
