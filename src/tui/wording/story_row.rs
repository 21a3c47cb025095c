//! The rows of the story panel in words.

use crate::library::OpenStory;
use crate::story::{ArticleIndex, ClaimId, Difference, Level, LinkKind, Mark, Relation};
use crate::text::Safe;
use crate::tui::state::story::Telling;
use crate::tui::state::story_panel::{
    Counts, Section, StoryFilter, StoryPanel, StoryRow, partners,
};
use crate::tui::wording::article::date;
use crate::tui::wording::label::Label;
use crate::tui::wording::story::{agreement, class, letter, level, percent, source, source_name};

/// Returns the heading of a section; `others` is how many other sources there are.
pub const fn section(section: Section, others: usize) -> &'static str {
    match (section, others) {
        (Section::Story, _) => "STORY",
        (Section::Differs, _) => "DIFFERS",
        (Section::Shared, 1) => "IN BOTH",
        (Section::Shared, _) => "IN OTHERS TOO",
        (Section::OnlyHere, _) => "ONLY HERE",
        (Section::CommentHere, _) => "ONLY HERE: COMMENT, PERHAPS",
        (Section::Missing, _) => "MISSING HERE",
        (Section::CommentElsewhere, _) => "ELSEWHERE: COMMENT, PERHAPS",
    }
}

/// Returns what a filter of the story shows; nothing where it shows all.
pub const fn story_filter(filter: StoryFilter) -> &'static str {
    match filter {
        StoryFilter::All => "",
        StoryFilter::Corroborated => "corroborated",
        StoryFilter::OnlyHere => "only here",
        StoryFilter::Missing => "missing here",
        StoryFilter::Differences => "differences",
    }
}

/// Returns what a row says, and what stands dim behind it.
pub fn story_row(panel: &StoryPanel, row: StoryRow) -> Label {
    let telling = panel.telling();
    let label =
        |main: &str, detail: &str| Label { main: Safe::new(main), detail: Safe::new(detail) };
    match row {
        StoryRow::Heading(Section::Story, _) => {
            label(section(Section::Story, 0), &story_head(telling.story()))
        }
        StoryRow::Heading(heading, count) => {
            label(section(heading, telling.others().len()), &count.to_string())
        }
        StoryRow::Source(number) => source_row(telling, ArticleIndex(number)),
        StoryRow::Counts(number) => label(&counts(panel, ArticleIndex(number)).0, ""),
        StoryRow::Origin(number) => label(&origin(telling, ArticleIndex(number)), ""),
        StoryRow::Difference(index) => {
            let difference = telling.comparison().differences().get(index);
            difference.map(|difference| difference_row(telling, difference)).unwrap_or_default()
        }
        StoryRow::Side(index, side) => {
            let difference = telling.comparison().differences().get(index);
            let Some(side) = difference.and_then(|it| it.sides.get(side)) else {
                return Label::default();
            };
            let words = telling.words(side.passage);
            label(&format!("{} “{words}”", letter(side.passage.article)), "")
        }
        StoryRow::Claim(claim) => claim_row(telling, claim),
    }
}

/// Returns the mark of a row: what differs, or what other sources say of a claim of this article.
pub fn story_mark(panel: &StoryPanel, row: StoryRow) -> Option<Mark> {
    match row {
        StoryRow::Difference(index) => {
            let difference = panel.telling().comparison().differences().get(index)?;
            (difference.level != Level::Check).then_some(Mark::Differs)
        }
        StoryRow::Claim(claim) => {
            let telling = panel.telling();
            let range = telling.comparison().passage(claim)?.range;
            let own = telling.starting_in(range).iter().find(|marked| marked.claim == claim);
            own.map(|marked| marked.mark)
        }
        _ => None,
    }
}

/// Returns all that a selected row says: of a claim, what each source that has it says.
pub fn story_words(panel: &StoryPanel, row: StoryRow) -> Vec<Safe> {
    let telling = panel.telling();
    match row {
        StoryRow::Heading(Section::Story, _) => vec![Safe::new(&story_head(telling.story()))],
        StoryRow::Heading(..) => Vec::new(),
        StoryRow::Claim(claim) => quotations(telling, claim),
        StoryRow::Difference(index) => {
            let difference = telling.comparison().differences().get(index);
            difference.map(|difference| sides(telling, difference)).unwrap_or_default()
        }
        StoryRow::Side(index, side) => {
            let difference = telling.comparison().differences().get(index);
            let claim = difference.and_then(|it| it.sides.get(side)).map(|side| side.claim);
            claim.map(|claim| vec![quotation(telling, claim)]).unwrap_or_default()
        }
        StoryRow::Origin(number) => evidence(telling, ArticleIndex(number)),
        StoryRow::Counts(number) => vec![Safe::new(&counts(panel, ArticleIndex(number)).1)],
        StoryRow::Source(_) => {
            let label = story_row(panel, row);
            let parts = [label.main, label.detail].into_iter();
            parts.filter(|part| !part.as_str().is_empty()).collect()
        }
    }
}

/// Returns the title of a story, and how many of its articles are compared if not all are.
fn story_head(story: &OpenStory) -> String {
    let compared = story.members.len();
    match story.left_out {
        0 => story.title.clone(),
        left_out => format!("{compared} of {} articles · {}", compared + left_out, story.title),
    }
}

fn source_row(telling: &Telling, place: ArticleIndex) -> Label {
    let Some(member) = telling.member(place) else { return Label::default() };
    let published = member.entry.published.map(date);
    let here = (place == telling.place()).then(|| "this one".to_owned());
    let detail: Vec<_> = here.into_iter().chain(published).collect();
    let main = Safe::new(&format!("{} {}", letter(place), source_name(member)));
    Label { main, detail: Safe::new(&detail.join(" · ")) }
}

/// Says how many statements of this article another has too, and how many it has that this one has not: in short, and
/// in whole sentences.
fn counts(panel: &StoryPanel, other: ArticleIndex) -> (String, String) {
    let Some(counts) = panel.counts_of(other) else { return Default::default() };
    let telling = panel.telling();
    let Counts { shared, added, comment, .. } = counts;
    let all = telling.marked().len();
    let (here, name) = (letter(telling.place()), letter(other));
    let short = format!("{shared} of {all} also in {name}, +{added} there");
    let long = format!(
        "{shared} of {all} statements of {here} are also in {name}. {name} has {added} that {here} has not, \
         {comment} of them comment, speculation or what is not known."
    );
    (short, long)
}

/// Says how the origins of this article and another relate, and the first thing that shows it.
fn origin(telling: &Telling, other: ArticleIndex) -> String {
    let found = telling.comparison().origin(telling.place(), other);
    let relation = match found.map(|origin| origin.relation) {
        Some(Relation::Independent) => "two origins",
        Some(Relation::Same) => "1 origin",
        Some(Relation::Unknown) | None => "origin unknown",
    };
    let why = found.and_then(|origin| origin.evidence.first()).map(|evidence| &evidence.words);
    let why = why.map(|words| format!(": {words}")).unwrap_or_default();
    format!("{} and {}: {relation}{why}", letter(telling.place()), letter(other))
}

/// Returns all that shows how the origins of this article and another relate.
fn evidence(telling: &Telling, other: ArticleIndex) -> Vec<Safe> {
    let mut lines = vec![Safe::new(&origin(telling, other))];
    let found = telling.comparison().origin(telling.place(), other);
    for evidence in found.map(|origin| origin.evidence.as_slice()).unwrap_or_default() {
        lines.push(Safe::new(&evidence.words));
        let quoted = evidence.passages.iter().map(|passage| {
            let name = letter(passage.article);
            Safe::new(&format!("{name}: “{}”", telling.words(*passage)))
        });
        lines.extend(quoted);
    }
    if found.is_none_or(|origin| origin.evidence.is_empty()) {
        lines.push(Safe::new("nothing in the texts shows whether they have one origin or two"));
    }
    lines
}

/// Returns in what a difference lies, and behind it the words of this article in which it does.
fn difference_row(telling: &Telling, difference: &Difference) -> Label {
    let level = level(difference.level).map(|level| format!(" · {level}")).unwrap_or_default();
    let here = difference.sides.iter().find(|side| side.passage.article == telling.place());
    let claim = here.or(difference.sides.first()).map(|side| side.claim);
    let around = claim.and_then(|claim| telling.comparison().passage(claim));
    let words = around.map(|passage| telling.words(passage)).unwrap_or_default();
    let main = format!("{}{level}", class(difference.class));
    Label { main: Safe::new(&main), detail: Safe::new(words) }
}

fn claim_row(telling: &Telling, claim: ClaimId) -> Label {
    let Some(passage) = telling.comparison().passage(claim) else { return Label::default() };
    let words = telling.words(passage);
    if passage.article == telling.place() {
        return Label { main: Safe::new(words), detail: Safe::default() };
    }
    let main = Safe::new(&format!("{} {words}", letter(passage.article)));
    Label { main, detail: Safe::default() }
}

/// Returns what a claim says, and below it what each other source says of the same.
fn quotations(telling: &Telling, claim: ClaimId) -> Vec<Safe> {
    let mut lines = vec![quotation(telling, claim)];
    for (other, kind) in partners(telling, claim) {
        let Some(passage) = telling.comparison().passage(other) else { continue };
        let agreement = match kind {
            LinkKind::Same | LinkKind::Wording => String::new(),
            kind => format!(" ({})", agreement(kind)),
        };
        let name = letter(passage.article);
        lines.push(Safe::new(&format!("{name}{agreement}: “{}”", telling.words(passage))));
    }
    lines
}

fn quotation(telling: &Telling, claim: ClaimId) -> Safe {
    let Some(passage) = telling.comparison().passage(claim) else { return Safe::default() };
    Safe::new(&format!("{}: “{}”", letter(passage.article), telling.words(passage)))
}

fn sides(telling: &Telling, difference: &Difference) -> Vec<Safe> {
    let quoted = difference.sides.iter().map(|side| quotation(telling, side.claim));
    quoted.collect()
}

/// Returns both quotations of a row one above the other, each with its source and its sentence.
pub fn story_peek(panel: &StoryPanel, row: StoryRow) -> Vec<Safe> {
    let telling = panel.telling();
    let claims: Vec<_> = match row {
        StoryRow::Claim(claim) => std::iter::once((claim, None))
            .chain(partners(telling, claim).into_iter().map(|(other, kind)| (other, Some(kind))))
            .collect(),
        StoryRow::Difference(index) | StoryRow::Side(index, _) => {
            let difference = telling.comparison().differences().get(index);
            let sides = difference.map(|it| it.sides.as_slice()).unwrap_or_default();
            sides.iter().map(|side| (side.claim, None)).collect()
        }
        _ => return story_words(panel, row),
    };
    claims.into_iter().filter_map(|(claim, kind)| sentence(telling, claim, kind)).collect()
}

/// Returns the sentence of a claim with its source and place, and in what way it agrees.
fn sentence(telling: &Telling, claim: ClaimId, kind: Option<LinkKind>) -> Option<Safe> {
    let (story, comparison) = (telling.story(), telling.comparison());
    let passage = comparison.claim(claim)?.passage;
    let whole = comparison.sentence(comparison.claim(claim)?.sentence)?.passage;
    let how = kind.map(|kind| format!(", {}", agreement(kind))).unwrap_or_default();
    let name = source(story, passage.article);
    let percent = percent(story, passage.article, passage.range.start());
    Some(Safe::new(&format!("{name}, {percent} %{how}: “{}”", telling.words(whole))))
}

#[cfg(test)]
mod tests {
    use super::story_head;
    use crate::document::Id;
    use crate::library::OpenStory;

    #[test]
    fn the_head_says_when_not_all_articles_are_compared() {
        let story = |left_out| OpenStory {
            id: Id::from_bytes([1; 16]),
            title: "A fire".to_owned(),
            members: Vec::new(),
            left_out,
            comparison: crate::story::compare(&[], &[]),
        };
        assert_eq!(story_head(&story(0)), "A fire");
        assert_eq!(story_head(&story(15)), "0 of 15 articles · A fire");
    }
}
