//! Numbers, shares and money. Both languages write them alike; minus is U+2212, as wide as plus in tables.

use crate::Words;
use banso_kernel::Money;

/// The sign in front of negative figures on screen.
pub const MINUS: char = '−';
/// What stands where there is no data: never a zero.
pub const NO_DATA: &str = "—";

impl Words {
    /// `1,234`, `−1,200`.
    #[must_use]
    pub fn int(&self, n: i64) -> String {
        grouped(n)
    }

    /// `1,234.5` with exactly `digits` decimals; a dash for NaN (no data) and infinities.
    #[must_use]
    pub fn num(&self, x: f64, digits: usize) -> String {
        if !x.is_finite() {
            return NO_DATA.to_owned();
        }
        let text = format!("{:.digits$}", x.abs());
        let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
        let negative = x < 0.0 && text.bytes().any(|b| (b'1'..=b'9').contains(&b));
        assemble(negative, "", whole, decimals)
    }

    /// A share (0.123) as `12.3 %`; a dash for NaN.
    #[must_use]
    pub fn percent(&self, share: f64) -> String {
        if share.is_finite() { format!("{} %", self.num(share * 100.0, 1)) } else { NO_DATA.to_owned() }
    }

    /// `¥1,234`, `$1,234.56`, `CHF 1,234.56`; never rounded.
    #[must_use]
    pub fn money(&self, money: Money) -> String {
        let digits = money.currency.digits() as usize;
        let minor = format!("{:0>width$}", money.minor.unsigned_abs(), width = digits + 1);
        let (whole, decimals) = minor.split_at(minor.len() - digits);
        let symbol = match money.currency.code() {
            "JPY" => "¥",
            "USD" => "$",
            "EUR" => "€",
            "GBP" => "£",
            "KRW" => "₩",
            code => return assemble(money.minor < 0, &format!("{code} "), whole, decimals),
        };
        assemble(money.minor < 0, symbol, whole, decimals)
    }
}

pub(crate) fn grouped(n: i64) -> String {
    assemble(n < 0, "", &n.unsigned_abs().to_string(), "")
}

fn assemble(negative: bool, symbol: &str, whole: &str, decimals: &str) -> String {
    let mut out = String::with_capacity(whole.len() * 4 / 3 + decimals.len() + 8);
    if negative {
        out.push(MINUS);
    }
    out.push_str(symbol);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if !decimals.is_empty() {
        out.push('.');
        out.push_str(decimals);
    }
    out
}
