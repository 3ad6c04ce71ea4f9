//! Which company a name means (J-05). The name is kept as typed; the key is derived and never shown.

use super::{fold_variants, unify};

/// Where the legal form stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Position {
    /// 前株: 株式会社アシスト.
    Front,
    /// 後株: アシスト株式会社.
    Back,
    /// In the middle: 青空株式会社東京支店.
    Middle,
    /// There was none.
    Absent,
}

/// A company's name taken apart for comparison.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CompanyKey {
    /// The name without legal form, blanks and symbols; width, case and variants folded.
    pub bare: String,
    /// The legal form in full (株式会社, `ltd`), empty if none was given.
    pub form: &'static str,
    /// Where the form stood.
    pub position: Position,
}

/// How two names relate. Even `Same` is only a reason to ask: nothing is merged on a name alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// One name, differently typed.
    Same,
    /// Perhaps one company: the form stands elsewhere, or one of the two has none.
    Candidate,
    /// Two companies, as far as the names tell.
    Different,
}

/// Legal form, then its abbreviations in brackets (㈱ and （株） are (株) once unified), then those of bank transfers.
/// Longer ones come before those that they contain.
const FORMS: &[(&str, &[&str], &str)] = &[
    ("株式会社", &["(株)"], "カ"),
    ("有限会社", &["(有)"], "ユ"),
    ("合同会社", &["(同)", "(合同)"], "ド"),
    ("合資会社", &["(資)"], "シ"),
    ("合名会社", &["(名)"], "メ"),
    ("相互会社", &["(相)"], "ソ"),
    ("特定目的会社", &["(特)"], ""),
    ("社会医療法人社団", &[], ""),
    ("社会医療法人財団", &[], ""),
    ("社会医療法人", &[], ""),
    ("医療法人社団", &["(医社)"], ""),
    ("医療法人財団", &["(医財)"], ""),
    ("医療法人", &["(医)"], "イ"),
    ("一般社団法人", &["(一社)"], ""),
    ("一般財団法人", &["(一財)"], ""),
    ("公益社団法人", &["(公社)"], ""),
    ("公益財団法人", &["(公財)"], ""),
    ("社団法人", &["(社)"], ""),
    ("財団法人", &["(財)"], "ザイ"),
    ("学校法人", &["(学)"], "ガク"),
    ("宗教法人", &["(宗)"], "シユウ"),
    ("社会福祉法人", &["(福)", "(社福)"], "フク"),
    ("特定非営利活動法人", &["(特非)", "(npo)", "npo法人"], "トクヒ"),
    ("国立研究開発法人", &["(研)"], ""),
    ("地方独立行政法人", &["(地独)"], ""),
    ("独立行政法人", &["(独)"], "ドク"),
    ("国立大学法人", &["(大)"], "ダイ"),
    ("公立大学法人", &[], ""),
    ("農事組合法人", &["(農)"], ""),
    ("監査法人", &["(監)"], ""),
    ("税理士法人", &["(税)"], ""),
    ("弁護士法人", &["(弁)"], "ベン"),
    ("司法書士法人", &["(司)"], ""),
    ("行政書士法人", &["(行)"], ""),
    ("社会保険労務士法人", &["(労)"], ""),
    ("有限責任事業組合", &[], ""),
];

/// Legal forms written in Latin letters: the last word or words of a name, without points.
const LATIN: &[(&str, &[&str])] = &[
    ("ltd", &["co ltd", "company limited", "company ltd", "ltd", "limited"]),
    ("inc", &["inc", "incorporated"]),
    ("corp", &["corp", "corporation"]),
    ("llc", &["llc"]),
    ("llp", &["llp"]),
    ("plc", &["plc"]),
    ("gmbh", &["gmbh"]),
    ("ag", &["ag"]),
    ("sa", &["sa"]),
    ("sas", &["sas"]),
    ("bv", &["bv"]),
    ("nv", &["nv"]),
    ("pty ltd", &["pty ltd", "pty limited"]),
    ("pte ltd", &["pte ltd", "pte limited"]),
    ("株式会社", &["kk", "kabushiki kaisha"]),
    ("合同会社", &["gk", "godo kaisha"]),
];

impl CompanyKey {
    /// Takes `name` apart. A name that is nothing but a legal form keeps it as its name.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let unified = fold_variants(&unify(name)).to_lowercase();
        let text: String = unified.split_whitespace().collect();
        let found = japanese(&text).or_else(|| latin(&unified));
        match found.map(|(rest, form, position)| (squeeze(&rest), form, position)) {
            Some((bare, form, position)) if !bare.is_empty() => Self { bare, form, position },
            _ => {
                let bare = squeeze(&text);
                Self { bare: if bare.is_empty() { text } else { bare }, form: "", position: Position::Absent }
            }
        }
    }

    /// The key to store and index: equal for two names that are perhaps one company's with the same legal form.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}/{}", self.bare, self.form)
    }

    /// How the two names relate.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> Likeness {
        if self.bare != other.bare {
            Likeness::Different
        } else if self.form == other.form {
            if self.position == other.position { Likeness::Same } else { Likeness::Candidate }
        } else if self.form.is_empty() || other.form.is_empty() {
            Likeness::Candidate
        } else {
            Likeness::Different
        }
    }
}

/// Letters and digits only; `ー` is a letter, `・` and `&` are not.
fn squeeze(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn japanese(text: &str) -> Option<(String, &'static str, Position)> {
    for (form, short, bank) in FORMS {
        for spelling in short.iter().chain(std::iter::once(form)) {
            if let Some(rest) = text.strip_prefix(spelling) {
                return Some((rest.to_owned(), form, Position::Front));
            }
            if let Some(rest) = text.strip_suffix(spelling) {
                return Some((rest.to_owned(), form, Position::Back));
            }
        }
        if !bank.is_empty() {
            if let Some(rest) = text.strip_prefix(bank).and_then(|rest| rest.strip_prefix(')')) {
                return Some((rest.to_owned(), form, Position::Front));
            }
            if let Some(rest) = text.strip_suffix(bank).and_then(|rest| rest.strip_suffix('(')) {
                return Some((rest.to_owned(), form, Position::Back));
            }
        }
    }
    FORMS.iter().find_map(|(form, short, _)| {
        let (before, after) =
            short.iter().chain(std::iter::once(form)).find_map(|spelling| text.split_once(spelling))?;
        Some((format!("{before}{after}"), *form, Position::Middle))
    })
}

fn latin(text: &str) -> Option<(String, &'static str, Position)> {
    let spaced: String = text.chars().filter(|c| *c != '.').map(|c| if c == ',' { ' ' } else { c }).collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut best: Option<(usize, &'static str)> = None;
    for (form, spellings) in LATIN {
        for spelling in *spellings {
            let wanted: Vec<&str> = spelling.split(' ').collect();
            if words.len() > wanted.len() && words.ends_with(&wanted) && best.is_none_or(|(n, _)| n < wanted.len()) {
                best = Some((wanted.len(), form));
            }
        }
    }
    let (count, form) = best?;
    Some((words[..words.len() - count].concat(), form, Position::Back))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(name: &str) -> String {
        CompanyKey::of(name).text()
    }

    #[test]
    fn one_name_in_all_its_spellings_has_one_key() {
        for name in [
            "㈱ｱｼｽﾄ",
            "（株）アシスト",
            "株式会社　アシスト",
            "アシスト㍿",
            "カ）アシスト",
            "ｱｼｽﾄ(ｶ",
            " (株) アシスト ",
        ] {
            assert_eq!(key(name), "アシスト/株式会社", "{name}");
        }
        assert_eq!(key("医療法人社団　青空会"), "青空会/医療法人社団");
        assert_eq!(key("ＮＰＯ法人みらい"), key("特定非営利活動法人 みらい"));
        assert_eq!(key("國際髙﨑商事(株)"), key("株式会社国際高崎商事"));
        assert_eq!(key("エー・ビー・シー株式会社"), key("株式会社エービーシー"));
        assert_eq!(key("Acme Co., Ltd."), "acme/ltd");
        assert_eq!(key("ACME INC"), key("Acme, Inc."));
        assert_eq!(key("Pte Trading Pte. Ltd."), "ptetrading/pte ltd");
        assert_eq!(CompanyKey::of("青空株式会社東京支店").position, Position::Middle);
    }

    #[test]
    fn legal_form_and_its_place_decide_how_alike_two_names_are() {
        let like = |a: &str, b: &str| CompanyKey::of(a).likeness(&CompanyKey::of(b));
        assert_eq!(like("㈱アシスト", "株式会社 ｱｼｽﾄ"), Likeness::Same);
        assert_eq!(like("株式会社アシスト", "アシスト株式会社"), Likeness::Candidate);
        assert_eq!(like("株式会社アシスト", "アシスト"), Likeness::Candidate);
        assert_eq!(like("株式会社アシスト", "有限会社アシスト"), Likeness::Different);
        assert_eq!(like("株式会社アシスト", "株式会社アシスト販売"), Likeness::Different);
        assert_eq!(like("嶋田商店", "島田商店"), Likeness::Different);
        assert_eq!(like("Acme Inc", "Acme Ltd"), Likeness::Different);
    }

    #[test]
    fn a_name_never_vanishes() {
        for name in ["株式会社", "㈱", "!!!", "Ltd"] {
            assert!(!CompanyKey::of(name).bare.is_empty(), "{name}");
        }
    }

    proptest! {
        #[test]
        fn width_blanks_and_place_do_not_change_the_bare_name(name in "[ァ-ン亜-腕A-Z]{1,8}", form in 0usize..3) {
            let form = ["株式会社", "(株)", "㈱"][form];
            let bare = CompanyKey::of(&name).bare;
            for typed in [format!("{form}{name}"), format!("{name}　{form}"), format!("{form} {name} ")] {
                prop_assert_eq!(&CompanyKey::of(&typed).bare, &bare);
                prop_assert_eq!(CompanyKey::of(&typed).form, "株式会社");
            }
        }
    }
}
