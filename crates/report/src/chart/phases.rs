//! Where do they stick: a bar for each phase of a journey from an honest zero, its stuck part marked at the start.

use super::pen::{Anchor, Pen, fit, measure};
use super::scale::Scale;
use super::{Head, Mark};

/// One phase.
#[derive(Clone, Debug)]
pub struct Phase {
    /// Name, written left of the bar (above it when narrow).
    pub name: String,
    /// Length: how many are in it.
    pub value: f64,
    /// How many of them are stuck; never more than all.
    pub stuck: f64,
    /// Text at the end of the bar: both counts in words, since colour never speaks alone.
    pub text: String,
    /// Label and link.
    pub mark: Mark,
}

/// Draws the phases from top to bottom in the order given.
#[must_use]
pub fn draw(head: &Head<'_>, phases: &[Phase]) -> String {
    let narrow = head.width < 480.0;
    let row = if narrow { 44.0 } else { 32.0 };
    let mut pen = Pen::new(head, "bars", row * phases.len().max(1) as f64 + 4.0, phases.len());
    let names = phases.iter().map(|p| measure(&p.name, 13.0)).fold(0.0, f64::max).min(pen.width() * 0.35);
    let most_text = pen.width() * if narrow { 0.75 } else { 0.5 };
    let texts = phases.iter().map(|p| measure(&p.text, 15.6)).fold(0.0, f64::max).min(most_text);
    let left = if narrow { 0.0 } else { names + 12.0 };
    let most = phases.iter().map(|p| p.value).filter(|v| v.is_finite()).fold(0.0, f64::max);
    let length = Scale::new((0.0, if most > 0.0 { most } else { 1.0 }), (0.0, pen.width() - left - texts - 12.0));
    let finite = |value: f64| if value.is_finite() { value.max(0.0) } else { 0.0 };
    for (i, phase) in phases.iter().enumerate() {
        let top = row * i as f64 + 2.0;
        let (bar_top, thick) = if narrow { (top + 19.0, 16.0) } else { (top + 5.0, 20.0) };
        let long = length.at(finite(phase.value));
        let stuck = length.at(finite(phase.stuck).min(finite(phase.value)));
        let width = pen.width();
        pen.mark(&phase.mark, |pen| {
            pen.rect("hit", (0.0, top), (width, row), 0.0);
            if narrow {
                pen.text("name", (0.0, top + 13.0), Anchor::Start, &fit(&phase.name, 13.0, width));
            } else {
                pen.text("name", (names, bar_top + 15.0), Anchor::End, &fit(&phase.name, 13.0, names + 2.0));
            }
            pen.rect("event", (left, bar_top), (long, thick), 1.0);
            if stuck > 0.0 {
                pen.rect("unmet", (left, bar_top), (stuck, thick), 1.0);
                // A line of paper parts the two.
                pen.rect("ground", (left + stuck - 1.0, bar_top), (2.0, thick), 1.0);
            }
            pen.text("value", (left + long + 8.0, bar_top + thick - 4.0), Anchor::Start, &phase.text);
        });
    }
    if !narrow {
        pen.line("axis", (left, 0.0), (left, row * phases.len() as f64 + 4.0));
    }
    pen.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phase(value: f64, stuck: f64) -> Phase {
        Phase {
            name: "初期設定".into(), value, stuck, text: "23 社（停滞 4 社）".into(), mark: Mark::link("a", "/b")
        }
    }

    #[test]
    fn what_is_stuck_is_part_of_the_bar_and_nothing_is_drawn_for_none() {
        let head = Head { id: "p", title: "t", summary: "s", width: 560.0 };
        let width = |svg: &str, class: &str| -> Option<f64> {
            let rect = svg.split(&format!("<rect class=\"{class}\"")).nth(1)?;
            rect.split("width=\"").nth(1)?.split('"').next()?.parse().ok()
        };
        let svg = draw(&head, &[phase(20.0, 5.0)]);
        let (all, stuck) = (width(&svg, "event").expect("a bar"), width(&svg, "unmet").expect("a part"));
        assert!((all / stuck - 4.0).abs() < 0.05, "{all} {stuck}");
        assert!(width(&draw(&head, &[phase(20.0, 0.0)]), "unmet").is_none());
        let over = draw(&head, &[phase(2.0, 9.0)]);
        assert_eq!(width(&over, "event"), width(&over, "unmet"), "never more than all");
        assert!(!draw(&head, &[phase(f64::NAN, f64::NAN)]).contains("NaN"));
    }
}
