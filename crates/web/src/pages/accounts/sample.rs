//! Believable lists to test and to look at: full, filtered, empty, and the worst case.

use banso_app::accounts::{Lens, Listing, View};
use banso_domain::board::{Board, Move, Names, Row, Standing, parse};
use banso_domain::health::Model;
use banso_domain::metrics::MetricSet;
use banso_domain::templates;
use banso_kernel::{AccountId, Currency, Day, Lang, MemberId, Problem, text};
use std::sync::Arc;

/// The day of the samples.
pub(crate) fn today() -> Day {
    Day::from_ymd(2026, 11, 22).unwrap_or(Day(20_779))
}

/// The `at`th shipped model.
pub(crate) fn lens(at: usize) -> Lens {
    let metrics = MetricSet::parse(templates::METRICS).unwrap_or(MetricSet { metrics: Vec::new() });
    let models: Vec<Model> =
        templates::MODELS.iter().filter_map(|(_, text)| Model::parse(text, &metrics).ok()).collect();
    Lens {
        model: Arc::new(models[at].clone()),
        version: 2,
        offered: models.iter().map(|model| (model.id.clone(), model.name.clone())).collect(),
        metrics: Arc::new(metrics),
        as_of: today(),
        past: None,
        currency: Currency::JPY,
        zone: banso_kernel::Zone::tokyo(),
    }
}

/// Names in every form that companies use (J-05), with rare characters and what HTML must escape.
pub(crate) const NAMES: &[(&str, &str)] = &[
    ("株式会社青空", "アオゾラ"),
    ("有限会社井上製作所", "いのうえせいさくしょ"),
    ("上田株式会社", "うえだ"),
    ("㈱髙橋フーズ", "たかはしふーず"),
    ("合同会社𠮷田＆パートナーズ", "よしだあんどぱーとなーず"),
    ("葛\u{e0100}城信用金庫", "かつらぎしんようきんこ"),
    ("Acme <Global> \"Holdings\" Inc.", ""),
    ("一般社団法人 日本とても長い名前の業界団体連合会東日本支部事務局", "にほん"),
    ("Müller & Söhne GmbH", ""),
    ("（株）山﨑ｼｽﾃﾑ", "やまざきしすてむ"),
];

fn row(lens: &Lens, lang: Lang, n: usize) -> Row {
    let (name, kana) = NAMES[n % NAMES.len()];
    let name = if n < NAMES.len() { name.to_owned() } else { format!("{name} {n}") };
    let criteria = lens.model.criteria.len();
    let all = u64::MAX >> (64 - criteria);
    let known = if n % 7 == 3 { all & !2 } else { all };
    let met = (n as u64).wrapping_mul(0x9E37_79B9) & known;
    let segments = lens.model.segments.len();
    let segment = (n % 5 != 4).then_some((n % segments) as u8);
    let day = |back: usize| today() - i32::try_from(back).unwrap_or(0);
    let moves = if n.is_multiple_of(3) {
        vec![Move { on: day(n % 40), from: Some(((n + 1) % segments) as u8), to: segment }]
    } else {
        Vec::new()
    };
    let standing = Standing {
        segment,
        axes: lens
            .model
            .axes
            .iter()
            .enumerate()
            .map(|(at, axis)| if axis.ranks.is_empty() { 42.0 } else { ((n + at) % 4) as f64 })
            .collect(),
        score: if lens.model.axes.iter().all(|axis| axis.ranks.is_empty()) { 61.5 } else { f64::NAN },
        met,
        known,
        coverage: if n % 7 == 3 { 0.6 } else { 1.0 },
        next: banso_domain::reasons::next_step(&lens.model, known & !met).and_then(|at| u8::try_from(at).ok()),
        moves,
    };
    let owners = if lang == Lang::Ja { ["髙橋 美咲", "佐藤 健"] } else { ["Misaki Takahashi", "Ken Sato"] };
    Row {
        account: AccountId(n as i64 + 1),
        key: format!("C-{n:04}"),
        collation: text::company_order(&name, kana),
        search: text::search_text(&format!("{name} {kana}")),
        name,
        industry: ["製造", "小売", ""][n % 3].to_owned(),
        plan: ["Pro", "Standard"][n % 2].to_owned(),
        phase: ["導入", "定着", "活用", ""][n % 4].to_owned(),
        owner: (n % 6 != 5).then(|| (MemberId(n as i64 % 2 + 1), owners[n % 2].to_owned())),
        signed_up_on: Some(day(400 + n)),
        standing: (n % 11 != 10).then_some(standing),
        last_touch: (n % 4 != 3).then(|| day(n * 3)),
        decline_by: (n % 3 != 2).then(|| today() + (n as i32 * 9)),
        ends_on: Some(today() + 60 + n as i32 * 9),
        cmrr: (n as i64 * 7_919) % 1_200_000,
    }
}

/// A listing of `rows` accounts, asked with these parameters.
fn listing(lang: Lang, model: usize, rows: usize, asked: &[(&str, &str)]) -> Listing {
    let lens = lens(model);
    let names = Names::of(&lens.model);
    let rows = (0..rows).map(|n| row(&lens, lang, n)).collect();
    let board = Board::new(today(), Currency::JPY, names, rows);
    let fold = |typed: &str| typed.split_whitespace().map(text::search_key).collect();
    let (query, problems) = parse(asked.iter().copied(), &board.names, fold);
    let (view, other) = if lang == Lang::Ja {
        ("期限が近い離反リスク", "今月の変化")
    } else {
        ("At risk, deadline near", "Changes this month")
    };
    Listing {
        lens,
        board: Arc::new(board),
        query,
        problems,
        members: vec![(MemberId(1), "髙橋 美咲".into()), (MemberId(2), "Ken Sato".into())],
        views: vec![
            View { id: 1, name: view.into(), query: "segment=at_risk&deadline=90".into(), shared: true, own: true },
            View { id: 2, name: other.into(), query: "since=30".into(), shared: true, own: false },
        ],
        begins: None,
    }
}

/// The samples.
pub(super) fn listings(lang: Lang) -> Vec<Listing> {
    let everything: Vec<(&str, &str)> =
        banso_domain::board::Column::ALL.iter().map(|column| ("col", column.word())).collect();
    let mut wrong = listing(lang, 0, 3, &[("segment", "heaven"), ("colour", "<red>")]);
    wrong.problems.push(Problem::new("accounts-problem-too-many").with("limit", 100i64));
    vec![
        listing(lang, 0, 120, &[]),
        listing(lang, 0, 120, &[("segment", "at_risk"), ("segment", "none"), ("group", "segment"), ("sort", "-cmrr")]),
        listing(lang, 1, 60, &[&everything[..], &[("group", "owner"), ("silent", "30"), ("deadline", "900")]].concat()),
        listing(lang, 2, 60, &[("from", "s1"), ("since", "30"), ("unmet", "x")]),
        listing(
            lang,
            0,
            20,
            &[("q", "存在しない会社"), ("phase", "導入"), ("since", "2026-11-01"), ("rank", "data:A")],
        ),
        listing(lang, 0, 0, &[]),
        wrong,
    ]
}
