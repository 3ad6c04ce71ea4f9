//! How did the shares move: stacked areas, or lines, of the share of each segment over time, named directly at the right
//! edge. Where a day has no data there is a gap.

use super::pen::{Anchor, FONT, Pen, fit, measure};
use super::plot::{Area, runs, spread, time_axis, value_axis};
use super::scale::{Scale, domain, ticks};
use super::{Head, Mark, Tick};

/// How the shares are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Stacked to a whole: for the mix.
    Stacked,
    /// A line each, from zero: for comparing the moves of each.
    Lines,
}

/// One segment's course.
#[derive(Clone, Debug)]
pub struct Band {
    /// Name of the segment.
    pub name: String,
    /// Its last value as text, written beside the name.
    pub last: String,
    /// Fixed colour, 1…8.
    pub color: u8,
    /// Share of all, 0…1, at each of the times; `NaN` where there is no data.
    pub values: Vec<f64>,
}

/// The data of a chart of shares.
#[derive(Clone, Debug)]
pub struct Shares<'a> {
    /// Times in days since 1970-01-01, ascending.
    pub times: &'a [f64],
    /// The bands; the first is drawn at the bottom.
    pub bands: &'a [Band],
    /// Time ticks.
    pub ticks: &'a [Tick],
    /// What can be hovered, focused and followed: places on the time axis with the values of all bands in the label.
    pub stops: &'a [(f64, Mark)],
}

/// Draws the course. `percent` writes a share (0…1).
#[must_use]
pub fn draw(head: &Head<'_>, form: Form, data: &Shares<'_>, percent: &dyn Fn(f64) -> String) -> String {
    let height = if head.width < 480.0 { 240.0 } else { 280.0 };
    let mut pen = Pen::new(head, "shares", height, data.stops.len());
    let label = |b: &Band| format!("{} {}", b.name, b.last);
    let room = data.bands.iter().map(|b| measure(&label(b), FONT)).fold(0.0, f64::max) + 12.0;
    let room = room.min(pen.width() * 0.36);
    let levels = match form {
        Form::Stacked => vec![0.0, 0.25, 0.5, 0.75, 1.0],
        Form::Lines => ticks(0.0, domain(data.bands.iter().flat_map(|b| b.values.iter().copied())).1.min(1.0), 4),
    };
    let left = super::plot::gutter(&levels, percent);
    let area = Area { left, right: pen.width() - room, top: 8.0, bottom: height - 24.0 };
    let (first, last) = (data.times.first().copied().unwrap_or(0.0), data.times.last().copied().unwrap_or(1.0));
    let x = Scale::new((first, last), (area.left, area.right));
    let y = Scale::new((0.0, levels[levels.len() - 1]), (area.bottom, area.top));
    if form == Form::Lines {
        value_axis(&mut pen, area, y, &levels, percent);
    }
    let edges = match form {
        Form::Stacked => stacked(&mut pen, data, x, y),
        Form::Lines => lines(&mut pen, data, x, y),
    };
    if form == Form::Stacked {
        value_axis(&mut pen, area, y, &levels, percent);
    }
    time_axis(&mut pen, area, x, data.ticks);
    let wanted: Vec<f64> = edges.iter().map(|e| e.unwrap_or(area.bottom)).collect();
    for ((band, at), edge) in data.bands.iter().zip(spread(&wanted, 15.0, area.top + 4.0, area.bottom)).zip(&edges) {
        let color = band.color.clamp(1, crate::tokens::SEGMENTS);
        if edge.is_some() {
            pen.rect(&format!("f{color}"), (area.right + 4.0, at - 5.0), (4.0, 10.0), 1.0);
        }
        pen.text("name", (area.right + 12.0, at + 4.0), Anchor::Start, &fit(&label(band), FONT, room - 10.0));
    }
    let half = (area.right - area.left) / data.stops.len().max(1) as f64 / 2.0;
    for (at, mark) in data.stops {
        let middle = x.at(*at);
        let (from, to) = ((middle - half).max(area.left), (middle + half).min(area.right));
        pen.mark(mark, |pen| {
            pen.rect("hit", (from, area.top), (to - from, area.bottom - area.top), 0.0);
            pen.line("cursor", (middle, area.top), (middle, area.bottom));
        });
    }
    pen.finish()
}

fn value(band: &Band, i: usize) -> f64 {
    band.values.get(i).copied().unwrap_or(f64::NAN)
}

/// Draws the areas; says where each band's middle ends at the right edge.
fn stacked(pen: &mut Pen, data: &Shares<'_>, x: Scale, y: Scale) -> Vec<Option<f64>> {
    let known: Vec<bool> = (0..data.times.len()).map(|i| data.bands.iter().all(|b| value(b, i).is_finite())).collect();
    let mut floor = vec![0.0; data.times.len()];
    let mut edges = Vec::new();
    for band in data.bands {
        let color = band.color.clamp(1, crate::tokens::SEGMENTS);
        let ceiling: Vec<f64> = floor.iter().enumerate().map(|(i, f)| f + value(band, i).max(0.0)).collect();
        for run in runs(&known) {
            let up = run.clone().map(|i| (x.at(data.times[i]), y.at(ceiling[i])));
            let down = run.clone().rev().map(|i| (x.at(data.times[i]), y.at(floor[i])));
            let mut outline: Vec<(f64, f64)> = up.chain(down).collect();
            if run.len() == 1 {
                // A single day: a sliver, not nothing.
                let (px, top, bottom) = (outline[0].0, outline[0].1, outline[1].1);
                outline = vec![(px - 1.0, top), (px + 1.0, top), (px + 1.0, bottom), (px - 1.0, bottom)];
            }
            pen.path(&format!("area f{color}"), &outline, true);
        }
        edges.push(match known.last() {
            Some(true) => Some((y.at(ceiling[known.len() - 1]) + y.at(floor[known.len() - 1])) / 2.0),
            _ => None,
        });
        floor = ceiling;
    }
    edges
}

fn lines(pen: &mut Pen, data: &Shares<'_>, x: Scale, y: Scale) -> Vec<Option<f64>> {
    let mut edges = Vec::new();
    for band in data.bands {
        let color = band.color.clamp(1, crate::tokens::SEGMENTS);
        let known: Vec<bool> = (0..data.times.len()).map(|i| value(band, i).is_finite()).collect();
        for run in runs(&known) {
            let points: Vec<_> = run.map(|i| (x.at(data.times[i]), y.at(value(band, i)))).collect();
            if points.len() == 1 {
                pen.dot(&format!("f{color}"), points[0], 2.5);
            }
            pen.path(&format!("line l{color}"), &points, false);
        }
        edges.push(known.iter().rposition(|k| *k).map(|i| y.at(value(band, i))));
    }
    edges
}
