//! Key scripts: a text, keys, and what is then so. The terminal face without a terminal.
//!
//! A [`Script`] drives `update` with events as the loop does and plays the library with what the effects
//! ask for, at once and in order. `view` draws into a buffer that can be read as text.

mod finding;

use std::sync::Arc;

use jiff::Timestamp;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Size;

use sidelight::anchor::Anchor;
use sidelight::bookmark::Bookmark;
use sidelight::config::{RawKeys, Settings};
use sidelight::document::{Document, DocumentId, RevisionId, TitleOrigin};
use sidelight::extract::extract;
use sidelight::fact::{Entity, importance};
use sidelight::import::{Overrides, Payload, import};
use sidelight::layout::LineIndex;
use sidelight::library::{
    Counts, Extent, ListCursor, ListEntry, Mark, Member, Naming, Only, OpenStory, Opened, Places,
    Reply, Request, RequestKind, ResolvedBookmark, SavedSearch, Scope, SearchId, StoryCursor,
    StoryEntry, Subscription, Ticket, Undone, WrongMatch,
};
use sidelight::source::Location;
use sidelight::story;
use sidelight::tui::clipboard::Via;
use sidelight::tui::effect::Effect;
use sidelight::tui::event::Event;
use sidelight::tui::key::KeyPress;
use sidelight::tui::keymap::Keymap;
use sidelight::tui::panes::Pane;
use sidelight::tui::state::{Goal, Listing, State};
use sidelight::tui::theme::Theme;
use sidelight::tui::update::update;
use sidelight::tui::view::view;
use sidelight::verdict::{Subject, Verdict};

use crate::kept_model::KeptModel;

/// The two sample articles.
pub(crate) const SEEDS: [&str; 2] = [
    include_str!("../../seeds/000_43b137276f00a399.txt"),
    include_str!("../../seeds/001_0c6f94f86f0ee5fa.txt"),
];

/// The story that articles on one event are in.
const STORY: story::StoryId = story::StoryId::from_bytes([7; 16]);

/// A running terminal face over some texts.
pub(crate) struct Script {
    pub(crate) state: State,
    articles: Vec<Article>,
    /// What is kept.
    pub(crate) kept: KeptModel,
    marks: Vec<Mark>,
    /// What was said of facts: by document, and before each change.
    verdicts: Verdicts,
    said_before: Vec<(DocumentId, Verdicts)>,
    /// What was said of facts before each change was taken back.
    said_after: Vec<(DocumentId, Verdicts)>,
    /// The feeds that are followed, each with its articles.
    feeds: Vec<(Subscription, Vec<DocumentId>)>,
    /// The articles that are on one event, by their places in the library.
    story: Vec<usize>,
    /// What that was before each join and split.
    grouped_before: Vec<Vec<usize>>,
    /// What the user calls the story.
    story_title: Option<String>,
    /// The pairs of passages that were said not to say the same.
    denied: Vec<WrongMatch>,
    /// The searches of the library.
    pub(crate) finding: finding::Finding,
    /// Whether the comparison of a story is left unanswered.
    pub(crate) compares: bool,
    /// What takes its time and has not been answered.
    pub(crate) under_way: Vec<(Ticket, Request)>,
    /// Every text that was given to the user's own editor.
    pub(crate) edited_outside: Vec<String>,
    /// Everything that was asked of the library, by kind.
    pub(crate) asked: Vec<RequestKind>,
    pub(crate) quit: bool,
    /// What was put on the clipboard.
    pub(crate) copied: Vec<String>,
}

/// What was said of the facts of documents.
type Verdicts = Vec<(DocumentId, Subject, Verdict)>;

struct Article {
    entry: ListEntry,
    document: Arc<Document>,
    revision: RevisionId,
    position: Option<Anchor>,
    extent: Extent,
}

impl Script {
    /// Opens the first of some plain texts at 120x36.
    #[track_caller]
    pub(crate) fn new(texts: &[&str]) -> Self {
        Self::sized(texts, 120, 36)
    }

    /// Opens the first of some plain texts.
    #[track_caller]
    pub(crate) fn sized(texts: &[&str], columns: u16, rows: u16) -> Self {
        let (keymap, problems) = Keymap::new(&RawKeys::default());
        assert!(problems.is_empty());
        let size = Size::new(columns, rows);
        let state = State::new(size, Arc::new(keymap), Settings::default(), Theme::Dark);
        let articles = texts.iter().enumerate().map(|(index, text)| article(index, text)).collect();
        let mut script = Self {
            state,
            articles,
            kept: KeptModel::default(),
            marks: Vec::new(),
            verdicts: Vec::new(),
            said_before: Vec::new(),
            said_after: Vec::new(),
            feeds: Vec::new(),
            story: Vec::new(),
            grouped_before: Vec::new(),
            story_title: None,
            denied: Vec::new(),
            finding: finding::Finding::default(),
            compares: true,
            under_way: Vec::new(),
            edited_outside: Vec::new(),
            asked: Vec::new(),
            quit: false,
            copied: Vec::new(),
        };
        let ticket = script.state.ticket();
        script.state.awaited.list = Some((ticket, Listing::Anew));
        script.run(Effect::Request(
            ticket,
            Request::List { scope: Scope::default(), after: None, limit: 200 },
        ));
        if let Some(id) = script.articles.first().map(|article| article.entry.id) {
            let ticket = script.state.ticket();
            script.state.awaited.open = Some((ticket, Goal::WhereLeft));
            script.run(Effect::Request(ticket, Request::Open(id)));
            script.state.focus = Pane::Reader;
        }
        script
    }

    /// Presses keys: plain characters, and names in angle brackets (`jj<Enter><Ctrl-w>o`).
    #[track_caller]
    pub(crate) fn keys(mut self, keys: &str) -> Self {
        for key in presses(keys) {
            self.event(Event::Key(key));
        }
        self
    }

    /// Lets something happen.
    pub(crate) fn event(&mut self, event: Event) {
        for effect in update(&mut self.state, event) {
            self.run(effect);
        }
    }

    /// Changes the size of the terminal.
    pub(crate) fn resize(mut self, columns: u16, rows: u16) -> Self {
        self.event(Event::Resize(Size::new(columns, rows)));
        self
    }

    /// Returns the first text that is shown.
    pub(crate) fn top(&self) -> &str {
        let reader = self.state.reader().unwrap();
        &reader.document.text()[usize::from(reader.top.offset)..]
    }

    /// Returns the sentence the reader is at.
    pub(crate) fn cursor(&self) -> &str {
        let reader = self.state.reader().unwrap();
        reader.document.slice(reader.cursor)
    }

    /// Returns what `a` would keep.
    pub(crate) fn passage(&self) -> &str {
        let reader = self.state.reader().unwrap();
        reader.document.slice(reader.passage())
    }

    /// Returns the message in the status line.
    pub(crate) fn message(&self) -> String {
        self.state.message.as_ref().map(|message| message.text.to_string()).unwrap_or_default()
    }

    /// Returns the bookmarks that are in the library.
    pub(crate) fn kept(&self) -> Vec<(&str, &str)> {
        let quote = |bookmark: &Bookmark| bookmark.anchor.quote.exact.len();
        assert!(self.kept.bookmarks().iter().all(|bookmark| quote(bookmark) > 0));
        self.kept
            .bookmarks()
            .iter()
            .map(|bookmark| (bookmark.anchor.quote.exact.as_str(), bookmark.note.as_str()))
            .collect()
    }

    /// Asserts that the first shown text starts with `expected`.
    #[track_caller]
    pub(crate) fn expect_top(self, expected: &str) -> Self {
        assert!(self.top().starts_with(expected), "top is {:.60}", self.top());
        self
    }

    /// Asserts that the cursor's sentence starts with `expected`.
    #[track_caller]
    pub(crate) fn expect_cursor(self, expected: &str) -> Self {
        assert!(self.cursor().starts_with(expected), "cursor is {:.60}", self.cursor());
        self
    }

    /// Asserts that the message contains `expected`.
    #[track_caller]
    pub(crate) fn expect_message(self, expected: &str) -> Self {
        assert!(self.message().contains(expected), "message is {}", self.message());
        self
    }

    /// Asserts which pane has the focus.
    #[track_caller]
    pub(crate) fn expect_focus(self, pane: Pane) -> Self {
        assert_eq!(self.state.focus, pane);
        self
    }

    /// Asserts that the screen shows `expected`.
    #[track_caller]
    pub(crate) fn expect_screen(self, expected: &str) -> Self {
        let screen = self.screen();
        assert!(screen.contains(expected), "no {expected:?} on\n{screen}");
        self
    }

    /// Draws the screen and returns it as text, one line a row, without spaces at the line ends.
    pub(crate) fn screen(&self) -> String {
        text_of(&self.buffer())
    }

    /// Draws the screen.
    pub(crate) fn buffer(&self) -> Buffer {
        self.drawn().1
    }

    /// Draws the screen; returns the cell of the cursor too, where one is shown.
    pub(crate) fn drawn(&self) -> (Option<(u16, u16)>, Buffer) {
        let backend = TestBackend::new(self.state.size.width, self.state.size.height);
        let mut terminal = Terminal::new(backend).unwrap();
        terminal.draw(|frame| view(&self.state, frame)).unwrap();
        let cursor = terminal.backend().cursor_position();
        let shown = terminal.backend().cursor_visible();
        let cursor = shown.then_some((cursor.x, cursor.y));
        (cursor, terminal.backend().buffer().clone())
    }

    /// Says that articles are on one event; what is open learns of it.
    pub(crate) fn on_one_event(mut self, articles: &[usize]) -> Self {
        self.story = articles.to_vec();
        self.group();
        self.event(Event::Reply(Ticket(0), Reply::Saved(RequestKind::JoinStories)));
        self
    }

    /// Groups articles as reading in the background does, which tells nobody.
    pub(crate) fn regroup(&mut self, articles: &[usize]) {
        self.story = articles.to_vec();
        self.group();
    }

    /// Reads the list anew.
    pub(crate) fn list_anew(mut self) -> Self {
        let ticket = self.state.ticket();
        self.state.awaited.list = Some((ticket, Listing::Anew));
        let scope = Scope::default();
        self.run(Effect::Request(ticket, Request::List { scope, after: None, limit: 200 }));
        self
    }

    /// Notes in the list which articles are on one event.
    fn group(&mut self) {
        for (index, article) in self.articles.iter_mut().enumerate() {
            let is_in = self.story.len() > 1 && self.story.contains(&index);
            article.entry.story = is_in.then_some(STORY);
        }
    }

    /// Returns what lists show of the story.
    fn story_entry(&self) -> Option<StoryEntry> {
        let entries = self.story_entries();
        let first = entries.first().filter(|_| entries.len() > 1)?;
        let unread = entries.iter().filter(|entry| !entry.read).count();
        Some(StoryEntry {
            id: STORY,
            title: self.story_title.clone().unwrap_or_else(|| first.title.clone()),
            members: u32::try_from(entries.len()).unwrap(),
            unread: u32::try_from(unread).unwrap(),
            newest: Timestamp::UNIX_EPOCH,
            cursor: StoryCursor::new(Timestamp::UNIX_EPOCH, 0),
        })
    }

    fn story_entries(&self) -> Vec<ListEntry> {
        let articles = self.articles.iter().map(|article| &article.entry);
        articles.filter(|entry| entry.story.is_some()).cloned().collect()
    }

    fn reply_about_grouping(&mut self, request: Request) -> Option<Reply> {
        let kind = request.kind();
        let before = self.story.clone();
        let place = |id: DocumentId| self.articles.iter().position(|it| it.entry.id == id);
        Some(match request {
            Request::SomeStories(asked) => {
                let found = self.story_entry().filter(|entry| asked.contains(&entry.id));
                Reply::Stories(found.into_iter().collect())
            }
            Request::StoryEntries(story) => {
                Reply::StoryEntries { story, entries: self.story_entries() }
            }
            Request::JoinStories(documents) => {
                let joined: Vec<_> = documents.into_iter().filter_map(place).collect();
                self.story.extend(joined);
                self.story.sort_unstable();
                self.story.dedup();
                self.grouped_before.push(before);
                self.group();
                Reply::Saved(kind)
            }
            Request::SplitFromStory(document) => {
                let gone = place(document)?;
                self.story.retain(|index| *index != gone);
                self.grouped_before.push(before);
                self.group();
                Reply::Saved(kind)
            }
            Request::RenameStory { title, .. } => {
                self.story_title = Some(title).filter(|title| !title.is_empty());
                Reply::Saved(kind)
            }
            Request::Undo => {
                self.story = self.grouped_before.pop()?;
                self.group();
                let description = "a change of stories".to_owned();
                Reply::Undone(Some(Undone { description, document: None }))
            }
            _ => return None,
        })
    }

    /// Opens the first of some texts, which are all on one event, at 120x36.
    #[track_caller]
    pub(crate) fn story(texts: &[&str]) -> Self {
        let all: Vec<_> = (0..texts.len()).collect();
        Self::new(texts).on_one_event(&all)
    }

    /// Compares the story of an article, as the library does.
    pub(crate) fn story_of(&self, id: DocumentId) -> Option<Arc<OpenStory>> {
        let articles = self.story.iter().filter_map(|index| self.articles.get(*index));
        let members: Vec<_> = articles
            .map(|article| Member {
                entry: article.entry.clone(),
                revision: article.revision,
                content: Arc::clone(&article.document),
                facts: Arc::new(extract(&article.document)),
            })
            .collect();
        let is_in = members.iter().any(|member| member.entry.id == id);
        if members.len() < 2 || !is_in {
            return None;
        }
        let compared: Vec<_> = members
            .iter()
            .map(|member| story::Article { document: &member.content, facts: &member.facts })
            .collect();
        let side = |(document, anchor): &(DocumentId, Anchor)| {
            let index = members.iter().position(|member| member.entry.id == *document)?;
            let range = anchor.resolve(members[index].content.text()).range()?;
            let article = story::ArticleIndex(u16::try_from(index).unwrap());
            Some(story::Passage { article, range })
        };
        let denied = self.denied.iter();
        let denied: Vec<_> =
            denied.filter_map(|wrong| Some((side(&wrong.one)?, side(&wrong.other)?))).collect();
        let comparison = story::compare(&compared, &denied);
        let title = self.story_title.clone().unwrap_or_else(|| members[0].entry.title.clone());
        let id = STORY;
        Some(Arc::new(OpenStory { id, title, members, left_out: 0, comparison }))
    }

    /// Returns the pairs of passages that were said not to say the same, each with its words.
    pub(crate) fn denied(&self) -> Vec<[&str; 2]> {
        let denied = self.denied.iter();
        denied.map(|it| [&it.one, &it.other].map(|side| side.1.quote.exact.as_str())).collect()
    }

    /// Puts an article back into the library, as another instance or undo does.
    pub(crate) fn restore(&mut self, index: usize, text: &str) {
        self.articles.insert(index, article(index, text));
    }

    /// Takes an article out of the library, as another instance or undo does.
    pub(crate) fn forget(&mut self, id: DocumentId) {
        self.articles.retain(|article| article.entry.id != id);
    }

    /// Follows a feed whose articles are some of those in the library.
    pub(crate) fn follow(&mut self, feed: Subscription, articles: &[usize]) {
        let articles = articles.iter().map(|index| self.articles[*index].entry.id).collect();
        self.feeds.push((feed, articles));
        let subscriptions = self.subscriptions();
        self.event(Event::Reply(Ticket(0), Reply::Subscriptions(subscriptions)));
    }

    /// Leaves only a summary of an article in the library.
    pub(crate) fn summarise(&mut self, index: usize) {
        self.articles[index].extent = Extent::Summary;
    }

    /// Puts the whole of an article into the library.
    pub(crate) fn make_whole(&mut self, index: usize) {
        self.articles[index].extent = Extent::Whole;
    }

    fn subscriptions(&self) -> Vec<Subscription> {
        self.feeds.iter().map(|(feed, _)| feed.clone()).collect()
    }

    /// Answers what is under way.
    #[track_caller]
    pub(crate) fn answer(&mut self, reply: Reply) {
        let ticket = self.under_way.last().map(|(ticket, _)| *ticket).expect("something under way");
        if !matches!(reply, Reply::Progress(_)) {
            self.under_way.pop();
        }
        self.event(Event::Reply(ticket, reply));
    }

    /// Answers the pages of kept passages that were asked for, and lets nothing wait any more.
    pub(crate) fn answer_kept_pages(&mut self) {
        self.kept.holds = false;
        let is_page = |(_, request): &(Ticket, Request)| request.kind() == RequestKind::KeptPage;
        let (pages, others) = std::mem::take(&mut self.under_way).into_iter().partition(is_page);
        self.under_way = others;
        let pages: Vec<_> = pages;
        for (ticket, request) in pages {
            self.run(Effect::Request(ticket, request));
        }
    }

    fn listed(&self, scope: Scope) -> Vec<ListEntry> {
        let of = scope.feed.map(|id| self.feeds.iter().find(|(feed, _)| feed.id == id));
        let listed = |entry: &&ListEntry| {
            let in_feed =
                of.is_none_or(|feed| feed.is_some_and(|(_, ids)| ids.contains(&entry.id)));
            in_feed
                && match scope.only {
                    Only::All => true,
                    Only::Unread => !entry.read,
                    Only::Starred => entry.starred,
                }
        };
        self.articles.iter().map(|article| &article.entry).filter(listed).cloned().collect()
    }

    fn entry_mut(&mut self, id: DocumentId) -> Option<&mut ListEntry> {
        self.articles.iter_mut().map(|article| &mut article.entry).find(|entry| entry.id == id)
    }

    fn run(&mut self, effect: Effect) {
        match effect {
            Effect::Request(ticket, request) => {
                self.asked.push(request.kind());
                if matches!(
                    request.kind(),
                    RequestKind::AddAddress
                        | RequestKind::Follow
                        | RequestKind::Refresh
                        | RequestKind::Reload
                        | RequestKind::ImportFeeds
                        | RequestKind::Stop
                ) || (!self.compares && request.kind() == RequestKind::Story)
                    || (self.kept.holds && request.kind() == RequestKind::KeptPage)
                    || (self.finding.holds
                        && matches!(request.kind(), RequestKind::Search | RequestKind::Passages))
                {
                    self.under_way.push((ticket, request));
                    return;
                }
                let reply = match request.kind() {
                    RequestKind::SomeStories
                    | RequestKind::StoryEntries
                    | RequestKind::JoinStories
                    | RequestKind::SplitFromStory
                    | RequestKind::RenameStory => self.reply_about_grouping(request),
                    RequestKind::Search
                    | RequestKind::CompleteQuery
                    | RequestKind::SavedSearches
                    | RequestKind::SaveSearch
                    | RequestKind::DropSearch
                    | RequestKind::Passages => self.reply_about_searches(request),
                    RequestKind::Undo if self.has_changed_searches() => {
                        self.reply_about_searches(request)
                    }
                    RequestKind::Undo if !self.grouped_before.is_empty() => {
                        self.reply_about_grouping(request)
                    }
                    _ => self.reply(request),
                };
                if let Some(reply) = reply.filter(|reply| self.state.awaited.heeds(ticket, reply)) {
                    self.event(Event::Reply(ticket, reply));
                }
            }
            Effect::Keep(draft) => {
                let bookmark = Bookmark {
                    id: self.kept.next_id(),
                    created: Timestamp::UNIX_EPOCH,
                    ..draft.stamp().unwrap()
                };
                self.event(Event::Kept(bookmark));
            }
            Effect::SaveSearch(draft) => {
                let number = u8::try_from(self.finding.searches.len()).unwrap();
                let id = SearchId::from_bytes([number + 1; 16]);
                let search = SavedSearch { id, ..draft.stamp().unwrap() };
                self.run(Effect::Request(Ticket(0), Request::SaveSearch(search)));
            }
            Effect::Quit => self.quit = true,
            Effect::Copy { text, what } => {
                self.copied.push(text);
                self.event(Event::Copied(what, Via::Tool("a tool".to_owned())));
            }
            Effect::EditOutside(text) => self.edited_outside.push(text),
            Effect::Suspend | Effect::Redraw | Effect::Mouse(_) => {}
        }
    }

    fn reply(&mut self, request: Request) -> Option<Reply> {
        let kind = request.kind();
        Some(match request {
            Request::List { scope, after, .. } => {
                let entries = match after {
                    None => self.listed(scope),
                    Some(_) => Vec::new(),
                };
                let count = |only| self.listed(Scope { feed: None, only }).len() as u64;
                let counts = Counts {
                    documents: count(Only::All),
                    unread: count(Only::Unread),
                    starred: count(Only::Starred),
                    bookmarks: self.kept.bookmarks().len() as u64,
                };
                Reply::Listed { entries, counts }
            }
            Request::Open(id) | Request::Look(id)
                if self.articles.iter().all(|article| article.entry.id != id) =>
            {
                Reply::Failed { message: "there is no such article".to_owned(), what: kind }
            }
            Request::Open(id) | Request::Look(id) => Reply::Opened(Box::new(self.opened(id))),
            Request::Facts { document, content } => {
                let facts = Arc::new(extract(&content));
                let importance = importance(&content, &facts).into();
                Reply::Facts { document, facts, importance }
            }
            Request::Index { content, width } => {
                Reply::Index { width, index: Arc::new(LineIndex::build(&content, width)) }
            }
            Request::Story(_) | Request::DenyMatch(_) => self.reply_about_stories(request)?,
            Request::Undo if !self.denied.is_empty() => self.reply_about_stories(request)?,
            Request::Bookmarks(of) => Reply::Bookmarks(self.kept.of(of)),
            Request::Keep(_)
            | Request::DropBookmarks(_)
            | Request::AcceptDrift(_)
            | Request::EditBookmarks { .. }
            | Request::KeptPage { .. }
            | Request::KnownTags
            | Request::ArticleTags(_)
            | Request::SetArticleTags { .. } => {
                let there: Vec<_> = self.articles.iter().map(|it| it.entry.clone()).collect();
                self.kept.reply(request, &there)?
            }
            Request::ResolvedBookmarks(document) => {
                if !self.articles.iter().any(|article| article.entry.id == document) {
                    return None;
                }
                let opened = self.opened(document);
                let pairs = opened.bookmarks.into_iter().zip(opened.places.bookmarks);
                let resolved = |(bookmark, resolution)| ResolvedBookmark { bookmark, resolution };
                Reply::ResolvedBookmarks { document, bookmarks: pairs.map(resolved).collect() }
            }
            Request::Undo | Request::Redo if self.kept.goes(&request) => {
                self.kept.reply(request, &[])?
            }
            Request::SavePosition { document, anchor, progress } => {
                let article = self.articles.iter_mut().find(|known| known.entry.id == document)?;
                article.position = Some(anchor);
                article.entry.progress = progress;
                Reply::Saved(kind)
            }
            Request::SetMark { document, name, anchor } => {
                self.marks.retain(|mark| mark.name != name);
                self.marks.push(Mark { name, document, anchor });
                Reply::Saved(kind)
            }
            Request::GlobalMark(name) => {
                let mark = self.marks.iter().find(|mark| mark.name == name);
                Reply::Mark { name, place: mark.map(|mark| (mark.document, mark.anchor.clone())) }
            }
            Request::Remove(id) => {
                self.articles.retain(|article| article.entry.id != id);
                Reply::Saved(kind)
            }
            Request::SetRead { document, read } => {
                self.entry_mut(document)?.read = read;
                Reply::Saved(kind)
            }
            Request::SetStarred { document, starred } => {
                self.entry_mut(document)?.starred = starred;
                Reply::Saved(kind)
            }
            Request::Touch(_) => Reply::Saved(kind),
            Request::Subscriptions => Reply::Subscriptions(self.subscriptions()),
            Request::MarkAllRead(_)
            | Request::Unfollow(_)
            | Request::RenameFeed { .. }
            | Request::SetWhole { .. } => self.reply_about_feeds(request)?,
            Request::Judge { .. } | Request::Verdicts(_) | Request::Naming { .. } => {
                self.reply_about_facts(request)?
            }
            Request::Undo if !self.said_before.is_empty() => self.reply_about_facts(request)?,
            Request::Undo => Reply::Undone(None),
            Request::Redo if !self.said_after.is_empty() => self.reply_about_facts(request)?,
            Request::Redo => Reply::Redone(None),
            _ => return None,
        })
    }

    fn reply_about_feeds(&mut self, request: Request) -> Option<Reply> {
        let kind = request.kind();
        Some(match request {
            Request::MarkAllRead(scope) => {
                for id in self.listed(scope).iter().map(|entry| entry.id) {
                    self.entry_mut(id)?.read = true;
                }
                Reply::Saved(kind)
            }
            Request::Unfollow(id) => {
                self.feeds.retain(|(feed, _)| feed.id != id);
                Reply::Saved(kind)
            }
            Request::RenameFeed { feed, title } => {
                self.feeds.iter_mut().find(|(known, _)| known.id == feed)?.0.title = title;
                Reply::Saved(kind)
            }
            Request::SetWhole { feed, whole } => {
                self.feeds.iter_mut().find(|(known, _)| known.id == feed)?.0.whole = whole;
                Reply::Saved(kind)
            }
            _ => return None,
        })
    }

    fn reply_about_stories(&mut self, request: Request) -> Option<Reply> {
        let kind = request.kind();
        Some(match request {
            Request::Story(document) => Reply::Story { document, story: self.story_of(document) },
            Request::DenyMatch(wrong) => {
                self.denied.push(*wrong);
                Reply::Saved(kind)
            }
            Request::Undo => {
                self.denied.pop();
                let description = "that two passages do not match".to_owned();
                Reply::Undone(Some(Undone { description, document: None }))
            }
            _ => return None,
        })
    }

    fn reply_about_facts(&mut self, request: Request) -> Option<Reply> {
        let kind = request.kind();
        Some(match request {
            Request::Judge { document, judgements } => {
                self.said_before.push((document, self.verdicts.clone()));
                self.said_after.clear();
                for (subject, verdict) in judgements {
                    self.verdicts.retain(|(id, known, _)| *id != document || *known != subject);
                    self.verdicts.extend(verdict.map(|verdict| (document, subject, verdict)));
                }
                Reply::Saved(kind)
            }
            Request::Verdicts(document) => {
                Reply::Verdicts { document, verdicts: self.said_of(document) }
            }
            Request::Naming { key, after, limit } => {
                let named = match after {
                    None => self.naming(&key),
                    Some(_) => Vec::new(),
                };
                Reply::Naming(named.into_iter().take(limit).collect())
            }
            Request::Undo => {
                let (document, before) = self.said_before.pop()?;
                self.said_after.push((document, std::mem::replace(&mut self.verdicts, before)));
                let description = "what was said of a fact".to_owned();
                Reply::Undone(Some(Undone { description, document: Some(document) }))
            }
            Request::Redo => {
                let (document, after) = self.said_after.pop()?;
                self.said_before.push((document, std::mem::replace(&mut self.verdicts, after)));
                let description = "what was said of a fact".to_owned();
                Reply::Redone(Some(Undone { description, document: Some(document) }))
            }
            _ => return None,
        })
    }

    fn said_of(&self, document: DocumentId) -> Vec<(Subject, Verdict)> {
        let of = self.verdicts.iter().filter(|(id, ..)| *id == document);
        of.map(|(_, subject, verdict)| (subject.clone(), *verdict)).collect()
    }

    /// Returns the articles that name what has a key, in the order of the list.
    fn naming(&self, key: &str) -> Vec<Naming> {
        let naming = |article: &Article| {
            let facts = extract(&article.document);
            let same = |entity: &&Entity| entity.key().as_deref() == Some(key);
            let found = facts.entities().find(same)?;
            let mentions = u32::try_from(found.mentions.len()).unwrap();
            Some(Naming { entry: article.entry.clone(), name: found.name.clone(), mentions })
        };
        self.articles.iter().filter_map(naming).collect()
    }

    fn opened(&self, id: DocumentId) -> Opened {
        let article = self.articles.iter().find(|article| article.entry.id == id).unwrap();
        Opened {
            entry: article.entry.clone(),
            location: Some(Location::Sample("sample.txt".to_owned())),
            revision: article.revision,
            document: Arc::clone(&article.document),
            extent: article.extent,
            facts: None,
            importance: Arc::default(),
            verdicts: self.said_of(id),
            position: article.position.clone(),
            bookmarks: self.kept.of(Some(id)),
            tags: self.kept.tags_of(id),
            marks: self.marks.iter().filter(|mark| mark.document == id).cloned().collect(),
            places: self.places(id, &article.document, article.position.as_ref()),
            read_before: None,
        }
    }

    fn places(&self, id: DocumentId, document: &Document, position: Option<&Anchor>) -> Places {
        let place = |anchor: &Anchor| anchor.resolve(document.text());
        let bookmarks = self.kept.of(Some(id)).into_iter();
        let marks = self.marks.iter().filter(|mark| mark.document == id);
        Places {
            position: position.map(place),
            bookmarks: bookmarks.map(|bookmark| place(&bookmark.anchor)).collect(),
            marks: marks.map(|mark| place(&mark.anchor)).collect(),
        }
    }
}

fn article(index: usize, text: &str) -> Article {
    let overrides = Overrides::default();
    let name = match text.chars().next() {
        Some('#') => "article.md",
        Some('<') => "article.html",
        _ => "article.txt",
    };
    let payload = Payload::new(text.as_bytes(), name, &overrides);
    let document = import(&payload).unwrap();
    let title = document.metadata().title.clone();
    let number = u8::try_from(index).unwrap();
    let entry = ListEntry {
        id: DocumentId::from_bytes([number + 1; 16]),
        title: title.as_ref().map(|title| title.text.clone()).unwrap_or_default(),
        title_origin: title.map_or(TitleOrigin::Derived, |title| title.origin),
        site: document.metadata().site.clone(),
        published: document.metadata().published,
        added: Timestamp::UNIX_EPOCH,
        read: index == 0,
        starred: false,
        progress: 0.0,
        bookmarks: 0,
        story: None,
        cursor: ListCursor::new(Timestamp::UNIX_EPOCH, i64::from(number)),
    };
    let revision = RevisionId::of(text.as_bytes());
    Article { entry, document: Arc::new(document), revision, position: None, extent: Extent::Whole }
}

/// Reads `jj<Enter>` as three presses.
#[track_caller]
fn presses(keys: &str) -> Vec<KeyPress> {
    let mut presses = Vec::new();
    let mut rest = keys;
    while let Some(first) = rest.chars().next() {
        let name = rest.strip_prefix('<').and_then(|inside| inside.split_once('>'));
        let (press, after) = match name {
            Some((name, after)) => (KeyPress::parse(name), after),
            None => (Some(KeyPress::character(first)), &rest[first.len_utf8()..]),
        };
        presses.push(press.unwrap_or_else(|| panic!("no key in {rest}")));
        rest = after;
    }
    presses
}

/// Returns a buffer as text.
pub(crate) fn text_of(buffer: &Buffer) -> String {
    let area = buffer.area;
    let mut text = String::new();
    for row in area.top()..area.bottom() {
        let mut line = String::new();
        let mut column = area.left();
        while column < area.right() {
            let symbol = buffer[(column, row)].symbol();
            line.push_str(symbol);
            let width = sidelight::text::grapheme::width(symbol).to_u16();
            column += width.max(1);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
