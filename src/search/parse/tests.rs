use std::fmt::Write as _;

use proptest::prelude::{any, proptest};

use super::{
    Clause, Condition, Ending, MOST_ALTERNATIVES, MOST_CLAUSES, MOST_REMARKS, MOST_WORDS, Pattern,
    Query, Shape, Where, parse,
};
use crate::bookmark::Label;

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
        Condition::Label(labels) => {
            let names = labels.iter().map(|label| label.map_or("none", Label::name));
            format!("label={}", names.collect::<Vec<_>>().join("|"))
        }
        Condition::Quality(quality) => format!("is={quality:?}"),
        Condition::Kept(since) => format!("since={since:?}"),
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
        ("\"a “b” c\" \"d” e", "\"a b c\" & \"d\" & e"),
        ("tag:c* tag:\"c*\" tag:\"c\"*", "tag=c & tag=c* & tag=c"),
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
        ("tag:🔥 tag:#++", "tag=🔥 & tag=++"),
        ("tag:#later story:\"two words\"", "tag=later & story=two words"),
        ("is:unread is:starred is:kept IS:Read", "is=Unread & is=Starred & is=Kept & is=Read"),
        ("lang:zh-Hans lang:German", "lang=zh & lang=de"),
        ("date:2025-11..2026", "date=2025-11-01..2026-12-31"),
        ("is:noted -is:fact is:DRIFTED", "is=Noted & -is=Fact & is=Drifted"),
        ("label:red now label:None label:RED", "label=red|none & now"),
        ("label:red OR label:blue -label:green", "label=red|blue & -label=green"),
        ("-label:red -label:blue", "-label=red & -label=blue"),
        ("since:7d -since:2025-11", "since=Days(7) & -since=Day(2025-11-01)"),
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
        ("peace OR", "peace"),
        ("peace OR war OR \"new deal\" now", "peace|war|\"new deal\" & now"),
        ("peace AND war", "peace & war"),
        ("AND peace or war and", "and & peace & or & war & and"),
        ("peace NOT war", "peace & -war"),
        ("NOT is:read peace", "-is=Read & peace"),
        ("NOT", "not"),
        ("NOTHING ORACLE ANDES", "nothing & oracle & andes"),
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
        ("label:pink", "", "yellow, red"),
        ("since:soon peace", "peace", "7d"),
        ("peace OR label:red", "peace & label=red", "OR joins"),
        ("label:red talks OR label:blue", "label=red|blue & talks", "OR joins"),
        ("label:red OR peace", "label=red & peace", "OR joins"),
        ("colour:red", "\"colour red\"", "no field"),
        ("near:one", "\"one\"", "two words"),
        ("peace OR is:unread", "peace & is=Unread", "OR joins"),
        ("is:unread OR peace", "is=Unread & peace", "OR joins"),
        ("-war OR peace", "-war & peace", "OR joins"),
        ("peace OR -war", "peace & -war", "OR joins"),
        ("peace OR (war now)", "peace|war & now", "brackets"),
        ("person:\"!\"", "", "a name"),
        ("story:🔥", "", "a name"),
        ("tag:##", "", "a name"),
    ];
    for (typed, expected, remark) in table {
        let query = parse(typed);
        assert_eq!(shown(&query), expected, "{typed}");
        assert!(query.remarks.iter().any(|line| line.contains(remark)), "{:?}", query.remarks);
        assert!(query.remarks.iter().all(|line| !line.contains('\n')));
    }
    for (typed, column) in
        [("is:nice", 1), ("über is:nice", 6), ("一 -date:soon", 3), ("a colour:x", 3)]
    {
        let remarks = parse(typed).remarks;
        assert!(remarks[0].ends_with(&format!(" (column {column})")), "{typed}: {remarks:?}");
    }
    for plain in ["talks", "\"open", "10:30", "a -b", "near:\"a b\"", "is:unread"] {
        assert_eq!(parse(plain).remarks, Vec::<String>::new(), "{plain}");
    }
}

#[test]
fn what_is_endless_is_cut_and_told() {
    let patterns = |query: &Query| -> Vec<usize> {
        let of = |clause: &Clause| match &clause.condition {
            Condition::Text(patterns) => patterns.len(),
            _ => 0,
        };
        query.clauses.iter().map(of).collect()
    };
    for (part, shape, remark) in [
        ("a ", vec![1; MOST_CLAUSES], "only the first 24 parts"),
        ("a OR ", vec![MOST_ALTERNATIVES], "only 16 words can be joined"),
        ("is:read OR ", vec![0; MOST_CLAUSES], "OR joins words only"),
        ("a OR b ", vec![2; MOST_CLAUSES], "only the first 48 words"),
    ] {
        let query = parse(&part.repeat(5_000));
        let found = patterns(&query);
        assert_eq!(found, shape, "{part}");
        assert!(found.iter().sum::<usize>() <= MOST_WORDS, "{part}");
        assert!(
            query.remarks.iter().any(|it| it.starts_with(remark)),
            "{part}: {:?}",
            query.remarks
        );
        assert!(query.remarks.len() <= MOST_REMARKS);
    }
    let odd = (0..20_000).map(|number| format!("f{}:x ", "o".repeat(number % 50)));
    let odd: Vec<String> = odd.collect();
    assert!(parse(&odd.concat()).remarks.len() <= MOST_REMARKS);
}

/// What is read is read once, so that a hundred kilobytes take no more than a hundred times one.
#[test]
fn long_queries_take_time_in_proportion() {
    for part in
        ["a ", "\"", "\"a b ", "a OR ", "x:", "-", "near:1:", "“", "月", "(", "x*", "|", "date:"]
    {
        let time = |length: usize| {
            let typed = part.repeat(length / part.len() + 1);
            let begun = std::time::Instant::now();
            parse(&typed);
            begun.elapsed()
        };
        let short = (0..3).map(|_| time(2_000)).min().unwrap_or_default();
        let long = (0..3).map(|_| time(100_000)).min().unwrap_or_default();
        let most = short * 50 * 8 + std::time::Duration::from_millis(20);
        assert!(long < most, "{part}: {short:?} and {long:?}");
    }
}

proptest! {
    #[test]
    fn nothing_that_is_typed_fails(typed in any::<String>()) {
        let query = parse(&typed);
        assert!(query.clauses.len() <= MOST_CLAUSES);
        assert!(query.remarks.len() <= MOST_REMARKS);
    }

    #[test]
    fn nothing_that_looks_like_a_query_fails(
        typed in "((-|NOT |AND |\"|near:|near:3:|date:|is:|lang:|site:|source:|person:|OR |[*:\"'“”a-c月é.]| ){0,20})"
    ) {
        let query = parse(&typed);
        for clause in &query.clauses {
            if let Condition::Text(patterns) = &clause.condition {
                assert!(!patterns.is_empty());
            }
        }
    }
}
