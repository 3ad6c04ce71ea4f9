//! Believable overviews to test and to look at: full, without a past, of another kind of model, empty.

use banso_app::accounts::Lens;
use banso_app::overview::{Movement, Overview};
use banso_domain::health::{Model, NONE};
use banso_domain::metrics::MetricSet;
use banso_domain::overview::{Moved, Quiet, Spot, course, distribution, moves};
use banso_domain::templates;
use banso_kernel::{AccountId, Currency, Day, Zone};
use std::sync::Arc;

/// The `at`th shipped model, on the day of the samples.
pub(in crate::pages) fn lens(at: usize) -> Lens {
    let metrics = MetricSet::parse(templates::METRICS).unwrap_or(MetricSet { metrics: Vec::new() });
    let models: Vec<Model> =
        templates::MODELS.iter().filter_map(|(_, text)| Model::parse(text, &metrics).ok()).collect();
    Lens {
        model: Arc::new(models[at].clone()),
        version: 1,
        offered: models.iter().map(|model| (model.id.clone(), model.name.clone())).collect(),
        metrics: Arc::new(metrics),
        as_of: Day::from_ymd(2026, 11, 22).unwrap_or(Day(20_779)),
        past: None,
        currency: Currency::JPY,
        zone: Zone::tokyo(),
    }
}

fn spots(lens: &Lens, n: usize, turn: usize) -> Vec<Spot> {
    let spot = |i: usize| {
        // Scattered, denser towards the best and the worst corner.
        let dice = ((i + turn * 1009) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
        let at = [0, 0, 1, 5, 5, 15, 15, 10, 10, 11, 14, 4, 2, 6, 9, 3, 7, 8, 13, 5][dice as usize % 20];
        let (row, column) = (at / 4, at % 4);
        let grid = lens.model.grid.get(row).and_then(|row| row.get(column)).copied();
        let segment = grid.or(u8::try_from(i % lens.model.segments.len()).ok()).filter(|_| i % 23 != 5);
        Spot { segment, ranks: vec![Some(row as u8), Some(column as u8)] }
    };
    (0..n).map(spot).collect()
}

fn overview(at: usize, n: usize, past: bool) -> Overview {
    let lens = lens(at);
    let (now, then) = (spots(&lens, n, 0), spots(&lens, n * 9 / 10, 3));
    let size = lens.model.segments.len() as u32;
    let counts: Vec<(Day, u8, u32)> = (0..if past { 395 } else { 0 })
        .flat_map(|back: i32| {
            let day = lens.as_of - back;
            let part = move |s: u32| 20 + (s * 37 + 11) % 29 + (back as u32 * (s + 1)) % 400 / 13;
            (0..size).map(move |s| (day, s as u8, part(s))).chain([(day, NONE, 3)])
        })
        .filter(|(day, ..)| !(60..90).contains(&(lens.as_of - *day)))
        .collect();
    let from = lens.as_of.plus_months(-13);
    let month = |back: i32| {
        let n = n as u32 / 4 + (back as u32 * 7) % 11;
        let day = if back == 0 { lens.as_of } else { lens.as_of.month().plus(-back).last() };
        Quiet {
            day,
            customers: n,
            silent: n / 3 + back as u32,
            churned: back as u32 % 4,
            unnoticed: back as u32 % 3 / 2,
        }
    };
    Overview {
        begins: None,
        left: if past { n / 5 } else { 0 },
        quiet: if past && n > 0 { (0..13).rev().map(month).collect() } else { Vec::new() },
        before: lens.as_of.plus_months(-1),
        distribution: distribution(&lens.model, &now, past.then_some(then.as_slice())),
        course: course(&lens.model, &counts, from, lens.as_of, 7),
        lens,
    }
}

/// Full, without a past, a score, points, nobody.
pub(super) fn overviews() -> Vec<Overview> {
    vec![
        overview(0, 300, true),
        overview(0, 12_345, false),
        overview(1, 120, true),
        overview(2, 40, true),
        overview(0, 0, false),
    ]
}

fn movement(at: usize, n: i64, days: u16) -> Movement {
    let lens = lens(at);
    let size = lens.model.segments.len() as i64;
    let changes: Vec<Moved> = (0..n)
        .map(|i| Moved {
            account: AccountId(i * 7 % 90),
            from: u8::try_from(i % size).ok(),
            to: u8::try_from((i / size + i * i) % size).ok(),
            axes: vec![((i % 2) as usize, (i % 3) as f64, (i * i % 4) as f64)],
        })
        .collect();
    Movement {
        moves: moves(&lens.model, &changes),
        worse_before: (n > 0).then_some(9),
        from: lens.as_of + 1 - i32::from(days),
        days,
        lens,
    }
}

/// Full, another kind of model, nobody moved, nobody ever moved.
pub(super) fn movements() -> Vec<Movement> {
    vec![movement(0, 64, 30), movement(2, 400, 90), movement(0, 0, 30), movement(1, 0, 365)]
}
