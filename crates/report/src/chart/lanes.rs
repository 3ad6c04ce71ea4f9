//! When did it happen: lanes of states over time (segment, ranks, phase, contract) with lanes of events under them, on
//! one time axis.

use super::pen::{Anchor, FONT, Pen, fit, measure};
use super::plot::{Area, time_axis};
use super::scale::Scale;
use super::{Head, Mark, Tick};

/// One lane.
#[derive(Clone, Debug)]
pub struct Lane {
    /// Name, at the left.
    pub name: String,
    /// What is in it.
    pub kind: Kind,
}

/// What a lane holds.
#[derive(Clone, Debug)]
pub enum Kind {
    /// States that last.
    Spans(Vec<Span>),
    /// Things that happen on a day.
    Events(Vec<Event>),
}

/// A state that lasts from a day to another.
#[derive(Clone, Debug)]
pub struct Span {
    /// First day, as days since 1970-01-01.
    pub from: f64,
    /// End: the first day that is no longer in it.
    pub to: f64,
    /// Fixed colour, 1…8.
    pub color: u8,
    /// Short text under the bar, where it fits: a letter, a name. States never speak by colour alone.
    pub text: String,
    /// Label and link.
    pub mark: Mark,
}

/// Something that happened on a day.
#[derive(Clone, Debug)]
pub struct Event {
    /// The day, as days since 1970-01-01.
    pub at: f64,
    /// Good, bad or neutral: drawn as triangle up, triangle down, dot.
    pub tone: Tone,
    /// Label and link.
    pub mark: Mark,
}

/// How an event is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Neither.
    Neutral,
    /// Good news.
    Good,
    /// Bad news.
    Bad,
}

/// Draws the lanes over `span` (first day, end), with a line at `today` if it lies within.
#[must_use]
pub fn draw(head: &Head<'_>, span: (f64, f64), lanes: &[Lane], ticks: &[Tick], today: Option<(f64, &str)>) -> String {
    const ROW: f64 = 40.0;
    let height = ROW * lanes.len().max(1) as f64 + 44.0;
    let marks = lanes.iter().map(|l| match &l.kind {
        Kind::Spans(spans) => spans.len(),
        Kind::Events(events) => events.len(),
    });
    let mut pen = Pen::new(head, "lanes", height, marks.sum());
    let left = lanes.iter().map(|l| measure(&l.name, FONT)).fold(0.0, f64::max).min(pen.width() * 0.26) + 12.0;
    let area = Area { left, right: pen.width() - 6.0, top: 18.0, bottom: height - 24.0 };
    let x = Scale::new(span, (area.left, area.right));
    for (i, lane) in lanes.iter().enumerate() {
        let top = area.top + ROW * i as f64;
        pen.line("hair", (0.0, top), (area.right, top));
        pen.text("name", (0.0, top + 22.0), Anchor::Start, &fit(&lane.name, FONT, left - 8.0));
        match &lane.kind {
            Kind::Spans(spans) => spans.iter().for_each(|s| draw_span(&mut pen, s, x, top)),
            Kind::Events(events) => events.iter().for_each(|e| draw_event(&mut pen, e, x, top + ROW / 2.0)),
        }
    }
    time_axis(&mut pen, area, x, ticks);
    if let Some((at, text)) = today.filter(|(at, _)| (span.0..=span.1).contains(at)) {
        let at = x.at(at);
        pen.line("today", (at, area.top - 4.0), (at, area.bottom));
        let half = measure(text, FONT) / 2.0;
        pen.text("tick", (at.clamp(half, (pen.width() - half).max(half)), 11.0), Anchor::Middle, text);
    }
    pen.finish()
}

fn draw_span(pen: &mut Pen, span: &Span, x: Scale, top: f64) {
    let (from, to) = (x.at(span.from), x.at(span.to));
    let color = span.color.clamp(1, crate::tokens::SEGMENTS);
    let wide = (to - from - 1.5).max(1.5);
    pen.mark(&span.mark, |pen| {
        pen.rect("hit", (from, top + 2.0), (wide, 36.0), 0.0);
        pen.rect(&format!("f{color}"), (from, top + 8.0), (wide, 10.0), 1.0);
        if measure(&span.text, 11.0) <= wide {
            pen.text("cell-small", (from, top + 32.0), Anchor::Start, &span.text);
        }
    });
}

fn draw_event(pen: &mut Pen, event: &Event, x: Scale, middle: f64) {
    let at = x.at(event.at);
    if !at.is_finite() {
        return;
    }
    pen.mark(&event.mark, |pen| {
        pen.rect("hit", (at - 7.0, middle - 12.0), (14.0, 24.0), 0.0);
        match event.tone {
            Tone::Neutral => pen.dot("event", (at, middle), 3.5),
            Tone::Good => {
                pen.path("event-good", &[(at - 5.0, middle + 4.0), (at + 5.0, middle + 4.0), (at, middle - 5.0)], true);
            }
            Tone::Bad => {
                pen.path("event-bad", &[(at - 5.0, middle - 4.0), (at + 5.0, middle - 4.0), (at, middle + 5.0)], true);
            }
        }
    });
}
