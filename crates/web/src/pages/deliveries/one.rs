//! One message as its receiver sees it, and every try to send it.

use super::words;
use crate::form::Nothing;
use crate::pages::letter::{self, Letter};
use crate::ui::{self, Action, Html, Page, PageHead, Row, Rows};
use crate::{Cx, Fail, Form, Shared};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use banso_app::Refused;
use banso_app::actions::{AttemptRow, DeliveryPage};
use banso_domain::members::Role;

/// Tries that are shown.
const TRIES: usize = 10;
/// Characters of a request or response that are shown: a page stays under 100 kB.
const MOST: usize = 3_000;

/// The page.
#[derive(Template)]
#[template(path = "pages/deliveries/one.html")]
pub struct Delivery {
    cx: Cx,
    page: DeliveryPage,
}

impl Delivery {
    pub(super) fn new(cx: &Cx, page: DeliveryPage) -> Self {
        Self { cx: cx.clone(), page }
    }

    fn href(&self) -> String {
        format!("/deliveries/{}", self.page.row.id)
    }

    fn may(&self) -> bool {
        self.cx.may(Role::Csm)
    }

    fn can_go_again(&self) -> bool {
        self.may() && words::STOPPED.contains(&self.page.row.state.as_str())
    }

    fn can_be_cancelled(&self) -> bool {
        self.may() && matches!(self.page.row.state.as_str(), "waiting" | "held")
    }

    /// What its state means, in a sentence.
    fn says(&self) -> String {
        let id = format!("deliveries-means-{}", self.page.row.state);
        if self.cx.words.has(&id) { self.cx.t(&id).into_owned() } else { String::new() }
    }

    fn state(&self) -> Html {
        words::state(&self.cx, &self.page.row.state).html()
    }

    fn facts(&self) -> Rows {
        let (cx, row) = (&self.cx, &self.page.row);
        let mut rows = vec![
            Row { name: cx.h("deliveries-to"), value: Html::text(&row.destination) },
            Row { name: cx.h("common-kind"), value: Html::text(&words::kind(cx, &row.kind)) },
        ];
        let (account, play) = (words::account(row), words::play(cx, row));
        let mut more = |name: &str, value: Html| {
            if !value.is_empty() {
                rows.push(Row { name: cx.h(name), value });
            }
        };
        more("common-account", account);
        more("plays-play", play);
        more(if row.state == "sent" { "deliveries-sent-at" } else { "deliveries-due-at" }, cx.moment(row.due_at));
        more("deliveries-error", Html::text(&row.error));
        Rows(rows)
    }

    fn letter(&self) -> Option<Letter> {
        let seen = self.page.letter.clone()?;
        Some(Letter::new(&self.cx, seen, format!("{}/html", self.href())))
    }

    fn webhook(&self) -> bool {
        self.page.row.kind == "webhook"
    }

    fn attempts(&self) -> &[AttemptRow] {
        let all = &self.page.attempts;
        &all[..all.len().min(TRIES)]
    }

    fn nth(&self, attempt: &AttemptRow) -> String {
        self.cx.t1("deliveries-nth", "n", i64::from(attempt.n))
    }

    /// "HTTP 503", or what went wrong before there was a status.
    fn came(&self, attempt: &AttemptRow) -> String {
        let status = attempt.status.map(|status| self.cx.t1("deliveries-status", "status", status.to_string()));
        let parts = status.into_iter().chain((!attempt.error.is_empty()).then(|| attempt.error.clone()));
        parts.collect::<Vec<_>>().join(" · ")
    }

    /// The beginning of a long text, and whether there is more.
    fn cut<'t>(&self, text: &'t str) -> (&'t str, bool) {
        match text.char_indices().nth(MOST) {
            Some((end, _)) => (&text[..end], true),
            None => (text, false),
        }
    }
}

impl Page for Delivery {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let cx = &self.cx;
        PageHead {
            title: words::title(cx, &self.page.row),
            question: cx.t("deliveries-one-question").into_owned(),
            figure: None,
            action: match self.can_go_again() {
                true => Action::InContent,
                false => Action::link("/deliveries", &cx.t("deliveries-back")),
            },
            trail: vec![(cx.t("deliveries-title").into_owned(), "/deliveries".to_owned())],
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        super::sample::ones(cx)
    }
}

/// `GET /deliveries/{id}`
pub async fn one(cx: Cx, Path(id): Path<i64>, State(shared): State<Shared>) -> Result<Response, Fail> {
    let page = shared.app.delivery(cx.member()?, id).await?;
    Ok(ui::respond(&Delivery::new(&cx, page)))
}

/// `GET /deliveries/{id}/html`: the HTML part of a mail, for the frame of the page.
pub async fn html(cx: Cx, Path(id): Path<i64>, State(shared): State<Shared>) -> Result<Response, Fail> {
    let page = shared.app.delivery(cx.member()?, id).await?;
    page.letter.as_ref().map(letter::framed).ok_or(Fail::NotFound)
}

/// What was asked for is done; or its state changed meanwhile, which the page shows.
fn answer(id: i64, done: Result<(), Refused>, notice: &str) -> Result<Response, Fail> {
    let path = format!("/deliveries/{id}");
    match done {
        Ok(()) => Ok(ui::done(&path, notice, None)),
        Err(Refused::Input(_)) => Ok(ui::done(&path, "deliveries-done-too-late", None)),
        Err(refused) => Err(refused.into()),
    }
}

/// `POST /deliveries/{id}/again`
pub async fn again(
    cx: Cx,
    Path(id): Path<i64>,
    State(shared): State<Shared>,
    Form(_): Form<Nothing>,
) -> Result<Response, Fail> {
    answer(id, shared.app.send_again(cx.member()?, id).await, "deliveries-done-again")
}

/// `POST /deliveries/{id}/cancel`
pub async fn cancel(
    cx: Cx,
    Path(id): Path<i64>,
    State(shared): State<Shared>,
    Form(_): Form<Nothing>,
) -> Result<Response, Fail> {
    answer(id, shared.app.cancel_delivery(cx.member()?, id).await, "deliveries-done-cancelled")
}
