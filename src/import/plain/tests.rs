//! The rules of plain text, on documents of many kinds.

use jiff::civil::date;
use proptest::prelude::{any, proptest};
use proptest::strategy::Strategy;

use crate::document::{Block, BlockKind, Document, TitleOrigin};
use crate::import::{Overrides, Payload, import};
use crate::text::clean::clean;

fn read(text: &str) -> Document {
    let overrides = Overrides::default();
    import(&Payload::new(text.as_bytes(), "a.txt", &overrides)).unwrap()
}

/// Every block as `kind: its words`.
fn shown(document: &Document) -> Vec<String> {
    let shown = |block: &Block| format!("{}: {}", block.kind.name(), document.slice(block.range));
    document.blocks().iter().map(shown).collect()
}

fn kinds(document: &Document) -> Vec<&'static str> {
    document.blocks().iter().map(|block| block.kind.name()).collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) -> Document {
    let document = read(text);
    assert_eq!(shown(&document), expected);
    document
}

const BODY: &str = "The council voted on Tuesday to rebuild the old pier, after two hours of argument about who is to pay for it.";

#[test]
fn the_wire_story_of_the_samples_is_read_whole() {
    let document = read(include_str!("../../../seeds/000_43b137276f00a399.txt"));
    let expected = [&["note", "title", "caption"][..], &["paragraph"; 12], &["caption"]].concat();
    assert_eq!(kinds(&document), expected);
    let metadata = document.metadata();
    assert_eq!(shown(&document)[0], "note: date 2025-11-04");
    assert_eq!(metadata.published, Some(date(2025, 11, 4)));
    assert_eq!(metadata.site.as_deref(), Some("Xinhua"));
    assert_eq!(metadata.language.as_deref(), Some("en"));
    let title = metadata.title.as_ref().unwrap();
    assert_eq!(
        (title.origin, title.text.starts_with("Chinese, Russian heads")),
        (TitleOrigin::Stated, true)
    );
    let line = metadata.dateline.as_ref().unwrap();
    assert_eq!(document.slice(line.range), "HANGZHOU, Nov. 3 (Xinhua)");
    assert_eq!(document.slice(line.place), "HANGZHOU");
    assert_eq!(line.date, Some(date(2025, 11, 3)));
}

#[test]
fn the_long_article_of_the_samples_has_headings_and_a_reference() {
    let document = read(include_str!("../../../seeds/001_0c6f94f86f0ee5fa.txt"));
    let kinds = kinds(&document);
    assert_eq!(kinds.iter().filter(|kind| **kind == "heading").count(), 7);
    assert_eq!(kinds[kinds.len() - 2..], ["heading", "reference"]);
    assert!(!kinds.contains(&"title"));
    let metadata = document.metadata();
    assert_eq!(document.slice(metadata.dateline.as_ref().unwrap().place), "Hangzhou, China");
    let title = metadata.title.as_ref().unwrap();
    assert_eq!(title.origin, TitleOrigin::Derived);
    assert_eq!(
        title.text,
        "Chinese Premier Li Qiang and Russian Prime Minister Mikhail Mishustin…"
    );
    assert_eq!(metadata.published, None);
}

#[test]
fn an_agency_story_with_byline() {
    let text = "Senate passes harbour bill after long night\n\nBy JANE DOE\n\nAssociated Press\n\n\
        WASHINGTON (AP) — The Senate passed the bill early on Tuesday, after a night of speeches that changed nothing.\n\n\
        The House takes it up next week.\n\n\
        The Capitol at night. (AP Photo/John Roe)\n";
    let document = check(
        text,
        &[
            "title: Senate passes harbour bill after long night",
            "credit: By JANE DOE",
            "credit: Associated Press",
            "paragraph: WASHINGTON (AP) — The Senate passed the bill early on Tuesday, after a night of speeches that changed nothing.",
            "paragraph: The House takes it up next week.",
            "caption: The Capitol at night. (AP Photo/John Roe)",
        ],
    );
    assert_eq!(document.metadata().byline.as_deref(), Some("JANE DOE"));
    assert_eq!(document.metadata().site.as_deref(), Some("AP"));
}

#[test]
fn a_wire_story_with_sign_off() {
    let text = format!(
        "Oil climbs on supply worries\n\nNov 3, 2025\n\nLONDON, Nov 3 (Reuters) - Oil rose on Monday. {BODY}\n\n\
        (Reporting by Jane Doe in London; Editing by John Roe)\n"
    );
    let document = read(&text);
    assert_eq!(kinds(&document), ["title", "note", "paragraph", "credit"]);
    assert_eq!(document.metadata().published, Some(date(2025, 11, 3)));
    assert_eq!(document.metadata().dateline.as_ref().unwrap().date, Some(date(2025, 11, 3)));
}

#[test]
fn a_press_release() {
    let text = format!(
        "FOR IMMEDIATE RELEASE\n\nAcme Opens New Harbour Works\n\n\
        ROTTERDAM, Netherlands, Oct. 9, 2024 (GLOBE NEWSWIRE) -- Acme today opened its works. {BODY}\n\n\
        About Acme\n\n{BODY}\n\n###\n\nMedia contact: Jane Doe, press@acme.example\n"
    );
    let document = read(&text);
    assert_eq!(kinds(&document), ["note", "title", "paragraph", "heading", "note", "rule", "note"]);
    assert_eq!(document.metadata().dateline.as_ref().unwrap().date, Some(date(2024, 10, 9)));
}

#[test]
fn a_wrapped_mail_with_quotation_and_signature() {
    let text = "From: Jane Doe <jane@example.org>\nTo: harbour@example.org\nDate: Tue, 4 Nov 2025 10:00:00 +0000\n\
        Subject: Minutes of the harbour\n  committee\n\n\
        Dear all,\n\n\
        the committee met on Tuesday and agreed that the harbour plan should\n\
        be put to the council before the end of the month, provided that the\n\
        figures for the new pier, which the harbour office made, are well-\n\
        founded by then, and that nobody has raised an objection to them.\n\n\
        > Who is to pay for it? The town has no money left this year, and\n\
        > the county has said no twice.\n\n\
        -- \nJane\n";
    let document = check(
        text,
        &[
            "note: From: Jane Doe <jane@example.org>",
            "note: To: harbour@example.org",
            "note: Date: Tue, 4 Nov 2025 10:00:00 +0000",
            "note: Subject:",
            "title: Minutes of the harbour committee",
            "paragraph: Dear all,",
            "paragraph: the committee met on Tuesday and agreed that the harbour plan should be put to the council \
         before the end of the month, provided that the figures for the new pier, which the harbour office made, are well-founded by then, and that nobody has raised an objection to them.",
            "code: > Who is to pay for it? The town has no money left this year, and\n> the county has said no twice.",
            "rule: --",
            "note: Jane",
        ],
    );
    assert_eq!(document.metadata().byline.as_deref(), Some("Jane Doe"));
    assert_eq!(document.metadata().published, Some(date(2025, 11, 4)));
}

#[test]
fn a_chinese_wire_story() {
    let text = "李强同俄罗斯总理举行会晤\n\n2025年11月04日 08:30 来源：新华社\n\n\
        \u{3000}\u{3000}新华社杭州11月3日电（记者 王宾）国务院总理李强三日在杭州会见俄罗斯总理，双方就经贸合作交换了意见。\n\n\
        \u{3000}\u{3000}图为会谈现场。新华社记者 黄敬文 摄\n\n　　（完）\n\n责任编辑：王宾\n";
    let document = read(text);
    assert_eq!(kinds(&document), ["title", "note", "paragraph", "caption", "note", "credit"]);
    let metadata = document.metadata();
    assert_eq!(metadata.published, Some(date(2025, 11, 4)));
    assert_eq!(metadata.site.as_deref(), Some("新华社"));
    assert_eq!(metadata.language.as_deref(), Some("zh"));
    assert_eq!(metadata.dateline.as_ref().unwrap().date, Some(date(2025, 11, 3)));
}

#[test]
fn wrapped_chinese_is_joined_without_spaces() {
    check(
        "　　国务院总理李强三日在杭州会见俄罗斯总理，双方就深化\n经贸、能源、农业、数字经济等领域的合作深入交换意见，达\n成广泛共识。\n\
         \u{3000}\u{3000}双方签署了联合公报，并见证了多份合作文件的签署，内容\n涉及海关和卫星导航。\n",
        &[
            "paragraph: 国务院总理李强三日在杭州会见俄罗斯总理，双方就深化经贸、能源、农业、数字经济等领域的合作深入交换意见，达成广泛共识。",
            "paragraph: 双方签署了联合公报，并见证了多份合作文件的签署，内容涉及海关和卫星导航。",
        ],
    );
}

#[test]
fn verse_code_and_tables_keep_their_lines() {
    let verse = "The sea is calm tonight,\nThe tide is full, the moon lies fair\nUpon the straits;\non the French coast the light\n";
    let text = format!(
        "{BODY}\n\n{verse}\n{BODY}\n\n    cargo build --release\n\n{BODY}\n\nYear   Ships   Tons\n2024      12    900\n2025      14   1000\n"
    );
    assert_eq!(
        kinds(&read(&text)),
        ["paragraph", "code", "paragraph", "code", "paragraph", "code"]
    );
}

#[test]
fn lists_rules_and_underlined_headings() {
    let text = format!(
        "The Harbour\n===========\n\n{BODY}\n\n- stone for the pier, which comes\n  from the north\n- wood\n  * oak\n  * pine\n\
         - iron\n\n1. first\n2. second\n\nCosts\n-----\n\n{BODY}\n\n* * *\n\n{BODY}\n"
    );
    let document = check(
        &text,
        &[
            "title: The Harbour",
            "rule: ===========",
            &format!("paragraph: {BODY}"),
            "list-item: - stone for the pier, which comes from the north",
            "list-item: - wood",
            "list-item: * oak",
            "list-item: * pine",
            "list-item: - iron",
            "list-item: 1. first",
            "list-item: 2. second",
            "heading: Costs",
            "rule: -----",
            &format!("paragraph: {BODY}"),
            "rule: * * *",
            &format!("paragraph: {BODY}"),
        ],
    );
    let depths: Vec<_> = document
        .blocks()
        .iter()
        .filter_map(|block| match block.kind {
            BlockKind::ListItem { depth, .. } => Some(depth),
            _ => None,
        })
        .collect();
    assert_eq!(depths, [0, 0, 1, 1, 0, 0, 0]);
}

#[test]
fn headings_by_their_look() {
    let table = [
        ("What the Harbour Needs", "heading"),
        ("THE COST OF STONE", "heading"),
        ("3. Results", "heading"),
        ("2.1 Scope", "heading"),
        ("Chapter IV", "heading"),
        ("CHAPTER IV. In which nothing happens", "heading"),
        ("扩大开放", "heading"),
        ("第三章 海港", "heading"),
        ("It was not to be.", "paragraph"),
        ("He asked for more stone and more time", "paragraph"),
        ("The Mayor Said:", "paragraph"),
        ("press@acme.example", "paragraph"),
        ("“The Harbour Needs Stone”", "paragraph"),
        ("- What the Harbour Needs", "list-item"),
    ];
    for (line, expected) in table {
        let document = read(&format!("{BODY}\n\n{line}\n\n{BODY}\n"));
        assert_eq!(kinds(&document), ["paragraph", expected, "paragraph"], "{line}");
        let unspaced = read(&format!("{BODY} {BODY}\n{line}\n{BODY} {BODY}\n"));
        assert_eq!(kinds(&unspaced), ["paragraph", expected, "paragraph"], "{line}");
    }
}

#[test]
fn headlines_and_texts_without_one() {
    let table = [
        ("Council votes for the pier", "", "title"),
        ("Will the pier stand?", "", "title"),
        ("Comment: why the pier must stand", "", "title"),
        ("eBay buys the pier", "", "title"),
        ("QUEBEC — Assembly rejects the pier", "", "title"),
        ("and then the pier fell", "", "paragraph"),
        ("港口重建计划获得通过", "", "title"),
        ("The council met on Tuesday.", "", "paragraph"),
        ("LONDON (AP) — The council met", "", "paragraph"),
        ("Council votes for the pier", "Nothing more", "paragraph"),
        ("- Council votes for the pier", "", "list-item"),
    ];
    for (line, after, expected) in table {
        let after = if after.is_empty() { BODY } else { after };
        assert_eq!(kinds(&read(&format!("{line}\n\n{after}\n")))[0], expected, "{line}");
    }
    let document = read(&format!("{BODY}\n\n{BODY}\n"));
    assert_eq!(document.metadata().title.as_ref().unwrap().origin, TitleOrigin::Derived);
}

#[test]
fn dates_of_headers() {
    let table = [
        "date 2025-11-04 Council votes for the pier",
        "Date: November 4, 2025\nCouncil votes for the pier",
        "2025-11-04\n\nCouncil votes for the pier",
        "Council votes for the pier\n\nPublished Tuesday, November 4, 2025 at 9:15 a.m. GMT",
        "Council votes for the pier\nUpdated 4 Nov 2025",
        "Council votes for the pier Tuesday, November 4, 2025",
        "发布时间：2025年11月4日 星期二\n\nCouncil votes for the pier",
    ];
    for header in table {
        let document = read(&format!("{header}\n\nBy JANE DOE\n\n{BODY}\n\n{BODY}\n"));
        assert_eq!(document.metadata().byline.as_deref(), Some("JANE DOE"), "{header}");
        assert_eq!(document.metadata().published, Some(date(2025, 11, 4)), "{header}");
        let title = document.metadata().title.as_ref().unwrap();
        assert_eq!(title.text, "Council votes for the pier", "{header}");
        assert_eq!(title.origin, TitleOrigin::Stated);
    }
    let document = read(
        "2025-11-04 was the day on which the council met and voted for the pier.\n\nAnd so on.\n",
    );
    assert_eq!(document.metadata().published, None);
}

#[test]
fn lists_of_references() {
    let table = [
        ("References", "[1] Doe, J. (1998). Piers.\n[2] Roe, J. (2001). Harbours.\n"),
        ("Sources:", "- The Harbour News\n- Town archive\n"),
        ("参考文献：", "1. 王宾：《港口》，2001年。\n2. 李明：《海》，2003年。\n"),
        ("Further reading", "https://example.org/piers\n\nhttps://example.org/harbours\n"),
    ];
    for (name, entries) in table {
        let document =
            read(&format!("{BODY}\n\n{BODY}\n\n{BODY}\n\n{BODY}\n\n{name}\n\n{entries}"));
        assert_eq!(kinds(&document)[4..], ["heading", "reference", "reference"], "{name}");
    }
    let early = read(&format!("References\n\n{BODY}\n\n{BODY}\n\n{BODY}\n"));
    assert!(!kinds(&early).contains(&"reference"));
}

#[test]
fn a_book_with_labels_chapters_and_verse() {
    let text = "The Harbour Library eBook of The Pier\n\nTitle: The Pier\n\nAuthor: Jane Doe\n\nLanguage: English\n\n\
        *** START OF THE EBOOK THE PIER ***\n\n\nCHAPTER I.\nThe Storm\n\n\
        It was the best of times, it was the worst of times, it was the age of\n\
        wisdom, it was the age of foolishness, it was the epoch of belief, it\n\
        was the epoch of incredulity.\n\n\
        \x20   \"Sweet is the lore which Nature brings;\n\x20   Our meddling intellect\n\
        \x20   Mis-shapes the beauteous forms of things:--\n\x20   We murder to dissect.\"\n\n\
        So it went on.\n";
    let document = read(text);
    assert_eq!(
        kinds(&document),
        [
            "note",
            "note",
            "title",
            "note",
            "note",
            "note",
            "heading",
            "paragraph",
            "paragraph",
            "code",
            "paragraph"
        ]
    );
    assert_eq!(document.metadata().title.as_ref().unwrap().text, "The Pier");
    assert_eq!(document.metadata().byline.as_deref(), Some("Jane Doe"));
}

#[test]
fn numbered_sections_and_their_label() {
    let text = format!("1. Introduction\n\n{BODY}\n\n1.1 Stone\n\n{BODY}\n");
    let document = read(&text);
    assert_eq!(kinds(&document), ["heading", "paragraph", "heading", "paragraph"]);
    assert_eq!(document.metadata().title.as_ref().unwrap().text, "1. Introduction");
}

#[test]
fn chinese_headings_between_lines() {
    let line = "工程总投资约十二亿元，其中市级财政承担四成，省级承担三成，其余由社会资本解决，并于明年五月全部完工投产。";
    let text = format!("{line}\n一、资金从哪里来\n{line}\n二、谁来运营\n{line}\n");
    assert_eq!(kinds(&read(&text)), ["paragraph", "heading", "paragraph", "heading", "paragraph"]);
}

#[test]
fn interviews_and_live_reports_keep_their_entries_apart() {
    let text = "Q: What did the council say about the pier, and when did it say so?\nA: Nothing.\n\
        Q: And the mayor, who had promised that the pier would be ready by May?\nA: Less than that.\n";
    assert_eq!(kinds(&read(text)), ["paragraph"; 4]);
    let text = "14:32 GMT — The vote begins in the town hall, with all of the members there\n\
        14:40 GMT — Nobody has spoken yet, and the mayor is looking at the clock again\n";
    assert_eq!(kinds(&read(text)), ["paragraph"; 2]);
}

/// Documents of many layouts, and what each block of them is.
const LAYOUTS: &[(&str, &str, &str)] = &[
    (
        "an agency story with its slug",
        r#"BC-US--Harbour Vote,2nd Ld-Writethru
Eds: UPDATES with quotes from the mayor.

Council votes to rebuild pier after long night

By JANE DOE and JOHN ROE
Associated Press

PORTLAND, Maine (AP) — The council voted on Tuesday to rebuild the old pier, after two hours of argument about who is to pay for it.

"We have waited long enough," said the mayor, who had promised the pier by May.

___

Roe reported from Augusta, Maine. Associated Press writer Ann Ode in Boston contributed to this report.
"#,
        "note note title credit credit paragraph paragraph rule credit",
    ),
    (
        "an agency story with points and a sign-off",
        r"UPDATE 2-Oil climbs on supply worries

* Brent up 2 percent
* Traders await inventory data

By Jane Doe

LONDON, Nov 3 (Reuters) - Oil rose on Monday after two producers said that they would cut their output in the new year.

Brent crude futures were up $1.20 at $66 a barrel by 0930 GMT.

(Reporting by Jane Doe in London and John Roe in Singapore; Editing by Ann Ode
and Bo Lin)
((jane.doe@thomsonreuters.com; +44 20 7542 0000; Reuters Messaging: jane.doe.reuters.com@reuters.net))
Our Standards: The Thomson Reuters Trust Principles.
",
        "title list-item list-item credit paragraph paragraph credit credit note",
    ),
    (
        "a release with contacts before it",
        r#"FOR IMMEDIATE RELEASE
November 4, 2025

Media Contact:
Jane Doe
Acme Harbour Works
+1 555 0100
press@acme.example

ACME OPENS NEW HARBOUR WORKS IN ROTTERDAM
Plant to make stone for twelve piers a year

ROTTERDAM, Netherlands, Nov. 4, 2025 — Acme Harbour Works today opened its new plant, which will make stone for twelve piers a year.

"This is a great day for piers," said John Roe, chief executive of Acme.

About Acme Harbour Works
Acme Harbour Works has made stone for piers since 1932. It has 1,200 employees in four countries and is listed in Amsterdam.

Forward-Looking Statements
This release contains statements about the future, which are subject to risks that may cause actual results to differ.

# # #
"#,
        "note note note note note note note title paragraph paragraph paragraph heading note heading note rule",
    ),
    (
        "a release with contacts after it",
        r"EMBARGOED UNTIL 00:01 GMT, 4 NOVEMBER 2025

New pier to open in spring, says harbour office

The harbour office said on Tuesday that the new pier will open in the spring of next year, two years later than had been planned.

-ENDS-

Notes to editors:
1. The pier was closed in 2021 after a storm.
2. The works cost 12 million pounds, of which the county pays four.

For further information, please contact:
Harbour press office
Tel: 020 7946 0000
Email: press@harbour.example

About the harbour office
The harbour office looks after the harbour, its piers and its lights, and has done so since 1932.
",
        "note title paragraph note heading list-item list-item note note note note heading note",
    ),
    (
        "a mail with a signature",
        r"Hi Jane,

On Tue, 4 Nov 2025 at 10:00, Jane Doe <jane@example.org> wrote:
> The committee met on Tuesday and agreed that the harbour plan should be
> put to the council before the end of the month, provided that the
> figures are ready by then.
>
> > Who is to pay for it?
>
> Nobody knows.

I think that the county should pay for the stone, and the town for the
wood, because the town has the forest and the county the quarry. That is
how it was done in 1932, and nobody complained.

Best,
John
-- 
John Roe
Harbour Office, Room 12
+44 20 7946 0000
",
        "paragraph paragraph code paragraph paragraph paragraph rule note note note",
    ),
    (
        "an article of a newsgroup",
        r#"Path: news.example.org!not-for-mail
From: jane@example.org (Jane Doe)
Newsgroups: rec.piers,rec.harbours
Subject: Re: Who pays for the pier?
Date: 4 Nov 1995 10:00:00 GMT
Organization: Harbour Net
Lines: 12
Message-ID: <abc@example.org>
References: <def@example.org>
X-Newsreader: tin [version 1.2 PL2]

In article <def@example.org>, John Roe <john@example.org> wrote:
>The county should pay for the stone, and the town for the wood, since
>the town has the forest.

I do not agree with that at all. The county has not paid for anything in
the last ten years, and it will not begin with our pier.

Jane
-- 
Jane Doe                "The sea gives,
jane@example.org         the sea takes."
"#,
        "note note note note title note note note note note note paragraph code paragraph paragraph rule note note",
    ),
    (
        "a standard in pages",
        "



Network Working Group                                             J. Doe
Request for Comments: 9999                                       J. Roe
Category: Informational                                    November 2025


                    The Pier Description Protocol

Status of This Memo

   This memo provides information for the Internet community.  It does
   not specify an Internet standard of any kind.  Distribution of this
   memo is unlimited.

Abstract

   This document describes a protocol by which piers tell ships where
   they are and how deep the water beside them is.

Table of Contents

   1.  Introduction  . . . . . . . . . . . . . . . . . . . . . . . .   2
     1.1.  Terminology . . . . . . . . . . . . . . . . . . . . . . .   2
   2.  Messages  . . . . . . . . . . . . . . . . . . . . . . . . . .   3
   3.  References  . . . . . . . . . . . . . . . . . . . . . . . . .   4





Doe & Roe                    Informational                      [Page 1]
\u{c}
RFC 9999              Pier Description Protocol            November 2025


1.  Introduction

   Ships need to know where piers are.  Until now they have looked out
   of the window, which does not work at night or in fog, and which has
   led to a number of

1.1.  Terminology

   The key words \"MUST\" and \"SHOULD\" in this document are to be
   interpreted as they are meant.

   o  Pier: a thing that stands in the water and to which ships are
      tied.

   o  Ship: a thing that floats.





Doe & Roe                    Informational                      [Page 2]
\u{c}
RFC 9999              Pier Description Protocol            November 2025


2.  Messages

   A message has the following form:

      +--------+--------+--------+
      |  Type  | Depth  |  Name  |
      +--------+--------+--------+

   Type is one octet.  Depth is one octet and holds the depth of the
   water in feet.

3.  References

   [RFC2119]  Bradner, S., \"Key words for use in RFCs to Indicate
              Requirement Levels\", BCP 14, RFC 2119, March 1997.

   [PIER]     Doe, J., \"Piers\", 1932.

Authors' Addresses

   Jane Doe
   Harbour Office

   EMail: jane@example.org
",
        "code title heading paragraph heading paragraph heading code note note heading paragraph heading paragraph list-item list-item note note heading paragraph code paragraph heading reference reference heading paragraph paragraph paragraph",
    ),
    (
        "a manual page",
        r"PIER(1)                          User Commands                         PIER(1)

NAME
       pier - tell ships where the pier is

SYNOPSIS
       pier [OPTION]... [SHIP]...

DESCRIPTION
       Tells each SHIP where the pier is and how deep the water beside it is.
       With no SHIP, or when SHIP is -, tells all ships in the harbour.

       -d, --depth
              tell the depth too

       -q, --quiet
              do not ring the bell

EXAMPLES
       pier -d Mary
              tells the Mary the depth

SEE ALSO
       ship(1), harbour(7)

Harbour Tools 1.2                November 2025                         PIER(1)
",
        "note heading paragraph heading paragraph heading paragraph paragraph paragraph paragraph paragraph paragraph heading paragraph paragraph heading paragraph note",
    ),
    (
        "a book of a library",
        r"The Project Gutenberg eBook of The Pier

This eBook is for the use of anyone anywhere in the United States and most
other parts of the world at no cost and with almost no restrictions
whatsoever.

Title: The Pier

Author: Jane Doe

Release date: November 4, 2025 [eBook #99999]

Language: English

*** START OF THE PROJECT GUTENBERG EBOOK THE PIER ***




THE PIER

by Jane Doe




Contents

 CHAPTER I. The Storm
 CHAPTER II. The Stone



CHAPTER I.

The Storm


It was the best of times, it was the worst of times, it was the age of
wisdom, it was the age of foolishness, and the pier was _not_ what it had
been. She had read _The Times of the Harbour_ that morning.

“You must _go_,” said he.

       *       *       *       *       *

It rained.

[Illustration: The pier in the storm]

[1] This is a footnote.

CHAPTER II.

The Stone


The stone came in the spring, in nineteen carts, and was laid down before
the harbour office, where it lay.

THE END

*** END OF THE PROJECT GUTENBERG EBOOK THE PIER ***

Updated editions will replace the previous one--the old editions will be
renamed.
",
        "note note note title note note note note paragraph credit heading paragraph paragraph heading heading paragraph paragraph rule paragraph caption list-item heading heading paragraph paragraph note note",
    ),
    (
        "an interview",
        r"'The pier will stand': an interview with the mayor

By Jane Doe

The mayor has promised a new pier three times. We asked her when it will be built.

Q: When will the pier be built?

A: In the spring. We have the stone, and the county has promised to pay for the wood, if it can.

Q: You said that last year.

A: Yes.
",
        "title credit paragraph paragraph paragraph paragraph paragraph",
    ),
    (
        "a transcript",
        r"TRANSCRIPT: Harbour Committee, 4 November 2025

MODERATOR: Good evening. We begin with the pier, of which we have heard so much already.
MAYOR DOE: Thank you. The stone is here, and the wood will come in the spring.
JOHN ROE (Harbour Office): That is not what we were told in June, when the committee met before.
[APPLAUSE]
MODERATOR: Order, please.
MAYOR DOE: I said spring, and I meant spring; I did not say which year.
",
        "paragraph paragraph paragraph paragraph note paragraph paragraph",
    ),
    (
        "a live report",
        r"Pier vote live: council to decide tonight

14:32 GMT — The vote begins

The members have taken their seats, and the mayor has asked for silence. Nobody has left the room.

14:40 GMT — Mayor speaks

The mayor says that the stone is here and that the wood will come in the spring.

15:05

The vote is over: 12 for, 3 against.
",
        "title heading paragraph heading paragraph heading paragraph",
    ),
    (
        "a Chinese story",
        r"　　新华社北京11月3日电（记者 王宾、李明）国务院总理李强三日在北京会见俄罗斯总理，双方就经贸合作交换了意见。

　　李强表示，中方愿同俄方一道，深化各领域合作，推动两国关系不断向前发展。

　　一、扩大开放

　　双方同意扩大服务贸易，并就数字经济合作签署了谅解备忘录，涉及多个领域。

　　（完）

　　【责任编辑：赵丹】
",
        "paragraph paragraph heading paragraph note credit",
    ),
    (
        "a Chinese story without blank lines",
        r"李强同俄罗斯总理举行会晤
来源：新华网　2025-11-04 08:30:12　作者：王宾
　　新华社北京11月3日电(记者 王宾) 国务院总理李强三日在北京会见俄罗斯总理，双方就经贸合作交换了意见。
　　李强表示，中方愿同俄方一道，深化各领域合作。(完)
[责任编辑: 赵丹]
",
        "title note paragraph paragraph credit",
    ),
    (
        "underlines, a table and footnotes",
        r"THE HARBOUR REPORT
==================

INTRODUCTION

The council voted on Tuesday to rebuild the old pier [1], after two hours of argument about who is to pay for it [2].

What It Costs
~~~~~~~~~~~~~

The costs are as follows:

+--------+-------+
| What   | Cost  |
+--------+-------+
| Stone  |   900 |
| Wood   |   100 |
+--------+-------+

WHO PAYS

The county pays for the stone, the town for the wood, and nobody for the rest of it.

---
[1] Minutes of the council, 4 November 2025.
[2] The mayor said that it was three hours; the clerk wrote two.
",
        "title rule heading paragraph heading rule paragraph code heading paragraph rule note note",
    ),
    (
        "underlines of other signs",
        r"The Harbour Report

COSTS
*****

| What  | Cost |
|-------|------|
| Stone | 900  |

Notes
.....

The stone comes from the north of the county, where the quarry is.[1]

[1] Since 1932.
",
        "title heading rule code heading rule paragraph note",
    ),
];

#[test]
fn layouts_are_read_as_what_they_are() {
    for (name, text, expected) in LAYOUTS {
        assert_eq!(kinds(&read(text)).join(" "), *expected, "{name}");
        assert_whole(text);
    }
}

#[test]
fn what_layouts_say_of_a_text_is_gathered() {
    let metadata = |wanted: &str| {
        let (_, text, _) = LAYOUTS.iter().find(|(name, ..)| *name == wanted).unwrap();
        read(text).metadata().clone()
    };
    let story = metadata("an agency story with its slug");
    assert_eq!(story.byline.as_deref(), Some("JANE DOE and JOHN ROE"));
    let mail = metadata("an article of a newsgroup");
    assert_eq!(mail.byline.as_deref(), Some("Jane Doe"));
    assert_eq!(mail.published_at.unwrap().to_string(), "1995-11-04T10:00:00Z");
    let chinese = metadata("a Chinese story without blank lines");
    assert_eq!(chinese.byline.as_deref(), Some("王宾"));
    assert_eq!(chinese.published, Some(date(2025, 11, 4)));
    assert_eq!(metadata("a Chinese story").byline.as_deref(), Some("王宾、李明"));
    assert_eq!(
        metadata("a standard in pages").title.unwrap().text,
        "The Pier Description Protocol"
    );
    assert_eq!(metadata("a manual page").title.unwrap().origin, TitleOrigin::Derived);
}

#[test]
fn emphasis_and_those_who_speak_are_set_off() {
    let spans = |text: &str| -> Vec<String> {
        let document = read(text);
        let blocks = document.blocks().iter();
        blocks
            .flat_map(|block| &block.spans)
            .map(|span| document.slice(span.range).to_owned())
            .collect()
    };
    assert_eq!(spans("She had read _The Harbour Times_ and a_file_name.\n"), ["The Harbour Times"]);
    let talk = "Q: What of the pier?\n\nA: It stands.\n\nQ: Will it?\n\nA: It will.\n";
    assert_eq!(spans(talk), ["Q:", "A:", "Q:", "A:"]);
    assert!(spans("Name: Pier\n\nPlace: Harbour\n\nYear: 1932\n").is_empty());
    let live = "14:32 GMT — The vote begins in the hall.\n\n14:40 GMT — Nobody has spoken.\n";
    assert_eq!(spans(live), ["14:32 GMT", "14:40 GMT"]);
}

fn visible(text: &str) -> String {
    text.chars().filter(|ch| !ch.is_whitespace()).collect()
}

/// What holds for every document read from plain text.
fn assert_whole(source: &str) {
    let overrides = Overrides::default();
    let Ok(document) = import(&Payload::new(source.as_bytes(), "a.txt", &overrides)) else {
        return;
    };
    assert_eq!(
        visible(document.text()),
        visible(clean(source.trim_start_matches('\u{feff}')).as_ref())
    );
    let covered: String =
        document.blocks().iter().map(|block| visible(document.slice(block.range))).collect();
    assert_eq!(covered, visible(document.text()));
    for block in document.blocks() {
        let keeps_lines = matches!(block.kind, BlockKind::Code { .. } | BlockKind::Table(_));
        assert!(keeps_lines || !document.slice(block.range).contains('\n'), "{block:?}");
        assert!(!visible(document.slice(block.range)).is_empty());
    }
}

/// Lines of the kinds that the rules look for, in any order.
fn lines() -> impl Strategy<Value = String> {
    let line = proptest::sample::select(vec![
        "",
        "",
        "  ",
        "date 2025-11-04 A Headline of Words",
        "By JANE DOE",
        "LONDON (AP) — The vote",
        "- item",
        "  * inner",
        "1. One",
        "===",
        "---",
        "> quoted",
        "    code();",
        "Title Case Heading",
        "References",
        "[1] Doe",
        "说了一句话，",
        "　　新华社北京11月3日电",
        "a|b",
        "x   y",
        "From: a",
        "Subject: b",
        "(Reporting by A)",
        "ENDS",
        "The committee met on Tuesday and agreed that the harbour plan should",
        "be put to the council before the end of",
        "the month.",
        "…",
        "-",
        "\u{200d}",
        "é\u{301}",
        "### x",
        "Q: What?",
        "12:30 Now",
        "-- ",
        "FOR IMMEDIATE RELEASE",
        "Media Contact:",
        "About Acme",
        "###",
        "_so_ it _is_",
        "*** START OF THE EBOOK ***",
        "*** END OF THE EBOOK ***",
        "Title: A Pier",
        "Doe     Piers     [Page 2]",
        "PIER(1)     Commands     PIER(1)",
        "NAME",
        "       indented words of a manual page that go on",
        "       and on.",
        "BC-US--Pier,2nd Ld",
        "(Reporting by Jane Doe and",
        "[责任编辑: 赵丹]",
        "~~~~~~~~",
        "o  a bullet",
    ]);
    proptest::collection::vec(line, 0..24).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #[test]
    fn any_string_is_read_whole(text in any::<String>()) {
        assert_whole(&text);
    }

    #[test]
    fn any_lines_are_read_whole(text in lines()) {
        assert_whole(&text);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in any::<Vec<u8>>(), name in "[a-z]{0,3}(\\.(txt|md|html))?") {
        let overrides = Overrides::default();
        if let Ok(document) = import(&Payload::new(&bytes, &name, &overrides)) {
            assert!(!document.text().chars().any(|ch| ch.is_control() && ch != '\n' && ch != '\t'));
        }
    }
}
