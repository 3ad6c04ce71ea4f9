//! How many are where: horizontal bars from an honest zero, each named and valued directly, each a link.

use super::pen::{Anchor, Pen, fit, measure};
use super::scale::Scale;
use super::{Head, Mark};

/// One bar.
#[derive(Clone, Debug)]
pub struct Bar {
    /// Name, written left of the bar (above it when narrow).
    pub name: String,
    /// Length; negative and missing values count as nothing.
    pub value: f64,
    /// Text at the end of the bar: value, share, change.
    pub text: String,
    /// Fixed colour, 1…8.
    pub color: u8,
    /// Label and link.
    pub mark: Mark,
}

/// Draws the bars from top to bottom in the order given.
#[must_use]
pub fn draw(head: &Head<'_>, bars: &[Bar]) -> String {
    let narrow = head.width < 480.0;
    let row = if narrow { 44.0 } else { 32.0 };
    let mut pen = Pen::new(head, "bars", row * bars.len().max(1) as f64 + 4.0, bars.len());
    let names = bars.iter().map(|b| measure(&b.name, 13.0)).fold(0.0, f64::max).min(pen.width() * 0.35);
    // The text is bold, which is wider; a narrow drawing has its names above and can give it more room.
    let most_text = pen.width() * if narrow { 0.75 } else { 0.6 };
    let texts = bars.iter().map(|b| measure(&b.text, 15.6)).fold(0.0, f64::max).min(most_text);
    let left = if narrow { 0.0 } else { names + 12.0 };
    let most = bars.iter().map(|b| b.value).filter(|v| v.is_finite()).fold(0.0, f64::max);
    let length = Scale::new((0.0, if most > 0.0 { most } else { 1.0 }), (0.0, pen.width() - left - texts - 12.0));
    for (i, bar) in bars.iter().enumerate() {
        let top = row * i as f64 + 2.0;
        let (bar_top, thick) = if narrow { (top + 19.0, 16.0) } else { (top + 5.0, 20.0) };
        let color = bar.color.clamp(1, crate::tokens::SEGMENTS);
        let long = if bar.value.is_finite() { length.at(bar.value) } else { 0.0 };
        let width = pen.width();
        pen.mark(&bar.mark, |pen| {
            pen.rect("hit", (0.0, top), (width, row), 0.0);
            if narrow {
                pen.text("name", (0.0, top + 13.0), Anchor::Start, &fit(&bar.name, 13.0, width));
            } else {
                pen.text("name", (names, bar_top + 15.0), Anchor::End, &fit(&bar.name, 13.0, names + 2.0));
            }
            pen.rect(&format!("f{color}"), (left, bar_top), (long, thick), 1.0);
            pen.text("value", (left + long + 8.0, bar_top + thick - 4.0), Anchor::Start, &bar.text);
        });
    }
    let bottom = row * bars.len() as f64 + 4.0;
    if !narrow {
        pen.line("axis", (left, 0.0), (left, bottom));
    }
    pen.finish()
}
