//! Sources that running text names for what it says: `told the Guardian`, `according to the ministry`,
//! `a study published in Nature`, `said in a statement`.

use std::ops::Range;

use crate::extract::citations::found::{FoundCitation, empty};
use crate::extract::entities::Entities;
use crate::extract::lists::is_listed;
use crate::extract::reading::{Place, Reading, Sentence};
use crate::extract::statements::verb::verb;
use crate::extract::times::FoundTime;
use crate::fact::{Citation, CitationKind, EntityId, EntityKind};
use crate::text::TextRange;

/// Words that end the names of papers, broadcasters and journals, or are such names.
const MEDIA: &str = " News Times Post Journal Herald Tribune Gazette Guardian Telegraph Chronicle Observer Daily Today Weekly TV \
    Radio Television Agency Magazine Review Press Mail Globe Mirror Standard Independent Star Sun Express Zeitung Presse \
    Monde Figaro Spiegel Courier Bulletin Dispatch Inquirer Examiner Record Register Sentinel Argus Echo Age Economist \
    Nature Science Lancet BBC CNN NBC CBS ABC CBC NHK RTHK ITV NPR PBS RNZ Reuters Bloomberg AP AFP Xinhua TASS dpa DPA \
    Kyodo Yonhap ANSA EFE PTI Interfax Anadolu Politico Axios Vox Wired Forbes Fortune Newsweek Time Atlantic Yorker \
    Jazeera Arabiya Wikinews HuffPost BuzzFeed Business Insider Network Networks Broadcasting Gazeta País Mundo Sera Repubblica \
    Shimbun Ilbo Hindu Punch Nation Standard Monitor Week ";

/// Papers that are published.
const WORKS: &str = " study report paper article analysis survey research findings results interview editorial essay letter op-ed \
    opinion column review book ";

/// Where somebody says something in writing, with what that is.
const WRITINGS: &str =
    " statement website blog release post tweet letter message page filing memo email bulletin ";

/// Finds the sources named in running text.
pub(crate) fn running(
    reading: &Reading,
    entities: &Entities,
    times: &[FoundTime],
    found: &mut Vec<FoundCitation>,
) {
    let finding = Finding { reading, entities, times };
    for sentence in &reading.sentences {
        if !matches!(sentence.place, Place::Body | Place::Heading) {
            continue;
        }
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            match finding.source(sentence, at) {
                Some((citation, end)) => {
                    found.push(citation);
                    at = end.max(at + 1);
                }
                None => at += 1,
            }
        }
    }
}

struct Finding<'a, 'd> {
    reading: &'a Reading<'d>,
    entities: &'a Entities,
    times: &'a [FoundTime],
}

impl Finding<'_, '_> {
    /// Reads the phrase that starts at a token and names a source.
    fn source(&self, sentence: &Sentence, at: usize) -> Option<(FoundCitation, usize)> {
        let word = self.reading.word(at);
        let next = self.reading.word(at + 1);
        match word {
            "told" | "tells" => self.named(sentence, at, at + 1, "who was told", Self::is_medium),
            "According" | "according" if next == "to" => {
                self.named(sentence, at, at + 2, "“according to” a source", Self::is_body)
            }
            "citing" | "quoting" => {
                self.named(sentence, at, at + 1, "a source that is cited", Self::is_body)
            }
            "reported" | "published" | "quoted" if next == "by" => {
                self.named(sentence, at, at + 2, "who reported it", Self::is_body)
            }
            "interview" if matches!(next, "with" | "to") => {
                self.named(sentence, at, at + 2, "an interview with a publication", Self::is_medium)
            }
            "published" | "appeared" | "writing" if matches!(next, "in" | "on" | "by") => {
                self.published(sentence, at)
            }
            "in" | "on" => self.written(sentence, at),
            _ => self.reporting(sentence, at),
        }
    }

    /// Reads the source named at a token, over its article.
    fn named(
        &self,
        sentence: &Sentence,
        start: usize,
        from: usize,
        rule: &'static str,
        fits: fn(&Self, TextRange, EntityId) -> bool,
    ) -> Option<(FoundCitation, usize)> {
        let limit = sentence.tokens.end.min(from + 8);
        // `according to a report by Greenpeace`: the name may hang on a paper.
        let paper = (from..limit).find(|at| is_listed(WORKS, self.reading.word(*at)));
        let name = (from..limit).find(|at| self.reading.is_capital(*at))?;
        let plain = (from..name).all(|at| {
            is_listed(
                "the a an by of from in new recent latest state official daily newspaper",
                self.reading.word(at),
            ) || Some(at) == paper
        });
        let (mention, id) = self.mention_at(name)?;
        if !plain || !fits(self, mention, id) {
            return None;
        }
        let end = self.reading.tokens_in(mention).end;
        let citation = Citation {
            publisher: Some(self.reading.text(mention).to_owned()),
            title: paper.map(|at| self.reading.word(at).to_owned()),
            date: self.date_behind(end),
            ..empty(CitationKind::Agency)
        };
        Some((self.found(start..end, citation, rule), end))
    }

    /// Reads `a study published in Nature on Monday`, `published in the journal Science`.
    fn published(&self, sentence: &Sentence, at: usize) -> Option<(FoundCitation, usize)> {
        let from = at + 2;
        let limit = sentence.tokens.end.min(from + 5);
        let name = (from..limit).find(|at| self.reading.is_capital(*at))?;
        let plain = (from..name).all(|at| {
            is_listed(
                "the a journal newspaper magazine medical scientific weekly",
                self.reading.word(at),
            )
        });
        let journal =
            (from..name).any(|at| is_listed("journal newspaper magazine", self.reading.word(at)));
        let mut end = name;
        while end < limit + 4 && end < sentence.tokens.end && self.reading.is_capital(end) {
            end += 1;
        }
        let last = self.reading.word(end - 1);
        let month = crate::extract::times::calendar::month(self.reading.word(name)).is_some();
        if !plain || month || !(journal || is_listed(MEDIA, last)) {
            return None;
        }
        let earliest = sentence.tokens.start.max(at.saturating_sub(5));
        let work = (earliest..at).rev().find(|at| is_listed(WORKS, self.reading.word(*at)));
        let citation = Citation {
            publisher: Some(self.reading.text(self.reading.cover(&(name..end))).to_owned()),
            title: work.map(|at| self.reading.word(at).to_owned()),
            date: self.date_behind(end),
            ..empty(CitationKind::Agency)
        };
        let rule = "where something was published";
        Some((self.found(work.unwrap_or(at)..end, citation, rule), end))
    }

    /// Reads `said in a statement`, `wrote on its website`, `posted on X`.
    fn written(&self, sentence: &Sentence, at: usize) -> Option<(FoundCitation, usize)> {
        let earliest = sentence.tokens.start.max(at.saturating_sub(5));
        let verb_at = (earliest..at).rev().find(|at| {
            verb(self.reading.word(*at)).is_some()
                || matches!(self.reading.word(*at), "posted" | "shared")
        })?;
        let limit = sentence.tokens.end.min(at + 5);
        let platform = at + 1;
        let known = is_listed(
            "X Twitter Facebook Telegram Instagram Weibo WeChat TikTok LinkedIn YouTube Bluesky Mastodon",
            self.reading.word(platform),
        );
        let noun = (at + 2..limit).find(|at| is_listed(WRITINGS, self.reading.word(*at)));
        let determined = is_listed("a an its his her their the", self.reading.word(at + 1));
        let mut citation = empty(CitationKind::Agency);
        let end = match noun.filter(|_| determined) {
            Some(noun) => {
                citation.title = Some(self.reading.word(noun).to_owned());
                noun + 1
            }
            None if known => {
                citation.publisher = Some(self.reading.word(platform).to_owned());
                platform + 1
            }
            None => return None,
        };
        let speaker = self.entities.within(sentence.range).iter().rev().find(|(range, _)| {
            let end = self.reading.tokens_in(*range).end;
            end <= verb_at && verb_at - end < 3
        });
        if let Some((range, id)) = speaker {
            let name = Some(self.reading.text(*range).to_owned());
            match self.entities.kind(*id) {
                Some(EntityKind::Person) => citation.author = name,
                _ if citation.publisher.is_none() => citation.publisher = name,
                _ => {}
            }
        }
        citation.date = self.date_behind(end);
        Some((self.found(at..end, citation, "where somebody said it in writing"), end))
    }

    /// Reads `The New York Times reported`.
    fn reporting(&self, sentence: &Sentence, at: usize) -> Option<(FoundCitation, usize)> {
        let reports = is_listed(
            "reported reports wrote writes revealed published said says quoted",
            self.reading.word(at),
        );
        let before =
            at.checked_sub(1).filter(|before| reports && *before >= sentence.tokens.start)?;
        let (mention, id) = self.mention_at(before)?;
        if !self.is_medium(mention, id) {
            return None;
        }
        let start = self.reading.tokens_in(mention).start;
        let citation = Citation {
            publisher: Some(self.reading.text(mention).to_owned()),
            date: self.date_behind(at + 1),
            ..empty(CitationKind::Agency)
        };
        Some((self.found(start..at + 1, citation, "what a publication reported"), at + 1))
    }

    fn found(&self, tokens: Range<usize>, citation: Citation, rule: &'static str) -> FoundCitation {
        FoundCitation { range: self.reading.cover(&tokens), citation, rule }
    }

    /// Returns the day or year that stands right behind a source.
    fn date_behind(&self, end: usize) -> Option<String> {
        let next = self.times.partition_point(|time| time.tokens.start < end);
        let time = self.times.get(next).filter(|time| time.tokens.start <= end + 1)?;
        let dated = time.time.value.starts_with(|ch: char| ch.is_ascii_digit());
        dated.then(|| time.time.value.clone())
    }

    fn mention_at(&self, at: usize) -> Option<(TextRange, EntityId)> {
        let token = self.reading.tokens.get(at)?.range;
        let mentions = &self.entities.mentions;
        let after = mentions.partition_point(|(mention, _)| mention.start() <= token.start());
        let found = mentions.get(after.checked_sub(1)?)?;
        found.0.contains_range(token).then_some(*found)
    }

    fn is_body(&self, _: TextRange, id: EntityId) -> bool {
        self.entities.kind(id) == Some(EntityKind::Organization)
    }

    /// Tells whether a name is that of a paper, a broadcaster or an agency.
    fn is_medium(&self, mention: TextRange, id: EntityId) -> bool {
        let words = self.reading.text(mention);
        let last = words.rsplit(' ').next().unwrap_or_default();
        self.is_body(mention, id) && is_listed(MEDIA, last)
    }
}
