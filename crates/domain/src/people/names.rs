//! How a person's name is shown and ordered (J-09, J-10). What was typed is kept; nothing is guessed.

use super::Person;
use banso_kernel::{Lang, text};

impl Person {
    /// The name for a reader of `lang`: Japanese names family first in Japanese and, where the reading is known,
    /// romanised with the given name first in English; names in other scripts given name first in both. One-field
    /// names stay as they came; a nameless person is called by the key.
    #[must_use]
    pub fn shown(&self, lang: Lang) -> String {
        if self.family.is_empty() && self.given.is_empty() {
            return self.key.clone();
        }
        let japanese = self.family.chars().chain(self.given.chars()).any(is_japanese);
        if !japanese {
            return join(&self.given, &self.family);
        }
        if lang == Lang::En && !self.family_kana.is_empty() {
            let given = romaji(&self.given_kana);
            if self.given.is_empty() || !given.is_empty() {
                return join(&given, &romaji(&self.family_kana));
            }
        }
        join(&self.family, &self.given)
    }

    /// What search looks into, folded (J-22): the name in either order, reading, mail address, the vendor's id.
    #[must_use]
    pub fn search_text(&self) -> String {
        let (family, given) = (&self.family, &self.given);
        let all = [family, given, &self.family_kana, &self.given_kana, given, family, &self.email, &self.key];
        text::search_text(&all.map(String::as_str).join(" "))
    }

    /// The reading, or nothing.
    #[must_use]
    pub fn reading(&self) -> String {
        join(&self.family_kana, &self.given_kana)
    }

    /// What lists of people are ordered by: the reading; where a Japanese name has none it comes last, never guessed.
    /// Names in other scripts go by family name, after the kana.
    #[must_use]
    pub fn order(&self) -> (u8, String) {
        let reading = self.reading();
        if !reading.is_empty() {
            return (0, reading.chars().map(hiragana).collect());
        }
        let japanese = self.family.chars().chain(self.given.chars()).any(is_japanese);
        let name = join(&self.family, &self.given).to_lowercase();
        match (name.is_empty(), japanese) {
            (true, _) => (3, self.key.clone()),
            (_, true) => (2, name),
            (_, false) => (1, name),
        }
    }
}

fn join(first: &str, second: &str) -> String {
    match (first.is_empty(), second.is_empty()) {
        (true, _) => second.to_owned(),
        (_, true) => first.to_owned(),
        _ => format!("{first} {second}"),
    }
}

fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FF66}'..='\u{FF9F}' | '\u{20000}'..='\u{323AF}')
}

fn hiragana(c: char) -> char {
    match c {
        'ァ'..='ヶ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        other => other,
    }
}

/// Kana → Latin letters as passports write names (Hepburn, long vowels short: たろう → Taro), capital first.
/// Anything that is not kana stays.
#[must_use]
pub fn romaji(kana: &str) -> String {
    let kana: Vec<char> = kana.chars().map(hiragana).collect();
    let mut out = String::new();
    let mut at = 0;
    let mut doubled = false;
    while at < kana.len() {
        let next = kana.get(at + 1).copied();
        let (sound, used) = match small(kana[at], next) {
            Some(pair) => (pair, 2),
            None => (single(kana[at]).map_or_else(|| kana[at].to_string(), str::to_owned), 1),
        };
        match kana[at] {
            'っ' => doubled = true,
            'ー' => {}
            'ん' => out.push(if next.is_some_and(|c| "ばびぶべぼまみむめもぱぴぷぺぽ".contains(c)) {
                'm'
            } else {
                'n'
            }),
            'う' if (out.ends_with('o') || out.ends_with('u')) && !above(&kana, at) => {}
            'お' if out.ends_with('o') => {}
            _ => {
                if doubled {
                    out.push(if sound.starts_with("ch") { 't' } else { sound.chars().next().unwrap_or_default() });
                    doubled = false;
                }
                out.push_str(&sound);
            }
        }
        at += used;
    }
    let mut letters = out.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The うえ of 井上 (いのうえ) begins a word of its own: its う is no long vowel.
fn above(kana: &[char], at: usize) -> bool {
    at > 0 && kana[at - 1] == 'の' && kana.get(at + 1) == Some(&'え')
}

/// きゃ, しゅ, ちょ …
fn small(first: char, second: Option<char>) -> Option<String> {
    let vowel = match second? {
        'ゃ' => 'a',
        'ゅ' => 'u',
        'ょ' => 'o',
        _ => return None,
    };
    let sound = single(first)?;
    let stem = sound.strip_suffix('i')?;
    let glide = if matches!(stem, "sh" | "ch" | "j") { "" } else { "y" };
    Some(format!("{stem}{glide}{vowel}"))
}

fn single(kana: char) -> Option<&'static str> {
    const SOUNDS: &str = "あa いi うu えe おo かka きki くku けke こko がga ぎgi ぐgu げge ごgo さsa しshi すsu せse そso \
        ざza じji ずzu ぜze ぞzo たta ちchi つtsu てte とto だda ぢji づzu でde どdo なna にni ぬnu ねne のno はha ひhi ふfu へhe \
        ほho ばba びbi ぶbu べbe ぼbo ぱpa ぴpi ぷpu ぺpe ぽpo まma みmi むmu めme もmo やya ゆyu よyo らra りri るru れre ろro \
        わwa ゐi ゑe をo んn ゔvu";
    SOUNDS.split_whitespace().find_map(|entry| entry.strip_prefix(kana))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::tests::person;

    #[test]
    fn a_japanese_name_turns_round_for_english_readers_when_its_reading_is_known() {
        let taro = person("山田", "太郎", "やまだ", "たろう");
        assert_eq!(taro.shown(Lang::Ja), "山田 太郎");
        assert_eq!(taro.shown(Lang::En), "Taro Yamada");
        assert_eq!(person("山田", "太郎", "", "").shown(Lang::En), "山田 太郎", "never guessed");
        let john = person("Smith", "John", "", "");
        assert_eq!((john.shown(Lang::Ja), john.shown(Lang::En)), ("John Smith".into(), "John Smith".into()));
        assert_eq!(person("佐藤花子", "", "", "").shown(Lang::Ja), "佐藤花子");
        assert_eq!(Person { key: "u-17".into(), ..person("", "", "", "") }.shown(Lang::Ja), "u-17");
    }

    #[test]
    fn a_person_is_found_by_any_spelling_of_the_name() {
        for (family, typed) in [("髙橋", "高橋"), ("山﨑", "山崎"), ("𠮷田", "吉田"), ("葛\u{E0100}城", "葛城")]
        {
            let found = person(family, "太郎", "", "たろう").search_text();
            assert!(found.contains(&text::search_key(typed)), "{typed} in {family}");
            assert!(found.contains(&text::search_key("ﾀﾛｳ")));
        }
        assert!(person("Smith", "John", "", "").search_text().contains(&text::search_key("john smith")));
        assert!(person("山田", "太郎", "", "").search_text().contains(&text::search_key("山田太")));
    }

    #[test]
    fn rare_characters_stay_as_typed() {
        for family in ["髙橋", "山﨑", "𠮷田", "葛\u{E0100}城", "草彅"] {
            assert_eq!(person(family, "", "", "").shown(Lang::Ja), family);
        }
    }

    #[test]
    fn people_are_ordered_by_reading_and_those_without_come_last() {
        let mut people = [
            person("田中", "一", "", ""),
            person("渡辺", "", "わたなべ", ""),
            person("Smith", "John", "", ""),
            person("山田", "", "ヤマダ", ""),
        ];
        people.sort_by_key(Person::order);
        let names: Vec<&str> = people.iter().map(|p| p.family.as_str()).collect();
        assert_eq!(names, ["山田", "渡辺", "Smith", "田中"]);
    }

    #[test]
    fn readings_become_letters_as_passports_write_them() {
        for (kana, letters) in [
            ("たろう", "Taro"),
            ("おおの", "Ono"),
            ("いのうえ", "Inoue"),
            ("しょうた", "Shota"),
            ("ゆうこ", "Yuko"),
            ("じゅんいち", "Junichi"),
            ("なんば", "Namba"),
            ("ハットリ", "Hattori"),
            ("えっちゅう", "Etchu"),
            ("きょうこ", "Kyoko"),
        ] {
            assert_eq!(romaji(kana), letters);
        }
    }
}
