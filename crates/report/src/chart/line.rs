//! How did one figure move: a straight line from value to value, its threshold, an axis that holds zero, gaps where there
//! is no data.

use super::pen::{Anchor, FONT, Pen, measure};
use super::plot::{Area, gutter, runs, time_axis, value_axis};
use super::scale::{Scale, domain, ticks};
use super::{Head, Mark, Tick};

/// The data of a line.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    /// Days since 1970-01-01 and values, ascending by day; `NaN` is a gap.
    pub points: &'a [(f64, f64)],
    /// The value wanted, with its text.
    pub threshold: Option<(f64, &'a str)>,
    /// The last value as text with its unit, written at the line's end.
    pub last: &'a str,
    /// Time ticks.
    pub ticks: &'a [Tick],
    /// Points that can be hovered, focused and followed: day, value, label and link.
    pub stops: &'a [(f64, f64, Mark)],
}

/// Draws the line. `text` writes a value for the axis.
#[must_use]
pub fn draw(head: &Head<'_>, data: &Line<'_>, text: &dyn Fn(f64) -> String) -> String {
    let height = if head.width < 480.0 { 180.0 } else { 200.0 };
    let mut pen = Pen::new(head, "line", height, data.stops.len());
    let values = data.points.iter().map(|p| p.1).chain(data.threshold.map(|t| t.0));
    let (low, high) = domain(values);
    let levels = ticks(low, high, 3);
    let (low, high) = (levels[0], levels[levels.len() - 1]);
    let room = (measure(data.last, 13.0) + 14.0).min(pen.width() * 0.3);
    let area = Area { left: gutter(&levels, text), right: pen.width() - room, top: 14.0, bottom: height - 24.0 };
    let (first, last) = (data.points.first().map_or(0.0, |p| p.0), data.points.last().map_or(1.0, |p| p.0));
    let x = Scale::new((first, last), (area.left, area.right));
    let y = Scale::new((low, high), (area.bottom, area.top));
    value_axis(&mut pen, area, y, &levels, text);
    time_axis(&mut pen, area, x, data.ticks);
    if let Some((wanted, _)) = data.threshold {
        let at = y.at(wanted);
        pen.line("threshold", (area.left, at), (area.right, at));
    }
    let known: Vec<bool> = data.points.iter().map(|p| p.0.is_finite() && p.1.is_finite()).collect();
    for run in runs(&known) {
        let points: Vec<_> = data.points[run].iter().map(|(t, v)| (x.at(*t), y.at(*v))).collect();
        if points.len() == 1 {
            pen.dot("series-dot", points[0], 2.0);
        }
        pen.path("line series", &points, false);
    }
    if let Some((wanted, label)) = data.threshold {
        let at = y.at(wanted);
        let above = if at - area.top > 14.0 { at - 4.0 } else { at + 13.0 };
        // At the end where fewer of the points run through the words.
        let long = measure(label, FONT) + 8.0;
        let covered = |from: f64| {
            let over = |t: f64, v: f64| t > from && t < from + long && (v - above + FONT / 2.0).abs() < FONT;
            data.points.iter().filter(|(t, v)| over(x.at(*t), y.at(*v))).count()
        };
        let right = area.right - long;
        let from = if covered(right) < covered(area.left) { right } else { area.left };
        pen.text("tick", (from + 4.0, above), Anchor::Start, label);
    }
    if let Some(i) = known.iter().rposition(|k| *k) {
        let (t, v) = data.points[i];
        pen.dot("series-dot", (x.at(t), y.at(v)), 3.0);
        pen.text("value", (x.at(t) + 8.0, y.at(v) + FONT / 3.0), Anchor::Start, data.last);
    }
    for (t, v, mark) in data.stops {
        let at = (x.at(*t), y.at(*v));
        if at.0.is_finite() && at.1.is_finite() {
            pen.mark(mark, |pen| {
                pen.dot("hit", at, 9.0);
                pen.dot("stop", at, 3.5);
            });
        }
    }
    pen.finish()
}
