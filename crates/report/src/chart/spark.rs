//! A small trend beside a figure: no axis, at most 24 pixels high, said in words for those who cannot see it.

use super::plot::runs;
use super::scale::{Scale, domain};
use std::fmt::Write;

/// Width and height in pixels.
pub const SIZE: (f64, f64) = (96.0, 24.0);

/// Draws `values` (equal steps of time, `NaN` = gap) on an axis that holds zero. `words` says the same ("42 → 57 in 13
/// weeks"); it is the text alternative.
#[must_use]
pub fn draw(values: &[f64], words: &str) -> String {
    let (width, height) = SIZE;
    let words = super::pen::escape(words);
    // A list holds fifty of these, so it is written short: whole pixels, and no point inside a straight run.
    let mut out = format!(
        "<svg class=\"spark\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\"><title>{words}</title>"
    );
    let (low, high) = domain(values.iter().copied());
    let x = Scale::new((0.0, values.len().saturating_sub(1) as f64), (3.0, width - 4.0));
    let y = Scale::new((low, if high > low { high } else { low + 1.0 }), (height - 3.0, 3.0));
    let place = |i: usize| format!("{:.0} {:.0}", x.at(i as f64), y.at(values[i]));
    let known: Vec<bool> = values.iter().map(|v| v.is_finite()).collect();
    for run in runs(&known) {
        let bends = |i: &usize| {
            *i == run.start || *i + 1 == run.end || values[i - 1] != values[*i] || values[*i] != values[i + 1]
        };
        let points: Vec<String> = run.clone().filter(bends).map(place).collect();
        let _ = write!(out, "<path d=\"M{}\"/>", points.join(" "));
    }
    if let Some(i) = known.iter().rposition(|k| *k) {
        let _ = write!(out, "<circle cx=\"{:.0}\" cy=\"{:.0}\" r=\"2\"/>", x.at(i as f64), y.at(values[i]));
    }
    out.push_str("</svg>");
    out
}
