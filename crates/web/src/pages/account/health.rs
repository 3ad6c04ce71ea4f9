//! W-05: why this rank, and what is missing to the next one.

use super::{head, learned, timeline_chart, told, values, why};
use crate::pages::accounts::cells;
use crate::ui::{self, Action, Badge, Html, Page, PageHead};
use crate::{Cx, Fail, Shared};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use banso_app::accounts::{self, HealthPage};
use banso_domain::health::{Axis, Model};
use banso_domain::members::Role;
use banso_domain::reasons::{Reading, State as CriterionState, Told};
use banso_kernel::Day;
use banso_report::chart::{Head, Mark, line};

/// Why an account has its rank.
#[derive(Template)]
#[template(path = "pages/account/health.html")]
pub struct Health {
    cx: Cx,
    page: HealthPage,
}

/// A criterion in its table.
struct Row {
    name: String,
    state: Badge,
    bar: Html,
    since: Html,
    weight: String,
    rank: Option<String>,
    next: Option<(String, String)>,
    facts: Option<String>,
    metric: String,
}

/// A metric with its course.
struct Course {
    id: String,
    name: String,
    about: String,
    now: String,
    chart: Html,
}

impl Health {
    /// The page.
    #[must_use]
    pub fn new(cx: Cx, page: HealthPage) -> Self {
        Self { cx, page }
    }

    fn head_of(&self) -> Html {
        head::head(&self.cx, &self.page.frame, "health")
    }

    fn model(&self) -> &Model {
        &self.page.frame.lens.model
    }

    fn axis_badge(&self, at: &usize, axis: &Axis) -> Option<Badge> {
        let value = self.page.frame.standing.as_ref()?.axes[*at];
        let rank = if value.is_nan() { None } else { axis.ranks.get(value as usize) };
        let rank = rank?;
        Some(Badge::rank(&self.cx, rank.letter.chars().next().unwrap_or('?'), rank.name.get(self.cx.lang)))
    }

    fn axis_score(&self, at: &usize, axis: &Axis) -> Option<String> {
        let value = self.page.frame.standing.as_ref()?.axes[*at];
        axis.ranks
            .is_empty()
            .then(|| if value.is_nan() { self.cx.t("common-no-data").into() } else { self.cx.words.num(value, 0) })
    }

    /// What the axis needs for its next rank.
    fn to_next(&self, at: &usize, axis: &Axis) -> Option<String> {
        let value = self.page.frame.standing.as_ref()?.axes[*at];
        let rank = if value.is_nan() { return None } else { value as usize };
        let better = axis.ranks.get(rank.checked_sub(1)?)?;
        let open = |reading: &&Reading| {
            let criterion = &self.model().criteria[reading.criterion];
            criterion.axis == *at && criterion.rank + 1 >= rank && reading.state != CriterionState::Met
        };
        let n = self.page.readings.iter().filter(open).count();
        let args = [("rank", better.letter.as_str().into()), ("n", n.into())];
        Some(self.cx.words.with("account-to-next", &args))
    }

    fn rows(&self, axis: &usize) -> Vec<Row> {
        let all = self.page.readings.iter().filter(|r| self.model().criteria[r.criterion].axis == *axis);
        all.map(|reading| self.row(reading)).collect()
    }

    fn row(&self, reading: &Reading) -> Row {
        let (cx, frame) = (&self.cx, &self.page.frame);
        let criterion = &self.model().criteria[reading.criterion];
        let metric = frame.lens.metrics.get(&criterion.metric);
        let all: f64 = self.model().criteria.iter().map(|criterion| criterion.weight).sum();
        let ranks = &self.model().axes[criterion.axis].ranks;
        let open = reading.state == CriterionState::Unmet;
        let counts = metric.is_some_and(|metric| metric.stream().is_some());
        let pair = [("criterion", criterion.id.clone())];
        Row {
            name: criterion.name.get(cx.lang).to_owned(),
            state: values::state(cx, reading.state),
            bar: head::bar(cx, frame, reading, 260.0),
            since: reading.since.map_or_else(|| Html::text(&cx.t("account-since-start")), |day| cx.date(day)),
            weight: cx.words.percent(criterion.weight / all),
            rank: ranks.get(criterion.rank).map(|rank| cx.t1("account-for-rank", "rank", rank.letter.as_str())),
            next: open.then(|| (criterion.next.get(cx.lang).to_owned(), head::touch_href(frame, Some(&criterion.id)))),
            facts: counts.then(|| head::part_with(frame, "timeline", &pair)),
            metric: metric.map_or_else(String::new, |metric| metric.id.clone()),
        }
    }

    /// The metrics that the model reads, each once.
    fn courses(&self) -> Vec<Course> {
        let mut columns: Vec<usize> = self.model().criteria.iter().map(|criterion| criterion.column).collect();
        columns.sort_unstable();
        columns.dedup();
        columns.into_iter().filter_map(|column| self.course(column)).collect()
    }

    fn course(&self, column: usize) -> Option<Course> {
        let (cx, frame) = (&self.cx, &self.page.frame);
        let metric = frame.lens.metrics.metrics.get(column)?;
        let last = frame.lens.as_of;
        let first = timeline_chart::first_day(last);
        // A value a week is what a line of this size can show; the last day is always among them.
        let weeks = (0..=(last - first) / 7).rev().map(|back| last - back * 7);
        let points: Vec<(f64, f64)> =
            weeks.map(|day| (f64::from(day.0), self.page.metrics.value(column, day))).collect();
        let currency = frame.cmrr.currency;
        let text = |value: f64| values::value(cx, Some(metric), currency, value);
        let now = text(self.page.metrics.value(column, last));
        let wanted = self.model().criteria.iter().find(|criterion| criterion.column == column)?;
        let wanted_text = values::wanted(cx, Some(metric), currency, wanted);
        let ticks = timeline_chart::ticks(cx, first, last, 3);
        let month_ends = points.iter().rev().step_by(4).filter(|(_, value)| !value.is_nan());
        let stops: Vec<(f64, f64, Mark)> = month_ends
            .map(|(at, value)| {
                let day = cx.words.day(Day(*at as i32));
                (*at, *value, Mark::plain(format!("{day} {}", text(*value))))
            })
            .collect();
        let id = format!("m-{}", metric.id);
        let args = [
            ("metric", metric.name.get(cx.lang).into()),
            ("now", now.clone().into()),
            ("wanted", wanted_text.clone().into()),
        ];
        let summary = cx.words.with("account-course-of", &args);
        let head = Head { id: &id, title: metric.name.get(cx.lang), summary: &summary, width: 340.0 };
        let data = line::Line {
            points: &points,
            threshold: Some((wanted.test.wanted(), wanted_text.as_str())),
            last: &now,
            ticks: &ticks,
            stops: &stops,
        };
        Some(Course {
            id: metric.id.clone(),
            name: metric.name.get(cx.lang).to_owned(),
            about: metric.about.get(cx.lang).to_owned(),
            chart: Html::svg(line::draw(&head, &data, &text)),
            now,
        })
    }

    fn learned(&self) -> Vec<learned::Parts> {
        learned::parts(&self.cx, &self.page)
    }

    fn history(&self) -> Html {
        timeline_chart::course(&self.cx, &self.page.frame.lens, &self.page.health)
    }

    fn history_summary(&self) -> String {
        timeline_chart::course_summary(&self.cx, &self.page.frame.lens, &self.page.health)
    }

    fn told(&self, told: &Told) -> String {
        told::sentence(&self.cx, &self.page.frame.lens, self.page.frame.cmrr.currency, told)
    }

    fn segment(&self, at: &Option<u8>) -> Badge {
        cells::segment(&self.cx, &self.page.frame.lens, *at)
    }

    fn why(&self) -> Option<Html> {
        self.page.why.as_ref().map(|of| why::section(&self.cx, &self.page.frame, of))
    }

    fn may_write(&self) -> bool {
        self.cx.may(Role::Csm)
    }
}

impl Page for Health {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let frame = &self.page.frame;
        let action = if self.may_write() {
            Action::link(&head::touch_href(frame, None), &self.cx.t("account-log-touch"))
        } else {
            Action::link(&head::part_href(frame, "timeline"), &self.cx.t("account-see-timeline"))
        };
        head::page_head(&self.cx, frame, "health", action)
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        super::sample::health_pages(cx.lang).into_iter().map(|page| Self::new(cx.clone(), page)).collect()
    }
}

/// `GET /accounts/{id}/health`
pub async fn health(cx: Cx, Path(id): Path<String>, State(shared): State<Shared>) -> Result<Response, Fail> {
    let day = |name: &str| super::parameter(&cx, name).and_then(|day| Day::parse_iso(&day));
    let (account, between) = (super::account(&id)?, (day("from"), day("to")));
    let page = accounts::health(&shared.app, cx.member()?, account, super::model(&cx).as_deref(), between).await?;
    Ok(ui::respond(&Health::new(cx, page)))
}
