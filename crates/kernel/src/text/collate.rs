//! Sorting by reading (50音順): keys that order by plain byte comparison (J-09, J-12).

use super::company::CompanyKey;
use super::{kana, unify};

/// First byte of the key of a text with a known reading.
const READING: char = '1';
/// … of a text in Latin letters or digits.
const LATIN: char = '2';
/// … of a text whose reading is not known: last, never guessed.
const UNKNOWN: char = '3';

/// Legal forms as they are read, stripped from both ends of a company's reading.
const READ_FORMS: [&str; 8] = [
    "かぶしきがいしゃ",
    "かぶしきかいしゃ",
    "ゆうげんがいしゃ",
    "ごうどうがいしゃ",
    "ごうしがいしゃ",
    "いりょうほうじん",
    "いっぱんしゃだんほうじん",
    "がっこうほうじん",
];

/// Sort key of a company's name, ignoring its legal form; `reading` in kana, empty if unknown.
#[must_use]
pub fn company_order(name: &str, reading: &str) -> String {
    let reading = kana::to_hiragana(&unify(reading));
    let letters: String = reading.chars().filter(|c| c.is_alphanumeric()).collect();
    let cut = |form: &&str| {
        letters.strip_prefix(*form).or_else(|| letters.strip_suffix(*form)).filter(|rest| !rest.is_empty())
    };
    let rest = READ_FORMS.iter().find_map(cut).unwrap_or(&letters);
    name_order(&CompanyKey::of(name).bare, rest)
}

/// Sort key of a name: by `reading` when given, by the name itself when that is kana or Latin, otherwise last.
#[must_use]
pub fn name_order(name: &str, reading: &str) -> String {
    let reading = kana::to_hiragana(&unify(reading)).to_lowercase();
    let name = kana::to_hiragana(&unify(name)).to_lowercase();
    let source = if reading.trim().is_empty() { &name } else { &reading };
    let class = match source.chars().find(|c| c.is_alphanumeric()) {
        Some(c) if c.is_ascii() || ('\u{c0}'..'\u{250}').contains(&c) => LATIN,
        Some(_) if source.chars().all(|c| kana::is_kana(c) || !c.is_alphabetic()) => READING,
        _ => UNKNOWN,
    };
    // Base letters decide, then voice marks and small kana, then the name as written.
    format!("{class}{}\u{1}{source}\u{1}{name}", base(source))
}

fn base(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        match c {
            'ー' => out.extend(out.chars().next_back().and_then(kana::vowel)),
            c => out.push(kana::plain(c)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn companies_are_ordered_by_reading_without_their_legal_form() {
        let mut list = [
            ("上田株式会社", "ウエダカブシキガイシャ"),
            ("株式会社青空", "かぶしきがいしゃあおぞら"),
            ("海山商事", ""),
            ("有限会社井上", "イノウエ"),
            ("㈱アシスト", ""),
            ("Acme Inc.", ""),
        ];
        list.sort_by_key(|(name, reading)| company_order(name, reading));
        let names: Vec<_> = list.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["株式会社青空", "㈱アシスト", "有限会社井上", "上田株式会社", "Acme Inc.", "海山商事"]);
    }

    #[test]
    fn people_are_ordered_by_kana_and_missing_kana_comes_last() {
        let mut list = [("渡辺", "わたなべ"), ("山田", ""), ("山田", "ﾔﾏﾀﾞ"), ("Smith", ""), ("伊藤", "いとう")];
        list.sort_by_key(|(name, reading)| name_order(name, reading));
        assert_eq!(list, [("伊藤", "いとう"), ("山田", "ﾔﾏﾀﾞ"), ("渡辺", "わたなべ"), ("Smith", ""), ("山田", "")]);
    }

    #[test]
    fn voice_marks_long_vowels_and_small_kana_decide_last() {
        let mut list = ["はは", "ばば", "バス", "はす", "カード", "かあさん", "きって", "きつね"];
        list.sort_by_key(|name| name_order(name, ""));
        assert_eq!(list, ["かあさん", "カード", "きって", "きつね", "はす", "バス", "はは", "ばば"]);
    }
}
