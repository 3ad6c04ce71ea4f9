//! How sure: a dot with its interval for each row, on one axis, with the value to compare with as a line through all.

use super::pen::{Anchor, Pen, fit, measure};
use super::scale::{Scale, ticks};
use super::{Head, Mark};

/// One figure with its interval.
#[derive(Clone, Debug)]
pub struct Dot {
    /// What it is about, written left of it (above it when narrow).
    pub name: String,
    /// The figure and its interval; none where data do not carry it.
    pub value: Option<(f64, f64, f64)>,
    /// Text at the right: the figure in words, or why there is none.
    pub text: String,
    /// Label and link.
    pub mark: Mark,
}

/// Draws the rows from top to bottom in the order given. `reference` is the value to compare with, and its text; the axis
/// goes from `low` (0 for shares) to a little above the highest interval, its ticks written by `text`.
#[must_use]
pub fn draw(
    head: &Head<'_>,
    dots: &[Dot],
    low: f64,
    reference: Option<(f64, &str)>,
    text: &dyn Fn(f64) -> String,
) -> String {
    let narrow = head.width < 480.0;
    let (row, top, foot) = (if narrow { 42.0 } else { 28.0 }, 18.0, 20.0);
    let bottom = top + row * dots.len().max(1) as f64;
    let mut pen = Pen::new(head, "dots", bottom + foot, dots.len());
    let names = dots.iter().map(|dot| measure(&dot.name, 12.0)).fold(0.0, f64::max).min(pen.width() * 0.34);
    let texts = dots
        .iter()
        .map(|dot| measure(&dot.text, 12.6))
        .fold(0.0, f64::max)
        .min(pen.width() * if narrow { 0.62 } else { 0.36 });
    let left = if narrow { 4.0 } else { names + 12.0 };
    let right = if narrow { pen.width() - 8.0 } else { pen.width() - texts - 14.0 };
    let ends = dots.iter().filter_map(|dot| dot.value).flat_map(|(value, from, to)| [value, from, to]);
    let high = ends.chain(reference.map(|(at, _)| at)).filter(|end| end.is_finite()).fold(low, f64::max);
    let levels = ticks(low, if high > low { high } else { low + 1.0 }, 4);
    let x = Scale::new((levels[0], levels[levels.len() - 1]), (left, right));
    for level in &levels {
        pen.line("hair", (x.at(*level), top), (x.at(*level), bottom));
        pen.text("tick", (x.at(*level), bottom + 14.0), Anchor::Middle, &text(*level));
    }
    if let Some((at, label)) = reference {
        pen.line("threshold", (x.at(at), top - 2.0), (x.at(at), bottom));
        let half = measure(label, 12.0) / 2.0;
        let middle = x.at(at).clamp(half, (pen.width() - half).max(half));
        pen.text("tick", (middle, 12.0), Anchor::Middle, label);
    }
    for (i, dot) in dots.iter().enumerate() {
        let from = top + row * i as f64;
        let y = if narrow { from + 28.0 } else { from + row / 2.0 };
        let width = pen.width();
        pen.mark(&dot.mark, |pen| {
            pen.rect("hit", (0.0, from), (width, row), 0.0);
            if narrow {
                let room = (width - texts - 8.0).max(width * 0.4);
                pen.text("name", (0.0, from + 13.0), Anchor::Start, &fit(&dot.name, 12.0, room));
                pen.text("value", (width, from + 13.0), Anchor::End, &fit(&dot.text, 12.6, texts + 2.0));
            } else {
                pen.text("name", (names, y + 4.0), Anchor::End, &fit(&dot.name, 12.0, names + 2.0));
                pen.text("value", (right + 14.0, y + 4.0), Anchor::Start, &fit(&dot.text, 12.6, texts + 2.0));
            }
            if let Some((value, from, to)) = dot.value.filter(|(value, ..)| value.is_finite()) {
                pen.line("whisker", (x.at(from), y), (x.at(to), y));
                pen.dot("series-dot", (x.at(value), y), 4.5);
            }
        });
    }
    pen.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dot(value: Option<(f64, f64, f64)>) -> Dot {
        Dot { name: "停滞層".into(), value, text: "23 %（18〜29 %）".into(), mark: Mark::link("a", "/b") }
    }

    #[test]
    fn a_figure_has_its_interval_and_what_has_none_has_neither() {
        for width in [560.0, 340.0] {
            let head = Head { id: "d", title: "t", summary: "s", width };
            let text = |value: f64| format!("{value:.1}");
            let svg = draw(&head, &[dot(Some((0.23, 0.18, 0.29))), dot(None)], 0.0, Some((0.1, "全体")), &text);
            assert_eq!(svg.matches("<circle").count(), 1);
            assert_eq!(svg.matches("class=\"whisker\"").count(), 1);
            let at = |part: &str, name: &str| -> f64 {
                let found = part.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
                found.expect("there").parse().expect("a number")
            };
            let whisker = svg.split("class=\"whisker\"").nth(1).expect("one");
            let circle = svg.split("<circle").nth(1).expect("one");
            let (from, to, middle) = (at(whisker, "x1"), at(whisker, "x2"), at(circle, "cx"));
            assert!(((middle - from) / (to - from) - 5.0 / 11.0).abs() < 0.02, "{from} {middle} {to}");
            assert!(!draw(&head, &[dot(Some((f64::NAN, 0.0, 1.0)))], 0.0, None, &text).contains("NaN"));
        }
    }
}
