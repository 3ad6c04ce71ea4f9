//! The text that says what rings when. It is published only after it was said how often it would have rung in the
//! last 90 days (RULES 22).

use crate::form::Fields;
use crate::ui::{self, Action, Badge, Column, Field, Html, Kind, Line, Page, PageHead, Table, Tone};
use crate::{Cx, Fail, Form, Shared};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use banso_app::actions::SignalCount;
use banso_app::{Refused, Wrong};
use banso_domain::members::Role;
use banso_kernel::Problem;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// More on a day for one member than this is more than anybody looks at.
const MOST_A_DAY: usize = 3;
/// Characters of a text.
const TEXT: usize = 200_000;

/// The page.
#[derive(Template)]
#[template(path = "pages/signals/definitions.html")]
pub struct Definitions {
    cx: Cx,
    text: String,
    version: u32,
    reason: String,
    counts: Option<Vec<SignalCount>>,
    /// It was asked to publish a text that had not been counted.
    unseen: bool,
    wrong: Vec<Wrong>,
}

/// What the form sends.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    text: String,
    reason: String,
    counted: String,
    /// `count` or `publish`.
    #[serde(rename = "do")]
    what: String,
}
impl Fields for Sent {}

/// Tells one text from another.
fn mark(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(12).fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// As a browser sends it, so as it is kept.
fn plain(text: &str) -> String {
    text.replace("\r\n", "\n")
}

impl Definitions {
    fn may_write(&self) -> bool {
        self.cx.may(Role::Manager)
    }

    /// Only what was counted can be published; the button that counts is the page's first until then.
    fn counted(&self) -> String {
        if self.counts.is_some() { mark(&self.text) } else { String::new() }
    }

    fn errors(&self) -> Html {
        ui::errors(&self.cx, &self.wrong, &self.fields())
    }

    fn fields(&self) -> [Field; 2] {
        let cx = &self.cx;
        [
            Field::new(cx, "text", "signals-text", Kind::Lines)
                .max(TEXT)
                .help(cx, "signals-text-help")
                .value(&self.text)
                .errors(cx, &self.wrong),
            Field::new(cx, "reason", "signals-reason", Kind::Line("text"))
                .optional(cx)
                .help(cx, "signals-reason-help")
                .value(&self.reason)
                .errors(cx, &self.wrong),
        ]
    }

    fn table(&self, counts: &[SignalCount]) -> Table {
        let cx = &self.cx;
        let column = |id: &str| Column::new(cx, &cx.t(id));
        let columns = vec![
            column("signals-signal"),
            column("signals-severity"),
            column("signals-raised").figures(),
            column("common-accounts").figures(),
            column("signals-most-a-day").figures(),
            column("signals-judged").speaks(),
        ];
        let line = |count: &SignalCount| {
            let number = |n: usize| Html::text(&cx.words.num(n as f64, 0));
            let (tone, id) = match count {
                SignalCount { most_a_day, .. } if *most_a_day > MOST_A_DAY => (Tone::Bad, "signals-too-often"),
                SignalCount { raised: 0, .. } => (Tone::Warn, "signals-never"),
                _ => (Tone::Good, "signals-fine"),
            };
            let cells = vec![
                Html::text(count.name.get(cx.lang)),
                super::severity(cx, &count.severity).html(),
                number(count.raised),
                number(count.accounts),
                number(count.most_a_day),
                Badge::state(cx, tone, &cx.t(id)).html(),
            ];
            Line { href: None, id: None, cells }
        };
        Table::new(&cx.t("signals-counted"), columns, counts.iter().map(line).collect()).cards()
    }

    /// In one sentence: how many, and whether anybody would be flooded.
    fn says(&self, counts: &[SignalCount]) -> String {
        let raised: usize = counts.iter().map(|count| count.raised).sum();
        let often = counts.iter().filter(|count| count.most_a_day > MOST_A_DAY).count();
        let args = [("raised", raised.into()), ("often", often.into()), ("most", MOST_A_DAY.into())];
        self.cx.words.with(if often > 0 { "signals-says-often" } else { "signals-says" }, &args)
    }

    fn respond(&self) -> Response {
        let mut response = ui::respond(self);
        if !self.wrong.is_empty() {
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        }
        response
    }
}

impl Page for Definitions {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let cx = &self.cx;
        let action = match self.may_write() {
            true => Action::InContent,
            false => Action::link("/signals", &cx.t("signals-open")),
        };
        PageHead {
            title: cx.t1("signals-text-title", "version", i64::from(self.version)),
            question: cx.t("signals-text-question").into_owned(),
            figure: None,
            action,
            trail: vec![(cx.t("signals-title").into_owned(), "/signals".to_owned())],
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        let page = |counts, unseen, wrong| Self {
            cx: cx.clone(),
            text: super::sample::TEXT.to_owned(),
            version: 3,
            reason: String::new(),
            counts,
            unseen,
            wrong,
        };
        let problem = Problem::new("problem-definition-syntax").with("line", 5i64).with("reason", "expected `=`");
        let wrong = vec![Wrong { field: "text".to_owned(), problem }];
        vec![
            page(None, false, Vec::new()),
            page(Some(super::sample::counts()), true, Vec::new()),
            page(None, false, wrong),
        ]
    }
}

/// `GET /signals/definitions`
pub async fn show(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    let (text, version) = shared.app.signals_text(cx.member()?).await?;
    let (reason, counts, wrong) = (String::new(), None, Vec::new());
    Ok(Definitions { cx, text, version, reason, counts, unseen: false, wrong }.respond())
}

/// `POST /signals/definitions`: counts, or publishes what was counted.
pub async fn save(cx: Cx, State(shared): State<Shared>, Form(sent): Form<Sent>) -> Result<Response, Fail> {
    let who = cx.member()?;
    let (text, publish) = (plain(&sent.text), sent.what == "publish");
    let seen = sent.counted == mark(&text);
    let result = match publish && seen {
        true => match shared.app.publish(who, &text, &sent.reason).await {
            Ok(_) => return Ok(ui::done("/signals/definitions", "signals-told-published", None)),
            Err(refused) => Err(refused),
        },
        false => shared.app.count_signals(who, &text).await.map(Some),
    };
    let (counts, wrong) = match result {
        Ok(counts) => (counts, Vec::new()),
        // The whole form is this text: what is wrong in it leads there.
        Err(Refused::Input(wrong)) => {
            (None, wrong.into_iter().map(|w| Wrong { field: "text".to_owned(), ..w }).collect())
        }
        Err(refused) => return Err(refused.into()),
    };
    let (_, version) = shared.app.signals_text(who).await?;
    let unseen = publish && !seen && counts.is_some();
    Ok(Definitions { cx, text, version, reason: sent.reason, counts, unseen, wrong }.respond())
}
