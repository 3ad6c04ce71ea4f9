//! W-07: who promotes the product, who is gone.

use super::{erase, head, person};
use crate::ui::{self, Action, Html, Page, PageHead};
use crate::{Cx, Fail, Shared};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use banso_app::accounts::{self, PeoplePage, Seen};
use banso_domain::members::Role;

/// The people of an account.
#[derive(Template)]
#[template(path = "pages/account/people.html")]
pub struct People {
    cx: Cx,
    page: PeoplePage,
}

impl People {
    /// The page.
    #[must_use]
    pub fn new(cx: Cx, page: PeoplePage) -> Self {
        Self { cx, page }
    }

    fn head_of(&self) -> Html {
        head::head(&self.cx, &self.page.frame, "people")
    }

    fn line(&self, seen: &Seen) -> person::Line {
        person::line(&self.cx, &self.page.frame, seen)
    }

    fn persons(&self) -> usize {
        self.page.people.iter().filter(|seen| !seen.person.is_role()).count()
    }

    fn champions(&self) -> usize {
        let as_of = self.page.frame.lens.as_of;
        let here = |seen: &&Seen| seen.person.champion && seen.person.left_on.is_none_or(|last| last >= as_of);
        self.page.people.iter().filter(here).count()
    }

    fn sums(&self) -> String {
        let args = [("people", self.persons().into()), ("champions", self.champions().into())];
        self.cx.words.with("account-people-sums", &args)
    }

    /// Ordered without a reading, so at the end.
    fn unread(&self, seen: &Seen) -> bool {
        seen.person.order().0 == 2
    }

    /// Only administrators erase people.
    fn erases(&self) -> bool {
        self.cx.may(Role::Admin)
    }

    fn erase(&self, seen: &Seen) -> Html {
        let (href, about) = (erase::href(&seen.person), erase::about(&self.cx, &seen.person));
        Html::raw(format!(
            "<a href=\"{href}\" aria-label=\"{}\">{}</a>",
            Html::text(&about),
            Html::text(&self.cx.t("erasure-link"))
        ))
    }

    fn recent(&self, seen: &Seen) -> String {
        self.cx.words.int(i64::from(seen.recent))
    }
}

impl Page for People {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let frame = &self.page.frame;
        let action = if self.page.people.is_empty() {
            Action::InContent
        } else if self.cx.may(Role::Csm) {
            Action::link(&head::touch_href(frame, None), &self.cx.t("account-log-touch"))
        } else {
            Action::link(&head::part_href(frame, "summary"), &self.cx.t("account-see-summary"))
        };
        head::page_head(&self.cx, frame, "people", action)
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        super::sample::people(cx.lang).into_iter().map(|page| Self::new(cx.clone(), page)).collect()
    }
}

/// `GET /accounts/{id}/people`
pub async fn people(cx: Cx, Path(id): Path<String>, State(shared): State<Shared>) -> Result<Response, Fail> {
    let page = accounts::people(&shared.app, cx.member()?, super::account(&id)?, super::model(&cx).as_deref()).await?;
    Ok(ui::respond(&People::new(cx, page)))
}
