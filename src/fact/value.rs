//! The values of facts other than entities: times, quantities, events, statements, hedges, actions
//! and citations.

use serde::{Deserialize, Serialize};

use crate::fact::certainty::{Certainty, Stance};
use crate::fact::entity::EntityId;
use crate::text::TextRange;

/// A time expression with its value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Time {
    /// Whether it is a point, an interval, a repetition or a length of time.
    pub kind: TimeKind,
    /// The value in ISO 8601 or EDTF: `2025-11-03`, `2025-10`, `2026/2030`, `P5Y`.
    pub value: String,
}

/// What a time expression denotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TimeKind {
    /// A day, month, year or clock time.
    Point,
    /// From one point to another.
    Interval,
    /// Something that recurs.
    Set,
    /// A length of time.
    Duration,
}

impl TimeKind {
    /// Returns the name used by the headless face.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Point => "point",
            Self::Interval => "interval",
            Self::Set => "set",
            Self::Duration => "duration",
        }
    }
}

/// A number with what it counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// What sort of number it is.
    pub kind: QuantityKind,
    /// The number.
    pub amount: Amount,
    /// A currency code for money, a noun for counts, nothing for percentages.
    pub unit: Option<String>,
    /// How the text qualifies the number.
    #[serde(default)]
    pub modifier: Option<Modifier>,
}

/// How a text qualifies a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Modifier {
    /// `about`, `nearly`, `some`.
    About,
    /// `more than`, `over`.
    MoreThan,
    /// `less than`, `under`.
    LessThan,
    /// `at least`.
    AtLeast,
    /// `up to`, `at most`.
    AtMost,
    /// `hundreds of`: so many times the number as the text does not say.
    Several,
}

impl Modifier {
    /// Returns the name used by the headless face.
    pub const fn name(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::MoreThan => "more than",
            Self::LessThan => "less than",
            Self::AtLeast => "at least",
            Self::AtMost => "at most",
            Self::Several => "several",
        }
    }
}

/// A number, or the range the text gives.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Amount {
    /// One number.
    Exact(f64),
    /// From the first to the second.
    Between(f64, f64),
}

impl Amount {
    /// Returns the bits of its numbers, by which amounts that are written alike are told from others.
    pub const fn bits(self) -> (u64, Option<u64>) {
        match self {
            Self::Exact(number) => (number.to_bits(), None),
            Self::Between(from, to) => (from.to_bits(), Some(to.to_bits())),
        }
    }
}

/// What sort of number a quantity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum QuantityKind {
    /// A sum of money.
    Money,
    /// A share of a hundred.
    Percent,
    /// A place in an order: `30th`.
    Ordinal,
    /// How many of something.
    Count,
}

impl QuantityKind {
    /// Returns the name used by the headless face.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Ordinal => "ordinal",
            Self::Count => "count",
        }
    }
}

/// A named event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its name, as first written.
    pub name: String,
    /// Who took part.
    pub participants: Vec<EntityId>,
    /// Where it was.
    pub place: Option<EntityId>,
    /// When it was, in ISO 8601.
    pub time: Option<String>,
    /// Where it is named, in order.
    pub mentions: Vec<TextRange>,
}

/// Something somebody said, or that the text says of what was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Whether the words are quoted.
    pub form: StatementForm,
    /// How sure the text is of it.
    pub certainty: Certainty,
    /// Whether it reports or comments.
    pub stance: Stance,
    /// Who says it.
    pub holders: Vec<Holder>,
    /// The word that says that somebody says it.
    pub cue: Option<TextRange>,
}

/// Whether the words of a statement are the holder's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum StatementForm {
    /// Quoted.
    Direct,
    /// Told in other words.
    Indirect,
    /// Told in other words with a quoted part.
    Mixed,
}

impl StatementForm {
    /// Returns the name used by the headless face.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
        }
    }
}

/// Who says a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The words that name the holder; a pronoun where the text has one.
    pub range: TextRange,
    /// Whom they name, where that is known.
    pub entity: Option<EntityId>,
}

/// A stretch of text that the text itself calls uncertain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hedge {
    /// The word or words that make it uncertain.
    pub cue: TextRange,
}

/// Something somebody did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// Who did it.
    pub agents: Vec<EntityId>,
    /// The verb.
    pub verb: TextRange,
    /// What it was done to.
    pub object: Option<TextRange>,
    /// How sure the text is of it.
    pub certainty: Certainty,
}

/// What a text says of where its words or pictures come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// What sort of mention it is.
    pub kind: CitationKind,
    /// The publication or agency.
    pub publisher: Option<String>,
    /// The title of what is cited.
    pub title: Option<String>,
    /// Who made it.
    pub author: Option<String>,
    /// Its date in ISO 8601.
    pub date: Option<String>,
    /// Its page.
    pub page: Option<String>,
}

/// What sort of mention of a source a citation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CitationKind {
    /// The opening of a news text.
    Dateline,
    /// Who made a picture or a text: `(Xinhua/Huang Jingwen)`.
    Credit,
    /// A news agency, a publication or a paper that the text names as its source.
    Agency,
    /// An entry in a list of references.
    Reference,
    /// A link.
    Link,
}

impl CitationKind {
    /// Returns the name used by the headless face.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dateline => "dateline",
            Self::Credit => "credit",
            Self::Agency => "agency",
            Self::Reference => "reference",
            Self::Link => "link",
        }
    }
}
