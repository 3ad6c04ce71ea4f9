//! Postcodes, phone numbers, mail addresses and kana, read leniently (J-06).

use super::Read;
use crate::Problem;
use crate::text::{is_dash, is_kana, to_hiragana, unify};

/// `103-0027`, whatever dash, width or 〒 was typed.
///
/// # Errors
/// When it is not seven digits.
pub fn postcode(typed: &str) -> Result<String, Problem> {
    let text = unify(typed);
    let rest = text.trim().trim_start_matches(['〒', '〶']);
    let digits: String = rest.chars().filter(|c| !c.is_whitespace() && !is_dash(*c)).collect();
    if digits.len() == 7 && digits.bytes().all(|b| b.is_ascii_digit()) {
        Ok(format!("{}-{}", &digits[..3], &digits[3..]))
    } else {
        Err(Problem::new("problem-postcode-unreadable").with("value", typed.trim()))
    }
}

/// A phone number in normal form.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Phone {
    /// Domestic digits from 0 (`0312345678`), or `+` and the digits of another country.
    pub number: String,
    /// 内線, if given.
    pub extension: Option<String>,
}

/// Reads a Japanese or foreign number; `03(1234)5678` and `+81 3-1234-5678` are the same.
///
/// # Errors
/// When the digits cannot be a phone number.
pub fn phone(typed: &str) -> Result<Phone, Problem> {
    let refuse = || Problem::new("problem-phone-unreadable").with("value", typed.trim());
    let text = unify(typed).to_lowercase();
    let (main, extension) = match ["内線", "extension", "ext.", "ext", "x", "#"].iter().find_map(|m| text.split_once(m))
    {
        Some((main, rest)) => (main, Some(rest.chars().filter(char::is_ascii_digit).collect::<String>())),
        None => (text.as_str(), None),
    };
    let main = main.trim().trim_start_matches("tel").trim_start_matches([':', '.', ' ']);
    let main = main.trim_end_matches(['(', ' ', ',', '、', '/']).replace("(0)", "");
    let known =
        |c: char| c.is_ascii_digit() || c.is_whitespace() || is_dash(c) || matches!(c, '(' | ')' | '.' | '+' | '/');
    if !main.chars().all(known) || main.trim_start_matches('+').contains('+') {
        return Err(refuse());
    }
    let digits: String = main.chars().filter(char::is_ascii_digit).collect();
    let number = match (main.trim_start().starts_with('+'), digits.strip_prefix("81")) {
        (true, Some(rest)) => format!("0{}", rest.trim_start_matches('0')),
        (true, None) => format!("+{digits}"),
        (false, _) => digits,
    };
    let valid = match number.strip_prefix('+') {
        Some(foreign) => (7..=15).contains(&foreign.len()),
        None => number.starts_with('0') && number.len() == if mobile_or_free(&number) { 11 } else { 10 },
    };
    let extension = extension.filter(|digits| !digits.is_empty());
    if valid { Ok(Phone { number, extension }) } else { Err(refuse()) }
}

/// Eleven digits: 050, 060, 070, 080, 090 and 020, and the free numbers of 0800.
fn mobile_or_free(number: &str) -> bool {
    ["020", "050", "060", "070", "080", "090"].iter().any(|prefix| number.starts_with(prefix))
}

impl Phone {
    /// With dashes where the number itself tells their place: mobile, IP, free and navigation numbers, Tokyo, Osaka.
    #[must_use]
    pub fn dashed(&self) -> String {
        let n = &self.number;
        let parts: &[usize] = match n.get(..4) {
            Some("0120" | "0570" | "0990") if n.len() == 10 => &[4, 3],
            Some("0800") if n.len() == 11 => &[4, 3],
            Some(_) if n.len() == 11 => &[3, 4],
            Some(head) if head.starts_with("03") || head.starts_with("06") => &[2, 4],
            _ => &[],
        };
        let mut out = String::with_capacity(n.len() + 3);
        let mut rest = n.as_str();
        for len in parts {
            let (part, after) = rest.split_at((*len).min(rest.len()));
            out.push_str(part);
            out.push('-');
            rest = after;
        }
        out.push_str(rest);
        out
    }
}

/// A mail address: full-width ＠ and letters repaired with a notice, blanks cut, the domain in lower case.
///
/// # Errors
/// When there is not one @ between a name and a domain.
pub fn mail(typed: &str) -> Result<Read<String>, Problem> {
    let refuse = || Problem::new("problem-mail-unreadable").with("value", typed.trim());
    let text: String = unify(typed).trim().trim_start_matches("mailto:").replace('。', ".");
    let (name, domain) = text.split_once('@').ok_or_else(refuse)?;
    let domain = domain.to_lowercase();
    let name_fits = !name.is_empty()
        && name.len() <= 64
        && !name.chars().any(|c| c.is_whitespace() || c.is_control() || "@<>,;\"".contains(c));
    let labels: Vec<&str> = domain.split('.').collect();
    let domain_fits = labels.len() >= 2 && domain.len() <= 255 && labels.iter().all(|label| label_fits(label));
    if !name_fits || !domain_fits {
        return Err(refuse());
    }
    let value = format!("{name}@{domain}");
    let same = typed.trim().eq_ignore_ascii_case(&value);
    let notice = Problem::new("problem-input-repaired").with("value", typed.trim()).with("read", value.as_str());
    Ok(Read { notice: (!same).then_some(notice), value })
}

/// Whether mail can be sent to an address as it is typed: [`mail`] reads it without a repair, and its local part is of the
/// letters that all servers take.
#[must_use]
pub fn is_mail(typed: &str) -> bool {
    let atom = |atom: &str| {
        !atom.is_empty() && atom.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~-".contains(c))
    };
    let plain = mail(typed).is_ok_and(|read| read.notice.is_none());
    plain && typed.split_once('@').is_some_and(|(name, _)| name.trim_start().split('.').all(atom))
}

fn label_fits(label: &str) -> bool {
    let inside = |c: char| c == '-' || c.is_alphanumeric();
    !label.is_empty() && !label.starts_with('-') && !label.ends_with('-') && label.chars().all(inside)
}

/// A reading in hiragana, from half- or full-width kana of either kind; empty stays empty.
///
/// # Errors
/// When there are other characters, such as kanji.
pub fn kana(typed: &str) -> Result<String, Problem> {
    let text = to_hiragana(&unify(typed));
    let value = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if value.chars().all(|c| is_kana(c) || matches!(c, ' ' | '・')) {
        Ok(value)
    } else {
        Err(Problem::new("problem-kana-unreadable").with("value", typed.trim()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_postcode_is_read_with_every_dash_and_width() {
        for dash in ["-", "－", "−", "‐", "–", "―", "ー", "ｰ", "", " "] {
            for typed in [format!("103{dash}0027"), format!("〒１０３{dash}００２７"), format!(" 〒 103{dash}0027 ")]
            {
                assert_eq!(postcode(&typed).as_deref(), Ok("103-0027"), "{typed}");
            }
        }
        assert!(postcode("103-002").is_err() && postcode("103-00277").is_err() && postcode("あ").is_err());
    }

    #[test]
    fn a_phone_number_has_one_value_however_typed() {
        for typed in [
            "０３（１２３４）５６７８",
            "+81 3-1234-5678",
            "03-1234-5678",
            "0312345678",
            "+81 (0)3 1234 5678",
            "TEL: 03.1234.5678",
        ] {
            assert_eq!(phone(typed).map(|p| p.number).as_deref(), Ok("0312345678"), "{typed}");
        }
        let dashed = |typed: &str| phone(typed).map(|p| p.dashed()).unwrap_or_default();
        assert_eq!(dashed("０１２０１２３４５６"), "0120-123-456");
        assert_eq!(dashed("05012345678"), "050-1234-5678");
        assert_eq!(dashed("+81 90 1234 5678"), "090-1234-5678");
        assert_eq!(dashed("08001234567"), "0800-123-4567");
        assert_eq!(dashed("+1 415-555-0123"), "+14155550123");
        let inside = phone("03-1234-5678（内線１２３）").expect("a number");
        assert_eq!((inside.number.as_str(), inside.extension.as_deref()), ("0312345678", Some("123")));
        for typed in ["", "12345", "03-1234", "なし", "090-1234-567", "03-1234-56789"] {
            assert_eq!(phone(typed).expect_err("refused").code, "problem-phone-unreadable", "{typed}");
        }
    }

    #[test]
    fn mail_is_sent_only_to_addresses_that_servers_take() {
        for good in ["taro@example.jp", "a.b+c@sub.example.co.jp", "o'neil@example.com", "kanri@例え.jp"] {
            assert!(is_mail(good), "{good}");
        }
        for bad in [
            "あ@い",
            "管理@example.jp",
            "taro@example",
            "root@localhost",
            "a..b@example.jp",
            ".a@example.jp",
            "a@b@c.jp",
            "a b@example.jp",
            "<a@b.jp>",
            "taro＠example.jp",
            "mailto:taro@example.jp",
            "",
        ] {
            assert!(!is_mail(bad), "{bad}");
        }
    }

    #[test]
    fn a_mail_address_is_repaired_with_a_notice() {
        let read = mail("ｔａｒｏ＠ｅｘａｍｐｌｅ．ｃｏ．ｊｐ").expect("an address");
        assert_eq!(read.value, "taro@example.co.jp");
        assert!(read.notice.is_some());
        assert_eq!(mail(" Taro@Example.co.jp ").map(|r| (r.value, r.notice)), Ok(("Taro@example.co.jp".into(), None)));
        for typed in
            ["taro", "@example.jp", "taro@", "taro@example", "a b@example.jp", "a@b@c.jp", "taro@-x.jp", "taro@x..jp"]
        {
            assert!(mail(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn kana_of_any_width_becomes_hiragana() {
        assert_eq!(kana("ﾔﾏﾀﾞ ﾀﾛｳ").as_deref(), Ok("やまだ たろう"));
        assert_eq!(kana("ジョン・スミス").as_deref(), Ok("じょん・すみす"));
        assert_eq!(kana("").as_deref(), Ok(""));
        assert!(kana("山田").is_err());
    }

    proptest! {
        #[test]
        fn what_was_read_reads_the_same_again(text in any::<String>(), digits in "0[1-9][1-9][0-9]{7}") {
            if let Ok(first) = mail(&text) { prop_assert_eq!(mail(&first.value).map(|r| r.value), Ok(first.value)); }
            if let Ok(first) = kana(&text) { prop_assert_eq!(kana(&first), Ok(first)); }
            let first = phone(&digits).expect("ten digits");
            prop_assert_eq!(phone(&first.dashed()), Ok(first));
        }
    }
}
