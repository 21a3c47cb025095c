//! People: the forms of a personal name, and what keeps two people apart.

use crate::extract::entities::form::{Form, Traits};
use crate::extract::entities::gender::gender;
use crate::extract::lists::{is_listed, lower};
use crate::extract::names::candidate::Candidate;
use crate::extract::names::run::is_particle;
use crate::extract::reading::Reading;
use crate::fact::key::{folded, transliterated};

/// Family names that in their own countries stand first.
const FAMILY_FIRST: &str = " ahn bae bai bui cai cao chang chen cheng choe choi chow chu chun chung cui dai dang \
    dao deng ding do doan dong du duan duong fan fang feng fu gao ge gong gu guan guo ha han hao he ho hoang hong \
    hou hu hua huang huynh hwang jang jeon jeong ji jia jiang jin jo joo jung kang kim ko kong kwak kwon lai lam \
    lau le lee lei li liang liao lim lin liu long lou lu luo luong luu lv ly ma mai mao meng min miao mo moon na nam \
    ngo nguyen nie ning niu noh oh ou ouyang pan pang park peng pham phan phung pu qi qian qiao qin qiu qu quach \
    quan ren rhee ri ryu shang shao shen sheng shi shin sim so son song su suh sun ta tan tang tao tian to tong \
    tran trinh truong tsai tsang vo vu wan wang wei wen weng won wong woo wu xi xia xiang xiao xie xing xiong xu \
    xue yan yang yao ye yeo yi yim yin yong yoo yoon you yu yuan yue yun zeng zhai zhan zhang zhao zheng zhong \
    zhou zhu zhuang zou zuo ";

/// Returns the forms of a personal name.
pub(crate) fn form(reading: &Reading, name: &Candidate) -> Form {
    let nickname = nickname(reading, name);
    let mut words = words(reading, name);
    words.retain(|word| nickname.as_ref() != Some(word));
    let suffix = words.pop_if(|last| is_listed("jr sr ii iii iv", last));
    let gender = gender(reading, &name.tokens);
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Form::default() };
    let whole = words.join(" ");
    let mut form = Form::of_length(words.len());
    if words.len() == 1 {
        form.asked.push(whole.clone());
        form.asked.extend(whole.strip_prefix(ARTICLE).map(str::to_owned));
        form.exact.push(whole);
        form.person.gender = gender;
        return form;
    }
    let middle = words.get(1..words.len() - 1).unwrap_or_default().to_vec();
    let initial = first.chars().take(1).collect::<String>();
    let abbreviated = initials(reading.word(name.tokens.start));
    form.exact.push(format!("{first} {last}"));
    if middle.is_empty() {
        // Papers differ in whether the family name of a Japanese or Hungarian goes first.
        form.exact.push(format!("{last} {first}"));
    }
    // `Otto Jespersen` of `Jens Otto Harry Jespersen`.
    form.short.extend(middle.iter().take(4).map(|name| (1, format!("{name} {last}"))));
    form.exact.push(whole.clone());
    form.asked.push(whole);
    if abbreviated {
        form.asked.push(format!("{initial}. {last}"));
    } else {
        form.short.push((0, format!("{initial}. {last}")));
    }
    let family_first = is_listed(FAMILY_FIRST, first) && words.len() <= 4;
    let last_at = words.len() - 1;
    for (at, word) in words.iter().enumerate() {
        if word.chars().count() < 2 {
            continue;
        }
        let rank = match at {
            0 if family_first => 0,
            0 => 1,
            _ if at == last_at => 0,
            _ => 2,
        };
        form.short.push((rank, word.clone()));
        form.short.extend(word.strip_prefix(ARTICLE).map(|bare| (rank, bare.to_owned())));
    }
    // `bin Salman`, `Garcia Marquez`, `Pham Minh`.
    for at in 1..words.len().min(6) {
        let parts = [&words[..at], &words[at..]];
        let long = parts.iter().filter(|part| part.len() > 1 && part.len() < words.len());
        form.short.extend(long.map(|part| (0, part.join(" "))));
    }
    if let Some(nickname) = nickname {
        form.short.push((0, format!("{nickname} {last}")));
        form.short.push((1, nickname));
    }
    // A particle alone names nobody.
    form.short.retain(|(_, words)| !is_particle(words));
    form.person = Traits { gender, middle, suffix };
    form
}

/// Marks the Arabic article within a word, so that `al-Sisi`, `el-Sissi` and `Sisi` meet.
const ARTICLE: char = '-';

/// Returns the words of a name in one of the spellings in which other alphabets are written: without
/// accents and doubled letters, with one form of the article.
fn words(reading: &Reading, name: &Candidate) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut article = false;
    for at in name.tokens.clone() {
        let word = lower(reading.word(at));
        let attached = word.split_once(['-', '‑']);
        let attached = attached.filter(|(first, _)| is_article(first));
        let bare = attached.map_or(word.as_ref(), |(_, rest)| rest);
        let word = plain(&folded(bare));
        if word.is_empty() {
            continue;
        }
        // An article of its own belongs to the word behind it.
        if matches!(word.as_str(), "al" | "el") && at + 1 < name.tokens.end {
            article = true;
            continue;
        }
        words.push(if article || attached.is_some() { format!("{ARTICLE}{word}") } else { word });
        article = false;
    }
    words
}

fn is_article(word: &str) -> bool {
    is_listed("al el as ash ad an ar at ul", word)
}

/// Returns a word with one letter for two, unless it is short.
fn plain(word: &str) -> String {
    let word = transliterated(word);
    if word.chars().count() < 5 {
        return word;
    }
    let mut letters: Vec<char> = word.chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

/// Returns the name in quotation marks or brackets that the text gives within a name:
/// `Robert “Bob” Orr`.
fn nickname(reading: &Reading, name: &Candidate) -> Option<String> {
    let opens = |at: &usize| matches!(reading.word(*at), "“" | "\"" | "‘" | "'" | "(");
    let at = name.tokens.clone().find(opens)?;
    let inside = at + 2 < name.tokens.end && !reading.word(at + 2).starts_with(char::is_alphabetic);
    inside.then(|| plain(&folded(reading.word(at + 1))))
}

/// Tells whether a word only gives first letters: `J.`, `J.D.`, `JD`.
fn initials(word: &str) -> bool {
    let letters = word.chars().filter(|ch| ch.is_alphabetic()).count();
    let upper = !word.chars().any(char::is_lowercase);
    upper && (letters == 1 || letters < 4 && word.contains('.'))
}
