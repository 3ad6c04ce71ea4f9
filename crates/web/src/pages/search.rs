//! W-39: where is it? Accounts, people and pages.

use crate::pages::account::person;
use crate::routes::{Who, who_may_get};
use crate::ui::{self, Action, Html, Page, PageHead};
use crate::{Cx, Fail, Shared};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use banso_app::search::{Results, search};
use banso_domain::people::Person;
use banso_kernel::text;

/// Pages that can be found: path, message of the title, further words.
const PAGES: &[(&str, &str)] = &[
    ("/accounts", "web-rail-accounts"),
    ("/overview", "web-rail-overview"),
    ("/journeys", "web-rail-journeys"),
    ("/plays", "web-rail-plays"),
    ("/deliveries", "deliveries-title"),
    ("/churns", "churns-title"),
    ("/lab", "lab-title"),
    ("/lab/metrics", "lab-metrics-title"),
    ("/lab/learned", "lab-learned-title"),
    ("/lab/survival", "lab-survival-title"),
    ("/lab/metric-set", "lab-metric-set"),
    ("/lab/models", "lab-models"),
    ("/data", "web-rail-data"),
    ("/import", "web-rail-import"),
    ("/members", "web-rail-members"),
    ("/settings", "web-rail-settings"),
    ("/destinations", "deliveries-destinations"),
    ("/audit", "audit-title"),
    ("/touches/new", "account-log-touch"),
];

/// What was found.
#[derive(Template)]
#[template(path = "pages/search.html")]
pub struct Search {
    cx: Cx,
    results: Results,
    pages: Vec<(String, &'static str)>,
}

impl Search {
    /// The page of results.
    #[must_use]
    pub fn new(cx: Cx, results: Results) -> Self {
        let key = text::search_key(&results.typed);
        let may = |path: &str| match who_may_get(path) {
            None => false,
            Some(Who::Public) => true,
            Some(Who::SignedIn) => cx.principal.is_some(),
            Some(Who::AtLeast(role)) => cx.has(role),
            Some(Who::Key) => false,
        };
        let found = PAGES.iter().filter(|(path, _)| may(path)).map(|(path, id)| (cx.t(id).into_owned(), *path));
        let fits = |title: &str| !key.is_empty() && text::search_text(title).contains(&key);
        let pages = found.filter(|(title, _)| fits(title)).collect();
        Self { cx, results, pages }
    }

    fn nothing(&self) -> bool {
        self.results.accounts.is_empty() && self.results.people.is_empty() && self.pages.is_empty()
    }

    fn person(&self, person: &Person) -> Html {
        person::name(&self.cx, person)
    }
}

impl Page for Search {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let typed = self.results.typed.as_str();
        let title = if typed.is_empty() {
            self.cx.t("common-search").into()
        } else {
            self.cx.t1("search-title", "typed", typed)
        };
        PageHead {
            title,
            question: self.cx.t("search-question").into(),
            figure: None,
            action: Action::InContent,
            trail: Vec::new(),
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        let people =
            super::account::sample::person_list().into_iter().map(|person| (person, "株式会社青空".to_owned()));
        let full = Results {
            typed: "顧".to_owned(),
            accounts: super::account::sample::found(cx.lang),
            people: people.collect(),
        };
        let nothing = Results { typed: "<script>".to_owned(), ..Results::default() };
        [full, nothing, Results::default()].into_iter().map(|results| Self::new(cx.clone(), results)).collect()
    }
}

/// `GET /search?q=…`
pub async fn show(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    let typed = super::account::parameter(&cx, "q").unwrap_or_default();
    let results = search(&shared.app, cx.member()?, &typed).await?;
    Ok(ui::respond(&Search::new(cx, results)))
}
