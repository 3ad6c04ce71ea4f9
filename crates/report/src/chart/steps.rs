//! How did a rank or segment move: a step line between named levels, best at the top, with gaps where it was unknown.

use super::pen::{Anchor, FONT, Pen, fit, measure};
use super::plot::{Area, time_axis};
use super::scale::Scale;
use super::{Head, Mark, Tick};

/// One level: a rank or a segment.
#[derive(Clone, Debug)]
pub struct Level {
    /// `A`, or the segment's name.
    pub name: String,
    /// Fixed colour, 1…8.
    pub color: u8,
}

/// A time during which the level did not change.
#[derive(Clone, Debug)]
pub struct Run {
    /// First day, as days since 1970-01-01.
    pub from: f64,
    /// End: the first day that is no longer in it.
    pub to: f64,
    /// Index into the levels; `None` when unknown.
    pub level: Option<usize>,
    /// Label and link.
    pub mark: Mark,
}

/// Draws the course. `levels` from the top; `runs` ascending and without overlap; `span` is first day and end.
#[must_use]
pub fn draw(head: &Head<'_>, span: (f64, f64), levels: &[Level], runs: &[Run], ticks: &[Tick]) -> String {
    const ROW: f64 = 26.0;
    let height = ROW * levels.len().max(1) as f64 + 32.0;
    let known = runs.iter().filter(|r| r.level.is_some_and(|l| l < levels.len())).count();
    let mut pen = Pen::new(head, "steps", height, known);
    let left = levels.iter().map(|l| measure(&l.name, FONT)).fold(0.0, f64::max).min(pen.width() * 0.3) + 10.0;
    let area = Area { left, right: pen.width() - 4.0, top: 4.0, bottom: height - 24.0 };
    let x = Scale::new(span, (area.left, area.right));
    let middle = |level: usize| area.top + ROW * (level as f64 + 0.5);
    for (i, level) in levels.iter().enumerate() {
        pen.line("hair", (area.left, middle(i)), (area.right, middle(i)));
        pen.text("name", (area.left - 8.0, middle(i) + 4.0), Anchor::End, &fit(&level.name, FONT, left - 8.0));
    }
    time_axis(&mut pen, area, x, ticks);
    let mut before: Option<(f64, usize)> = None;
    for run in runs {
        let Some(level) = run.level.filter(|l| *l < levels.len()) else {
            before = None;
            continue;
        };
        let (from, to) = (x.at(run.from), x.at(run.to));
        if let Some((end, other)) = before.filter(|(end, other)| (end - run.from).abs() < 0.5 && *other != level) {
            let at = x.at(end);
            pen.line("riser", (at, middle(other)), (at, middle(level)));
        }
        let color = levels[level].color.clamp(1, crate::tokens::SEGMENTS);
        pen.mark(&run.mark, |pen| {
            pen.rect("hit", (from, middle(level) - 10.0), ((to - from).max(4.0), 20.0), 0.0);
            pen.rect(&format!("f{color}"), (from, middle(level) - 4.0), ((to - from).max(1.5), 8.0), 1.0);
        });
        before = Some((run.to, level));
    }
    pen.finish()
}
