//! Holders: whom the subject of a verb of speech names.
//!
//! A pronoun is followed only where it is safe: `he` to the one who spoke or was named last as
//! somebody, `they` and `both sides` to the last two who were named together. Otherwise the words
//! stand without an entity.

use std::ops::Range;

use crate::extract::entities::Entities;
use crate::extract::lists::{is_listed, lower};
use crate::extract::names::run::title_end;
use crate::extract::reading::{Reading, Sentence};
use crate::extract::statements::cue::{Cue, Subject};
use crate::extract::token::TokenKind;
use crate::fact::{EntityId, EntityKind, Holder};
use crate::text::TextRange;

/// What has been read so far: who spoke, and who was named.
#[derive(Clone, Debug, Default)]
pub(crate) struct Context {
    speakers: Vec<Holder>,
    /// The person most likely meant by the next `he` or `she`.
    single: Option<EntityId>,
    /// The last two people named in one sentence.
    pair: Option<(EntityId, EntityId)>,
}

impl Context {
    /// Starts another paragraph.
    pub(crate) fn enter_block(&mut self) {
        self.speakers.clear();
    }

    /// Notes who spoke.
    pub(crate) fn spoke(&mut self, holders: &[Holder]) {
        self.speakers = holders.to_vec();
    }

    /// Returns who spoke last in this paragraph.
    pub(crate) fn speakers(&self) -> &[Holder] {
        &self.speakers
    }

    /// Returns whom `he` or `she` means, if that is safe.
    pub(crate) const fn single(&self) -> Option<EntityId> {
        self.single
    }

    /// Returns whom `they` means, if that is safe.
    pub(crate) const fn pair(&self) -> Option<(EntityId, EntityId)> {
        self.pair
    }

    /// Notes the people a sentence names.
    pub(crate) fn read(&mut self, entities: &Entities, sentence: TextRange) {
        let mut people: Vec<EntityId> = entities
            .within(sentence)
            .iter()
            .map(|(_, id)| *id)
            .filter(|id| entities.kind(*id) == Some(EntityKind::Person))
            .collect();
        people.dedup();
        let spoke = self
            .speakers
            .iter()
            .find_map(|holder| holder.entity)
            .filter(|_| self.speakers.len() == 1);
        let spoke = spoke.filter(|id| entities.kind(*id) == Some(EntityKind::Person));
        if let Some(first) = people.first() {
            self.single = Some(spoke.filter(|id| people.contains(id)).unwrap_or(*first));
        } else if spoke.is_some() {
            self.single = spoke;
        }
        // A list of three and more names no two sides.
        people.sort();
        people.dedup();
        if let [first, second] = people.as_slice() {
            self.pair = Some((*first, *second));
        }
    }
}

/// Whom a cue names.
pub(crate) struct Named {
    /// The holders.
    pub(crate) named: Vec<Holder>,
    /// Whether they are nameless voices, as `analysts`.
    pub(crate) vague: bool,
}

/// Finds the holders of the cues of a sentence.
pub(crate) struct Holders<'a, 'd> {
    /// The text.
    pub(crate) reading: &'a Reading<'d>,
    /// Its entities.
    pub(crate) entities: &'a Entities,
    /// The sentence.
    pub(crate) sentence: &'a Sentence,
    /// What has been read before it.
    pub(crate) context: &'a Context,
}

/// Nouns for people who speak.
const SPEAKERS: &str = " officials official police authorities analysts analyst experts expert observers critics sides \
    leaders countries premiers presidents ministers ministry government spokesman spokeswoman spokesperson \
    statement report researchers scientists doctors lawyers prosecutors witnesses residents lawmakers sources \
    source company court judge study survey committee commission agency department parties teams players union \
    group organizers investigators economists team council office embassy communiqué communique discussions \
    delegation director chairman president minister mayor governor coach family parents neighbors neighbours \
    organisers campaigners activists executives managers voters farmers teachers students workers others some \
    many rescuers nurse doctor lawyer prosecutor resident witness teacher scientist researcher owner judges \
    documents document paper newspaper bank firm operator airline chief head parliament secretary ";

/// Nouns for voices without a name.
const VAGUE: &str =
    " analysts analyst experts observers critics sources some many others economists ";

impl Holders<'_, '_> {
    /// Returns the holders of a cue; nothing if no subject can be read, for then it is no speech.
    pub(crate) fn of(&self, cue: &Cue) -> Option<Named> {
        match cue.subject {
            Subject::Before => self.subject_before(cue.verb.start),
            Subject::Behind => self.behind(cue.verb.end),
            Subject::Given => self.given(&cue.given),
            Subject::Same => {
                // The clause before has the same subject: look from its verb.
                let earlier = (self.sentence.tokens.start..cue.verb.start).find(|at| {
                    let word = self.reading.word(*at);
                    word.starts_with(char::is_lowercase)
                        && crate::extract::lists::SPEECH_VERBS.contains(word)
                })?;
                self.subject_before(earlier)
            }
        }
    }

    /// Reads the subject that ends before a verb.
    pub(crate) fn subject_before(&self, verb: usize) -> Option<Named> {
        let start = self.sentence.tokens.start;
        let mut at = self.skip_adverbs(verb);
        if at > start && matches!(self.reading.word(at - 1), "," | "—" | "–" | "--") {
            at = self.skip_apposition(at - 1)?;
        }
        if at <= start {
            return None;
        }
        self.subject_ending(at)
    }

    /// Skips adverbs, helping verbs and times back from a verb.
    fn skip_adverbs(&self, verb: usize) -> usize {
        let mut at = verb;
        while at > self.sentence.tokens.start {
            let word = self.reading.word(at - 1);
            let skipped = word.ends_with("ly") && word.starts_with(char::is_lowercase)
                || is_listed(
                    "also has had have then later again further both on earlier once still even all \
will would last week did",
                    word,
                ) && !(word == "both" && at - 1 == self.sentence.tokens.start)
                || crate::extract::times::calendar::weekday_number(word).is_some();
            if !skipped {
                break;
            }
            at -= 1;
        }
        at
    }

    /// Returns the end of the subject before an apposition that ends at a comma: `X, a nurse, said`.
    fn skip_apposition(&self, comma: usize) -> Option<usize> {
        let start = self.sentence.tokens.start;
        (start + 1..comma).rev().take(24).find(|at| {
            matches!(self.reading.word(*at), "," | "—" | "–" | "--") && self.ends_subject(*at)
        })
    }

    fn ends_subject(&self, at: usize) -> bool {
        self.mention_ending(at).is_some() || is_pronoun(self.reading.word(at.wrapping_sub(1)))
    }

    /// Returns the mention whose last token stands before `at`.
    fn mention_ending(&self, at: usize) -> Option<(TextRange, EntityId)> {
        let token = self.reading.tokens.get(at.checked_sub(1)?)?;
        self.mention_over(token.range)
    }

    fn mention_over(&self, range: TextRange) -> Option<(TextRange, EntityId)> {
        let within = self.entities.within(self.sentence.range);
        within.iter().find(|(mention, _)| mention.contains_range(range)).copied()
    }

    /// Reads the subject that ends before `at`: names joined by `and`, a pronoun, or a noun for people.
    fn subject_ending(&self, at: usize) -> Option<Named> {
        if let Some(first) = self.mention_ending(at).filter(|mention| !self.hangs_on(mention.0)) {
            let mut named = vec![holder(first.0, Some(first.1))];
            let mut next = self.reading.tokens_in(first.0).start;
            while let Some(mention) = self.joined_before(next) {
                named.insert(0, holder(mention.0, Some(mention.1)));
                next = self.reading.tokens_in(mention.0).start;
            }
            return Some(Named { named, vague: false });
        }
        let word = self.reading.word(at - 1);
        let lower = lower(word);
        if is_pronoun(word) {
            return Some(self.pronoun(at - 1, &lower));
        }
        self.noun(at)
    }

    /// Tells whether a mention is only part of a longer subject: `the talks in Hangzhou`.
    fn hangs_on(&self, mention: TextRange) -> bool {
        let start = self.reading.tokens_in(mention).start;
        start > self.sentence.tokens.start
            && is_listed(
                "of in at from with for to near between on by",
                self.reading.word(start - 1),
            )
    }

    /// Returns the mention that is joined by `and` to what starts at a token, over a title.
    fn joined_before(&self, start: usize) -> Option<(TextRange, EntityId)> {
        let earliest = self.sentence.tokens.start.max(start.saturating_sub(5));
        let and = (earliest..start).rev().find(|at| self.reading.word(*at) == "and")?;
        let only_title = (and + 1..start).all(|at| {
            title_end(self.reading, at, start).is_some()
                || title_end(self.reading, and + 1, start).is_some()
                || crate::extract::names::run::is_demonym(self.reading.word(at))
        });
        let mention = self.mention_ending(and)?;
        (only_title && self.entities.kind(mention.1) == Some(EntityKind::Person)).then_some(mention)
    }

    fn pronoun(&self, at: usize, word: &str) -> Named {
        let range = self.reading.cover(&(at..at + 1));
        let named = match word {
            "he" | "she" => vec![holder(range, self.person_before(at).or(self.context.single()))],
            "they" => match self.context.pair() {
                Some((first, second)) => {
                    vec![holder(range, Some(first)), holder(range, Some(second))]
                }
                None => vec![holder(range, None)],
            },
            _ => vec![holder(range, None)],
        };
        Named { named, vague: false }
    }

    /// Returns the person named earlier in the same sentence, if it is one.
    fn person_before(&self, at: usize) -> Option<EntityId> {
        let pronoun = self.reading.tokens.get(at)?.range.start();
        let mut people = self
            .entities
            .within(self.sentence.range)
            .iter()
            .filter(|(range, id)| {
                range.end() <= pronoun && self.entities.kind(*id) == Some(EntityKind::Person)
            })
            .map(|(_, id)| *id);
        let first = people.next()?;
        people.all(|id| id == first).then_some(first)
    }

    /// Reads a subject that is a noun for people or a body.
    fn noun(&self, at: usize) -> Option<Named> {
        let start = self.sentence.tokens.start;
        let earliest = start.max(at.saturating_sub(12));
        let divides = |at: usize| {
            is_listed(", ; : — – -- ” \" . but that while where", self.reading.word(at))
        };
        let from = (earliest..at).rev().find(|at| divides(*at)).map_or(earliest, |at| at + 1);
        if from >= at || self.reading.kind(at - 1) != TokenKind::Word {
            return None;
        }
        let listed = |list: &str, word: &str| is_listed(list, word);
        let head = (from..at).find(|at| listed(SPEAKERS, &lower(self.reading.word(*at))))?;
        let vague = listed(VAGUE, &lower(self.reading.word(head)));
        let range = self.reading.cover(&(from..at));
        let opening = lower(self.reading.word(from));
        let both = opening == "both" || opening == "the" && self.reading.word(from + 1) == "two";
        let people = matches!(
            self.reading.word(head),
            "sides" | "leaders" | "premiers" | "presidents" | "ministers"
        );
        let plural_pair = both
            || opening == "the"
                && matches!(self.reading.word(head), "premiers" | "presidents" | "leaders");
        let office = self.pair_in_office(self.reading.word(head));
        let pair = if office.is_some() { office } else { self.context.pair() };
        if let Some((first, second)) = pair.filter(|_| people && plural_pair) {
            let named = vec![holder(range, Some(first)), holder(range, Some(second))];
            return Some(Named { named, vague: false });
        }
        // A body named within the subject is who speaks: `a spokesman for Brightwater`.
        let inner = self
            .entities
            .within(range)
            .iter()
            .find(|(_, id)| self.entities.kind(*id) != Some(EntityKind::Place));
        let entity = inner.map(|(_, id)| *id);
        Some(Named { named: vec![holder(range, entity)], vague: vague && entity.is_none() })
    }

    /// Returns the two people named so far who hold the office: `the two premiers`.
    fn pair_in_office(&self, noun: &str) -> Option<(EntityId, EntityId)> {
        let offices: &[&str] = match noun {
            "premiers" => &["premier", "prime minister"],
            "presidents" => &["president"],
            _ => return None,
        };
        let holds = |role: &str| {
            let role = lower(role);
            let deputy =
                is_listed("vice deputy former", role.split(' ').next().unwrap_or_default());
            !deputy && offices.iter().any(|office| role.ends_with(office))
        };
        let mut named = self.entities.all.iter().filter(|entity| {
            let before = |range: &TextRange| range.start() < self.sentence.range.start();
            entity.mentions.first().is_some_and(before)
                && entity.roles.iter().any(|role| holds(&role.text))
        });
        let pair = (named.next()?.id, named.next()?.id);
        named.next().is_none().then_some(pair)
    }

    /// Reads the subject that stands behind a verb: `said Mayor Ana Ruiz, who …`.
    fn behind(&self, from: usize) -> Option<Named> {
        let limit = self.sentence.tokens.end.min(from + 12);
        let stop = (from..limit)
            .find(|at| {
                matches!(self.reading.word(*at), "," | "." | ";" | ":" | "”" | "\"" | "who" | "—")
            })
            .unwrap_or(limit);
        self.given(&(from..stop))
    }

    /// Reads the subject within tokens: the first person or body, else the words themselves.
    fn given(&self, tokens: &Range<usize>) -> Option<Named> {
        let range = self.reading.cover(tokens);
        if range.is_empty() {
            return None;
        }
        if let [only] = self
            .reading
            .word(tokens.start)
            .to_lowercase()
            .as_str()
            .split(' ')
            .collect::<Vec<_>>()
            .as_slice()
            && is_pronoun(only)
        {
            return Some(self.pronoun(tokens.start, only));
        }
        let inside = self.entities.within(range);
        let person =
            inside.iter().find(|(_, id)| self.entities.kind(*id) == Some(EntityKind::Person));
        let body =
            inside.iter().find(|(_, id)| self.entities.kind(*id) == Some(EntityKind::Organization));
        if let Some((range, id)) = person.or(body) {
            return Some(Named { named: vec![holder(*range, Some(*id))], vague: false });
        }
        let vague = tokens.clone().any(|at| is_listed(VAGUE, self.reading.word(at)));
        let worded = self.reading.kind(tokens.start) == TokenKind::Word;
        worded.then(|| Named { named: vec![holder(range, None)], vague })
    }
}

fn is_pronoun(word: &str) -> bool {
    is_listed("he she they we I He She They We it It", word)
}

const fn holder(range: TextRange, entity: Option<EntityId>) -> Holder {
    Holder { range, entity }
}
