//! Who stays: survival curves as steps, each with its name at its end; a single one with its interval.

use super::Head;
use super::Tick;
use super::pen::{Anchor, Pen, measure};
use super::plot::{Area, gutter, spread, time_axis, value_axis};
use super::scale::Scale;

/// Time, share that stays beyond it, and its interval.
pub type Step = (f64, f64, Option<(f64, f64)>);

/// A curve.
#[derive(Clone, Debug)]
pub struct Curve {
    /// Written at its end.
    pub name: String,
    /// Ascending by time.
    pub steps: Vec<Step>,
    /// 1 to 8: its colour. The name says which it is, never the colour alone.
    pub color: u8,
}

/// Draws the curves from time 0 and share 1 on; `levels` are the shares on the axis, written by `text`.
#[must_use]
pub fn draw(head: &Head<'_>, curves: &[Curve], ticks: &[Tick], levels: &[f64], text: &dyn Fn(f64) -> String) -> String {
    let height = if head.width < 480.0 { 220.0 } else { 260.0 };
    let mut pen = Pen::new(head, "line", height, 0);
    let names = curves.iter().map(|curve| measure(&curve.name, 12.0)).fold(0.0, f64::max).min(pen.width() * 0.3);
    let area = Area { left: gutter(levels, text), right: pen.width() - names - 12.0, top: 12.0, bottom: height - 24.0 };
    let end = ticks.last().map_or(1.0, |tick| tick.at);
    let x = Scale::new((0.0, end), (area.left, area.right));
    let y = Scale::new((0.0, 1.0), (area.bottom, area.top));
    value_axis(&mut pen, area, y, levels, text);
    time_axis(&mut pen, area, x, ticks);
    if let [only] = curves {
        let (mut upper, mut lower) = (vec![(x.at(0.0), y.at(1.0))], vec![(x.at(0.0), y.at(1.0))]);
        for (time, share, interval) in only.steps.iter().copied().filter(|step| step.0 <= end) {
            let (low, high) = interval.unwrap_or((share, share));
            step(&mut upper, x.at(time), y.at(high));
            step(&mut lower, x.at(time), y.at(low));
        }
        upper.extend(lower.into_iter().rev());
        pen.path("interval", &upper, true);
    }
    let mut ends: Vec<(f64, f64, &Curve)> = Vec::new();
    for curve in curves {
        let mut points = vec![(x.at(0.0), y.at(1.0))];
        for (time, share, _) in curve.steps.iter().copied().filter(|step| step.0 <= end) {
            step(&mut points, x.at(time), y.at(share));
        }
        pen.path(&format!("line l{}", curve.color), &points, false);
        let (last_x, last_y) = points[points.len() - 1];
        ends.push((last_x, last_y, curve));
    }
    let wanted: Vec<f64> = ends.iter().map(|(_, level, _)| level + 4.0).collect();
    for ((at, _, curve), level) in ends.iter().zip(spread(&wanted, 14.0, area.top + 10.0, area.bottom)) {
        pen.text("name", (at + 6.0, level), Anchor::Start, &curve.name);
    }
    pen.finish()
}

/// A step to the right, then down; steps closer together than a pixel are one.
fn step(points: &mut Vec<(f64, f64)>, x: f64, y: f64) {
    let last = points.len() - 1;
    if last > 0 && x - points[last].0 < 1.0 {
        points[last].1 = y;
        return;
    }
    let level = points[last].1;
    points.push((x, level));
    points.push((x, y));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_goes_down_in_steps_and_never_slanting() {
        let head = Head { id: "s", title: "t", summary: "s", width: 560.0 };
        let ticks = [Tick { at: 0.0, label: "0".into() }, Tick { at: 100.0, label: "100".into() }];
        let curve =
            Curve { name: "全体".into(), steps: vec![(20.0, 0.9, Some((0.8, 0.95))), (60.0, 0.5, None)], color: 1 };
        let svg = draw(&head, std::slice::from_ref(&curve), &ticks, &[0.0, 0.5, 1.0], &|value| format!("{value}"));
        let path = svg.split("class=\"line l1\" d=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a path");
        let points: Vec<(f64, f64)> = path
            .split(['M', 'L'])
            .filter(|part| !part.is_empty())
            .map(|part| {
                let (x, y) = part.split_once(' ').expect("a pair");
                (x.parse().expect("x"), y.parse().expect("y"))
            })
            .collect();
        assert_eq!(points.len(), 5);
        assert!(
            points.windows(2).all(|pair| (pair[0].0 - pair[1].0).abs() < 0.05 || (pair[0].1 - pair[1].1).abs() < 0.05)
        );
        assert!(svg.contains("class=\"interval\""), "a single curve shows how sure it is");
        let two = draw(&head, &[curve.clone(), Curve { color: 2, ..curve }], &ticks, &[0.0, 1.0], &|v| format!("{v}"));
        assert!(!two.contains("class=\"interval\""));
    }
}
