//! The log with its filter.

use super::details::{self, Members};
use super::words;
use crate::ui::{self, Action, Column, Empty, Html, Line, Page, PageHead, Table, icon};
use crate::{Cx, Fail, Shared};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use banso_app::actions::{self, AuditQuery, AuditRow};
use banso_domain::members::Role;
use banso_kernel::{MemberId, Micros};

/// What the address asks for.
pub(super) fn asked(cx: &Cx) -> AuditQuery {
    let some = |name: &str| cx.asked(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
    AuditQuery {
        member: some("by").and_then(|id| id.parse().ok()).map(MemberId),
        object: some("object"),
        verb: some("verb"),
        text: some("q"),
        before: some("before").and_then(|seq| seq.parse().ok()),
    }
}

/// The parameters of a query, without the place in the list.
fn pairs(query: &AuditQuery) -> Vec<(&'static str, String)> {
    let all = [
        ("by", query.member.map(|id| id.to_string())),
        ("object", query.object.clone()),
        ("verb", query.verb.clone()),
        ("q", query.text.clone()),
    ];
    all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// The page.
#[derive(Template)]
#[template(path = "pages/audit/list.html")]
pub struct Audit {
    cx: Cx,
    page: actions::Audit,
    query: AuditQuery,
}

impl Audit {
    fn new(cx: &Cx, page: actions::Audit, query: AuditQuery) -> Self {
        Self { cx: cx.clone(), page, query }
    }

    fn text(&self) -> &str {
        self.query.text.as_deref().unwrap_or_default()
    }

    fn verb(&self) -> &str {
        self.query.verb.as_deref().unwrap_or_default()
    }

    /// Members to choose from: id, name, chosen.
    fn members(&self) -> Vec<(String, &str, bool)> {
        let shown = self.page.members.iter();
        shown.map(|(id, name)| (id.to_string(), name.as_str(), Some(*id) == self.query.member)).collect()
    }

    /// Kinds of objects: word, name, chosen.
    fn objects(&self) -> Vec<(&str, String, bool)> {
        let shown = self.page.objects.iter();
        shown
            .map(|object| {
                let here = self.query.object.as_deref() == Some(object.as_str());
                (object.as_str(), words::object(&self.cx, object), here)
            })
            .collect()
    }

    /// The file with the same filter.
    fn export(&self, format: &str) -> String {
        let form = std::iter::once(("format", format.to_owned()));
        ui::address("/audit/export", pairs(&self.query).into_iter().chain(form))
    }

    fn filtered(&self) -> bool {
        !pairs(&self.query).is_empty()
    }

    fn older(&self) -> Option<String> {
        let before = self.page.before?;
        let place = std::iter::once(("before", before.to_string()));
        Some(ui::address("/audit", pairs(&self.query).into_iter().chain(place)))
    }

    fn newest(&self) -> Option<String> {
        self.query.before.map(|_| ui::address("/audit", pairs(&self.query)))
    }

    /// What was done, as the filter that shows only that.
    fn did(&self, row: &AuditRow) -> Html {
        let query = AuditQuery { verb: Some(row.verb.clone()), before: None, ..self.query.clone() };
        let href = ui::address("/audit", pairs(&query));
        let word = words::verb(&self.cx, &row.verb);
        Html::raw(format!("<a href=\"{}\">{}</a>", Html::text(&href), Html::text(&word)))
    }

    fn icon(&self, name: &str) -> Html {
        icon(name)
    }

    fn empty(&self) -> Option<Empty> {
        let cx = &self.cx;
        let (what, needs) = match self.filtered() || self.query.before.is_some() {
            true => ("audit-none-filtered", "audit-none-filtered-needs"),
            false => ("audit-none", "audit-none-needs"),
        };
        let empty = Empty::new(cx, &cx.t(what), &cx.t(needs), "/audit", &cx.t("audit-show-all"));
        self.page.rows.is_empty().then_some(empty)
    }

    fn table(&self) -> Table {
        let cx = &self.cx;
        let column = |id: &str| Column::new(cx, &cx.t(id));
        let columns = vec![
            column("audit-when"),
            column("audit-who"),
            column("audit-did"),
            column("audit-what"),
            column("audit-detail"),
        ];
        let lines = self.page.rows.iter().map(|row| Line {
            href: None,
            id: Some(format!("e{}", row.seq)),
            cells: vec![
                cx.moment(row.at),
                Html::text(&words::by(cx, row)),
                self.did(row),
                what(cx, row),
                detail(cx, row, &self.page.members),
            ],
        });
        Table::new(&cx.t("audit-title"), columns, lines.collect()).cards()
    }
}

/// The thing that was changed: its kind, and its name as a link where it has a page.
fn what(cx: &Cx, row: &AuditRow) -> Html {
    let kind = Html::text(&words::object(cx, &row.object));
    let name = Html::text(&words::which(row));
    // Destinations are the administrators'.
    let page = words::href(row).filter(|_| row.object != "destination" || cx.may(Role::Admin));
    let name = match page {
        _ if name.is_empty() => return kind,
        Some(href) => format!("<a href=\"{}\">{name}</a>", Html::text(&href)),
        None => name.to_string(),
    };
    Html::raw(format!("<span class=\"muted\">{kind}</span> {name}"))
}

fn detail(cx: &Cx, row: &AuditRow, members: &Members) -> Html {
    let part = |(name, value): (String, String)| {
        let (name, value) = (Html::text(&name), Html::text(&value));
        Html::raw(format!("<span class=\"prop\"><i>{name}</i> {value}</span>"))
    };
    Html::join(details::details(cx, row, members).into_iter().map(part), " ")
}

impl Page for Audit {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        PageHead {
            title: self.cx.t("audit-title").into_owned(),
            question: self.cx.t("audit-question").into_owned(),
            figure: None,
            action: Action::link(&self.export("xlsx"), &self.cx.t("audit-export")),
            trail: Vec::new(),
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        let row = |seq: i64, verb: &str, object: &str, id: &str, name: &str, detail: &str| AuditRow {
            seq,
            at: Micros(cx.now.0 - (400 - seq) * 340_000_000),
            by: (seq % 7 != 3).then(|| (MemberId(1), "髙橋 美咲".to_owned())),
            verb: verb.to_owned(),
            object: object.to_owned(),
            object_id: id.to_owned(),
            name: name.to_owned(),
            detail: detail.to_owned(),
        };
        let long = "一般社団法人 日本とても長い名前の業界団体連合会東日本支部事務局";
        let rows = vec![
            row(400, "published", "play", "stalled_set_up", "初期設定の停滞に声かけ", "{\"version\":4}"),
            row(399, "edit", "account", "7", long, "{\"field\":\"phase\",\"from\":\"導入\",\"to\":\"更新\"}"),
            row(398, "export", "accounts", "", "", "{\"query\":\"segment=at_risk\",\"rows\":38}"),
            row(397, "changed_role", "member", "3", "𠮷田 さくら", "{\"role\":\"manager\"}"),
            row(396, "signed_in", "member", "1", "髙橋 美咲", "{}"),
            row(395, "frobbed", "gadget", "9", "", "not json at all"),
            row(394, "started", "play", "fell", "<b>セグメント下降</b>", ""),
        ];
        let objects = ["account", "accounts", "member", "play"].map(str::to_owned);
        let members = vec![(MemberId(1), "髙橋 美咲".to_owned()), (MemberId(2), "山﨑 健太郎".to_owned())];
        let page = |rows: Vec<AuditRow>, before| actions::Audit {
            rows,
            before,
            members: members.clone(),
            objects: objects.clone().into(),
        };
        let filtered = AuditQuery {
            member: Some(MemberId(1)),
            object: Some("play".into()),
            text: Some("<青空>".into()),
            before: Some(300),
            ..AuditQuery::default()
        };
        vec![
            Self::new(cx, page(rows.clone(), Some(394)), AuditQuery::default()),
            Self::new(cx, page(rows, None), filtered.clone()),
            Self::new(cx, page(Vec::new(), None), filtered),
            Self::new(cx, page(Vec::new(), None), AuditQuery::default()),
        ]
    }
}

/// `GET /audit`
pub async fn show(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    let query = asked(&cx);
    let page = shared.app.audit(cx.member()?, &query).await?;
    Ok(ui::respond(&Audit::new(&cx, page, query)))
}
