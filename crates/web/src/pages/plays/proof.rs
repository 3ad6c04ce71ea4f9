//! W-17: did the play work? With what is known, what that means, and what it does not.

use super::proof_says::Says;
use super::words::Tab;
use super::{parts, proof_chart};
use crate::ui::{self, Action, Badge, Chart, Column, Figure, Html, Line, Page, PageHead, Table, Tone};
use crate::{Cx, Fail, Shared};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use banso_app::lab::{HORIZONS, MeasureBy, ProofPage, ProofQuery, Verdict};
use banso_domain::members::Role;
use banso_domain::proof::{Evidence, Matched, Proof};
use banso_kernel::{Arg, Money};

/// The page.
#[derive(Template)]
#[template(path = "pages/plays/proof.html")]
pub struct PlayProof {
    cx: Cx,
    page: ProofPage,
}

/// Something that can be chosen.
struct Choice {
    value: String,
    label: String,
    on: bool,
}

/// A figure of the section on worth.
struct Tally {
    name: String,
    value: String,
}

impl PlayProof {
    pub(super) fn new(cx: &Cx, page: ProofPage) -> Self {
        Self { cx: cx.clone(), page }
    }

    fn says(&self) -> Says<'_> {
        Says { cx: &self.cx, page: &self.page }
    }

    fn href(&self) -> String {
        super::href(&self.page.id)
    }

    fn tabs(&self) -> Vec<Tab> {
        parts::tabs(&self.cx, &self.href(), None)
    }

    fn may_change(&self) -> bool {
        self.cx.may(Role::Admin)
    }

    fn choice(&self, by: &MeasureBy, name: &str) -> Choice {
        Choice { value: by.code(), label: name.to_owned(), on: *by == self.page.asked.by }
    }

    /// What the product has words for.
    fn own(&self) -> Vec<Choice> {
        let own = self.page.offered.iter().filter(|one| !matches!(one.by, MeasureBy::Metric(_)));
        own.map(|one| self.choice(&one.by, &self.cx.t(&format!("proof-{}", one.by.code())))).collect()
    }

    fn metrics(&self) -> Vec<Choice> {
        let metrics = self.page.offered.iter().filter(|one| matches!(one.by, MeasureBy::Metric(_)));
        metrics.map(|one| self.choice(&one.by, one.name.get(self.cx.lang))).collect()
    }

    fn days(&self) -> Vec<Choice> {
        let choice = |days: &u16| Choice {
            value: days.to_string(),
            label: self.cx.t1("proof-after", "n", i64::from(*days)),
            on: *days == self.page.asked.days,
        };
        HORIZONS.iter().map(choice).collect()
    }

    fn evidence(&self) -> Option<&Evidence> {
        match &self.page.verdict {
            Verdict::Said(evidence) => Some(evidence),
            _ => None,
        }
    }

    fn proof(&self) -> Option<&Proof> {
        match self.evidence() {
            Some(Evidence::Experiment(proof)) => Some(proof),
            _ => None,
        }
    }

    fn matched(&self) -> Option<&Matched> {
        match self.evidence() {
            Some(Evidence::Comparison(matched)) => Some(matched),
            _ => None,
        }
    }

    fn weaker(&self) -> Option<Badge> {
        self.matched().map(|_| Badge::state(&self.cx, Tone::Warn, &self.cx.t("proof-weaker")))
    }

    /// The sentence, what it means, and what it does not.
    fn result(&self) -> Option<[String; 3]> {
        self.evidence().map(|evidence| self.says().result(evidence))
    }

    /// What is shown instead of a number: head and what lacks.
    fn instead(&self) -> Option<(String, Vec<String>)> {
        self.says().instead()
    }

    fn groups(&self) -> Option<Table> {
        let (cx, says) = (&self.cx, self.says());
        let columns = vec![
            Column::new(cx, &cx.t("proof-group")),
            Column::new(cx, &cx.t("proof-group-n")).figures(),
            Column::new(cx, &cx.t("proof-group-mean")).figures(),
        ];
        let line = |id: &str, n: u32, mean: Option<f64>| Line {
            href: None,
            id: None,
            cells: vec![
                Html::text(&cx.t(id)),
                Html::text(&cx.t1("common-n-accounts", "n", i64::from(n))),
                Html::text(&mean.map_or_else(|| cx.t("proof-cell-nobody").into_owned(), |mean| says.level(mean))),
            ],
        };
        let lines = match self.evidence()? {
            Evidence::Experiment(proof) => vec![
                line("proof-group-treated", proof.treated.accounts, Some(proof.treated.mean)),
                line("proof-group-held-out", proof.held_out.accounts, Some(proof.held_out.mean)),
            ],
            Evidence::Comparison(matched) => vec![
                line("proof-group-treated", matched.accounts, None),
                line("proof-group-peers", matched.peers, None),
            ],
        };
        Some(Table::new(&cx.t("proof-h-groups"), columns, lines).dense())
    }

    fn means_groups(&self) -> [String; 2] {
        match self.matched() {
            None => ["proof-means-groups", "proof-not-groups"].map(|id| self.cx.t(id).into_owned()),
            Some(matched) => [
                self.cx.t("proof-means-groups-weaker").into_owned(),
                self.cx.t1("proof-not-groups-weaker", "n", i64::from(matched.left_out)),
            ],
        }
    }

    fn unbalanced(&self) -> bool {
        self.matched().is_some_and(|matched| !matched.is_balanced())
    }

    /// Who is not among them.
    fn beside(&self) -> Vec<String> {
        let arms = &self.page.arms;
        let waiting = self.proof().map_or(0, |proof| proof.waiting.saturating_sub(arms.unknown));
        let all = [
            ("proof-waiting", waiting),
            ("proof-unknown", arms.unknown),
            ("proof-beside", arms.beside),
            ("proof-other-share", arms.other_share),
        ];
        all.iter().filter(|(_, n)| *n > 0).map(|(id, n)| self.cx.t1(id, "n", i64::from(*n))).collect()
    }

    fn chart(&self) -> Option<Chart> {
        self.proof().map(|proof| proof_chart::course(&self.cx, &self.says(), proof))
    }

    fn money(&self, minor: f64) -> String {
        self.cx.words.money(Money { minor: minor.round() as i64, currency: self.page.currency })
    }

    fn worth(&self) -> Option<Vec<Tally>> {
        let worth = self.page.worth.as_ref()?;
        let tally = |id: &str, value: String| Tally { name: self.cx.t(id).into_owned(), value };
        let (low, high) = (self.money(worth.interval.low), self.money(worth.interval.high));
        Some(vec![
            tally("proof-worth-gain", self.money(worth.gain)),
            tally("proof-worth-cost", self.money(worth.cost)),
            tally("proof-worth-net", self.money(worth.net)),
            tally("proof-worth-range", self.says().between(&low, &high)),
        ])
    }

    fn means_worth(&self) -> String {
        let of_amount = self.page.asked.by == MeasureBy::Expansion;
        let args: [(&str, Arg); 3] = [
            ("months", self.cx.words.num(self.page.costs.months, 0).into()),
            ("minutes", self.cx.words.num(self.page.work.minutes, 0).into()),
            ("mails", i64::from(self.page.work.messages).into()),
        ];
        self.cx.words.with(if of_amount { "proof-means-worth-amount" } else { "proof-means-worth" }, &args)
    }

    fn planner(&self) -> Option<Table> {
        let (cx, planner) = (&self.cx, self.page.planner.as_ref()?);
        let columns = vec![
            Column::new(cx, &cx.t("proof-plan-effect")),
            Column::new(cx, &cx.t("proof-plan-accounts")).figures(),
            Column::new(cx, &cx.t("proof-plan-weeks")).figures(),
        ];
        let lines = planner.effects.iter().map(|one| {
            let of = |id: &str, n: Option<u32>| match n {
                Some(n) => Html::text(&cx.t1(id, "n", i64::from(n))),
                None => Html::raw(format!("<span class=\"none\">{}</span>", Html::text(&cx.t("proof-plan-none")))),
            };
            let need = one.plan.map(|plan| plan.always);
            let accounts = of("proof-plan-n", need.map(|need| need.accounts));
            let weeks = of("proof-plan-n-weeks", need.map(|need| need.weeks));
            Line { href: None, id: None, cells: vec![Html::text(&self.says().size(one.effect)), accounts, weeks] }
        });
        Some(Table::new(&cx.t("proof-h-planner"), columns, lines.collect()).dense())
    }

    fn means_planner(&self) -> Option<String> {
        let (cx, planner) = (&self.cx, self.page.planner.as_ref()?);
        let pace = cx.words.num(planner.pace.per_week, 1);
        let share = cx.words.percent(planner.pace.held_out);
        let smallest = planner.in_a_year.map(|effect| self.says().size(effect));
        let id = if smallest.is_some() { "proof-means-planner" } else { "proof-means-planner-none" };
        let args: [(&str, Arg); 3] =
            [("pace", pace.into()), ("share", share.into()), ("smallest", smallest.unwrap_or_default().into())];
        Some(cx.words.with(id, &args))
    }

    fn method(&self) -> Vec<String> {
        self.says().method(self.proof())
    }

    fn waits(&self) -> bool {
        !matches!(self.page.verdict, Verdict::Nobody)
    }
}

impl Page for PlayProof {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let (cx, href) = (&self.cx, self.href());
        let figure = self.evidence().map(|evidence| {
            let says = self.says();
            let (value, interval) = evidence.effect();
            let weaker = evidence.is_weaker();
            Figure {
                label: cx.t("proof-figure").into_owned(),
                value: says.signed(value),
                unit: says.unit(),
                period: cx.t1("proof-after", "n", i64::from(self.page.asked.days)),
                as_of: cx.t1("report-as-of", "day", cx.words.day(self.page.today)),
                compare: Some(ui::Compare {
                    change: says.range(interval),
                    against: cx.t(if weaker { "proof-group-peers" } else { "proof-group-held-out" }).into_owned(),
                    tone: Tone::Plain,
                }),
                definition: cx
                    .t(if weaker { "proof-figure-meaning-weaker" } else { "proof-figure-meaning" })
                    .into_owned(),
                href: None,
            }
        });
        PageHead {
            title: self.page.name.get(cx.lang).to_owned(),
            question: cx.t("proof-question").into_owned(),
            figure,
            action: match cx.may(Role::Manager) {
                true => Action::link(&format!("{href}/edit"), &cx.t("plays-revise")),
                false => Action::link(&href, &cx.t("plays-to-overview")),
            },
            trail: super::trail(cx),
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        super::proof_sample::proofs(cx)
    }
}

/// `GET /plays/{id}/proof`
pub async fn show(cx: Cx, Path(id): Path<String>, State(shared): State<Shared>) -> Result<Response, Fail> {
    let asked = ProofQuery::parse(cx.asked("by").as_deref(), cx.asked("days").as_deref());
    let page = shared.app.play_proof(cx.member()?, &id, asked).await?;
    Ok(ui::respond(&PlayProof::new(&cx, page)))
}
