//! Hiragana and katakana.

/// Hiragana, katakana or a mark that belongs to them (ー, iteration marks).
#[must_use]
pub fn is_kana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ゝ' | 'ゞ' | 'ァ'..='ヺ' | 'ー' | 'ヽ' | 'ヾ')
}

/// Katakana as hiragana; the rest as it is. Half-width kana must be unified before.
#[must_use]
pub fn to_hiragana(text: &str) -> String {
    text.chars().map(hiragana).collect()
}

/// Hiragana as katakana; the rest as it is.
#[must_use]
pub fn to_katakana(text: &str) -> String {
    text.chars().map(|c| shifted(c, matches!(c, 'ぁ'..='ゖ' | 'ゝ' | 'ゞ'), 0x60)).collect()
}

pub(super) fn hiragana(c: char) -> char {
    shifted(c, matches!(c, 'ァ'..='ヶ' | 'ヽ' | 'ヾ'), -0x60)
}

fn shifted(c: char, yes: bool, by: i32) -> char {
    if !yes {
        return c;
    }
    u32::try_from(c as i32 + by).ok().and_then(char::from_u32).unwrap_or(c)
}

/// The large kana of a small one, without its voice marks: ぱ, ば → は; っ → つ. Takes hiragana.
pub(super) fn plain(c: char) -> char {
    const PAIRS: &str = "がかぎきぐくげけごこざさじしずすぜせぞそだたぢちづつでてどとばはびひぶふべへぼほ\
        ぱはぴひぷふぺへぽほゔうぁあぃいぅうぇえぉおっつゃやゅゆょよゎわゕかゖけゐいゑえ";
    let mut chars = PAIRS.chars();
    while let (Some(from), Some(to)) = (chars.next(), chars.next()) {
        if from == c {
            return to;
        }
    }
    c
}

/// The vowel that a hiragana ends on, as hiragana; what ー after it stands for.
pub(super) fn vowel(c: char) -> Option<char> {
    const ROWS: [(&str, char); 5] = [
        ("あかさたなはまやらわ", 'あ'),
        ("いきしちにひみり", 'い'),
        ("うくすつぬふむゆる", 'う'),
        ("えけせてねへめれ", 'え'),
        ("おこそとのほもよろを", 'お'),
    ];
    let c = plain(c);
    ROWS.iter().find(|(row, _)| row.contains(c)).map(|(_, vowel)| *vowel)
}
