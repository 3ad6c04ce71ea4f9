//! Names of people (J-09): family and given, in the order of the reader's language.

use crate::Lang;
use crate::text::{to_hiragana, unify};

/// Family and given name from one field: split at the first blank (ideographic too), the whole as family name if there
/// is none. `Taro Yamada` in Latin letters is given name first.
#[must_use]
pub fn split(whole: &str) -> (String, String) {
    let whole = whole.trim();
    let Some((first, rest)) = whole.split_once(char::is_whitespace) else {
        return (whole.to_owned(), String::new());
    };
    let rest = rest.trim();
    match (is_latin(whole), rest.rsplit_once(char::is_whitespace)) {
        (false, _) => (first.to_owned(), rest.to_owned()),
        (true, None) => (rest.to_owned(), first.to_owned()),
        (true, Some((middle, last))) => (last.to_owned(), format!("{first} {}", middle.trim())),
    }
}

/// A name as the reader expects it: family name first, except Latin names and, in English, names whose reading is known
/// (`Taro Yamada`). A Japanese name without reading stays as written: readings are not guessed.
#[must_use]
pub fn display(family: &str, given: &str, family_kana: &str, given_kana: &str, lang: Lang) -> String {
    let join = |a: &str, b: &str| if a.is_empty() || b.is_empty() { format!("{a}{b}") } else { format!("{a} {b}") };
    if is_latin(family) && is_latin(given) {
        return join(given, family);
    }
    let readable = !family_kana.is_empty() && (given.is_empty() || !given_kana.is_empty());
    match (lang, readable) {
        (Lang::En, true) => join(&romaji(given_kana), &romaji(family_kana)),
        _ => join(family, given),
    }
}

fn is_latin(text: &str) -> bool {
    text.chars().all(|c| c < '\u{250}' || matches!(c, '\u{1e00}'..='\u{1eff}' | '\u{2019}'))
}

/// Kana in the Hepburn spelling of passports, with a capital: long o and u are not marked (さとう → Sato, ゆうき → Yuki).
/// うえ and うら after o and u stay apart, as in Inoue and Matsuura; other compounds may come out shortened.
#[must_use]
pub fn romaji(kana: &str) -> String {
    let text: Vec<char> = to_hiragana(&unify(kana)).chars().collect();
    let mut out = String::new();
    let mut doubled = false;
    let mut at = 0;
    while at < text.len() {
        let next = text.get(at + 1).copied().unwrap_or(' ');
        let (syllable, used) = match digraph(text[at], next) {
            Some(found) => (found, 2),
            None => (single(text[at]).map_or_else(|| text[at].to_string(), str::to_owned), 1),
        };
        match text[at] {
            'っ' => doubled = true,
            'ー' => {}
            'う' | 'お' if long(&out, text[at], &text[at + 1..]) => {}
            _ => {
                if std::mem::take(&mut doubled) {
                    out.push(if syllable.starts_with("ch") { 't' } else { syllable.chars().next().unwrap_or('t') });
                }
                let labial = syllable.starts_with(['b', 'm', 'p']);
                if labial && out.ends_with('n') && at > 0 && text[at - 1] == 'ん' {
                    out.pop();
                    out.push('m');
                }
                out.push_str(&syllable);
            }
        }
        at += used;
    }
    capital(&out)
}

/// `vowel` after `before` only lengthens it.
fn long(before: &str, vowel: char, after: &[char]) -> bool {
    let apart = matches!(after.first(), Some('え' | 'ら'));
    match vowel {
        'う' => (before.ends_with('o') || before.ends_with('u')) && !apart,
        // おお at the start (おおた → Ota), not the o of a further word (せのお → Senoo).
        _ => before.ends_with('o') && !after.is_empty(),
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn digraph(first: char, small: char) -> Option<String> {
    let vowel = match small {
        'ゃ' => "a",
        'ゅ' => "u",
        'ょ' => "o",
        'ぇ' if matches!(first, 'し' | 'じ' | 'ち') => "e",
        _ => return None,
    };
    let head = match first {
        'し' => "sh",
        'じ' | 'ぢ' => "j",
        'ち' => "ch",
        _ => return single(first)?.strip_suffix('i').map(|head| format!("{head}y{vowel}")),
    };
    Some(format!("{head}{vowel}"))
}

fn single(kana: char) -> Option<&'static str> {
    const KANA: &str = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん\
        がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽゔぁぃぅぇぉ";
    const LATIN: [&str; 77] = [
        "a", "i", "u", "e", "o", "ka", "ki", "ku", "ke", "ko", "sa", "shi", "su", "se", "so", "ta", "chi", "tsu", "te",
        "to", "na", "ni", "nu", "ne", "no", "ha", "hi", "fu", "he", "ho", "ma", "mi", "mu", "me", "mo", "ya", "yu",
        "yo", "ra", "ri", "ru", "re", "ro", "wa", "o", "n", "ga", "gi", "gu", "ge", "go", "za", "ji", "zu", "ze", "zo",
        "da", "ji", "zu", "de", "do", "ba", "bi", "bu", "be", "bo", "pa", "pi", "pu", "pe", "po", "vu", "a", "i", "u",
        "e", "o",
    ];
    LATIN.get(KANA.chars().position(|known| known == kana)?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_one_field_is_taken_apart() {
        let both = |text: &str| split(text);
        assert_eq!(both("山田　太郎"), ("山田".into(), "太郎".into()));
        assert_eq!(both(" 山田 太郎 "), ("山田".into(), "太郎".into()));
        assert_eq!(both("山田太郎"), ("山田太郎".into(), String::new()));
        assert_eq!(both("John Smith"), ("Smith".into(), "John".into()));
        assert_eq!(both("Mary Ann Smith"), ("Smith".into(), "Mary Ann".into()));
        assert_eq!(both(""), (String::new(), String::new()));
    }

    #[test]
    fn the_order_follows_the_language() {
        assert_eq!(display("山田", "太郎", "やまだ", "たろう", Lang::Ja), "山田 太郎");
        assert_eq!(display("山田", "太郎", "やまだ", "たろう", Lang::En), "Taro Yamada");
        assert_eq!(display("山田", "太郎", "", "", Lang::En), "山田 太郎");
        assert_eq!(display("Smith", "John", "", "", Lang::Ja), "John Smith");
        assert_eq!(display("𠮷田", "", "", "", Lang::Ja), "𠮷田");
    }

    #[test]
    fn readings_are_spelt_as_in_passports() {
        for (kana, latin) in [
            ("さとう", "Sato"),
            ("おおた", "Ota"),
            ("いのうえ", "Inoue"),
            ("まつうら", "Matsuura"),
            ("しんいち", "Shinichi"),
            ("なんば", "Namba"),
            ("はっとり", "Hattori"),
            ("ほっち", "Hotchi"),
            ("きょうこ", "Kyoko"),
            ("じゅん", "Jun"),
            ("ﾔﾏﾀﾞ", "Yamada"),
            ("ゆうき", "Yuki"),
            ("せのお", "Senoo"),
            ("", ""),
        ] {
            assert_eq!(romaji(kana), latin, "{kana}");
        }
    }
}
