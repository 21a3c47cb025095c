//! Holders: whom the subject of a verb of speech means.
//!
//! A pronoun or an office is followed only where it is safe: `he` to the one who spoke or was named last,
//! `they` and `both sides` to the two who were named together, `the minister` to the one person with
//! that office, `the company` to the only body named just before. Otherwise the words stand without an
//! entity.

use std::ops::Range;

use crate::extract::entities::gender::Gender;
use crate::extract::lists::is_listed;
use crate::extract::statements::context::{Context, Plural};
use crate::extract::statements::subject::head_end;
use crate::extract::statements::view::View;
use crate::extract::statements::voice::{Voice, singular, voice};
use crate::extract::token::TokenKind;
use crate::fact::{EntityId, EntityKind, Holder};
use crate::text::TextRange;

/// Whom words name.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    /// The holders.
    pub(crate) named: Vec<Holder>,
    /// What sort of speaker they are.
    pub(crate) voice: Voice,
}

/// Finds the holders of the cues of a sentence.
#[derive(Clone, Copy)]
pub(crate) struct Holders<'a, 'd> {
    /// The sentence.
    pub(crate) view: View<'a, 'd>,
    /// What has been read before it.
    pub(crate) context: &'a Context,
}

/// Words that hang what follows them on what stands before.
const PREPOSITIONS: &str =
    " of in at from with for to near between on by against under about over into ";

/// Nouns for those who speak for a body that is named with them.
const MOUTHPIECES: &str = " spokesman spokeswoman spokesperson spokespeople spokesmen statement report reports release official officials \
    representative representatives website communique communiqué account post ";

/// Nouns for bodies that point back to one named before.
const BODIES: &str = " company firm agency ministry group organization organisation bank union university association department \
    office committee council commission airline institute newspaper charity club corporation federation foundation \
    watchdog regulator court broadcaster carrier manufacturer automaker carmaker retailer party maker magazine ";

impl Holders<'_, '_> {
    /// Returns whom words name; nothing if they cannot speak.
    pub(crate) fn of(&self, tokens: &Range<usize>) -> Option<Named> {
        let tokens = self.trimmed(tokens);
        if tokens.is_empty() {
            return None;
        }
        if tokens.len() == 1
            && let Some(pronoun) = self.pronoun(tokens.start)
        {
            return Some(pronoun);
        }
        if let Some(named) = self.listed(&tokens) {
            return Some(Named { named, voice: Voice::Known });
        }
        self.noun(&tokens)
    }

    /// Returns the entities words name; nothing if none is known.
    pub(crate) fn entities(&self, tokens: &Range<usize>) -> Vec<EntityId> {
        let named = self.of(tokens).map(|found| found.named).unwrap_or_default();
        let mut ids: Vec<_> = named.iter().filter_map(|holder| holder.entity).collect();
        ids.dedup();
        ids
    }

    fn trimmed(&self, tokens: &Range<usize>) -> Range<usize> {
        let mut tokens = tokens.clone();
        while tokens.start < tokens.end
            && self.view.reading.kind(tokens.start) == TokenKind::Mark
            && !matches!(self.view.word(tokens.start), "$" | "#" | "@")
        {
            tokens.start += 1;
        }
        while tokens.start < tokens.end
            && self.view.reading.kind(tokens.end - 1) == TokenKind::Mark
            && !matches!(self.view.word(tokens.end - 1), ")" | "%")
        {
            tokens.end -= 1;
        }
        tokens
    }

    fn holder(&self, tokens: &Range<usize>, entity: Option<EntityId>) -> Holder {
        Holder { range: self.view.reading.cover(tokens), entity }
    }

    /// Reads a subject of one word that is a pronoun.
    fn pronoun(&self, at: usize) -> Option<Named> {
        let tokens = at..at + 1;
        let (named, voice) = match &*self.view.lower(at) {
            "he" | "she" | "his" | "her" => {
                let id = self.person_before(at).or(self.context.single());
                let id = id.filter(|id| self.may_be(*id, at));
                (vec![self.holder(&tokens, id)], Voice::Known)
            }
            "they" | "both" | "their" => {
                (self.plural(&tokens, self.context.plural()), Voice::Known)
            }
            "i" | "we" | "you" => (vec![self.holder(&tokens, None)], Voice::Known),
            "it" => (vec![self.holder(&tokens, self.context.body())], Voice::Demonstrative),
            _ => return None,
        };
        Some(Named { named, voice })
    }

    /// Tells whether a person may take the pronoun: nobody whom the text calls otherwise.
    fn may_be(&self, id: EntityId, at: usize) -> bool {
        let female = matches!(&*self.view.lower(at), "she" | "her");
        let gender = if female { Gender::Female } else { Gender::Male };
        self.view.entities.gender(id).is_none_or(|known| known == gender)
    }

    fn plural(&self, tokens: &Range<usize>, plural: Option<Plural>) -> Vec<Holder> {
        match plural {
            Some(Plural::Pair(first, second)) => {
                vec![self.holder(tokens, Some(first)), self.holder(tokens, Some(second))]
            }
            _ => vec![self.holder(tokens, None)],
        }
    }

    /// Returns the person named earlier in the same sentence, if it is one.
    fn person_before(&self, at: usize) -> Option<EntityId> {
        let before = self.view.start()..at;
        // Whom a quotation names is not who speaks it.
        let told = |range: &TextRange| !self.view.quotations.covers(range.start());
        let mentions = self.view.mentions(&before).iter().filter(|(range, _)| told(range));
        let mut people =
            mentions.map(|(_, id)| *id).filter(|id| self.view.is_kind(*id, EntityKind::Person));
        let first = people.next()?;
        people.all(|id| id == first).then_some(first)
    }

    /// Reads names: the one at the end of the words with those listed before it, or the first that hangs
    /// on nothing: `Ana Ruiz of the union`.
    fn listed(&self, tokens: &Range<usize>) -> Option<Vec<Holder>> {
        let bare = |mention: &TextRange| !self.hangs_on(*mention, tokens);
        if let Some((range, id)) =
            self.view.mention_ending(tokens.end).filter(|(range, _)| bare(range))
        {
            let mut named = vec![Holder { range, entity: Some(id) }];
            let mut next = self.view.reading.tokens_in(range).start;
            while let Some(mention) = self.joined_before(next, tokens) {
                named.insert(0, Holder { range: mention.0, entity: Some(mention.1) });
                next = self.view.reading.tokens_in(mention.0).start;
            }
            // `the talks between Ana Ruiz and Olof Berg`
            let first = named.first().map(|holder| holder.range);
            return Some(named).filter(|_| first.is_some_and(|first| bare(&first)));
        }
        let mentions = self.view.mentions(tokens).iter();
        let mut free = mentions.filter(|(range, id)| {
            let behind = self.view.reading.tokens_in(*range).end;
            let closed = is_listed(", ( of for in at from with — – -- -", self.view.word(behind));
            let opens = self.view.reading.tokens_in(*range).start < head_end(&self.view, tokens);
            bare(range) && opens && closed && !self.view.is_kind(*id, EntityKind::Place)
        });
        let (range, id) = free.next()?;
        Some(vec![Holder { range: *range, entity: Some(*id) }])
    }

    /// Tells whether a mention is only part of a longer subject: `the talks in Oslo`.
    fn hangs_on(&self, mention: TextRange, tokens: &Range<usize>) -> bool {
        let mut start = self.view.reading.tokens_in(mention).start;
        let person = self
            .view
            .mention_at(start)
            .is_some_and(|(_, id)| self.view.is_kind(id, EntityKind::Person));
        if !person
            && head_end(&self.view, tokens) < start
            && self.view.mention_at(tokens.start).is_none()
        {
            return true;
        }
        while start > tokens.start {
            let before = start - 1;
            let title =
                self.view.reading.is_capital(before) && self.view.mention_at(before).is_none();
            if !title && !is_listed("the a an its his her their", self.view.word(before)) {
                break;
            }
            start = before;
        }
        start > tokens.start
            && is_listed(PREPOSITIONS, self.view.before(start))
            && self.view.mention_at(start - 1).is_none()
    }

    /// Returns the mention that is joined to what starts at a token by `and` or a comma, over a title.
    fn joined_before(&self, start: usize, tokens: &Range<usize>) -> Option<(TextRange, EntityId)> {
        let earliest = tokens.start.max(start.saturating_sub(6));
        let joint =
            (earliest..start).rev().find(|at| matches!(self.view.word(*at), "and" | ","))?;
        let title = (joint + 1..start).all(|at| {
            let word = self.view.word(at);
            self.view.reading.is_capital(at)
                || is_listed("the of", word)
                || voice(word) == Voice::People
        });
        let end = if self.view.before(joint) == "," { joint - 1 } else { joint };
        let mention = self.view.mention_ending(end)?;
        title.then_some(mention)
    }

    /// Reads a subject that is a noun for people, a body or something written.
    fn noun(&self, tokens: &Range<usize>) -> Option<Named> {
        let view = &self.view;
        let end = head_end(view, tokens);
        if view.reading.kind(end - 1) == TokenKind::Han || end == tokens.start {
            return None;
        }
        let head = view.lower(end - 1);
        let opening = view.lower(tokens.start);
        let mut voice = voice(&head);
        // A capital where none is due makes a name that is not known as one.
        let named = view.reading.is_capital(end - 1)
            && (end - 1 > view.start() || !view.reading.also_lower(&head));
        if voice == Voice::Other && named {
            voice = Voice::Stranger;
        }
        if is_listed("some many others", &opening)
            && end - tokens.start <= 2
            && voice != Voice::Paper
        {
            voice = Voice::Vague;
        }
        if let Some(pair) = self.pair(tokens.start, &head, &opening) {
            return Some(Named { named: self.plural(tokens, Some(pair)), voice: Voice::Known });
        }
        let definite = opening == "the" || voice == Voice::People && tokens.len() == 1;
        let whole = end == tokens.end;
        let known = definite.then(|| self.in_office(tokens.start, end, &head)).flatten();
        let body = (opening == "the" && whole && is_listed(BODIES, &head))
            .then(|| self.body(tokens.start, &head))
            .flatten();
        let entity = known.or(body).or_else(|| self.spoken_for(tokens, &head));
        let voice = if entity.is_some() { Voice::Known } else { voice };
        Some(Named { named: vec![self.holder(tokens, entity)], voice })
    }

    /// Returns the two who are meant by `both sides`, `the two premiers`.
    fn pair(&self, start: usize, head: &str, opening: &str) -> Option<Plural> {
        let two = opening == "both" || opening == "the" && self.view.word(start + 1) == "two";
        let office = match singular(head) {
            "premier" | "minister" if head.ends_with('s') => {
                let premiers = self.context.pair_of("prime minister");
                self.context.pair_of(singular(head)).or(premiers).or_else(|| self.premiers(head))
            }
            noun if head.ends_with('s') => self.context.pair_of(noun),
            _ => None,
        };
        let people =
            is_listed("sides leaders premiers presidents ministers men women chiefs heads", head);
        let plural = two || opening == "the" && is_listed("premiers presidents leaders", head);
        if !people || !plural {
            return None;
        }
        match office {
            Some((first, second)) => Some(Plural::Pair(first, second)),
            None => self.context.plural().filter(|plural| *plural != Plural::Unnamed),
        }
    }

    /// Returns the two heads of government, one a premier and one a prime minister.
    fn premiers(&self, head: &str) -> Option<(EntityId, EntityId)> {
        let premier = self.context.holder_of("premier").filter(|_| head == "premiers")?;
        let minister = self.context.holder_of("prime minister")?;
        (premier != minister).then_some((premier.min(minister), premier.max(minister)))
    }

    /// Returns the one person known by the office: `the minister`, `the foreign minister`.
    fn in_office(&self, start: usize, end: usize, head: &str) -> Option<EntityId> {
        let first = if self.view.lower(start) == "the" { start + 1 } else { start };
        if first >= end || head.ends_with('s') && !head.ends_with("ss") {
            return None;
        }
        let words = self.view.reading.text(self.view.reading.cover(&(first..end))).to_lowercase();
        self.context.holder_of(&words)
    }

    /// Returns the body a noun points back to, if its name fits.
    fn body(&self, at: usize, head: &str) -> Option<EntityId> {
        let before = self.view.start()..at;
        let mentions = self.view.mentions(&before).iter().map(|(_, id)| *id);
        let mut bodies = mentions.filter(|id| self.view.is_kind(*id, EntityKind::Organization));
        let id = match bodies.next() {
            Some(first) => bodies.all(|id| id == first).then_some(first),
            None => self.context.body(),
        }?;
        let name = self.view.entities.get(id)?.name.to_lowercase();
        // `the ministry` is no company: where a name says what it is, it must say so.
        let says =
            BODIES.split_ascii_whitespace().find(|noun| name.split(' ').any(|part| part == *noun));
        let loose = is_listed("company firm group agency organization organisation", head);
        match says {
            Some(said) => (said == head
                || loose && !is_listed("ministry court party union university council", said))
            .then_some(id),
            None => (!is_listed("ministry court university", head)).then_some(id),
        }
    }

    /// Returns the body for which somebody speaks: `a spokesman for Brightwater`.
    fn spoken_for(&self, tokens: &Range<usize>, head: &str) -> Option<EntityId> {
        if !is_listed(MOUTHPIECES, head) {
            return None;
        }
        let mut inner = self.view.mentions(tokens).iter().map(|(_, id)| *id);
        inner.find(|id| self.view.is_kind(*id, EntityKind::Organization))
    }
}
