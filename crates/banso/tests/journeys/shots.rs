//! Pictures of every page, for looking at: each in both languages, light and dark, 1440 and 390 px wide.
//! `BANSO_SHOTS=folder cargo test -p banso --test journeys -- --ignored shots`; `BANSO_SHOTS_ONLY=account` takes
//! only the pages whose name starts so.

use crate::browser::Driver;
use crate::page::Page;
use crate::server::Server;
use std::path::PathBuf;

/// Pages by name and path; `{account}` stands for the first account of the list.
pub const PAGES: &[(&str, &str)] = &[
    ("home", "/"),
    ("today", "/today?scope=all"),
    ("tasks", "/tasks?scope=all"),
    ("tasks-month", "/tasks?scope=all&view=month"),
    ("task-new", "{account}/tasks/new"),
    ("signals", "/signals?scope=all"),
    ("signals-definitions", "/signals/definitions"),
    ("team", "/team"),
    ("team-handover", "/team/handover"),
    ("overview", "/overview"),
    ("overview-moves", "/overview/moves"),
    ("accounts", "/accounts"),
    ("accounts-empty", "/accounts?q=zzzzzz"),
    ("account", "{account}"),
    ("account-health", "{account}/health"),
    ("account-timeline", "{account}/timeline"),
    ("account-people", "{account}/people"),
    ("account-contracts", "{account}/contracts"),
    ("touch", "{account}/touches/new"),
    ("plays", "/plays"),
    ("play", "/plays/segment_fell"),
    ("play-proof", "/plays/segment_fell/proof"),
    ("settings-costs", "/settings/costs"),
    ("touch-choose", "/touches/new"),
    ("accounts-bulk", "/accounts/bulk?segment=at_risk&do=owner-all"),
    ("lab", "/lab"),
    ("lab-metrics", "/lab/metrics"),
    ("lab-learned", "/lab/learned?horizon=30"),
    ("lab-survival", "/lab/survival"),
    ("lab-survival-plan", "/lab/survival?by=plan"),
    ("lab-metric-set", "/lab/metric-set"),
    ("lab-models", "/lab/models"),
    ("lab-model", "/lab/models/rank_matrix"),
    ("data", "/data"),
    ("live", "/live"),
    ("source-new", "/sources/new"),
    ("import", "/import"),
    ("import-new", "/import/new"),
    ("search", "/search?q=%E9%9D%92"),
    ("search-empty", "/search?q=zzzzzz"),
    ("members", "/members"),
    ("member-new", "/members/new"),
    ("settings", "/settings"),
    ("me", "/me"),
    ("second-factor", "/me/second-factor"),
    ("missing", "/no-such-page"),
];

/// Pages of a workspace that a product sends events to.
const FED: &[(&str, &str)] = &[("live-fed", "/live"), ("source", "/sources/1")];

/// Makes a source and sends events of every fate.
fn feed(server: &Server) {
    let key = server.key("Web app");
    let event = |id: &str, account: &str| {
        format!(
            "{{\"type\":\"track\",\"messageId\":\"{id}\",\"userId\":\"u1\",\"event\":\"report.created\",\
             \"context\":{{\"groupId\":\"{account}\"}}}}"
        )
    };
    let waits = "{\"type\":\"track\",\"messageId\":\"w\",\"userId\":\"nobody\",\"event\":\"login\"}";
    let events =
        [&event("1", "A00001"), &event("2", "A00002"), &event("1", "A00001"), waits, "{\"type\":\"track\"}", "7"];
    for event in events {
        server.send(&key, &format!("{{\"batch\":[{event}]}}"));
    }
}

/// Signs in as the administrator that the demo printed.
pub async fn sign_in(page: &Page, server: &Server) {
    sign_in_as(page, &server.printed("admin"), &server.printed("password")).await;
}

/// Signs in as any member.
pub async fn sign_in_as(page: &Page, mail: &str, password: &str) {
    page.go("/sign-in").await;
    page.fill("input[name=mail]", mail).await;
    page.fill("input[name=password]", password).await;
    page.follow("main form [type=submit], main form button:not([type=button])").await;
}

/// The pages with their `{account}` filled in.
pub async fn paths(page: &Page, pages: &[(&str, &str)]) -> Vec<(String, String)> {
    page.go("/accounts").await;
    let link =
        page.js("return document.querySelector('main table a[href^=\"/accounts/\"]').getAttribute('href')").await;
    let account = link.as_str().unwrap_or_default().split(['?', '#']).next().unwrap_or_default().to_owned();
    pages.iter().map(|(name, path)| ((*name).to_owned(), path.replace("{account}", &account))).collect()
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "draws pictures for people to look at"]
async fn shots() {
    let folder = std::env::var_os("BANSO_SHOTS").map_or_else(|| PathBuf::from("target/shots"), PathBuf::from);
    let Some(driver) = Driver::start() else { return };
    std::fs::create_dir_all(&folder).expect("the folder");
    let server = Server::start("demo", &["--as-of", "2026-11-20"]);
    println!("{}\nready after {:?}", server.said, server.took);
    feed(&server);
    let only = std::env::var("BANSO_SHOTS_ONLY").unwrap_or_default();
    for lang in ["ja", "en"] {
        let page = Page { driver: driver.browser(lang).await, origin: server.origin.clone() };
        page.screen(1440, 900, "light").await;
        page.go("/sign-in").await;
        let places = [("sign-in".to_owned(), "/sign-in".to_owned())];
        pictures(&page, &folder, lang, &places).await;
        sign_in(&page, &server).await;
        // A member's own language counts more than the browser's.
        if page.js("return document.documentElement.lang").await != lang {
            page.follow(&format!(".lang[value={lang}]")).await;
        }
        let pages = [PAGES, FED].concat();
        let places: Vec<_> =
            paths(&page, &pages).await.into_iter().filter(|(name, _)| name.starts_with(&only)).collect();
        pictures(&page, &folder, lang, &places).await;
        page.close().await;
    }
}

/// Pages of a workspace without data; the last one is of the file that is brought in then.
const EMPTY: &[&str] = &[
    "overview",
    "overview-moves",
    "accounts",
    "data",
    "import",
    "search-empty",
    "touch-choose",
    "settings",
    "members",
];

#[tokio::test(flavor = "multi_thread")]
#[ignore = "draws pictures for people to look at"]
async fn shots_of_nothing() {
    let folder = std::env::var_os("BANSO_SHOTS").map_or_else(|| PathBuf::from("target/shots"), PathBuf::from);
    let Some(driver) = Driver::start() else { return };
    std::fs::create_dir_all(&folder).expect("the folder");
    for lang in ["ja", "en"] {
        let server = Server::start("serve", &[]);
        let page = Page { driver: driver.browser(lang).await, origin: server.origin.clone() };
        page.screen(1440, 900, "light").await;
        pictures(&page, &folder, lang, &[("set-up".to_owned(), "/set-up".to_owned())]).await;
        crate::set_up::administrator(&page, &server).await;
        let empty = |name: &&str| {
            (format!("empty-{name}"), PAGES.iter().find(|page| page.0 == *name).expect("a page").1.to_owned())
        };
        pictures(&page, &folder, lang, &EMPTY.iter().map(empty).collect::<Vec<_>>()).await;
        page.screen(1440, 900, "light").await;
        let plan = crate::set_up::upload(&page, lang == "ja").await;
        pictures(&page, &folder, lang, &[("import-plan".to_owned(), plan.clone())]).await;
        page.screen(1440, 900, "light").await;
        page.go(&plan).await;
        let report = crate::set_up::take(&page).await;
        pictures(&page, &folder, lang, &[("import-report".to_owned(), report)]).await;
        page.close().await;
    }
}

async fn pictures(page: &Page, folder: &std::path::Path, lang: &str, places: &[(String, String)]) {
    for (width, height) in [(1440, 900), (390, 844)] {
        for scheme in ["light", "dark"] {
            for (name, path) in places {
                page.screen(width, height, scheme).await;
                page.go(path).await;
                // The whole page, up to a few screens.
                let size = page.js("return document.documentElement.scrollHeight").await;
                let tall = size.as_u64().unwrap_or(900).clamp(u64::from(height), 3_600) as u32;
                page.screen(width, tall, scheme).await;
                let file = folder.join(format!("{name}-{lang}-{scheme}-{width}.png"));
                page.driver.screenshot(&file).await.expect("a picture");
            }
        }
    }
}
