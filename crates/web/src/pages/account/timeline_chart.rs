//! Drawings over time: the course of the segment, and lanes with an event lane, thirteen months long.

use super::{facts, told};
use crate::Cx;
use crate::ui::Html;
use banso_app::accounts::Lens;
use banso_domain::facts::names;
use banso_domain::health::{HealthHistory, Model, ModelKind};
use banso_kernel::{Day, Month};
use banso_report::chart::{Head, Mark, Tick, lanes, scale, steps};
use banso_report::tokens::segment_color;

/// Months that a course shows.
pub(super) const MONTHS: i32 = 13;

/// A drawing for wide and one for narrow screens.
pub(super) fn both(draw: impl Fn(f64, &str) -> String) -> Html {
    Html::svg(format!(
        "<div class=\"chart-wide\">{}</div><div class=\"chart-narrow\">{}</div>",
        draw(960.0, "wide"),
        draw(340.0, "narrow")
    ))
}

/// First day of the thirteen months that end with `as_of`.
pub(super) fn first_day(as_of: Day) -> Day {
    Month(as_of.month().0 + 1 - MONTHS).first()
}

/// Months as ticks.
pub(super) fn ticks(cx: &Cx, first: Day, last: Day, most: usize) -> Vec<Tick> {
    let months = scale::months(first, last, most);
    months.into_iter().map(|month| Tick { at: f64::from(month.first().0), label: cx.words.month(month) }).collect()
}

/// A time during which something stayed the same.
struct Stay {
    from: Day,
    to: Day,
    value: Option<usize>,
}

/// Runs of equal values from `first` to `last`.
fn stays(first: Day, last: Day, value: impl Fn(Day) -> Option<usize>) -> Vec<Stay> {
    let mut stays: Vec<Stay> = Vec::new();
    for day in (first.0..=last.0).map(Day) {
        let now = value(day);
        match stays.last_mut() {
            Some(stay) if stay.value == now => stay.to = day + 1,
            _ => stays.push(Stay { from: day, to: day + 1, value: now }),
        }
    }
    stays
}

fn segment_on(model: &Model, health: &HealthHistory, day: Day) -> Option<usize> {
    health.on(day).map(|state| usize::from(state.segment)).filter(|at| *at < model.segments.len())
}

/// The words of a stay: what, from when to when.
fn words(cx: &Cx, what: &str, stay: &Stay) -> String {
    let args =
        [("what", what.into()), ("from", cx.words.day(stay.from).into()), ("to", cx.words.day(stay.to - 1).into())];
    cx.words.with("account-stay", &args)
}

/// The course of the segment.
pub(super) fn course(cx: &Cx, lens: &Lens, health: &HealthHistory) -> Html {
    let (first, last) = (first_day(lens.as_of), lens.as_of);
    let model = &lens.model;
    let color = |at: usize| segment_color(at, model.segments.len());
    let levels: Vec<steps::Level> = model
        .segments
        .iter()
        .enumerate()
        .map(|(at, segment)| steps::Level { name: segment.name.get(cx.lang).to_owned(), color: color(at) })
        .collect();
    let runs: Vec<steps::Run> = stays(first, last, |day| segment_on(model, health, day))
        .into_iter()
        .map(|stay| {
            let at = stay.value.and_then(|at| u8::try_from(at).ok());
            let mark = Mark::plain(words(cx, &told::segment(cx, lens, at), &stay));
            steps::Run { from: f64::from(stay.from.0), to: f64::from(stay.to.0), level: stay.value, mark }
        })
        .collect();
    let title = cx.t("account-chart-course");
    let summary = course_summary(cx, lens, health);
    both(|width, kind| {
        let id = format!("course-{kind}");
        let head = Head { id: &id, title: &title, summary: &summary, width };
        let ticks = ticks(cx, first, last, if width > 500.0 { 7 } else { 3 });
        steps::draw(&head, (f64::from(first.0), f64::from(last.0 + 1)), &levels, &runs, &ticks)
    })
}

/// What the course shows, in one sentence.
pub(super) fn course_summary(cx: &Cx, lens: &Lens, health: &HealthHistory) -> String {
    let (first, last) = (first_day(lens.as_of), lens.as_of);
    let stays = stays(first.max(health.first), last, |day| segment_on(&lens.model, health, day));
    let name = |stay: Option<&Stay>| {
        let at = stay.and_then(|stay| stay.value).and_then(|at| u8::try_from(at).ok());
        told::segment(cx, lens, at)
    };
    let since = stays.last().map_or(last, |stay| stay.from);
    let args = [
        ("n", stays.len().saturating_sub(1).into()),
        ("now", name(stays.last()).into()),
        ("since", cx.words.day(since).into()),
    ];
    cx.words.with("account-course-summary", &args)
}

/// Lanes: segment and axes, and the event lane below.
pub(super) fn lanes(
    cx: &Cx,
    lens: &Lens,
    health: &HealthHistory,
    marks: &[(Day, String, u32)],
    href: impl Fn(&str) -> String,
) -> Html {
    let (first, last) = (first_day(lens.as_of), lens.as_of);
    let model = &lens.model;
    let span = |stay: Stay, color: u8, text: String| {
        let mark = Mark::plain(words(cx, &text, &stay));
        lanes::Span { from: f64::from(stay.from.0), to: f64::from(stay.to.0), color, text, mark }
    };
    let mut all = vec![lanes::Lane {
        name: cx.t("common-segment").into(),
        kind: lanes::Kind::Spans(
            stays(first, last, |day| segment_on(model, health, day))
                .into_iter()
                .filter_map(|stay| {
                    let at = stay.value?;
                    let text = model.segments[at].name.get(cx.lang).to_owned();
                    Some(span(stay, segment_color(at, model.segments.len()), text))
                })
                .collect(),
        ),
    }];
    if model.kind == ModelKind::RankMatrix {
        for (at, axis) in model.axes.iter().enumerate() {
            let rank = |day: Day| {
                let value = health.on(day)?.axes[at];
                (!value.is_nan()).then_some(value as usize).filter(|rank| *rank < axis.ranks.len())
            };
            let spans = stays(first, last, rank).into_iter().filter_map(|stay| {
                let rank = stay.value?;
                let letter = axis.ranks[rank].letter.clone();
                Some(span(stay, segment_color(rank, axis.ranks.len()), letter))
            });
            all.push(lanes::Lane {
                name: axis.name.get(cx.lang).to_owned(),
                kind: lanes::Kind::Spans(spans.collect()),
            });
        }
    }
    let event = |(day, name, count): &(Day, String, u32)| {
        let args = [
            ("day", cx.words.day(*day).into()),
            ("name", facts::name(cx, name).into()),
            ("n", i64::from(*count).into()),
        ];
        lanes::Event {
            at: f64::from(day.0),
            tone: tone(name),
            mark: Mark::link(cx.words.with("account-event", &args), href(name)),
        }
    };
    let seen = marks.iter().filter(|(day, ..)| *day >= first && *day <= last);
    all.push(lanes::Lane { name: cx.t("account-events").into(), kind: lanes::Kind::Events(seen.map(event).collect()) });
    let title = cx.t("account-chart-lanes");
    let summary = course_summary(cx, lens, health);
    let today = cx.words.day_short(last);
    both(|width, kind| {
        let id = format!("lanes-{kind}");
        let head = Head { id: &id, title: &title, summary: &summary, width };
        let ticks = ticks(cx, first, last, if width > 500.0 { 7 } else { 3 });
        let span = (f64::from(first.0), f64::from(last.0 + 1));
        lanes::draw(&head, span, &all, &ticks, Some((f64::from(last.0), &today)))
    })
}

fn tone(name: &str) -> lanes::Tone {
    match name {
        names::CHURN | "contract.ended" | "champion.left" => lanes::Tone::Bad,
        "goal.set" | "event.attended" | "integration.connected" => lanes::Tone::Good,
        _ => lanes::Tone::Neutral,
    }
}
