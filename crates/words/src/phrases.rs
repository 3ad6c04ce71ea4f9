//! Where a Japanese line may break: between phrases, never inside a word (J-17).

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Texts remembered before the cache starts again; headings and labels are far fewer.
const KEPT: usize = 8192;
/// Longer texts are prose, which the browser breaks well enough.
const LONGEST: usize = 400;
/// Words that the model would cut, one a line.
const WHOLE: &str = include_str!("../messages/whole.txt");

/// Break positions of texts seen before: a page asks for the same labels again and again.
#[derive(Default)]
pub(crate) struct Cache(Mutex<HashMap<Box<str>, Box<[u16]>>>);

impl Cache {
    pub(crate) fn split<'t>(&self, text: &'t str) -> Vec<&'t str> {
        if text.len() > LONGEST || text.is_ascii() {
            return vec![text];
        }
        if let Some(breaks) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(text) {
            return cut(text, breaks);
        }
        let breaks = breaks(text);
        let parts = cut(text, &breaks);
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= KEPT {
            known.clear();
        }
        known.insert(text.into(), breaks);
        parts
    }
}

fn cut<'t>(text: &'t str, breaks: &[u16]) -> Vec<&'t str> {
    let mut start = 0;
    let mut parts = Vec::with_capacity(breaks.len() + 1);
    for end in breaks.iter().map(|at| usize::from(*at)).chain([text.len()]) {
        parts.push(&text[start..end]);
        start = end;
    }
    parts
}

fn breaks(text: &str) -> Box<[u16]> {
    let mut at = 0;
    let mut found = Vec::new();
    let whole: Vec<_> = WHOLE
        .lines()
        .flat_map(|word| text.match_indices(word).map(|(start, word)| start + 1..start + word.len()))
        .collect();
    for part in budoux::parse(budoux::models::default_japanese_model(), text) {
        at += part.len();
        if at < text.len() && !whole.iter().any(|inside| inside.contains(&at)) && may_break(&text[..at], &text[at..]) {
            found.extend(u16::try_from(at));
        }
    }
    found.into()
}

/// The model was trained on prose; in labels it sometimes cuts words of one script or strands a mark.
fn may_break(before: &str, after: &str) -> bool {
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else { return false };
    let one_word = |c: char| c.is_ascii_alphanumeric() || ('ァ'..='ヺ').contains(&c) || c == 'ー';
    let never_first =
        "、。，．・：；？！」』）】〕｝〉》ー々〜～…‥ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ)]},.!?:;%％";
    let never_last = "「『（【〔｛〈《([{¥$#";
    !((one_word(last) && one_word(first)) || never_first.contains(first) || never_last.contains(last))
}
