//! The parts that time charts share: month ticks, value ticks, runs between gaps, labels at the right edge.

use super::Tick;
use super::pen::{Anchor, FONT, Pen, measure};
use super::scale::Scale;

/// The box that data is drawn in, in pixels.
#[derive(Clone, Copy)]
pub(super) struct Area {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
}

/// Time ticks under the area; those whose text would touch the one before are left out.
pub(super) fn time_axis(pen: &mut Pen, area: Area, x: Scale, ticks: &[Tick]) {
    pen.line("axis", (area.left, area.bottom), (area.right, area.bottom));
    let mut free = f64::NEG_INFINITY;
    for tick in ticks {
        let at = x.at(tick.at);
        if !at.is_finite() {
            continue;
        }
        let half = measure(&tick.label, FONT) / 2.0;
        let middle = at.clamp(half, (pen.width() - half).max(half));
        if middle - half < free {
            continue;
        }
        free = middle + half + 8.0;
        pen.line("axis", (at, area.bottom), (at, area.bottom + 4.0));
        pen.text("tick", (middle, area.bottom + 17.0), Anchor::Middle, &tick.label);
    }
}

/// Value ticks left of the area, with hairlines through it; the zero line is drawn as an axis.
pub(super) fn value_axis(pen: &mut Pen, area: Area, y: Scale, ticks: &[f64], text: &dyn Fn(f64) -> String) {
    for tick in ticks {
        let at = y.at(*tick);
        pen.line(if *tick == 0.0 { "axis" } else { "hair" }, (area.left, at), (area.right, at));
        pen.text("tick", (area.left - 6.0, at + 4.0), Anchor::End, &text(*tick));
    }
}

/// Pixels that the texts of value ticks need left of the area.
pub(super) fn gutter(ticks: &[f64], text: &dyn Fn(f64) -> String) -> f64 {
    ticks.iter().map(|t| measure(&text(*t), FONT)).fold(0.0, f64::max) + 10.0
}

/// Ranges of indices over which every value is finite.
pub(super) fn runs(known: &[bool]) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    let mut start = None;
    for (i, ok) in known.iter().chain(std::iter::once(&false)).enumerate() {
        match (ok, start) {
            (true, None) => start = Some(i),
            (false, Some(from)) => {
                out.push(from..i);
                start = None;
            }
            _ => {}
        }
    }
    out
}

/// Moves wanted label positions apart to at least `gap`, keeping their order and staying within `top..=bottom` as far as
/// there is room. `wanted` need not be sorted; the answer is in the same order as the question.
pub(super) fn spread(wanted: &[f64], gap: f64, top: f64, bottom: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]));
    let mut placed = vec![0.0; wanted.len()];
    let mut free = top;
    for i in &order {
        placed[*i] = wanted[*i].max(free);
        free = placed[*i] + gap;
    }
    let mut limit = bottom;
    for i in order.iter().rev() {
        placed[*i] = placed[*i].min(limit).max(top);
        limit = placed[*i] - gap;
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn runs_end_at_gaps() {
        assert_eq!(runs(&[true, true, false, true]), [0..2, 3..4]);
        assert!(runs(&[false]).is_empty());
    }

    proptest! {
        #[test]
        fn labels_do_not_overlap_when_there_is_room(wanted in prop::collection::vec(0f64..200.0, 1..8)) {
            let placed = spread(&wanted, 14.0, 0.0, 200.0);
            let mut sorted = placed.clone();
            sorted.sort_by(f64::total_cmp);
            prop_assert!(sorted.windows(2).all(|w| w[1] - w[0] >= 14.0 - 1e-6));
            prop_assert!(placed.iter().all(|p| (0.0..=200.0).contains(p)));
        }
    }
}
