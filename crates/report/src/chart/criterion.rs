//! How far from the goal: one bar from zero to the present value, with a mark at the wanted value.

use super::Head;
use super::pen::{Anchor, FONT, Pen, fit};
use super::scale::Scale;

/// A criterion's state.
#[derive(Clone, Copy, Debug)]
pub struct Criterion<'a> {
    /// Present value; `NaN` when there is no data.
    pub now: f64,
    /// Value that is wanted, at least or at most.
    pub wanted: f64,
    /// Whether it is met. Decided by the model, not from the drawing.
    pub met: bool,
    /// Present value as text, or the words for "no data".
    pub now_text: &'a str,
    /// Wanted value as text, with its direction ("20 or more").
    pub wanted_text: &'a str,
}

/// Draws the bar, 36 pixels high: text above, bar below.
#[must_use]
pub fn draw(head: &Head<'_>, data: &Criterion<'_>) -> String {
    let mut pen = Pen::new(head, "criterion", 36.0, 0);
    let width = pen.width();
    let most = [data.now, data.wanted].into_iter().filter(|v| v.is_finite()).fold(0.0, f64::max);
    let least = [data.now, data.wanted].into_iter().filter(|v| v.is_finite()).fold(0.0, f64::min);
    let (least, most) = if most > least { (least, most) } else { (0.0, 1.0) };
    let x = Scale::new((least, most), (0.0, width * 0.92));
    pen.text("value", (0.0, 13.0), Anchor::Start, &fit(data.now_text, 13.0, width / 2.0));
    pen.text("tick", (width, 13.0), Anchor::End, &fit(data.wanted_text, FONT, width / 2.0));
    pen.rect("track", (0.0, 22.0), (width, 8.0), 1.0);
    let class = if data.met { "met" } else { "unmet" };
    if data.now.is_finite() {
        let (zero, now) = (x.at(0.0), x.at(data.now));
        pen.rect(class, (zero.min(now), 22.0), ((now - zero).abs().max(1.0), 8.0), 1.0);
    }
    if data.wanted.is_finite() {
        let at = x.at(data.wanted).clamp(1.0, width - 1.0);
        pen.line("goal", (at, 18.0), (at, 34.0));
    }
    pen.finish()
}
