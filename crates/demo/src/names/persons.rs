//! Names of people, with the kanji that systems lose (J-10) and their readings (J-09).

use crate::dice::Dice;

/// A person's name.
pub struct Name {
    /// 姓.
    pub family: &'static str,
    /// 名.
    pub given: &'static str,
    /// せい; empty for foreign names.
    pub family_kana: &'static str,
    /// めい; empty for foreign names.
    pub given_kana: &'static str,
    /// Family name in Latin letters, lower case.
    pub latin: String,
    /// First letter of the given name in Latin letters, lower case.
    pub initial: char,
}

/// 姓, せい, Latin.
const FAMILIES: [(&str, &str, &str); 48] = [
    ("髙橋", "たかはし", "takahashi"),
    ("山﨑", "やまざき", "yamazaki"),
    ("𠮷田", "よしだ", "yoshida"),
    ("葛\u{E0100}城", "かつらぎ", "katsuragi"),
    ("草彅", "くさなぎ", "kusanagi"),
    ("渡邉", "わたなべ", "watanabe"),
    ("齋藤", "さいとう", "saito"),
    ("濵田", "はまだ", "hamada"),
    ("佐藤", "さとう", "sato"),
    ("鈴木", "すずき", "suzuki"),
    ("高橋", "たかはし", "takahashi"),
    ("田中", "たなか", "tanaka"),
    ("伊藤", "いとう", "ito"),
    ("渡辺", "わたなべ", "watanabe"),
    ("山本", "やまもと", "yamamoto"),
    ("中村", "なかむら", "nakamura"),
    ("小林", "こばやし", "kobayashi"),
    ("加藤", "かとう", "kato"),
    ("吉田", "よしだ", "yoshida"),
    ("山田", "やまだ", "yamada"),
    ("佐々木", "ささき", "sasaki"),
    ("山口", "やまぐち", "yamaguchi"),
    ("松本", "まつもと", "matsumoto"),
    ("井上", "いのうえ", "inoue"),
    ("木村", "きむら", "kimura"),
    ("林", "はやし", "hayashi"),
    ("清水", "しみず", "shimizu"),
    ("山崎", "やまさき", "yamasaki"),
    ("森", "もり", "mori"),
    ("池田", "いけだ", "ikeda"),
    ("橋本", "はしもと", "hashimoto"),
    ("石川", "いしかわ", "ishikawa"),
    ("前田", "まえだ", "maeda"),
    ("藤田", "ふじた", "fujita"),
    ("後藤", "ごとう", "goto"),
    ("岡田", "おかだ", "okada"),
    ("長谷川", "はせがわ", "hasegawa"),
    ("村上", "むらかみ", "murakami"),
    ("近藤", "こんどう", "kondo"),
    ("石井", "いしい", "ishii"),
    ("坂本", "さかもと", "sakamoto"),
    ("遠藤", "えんどう", "endo"),
    ("青木", "あおき", "aoki"),
    ("藤井", "ふじい", "fujii"),
    ("西村", "にしむら", "nishimura"),
    ("福田", "ふくだ", "fukuda"),
    ("太田", "おおた", "ota"),
    ("御手洗", "みたらい", "mitarai"),
];

/// 名, めい, initial.
const GIVENS: [(&str, &str, char); 40] = [
    ("太郎", "たろう", 't'),
    ("美咲", "みさき", 'm'),
    ("健一", "けんいち", 'k'),
    ("裕子", "ゆうこ", 'y'),
    ("大輔", "だいすけ", 'd'),
    ("陽子", "ようこ", 'y'),
    ("翔太", "しょうた", 's'),
    ("真由美", "まゆみ", 'm'),
    ("直樹", "なおき", 'n'),
    ("恵", "めぐみ", 'm'),
    ("達也", "たつや", 't'),
    ("さくら", "さくら", 's'),
    ("浩", "ひろし", 'h'),
    ("由美子", "ゆみこ", 'y'),
    ("誠", "まこと", 'm'),
    ("香織", "かおり", 'k'),
    ("亮", "りょう", 'r'),
    ("智子", "ともこ", 't'),
    ("拓也", "たくや", 't'),
    ("久美子", "くみこ", 'k'),
    ("哲也", "てつや", 't'),
    ("彩", "あや", 'a'),
    ("隆", "たかし", 't'),
    ("奈々", "なな", 'n'),
    ("修", "おさむ", 'o'),
    ("千尋", "ちひろ", 'c'),
    ("剛", "つよし", 't'),
    ("麻衣", "まい", 'm'),
    ("光", "ひかる", 'h'),
    ("明日香", "あすか", 'a'),
    ("徹", "とおる", 't'),
    ("紗希", "さき", 's'),
    ("一郎", "いちろう", 'i'),
    ("愛", "あい", 'a'),
    ("圭介", "けいすけ", 'k'),
    ("友里", "ゆり", 'y'),
    ("望", "のぞみ", 'n'),
    ("慎吾", "しんご", 's'),
    ("千代子", "ちよこ", 'c'),
    ("𣘺平", "きょうへい", 'k'),
];

const FOREIGN_FAMILIES: [&str; 24] = [
    "Smith",
    "Müller",
    "García",
    "Tan",
    "O'Connor",
    "de Vries",
    "Nguyen",
    "Brown",
    "Schmidt",
    "Rossi",
    "Lim",
    "Jones",
    "Johansson",
    "Patel",
    "Srisai",
    "Martin",
    "Kowalski",
    "Wong",
    "Taylor",
    "Dubois",
    "Lee",
    "Silva",
    "Andersen",
    "Walker",
];

const FOREIGN_GIVENS: [&str; 24] = [
    "John", "Anna", "Carlos", "Mei", "Liam", "Sanne", "Linh", "Emily", "Jonas", "Giulia", "Wei", "Sarah", "Erik",
    "Priya", "Somchai", "Claire", "Piotr", "Karen", "James", "Zoé", "Daniel", "Beatriz", "Freja", "Olivia",
];

/// A person's name, Japanese or not.
pub fn name(japanese: bool, dice: &mut Dice) -> Name {
    if japanese {
        let (family, given) = (dice.pick(&FAMILIES), dice.pick(&GIVENS));
        Name {
            family: family.0,
            given: given.0,
            family_kana: family.1,
            given_kana: given.1,
            latin: family.2.to_owned(),
            initial: given.2,
        }
    } else {
        let (family, given) = (dice.pick(&FOREIGN_FAMILIES), dice.pick(&FOREIGN_GIVENS));
        let latin = family.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_lowercase();
        let initial = given.chars().next().unwrap_or('x').to_ascii_lowercase();
        Name { family, given, family_kana: "", given_kana: "", latin, initial }
    }
}
