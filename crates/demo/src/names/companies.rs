//! Names of companies, each used once, with every way to write the legal form that files bring (J-05).

use super::lists::{CLINICS, FOREIGN, FOREIGN_FORMS, FOREIGN_TRADES, HEADS, KATAKANA, TAILS, TRADES};
use crate::dice::Dice;

/// A company.
pub struct Company {
    /// As typed.
    pub name: String,
    /// Reading; empty for foreign companies.
    pub kana: String,
    /// Reserved domain.
    pub domain: String,
    /// 法人番号; empty for foreign companies.
    pub corporate_number: String,
    /// Industry.
    pub industry: &'static str,
    /// Country.
    pub country: &'static str,
    /// Japanese rather than foreign.
    pub japanese: bool,
}

/// Ways to write a legal form: before the name, after the name, share.
const FORMS: [(&str, &str, u32); 14] = [
    ("株式会社", "", 34),
    ("", "株式会社", 24),
    ("㈱", "", 5),
    ("", "㈱", 4),
    ("（株）", "", 6),
    ("", "（株）", 3),
    ("有限会社", "", 6),
    ("", "有限会社", 2),
    ("合同会社", "", 6),
    ("", "合同会社", 3),
    ("株式会社　", "", 3),
    ("", "㍿", 1),
    ("(有)", "", 1),
    ("㈲", "", 1),
];

const STEMS: usize = HEADS.len() * TAILS.len() + KATAKANA.len();

/// The company of account number `n`; `offset` comes from the seed. Every fifth is foreign, every seventeenth of the
/// Japanese ones a medical corporation. Account 41 of each hundred is the one before it with the legal form on the
/// other side; account 67 of each hundred is a works of the one before it, with its corporate number.
pub fn company(n: usize, offset: usize, dice: &mut Dice) -> Company {
    match n % 100 {
        41 => japanese(n - 1, offset, dice, Some(FORMS[1]), ""),
        40 => japanese(n, offset, dice, Some(FORMS[0]), ""),
        67 => japanese(n - 1, offset, dice, Some(FORMS[0]), " 第二工場"),
        66 => japanese(n, offset, dice, Some(FORMS[0]), ""),
        _ if n % 5 == 4 => foreign(n / 5, offset, dice),
        _ if n % 17 == 11 => medical(n / 17, offset, dice),
        _ => japanese(n, offset, dice, None, ""),
    }
}

fn stem(index: usize) -> (String, String, String) {
    let (written, kana, latin) = match index.checked_sub(HEADS.len() * TAILS.len()) {
        Some(k) => return KATAKANA.get(k).map(|&(a, b, c)| (a.into(), b.into(), c.into())).unwrap_or_default(),
        None => {
            let (a, b) = (HEADS[index / TAILS.len()], TAILS[index % TAILS.len()]);
            (a.0.to_owned() + b.0, a.1.to_owned() + b.1, a.2.to_owned() + b.2)
        }
    };
    (written, kana, latin)
}

type Form = (&'static str, &'static str, u32);

fn japanese(n: usize, offset: usize, dice: &mut Dice, form: Option<Form>, branch: &str) -> Company {
    let slot = (n * 7_919 + offset) % (STEMS * TRADES.len());
    let (written, kana, latin) = stem(slot % STEMS);
    let trade = TRADES[slot / STEMS];
    let drawn = FORMS[dice.weighted(&FORMS.map(|(_, _, share)| share))];
    // The first accounts show every form once.
    let (before, after, _) = form.unwrap_or(FORMS.get(n).copied().unwrap_or(drawn));
    let written = if before == "㈱" { half_width(&written) } else { written };
    Company {
        name: format!("{before}{written}{}{after}{branch}", trade.0),
        kana: format!("{kana}{}", trade.1),
        domain: format!("{latin}-{}.example", trade.2),
        corporate_number: corporate_number(slot as u64),
        industry: trade.3,
        country: "日本",
        japanese: true,
    }
}

fn medical(n: usize, offset: usize, dice: &mut Dice) -> Company {
    let slot = (n * 7_919 + offset) % (STEMS * CLINICS.len());
    let (written, kana, latin) = stem(slot % STEMS);
    let kind = CLINICS[slot / STEMS];
    let form = dice.pick(&["医療法人", "医療法人社団", "医療法人財団"]);
    Company {
        name: format!("{form}{written}{}", kind.0),
        kana: format!("{kana}{}", kind.1),
        domain: format!("{latin}-{}.example", kind.2),
        corporate_number: corporate_number(500_000 + slot as u64),
        industry: "医療・医薬",
        country: "日本",
        japanese: true,
    }
}

fn foreign(n: usize, offset: usize, dice: &mut Dice) -> Company {
    let all = FOREIGN.len() * FOREIGN_TRADES.len();
    let slot = (n * 7_919 + offset) % all;
    let (stem, trade) = (FOREIGN[slot % FOREIGN.len()], FOREIGN_TRADES[slot / FOREIGN.len()]);
    // A second round over the list takes the other half of the legal forms.
    let half = FOREIGN_FORMS.len() / 2;
    let (form, country) = FOREIGN_FORMS[(n / all) % 2 * half + dice.index(half)];
    Company {
        name: format!("{stem} {} {form}", trade.0),
        kana: String::new(),
        domain: format!("{}-{}.example", stem.to_lowercase(), trade.0.to_lowercase()),
        corporate_number: String::new(),
        industry: trade.1,
        country,
        japanese: false,
    }
}

/// Thirteen digits with a right check digit, of a registry office (9999) that does not exist.
fn corporate_number(n: u64) -> String {
    let base = 999_901_000_000 + n % 1_000_000;
    format!("{}{base}", check_digit(base))
}

/// The first digit of a corporate number, from the twelve after it.
fn check_digit(base: u64) -> u64 {
    let (mut sum, mut rest) = (0, base);
    for place in 0..12 {
        sum += rest % 10 * if place % 2 == 0 { 1 } else { 2 };
        rest /= 10;
    }
    9 - sum % 9
}

/// Katakana to half-width, as old systems export it.
fn half_width(text: &str) -> String {
    const FULL: &str = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンー";
    const HALF: &str = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｰ";
    const VOICED: &str = "ガギグゲゴザジズゼゾダヂヅデドバビブベボ";
    const PLAIN: &str = "ｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾊﾋﾌﾍﾎ";
    let find = |from: &str, to: &str, c: char| from.chars().position(|x| x == c).and_then(|i| to.chars().nth(i));
    let mut out = String::new();
    for c in text.chars() {
        match (find(FULL, HALF, c), find(VOICED, PLAIN, c)) {
            (Some(half), _) => out.push(half),
            (None, Some(plain)) => out.extend([plain, 'ﾞ']),
            (None, None) => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_check_digit_is_the_tax_agencys() {
        assert_eq!(check_digit(12_050_002), 7); // 7000012050002
        assert_eq!(corporate_number(5).len(), 13);
    }

    #[test]
    fn ten_thousand_names_repeat_only_where_they_must() {
        let mut dice = Dice::new(1, 1);
        let names: BTreeSet<_> = (0..10_000).map(|n| company(n, 123, &mut dice).name).collect();
        assert_eq!(names.len(), 10_000);
    }

    #[test]
    fn the_first_three_hundred_show_every_form() {
        let mut dice = Dice::new(1, 1);
        let names: Vec<_> = (0..300).map(|n| company(n, 5, &mut dice).name).collect();
        for form in ["㈱", "（株）", "有限会社", "合同会社", "医療法人", "株式会社　", "GmbH"] {
            assert!(names.iter().any(|name| name.contains(form)), "no {form}");
        }
        assert!(names.iter().any(|name| name.starts_with("株式会社")));
        assert!(names.iter().any(|name| name.ends_with("株式会社")));
    }

    #[test]
    fn half_width_keeps_what_it_does_not_know() {
        assert_eq!(half_width("ハルベル商事"), "ﾊﾙﾍﾞﾙ商事");
    }
}
