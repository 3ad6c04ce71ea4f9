//! W-12: where all accounts stand.

use super::tabs::{Tab, as_of, list, models, pages, segment_list, segment_name};
use super::{charts, quiet, sample};
use crate::ui::{Action, Chart, Compare, Empty, Figure, Html, Page, PageHead, Tone};
use crate::{Cx, Fail, Shared, turned, ui};
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use banso_app::overview::Overview;
use banso_kernel::Arg;
use serde::Deserialize;

/// The distribution of accounts.
#[derive(Template)]
#[template(path = "pages/overview.html")]
pub struct Standings {
    cx: Cx,
    page: Overview,
    bars: Chart,
    grid: Option<Chart>,
    course: Option<Chart>,
    quiet: Option<[Chart; 2]>,
    empty: Option<Empty>,
}

impl Standings {
    /// The page.
    #[must_use]
    pub fn new(cx: Cx, page: Overview) -> Self {
        let nobody = page.distribution.all.now == 0;
        let bring = || {
            let (what, needs) = (cx.t("overview-empty"), cx.t("overview-empty-needs"));
            Empty::new(&cx, &what, &needs, "/import", &cx.t("overview-empty-do")).primary()
        };
        let empty = nobody.then(|| turned::nothing(&cx, page.begins).unwrap_or_else(bring));
        let (bars, grid) = (charts::bars(&cx, &page), charts::grid(&cx, &page));
        Self { bars, grid, course: charts::course(&cx, &page), quiet: quiet::charts(&cx, &page), empty, page, cx }
    }

    /// There are accounts, and none of them stands in a segment.
    fn unrated(&self) -> bool {
        self.page.distribution.segments.iter().all(|segment| segment.now == 0)
    }

    /// That accounts which left are counted too, and the list of the others.
    fn left(&self) -> Option<(String, String)> {
        let left = self.page.left;
        (left > 0).then(|| (self.cx.t1("overview-left", "n", left), list(&self.page.lens, &[("paying", "1")])))
    }

    fn tabs(&self) -> Vec<Tab> {
        pages(&self.cx, &self.page.lens, "/overview")
    }

    fn models(&self) -> Vec<Tab> {
        models(&self.cx, &self.page.lens, "/overview", &[])
    }

    /// The course of shares, or when it will be there. Beside the bars where there is no grid.
    fn over_time(&self) -> Html {
        match &self.course {
            Some(course) => Html::of(course),
            None => Html::raw(format!("<p class=\"muted\">{}</p>", Html::text(&self.cx.t("overview-course-short")))),
        }
    }

    /// The share of accounts in the best segment.
    fn rate(&self) -> Option<Figure> {
        let (cx, found) = (&self.cx, &self.page.distribution);
        let best = *found.segments.first()?;
        let share = best.share(found.all)?;
        let compare = best.share_before(found.all).map(|before| {
            let points = ((share - before) * 1000.0).round() / 10.0;
            let sign = if points > 0.0 { "+" } else { "" };
            let shown = if points == 0.0 { "±0".to_owned() } else { format!("{sign}{}", cx.words.num(points, 1)) };
            Compare {
                change: cx.t1("overview-rate-points", "n", shown),
                against: cx.t("overview-rate-against").into_owned(),
                tone: match points {
                    p if p > 0.0 => Tone::Good,
                    p if p < 0.0 => Tone::Bad,
                    _ => Tone::Plain,
                },
            }
        });
        let as_of = as_of(cx, self.page.lens.as_of);
        Some(Figure {
            label: cx.t("common-enthusiast-rate").into_owned(),
            value: cx.words.num(share * 100.0, 1),
            unit: "%".to_owned(),
            period: as_of.clone(),
            as_of,
            compare,
            definition: cx.words.with(
                "overview-rate-definition",
                &[
                    ("segment", segment_name(cx, &self.page.lens, Some(0)).into()),
                    ("n", Arg::from(i64::from(best.now))),
                    ("all", Arg::from(i64::from(found.all.now))),
                ],
            ),
            href: Some(segment_list(&self.page.lens, Some(0))),
        })
    }

    /// To the accounts that need somebody most.
    fn action(&self) -> Action {
        let (cx, lens) = (&self.cx, &self.page.lens);
        let worst = lens.model.segments.len().checked_sub(1);
        let count = worst.and_then(|at| self.page.distribution.segments.get(at)).filter(|count| count.now > 0);
        match (self.empty.is_some(), worst, count) {
            (true, ..) => Action::InContent,
            (false, Some(at), Some(count)) => {
                let args =
                    [("segment", segment_name(cx, lens, Some(at)).into()), ("n", Arg::from(i64::from(count.now)))];
                Action::link(&segment_list(lens, Some(at)), &cx.words.with("overview-do-segment", &args))
            }
            _ => Action::link(&list(lens, &[]), &cx.t("overview-do-all")),
        }
    }
}

impl Page for Standings {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        PageHead {
            title: self.cx.t("overview-title").into_owned(),
            question: self.cx.t("overview-question").into_owned(),
            figure: self.rate(),
            action: self.action(),
            trail: Vec::new(),
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        sample::overviews().into_iter().map(|page| Self::new(cx.clone(), page)).collect()
    }
}

/// What the address may say.
#[derive(Deserialize)]
pub struct Asked {
    model: Option<String>,
}

/// Shows it.
pub async fn show(cx: Cx, State(shared): State<Shared>, Query(asked): Query<Asked>) -> Result<Response, Fail> {
    let page = banso_app::overview::overview(&shared.app, cx.member()?, asked.model.as_deref()).await?;
    Ok(ui::respond(&Standings::new(cx, page)))
}
