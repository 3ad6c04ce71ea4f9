//! W-04: what happened when.

use super::{facts, head, known, person, timeline_chart};
use crate::pages::plays;
use crate::ui::{self, Action, Html, Page, PageHead, Pager, Table};
use crate::{Cx, Fail, Shared};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use banso_app::accounts::{self, Behind, Entry, TimelineQuery};
use banso_app::actions::PlayOf;
use banso_domain::members::Role;
use banso_kernel::{Day, PersonId};

/// What happened at an account.
#[derive(Template)]
#[template(path = "pages/account/timeline.html")]
pub struct Timeline {
    cx: Cx,
    page: accounts::Timeline,
    plays: Vec<PlayOf>,
}

/// An entry in words.
struct Line {
    day: Option<Html>,
    time: String,
    kind: String,
    touch: bool,
    what: String,
    props: Vec<(String, String)>,
    who: Html,
}

/// A choice of the filter.
struct Choice {
    value: String,
    label: String,
    on: bool,
}

impl Timeline {
    /// The page.
    #[must_use]
    pub fn new(cx: Cx, page: accounts::Timeline, plays: Vec<PlayOf>) -> Self {
        Self { cx, page, plays }
    }

    /// The plays that it is in or was in, with what they left out.
    fn plays_table(&self) -> Option<Table> {
        plays::of_account(&self.cx, &self.plays)
    }

    fn head_of(&self) -> Html {
        head::head(&self.cx, &self.page.frame, "timeline")
    }

    fn chart(&self) -> Html {
        let frame = &self.page.frame;
        let href = |name: &str| head::part_with(frame, "timeline", &[("name", name.to_owned())]);
        timeline_chart::lanes(&self.cx, &frame.lens, &self.page.health, &self.page.marks, href)
    }

    fn summary(&self) -> String {
        timeline_chart::course_summary(&self.cx, &self.page.frame.lens, &self.page.health)
    }

    fn names(&self) -> Vec<Choice> {
        let choice = |(name, count): &(String, u32)| Choice {
            value: name.clone(),
            label: format!("{} ({})", facts::name(&self.cx, name), self.cx.words.int(i64::from(*count))),
            on: self.page.asked.name.as_ref() == Some(name),
        };
        self.page.names.iter().map(choice).collect()
    }

    fn filtered(&self) -> bool {
        let asked = &self.page.asked;
        asked.name.is_some() || asked.criterion.is_some() || asked.person.is_some()
    }

    /// What one looks behind: metric, window and how many facts it counted.
    fn behind(&self) -> Option<String> {
        let Behind { criterion, from, to, value, facts } = self.page.behind.as_ref()?;
        let frame = &self.page.frame;
        let criterion = frame.lens.model.criteria.get(*criterion)?;
        let metric = frame.lens.metrics.get(&criterion.metric)?;
        let currency = frame.cmrr.currency;
        let args = [
            ("criterion", criterion.name.get(self.cx.lang).into()),
            ("metric", metric.name.get(self.cx.lang).into()),
            ("from", self.cx.words.day(*from).into()),
            ("to", self.cx.words.day(*to).into()),
            ("value", super::values::value(&self.cx, Some(metric), currency, *value).into()),
            ("n", (*facts).into()),
        ];
        Some(self.cx.words.with("account-behind", &args))
    }

    /// Whose facts are shown, if only one person's.
    fn person(&self) -> Option<Html> {
        let wanted = self.page.asked.person?;
        let found = self.page.entries.iter().find_map(|entry| match entry {
            Entry::Fact { person: Some(person), .. } if person.id == wanted => Some(person),
            _ => None,
        });
        Some(found.map_or_else(|| Html::text(&self.cx.t("common-person")), |found| person::name(&self.cx, found)))
    }

    /// What products said of that person.
    fn known(&self) -> Option<Html> {
        let traits = &self.page.traits;
        (!traits.is_empty()).then(|| known::of_person(&self.cx, traits))
    }

    fn lines(&self) -> Vec<Line> {
        let mut last = None;
        self.page.entries.iter().map(|entry| self.line(entry, &mut last)).collect()
    }

    fn line(&self, entry: &Entry, last: &mut Option<Day>) -> Line {
        let cx = &self.cx;
        let nobody = Html::default;
        match entry {
            Entry::Fact { fact, person } => {
                let day = cx.zone.day_of(fact.occurred_at);
                let fresh = last.replace(day) != Some(day);
                let moment = cx.words.moment(fact.occurred_at, &cx.zone);
                Line {
                    day: fresh.then(|| cx.date(day)),
                    time: moment.rsplit(' ').next().unwrap_or_default().to_owned(),
                    kind: facts::name(cx, &fact.name),
                    touch: false,
                    what: fact
                        .value
                        .map(|value| cx.words.num(value, if value.fract() == 0.0 { 0 } else { 2 }))
                        .unwrap_or_default(),
                    props: facts::props(cx, &fact.props),
                    who: person.as_ref().map_or_else(nobody, |somebody| person::name(cx, somebody)),
                }
            }
            Entry::Touch(touch) => {
                let fresh = last.replace(touch.on) != Some(touch.on);
                let mut who: Vec<Html> = touch.people.iter().map(|somebody| person::name(cx, somebody)).collect();
                who.extend(touch.member.as_deref().map(Html::text));
                Line {
                    day: fresh.then(|| cx.date(touch.on)),
                    time: String::new(),
                    kind: cx.t(&format!("common-touch-{}", touch.kind)).into_owned(),
                    touch: true,
                    what: touch.summary.clone(),
                    props: if touch.body.is_empty() { Vec::new() } else { vec![(String::new(), touch.body.clone())] },
                    who: Html::join(who, ", "),
                }
            }
        }
    }

    fn pager(&self) -> Option<Pager> {
        let page = &self.page;
        let to = |name: &'static str, key: &Option<String>| {
            key.as_ref().map(|key| {
                let mut pairs = self.asked();
                pairs.push((name, key.clone()));
                head::part_with(&page.frame, "timeline", &pairs)
            })
        };
        let more = page.after.is_some() || page.before.is_some();
        more.then(|| {
            let (from, until) = (page.skipped + 1, page.skipped + page.entries.len());
            Pager::new(&self.cx, from, until, page.total, to("before", &page.before), to("after", &page.after))
        })
    }

    fn asked(&self) -> Vec<(&'static str, String)> {
        let asked = &self.page.asked;
        let mut pairs: Vec<(&'static str, String)> = Vec::new();
        pairs.extend(asked.name.clone().map(|name| ("name", name)));
        pairs.extend(asked.criterion.clone().map(|id| ("criterion", id)));
        pairs.extend(asked.person.map(|id| ("person", id.to_string())));
        pairs.extend(asked.on.map(|day| ("on", day.to_string())));
        pairs.extend(asked.known.map(|day| ("known", day.to_string())));
        pairs
    }

    fn total(&self) -> String {
        self.cx.words.int(i64::try_from(self.page.total).unwrap_or(i64::MAX))
    }

    fn all(&self) -> String {
        head::part_href(&self.page.frame, "timeline")
    }

    fn path(&self) -> String {
        format!("/accounts/{}/timeline", self.page.frame.account.id)
    }

    fn model(&self) -> Option<String> {
        super::model(&self.cx)
    }
}

impl Page for Timeline {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let frame = &self.page.frame;
        let action = if self.cx.may(Role::Csm) {
            Action::link(&head::touch_href(frame, None), &self.cx.t("account-log-touch"))
        } else {
            Action::link(&head::part_href(frame, "health"), &self.cx.t("account-see-health"))
        };
        head::page_head(&self.cx, frame, "timeline", action)
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        let page = |page| Self::new(cx.clone(), page, plays::sample_of_account(cx));
        super::sample::timelines(cx.lang).into_iter().map(page).collect()
    }
}

/// `GET /accounts/{id}/timeline`
pub async fn timeline(cx: Cx, Path(id): Path<String>, State(shared): State<Shared>) -> Result<Response, Fail> {
    let day = |name: &str| super::parameter(&cx, name).and_then(|day| Day::parse_iso(&day));
    let asked = TimelineQuery {
        name: super::parameter(&cx, "name"),
        criterion: super::parameter(&cx, "criterion"),
        person: super::parameter(&cx, "person").and_then(|id| id.parse().ok()).map(PersonId),
        after: super::parameter(&cx, "after"),
        before: super::parameter(&cx, "before"),
        on: day("on"),
        known: day("known"),
    };
    let (who, id, model) = (cx.member()?, super::account(&id)?, super::model(&cx));
    let page = accounts::timeline(&shared.app, who, id, model.as_deref(), asked).await?;
    let plays = shared.app.plays_of(who, id).await?;
    Ok(ui::respond(&Timeline::new(cx.clone(), page, plays)))
}
