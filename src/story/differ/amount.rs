//! Amounts: when two ways to give a number say the same.
//!
//! `about 50` and `48` agree, `nearly 2 million` and `1.9 million`, `more than 40` and `43`; `12` and `14` do not.

use crate::fact::Modifier;

/// A number as a text gives it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Amount {
    /// The number, or the first of a range.
    pub(crate) low: f64,
    /// The number, or the last of a range.
    pub(crate) high: f64,
    /// The value of the last digit that is no round zero: 100 for `1,200`, 0.1 for `6.2`.
    pub(crate) step: f64,
    /// How the text qualifies it.
    pub(crate) modifier: Option<Modifier>,
}

impl Amount {
    /// Tells whether both may be true of one thing.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        let finer = self.step.min(other.step);
        let (low, high) = self.span(finer);
        let (other_low, other_high) = other.span(finer);
        low <= other_high + tiny(high) && other_low <= high + tiny(high)
    }

    /// Tells whether one only bounds the other: `at least 12` and `14`.
    pub(crate) fn bounds(&self, other: &Self) -> bool {
        let under = |one: &Self, other: &Self| match one.modifier {
            Some(Modifier::AtLeast | Modifier::MoreThan) => one.low <= other.low,
            Some(Modifier::AtMost | Modifier::LessThan) => one.high >= other.high,
            Some(Modifier::Several) => true,
            _ => false,
        };
        self.modifier != other.modifier && (under(self, other) || under(other, self))
    }

    /// Tells whether one is given only about, and the other is not far from it: `about 40` and `50`.
    pub(crate) fn is_loose(&self, other: &Self) -> bool {
        /// How many times as much is far.
        const FAR: f64 = 1.5;
        let about = [self, other].iter().any(|one| one.modifier == Some(Modifier::About));
        about && self.low <= FAR * other.high && other.low <= FAR * self.high
    }

    /// Tells whether the two are given as the very same number.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        (self.low - other.low).abs() <= tiny(self.low)
            && (self.high - other.high).abs() <= tiny(self.high)
    }

    /// The values of which the text may speak.
    fn span(&self, finer: f64) -> (f64, f64) {
        let (low, high) = (self.low, self.high);
        let rounding = self.rounding(finer);
        match self.modifier {
            None | Some(Modifier::AtLeast) => (low - rounding, high + rounding),
            Some(Modifier::About) => (low - 0.12 * low.abs(), high + 0.12 * high.abs()),
            Some(Modifier::MoreThan) => (low, high + self.step.max(0.25 * high.abs())),
            Some(Modifier::LessThan | Modifier::AtMost) => (low - 0.25 * low.abs(), high),
            Some(Modifier::Several) => (1.5 * low, 20.0 * high),
        }
    }

    /// How far the true number may lie from one that is given in round figures.
    fn rounding(&self, finer: f64) -> f64 {
        let coarse = self.step >= 100.0 || finer < 1.0 && self.step > finer;
        let half = self.step / 2.0;
        match coarse {
            true if self.step >= 100.0 => half.min(0.06 * self.high.abs()),
            true => half,
            false => 0.0,
        }
    }
}

/// What calculation may lose of a number.
fn tiny(number: f64) -> f64 {
    number.abs() * 1e-9
}

/// Returns the value of the last digit of a number written in digits that is no round zero.
pub(crate) fn step(digits: &str, scale: f64) -> f64 {
    if let Some((_, decimals)) = digits.split_once('.') {
        let places = i32::try_from(decimals.len()).unwrap_or(9).min(9);
        return scale / 10f64.powi(places);
    }
    let zeros = digits.chars().rev().filter(|ch| *ch != ',').take_while(|ch| *ch == '0').count();
    scale * 10f64.powi(i32::try_from(zeros).unwrap_or(9).min(12))
}

#[cfg(test)]
mod tests {
    use super::{Amount, step};
    use crate::fact::Modifier::{self, About, AtLeast, LessThan, MoreThan, Several};

    fn amount(digits: &str, scale: f64, modifier: Option<Modifier>) -> Amount {
        let value = digits.replace(',', "").parse::<f64>().unwrap() * scale;
        Amount { low: value, high: value, step: step(digits, scale), modifier }
    }

    #[test]
    fn rounding_is_no_difference() {
        let million = 1e6;
        let table = [
            (amount("50", 1.0, Some(About)), amount("48", 1.0, None)),
            (amount("2", million, Some(About)), amount("1.9", million, None)),
            (amount("2", million, None), amount("1.9", million, None)),
            (amount("40", 1.0, Some(MoreThan)), amount("43", 1.0, None)),
            (amount("1,000", 1.0, Some(MoreThan)), amount("1,870", 1.0, None)),
            (amount("1,200", 1.0, None), amount("1,184", 1.0, None)),
            (amount("4.1", 1e9, None), amount("4,100,000,000", 1.0, None)),
            (amount("61", 1.0, None), amount("61.5", 1.0, None)),
            (amount("100", 1.0, Some(Several)), amount("340", 1.0, None)),
            (amount("500", 1.0, Some(LessThan)), amount("460", 1.0, None)),
            (amount("12", 1.0, Some(AtLeast)), amount("12", 1.0, None)),
        ];
        for (one, other) in table {
            assert!(one.agrees(&other) && other.agrees(&one), "{one:?} {other:?}");
        }
    }

    #[test]
    fn other_numbers_differ() {
        let table = [
            (amount("12", 1.0, None), amount("14", 1.0, None)),
            (amount("50", 1.0, Some(About)), amount("65", 1.0, None)),
            (amount("40", 1.0, Some(MoreThan)), amount("38", 1.0, None)),
            (amount("40", 1.0, Some(MoreThan)), amount("97", 1.0, None)),
            (amount("4.5", 1e9, None), amount("4.8", 1e9, None)),
            (amount("6.2", 1.0, None), amount("6.3", 1.0, None)),
            (amount("6", 1.0, None), amount("6.8", 1.0, None)),
            (amount("1,250", 1.0, None), amount("1,520", 1.0, None)),
            (amount("12", 1.0, Some(AtLeast)), amount("14", 1.0, None)),
            (amount("300", 1.0, None), amount("350", 1.0, None)),
        ];
        for (one, other) in table {
            assert!(!one.agrees(&other) && !other.agrees(&one), "{one:?} {other:?}");
        }
    }

    #[test]
    fn what_is_near_a_number_given_about_is_told_from_what_is_far() {
        let about = amount("40", 1.0, Some(About));
        for (digits, loose) in
            [("50", true), ("30", true), ("60", true), ("75", false), ("20", false)]
        {
            let other = amount(digits, 1.0, None);
            assert_eq!(
                (about.is_loose(&other), other.is_loose(&about)),
                (loose, loose),
                "{digits}"
            );
        }
        assert!(!amount("40", 1.0, None).is_loose(&amount("50", 1.0, None)));
    }

    #[test]
    fn a_bound_is_told_from_another_number() {
        let at_least = amount("12", 1.0, Some(AtLeast));
        assert!(at_least.bounds(&amount("14", 1.0, None)));
        assert!(!at_least.bounds(&amount("11", 1.0, None)));
        assert!(!at_least.bounds(&amount("14", 1.0, Some(AtLeast))));
    }
}
