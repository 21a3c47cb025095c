//! Verbs without an ending of their own, and those in `ing`, as far as their form and neighbours tell.

use crate::extract::lists::is_listed;
use crate::extract::reading::Reading;

/// Verbs of news and articles in their plain form.
const BASES: &str = " abandon accelerate accept achieve acquire act add address adhere adjust adopt advance advise advocate affirm \
    aim allocate allow analyse analyze announce appeal apply appoint approve arrange arrest ask assess assist attack attend attract \
    avoid ban be become begin block boost borrow break bring broaden build buy call cancel capture care carry catch cause celebrate challenge \
    change charge check choose clarify clean clear close collect combat combine come compete complete comply conclude conduct confirm \
    confront consider consolidate construct consult continue contribute control convert convince cooperate coordinate cope correct \
    cover create curb cut damage deal decide declare decline decrease deepen defeat defend define delay delete deliver demand deny \
    deploy describe design destroy detain detect determine develop direct disclose discover discuss dismiss distribute diversify divide double drive drop \
    earn ease educate elect eliminate embrace emerge employ enable encourage end enforce engage enhance enjoy enlarge enrich \
    ensure enter equip establish evacuate evaluate examine exchange exclude expand expel explain explore export express extend \
    face facilitate fail fall feed fight file fill find finish fix follow force form foster fulfil fulfill fund further gain gather get give go \
    govern grant grow guarantee guard guide halt hand handle harm harmonise harmonize help hire hold host identify ignore impose improve include \
    increase inform inspect install integrate intensify introduce invest investigate invite issue join judge jump keep kill know lack launch lead \
    learn leave lend let levy lift limit link list live load lose lower maintain make manage mark meet merge mobilise mobilize moderate monitor \
    move negotiate notify obtain occupy offer open operate oppose optimise optimize order organise organize overcome oversee participate pass pay penalise penalize \
    permit persuade plan play pledge postpone praise prepare present preserve press prevent process produce promote propose prosecute \
    protect prove provide publish punish purchase pursue push put raise reach react read realise realize rebuild receive recognise recognize recommend record \
    recover recruit reduce reform refuse regain register regulate reinforce reject relax release relocate remain remove renew reopen repair \
    repay repeal replace report request require rescue resign resist resolve respect respond restore restrict resume retain return reveal review \
    revise revive run sack safeguard save search secure seek seize sell send serve set settle shape share shed shelter shift show shut sign solve speak speed \
    spend spread stabilise stabilize stage start stay steer step stimulate stop store strengthen strive study submit suffer supply support suppress surrender suspend sustain \
    tackle take target tax teach tell terminate test tighten trace track train transfer transform translate travel treat trigger try turn \
    understand undertake unite update upgrade uphold urge use vaccinate verify visit wait walk want warn waive welcome widen win withdraw work write ";

/// Words in `ing` that are no participles.
const NOUNS: &str = " meeting meetings building housing funding hearing ruling morning evening king ring thing something nothing \
    anything everything during including regarding according following concerning string spring wing bring sing swing \
    opening ceiling wedding shipping banking engineering pricing marketing planning beijing clothing earring darling sterling \
    sibling offspring bearing dressing duckling lightning outstanding interesting ";

/// Tells whether a word may be the plain form of a verb.
pub(crate) fn is_base(word: &str) -> bool {
    word.len() > 1 && is_listed(BASES, word)
}

/// Tells whether a token is a verb in `ing` that carries words of its own.
pub(crate) fn is_participle(reading: &Reading, at: usize) -> bool {
    let word = reading.word(at);
    // `co-chairing` is as good a verb as `chairing`.
    word.len() > 4
        && word.ends_with("ing")
        && word.starts_with(char::is_lowercase)
        && !is_listed(NOUNS, word)
        && !is_listed(" , . ; ) and or of is was are were has had will ", reading.word(at + 1))
        && (at == 0 || !is_listed(" the a an this that its his her their ", reading.word(at - 1)))
}

/// Tells whether a plain verb follows that others may be joined to: `to sign`, `should open`.
pub(crate) fn opens_infinitive(reading: &Reading, at: usize) -> bool {
    let word = reading.word(at);
    let next = reading.word(at + 1);
    let verb = || is_base(next) || next.ends_with("ly") && is_base(reading.word(at + 2));
    word == "to" && verb()
        || is_listed(" will would shall should must can could may might ", word)
            && next.starts_with(char::is_lowercase)
}
