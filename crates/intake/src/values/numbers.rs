//! Numbers and amounts of money as people write them: `1,234`, `¥1,234`, `(1,234)`, `−1200`, full-width digits.

use crate::fold;
use crate::row::{Cell, plain};
use banso_kernel::{Currency, Problem};

/// A decimal number, exactly as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal {
    negative: bool,
    /// Digits before the point, without leading zeros.
    whole: String,
    /// Digits after the point, without trailing zeros.
    fraction: String,
}

/// Largest number of digits before the point.
const WHOLE_DIGITS: usize = 15;

fn unreadable() -> Problem {
    Problem::new("problem-number")
}

/// Reads a number with a decimal point.
///
/// # Errors
/// `problem-number` for anything that is none, `problem-number-limit` from 10^15 on.
pub fn decimal(text: &str) -> Result<Decimal, Problem> {
    read(text, '.', ',')
}

/// Reads a number with a decimal comma, as written in much of Europe: `1.234,56`.
///
/// # Errors
/// As [`decimal`].
pub fn decimal_comma(text: &str) -> Result<Decimal, Problem> {
    read(text, ',', '.')
}

fn read(text: &str, point: char, thousands: char) -> Result<Decimal, Problem> {
    let folded = fold::ascii(text);
    let mut rest = folded.as_str();
    let mut negative = false;
    if let Some(inner) = rest.strip_prefix('(').and_then(|r| r.strip_suffix(')')) {
        (negative, rest) = (true, inner.trim());
    }
    // A sign may stand before or after the currency; `▲` and `△` are the accountant's minus.
    for _ in 0..2 {
        if let Some(after) = rest.strip_prefix(['-', '▲', '△']) {
            if negative {
                return Err(unreadable());
            }
            (negative, rest) = (true, after.trim_start());
        } else if let Some(after) = rest.strip_prefix('+') {
            rest = after.trim_start();
        }
        rest = rest.trim_start_matches(['¥', '\\', '$', '€', '£', '₩']).trim_start();
    }
    if let Some(before) = rest.strip_suffix('-') {
        if negative {
            return Err(unreadable());
        }
        (negative, rest) = (true, before);
    }
    rest = rest.trim_end_matches(['円', '€']).trim_end();
    if rest.contains(['e', 'E']) {
        let number: f64 = rest.parse().map_err(|_| unreadable())?;
        if !rest.starts_with(|c: char| c.is_ascii_digit() || c == '.') || !number.is_finite() {
            return Err(unreadable());
        }
        if number.abs() >= 1e15 {
            return Err(Problem::new("problem-number-limit"));
        }
        return read(&format!("{}{}", if negative { "-" } else { "" }, plain(number)), '.', ',');
    }
    let (whole, fraction) = rest.split_once(point).unwrap_or((rest, ""));
    let whole = ungrouped(whole, thousands).ok_or_else(unreadable)?;
    if !fraction.bytes().all(|b| b.is_ascii_digit()) || (whole.is_empty() && fraction.is_empty()) {
        return Err(unreadable());
    }
    let whole = whole.trim_start_matches('0').to_owned();
    if whole.len() > WHOLE_DIGITS {
        return Err(Problem::new("problem-number-limit"));
    }
    let fraction = fraction.trim_end_matches('0').to_owned();
    let zero = whole.is_empty() && fraction.is_empty();
    Ok(Decimal { negative: negative && !zero, whole, fraction })
}

/// Takes thousands separators out, if they stand where they must: after the first one to three digits every three.
fn ungrouped(text: &str, separator: char) -> Option<String> {
    let mut groups = text.split(separator);
    let first = groups.next()?;
    let digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    let rest: Vec<&str> = groups.collect();
    if !digits(first) || (!rest.is_empty() && (first.is_empty() || first.len() > 3)) {
        return None;
    }
    rest.iter().all(|group| group.len() == 3 && digits(group)).then(|| format!("{first}{}", rest.concat()))
}

impl Decimal {
    /// Below zero.
    #[must_use]
    pub fn negative(&self) -> bool {
        self.negative
    }

    /// The nearest `f64`.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        let text = format!("{}{}.{}", if self.negative { "-" } else { "" }, pad(&self.whole), pad(&self.fraction));
        text.parse().unwrap_or(0.0)
    }

    /// Minor units of `currency`.
    ///
    /// # Errors
    /// `problem-amount-digits` if it has more digits after the point than the currency.
    pub fn minor(&self, currency: Currency) -> Result<i64, Problem> {
        let digits = currency.digits() as usize;
        if self.fraction.len() > digits {
            return Err(Problem::new("problem-amount-digits").with("currency", currency.code()).with("digits", digits));
        }
        let text = format!("{}{:0<digits$}", pad(&self.whole), self.fraction);
        let minor: i64 = text.parse().map_err(|_| Problem::new("problem-number-limit"))?;
        Ok(if self.negative { -minor } else { minor })
    }
}

fn pad(digits: &str) -> &str {
    if digits.is_empty() { "0" } else { digits }
}

/// Reads a number out of a cell; `None` for an empty one.
///
/// # Errors
/// As [`decimal`], or the problem of a bad cell.
pub fn cell(cell: &Cell, comma: bool) -> Result<Option<Decimal>, Problem> {
    match cell {
        Cell::Empty => Ok(None),
        Cell::Number(number) if number.abs() >= 1e15 || !number.is_finite() => {
            Err(Problem::new("problem-number-limit"))
        }
        Cell::Number(number) => decimal(&plain(*number)).map(Some),
        Cell::Text(text) if comma => decimal_comma(text).map(Some),
        Cell::Text(text) => decimal(text).map(Some),
        Cell::Bool(_) | Cell::Moment(_) => Err(unreadable()),
        Cell::Bad(_, problem) => Err((**problem).clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn minor(text: &str) -> Result<i64, String> {
        decimal(text).and_then(|d| d.minor(Currency::USD)).map_err(|p| p.code)
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for text in ["1234.5", "1,234.50", "$1,234.5", "１，２３４．５", " ＋1234.5 ", "¥ 1,234.5", "1234.5円"]
        {
            assert_eq!(minor(text), Ok(123_450), "{text}");
        }
        for text in [
            "-1200",
            "−1200",
            "－１２００",
            "(1,200)",
            "（1,200）",
            "▲1,200",
            "△1200",
            "-$1,200",
            "$-1200",
            "1200-",
            "–1200",
        ] {
            assert_eq!(minor(text), Ok(-120_000), "{text}");
        }
        assert_eq!(minor("1.2e3"), Ok(120_000));
        assert_eq!(minor("0"), Ok(0));
        assert_eq!(decimal_comma("1.234,56").and_then(|d| d.minor(Currency::USD)).ok(), Some(123_456));
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in [
            "",
            "abc",
            "1,23",
            "12,34,567",
            "1.2.3",
            "--1",
            "(-1)",
            "NaN",
            "inf",
            "1e400",
            "１２ ３",
            "0x10",
            ",123",
            "1_000",
            ".",
        ] {
            assert_eq!(minor(text), Err("problem-number".into()), "{text}");
        }
        assert_eq!(minor("1234567890123456"), Err("problem-number-limit".into()));
        assert_eq!(minor("1.234"), Err("problem-amount-digits".into()));
        assert_eq!(
            decimal("1.5").and_then(|d| d.minor(Currency::JPY)).map_err(|p| p.code),
            Err("problem-amount-digits".into())
        );
        assert_eq!(decimal("1,234.00").and_then(|d| d.minor(Currency::JPY)).ok(), Some(1234));
    }

    proptest! {
        #[test]
        fn every_number_of_cents_survives(minor in -99_999_999_999_999i64..99_999_999_999_999) {
            let text = format!("{}{}.{:02}", if minor < 0 { "-" } else { "" }, minor.abs() / 100, minor.abs() % 100);
            prop_assert_eq!(decimal(&text).unwrap().minor(Currency::USD).unwrap(), minor);
        }

        #[test]
        fn a_float_survives_its_text(x in -1e14f64..1e14) {
            prop_assert_eq!(decimal(&plain(x)).unwrap().to_f64(), x);
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,20}") {
            let _ = decimal(&text);
            let _ = decimal_comma(&text);
        }
    }
}
