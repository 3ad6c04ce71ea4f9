//! The mails of a play as an account's people would get them, before anything is sent (RULES 21).

use crate::pages::letter::{self, Letter};
use crate::ui::{self, Action, Html, Page, PageHead};
use crate::{Cx, Fail, Shared};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use banso_app::accounts::{Found, find_accounts};
use banso_app::actions::{MailSeen, PlayMails as Mails};
use banso_kernel::{AccountId, Problem};

/// Mails that a page shows: each is two texts long.
const SHOWN: usize = 10;

/// The page: which account, or its mails.
#[derive(Template)]
#[template(path = "pages/plays/mails.html")]
pub struct PlayMails {
    cx: Cx,
    id: String,
    name: String,
    typed: String,
    found: Vec<Found>,
    mails: Option<Mails>,
}

impl PlayMails {
    fn path(&self) -> String {
        format!("{}/mails", super::href(&self.id))
    }

    fn of(&self, account: &AccountId) -> String {
        ui::address(&self.path(), [("account", account.to_string())])
    }

    /// To whom and from which step, with the mail or why there is none.
    fn shown(&self) -> Vec<(String, String, Option<Letter>, String)> {
        let Some(mails) = &self.mails else { return Vec::new() };
        let one = |mail: &MailSeen| {
            let letter = mail.letter.as_ref().ok().map(|seen| {
                let pairs = [
                    ("account", mails.account.id.to_string()),
                    ("step", mail.step.clone()),
                    ("person", mail.person.to_string()),
                ];
                Letter::new(&self.cx, seen.clone(), ui::address(&format!("{}/html", self.path()), pairs))
            });
            let why = mail.letter.as_ref().err().map(|why| self.cx.words.problem(why)).unwrap_or_default();
            (mail.name.clone(), mail.address.clone(), letter, why)
        };
        mails.mails.iter().take(SHOWN).map(one).collect()
    }

    fn rest(&self) -> Option<String> {
        let rest = self.mails.as_ref()?.mails.len().checked_sub(SHOWN).filter(|rest| *rest > 0)?;
        Some(self.cx.t1("plays-mails-more", "n", rest))
    }

    /// Why there is nothing to see.
    fn none(&self) -> Option<Html> {
        let mails = self.mails.as_ref().filter(|mails| mails.mails.is_empty())?;
        Some(self.cx.h(if mails.writes { "plays-mails-nobody" } else { "plays-mails-none" }))
    }
}

impl Page for PlayMails {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let cx = &self.cx;
        let args = |account: &str| [("name", self.name.as_str().into()), ("account", account.into())];
        PageHead {
            title: cx.t("plays-mails").into_owned(),
            question: match &self.mails {
                Some(mails) => cx.words.with("plays-mails-question", &args(&mails.account.name)),
                None => cx.t1("plays-mails-which", "name", self.name.as_str()),
            },
            figure: None,
            action: match self.mails {
                Some(_) => Action::link(&self.path(), &cx.t("plays-mails-other")),
                None => Action::InContent,
            },
            trail: [super::trail(cx), vec![(self.name.clone(), super::href(&self.id))]].concat(),
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        let (subject, body) = super::sample::mail(cx.lang);
        let mail = |letter| MailSeen {
            step: "mail".to_owned(),
            person: banso_kernel::PersonId(7),
            name: if cx.lang == banso_kernel::Lang::Ja { "山田 太郎" } else { "Taro Yamada" }.to_owned(),
            address: "taro.yamada@long-company-name.example.jp".to_owned(),
            letter,
        };
        let written = || Ok(letter::sample(subject, body, cx.lang));
        let closed = || Err(Problem::new("plays-skip-closed"));
        let page = |mails: Option<Vec<MailSeen>>, writes| Self {
            cx: cx.clone(),
            id: "stalled_set_up".to_owned(),
            name: super::sample::stalled().get(cx.lang).to_owned(),
            typed: String::new(),
            found: crate::pages::account::sample::found(cx.lang),
            mails: mails.map(|mails| Mails {
                play: super::sample::stalled(),
                account: crate::pages::journeys::sample::account(1),
                writes,
                mails,
            }),
        };
        let many = (0..13).map(|_| mail(written())).collect();
        let nobody = || Self { found: Vec::new(), typed: "存在しない".to_owned(), ..page(None, true) };
        vec![
            page(Some(vec![mail(written()), mail(closed())]), true),
            page(Some(many), true),
            page(Some(Vec::new()), true),
            page(Some(Vec::new()), false),
            page(None, true),
            nobody(),
        ]
    }
}

fn account(cx: &Cx) -> Result<Option<AccountId>, Fail> {
    let asked = cx.asked("account").filter(|id| !id.is_empty());
    asked.map(|id| id.parse().map(AccountId).map_err(|_| Fail::NotFound)).transpose()
}

/// `GET /plays/{id}/mails?account=…`, or `?q=…` to find an account.
pub async fn show(cx: Cx, Path(id): Path<String>, State(shared): State<Shared>) -> Result<Response, Fail> {
    let who = cx.member()?;
    let typed = cx.asked("q").unwrap_or_default();
    let (name, found, mails) = match account(&cx)? {
        Some(account) => {
            let mails = shared.app.play_mails(who, &id, account).await?;
            (mails.play.get(cx.lang).to_owned(), Vec::new(), Some(mails))
        }
        None => {
            let name = shared.app.play_name(who, &id).await?.get(cx.lang).to_owned();
            (name, find_accounts(&shared.app, who, &typed).await?, None)
        }
    };
    Ok(ui::respond(&PlayMails { cx, id, name, typed, found, mails }))
}

/// `GET /plays/{id}/mails/html?account=…&step=…&person=…`: the HTML part of one, for its frame.
pub async fn html(cx: Cx, Path(id): Path<String>, State(shared): State<Shared>) -> Result<Response, Fail> {
    let account = account(&cx)?.ok_or(Fail::NotFound)?;
    let (step, person) = (cx.asked("step").unwrap_or_default(), cx.asked("person").unwrap_or_default());
    let mails = shared.app.play_mails(cx.member()?, &id, account).await?;
    let found = mails.mails.iter().find(|mail| mail.step == step && mail.person.to_string() == person);
    found.and_then(|mail| mail.letter.as_ref().ok()).map(letter::framed).ok_or(Fail::NotFound)
}
