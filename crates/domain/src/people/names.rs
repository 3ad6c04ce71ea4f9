//! How a person's name is shown and ordered (J-09, J-10). What was typed is kept; nothing is guessed.

use super::Person;
use banso_kernel::{Lang, japan, text};

impl Person {
    /// The name for a reader of `lang` (see `kernel::japan::display`); a nameless person is called by the key.
    #[must_use]
    pub fn shown(&self, lang: Lang) -> String {
        let shown = japan::display(&self.family, &self.given, &self.family_kana, &self.given_kana, lang);
        if shown.is_empty() { self.key.clone() } else { shown }
    }

    /// What search looks into, folded (J-22): the name in either order, reading, mail address, the vendor's id.
    #[must_use]
    pub fn search_text(&self) -> String {
        let (family, given) = (&self.family, &self.given);
        let shown = self.shown(Lang::En);
        let all = [family, given, &self.family_kana, &self.given_kana, given, family, &shown, &self.email, &self.key];
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
}
