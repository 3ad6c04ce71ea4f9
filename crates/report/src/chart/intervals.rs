//! How sure: a dot with its interval at each look, over time, against a line at zero.

use super::pen::{Anchor, FONT, Pen, measure};
use super::plot::{Area, gutter, time_axis, value_axis};
use super::scale::{Scale, domain, ticks};
use super::{Head, Mark, Tick};

/// One look.
#[derive(Clone, Debug)]
pub struct Look {
    /// Days since 1970-01-01.
    pub at: f64,
    /// The estimate.
    pub value: f64,
    /// The interval's lower end.
    pub low: f64,
    /// The interval's upper end.
    pub high: f64,
    /// Label and link.
    pub mark: Mark,
}

/// Draws the looks, ascending by day; what is not finite is left out. `last` is written beside the last dot, `text`
/// writes a value for the axis.
#[must_use]
pub fn draw(head: &Head<'_>, looks: &[Look], time: &[Tick], last: &str, text: &dyn Fn(f64) -> String) -> String {
    let height = if head.width < 480.0 { 200.0 } else { 240.0 };
    let finite = |look: &&Look| [look.at, look.value, look.low, look.high].iter().all(|number| number.is_finite());
    let looks: Vec<&Look> = looks.iter().filter(finite).collect();
    let mut pen = Pen::new(head, "intervals", height, looks.len());
    let (low, high) = domain(looks.iter().flat_map(|look| [look.low, look.high]));
    let levels = ticks(low, high, 4);
    let room = (measure(last, 13.0) + 16.0).min(pen.width() * 0.3);
    let area = Area { left: gutter(&levels, text), right: pen.width() - room, top: 10.0, bottom: height - 24.0 };
    let (first, end) = (looks.first().map_or(0.0, |look| look.at), looks.last().map_or(1.0, |look| look.at));
    // A single look stands at the right, where the last one always is.
    let first = if first < end { first } else { end - 1.0 };
    let x = Scale::new((first, end), (area.left + 8.0, area.right - 4.0));
    let y = Scale::new((levels[0], levels[levels.len() - 1]), (area.bottom, area.top));
    value_axis(&mut pen, area, y, &levels, text);
    time_axis(&mut pen, area, x, time);
    pen.line("zero", (area.left, y.at(0.0)), (area.right, y.at(0.0)));
    for look in &looks {
        let (at, top, bottom) = (x.at(look.at), y.at(look.high), y.at(look.low));
        let class = if look.low > 0.0 || look.high < 0.0 { "reach sure" } else { "reach" };
        pen.mark(&look.mark, |pen| {
            pen.rect("hit", (at - 6.0, top), (12.0, bottom - top), 1.0);
            pen.line(class, (at, top), (at, bottom));
            pen.dot("series-dot", (at, y.at(look.value)), 3.0);
        });
    }
    if let Some(look) = looks.last() {
        pen.text("value", (x.at(look.at) + 10.0, y.at(look.value) + FONT / 3.0), Anchor::Start, last);
    }
    pen.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_that_has_left_zero_looks_different() {
        let look = |at: f64, low: f64| Look { at, value: low + 2.0, low, high: low + 4.0, mark: Mark::plain("x") };
        let head = Head { id: "i", title: "t", summary: "s", width: 560.0 };
        let svg = draw(&head, &[look(1.0, -1.0), look(2.0, 0.5)], &[], "+2.5", &|value| format!("{value}"));
        assert_eq!((svg.matches("\"reach\"").count(), svg.matches("\"reach sure\"").count()), (1, 1));
        assert!(svg.contains("+2.5") && svg.contains("class=\"zero\""));
        let none = draw(&head, &[look(f64::NAN, 0.0)], &[], "", &|value| format!("{value}"));
        assert!(!none.contains("reach") && !none.contains("NaN"));
    }
}
