//! What a report says of stories, and in which order.

use jiff::civil::Date;

use crate::cli::compared::{Compared, Grouping, Source};
use crate::cli::outline::{Alone, Common, Outline, letter};
use crate::cli::report::part::{Part, Piece, Report};
use crate::cli::report::passage::{place, places, shortened};
use crate::cli::report::timeline::timeline;
use crate::story::{ArticleIndex, ClaimId, Difference, Level, Origin, Passage, Relation, Side};

/// How a program that matches wording is to be understood.
const METHOD: &str = "The sentences and clauses of these articles were matched by their wording, by a program that \
    does not understand them. What two articles say in quite different words may have been missed, and what reads \
    alike may mean different things. A match shows consistency, not truth: it says that articles agree, not that \
    they are right, and articles of one origin are one witness however many they are. Whether origins differ is \
    said only where the articles themselves show it; “unknown” means that nothing shows it either way. What is \
    called attributed, comment or speculation follows from the words of the article. Read the passages in the \
    originals before you rely on any of this.";

/// Puts a report together.
pub fn contents(compared: &Compared, made: Date) -> Report {
    let title = compared.stories.first().map(|story| called(&story.title)).unwrap_or_default();
    let mut parts = Vec::new();
    for story in &compared.stories {
        let outline = Outline::new(story, &compared.sources);
        let subject = subject(story.members.len(), compared.grouping);
        Writer { outline: &outline, parts: &mut parts }.story(&subject, made);
    }
    parts.push(Part::Heading(2, "How this was made".to_owned()));
    let version = env!("CARGO_PKG_VERSION");
    parts.push(Part::Paragraph(vec![
        Piece::text(METHOD),
        Piece::text(format!(" Made with Sidelight {version} on {made}.")),
    ]));
    Report { title, parts }
}

fn called(title: &str) -> String {
    if title.trim().is_empty() { "Articles compared".to_owned() } else { title.to_owned() }
}

/// Says how many articles of a story were not compared.
fn left_out(count: usize) -> Option<String> {
    match count {
        0 => None,
        1 => Some("One more article of the story is not compared here.".to_owned()),
        count => Some(format!("{count} more articles of the story are not compared here.")),
    }
}

/// Says what the report is on; whether it is one event is said only where it was looked at.
fn subject(articles: usize, grouping: Grouping) -> String {
    match (articles, grouping) {
        (1, _) => "One article by itself, read".to_owned(),
        (_, Grouping::ByEvent) => format!("A comparison of {articles} articles on one event, made"),
        (_, Grouping::OneStory) => format!("A comparison of {articles} articles, made"),
    }
}

struct Writer<'w, 'o> {
    outline: &'w Outline<'o>,
    parts: &'w mut Vec<Part>,
}

impl Writer<'_, '_> {
    fn story(&mut self, subject: &str, made: Date) {
        let count = self.outline.story.members.len();
        self.heading(1, &called(&self.outline.story.title));
        let words = format!("{subject} on {made}.");
        self.parts.push(Part::Paragraph(vec![Piece::text(words)]));
        if let Some(words) = left_out(self.outline.story.left_out) {
            self.parts.push(Part::Paragraph(vec![Piece::text(words)]));
        }
        self.sources();
        if count > 1 {
            self.origins();
            self.differences();
            self.common();
        }
        self.alone();
        if count > 2 {
            self.missing();
        }
        self.parts.extend(timeline(self.outline));
    }

    fn heading(&mut self, level: u8, words: &str) {
        self.parts.push(Part::Heading(level, words.to_owned()));
    }

    fn say(&mut self, words: &str) {
        self.parts.push(Part::Paragraph(vec![Piece::text(words)]));
    }

    fn sources(&mut self) {
        self.heading(2, "Sources");
        let outline = self.outline;
        let rows = outline.alone.iter().filter_map(|alone| {
            let source = outline.source(alone.article)?;
            Some(source_row(outline, alone, source))
        });
        let head = vec!["", "Publisher", "Article", "Published", "Reported from", "Statements"];
        let rows = rows.collect();
        self.parts.push(Part::Table(head, rows));
    }

    fn origins(&mut self) {
        self.heading(2, "Origins");
        self.say(&format!("{}.", capital(&self.outline.independence())));
        let all = self.outline.story.comparison.origins().iter();
        // Of many articles only what is known: what is not is the rest.
        let shown = all.filter(|origin| {
            self.outline.story.members.len() < 5 || origin.relation != Relation::Unknown
        });
        let rows: Vec<_> = shown.map(|origin| self.origin(origin)).collect();
        if !rows.is_empty() {
            self.parts.push(Part::Table(vec!["Articles", "Origin", "What shows it"], rows));
        }
    }

    fn origin(&self, origin: &Origin) -> Vec<Vec<Piece>> {
        let mut evidence = Vec::new();
        for each in &origin.evidence {
            if !evidence.is_empty() {
                evidence.push(Piece::Break);
            }
            evidence.push(Piece::text(each.words.clone()));
            if !each.passages.is_empty() {
                evidence.push(Piece::text(" "));
                evidence.extend(self.places(&each.passages));
            }
        }
        let relation = match origin.relation {
            Relation::Independent => "two, shown to differ",
            Relation::Same => "one",
            Relation::Unknown => "unknown",
        };
        let pair = origin.articles.map(letter).join(", ");
        vec![vec![Piece::text(pair)], vec![Piece::text(relation)], evidence]
    }

    fn differences(&mut self) {
        self.heading(2, "What differs");
        if self.outline.differences.is_empty() {
            self.say("Nothing was found that the articles say differently of the same thing.");
            return;
        }
        let rows = self.outline.differences.iter().map(|difference| self.difference(difference));
        let rows = rows.collect();
        self.parts.push(Part::Table(vec!["In what", "One", "Another"], rows));
    }

    fn difference(&self, difference: &Difference) -> Vec<Vec<Piece>> {
        let level = match difference.level {
            Level::Differs => "differs",
            Level::Check => "to be checked",
            Level::Later => "the later report brings it up to date",
        };
        let what = vec![
            Piece::Strong(difference.class.name().to_owned()),
            Piece::Break,
            Piece::Aside(level.to_owned()),
        ];
        let mut sides = difference.sides.iter().map(|side| self.side(side));
        let first = sides.next().unwrap_or_default();
        let others: Vec<_> = sides.collect();
        vec![what, first, others.join(&Piece::Break)]
    }

    /// Writes one side of a difference: who says it and when, and the words in their sentence.
    fn side(&self, side: &Side) -> Vec<Piece> {
        let article = side.passage.article;
        let source = self.outline.source(article);
        let date = source.and_then(|source| source.document.metadata().published);
        let publisher = self.outline.publisher(article);
        let day = date.map_or_else(String::new, |day| format!(" · {day}"));
        let who = Piece::Aside(format!(" · {publisher}{day}"));
        let mut pieces = vec![self.place(side.passage), who, Piece::Break];
        pieces.extend(self.around(side));
        pieces
    }

    /// Quotes what differs within the claim that it stands in.
    fn around(&self, side: &Side) -> Vec<Piece> {
        let claim = self.outline.story.comparison.passage(side.claim);
        let within = claim.filter(|claim| {
            claim.article == side.passage.article && claim.range.contains_range(side.passage.range)
        });
        let words = self.outline.words(side.passage).to_string();
        let Some(claim) = within.filter(|claim| claim.range != side.passage.range) else {
            return vec![Piece::Quotation(shortened(&words))];
        };
        let around = |start, end| {
            let range = crate::text::TextRange::new(start, end);
            self.outline.words(Passage { article: claim.article, range }).to_string()
        };
        let before = around(claim.range.start(), side.passage.range.start());
        let after = around(side.passage.range.end(), claim.range.end());
        let gap = |words: &str| if words.is_empty() { "" } else { " " };
        let follows = after.starts_with(|ch: char| !ch.is_alphanumeric());
        let after_gap = if follows { "" } else { gap(&after) };
        vec![
            Piece::text(format!("“{}{}", shortened(&before), gap(&before))),
            Piece::Strong(words),
            Piece::text(format!("{after_gap}{}”", shortened(&after))),
        ]
    }

    fn common(&mut self) {
        let two = self.outline.story.members.len() == 2;
        self.heading(2, if two { "What both say" } else { "What several say" });
        if self.outline.common.is_empty() {
            self.say("Nothing was found that more than one article says.");
        }
        for (agreement, common) in self.outline.by_agreement() {
            self.heading(3, &capital(&agreement.words()));
            let items = common.into_iter().map(|common| self.shared(common)).collect();
            self.parts.push(Part::List(items));
        }
    }

    /// Quotes what several say once, in the words of the first.
    fn shared(&self, common: &Common) -> Vec<Piece> {
        let passages: Vec<_> = common
            .claims
            .iter()
            .filter_map(|claim| self.outline.story.comparison.passage(*claim))
            .collect();
        let mut pieces = Vec::new();
        if let Some(first) = passages.first() {
            pieces.push(self.quotation(*first));
            pieces.push(Piece::text(" "));
        }
        pieces.extend(self.places(&passages));
        pieces
    }

    fn alone(&mut self) {
        self.heading(2, "What each alone says");
        for alone in &self.outline.alone {
            let name = self.outline.publisher(alone.article);
            self.heading(3, &format!("{} · {name}", letter(alone.article)));
            if alone.sorts.is_empty() {
                self.say("Nothing that no other says.");
            }
            for (sort, claims) in &alone.sorts {
                self.heading(4, &capital(sort.heading()));
                self.claims(claims);
            }
            if !alone.partly.is_empty() {
                self.heading(4, "Elsewhere only in part or in passing");
                self.claims(&alone.partly);
            }
        }
    }

    fn claims(&mut self, claims: &[ClaimId]) {
        let passages = claims.iter().filter_map(|id| self.outline.story.comparison.passage(*id));
        let items = passages
            .map(|passage| vec![self.quotation(passage), Piece::text(" "), self.place(passage)])
            .collect();
        self.parts.push(Part::List(items));
    }

    /// Lists for each article what several others say and it does not.
    fn missing(&mut self) {
        self.heading(2, "What each leaves out");
        for alone in &self.outline.alone {
            let items: Vec<_> = self
                .outline
                .common
                .iter()
                .filter(|common| !self.has(common, alone.article))
                .map(|common| self.shared(common))
                .collect();
            let name = self.outline.publisher(alone.article);
            self.heading(3, &format!("{} · {name}", letter(alone.article)));
            if items.is_empty() {
                self.say("It has everything that several others say.");
            } else {
                self.parts.push(Part::List(items));
            }
        }
    }

    fn has(&self, common: &Common, article: ArticleIndex) -> bool {
        let comparison = &self.outline.story.comparison;
        common.claims.iter().any(|claim| comparison.article_of(*claim) == Some(article))
    }

    fn quotation(&self, passage: Passage) -> Piece {
        Piece::Quotation(shortened(self.outline.words(passage).as_str()))
    }

    fn place(&self, passage: Passage) -> Piece {
        place(self.outline, passage)
    }

    fn places(&self, passages: &[Passage]) -> Vec<Piece> {
        places(self.outline, passages)
    }
}

fn source_row(outline: &Outline<'_>, alone: &Alone, source: &Source) -> Vec<Vec<Piece>> {
    let metadata = source.document.metadata();
    let title = source.title().unwrap_or("untitled");
    let dateline = metadata.dateline.as_ref();
    let place = dateline.map(|dateline| source.document.slice(dateline.place).to_owned());
    let published = metadata.published.map(|day| day.to_string());
    let unknown = || "not said".to_owned();
    let mut article = vec![Piece::link(title, source.address())];
    if let Some(byline) = &metadata.byline {
        article.extend([Piece::Break, Piece::Aside(format!("by {byline}"))]);
    }
    article.extend([Piece::Break, Piece::Aside(source.name.clone())]);
    let counted = match outline.alone.len() {
        1 => alone.all.to_string(),
        _ => format!("{} of {} also elsewhere", alone.matched, alone.all),
    };
    vec![
        vec![Piece::Strong(letter(alone.article))],
        vec![Piece::text(outline.publisher(alone.article).to_string())],
        article,
        vec![Piece::text(published.unwrap_or_else(unknown))],
        vec![Piece::text(place.unwrap_or_else(unknown))],
        vec![Piece::text(counted)],
    ]
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
