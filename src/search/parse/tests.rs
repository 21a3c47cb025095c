use std::fmt::Write as _;

use proptest::prelude::{any, proptest};

use super::{Clause, Condition, Ending, MOST_CLAUSES, Pattern, Query, Shape, Where, parse};

/// Writes a query in a short form of its own.
fn shown(query: &Query) -> String {
    query.clauses.iter().map(clause).collect::<Vec<_>>().join(" & ")
}

fn clause(clause: &Clause) -> String {
    let sign = if clause.negated { "-" } else { "" };
    let condition = match &clause.condition {
        Condition::Text(patterns) => patterns.iter().map(pattern).collect::<Vec<_>>().join("|"),
        Condition::Note(note) => format!("note={}", pattern(note)),
        Condition::Entity(kind, name) => format!("{}={name}", kind.name()),
        Condition::Tag(tag) => format!("tag={tag}"),
        Condition::Story(story) => format!("story={story}"),
        Condition::Is(state) => format!("is={state:?}"),
        Condition::Site(words) => format!("site={}", words.join(" ")),
        Condition::Language(code) => format!("lang={code}"),
        Condition::Published(range) => {
            let day = |day: Option<jiff::civil::Date>| {
                day.map_or_else(String::new, |day| day.to_string())
            };
            format!("date={}..{}", day(range.first), day(range.last))
        }
    };
    format!("{sign}{condition}")
}

fn pattern(pattern: &Pattern) -> String {
    let mut out = if pattern.place == Where::Title { "title:".to_owned() } else { String::new() };
    match &pattern.shape {
        Shape::Word(word) => out.push_str(word),
        Shape::Phrase(tokens, ending) => {
            let star = if *ending == Ending::Open { "*" } else { "" };
            let _ = write!(out, "\"{}{star}\"", tokens.join(" "));
        }
        Shape::Near(groups, distance) => {
            let groups: Vec<_> = groups.iter().map(|group| group.join("+")).collect();
            let _ = write!(out, "near{distance}({})", groups.join(" "));
        }
    }
    out
}

#[test]
fn queries_mean_what_they_say() {
    let table = [
        ("ceasefire", "ceasefire"),
        ("Li Qiang", "li & qiang"),
        ("\"Li Qiang\" talks", "\"li qiang\" & talks"),
        ("“Li Qiang” „so“ «si»", "\"li qiang\" & \"so\" & \"si\""),
        ("econ*", "\"econ*\""),
        ("\"prime min*\"", "\"prime min*\""),
        ("\"prime min\"*", "\"prime min*\""),
        ("-russia talks", "-russia & talks"),
        ("-\"one two\"", "-\"one two\""),
        ("co-operation 3.14", "\"co operation\" & \"3 14\""),
        ("明月", "\"明 月\""),
        ("月 月*", "月 & 月"),
        ("site:Xinhua -site:bbc.co.uk", "site=xinhua & -site=bbc co uk"),
        ("source:Xinhua -SOURCE:\"BBC News\"", "site=xinhua & -site=bbc news"),
        (
            "person:\"Li Qiang\" place:Hangzhou org:UN",
            "person=Li Qiang & place=Hangzhou & organization=UN",
        ),
        ("tag:#later story:\"two words\"", "tag=later & story=two words"),
        ("is:unread is:starred is:kept IS:Read", "is=Unread & is=Starred & is=Kept & is=Read"),
        ("lang:zh-Hans lang:German", "lang=zh & lang=de"),
        ("date:2025-11..2026", "date=2025-11-01..2026-12-31"),
        ("near:\"ceasefire talks\"", "near10(ceasefire talks)"),
        ("near:5:\"a b c\"", "near5(a b c)"),
        ("near:999:\"停火 谈判\"", "near255(停+火 谈+判)"),
        (
            "title:peace title:\"war and\" note:later",
            "title:peace & title:\"war and\" & note=later",
        ),
        ("peace OR war now", "peace|war & now"),
        ("peace | war", "peace|war"),
        ("OR peace", "or & peace"),
        ("word\"phrase here\"", "word & \"phrase here\""),
        ("http://example.com/a", "\"http example com a\""),
        ("10:30", "\"10 30\""),
        ("\"unclosed phrase", "\"unclosed phrase\""),
        ("a - b -- c", "a & b & c"),
        ("", ""),
    ];
    for (typed, expected) in table {
        let query = parse(typed);
        assert_eq!(shown(&query), expected, "{typed}");
    }
}

#[test]
fn what_is_odd_is_told() {
    let table = [
        ("***", "", "no letters"),
        ("site:", "", "needs a value"),
        ("source:", "", "source: needs a value"),
        ("is:nice", "", "unread"),
        ("date:soon peace", "peace", "2025-11"),
        ("lang:!!", "", "lang"),
        ("colour:red", "\"colour red\"", "no field"),
        ("near:one", "\"one\"", "two words"),
        ("peace OR is:unread", "peace & is=Unread", "OR joins"),
        ("person:\"!\"", "", "a name"),
    ];
    for (typed, expected, remark) in table {
        let query = parse(typed);
        assert_eq!(shown(&query), expected, "{typed}");
        assert!(query.remarks.iter().any(|line| line.contains(remark)), "{:?}", query.remarks);
        assert!(query.remarks.iter().all(|line| !line.contains('\n')));
    }
    for plain in ["talks", "\"open", "10:30", "a -b", "near:\"a b\"", "is:unread"] {
        assert_eq!(parse(plain).remarks, Vec::<String>::new(), "{plain}");
    }
    let many = parse(&"a ".repeat(1000));
    assert_eq!((many.clauses.len(), many.remarks.len()), (MOST_CLAUSES, 1));
}

proptest! {
    #[test]
    fn nothing_that_is_typed_fails(typed in any::<String>()) {
        let query = parse(&typed);
        assert!(query.clauses.len() <= MOST_CLAUSES);
    }

    #[test]
    fn nothing_that_looks_like_a_query_fails(
        typed in "((-|\"|near:|near:3:|date:|is:|lang:|site:|source:|person:|OR |[*:\"'“”a-c月é.]| ){0,20})"
    ) {
        let query = parse(&typed);
        for clause in &query.clauses {
            if let Condition::Text(patterns) = &clause.condition {
                assert!(!patterns.is_empty());
            }
        }
    }
}
