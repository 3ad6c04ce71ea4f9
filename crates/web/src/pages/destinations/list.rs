//! All destinations, whether they work, and a way to try them.

use crate::form::Nothing;
use crate::ui::{self, Action, Badge, Empty, Page, PageHead, Tone};
use crate::{Cx, Fail, Form, Shared};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use banso_app::actions::DestinationRow;

/// The page.
#[derive(Template)]
#[template(path = "pages/destinations/list.html")]
pub struct Destinations {
    cx: Cx,
    rows: Vec<DestinationRow>,
}

impl Destinations {
    fn kind(&self, row: &DestinationRow) -> String {
        super::kind(&self.cx, &row.kind)
    }

    /// What tells it from others of its kind: address, channel, or host and sender.
    fn where_to(&self, row: &DestinationRow) -> String {
        let of = |names: &[&str]| {
            let values = names.iter().filter_map(|name| row.config.get(*name)).filter(|value| !value.is_empty());
            values.cloned().collect::<Vec<_>>().join(" · ")
        };
        of(&["url", "channel", "host", "from"])
    }

    fn state(&self, row: &DestinationRow) -> Badge {
        let (tone, id) = match (row.on, row.failures) {
            (false, _) if !row.why_off.is_empty() => (Tone::Bad, "deliveries-destination-off-itself"),
            (false, _) => (Tone::Plain, "deliveries-destination-is-off"),
            (true, 0) => (Tone::Good, "deliveries-destination-is-on"),
            (true, _) => (Tone::Warn, "deliveries-destination-failing"),
        };
        Badge::state(&self.cx, tone, &self.cx.t(id))
    }

    fn failures(&self, row: &DestinationRow) -> Option<String> {
        (row.failures > 0).then(|| self.cx.t1("deliveries-destination-failures", "n", i64::from(row.failures)))
    }

    fn named(&self, id: &str, row: &DestinationRow) -> String {
        self.cx.t1(id, "name", row.name.as_str())
    }

    fn empty(&self) -> Option<Empty> {
        let cx = &self.cx;
        let (what, needs) = (cx.t("deliveries-destination-none"), cx.t("deliveries-destination-none-needs"));
        let empty = Empty::new(cx, &what, &needs, "/destinations/new", &cx.t("deliveries-destination-add")).primary();
        self.rows.is_empty().then_some(empty)
    }
}

impl Page for Destinations {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let cx = &self.cx;
        PageHead {
            title: cx.t("deliveries-destinations").into_owned(),
            question: cx.t("deliveries-destinations-question").into_owned(),
            figure: None,
            action: match self.rows.is_empty() {
                true => Action::InContent,
                false => Action::link("/destinations/new", &cx.t("deliveries-destination-add")),
            },
            trail: vec![(cx.t("settings-title").into_owned(), "/settings".to_owned())],
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        let row = |id, kind: &str, name: &str, config: &[(&str, &str)]| DestinationRow {
            id,
            kind: kind.to_owned(),
            name: name.to_owned(),
            config: config.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
            is_default: id < 3,
            on: true,
            why_off: String::new(),
            failures: 0,
            has_secret: true,
        };
        let rows = vec![
            row(1, "smtp", "mail", &[("host", "smtp.example.jp"), ("from", "cs@long-company-name.example.jp")]),
            row(2, "slack_bot", "cs-alerts", &[("channel", "#cs-alerts")]),
            DestinationRow {
                failures: 4,
                ..row(3, "slack_hook", "managers", &[("url", "https://hooks.slack.com/services/T000/B000/…")])
            },
            DestinationRow {
                on: false,
                why_off: "410 Gone".into(),
                failures: 1,
                ..row(4, "webhook", "crm-sync", &[("url", "https://crm.example.jp/hooks/banso?tenant=aozora")])
            },
            DestinationRow { on: false, ..row(5, "webhook", "test", &[("url", "https://example.jp/hook")]) },
        ];
        vec![Self { cx: cx.clone(), rows }, Self { cx: cx.clone(), rows: Vec::new() }]
    }
}

/// `GET /destinations`
pub async fn show(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    let rows = shared.app.destinations(cx.member()?).await?;
    Ok(ui::respond(&Destinations { cx, rows }))
}

/// `POST /destinations/{id}/on`
pub async fn on(
    cx: Cx,
    Path(id): Path<i64>,
    State(shared): State<Shared>,
    Form(_): Form<Nothing>,
) -> Result<Response, Fail> {
    shared.app.switch_destination(cx.member()?, id, true).await?;
    Ok(ui::done("/destinations", "deliveries-destination-done-on", None))
}

/// `POST /destinations/{id}/off`
pub async fn off(
    cx: Cx,
    Path(id): Path<i64>,
    State(shared): State<Shared>,
    Form(_): Form<Nothing>,
) -> Result<Response, Fail> {
    shared.app.switch_destination(cx.member()?, id, false).await?;
    let undo = format!("/destinations/{id}/on");
    Ok(ui::done("/destinations", "deliveries-destination-done-off", Some(&undo)))
}

/// `POST /destinations/{id}/try`: sends a message that tries it, and shows what becomes of it.
pub async fn try_it(
    cx: Cx,
    Path(id): Path<i64>,
    State(shared): State<Shared>,
    Form(_): Form<Nothing>,
) -> Result<Response, Fail> {
    let delivery = shared.app.try_destination(cx.member()?, id).await?;
    Ok(ui::done(&format!("/deliveries/{delivery}"), "deliveries-destination-done-try", None))
}
