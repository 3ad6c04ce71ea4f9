//! Text as people type it: what counts as the same character, the same word, the same company.
//!
//! What was typed is always kept; everything here derives keys from it that are stored beside it or made on the fly.

mod collate;
mod company;
mod kana;
mod search;
mod variants;

pub use collate::{company_order, name_order};
pub use company::{CompanyKey, Likeness, Position};
pub use kana::{is_kana, to_hiragana, to_katakana};
pub use search::{search_key, search_text};
pub use variants::{fold_lookalikes, fold_variants};

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// Length as a reader counts it: 葛󠄀城 (with a variation selector) is 2, 🏳️‍🌈 is 1 (J-10).
#[must_use]
pub fn length(text: &str) -> usize {
    text.graphemes(true).count()
}

/// Compatibility forms unified (NFKC): full-width ASCII becomes ASCII, half-width kana full-width, ㈱ becomes (株);
/// variation selectors are dropped.
#[must_use]
pub fn unify(text: &str) -> String {
    text.nfkc().filter(|c| !is_selector(*c)).collect()
}

/// Standard (VS1–16) and ideographic (VS17–256) variation selectors.
fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Any of the dashes, minus signs and long-vowel marks that people type for a hyphen (J-06).
#[must_use]
pub fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '─' | 'ー' | '－' | 'ｰ' | '﹣')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_what_the_reader_sees() {
        assert_eq!(length("葛\u{e0100}城"), 2);
        assert_eq!(length("𠮷田"), 2);
        assert_eq!(length("草彅"), 2);
        assert_eq!(length("ガ"), 1);
    }

    #[test]
    fn widths_and_selectors_are_unified() {
        assert_eq!(unify("ＡＢＣ　ｱｼｽﾄ㈱"), "ABC アシスト(株)");
        assert_eq!(unify("葛\u{e0100}城"), "葛城");
    }
}
