//! What stands at the top of every page about an account: how it stands, what changed last, who, how much, until when.

use super::{told, values};
use crate::Cx;
use crate::pages::accounts::{address, cells};
use crate::ui::{Action, Figure};
use crate::ui::{Badge, Html, PageHead, icon};
use askama::Template;
use banso_app::accounts::{Frame, mark};
use banso_domain::health::ModelKind;
use banso_domain::members::Role;
use banso_kernel::Day;

/// The parts of an account, each a page.
pub(crate) const PARTS: &[&str] = &["summary", "health", "timeline", "people", "contracts"];

/// The head; print it with `{{ head }}`.
#[derive(Template)]
#[template(path = "pages/account/head.html")]
struct Head<'a> {
    cx: &'a Cx,
    frame: &'a Frame,
    part: &'a str,
}

/// A link to a part or a model.
struct Tab {
    label: String,
    href: String,
    here: bool,
}

impl Head<'_> {
    fn segment(&self) -> Badge {
        let at = self.frame.standing.as_ref().map(|standing| standing.segment);
        let segments = self.frame.lens.model.segments.len();
        cells::segment(self.cx, &self.frame.lens, at.filter(|at| usize::from(*at) < segments))
    }

    fn axes(&self) -> Html {
        let axes = self.frame.standing.as_ref().map(|standing| standing.axes.as_slice()).unwrap_or_default();
        cells::axes(self.cx, &self.frame.lens, axes)
    }

    fn change(&self) -> Option<String> {
        let change = self.frame.change.as_ref()?;
        Some(told::sentence(self.cx, &self.frame.lens, self.frame.cmrr.currency, change))
    }

    /// RULE 12: coverage, criteria not met, model and version.
    fn proof(&self) -> Vec<String> {
        let cx = self.cx;
        let lens = &self.frame.lens;
        let mut parts = Vec::new();
        if let Some(standing) = &self.frame.standing {
            let missing = standing.missing(lens.model.criteria.len()).count_ones();
            parts.push(unmet_says(cx, standing.unmet().count_ones() as usize, missing as usize));
            parts.push(cx.t1("account-coverage", "share", cx.words.percent(standing.coverage)));
        }
        let name = lens.model.name.get(cx.lang);
        parts.push(
            cx.words.with("account-model", &[("name", name.into()), ("version", i64::from(lens.version).into())]),
        );
        parts.push(cx.t1("accounts-as-of", "day", cx.words.day(lens.as_of)));
        parts
    }

    fn parts(&self) -> Vec<Tab> {
        let tab = |part: &&str| Tab {
            label: self.cx.t(&format!("account-part-{part}")).into(),
            href: part_href(self.frame, part),
            here: *part == self.part,
        };
        PARTS.iter().map(tab).collect()
    }

    fn models(&self) -> Vec<Tab> {
        let path = part_path(self.frame, self.part);
        let tab = |(at, (id, name)): (usize, &(String, banso_kernel::Text))| {
            let pairs: Vec<(&str, String)> = if at > 0 { vec![("model", id.clone())] } else { Vec::new() };
            Tab {
                label: name.get(self.cx.lang).to_owned(),
                href: address::address(&path, &pairs),
                here: *id == self.frame.lens.model.id,
            }
        };
        self.frame.lens.offered.iter().enumerate().map(tab).collect()
    }

    fn cmrr(&self) -> String {
        self.cx.words.money(self.frame.cmrr)
    }

    fn owner(&self) -> String {
        let owner = self.frame.owner.as_ref().map(|(_, name)| name.clone());
        owner.unwrap_or_else(|| self.cx.t("accounts-nobody").into())
    }

    fn owner_mark(&self) -> String {
        mark(&self.frame.account.owner.map(|owner| owner.to_string()).unwrap_or_default())
    }

    fn phase_mark(&self) -> String {
        mark(&self.frame.account.phase)
    }

    fn phase(&self) -> String {
        let phase = &self.frame.account.phase;
        if phase.is_empty() { self.cx.t("common-not-set").into() } else { phase.clone() }
    }

    fn is_owner(&self, member: &banso_kernel::MemberId) -> bool {
        self.frame.owner.as_ref().is_some_and(|(id, _)| id == member)
    }

    fn may_write(&self) -> bool {
        self.cx.may(Role::Csm)
    }

    /// The next date of a contract: the deadline to decline, or the end.
    fn next_date(&self) -> Option<(String, Html)> {
        let contract = self.frame.next_contract.as_ref()?;
        let as_of = self.frame.lens.as_of;
        let (label, day): (&str, Day) = match (contract.decline_by.filter(|by| *by >= as_of), contract.ends_on) {
            (Some(by), _) => ("common-decline-by", by),
            (None, Some(end)) => ("common-ends-on", end),
            (None, None) => return None,
        };
        Some((self.cx.t(label).into(), cells::deadline(self.cx, Some(day), as_of)))
    }

    fn icon(&self, name: &str) -> Html {
        icon(name)
    }
}

/// How many criteria are not met, and apart from them how many have no data: those are neither met nor unmet.
pub(crate) fn unmet_says(cx: &Cx, unmet: usize, missing: usize) -> String {
    let args = [("n", unmet.into()), ("missing", missing.into())];
    cx.words.with(if missing > 0 { "account-unmet-missing" } else { "account-unmet-count" }, &args)
}

/// The head of the page `part` of an account.
pub(crate) fn head(cx: &Cx, frame: &Frame, part: &str) -> Html {
    Html::of(&Head { cx, frame, part })
}

/// The frame's head: name, question, rank pair with coverage, the action.
pub(crate) fn page_head(cx: &Cx, frame: &Frame, part: &str, action: Action) -> PageHead {
    PageHead {
        title: frame.account.name.clone(),
        question: cx.t(&format!("account-question-{part}")).into(),
        figure: (part == "summary").then(|| figure(cx, frame)).flatten(),
        action,
        trail: vec![(cx.t("accounts-title").into(), address::address("/accounts", &model_pair(frame)))],
    }
}

/// The rank pair, score or points.
fn figure(cx: &Cx, frame: &Frame) -> Option<Figure> {
    let standing = frame.standing.as_ref()?;
    let model = &frame.lens.model;
    let (value, unit) = match model.kind {
        ModelKind::RankMatrix => {
            let letter = |(axis, at): (&banso_domain::health::Axis, &f64)| {
                let rank = if at.is_nan() { None } else { axis.ranks.get(*at as usize) };
                rank.map_or_else(|| cx.t("account-no-rank").into_owned(), |rank| rank.letter.clone())
            };
            (model.axes.iter().zip(&standing.axes).map(letter).collect::<Vec<_>>().join(" × "), String::new())
        }
        _ if standing.score.is_nan() => return None,
        ModelKind::Score => (cx.words.num(standing.score, 1), cx.t("account-unit-of-100").into()),
        ModelKind::Points => (cx.words.num(standing.score, 0), cx.t("account-unit-points").into()),
    };
    let axes: Vec<&str> = model.axes.iter().map(|axis| axis.name.get(cx.lang)).collect();
    Some(Figure {
        label: axes.join(if model.kind == ModelKind::RankMatrix { " × " } else { " · " }),
        value,
        unit,
        period: cx.t1("account-coverage", "share", cx.words.percent(standing.coverage)),
        as_of: cx.t1("accounts-as-of", "day", cx.words.day(frame.lens.as_of)),
        compare: None,
        definition: model.about.get(cx.lang).to_owned(),
        href: Some(part_href(frame, "health")),
    })
}

fn model_pair(frame: &Frame) -> Vec<(&'static str, String)> {
    let lens = &frame.lens;
    let first = lens.offered.first().is_some_and(|(id, _)| *id == lens.model.id);
    if first { Vec::new() } else { vec![("model", lens.model.id.clone())] }
}

fn part_path(frame: &Frame, part: &str) -> String {
    match part {
        "summary" => format!("/accounts/{}", frame.account.id),
        part => format!("/accounts/{}/{part}", frame.account.id),
    }
}

/// The address of a part, through the same model.
pub(crate) fn part_href(frame: &Frame, part: &str) -> String {
    address::address(&part_path(frame, part), &model_pair(frame))
}

/// The address of a part with further parameters.
pub(crate) fn part_with(frame: &Frame, part: &str, more: &[(&'static str, String)]) -> String {
    let mut pairs = model_pair(frame);
    pairs.extend(more.iter().cloned());
    address::address(&part_path(frame, part), &pairs)
}

/// The form for a touch, for the next action of a criterion.
pub(crate) fn touch_href(frame: &Frame, criterion: Option<&str>) -> String {
    let mut pairs = model_pair(frame);
    pairs.extend(criterion.map(|id| ("for", id.to_owned())));
    address::address(&format!("/accounts/{}/touches/new", frame.account.id), &pairs)
}

/// The bar of a criterion: present → wanted.
pub(crate) fn bar(cx: &Cx, frame: &Frame, reading: &banso_domain::reasons::Reading, width: f64) -> Html {
    let Some(criterion) = frame.lens.model.criteria.get(reading.criterion) else { return Html::default() };
    let metric = frame.lens.metrics.get(&criterion.metric);
    let currency = frame.cmrr.currency;
    let now = values::value(cx, metric, currency, reading.value);
    let wanted = values::wanted(cx, metric, currency, criterion);
    let name = criterion.name.get(cx.lang);
    let args = [("now", now.clone().into()), ("wanted", wanted.clone().into())];
    let summary = cx.words.with("account-bar", &args);
    let id = format!("bar-{}", criterion.id);
    let head = banso_report::chart::Head { id: &id, title: name, summary: &summary, width };
    let data = banso_report::chart::criterion::Criterion {
        now: reading.value,
        wanted: criterion.test.wanted(),
        met: reading.state == banso_domain::reasons::State::Met,
        now_text: &now,
        wanted_text: &wanted,
    };
    Html::svg(banso_report::chart::criterion::draw(&head, &data))
}
