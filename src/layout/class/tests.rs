//! The classes against Unicode's own tables.

use unicode_linebreak::{BreakClass, break_property, linebreaks};
use unicode_segmentation::UnicodeSegmentation;

use super::{Class, Simple, breaks_at_space, breaks_at_wide_quote, breaks_between, simple};
use crate::text::grapheme::grapheme_width;

fn characters() -> impl Iterator<Item = (char, Simple)> {
    ('!'..='\u{2ffff}').filter_map(|ch| simple(ch).map(|found| (ch, found)))
}

#[test]
fn every_class_is_the_one_of_unicode() {
    for (ch, Simple { class, .. }) in characters() {
        let expected: &[BreakClass] = match class {
            Class::Alphabetic => &[BreakClass::Alphabetic, BreakClass::Ambiguous],
            Class::Numeric => &[BreakClass::Numeric],
            Class::Open => &[BreakClass::OpenPunctuation],
            Class::Close => &[BreakClass::ClosePunctuation],
            Class::CloseParenthesis => &[BreakClass::CloseParenthesis],
            Class::Quote | Class::OpeningQuote | Class::ClosingQuote => &[BreakClass::Quotation],
            Class::Exclamation => &[BreakClass::Exclamation],
            Class::Infix => &[BreakClass::InfixSeparator],
            Class::Slash => &[BreakClass::Symbol],
            Class::Hyphen => &[BreakClass::Hyphen],
            Class::After => &[BreakClass::After],
            Class::Prefix => &[BreakClass::Prefix],
            Class::Postfix => &[BreakClass::Postfix],
            Class::Dash => &[BreakClass::BeforeAndAfter],
            Class::Ellipsis => &[BreakClass::Inseparable],
            Class::Ideograph => &[
                BreakClass::Ideographic,
                BreakClass::HangulLvSyllable,
                BreakClass::HangulLvtSyllable,
            ],
            Class::NonStarter => &[BreakClass::NonStarter, BreakClass::ConditionalJapaneseStarter],
            Class::Glue => &[BreakClass::NonBreakingGlue],
        };
        let actual = break_property(u32::from(ch));
        assert!(
            expected.contains(&actual),
            "{ch:?} U+{:04X}: {class:?}, {actual:?}",
            u32::from(ch)
        );
    }
}

#[test]
fn every_width_is_the_one_drawn() {
    for (ch, Simple { wide, .. }) in characters() {
        let drawn = grapheme_width(ch.encode_utf8(&mut [0; 4])).get();
        assert_eq!(drawn, if wide { 2 } else { 1 }, "{ch:?} U+{:04X}", u32::from(ch));
    }
}

/// Every pair of classes, and within them every pair that Unicode's tables could tell apart.
#[test]
fn every_pair_breaks_as_in_unicode_and_is_two_graphemes() {
    let mut samples: Vec<(char, Simple)> = Vec::new();
    for (ch, found) in characters() {
        let property = break_property(u32::from(ch));
        let same = |&(other, had): &(char, Simple)| {
            had == found && break_property(u32::from(other)) == property
        };
        if samples.iter().filter(|sample| same(sample)).count() < 3 {
            samples.push((ch, found));
        }
    }
    for &(left, before) in &samples {
        for &(right, after) in &samples {
            let touching = format!("{left}{right}");
            let tailored = breaks_at_wide_quote(before.class, after.class);
            let expected = has_break(&touching, left.len_utf8()) || tailored;
            assert_eq!(breaks_between(before.class, after.class), expected, "{touching:?}");
            assert_eq!(touching.graphemes(true).count(), 2, "{touching:?}");
            let spaced = format!("{left}  {right}");
            let expected = has_break(&spaced, left.len_utf8() + 2);
            assert_eq!(breaks_at_space(before.class, after.class), expected, "{spaced:?}");
        }
    }
}

fn has_break(text: &str, at: usize) -> bool {
    linebreaks(text).any(|(found, _)| found == at)
}
