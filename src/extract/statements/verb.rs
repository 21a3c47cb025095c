//! Verbs of saying and thinking: which they are, and what they introduce.
//!
//! Every verb has its frames, the ways in which a text puts what is said beside it. A form is brought to
//! its base by its ending, or by the list of irregular ones. It must not know sentences.

use std::cmp::Ordering;

/// A way in which a verb takes what is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Frame {
    /// A clause follows bare: `said the bridge is safe`.
    Clause,
    /// A clause follows after `that`.
    That,
    /// A bare clause follows, but only if it has a verb: a noun alone is an object.
    FiniteClause,
    /// `that` may stand off: `said in a statement on Monday that`.
    FarThat,
    /// A quotation follows or goes before.
    Quotation,
    /// What is said may go before: `…, she said`.
    Behind,
    /// A question follows: `asked whether`, `explained why`.
    Question,
    /// A noun follows that is itself what is said: `stressed the importance of`.
    Noun,
    /// An infinitive follows: `agreed to open`.
    Infinitive,
    /// Whom it is said to follows first: `told reporters`.
    Hearer,
    /// Whom it is said to and an infinitive follow: `urged Oslo to sign`.
    Directive,
    /// Findings do it as well as people: `the study shows`.
    Evidence,
}

impl Frame {
    /// Returns the letter of the frame in the table.
    const fn letter(self) -> char {
        match self {
            Self::Clause => 'c',
            Self::That => 't',
            Self::FiniteClause => 'f',
            Self::FarThat => 'r',
            Self::Quotation => 'q',
            Self::Behind => 'b',
            Self::Question => 'w',
            Self::Noun => 'n',
            Self::Infinitive => 'i',
            Self::Hearer => 'h',
            Self::Directive => 'd',
            Self::Evidence => 'e',
        }
    }
}

/// The form in which a verb stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// `say`, which is also the infinitive.
    Base,
    /// `says`.
    Present,
    /// `said`, which is also the participle of the passive.
    Past,
    /// `saying`.
    Participle,
}

/// A verb of saying or thinking.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Verb {
    /// Its base form.
    pub(crate) lemma: &'static str,
    /// The form in which it stands.
    pub(crate) form: Form,
    frames: &'static str,
}

impl Verb {
    /// Tells whether the verb takes what is said in a way.
    pub(crate) fn takes(self, frame: Frame) -> bool {
        self.frames.contains(frame.letter())
    }
}

/// Returns the verb of saying or thinking of which a word in lower case is a form.
pub(crate) fn verb(word: &str) -> Option<Verb> {
    if word.len() < 3 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    if let Ok(at) = IRREGULAR.binary_search_by_key(&word, |row| row.0) {
        let (_, lemma, form) = IRREGULAR[at];
        return found(lemma, "", form);
    }
    if let Some(base) = found(word, "", Form::Base) {
        return Some(base);
    }
    if let Some(stem) = word.strip_suffix("ing") {
        return inflected(stem, Form::Participle);
    }
    if let Some(stem) = word.strip_suffix("ied") {
        return found(stem, "y", Form::Past);
    }
    if let Some(stem) = word.strip_suffix("ed") {
        return inflected(stem, Form::Past);
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return found(stem, "y", Form::Present);
    }
    let stem = word.strip_suffix('s')?;
    found(stem, "", Form::Present).or_else(|| found(stem.strip_suffix('e')?, "", Form::Present))
}

/// Looks up a stem as it is, with an `e`, and with a doubled letter undone.
fn inflected(stem: &str, form: Form) -> Option<Verb> {
    let single = || {
        let bytes = stem.as_bytes();
        let last = bytes.last()?;
        let doubled = bytes.len() > 2 && bytes.get(bytes.len() - 2) == Some(last);
        found(stem.get(..stem.len() - 1).filter(|_| doubled)?, "", form)
    };
    found(stem, "", form).or_else(|| found(stem, "e", form)).or_else(single)
}

fn found(stem: &str, ending: &str, form: Form) -> Option<Verb> {
    let order =
        |row: &(&str, &str)| -> Ordering { row.0.bytes().cmp(stem.bytes().chain(ending.bytes())) };
    let at = VERBS.binary_search_by(order).ok()?;
    let (lemma, frames) = VERBS[at];
    Some(Verb { lemma, form, frames })
}

/// Irregular forms, sorted, with the base form.
const IRREGULAR: [(&str, &str, Form); 22] = [
    ("began", "begin", Form::Past),
    ("felt", "feel", Form::Past),
    ("foresaw", "foresee", Form::Past),
    ("found", "find", Form::Past),
    ("heard", "hear", Form::Past),
    ("held", "hold", Form::Past),
    ("knew", "know", Form::Past),
    ("known", "know", Form::Past),
    ("learnt", "learn", Form::Past),
    ("read", "read", Form::Past),
    ("said", "say", Form::Past),
    ("saw", "see", Form::Past),
    ("seen", "see", Form::Past),
    ("shown", "show", Form::Past),
    ("swore", "swear", Form::Past),
    ("sworn", "swear", Form::Past),
    ("thought", "think", Form::Past),
    ("told", "tell", Form::Past),
    ("understood", "understand", Form::Past),
    ("writing", "write", Form::Participle),
    ("written", "write", Form::Past),
    ("wrote", "write", Form::Past),
];

/// The verbs, sorted, with the letters of their frames.
const VERBS: [(&str, &str); 171] = [
    ("accept", "t"),
    ("accuse", "n"),
    ("acknowledge", "tfrqb"),
    ("add", "tfrqb"),
    ("admit", "tfrqbh"),
    ("advise", "tfrqbh"),
    ("advocate", "t"),
    ("affirm", "tfrqbn"),
    ("agree", "trqbi"),
    ("allege", "ctrqb"),
    ("announce", "tfrqb"),
    ("answer", "tfqb"),
    ("anticipate", "t"),
    ("argue", "ctrqb"),
    ("articulate", "n"),
    ("ask", "qbwh"),
    ("assert", "ctrqb"),
    ("assume", "tfb"),
    ("assure", "tfrqbh"),
    ("begin", "q"),
    ("believe", "ctqb"),
    ("blog", "tfrqb"),
    ("boast", "tfrqb"),
    ("brief", "tfrqbh"),
    ("calculate", "tfbe"),
    ("call", "q"),
    ("caution", "tfrqb"),
    ("chant", "q"),
    ("claim", "ctrqb"),
    ("clarify", "tfrqb"),
    ("comment", "tfrqb"),
    ("complain", "tfrqb"),
    ("concede", "tfrqb"),
    ("conclude", "tfrqbe"),
    ("condemn", "n"),
    ("confess", "tfrqb"),
    ("confirm", "tfrqbe"),
    ("consider", "tw"),
    ("contend", "ctrqb"),
    ("continue", "qb"),
    ("convince", "tfrqbh"),
    ("counter", "tfrqb"),
    ("criticise", "n"),
    ("criticize", "n"),
    ("cry", "qb"),
    ("decide", "tfw"),
    ("declare", "tfrqb"),
    ("demand", "tn"),
    ("demonstrate", "tfe"),
    ("denounce", "n"),
    ("deny", "tfbn"),
    ("describe", "q"),
    ("detail", "w"),
    ("determine", "tfwe"),
    ("disclose", "tw"),
    ("discover", "tfbwe"),
    ("discuss", "w"),
    ("dispute", "t"),
    ("doubt", "tfw"),
    ("dream", "tf"),
    ("echo", "tqn"),
    ("emphasise", "tfrqbn"),
    ("emphasize", "tfrqbn"),
    ("estimate", "tfbe"),
    ("exclaim", "qb"),
    ("expect", "tfb"),
    ("explain", "tfrqbwh"),
    ("express", "n"),
    ("fear", "tfb"),
    ("feel", "tfb"),
    ("find", "tfwe"),
    ("forecast", "tfbe"),
    ("foresee", "tf"),
    ("guarantee", "tfqb"),
    ("guess", "tfb"),
    ("hail", "n"),
    ("hear", "tf"),
    ("highlight", "tn"),
    ("hint", "tfrqb"),
    ("hold", "t"),
    ("hope", "tfb"),
    ("imagine", "tfb"),
    ("imply", "tfe"),
    ("indicate", "tfbe"),
    ("inform", "tfrqbh"),
    ("inquire", "qw"),
    ("insist", "ctrqb"),
    ("interject", "q"),
    ("joke", "tfrqb"),
    ("know", "tfw"),
    ("lament", "tfrqbn"),
    ("laugh", "q"),
    ("learn", "tfw"),
    ("maintain", "ctrqb"),
    ("murmur", "qb"),
    ("mutter", "qb"),
    ("note", "tfrqbw"),
    ("notify", "tfrqbh"),
    ("observe", "tfrqb"),
    ("opine", "tfrqb"),
    ("outline", "n"),
    ("persuade", "tfrqbh"),
    ("plead", "q"),
    ("pledge", "tfqbi"),
    ("point", "tr"),
    ("post", "tfrqb"),
    ("praise", "n"),
    ("predict", "tfrqb"),
    ("presume", "tfb"),
    ("project", "tfbe"),
    ("promise", "tfqbih"),
    ("propose", "t"),
    ("prove", "tfe"),
    ("query", "qw"),
    ("question", "qw"),
    ("quip", "tfrqb"),
    ("read", "qe"),
    ("reaffirm", "tn"),
    ("realise", "tfb"),
    ("realize", "tfbw"),
    ("reason", "tfrqb"),
    ("reassure", "tfrqbh"),
    ("recall", "tfrqbw"),
    ("reckon", "ctrqb"),
    ("recommend", "tfbh"),
    ("reiterate", "tfrqbn"),
    ("reject", "tn"),
    ("remark", "tfrqb"),
    ("remember", "tfw"),
    ("remind", "tfrqbh"),
    ("repeat", "tfqb"),
    ("reply", "tfrqb"),
    ("report", "tfrqb"),
    ("request", "t"),
    ("require", "t"),
    ("respond", "tfrqb"),
    ("retort", "tfrqb"),
    ("reveal", "tfbwe"),
    ("say", "ctrqbw"),
    ("scream", "qb"),
    ("see", "tfw"),
    ("shout", "qb"),
    ("show", "tfbwe"),
    ("sigh", "q"),
    ("signal", "te"),
    ("speculate", "tfrqb"),
    ("state", "tfrqb"),
    ("stress", "tfrqbn"),
    ("suggest", "tfbe"),
    ("suspect", "tfb"),
    ("swear", "tfqb"),
    ("tell", "tfrqbwh"),
    ("testify", "tfrqb"),
    ("theorize", "tfrqb"),
    ("think", "ctqb"),
    ("threaten", "ti"),
    ("tweet", "tfrqbh"),
    ("underline", "tn"),
    ("underscore", "tn"),
    ("understand", "tfw"),
    ("urge", "tqbd"),
    ("voice", "n"),
    ("vouch", "t"),
    ("vow", "tfqbi"),
    ("warn", "tfrqbh"),
    ("welcome", "n"),
    ("whisper", "qb"),
    ("wonder", "qbw"),
    ("worry", "t"),
    ("write", "tfrqbh"),
    ("yell", "qb"),
];

#[cfg(test)]
mod tests {
    use super::{Form, Frame, IRREGULAR, VERBS, verb};

    #[test]
    fn the_tables_are_sorted_and_know_each_other() {
        assert!(VERBS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(IRREGULAR.windows(2).all(|pair| pair[0].0 < pair[1].0));
        for (form, lemma, _) in IRREGULAR {
            assert_eq!(verb(form).unwrap().lemma, lemma);
        }
    }

    #[test]
    fn forms_come_to_their_base() {
        let table = [
            ("says", "say", Form::Present),
            ("stressed", "stress", Form::Past),
            ("stresses", "stress", Form::Present),
            ("argued", "argue", Form::Past),
            ("arguing", "argue", Form::Participle),
            ("admitted", "admit", Form::Past),
            ("denies", "deny", Form::Present),
            ("denied", "deny", Form::Past),
            ("told", "tell", Form::Past),
            ("expect", "expect", Form::Base),
        ];
        for (word, lemma, form) in table {
            let found = verb(word).unwrap();
            assert_eq!((found.lemma, found.form), (lemma, form), "{word}");
        }
        for word in ["Said", "sing", "red", "bus", "sayings", "é"] {
            assert!(verb(word).is_none(), "{word}");
        }
        assert!(verb("stressed").unwrap().takes(Frame::Noun));
        assert!(!verb("said").unwrap().takes(Frame::Noun));
    }
}
