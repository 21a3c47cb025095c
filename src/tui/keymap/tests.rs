use super::*;

fn presses(notation: &str) -> Vec<KeyPress> {
    notation.split(' ').map(|key| KeyPress::parse(key).unwrap()).collect()
}

fn change(context: &str, keys: &str, actions: &[&str], line: usize) -> RawBinding {
    RawBinding {
        context: context.to_owned(),
        keys: keys.to_owned(),
        actions: actions.iter().map(|&name| name.to_owned()).collect(),
        line,
    }
}

fn changed(changes: &[RawBinding]) -> (Keymap, Vec<KeymapProblem>) {
    Keymap::new(&RawKeys { bindings: changes.to_vec() })
}

#[track_caller]
fn check(keymap: &Keymap, context: Context, keys: &str, expected: &Lookup<'_>) {
    assert_eq!(keymap.lookup(context, &presses(keys)), *expected, "{keys} in {context}");
}

#[track_caller]
fn check_problem(changes: &[RawBinding], parts: &[&str]) {
    let (_, problems) = changed(changes);
    let [problem] = problems.as_slice() else { panic!("{problems:?}") };
    assert_eq!(problem.line, changes.last().unwrap().line);
    for part in parts {
        assert!(problem.message.contains(part), "{}", problem.message);
    }
}

#[test]
fn no_default_keys_stand_in_each_others_way() {
    assert_eq!(Keymap::default().conflicts(), []);
}

#[test]
fn no_default_key_is_one_terminals_confuse_or_starts_a_count() {
    for (context, keys, action) in default::bindings(default::TEXT) {
        assert_eq!(keys.confused_key(), None, "{keys} in {context}");
        assert!(!keys.starts_a_count(), "{keys} in {context}");
        assert_eq!(keys.takes_character(), action.argument() == Argument::Character, "{action}");
    }
}

#[test]
fn no_default_key_starts_with_the_users_prefix() {
    for (context, keys, _) in default::bindings(default::TEXT) {
        assert!(!keys.to_string().starts_with(','), "{keys} in {context}");
    }
}

#[test]
fn the_check_sees_a_planted_conflict() {
    for (context, planted) in [
        (Context::Facts, "g"),
        (Context::Global, "g"),
        (Context::Reader, "ma"),
        (Context::Sources, "q"),
        (Context::Reader, "Ctrl-w"),
        (Context::Prompt, "Tab"),
    ] {
        let mut keymap = Keymap::default();
        let keys = Sequence::parse(planted).unwrap();
        keymap.push(context, keys, Target::Action(Action::Top));
        let conflicts = keymap.conflicts();
        let seen = conflicts.iter().any(|conflict| conflict.keys == keys || conflict.other == keys);
        assert!(seen, "{planted} in {context}");
    }
}

#[test]
fn planted_user_keys_are_reported() {
    check_problem(&[change("facts", "g", &["top"], 7)], &["`g`", "start the same"]);
    check_problem(&[change("reader", "Ctrl-i", &["jump-forward"], 2)], &["`Ctrl-i`"]);
    check_problem(
        &[change("facts", "yy", &["top"], 1), change("facts", "y", &["last"], 2)],
        &["`y`", "`yy`"],
    );
}

#[test]
fn every_action_can_be_reached() {
    let keymap = Keymap::default();
    for action in Action::ALL {
        let reached =
            Context::ALL.iter().any(|&context| !keymap.keys_of(*action, context).is_empty());
        assert!(reached, "{action}");
    }
}

#[test]
fn keys_mean_what_their_context_says() {
    let keymap = Keymap::default();
    let found = |action| Lookup::Found(action, None);
    check(&keymap, Context::Reader, "j", &found(Action::LineDown));
    check(&keymap, Context::Sources, "j", &found(Action::Down));
    check(&keymap, Context::Reader, "g g", &found(Action::Top));
    check(&keymap, Context::Reader, "g", &Lookup::Prefix);
    check(&keymap, Context::Help, "g t", &found(Action::NextTheme));
    check(&keymap, Context::Reader, "g Esc", &Lookup::NoMatch);
    check(&keymap, Context::Reader, "Ctrl-w", &Lookup::Prefix);
    check(&keymap, Context::Reader, "Ctrl-w w", &found(Action::FocusNext));
    check(&keymap, Context::Reader, "m", &Lookup::Prefix);
    check(&keymap, Context::Reader, "m q", &Lookup::Found(Action::SetMark, Some('q')));
    check(&keymap, Context::Reader, "' '", &Lookup::Found(Action::GoToMark, Some('\'')));
    check(&keymap, Context::Reader, "m Esc", &Lookup::NoMatch);
    check(&keymap, Context::Reader, ",", &Lookup::NoMatch);
    check(&keymap, Context::Reader, "Space", &found(Action::PageDown));
    check(&keymap, Context::Reader, "Ctrl-c", &found(Action::Interrupt));
}

#[test]
fn where_text_is_typed_only_own_keys_count() {
    let keymap = Keymap::default();
    for context in [Context::Prompt, Context::Palette] {
        for typed in ["q", "j", "Space", "?", "Ctrl-z", "Z"] {
            check(&keymap, context, typed, &Lookup::NoMatch);
        }
        check(&keymap, context, "Ctrl-c", &Lookup::Found(Action::Cancel, None));
    }
}

#[test]
fn keys_are_listed_for_an_action() {
    let keymap = Keymap::default();
    assert_eq!(keymap.keys_of(Action::LineDown, Context::Reader), ["j", "Down", "Ctrl-e"]);
    assert_eq!(keymap.keys_of(Action::Help, Context::Reader), ["?", "F1"]);
    assert_eq!(keymap.keys_of(Action::SetMark, Context::Reader), ["m{char}"]);
    assert!(keymap.keys_of(Action::LineDown, Context::Sources).is_empty());
    assert!(keymap.keys_of(Action::Help, Context::Prompt).is_empty());
}

#[test]
fn with_a_caret_its_own_keys_come_before_those_of_the_text() {
    let keymap = Keymap::default();
    let (caret, visual) = (Context::Caret, Context::Visual);
    check(&keymap, caret, "j", &Lookup::Found(Action::CaretDown, None));
    check(&keymap, caret, "f", &Lookup::Prefix);
    check(&keymap, caret, "f 天", &Lookup::Found(Action::FindCharacter, Some('天')));
    check(&keymap, caret, "g d", &Lookup::Found(Action::ShowEvidence, None));
    check(&keymap, caret, "y y", &Lookup::Found(Action::CopyParagraph, None));
    check(&keymap, visual, "y", &Lookup::Found(Action::CopySelection, None));
    check(&keymap, visual, "g ;", &Lookup::Found(Action::FindAgainBack, None));
    check(&keymap, visual, "Esc", &Lookup::Found(Action::Cancel, None));
    assert_eq!(keymap.keys_of(Action::PageDown, caret), ["Space", "Ctrl-f", "PgDn"]);
    assert!(keymap.keys_of(Action::AddLink, visual).is_empty(), "; is taken");
    let hidden = keymap.help(caret, Context::Reader);
    assert!(!hidden.iter().any(|(keys, _)| keys.starts_with("j,")), "{hidden:?}");
    let (changed, problems) = changed(&[change("visual", "x", &["none"], 1)]);
    assert_eq!(problems, []);
    check(&changed, visual, "x", &Lookup::NoMatch);
    check(&changed, caret, "x", &Lookup::Found(Action::RemoveBookmark, None));
}

#[test]
fn help_follows_the_file() {
    let help = Keymap::default().help(Context::Reader, Context::Reader);
    assert_eq!(help[0], ("j, Down, Ctrl-e".to_owned(), "Line down"));
    assert_eq!(help[1].1, "Line up");
    assert!(help.contains(&("m{char}".to_owned(), Action::SetMark.help())));
}

#[test]
fn the_user_changes_adds_and_removes() {
    let (keymap, problems) = changed(&[
        change("reader", "j", &["page-down"], 1),
        change("reader", ",x", &["zen"], 2),
        change("reader", "x", &["none"], 3),
        change("global", "B", &["none"], 4),
        change("reader", "J", &["none"], 5),
        change("reader", "K", &["next-document", "top"], 6),
        change("reader", "0", &["line-start"], 7),
        change("prompt", "Ctrl-d", &["delete-character"], 8),
    ]);
    assert_eq!(problems, []);
    let found = |action| Lookup::Found(action, None);
    check(&keymap, Context::Reader, "j", &found(Action::PageDown));
    check(&keymap, Context::Sources, "j", &found(Action::Down));
    check(&keymap, Context::Reader, ", x", &found(Action::Zen));
    check(&keymap, Context::Reader, "x", &Lookup::NoMatch);
    check(&keymap, Context::Facts, "B", &Lookup::NoMatch);
    check(&keymap, Context::Reader, "J", &Lookup::NoMatch);
    check(&keymap, Context::Facts, "J", &found(Action::NextDocument));
    check(&keymap, Context::Reader, "K", &Lookup::Several(&[Action::NextDocument, Action::Top]));
    check(&keymap, Context::Facts, "K", &found(Action::PreviousDocument));
    check(&keymap, Context::Reader, "0", &found(Action::LineStart));
    assert_eq!(keymap.keys_of(Action::NextDocument, Context::Reader), [""; 0]);
    assert_eq!(keymap.keys_of(Action::NextDocument, Context::Facts), ["J"]);
}

#[test]
fn a_removal_frees_its_keys_wherever_it_stands() {
    let (keymap, problems) =
        changed(&[change("global", "Z", &["zen"], 1), change("global", "ZZ", &["none"], 2)]);
    assert_eq!(problems, []);
    check(&keymap, Context::Reader, "Z", &Lookup::Found(Action::Zen, None));

    let (keymap, problems) =
        changed(&[change("reader", "Z", &["zen"], 1), change("reader", "ZZ", &["none"], 2)]);
    assert_eq!(problems, []);
    check(&keymap, Context::Reader, "Z", &Lookup::Found(Action::Zen, None));
    check(&keymap, Context::Facts, "Z Z", &Lookup::Found(Action::Quit, None));
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_left_out() {
    check_problem(&[change("reader", "j", &["fly"], 4)], &["no action `fly`"]);
    check_problem(&[change("cellar", "j", &["top"], 4)], &["no context `cellar`", "reader"]);
    check_problem(&[change("reader", "PgDwn", &["top"], 4)], &["`PgDwn`"]);
    check_problem(&[change("reader", "", &["top"], 4)], &["no key"]);
    check_problem(&[change("reader", "3x", &["top"], 4)], &["count"]);
    check_problem(&[change("reader", "z", &["top"], 4)], &["start the same"]);
    check_problem(&[change("reader", "Z", &["top"], 4)], &["`ZZ`", "[keys.global]"]);
    check_problem(&[change("global", "d", &["undo"], 4)], &["`dd`", "[keys.sources]"]);
    check_problem(&[change("reader", "ma", &["top"], 4)], &["`m{char}`"]);
    check_problem(&[change("reader", "M", &["set-mark"], 4)], &["M{char}"]);
    check_problem(&[change("reader", "M{char}", &["top"], 4)], &["no character"]);
    check_problem(&[change("reader", "X", &["none"], 4)], &["nothing to remove"]);
    check_problem(&[change("reader", "X", &[], 4)], &["no action"]);
    check_problem(&[change("reader", "X", &["top", "none"], 4)], &["no action `none`"]);
    check_problem(
        &[change("reader", ",g g", &["top"], 1), change("reader", ",gg", &["end"], 2)],
        &["bound twice"],
    );
    let (keymap, _) = changed(&[change("reader", "j", &["fly"], 4)]);
    check(&keymap, Context::Reader, "j", &Lookup::Found(Action::LineDown, None));
}
