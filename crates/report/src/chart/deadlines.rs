//! By when to decide: a contract's term as a band, with its deadlines and today on it, each named.

use super::pen::{Anchor, FONT, Pen, fit, measure};
use super::plot::{Area, time_axis};
use super::scale::Scale;
use super::{Head, Mark, Tick};

/// A day that matters on the band.
#[derive(Clone, Debug)]
pub struct Deadline {
    /// The day, as days since 1970-01-01.
    pub at: f64,
    /// Name and date.
    pub text: String,
    /// The one that decides: drawn heavier (the deadline to decline renewal).
    pub urgent: bool,
    /// Label and link.
    pub mark: Mark,
}

/// Draws the band. `span` is what the axis shows, `term` the first day and the end of the contract, both as days since
/// 1970-01-01; `today` with its text.
#[must_use]
pub fn draw(
    head: &Head<'_>,
    span: (f64, f64),
    term: (f64, f64),
    deadlines: &[Deadline],
    ticks: &[Tick],
    today: (f64, &str),
) -> String {
    const LINE: f64 = 18.0;
    let named: Vec<&Deadline> = deadlines.iter().filter(|d| d.at.is_finite()).collect();
    let top = LINE * (named.len() as f64 + 1.0) + 6.0;
    let mut pen = Pen::new(head, "deadlines", top + 50.0, named.len());
    let area = Area { left: 4.0, right: pen.width() - 4.0, top, bottom: top + 26.0 };
    let x = Scale::new(span, (area.left, area.right));
    let (from, to) = (x.at(term.0), x.at(term.1));
    pen.rect("band", (from, top + 4.0), (to - from, 14.0), 1.0);
    let now = x.at(today.0);
    if now > from {
        pen.rect("band-past", (from, top + 4.0), (now.min(to) - from, 14.0), 1.0);
    }
    time_axis(&mut pen, area, x, ticks);
    // Lines first, so that no line crosses a text.
    pen.line("today", (now, LINE - 14.0), (now, area.bottom));
    let base = |i: usize| LINE * (i as f64 + 2.0) - 4.0;
    for (i, deadline) in named.iter().enumerate() {
        let at = x.at(deadline.at);
        pen.line(if deadline.urgent { "urgent" } else { "goal" }, (at, base(i) - 10.0), (at, area.bottom - 4.0));
    }
    label(&mut pen, "tick", now, LINE - 4.0, today.1);
    for (i, deadline) in named.iter().enumerate() {
        let at = x.at(deadline.at);
        pen.mark(&deadline.mark, |pen| {
            pen.rect("hit", (at - 8.0, base(i) - 12.0), (16.0, area.bottom - base(i)), 0.0);
            label(pen, if deadline.urgent { "strong" } else { "name" }, at, base(i), &deadline.text);
        });
    }
    pen.finish()
}

/// A text beside its line, on the side that has room.
fn label(pen: &mut Pen, class: &str, at: f64, base: f64, text: &str) {
    if at + 6.0 + measure(text, FONT) <= pen.width() {
        pen.text(class, (at + 5.0, base), Anchor::Start, text);
    } else {
        pen.text(class, (at - 5.0, base), Anchor::End, &fit(text, FONT, at));
    }
}
