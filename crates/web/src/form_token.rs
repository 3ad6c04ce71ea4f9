//! The form token as it stands in pages: different each time, so that the length of compressed pages tells nothing
//! about it (BREACH).

use std::fmt::Write;

/// What stands in a page: the mask, and the session's token under it, in hexadecimal digits.
pub(crate) fn mask(token: &str, mask: &[u8; 16]) -> String {
    let covered = token.bytes().zip(mask.iter().cycle()).map(|(byte, cover)| byte ^ cover);
    mask.iter().copied().chain(covered).fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// The session's token under what a page sent back.
pub(crate) fn unmask(sent: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = sent.chars().map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect();
    let digits = digits.filter(|digits| digits.len() % 2 == 0)?;
    let bytes: Vec<u8> = digits.chunks(2).map(|two| two[0] << 4 | two[1]).collect();
    let (mask, covered) = bytes.split_at_checked(16)?;
    Some(covered.iter().zip(mask.iter().cycle()).map(|(byte, cover)| byte ^ cover).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_masked_comes_back(token in "[A-Za-z0-9_-]{0,60}", cover: [u8; 16]) {
            prop_assert_eq!(unmask(&mask(&token, &cover)), Some(token.into_bytes()));
        }

        #[test]
        fn anything_may_be_sent(sent in ".*") {
            let _ = unmask(&sent);
        }
    }
}
