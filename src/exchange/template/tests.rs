use proptest::prelude::{ProptestConfig, any, proptest};

use super::{Faulty, OWN, fill};
use crate::exchange::kept::KeptPassage;
use crate::exchange::samples::{kept, text};

fn one() -> KeptPassage {
    use proptest::strategy::{Strategy as _, ValueTree as _};
    use proptest::test_runner::TestRunner;

    let mut kept = kept().new_tree(&mut TestRunner::deterministic()).unwrap().current();
    kept.article.title = Some("The {{pier}}".to_owned());
    kept.bookmark.anchor.quote.exact = "It *fell*.\n# So".to_owned();
    kept.bookmark.note = String::new();
    kept.bookmark.tags = vec!["a b".to_owned(), "c".to_owned()];
    kept
}

#[track_caller]
fn check(template: &str, expected: &str) {
    assert_eq!(fill(template, &[one()]).unwrap(), expected);
}

#[test]
fn a_template_is_filled() {
    check("plain } {", "plain } {");
    check("{{#articles}}{{title}}{{/articles}}", "The {{pier}}");
    check(
        "{{#articles}}\n{{ #passages }}\n{{quote|quote}}\n{{ /passages }}\n{{/articles}}\n",
        "> It *fell*.\n> # So\n",
    );
    check(
        "{{#articles}}{{#passages}}{{#tags}}#{{tag|tag}} {{/tags}}{{^note}}no note{{/note}}{{#note}}x{{/note}}{{/passages}}{{/articles}}",
        "#a-b #c no note",
    );
    check(
        "{{! nothing }}{{#articles}}{{#passages}}{{quote|line|markdown}}{{/passages}}{{/articles}}",
        "It \\*fell\\*. \\# So",
    );
    check("{{#articles}}{{#passages}}{{title}}{{/passages}}{{/articles}}", "The {{pier}}");
}

#[test]
fn only_a_line_with_nothing_else_goes_with_its_mark() {
    check("{{#articles}}{{title}}{{/articles}}\nend\n", "The {{pier}}\nend\n");
    check("x {{#articles}}\ny{{/articles}}\n", "x \ny\n");
    check("{{#articles}} {{#passages}}\ny\n{{/passages}}{{/articles}}\nend", "y\nend");
}

#[test]
fn a_faulty_template_is_told_with_its_line() {
    for (template, line, words) in [
        ("a\n{{nothing}}", 2, "nothing"),
        ("{{title|shout}}", 1, "shout"),
        ("a\n\n{{title", 3, "open"),
        ("{{#articles}}\n", 1, "articles is open"),
        ("{{#articles}}\n{{/passages}}", 2, "passages is closed"),
    ] {
        let message = fill(template, &[]).unwrap_err().to_string();
        assert!(message.starts_with(&format!("line {line}:")), "{message}");
        assert!(message.contains(words) && !message.contains('\n'), "{message}");
    }
    let kept = vec![one(); 200];
    let bomb = "{{#articles}}{{#passages}}".to_owned()
        + &"{{#passages}}".repeat(4)
        + "{{quote}}{{quote}}{{quote}}{{quote}}{{quote}}{{quote}}"
        + &"{{/passages}}".repeat(4)
        + "{{/passages}}{{/articles}}";
    assert_eq!(fill(&bomb, &kept), Err(Faulty::Large));
    let nothing = "{{#articles}}".to_owned()
        + &"{{#passages}}".repeat(5)
        + &"{{/passages}}".repeat(5)
        + "{{/articles}}";
    assert_eq!(fill(&nothing, &kept), Err(Faulty::Long));
    let deep = "{{#title}}".repeat(17) + &"{{/title}}".repeat(17);
    let message = fill(&deep, &kept).unwrap_err().to_string();
    assert_eq!(message, "line 1: more than 16 parts within one another; leave some out");
    let filters = "\n{{title".to_owned() + &"|quote".repeat(9) + "}}";
    assert!(fill(&filters, &kept).unwrap_err().to_string().starts_with("line 2: more than 8"));
    let long = "{{title}}\n".repeat(100_000) + "{{open";
    assert_eq!(
        fill(&long, &kept).unwrap_err().to_string(),
        "line 100001: {{ is open; close every {{ and every part"
    );
}

#[test]
fn nothing_that_is_filled_in_breaks_the_page() {
    use saphyr::{LoadableYamlNode as _, Yaml};

    let mut kept = one();
    kept.article.title = Some("A title\n---\n# of \u{1b}[31m two lines".to_owned());
    kept.article.site = Some("--- site".to_owned());
    kept.bookmark.tags = vec!["a\nb".to_owned()];
    kept.bookmark.note = "one\n---\n...\ntwo\u{9b}\r\u{202e}".to_owned();
    let template = "{{! mine }}\n{{#articles}}\n---\ntitle: {{title|json}}\nsite:\n  {{site|json}}\n{{#passages}}\n\
        note: {{note}}\nlines: |\n{{note|indent}}\ntags: [{{#tags}}{{tag|json}}, {{/tags}}]\n{{/passages}}\n---\n\
        # {{title}}\n{{#passages}}{{note}}{{/passages}}\n{{/articles}}\n";
    let page = fill(template, &[kept.clone()]).unwrap();
    assert!(!page.contains(|ch: char| ch.is_control() && ch != '\n'), "{page:?}");
    let (front, body) = page[4..].split_once("\n---\n").unwrap();
    let yaml = Yaml::load_from_str(front).unwrap();
    assert!(yaml[0]["title"].as_str().unwrap().starts_with("A title"), "{page}");
    assert!(yaml[0]["note"].as_str().unwrap().contains("two"), "{page}");
    assert_eq!(yaml[0]["lines"].as_str().unwrap().lines().count(), 4, "{page}");
    assert!(body.starts_with("# A title"), "{page}");
    assert!(body.contains("one\n---\n"), "a note below is as it was written: {page}");
    let bare = "---\n{{#articles}}{{site}}\n{{#passages}}{{note}}{{/passages}}{{/articles}}\n---\n";
    let page = fill(bare, &[kept]).unwrap();
    let marks = page.lines().filter(|line| line.starts_with("---") || line.starts_with("..."));
    assert_eq!(marks.count(), 2, "{page}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_template_is_filled_or_told_of(template in any::<String>(), hard in text(), kept in kept()) {
        let _ = fill(&template, std::slice::from_ref(&kept));
        let _ = fill(&format!("{{{{#articles}}}}{hard}{{{{/articles}}}}"), std::slice::from_ref(&kept));
        for (name, template) in OWN {
            let page = fill(template, std::slice::from_ref(&kept)).unwrap();
            assert!(page.contains(&kept.bookmark.id.to_string()), "{name}");
        }
    }
}
