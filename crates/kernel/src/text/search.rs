//! Searching in Japanese (J-22): one or two characters, any kana, width, okurigana; a few synonyms.

use super::kana::{hiragana, is_kana};
use super::{fold_lookalikes, fold_variants, is_dash, unify};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Separates the spellings within [`search_text`]; never typed.
const NEXT: char = '\u{1f}';

/// What to look for: `search_text(text).contains(&search_key(query))`. An empty query gives an empty key, which
/// everything contains.
#[must_use]
pub fn search_key(query: &str) -> String {
    let plain = plain(query);
    SYNONYMS.replaced(&plain, 0).unwrap_or(plain)
}

/// What to look in, nothing being found across the end of a line: the text's key and, where it holds a word of the dictionary, its other spellings after it. Also
/// found is whatever `search_key(text)` contains.
#[must_use]
pub fn search_text(text: &str) -> String {
    let mut all = plain(text);
    let typed = all.clone();
    for column in 0..SYNONYMS.columns {
        match SYNONYMS.replaced(&typed, column) {
            Some(other) if !all.contains(&other) => {
                all.push(NEXT);
                all.push_str(&other);
            }
            Some(_) => {}
            None => break,
        }
    }
    all
}

/// Width, case, variants and kana folded; blanks and middle dots dropped; a long-vowel mark kept only inside a kana word.
fn plain(text: &str) -> String {
    let lines = text.replace(NEXT, " ").replace('\n', "\u{1f}");
    let folded = fold_lookalikes(&fold_variants(&unify(&lines))).to_lowercase();
    let mut out = String::with_capacity(folded.len());
    let mut chars = folded.chars().filter(|c| *c == NEXT || !(c.is_whitespace() || *c == '・')).peekable();
    while let Some(c) = chars.next() {
        let follows_kana = out.chars().next_back().is_some_and(is_kana);
        let mark = c == 'ー' || (is_dash(c) && follows_kana);
        if !mark {
            out.push(hiragana(c));
        } else if chars.peek().is_some_and(|next| is_kana(*next)) {
            out.push('ー');
        }
    }
    out
}

struct Synonyms {
    /// First character → (word, group), longest word first.
    words: HashMap<char, Vec<(String, usize)>>,
    groups: Vec<Vec<String>>,
    columns: usize,
}

static SYNONYMS: LazyLock<Synonyms> = LazyLock::new(|| {
    let lines = include_str!("synonyms.txt").lines().filter(|line| !line.starts_with('#'));
    let groups: Vec<Vec<String>> = lines.map(|line| line.split_whitespace().map(plain).collect()).collect();
    let mut words: HashMap<char, Vec<(String, usize)>> = HashMap::new();
    for (number, group) in groups.iter().enumerate() {
        for word in group {
            words.entry(word.chars().next().unwrap_or(NEXT)).or_default().push((word.clone(), number));
        }
    }
    words.values_mut().for_each(|list| list.sort_by_key(|(word, _)| std::cmp::Reverse(word.len())));
    Synonyms { words, columns: groups.iter().map(Vec::len).max().unwrap_or(0), groups }
});

impl Synonyms {
    /// `text` with each dictionary word replaced by its group's spelling number `column` (the last, if it has fewer);
    /// `None` if it holds none.
    fn replaced(&self, text: &str, column: usize) -> Option<String> {
        let mut out = String::new();
        let mut found = false;
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            match self.word_at(rest, out.chars().next_back()) {
                Some((word, group)) => {
                    found = true;
                    let spellings = &self.groups[group];
                    out.push_str(&spellings[column.min(spellings.len() - 1)]);
                    rest = &rest[word.len()..];
                }
                None => {
                    out.push(c);
                    rest = &rest[c.len_utf8()..];
                }
            }
        }
        found.then_some(out)
    }

    fn word_at(&self, rest: &str, before: Option<char>) -> Option<(&str, usize)> {
        let candidates = self.words.get(&rest.chars().next()?)?;
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let fits = |word: &str| {
            rest.starts_with(word) && !(word.is_ascii() && (latin(before) || latin(rest[word.len()..].chars().next())))
        };
        candidates.iter().find(|(word, _)| fits(word)).map(|(word, group)| (word.as_str(), *group))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn finds(query: &str, text: &str) -> bool {
        search_text(text).contains(&search_key(query))
    }

    #[test]
    fn spellings_of_one_word_find_each_other() {
        let groups: [&[&str]; 7] = [
            &["ｻｰﾊﾞ", "サーバー", "サーバ", "さーばー"],
            &["とりこみ", "取り込み", "取込", "取込み", "トリコミ"],
            &["PC", "パソコン", "ｐｃ", "ﾊﾟｿｺﾝ"],
            &["高橋", "髙橋"],
            &["山崎", "山﨑"],
            &["吉田", "𠮷田"],
            &["斎藤", "斉藤", "齋藤", "齊藤"],
        ];
        for group in groups {
            for query in group {
                for text in group {
                    assert!(finds(query, &format!("次の{text}について")), "{query} in {text}");
                    assert!(finds(query, text), "{query} in {text}");
                }
            }
        }
    }

    #[test]
    fn one_or_two_characters_are_enough() {
        for (query, text) in [
            ("税", "消費税の設定"),
            ("請求", "請求書を送る"),
            ("解約", "解約の手順"),
            ("取", "データの取り込み"),
            ("取込", "データの取り込み"),
            ("とりこ", "データの取り込み"),
            ("葛城", "葛\u{e0100}城"),
            ("yamada", "Ｔａｒｏ　ＹＡＭＡＤＡ"),
            ("山田太", "山田 太郎"),
            ("バ", "サーバー"),
        ] {
            assert!(finds(query, text), "{query} in {text}");
        }
        assert!(!finds("空山", "青空\n山田商店") && finds("空山", "青空 山田商店"));
        assert!(!finds("パソコン", "SPCX株式会社"));
        assert!(!finds("契約", "予約"));
    }

    proptest! {
        /// The key of a piece of text is found in the text, wherever no dictionary word is cut or made by the cut.
        #[test]
        fn a_piece_is_found_in_the_whole(text in "[ァ-ヶーぁ-ん亜-煕Ａ-Ｚa-z0-9　 ・ｱ-ﾝ]{1,24}", from in 0usize..24, len in 1usize..8) {
            let chars: Vec<char> = text.chars().collect();
            let from = from.min(chars.len() - 1);
            let piece: String = chars[from..(from + len).min(chars.len())].iter().collect();
            if SYNONYMS.replaced(&plain(&piece), 0).is_none() && piece.chars().all(|c| !('\u{ff9e}'..='\u{ff9f}').contains(&c)) {
                prop_assert!(finds(&piece, &text), "{piece:?} in {text:?}: {:?} {:?}", search_key(&piece), search_text(&text));
            }
        }

        #[test]
        fn any_input_is_taken(text in any::<String>()) {
            prop_assert!(search_text(&text).contains(&plain(&text)));
        }
    }
}
