//! The keymap: what the keys of each context mean, from the default file and the user's changes.
//!
//! Counts are the caller's: while no key is pending, a digit from 1 to 9 starts a count, and 0 to 9 continue
//! one. Every other key, so also `0` without a count and `%` after one, is looked up here; a binding whose
//! first key is 1 to 9 is therefore refused. In a context where text is typed there are no counts.
//!
//! Must not know what actions do.

pub mod context;
pub mod default;
pub mod sequence;

use crate::config::{RawBinding, RawKeys};
use crate::tui::action::{Action, Argument};
use crate::tui::key::KeyPress;

pub use context::Context;
pub use sequence::Sequence;

use sequence::Match;

/// The word that removes a binding.
const NONE: &str = "none";

/// What the keys of every context mean.
#[derive(Clone, Debug)]
pub struct Keymap {
    /// One list a context, in the order of [`Context::ALL`]; each in the order of the file.
    contexts: [Vec<Binding>; Context::ALL.len()],
}

#[derive(Clone, Debug)]
struct Binding {
    keys: Sequence,
    target: Target,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Target {
    Action(Action),
    Several(Vec<Action>),
    /// The keys mean nothing here, although they mean something everywhere.
    Nothing,
}

/// What the keys pressed so far mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup<'a> {
    /// An action, with the character pressed for `{char}`.
    Found(Action, Option<char>),
    /// Several actions the user wants done one after the other.
    Several(&'a [Action]),
    /// Nothing yet; more keys may follow.
    Prefix,
    /// Nothing, whatever follows.
    NoMatch,
}

/// A binding of the user that was left out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeymapProblem {
    /// The line in the config file, from 1.
    pub line: usize,
    /// A sentence for the user: lower-case start, no final dot.
    pub message: String,
}

/// Two bindings that the same keys could mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The context in which both are known.
    pub context: Context,
    /// The keys of the one.
    pub keys: Sequence,
    /// The keys of the other, which are the same or start the same.
    pub other: Sequence,
}

impl Default for Keymap {
    /// Returns the default keys.
    fn default() -> Self {
        let mut keymap = Self { contexts: Default::default() };
        for (context, keys, action) in default::bindings(default::TEXT) {
            keymap.push(context, keys, Target::Action(action));
        }
        keymap
    }
}

impl Keymap {
    /// Makes the keymap of the default keys and the user's changes, with what is wrong with these.
    ///
    /// Removals count before bindings, wherever they stand, so that a key can be taken from one sequence
    /// for another.
    pub fn new(changes: &RawKeys) -> (Self, Vec<KeymapProblem>) {
        let mut keymap = Self::default();
        let mut problems = Vec::new();
        let mut taken = Vec::new();
        let (removals, bindings): (Vec<_>, Vec<_>) =
            changes.bindings.iter().partition(|binding| is_removal(binding));
        for binding in removals.into_iter().chain(bindings) {
            if let Err(message) = keymap.change(binding, &mut taken) {
                problems.push(KeymapProblem { line: binding.line, message });
            }
        }
        problems.sort_by_key(|problem| problem.line);
        (keymap, problems)
    }

    /// Returns what `pressed` means in `context`, whose own bindings win over the global ones.
    pub fn lookup(&self, context: Context, pressed: &[KeyPress]) -> Lookup<'_> {
        context.layers().find_map(|layer| self.lookup_in(layer, pressed)).unwrap_or(Lookup::NoMatch)
    }

    /// Returns the keys that do `action` in `context`, those of the context first.
    pub fn keys_of(&self, action: Action, context: Context) -> Vec<String> {
        let mut keys = Vec::new();
        for layer in context.layers() {
            let doing = self.of(layer).iter();
            for binding in doing.filter(|binding| binding.target == Target::Action(action)) {
                let nearer = || context.layers().take_while(|nearer| *nearer != layer);
                let is_hidden = |nearer| self.hides(nearer, &binding.keys);
                if !nearer().any(is_hidden) {
                    keys.push(binding.keys.to_string());
                }
            }
        }
        keys
    }

    /// Returns the keys bound in `layer` itself that count in `context`, with what they do: one entry an action, in
    /// the order of the file.
    pub fn help(&self, context: Context, layer: Context) -> Vec<(String, &'static str)> {
        let mut lines: Vec<(&Target, String)> = Vec::new();
        let nearer = || context.layers().take_while(|nearer| *nearer != layer);
        let own = self.of(layer).iter();
        for Binding { keys, target } in
            own.filter(|binding| !nearer().any(|nearer| self.hides(nearer, &binding.keys)))
        {
            match lines.iter_mut().find(|(other, _)| *other == target) {
                Some((_, line)) => {
                    line.push_str(", ");
                    line.push_str(&keys.to_string());
                }
                None => lines.push((target, keys.to_string())),
            }
        }
        lines
            .into_iter()
            .filter_map(|(target, keys)| match target {
                Target::Action(action) => Some((keys, action.help())),
                Target::Several(_) => Some((keys, "Several actions, as your config file says")),
                Target::Nothing => None,
            })
            .collect()
    }

    /// Returns every pair of bindings that the same keys could mean within a context and the global keys.
    ///
    /// The default keys have none. A user's may: what shadows a global key on purpose is listed too.
    pub fn conflicts(&self) -> Vec<Conflict> {
        let mut conflicts = Vec::new();
        for context in Context::ALL {
            let own = self.of(context);
            let inherited = if context.inherits_global() { self.of(Context::Global) } else { &[] };
            for (at, Binding { keys, .. }) in own.iter().enumerate() {
                let others = own[at + 1..].iter().chain(inherited);
                conflicts.extend(
                    others.filter(|other| keys.clashes_with(&other.keys)).map(|other| Conflict {
                        context,
                        keys: *keys,
                        other: other.keys,
                    }),
                );
            }
        }
        conflicts
    }

    fn change(
        &mut self,
        binding: &RawBinding,
        taken: &mut Vec<(Context, Sequence)>,
    ) -> Result<(), String> {
        let context = Context::from_name(&binding.context).ok_or_else(|| {
            let names = Context::ALL.map(Context::name).join(", ");
            format!("there is no context `{}`; the contexts are {names}", binding.context)
        })?;
        let keys = Sequence::parse(&binding.keys).map_err(|error| error.to_string())?;
        if taken.iter().any(|(other, sequence)| *other == context && *sequence == keys) {
            return Err(format!("`{keys}` is bound twice in [keys.{context}]"));
        }
        if is_removal(binding) {
            self.remove(context, &keys)?;
        } else {
            let target = target(&binding.actions, &keys)?;
            self.check(context, &keys)?;
            self.bind(context, &keys, target);
        }
        taken.push((context, keys));
        Ok(())
    }

    fn remove(&mut self, context: Context, keys: &Sequence) -> Result<(), String> {
        let own = &mut self.contexts[context as usize];
        let count = own.len();
        own.retain(|binding| binding.keys != *keys);
        let removed = own.len() < count;
        let everywhere = context.layers().skip(1).any(|outer| self.binds(outer, keys));
        if everywhere {
            self.push(context, *keys, Target::Nothing);
        }
        if removed || everywhere {
            return Ok(());
        }
        Err(format!("`{keys}` is not bound in [keys.{context}], so there is nothing to remove"))
    }

    fn bind(&mut self, context: Context, keys: &Sequence, target: Target) {
        let own = &mut self.contexts[context as usize];
        match own.iter_mut().find(|binding| binding.keys == *keys) {
            Some(binding) => binding.target = target,
            None => self.push(context, *keys, target),
        }
    }

    /// Refuses keys that would make others of the same place unreachable, or that never arrive.
    fn check(&self, context: Context, keys: &Sequence) -> Result<(), String> {
        if let Some(key) = keys.confused_key() {
            return Err(format!(
                "many terminals cannot tell `{key}` from another key; choose another"
            ));
        }
        if keys.starts_a_count() && !matches!(context, Context::Prompt | Context::Palette) {
            return Err(format!(
                "`{keys}` starts with a digit, which starts a count; choose another"
            ));
        }
        for layer in Context::ALL {
            let meet = layer == context
                || (layer == Context::Global && context.inherits_global())
                || (context == Context::Global && layer.inherits_global());
            let clash = self.of(layer).iter().filter(|_| meet).find(|other| {
                other.target != Target::Nothing
                    && other.keys != *keys
                    && other.keys.clashes_with(keys)
                    && !(layer != context && self.binds(context, &other.keys))
            });
            if let Some(other) = clash {
                let other = &other.keys;
                return Err(format!(
                    "`{keys}` and `{other}` of [keys.{layer}] start the same; \
                     set `{other}` to \"{NONE}\" first, or choose another"
                ));
            }
        }
        Ok(())
    }

    fn lookup_in(&self, context: Context, pressed: &[KeyPress]) -> Option<Lookup<'_>> {
        let mut prefix = None;
        for binding in self.of(context) {
            match (binding.keys.follow(pressed), &binding.target) {
                (Match::Whole(character), Target::Action(action)) => {
                    return Some(Lookup::Found(*action, character));
                }
                (Match::Whole(_), Target::Several(actions)) => {
                    return Some(Lookup::Several(actions));
                }
                (Match::Whole(_), Target::Nothing) => return Some(Lookup::NoMatch),
                (Match::Start, Target::Action(_) | Target::Several(_)) => {
                    prefix = Some(Lookup::Prefix);
                }
                (Match::Start, Target::Nothing) | (Match::Not, _) => {}
            }
        }
        prefix
    }

    fn of(&self, context: Context) -> &[Binding] {
        &self.contexts[context as usize]
    }

    fn binds(&self, context: Context, keys: &Sequence) -> bool {
        self.of(context).iter().any(|binding| binding.keys == *keys)
    }

    /// Tells whether keys of a context come before the same keys, or what starts with them, further out.
    fn hides(&self, nearer: Context, keys: &Sequence) -> bool {
        self.of(nearer).iter().any(|binding| match binding.target {
            Target::Nothing => binding.keys == *keys,
            _ => binding.keys.clashes_with(keys),
        })
    }

    fn push(&mut self, context: Context, keys: Sequence, target: Target) {
        self.contexts[context as usize].push(Binding { keys, target });
    }
}

fn is_removal(binding: &RawBinding) -> bool {
    binding.actions == [NONE]
}

fn target(names: &[String], keys: &Sequence) -> Result<Target, String> {
    let mut actions = Vec::with_capacity(names.len());
    for name in names {
        let action =
            Action::from_name(name).ok_or_else(|| format!("there is no action `{name}`"))?;
        if (action.argument() == Argument::Character) != keys.takes_character() {
            return Err(wants_character(action, keys));
        }
        actions.push(action);
    }
    match actions.as_slice() {
        [] => Err(format!("`{keys}` has no action; write \"{NONE}\" to remove it")),
        [action] => Ok(Target::Action(*action)),
        _ if keys.takes_character() => {
            Err(format!("`{keys}` takes a character, which only one action can have"))
        }
        _ => Ok(Target::Several(actions)),
    }
}

fn wants_character(action: Action, keys: &Sequence) -> String {
    if keys.takes_character() {
        return format!("`{action}` takes no character, so `{keys}` cannot end with {{char}}");
    }
    format!("`{action}` needs a character: write `{keys}{{char}}`")
}

#[cfg(test)]
mod tests;
