//! Every kind of chart with believable data, as one HTML page to look at:
//! `cargo run -p banso-report --example gallery -- charts.html`

use banso_kernel::{Day, Lang};
use banso_report::chart::{self, Head, Mark, Tick};
use banso_report::tokens;
use banso_words::words;

fn main() -> std::io::Result<()> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "charts.html".to_owned());
    let mut page = format!(
        "<!doctype html><html lang=\"ja\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>charts</title><style>{}{} body {{ font: 14px/1.6 \"Noto Sans JP\", sans-serif; margin: 16px; \
         color: var(--ink); background: var(--paper); }} section {{ margin: 0 0 40px; }}</style>",
        tokens::css(),
        chart::STYLE
    );
    for (id, title, draw) in CHARTS {
        page.push_str(&format!("<section><h2>{title}</h2>"));
        for (class, width) in [("chart-wide", 720.0), ("chart-narrow", 340.0)] {
            let head = Head { id: &format!("{id}-{class}"), title, summary: title, width };
            page.push_str(&format!("<div class=\"{class}\">{}</div>", draw(&head)));
        }
        page.push_str("</section>");
    }
    std::fs::write(path, page)
}

type Draw = fn(&Head<'_>) -> String;

const CHARTS: [(&str, &str, Draw); 9] = [
    ("grid", "Data × Use", grid),
    ("bars", "セグメントの分布", bars),
    ("stack", "構成の推移", stacked),
    ("lines", "割合の推移", lines),
    ("line", "直近28日の利用日数", line),
    ("criterion", "条件", criterion),
    ("steps", "ランクの推移", steps),
    ("lanes", "経過", lanes),
    ("deadlines", "契約の期限", deadlines),
];

const SEGMENTS: [(&str, u8); 4] = [("熱狂", 4), ("伸びしろ", 3), ("データ不足", 2), ("離反リスク", 1)];

fn percent(share: f64) -> String {
    words(Lang::Ja).percent(share)
}

fn day(text: &str) -> f64 {
    Day::parse_iso(text).map_or(0.0, |d| f64::from(d.0))
}

fn ticks(head: &Head<'_>) -> Vec<Tick> {
    let (from, to) = (Day(day("2025-11-01") as i32), Day(day("2026-11-22") as i32));
    chart::scale::month_axis(words(Lang::Ja), from, to, head.width)
}

fn grid(head: &Head<'_>) -> String {
    let side = |letter: &str, word: &str| chart::grid::Side { letter: letter.into(), word: word.into() };
    let sides = [side("A", "十分"), side("B", "安定"), side("C", "開始"), side("D", "未整備")];
    let counts = [31u64, 24, 9, 4, 18, 42, 21, 8, 6, 15, 33, 19, 2, 0, 28, 40];
    let cells = counts.iter().enumerate().map(|(i, n)| {
        let segment = SEGMENTS[(i / 8) * 2 + (i % 4) / 2];
        chart::grid::Cell {
            count: *n,
            count_text: n.to_string(),
            share_text: percent(*n as f64 / 300.0),
            change_text: ["+3", "−2", "±0", "+12"][i % 4].into(),
            color: segment.1,
            segment: segment.0.into(),
            mark: Mark::link(format!("{} {n} 社", segment.0), "#"),
        }
    });
    chart::grid::draw(head, ("Data", "Use"), &sides, &sides, &cells.collect::<Vec<_>>())
}

fn bars(head: &Head<'_>) -> String {
    let counts = [72.0, 54.0, 96.0, 78.0];
    let bars = SEGMENTS.iter().zip(counts).map(|((name, color), n)| chart::bars::Bar {
        name: (*name).into(),
        value: n,
        text: format!("{n} 社 · {} · 前月 +4", percent(n / 300.0)),
        color: *color,
        mark: Mark::link(*name, "#"),
    });
    chart::bars::draw(head, &bars.collect::<Vec<_>>())
}

fn shares(head: &Head<'_>, form: chart::shares::Form) -> String {
    let times: Vec<f64> = (0..56).map(|w| day("2025-11-01") + 7.0 * f64::from(w)).collect();
    let share = |i: usize, at: usize| {
        let t = at as f64 / 56.0;
        let raw = [0.14 + 0.12 * t, 0.22 - 0.03 * t, 0.3 - 0.02 * (t * 9.0).sin(), 0.34 - 0.05 * t];
        if (20..24).contains(&at) { f64::NAN } else { raw[i] / raw.iter().sum::<f64>() }
    };
    let bands = SEGMENTS.iter().enumerate().rev().map(|(i, (name, color))| chart::shares::Band {
        name: (*name).into(),
        last: percent(share(i, 55)),
        color: *color,
        values: (0..56).map(|at| share(i, at)).collect(),
    });
    let bands: Vec<_> = bands.collect();
    let stops: Vec<_> = ticks(head).into_iter().map(|t| (t.at, Mark::link(t.label, "#"))).collect();
    let ticks = ticks(head);
    let data = chart::shares::Shares { times: &times, bands: &bands, ticks: &ticks, stops: &stops };
    chart::shares::draw(head, form, &data, &|v| words(Lang::Ja).percent(v).replace(".0", ""))
}

fn stacked(head: &Head<'_>) -> String {
    shares(head, chart::shares::Form::Stacked)
}

fn lines(head: &Head<'_>) -> String {
    shares(head, chart::shares::Form::Lines)
}

fn line(head: &Head<'_>) -> String {
    let value = |i: i32| if (120..150).contains(&i) { f64::NAN } else { 14.0 + 6.0 * (f64::from(i) / 40.0).sin() };
    let points: Vec<_> = (0..386).map(|i| (day("2025-11-01") + f64::from(i), value(i).round())).collect();
    let stops: Vec<_> = points.iter().step_by(30).map(|(t, v)| (*t, *v, Mark::plain(format!("{v}")))).collect();
    let ticks = ticks(head);
    let data = chart::line::Line {
        points: &points,
        threshold: Some((16.0, "目標 16 日以上")),
        last: "12 日",
        ticks: &ticks,
        stops: &stops,
    };
    let line = chart::line::draw(head, &data, &|v| format!("{v}"));
    let values: Vec<f64> = points.iter().step_by(7).map(|p| p.1).collect();
    format!("{line}<p>{} 12 日</p>", chart::spark::draw(&values, "14 → 12"))
}

fn criterion(head: &Head<'_>) -> String {
    let one = |now, now_text, met| {
        let data = chart::criterion::Criterion { now, wanted: 16.0, met, now_text, wanted_text: "16 日以上" };
        chart::criterion::draw(&Head { width: 240.0, ..*head }, &data)
    };
    [one(12.0, "12 日", false), one(21.0, "21 日", true), one(f64::NAN, "データなし", false)].concat()
}

fn steps(head: &Head<'_>) -> String {
    let levels = [("A", 4), ("B", 3), ("C", 2), ("D", 1)];
    let levels = levels.map(|(name, color)| chart::steps::Level { name: name.into(), color });
    let days = ["2025-11-01", "2026-01-10", "2026-03-02", "2026-03-30", "2026-07-01", "2026-11-22"].map(day);
    let at = [Some(2), Some(1), None, Some(1), Some(0)];
    let runs =
        (0..5).map(|i| chart::steps::Run { from: days[i], to: days[i + 1], level: at[i], mark: Mark::plain("x") });
    chart::steps::draw(head, (days[0], days[5]), &levels, &runs.collect::<Vec<_>>(), &ticks(head))
}

fn lanes(head: &Head<'_>) -> String {
    use chart::lanes::{Event, Kind, Lane, Span, Tone};
    let days = ["2025-11-01", "2026-01-10", "2026-03-02", "2026-07-01", "2026-11-22"].map(day);
    let states = [("離反リスク", 1u8), ("データ不足", 2), ("伸びしろ", 3), ("熱狂", 4)];
    let spans = states.iter().enumerate().map(|(i, (name, color))| Span {
        from: days[i],
        to: days[i + 1],
        color: *color,
        text: (*name).into(),
        mark: Mark::link(*name, "#"),
    });
    let event = |at: &str, tone| Event { at: day(at), tone, mark: Mark::link(at, "#") };
    let touches = ["2025-12-03", "2026-02-14", "2026-05-20", "2026-06-11", "2026-10-30"];
    let lanes = [
        Lane { name: "セグメント".into(), kind: Kind::Spans(spans.collect()) },
        Lane { name: "接点".into(), kind: Kind::Events(touches.map(|d| event(d, Tone::Neutral)).into()) },
        Lane {
            name: "声".into(),
            kind: Kind::Events(vec![event("2026-02-01", Tone::Bad), event("2026-09-09", Tone::Good)]),
        },
    ];
    chart::lanes::draw(head, (days[0], days[4] + 20.0), &lanes, &ticks(head), Some((days[4], "今日")))
}

fn deadlines(head: &Head<'_>) -> String {
    use chart::deadlines::Deadline;
    let deadline =
        |at: &str, text: &str, urgent| Deadline { at: day(at), text: text.into(), urgent, mark: Mark::plain(text) };
    let list = [
        deadline("2027-01-31", "更新拒絶期限 2027/01/31(日)", true),
        deadline("2027-03-31", "満了日 2027/03/31(水)", false),
    ];
    let months = chart::scale::months(Day(day("2026-04-01") as i32), Day(day("2027-04-30") as i32), 5);
    let ticks: Vec<_> =
        months.iter().map(|m| Tick { at: f64::from(m.first().0), label: words(Lang::Ja).month(*m) }).collect();
    let (from, to) = (day("2026-04-01"), day("2027-04-01"));
    chart::deadlines::draw(head, (from, to + 15.0), (from, to), &list, &ticks, (day("2026-11-22"), "今日"))
}
