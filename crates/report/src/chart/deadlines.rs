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
    label(&mut pen, "today", "tick", now, LINE - 4.0, area.bottom, today.1);
    for (i, deadline) in named.iter().enumerate() {
        let base = LINE * (i as f64 + 2.0) - 4.0;
        let (line, text) = if deadline.urgent { ("urgent", "strong") } else { ("goal", "name") };
        pen.mark(&deadline.mark, |pen| {
            label(pen, line, text, x.at(deadline.at), base, area.bottom - 4.0, &deadline.text);
        });
    }
    pen.finish()
}

/// A line up from the band with its text beside the head, on the side that has room.
fn label(pen: &mut Pen, line: &str, class: &str, at: f64, base: f64, bottom: f64, text: &str) {
    pen.line(line, (at, base - 10.0), (at, bottom));
    let width = pen.width();
    if at + 6.0 + measure(text, FONT) <= width {
        pen.text(class, (at + 5.0, base), Anchor::Start, text);
    } else {
        pen.text(class, (at - 5.0, base), Anchor::End, &fit(text, FONT, at));
    }
}
