//! Every kind of chart, with any data: well-formed, titled, finite, inside its view box, few tab stops.

use super::lanes::{Event, Kind, Lane, Span, Tone};
use super::*;
use proptest::prelude::*;

fn head(width: f64) -> Head<'static> {
    Head { id: "c", title: "顧客の<分布>", summary: "熱狂は 12 % & 増加", width }
}

/// Numbers in geometry attributes, with the attribute's name.
fn coordinates(svg: &str) -> Vec<(String, f64)> {
    let mut out = Vec::new();
    for name in ["x", "y", "x1", "x2", "y1", "y2", "cx", "cy"] {
        for part in svg.split(&format!(" {name}=\"")).skip(1) {
            let text = part.split('"').next().unwrap_or_default();
            out.push((name.to_owned(), text.parse().unwrap_or(f64::NAN)));
        }
    }
    for part in svg.split(" d=\"").skip(1) {
        let path = part.split('"').next().unwrap_or_default();
        for pair in path.split(['M', 'L', 'Z']).filter(|p| !p.is_empty()) {
            let mut both = pair.split(' ');
            for name in ["x", "y"] {
                out.push((name.to_owned(), both.next().and_then(|t| t.parse().ok()).unwrap_or(f64::NAN)));
            }
        }
    }
    out
}

fn check(svg: &str) {
    assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
    let view = svg.split("viewBox=\"0 0 ").nth(1).and_then(|s| s.split('"').next()).expect("a view box");
    let size: Vec<f64> = view.split(' ').map(|t| t.parse().expect("a number")).collect();
    for (name, value) in coordinates(svg) {
        let limit = if name.contains('x') { size[0] } else { size[1] };
        assert!(value.is_finite() && (0.0..=limit).contains(&value), "{name}={value} outside {limit}: {svg}");
    }
    assert!(svg.contains("<title"), "a title");
    let stops = svg.matches("<a class=\"mark\"").count() - svg.matches("tabindex=\"-1\"").count()
        + svg.matches("tabindex=\"0\"").count();
    assert!(stops <= MAX_STOPS, "{stops} tab stops");
    for banned in ["style=", "#0", "rgb(", "<script", "C0", "currentColor"] {
        assert!(!svg.contains(banned), "{banned} in {svg}");
    }
    let mut open: Vec<&str> = Vec::new();
    for tag in svg.split('<').skip(1) {
        let name = tag.split([' ', '>', '/']).find(|t| !t.is_empty()).unwrap_or_default();
        let inside = tag.split('>').next().unwrap_or_default();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "tags close in order");
        } else if !inside.ends_with('/') {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
}

fn titled(svg: &str) {
    check(svg);
    assert!(svg.contains("<title id=\"c-t\">顧客の&lt;分布&gt;</title>"));
    assert!(svg.contains("<desc id=\"c-d\">熱狂は 12 % &amp; 増加</desc>"));
    assert!(svg.contains("aria-labelledby=\"c-t c-d\""));
}

fn any_value() -> impl Strategy<Value = f64> {
    prop_oneof![8 => -1e6f64..1e6, 1 => Just(f64::NAN), 1 => Just(0.0), 1 => Just(f64::INFINITY)]
}

fn any_day() -> impl Strategy<Value = f64> {
    prop_oneof![9 => 19_000f64..21_000.0, 1 => Just(f64::NAN)]
}

fn ticks() -> Vec<Tick> {
    (0..13).map(|m| Tick { at: 20_000.0 + 30.0 * f64::from(m), label: format!("{m}月") }).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_grid_holds(width in 0f64..1500.0, counts in prop::collection::vec(0u64..9999, 0..30), cols in 0usize..6) {
        let side = |letter: &str| grid::Side { letter: letter.into(), word: "活用".into() };
        let sides: Vec<_> = ["A", "B", "C", "D", "E", "F"][..cols].iter().map(|l| side(l)).collect();
        let cells: Vec<_> = counts.iter().map(|n| grid::Cell {
            count: *n,
            count_text: format!("{n}社"),
            share_text: "12 %".into(),
            change_text: "+3".into(),
            color: (*n % 11) as u8,
            segment: format!("s{}", n % 4),
            mark: Mark::link("x", "/accounts?a=1&b=2"),
        }).collect();
        titled(&grid::draw(&head(width), ("Data", "Use"), &sides, &sides, &cells));
    }

    #[test]
    fn bars_hold(width in 0f64..1500.0, values in prop::collection::vec(any_value(), 0..30)) {
        let bars: Vec<_> = values.iter().map(|v| bars::Bar {
            name: "離反リスクがとても長い名前のセグメント".into(), value: *v, text: "1,234社 (12.3 %)".into(), color: 1,
            mark: Mark::plain("x"),
        }).collect();
        titled(&bars::draw(&head(width), &bars));
    }

    #[test]
    fn shares_hold(width in 0f64..1500.0, rows in prop::collection::vec((any_value(), any_value()), 0..40), stacked: bool) {
        let times: Vec<f64> = (0..rows.len()).map(|i| 20_000.0 + i as f64).collect();
        let band = |values: Vec<f64>, color| shares::Band { name: "熱狂".into(), last: "12 %".into(), color, values };
        let bands = [band(rows.iter().map(|r| r.0).collect(), 1), band(rows.iter().map(|r| r.1).collect(), 4)];
        let stops: Vec<_> = times.iter().map(|t| (*t, Mark::link("x", "/"))).collect();
        let form = if stacked { shares::Form::Stacked } else { shares::Form::Lines };
        let data = shares::Shares { times: &times, bands: &bands, ticks: &ticks(), stops: &stops };
        titled(&shares::draw(&head(width), form, &data, &|v| format!("{} %", v * 100.0)));
    }

    #[test]
    fn a_line_holds(width in 0f64..1500.0, rows in prop::collection::vec((any_day(), any_value()), 0..40), goal in any_value()) {
        let stops: Vec<_> = rows.iter().map(|(t, v)| (*t, *v, Mark::plain("x"))).collect();
        let data = line::Line { points: &rows, threshold: Some((goal, "目標")), last: "57", ticks: &ticks(), stops: &stops };
        titled(&line::draw(&head(width), &data, &|v| format!("{v}")));
    }

    #[test]
    fn intervals_hold(width in 0f64..1500.0, rows in prop::collection::vec((any_day(), any_value(), any_value(), any_value()), 0..40)) {
        let looks: Vec<_> = rows.iter().map(|(at, value, low, high)| intervals::Look {
            at: *at, value: *value, low: *low, high: *high, mark: Mark::plain("x"),
        }).collect();
        titled(&intervals::draw(&head(width), &looks, &ticks(), "+3.2 ポイント", &|v| format!("{v}")));
    }

    #[test]
    fn a_spark_holds(values in prop::collection::vec(any_value(), 0..60)) {
        let svg = spark::draw(&values, "42 → 57");
        check(&svg);
        prop_assert!(svg.contains("<title>42 → 57</title>") && svg.contains("height=\"24\""));
    }

    #[test]
    fn a_criterion_holds(width in 0f64..1500.0, now in any_value(), wanted in any_value(), met: bool) {
        let data = criterion::Criterion { now, wanted, met, now_text: "データなし", wanted_text: "20 以上" };
        titled(&criterion::draw(&head(width), &data));
    }

    #[test]
    fn steps_hold(width in 0f64..1500.0, rows in prop::collection::vec((any_day(), any_day(), prop::option::of(0usize..6)), 0..30)) {
        let levels: Vec<_> = ["A", "B", "C", "D"].iter().map(|l| steps::Level { name: (*l).into(), color: 2 }).collect();
        let runs: Vec<_> = rows.iter().map(|(from, to, level)| steps::Run {
            from: *from, to: *to, level: *level, mark: Mark::link("x", "/"),
        }).collect();
        titled(&steps::draw(&head(width), (19_000.0, 21_000.0), &levels, &runs, &ticks()));
    }

    #[test]
    fn lanes_hold(width in 0f64..1500.0, rows in prop::collection::vec((any_day(), any_day()), 0..30)) {
        let spans = rows.iter().map(|(from, to)| Span {
            from: *from, to: *to, color: 3, text: "熱狂".into(), mark: Mark::plain("x"),
        });
        let events = rows.iter().enumerate().map(|(i, (at, _))| Event {
            at: *at, tone: [Tone::Neutral, Tone::Good, Tone::Bad][i % 3], mark: Mark::link("x", "/"),
        });
        let lanes = [
            Lane { name: "セグメント".into(), kind: Kind::Spans(spans.collect()) },
            Lane { name: "接点".into(), kind: Kind::Events(events.collect()) },
        ];
        titled(&lanes::draw(&head(width), (19_000.0, 21_000.0), &lanes, &ticks(), Some((20_500.0, "今日"))));
    }

    #[test]
    fn deadlines_hold(width in 0f64..1500.0, days in prop::collection::vec(any_day(), 0..6), term in (any_day(), any_day())) {
        let deadlines: Vec<_> = days.iter().enumerate().map(|(i, at)| deadlines::Deadline {
            at: *at, text: "更新拒絶期限 2027/01/31(日)".into(), urgent: i == 0, mark: Mark::plain("x"),
        }).collect();
        titled(&deadlines::draw(&head(width), (19_000.0, 21_000.0), term, &deadlines, &ticks(), (20_000.0, "今日 2026/11/22(日)")));
    }
}

#[test]
fn a_gap_in_the_data_is_a_gap_in_the_line() {
    let points = [(1.0, 5.0), (2.0, 6.0), (3.0, f64::NAN), (4.0, 7.0), (5.0, 8.0)];
    let data = line::Line { points: &points, threshold: None, last: "8", ticks: &[], stops: &[] };
    let svg = line::draw(&head(720.0), &data, &|v| format!("{v}"));
    assert_eq!(svg.matches("<path class=\"line series\"").count(), 2, "{svg}");
}

#[test]
fn a_bar_of_twice_the_value_is_twice_as_long() {
    let bar = |value| bars::Bar { name: "n".into(), value, text: "t".into(), color: 1, mark: Mark::default() };
    let svg = bars::draw(&head(720.0), &[bar(100.0), bar(50.0)]);
    let widths: Vec<f64> = svg
        .split("<rect class=\"f1\"")
        .skip(1)
        .map(|s| s.split("width=\"").nth(1).and_then(|w| w.split('"').next()).and_then(|w| w.parse().ok()).expect("w"))
        .collect();
    assert!((widths[0] / widths[1] - 2.0).abs() < 0.01, "{widths:?}");
}

#[test]
fn above_twenty_marks_the_keyboard_goes_by_the_table() {
    let bar = || bars::Bar { name: "n".into(), value: 1.0, text: "t".into(), color: 1, mark: Mark::link("l", "/a") };
    let few = bars::draw(&head(720.0), &(0..20).map(|_| bar()).collect::<Vec<_>>());
    assert!(!few.contains("tabindex"));
    let many = bars::draw(&head(720.0), &(0..21).map(|_| bar()).collect::<Vec<_>>());
    assert_eq!(many.matches("tabindex=\"-1\"").count(), 21);
}

#[test]
fn the_stylesheet_names_every_colour_by_its_token() {
    for line in STYLE.lines() {
        for part in line.split("var(--").skip(1) {
            let name = part.split(')').next().unwrap_or_default();
            assert!(crate::tokens::find(name).is_some(), "--{name} is no token");
        }
        assert!(!line.contains('#') && !line.contains("rgb"), "hard colour: {line}");
    }
}

#[test]
fn a_table_says_what_the_chart_shows() {
    let rows = vec![vec![table::Datum::words("熱狂").to("/accounts?a=1&b=2"), table::Datum::figure("12")]];
    let html =
        table::table(&table::Table {
            caption: "分布".into(), heads: vec!["セグメント".into(), "社".into()], rows
        });
    assert!(html.contains("<th scope=\"row\"><a href=\"/accounts?a=1&amp;b=2\">熱狂</a></th>"));
    assert!(html.contains("<td class=\"number\">12</td>") && html.contains("<caption>分布</caption>"));
}
