//! The corporate number (法人番号) and the number of qualified invoices (登録番号).

use crate::Problem;
use crate::text::{is_dash, unify};

/// Thirteen digits, of which the first checks the rest (J-07). Full-width digits, blanks and dashes are accepted.
///
/// # Errors
/// Says what is wrong: other characters, another length, or a check digit that does not fit.
pub fn corporate_number(typed: &str) -> Result<String, Problem> {
    let value: String = unify(typed).chars().filter(|c| !c.is_whitespace() && !is_dash(*c)).collect();
    if !value.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Problem::new("problem-corporate-number-digits").with("value", typed.trim()));
    }
    if value.len() != 13 {
        let problem = Problem::new("problem-corporate-number-length").with("value", typed.trim());
        return Err(problem.with("digits", value.len()));
    }
    if check_digit(&value.as_bytes()[1..]) != value.as_bytes()[0] - b'0' {
        return Err(Problem::new("problem-corporate-number-check").with("value", typed.trim()));
    }
    Ok(value)
}

/// `T` and a corporate number.
///
/// # Errors
/// As [`corporate_number`]; a missing `T` counts as another character.
pub fn invoice_number(typed: &str) -> Result<String, Problem> {
    let value = unify(typed).trim().to_uppercase();
    match value.strip_prefix('T') {
        Some(digits) => corporate_number(digits).map(|digits| format!("T{digits}")),
        None => Err(Problem::new("problem-corporate-number-digits").with("value", typed.trim())),
    }
}

/// 9 − (Σ Pₙ·Qₙ mod 9), with n counted from the right and Q = 1 for odd, 2 for even n (ordinance of the Ministry of
/// Finance on corporate numbers).
fn check_digit(twelve: &[u8]) -> u8 {
    let sum: u32 = twelve.iter().rev().enumerate().map(|(n, digit)| u32::from(digit - b'0') * (1 + n as u32 % 2)).sum();
    9 - (sum % 9) as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_check_digit_is_tested() {
        assert_eq!(corporate_number("7000012050002").as_deref(), Ok("7000012050002"));
        assert_eq!(corporate_number(" ７０００－０１２０５０００２ ").as_deref(), Ok("7000012050002"));
        assert_eq!(invoice_number("ｔ7000012050002").as_deref(), Ok("T7000012050002"));
        let code = |typed: &str| corporate_number(typed).expect_err("refused").code;
        assert_eq!(code("7000012050003"), "problem-corporate-number-check");
        assert_eq!(code("700001205000"), "problem-corporate-number-length");
        assert_eq!(code("7000012O50002"), "problem-corporate-number-digits");
    }

    proptest! {
        #[test]
        fn a_single_wrong_digit_is_noticed_unless_it_differs_by_nine(body in "[0-9]{12}", at in 0usize..12, to in 0u8..10) {
            let valid = format!("{}{body}", check_digit(body.as_bytes()));
            prop_assert!(corporate_number(&valid).is_ok());
            let mut other = valid.clone().into_bytes();
            let before = other[at + 1];
            other[at + 1] = b'0' + to;
            let other = String::from_utf8(other).expect("digits");
            prop_assert_eq!(corporate_number(&other).is_ok(), (before - b'0') % 9 == to % 9);
        }
    }
}
