//! A vendor's own files, from import to the facts behind an unmet criterion, by the pages alone.

use crate::site::{Browser, Site};
use banso_app::import::{Job, Mapping};
use banso_kernel::Day;
use scraper::{Html, Selector};
use std::path::{Path, PathBuf};

fn datasets() -> Option<PathBuf> {
    let near = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/datasets");
    let folder = std::env::var_os("BANSO_DATASETS").map_or(near, PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: no data sets at {}", folder.display());
    None
}

fn example(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/ravenstack").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

async fn import(site: &Site, folder: &Path, file: &str) -> i64 {
    let name = format!("ravenstack_{file}.csv");
    let path = folder.join("ravenstack").join(&name);
    let mapping = Mapping::parse(&example(&format!("{file}.toml"))).expect("the mapping is right");
    let plan = site.app.plan_import(&path, &name, None, Some(mapping)).await.expect("a plan");
    let job = Job::new(path, &name, &plan);
    let import = site.app.start_import(None, &job).await.expect("started");
    site.app.run_import(import, job, &|_| {}).await.expect("imported").import.id
}

/// The addresses of the links that match.
fn links(html: &str, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    let page = Html::parse_document(html);
    page.select(&selector).filter_map(|link| link.attr("href")).map(str::to_owned).collect()
}

async fn read(browser: &Browser, path: &str) -> String {
    let answer = browser.get(path).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.text);
    answer.text.replace("<wbr>", "")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vendors_own_files_lead_from_four_segments_to_the_facts_behind_a_criterion() {
    let Some(folder) = datasets() else { return };
    let (site, admin) = Site::ready().await;
    let mut report = 0;
    for file in ["accounts", "subscriptions", "support_tickets", "churn_events", "feature_usage"] {
        report = import(&site, &folder, file).await;
    }
    // The files end long before the day of this test: the report says so and where to look at them as of then.
    let told = read(&admin, &format!("/import/{report}")).await;
    assert!(told.contains("いちばん新しい事実が 2024/12/31(火) のものです"), "{told}");
    assert!(told.contains("/settings#field-as_of"));

    site.app.look_at(Day::parse_iso("2024-12-31")).await.expect("a day of the past");
    for file in ["definitions/metrics.toml", "definitions/rank_matrix.toml"] {
        site.app.publish_as(None, &example(file), "ravenstack").await.expect("published");
    }
    site.app.rebuild(&|_| {}).await.expect("computed");
    assert!(!read(&admin, &format!("/import/{report}")).await.contains("いちばん新しい事実が"));

    // Four segments, none of them a handful, each a link.
    let overview = read(&admin, "/overview").await;
    assert!(overview.contains("as-of past") && overview.contains("2024/12/31(火)"), "the day is loud");
    for segment in ["enthusiast", "potential", "strained", "at_risk"] {
        let to = format!("/accounts?segment={segment}");
        assert!(links(&overview, ".chart-wide a.mark").contains(&to), "{segment} is not on the overview");
        let list = read(&admin, &to).await;
        let all = list.split("社</strong>").next().and_then(|before| before.rsplit('>').next()).map(str::trim);
        let count: usize = all.and_then(|n| n.parse().ok()).unwrap_or_else(|| panic!("no count: {all:?}"));
        assert!((50..=200).contains(&count), "{segment}: {count}");
    }

    // Distribution → list → account → the facts behind one unmet criterion.
    let list = read(&admin, "/accounts?segment=at_risk").await;
    let account = links(&list, ".accounts-table a.row-link").remove(0);
    let page = read(&admin, &account).await;
    let behind = links(&page, ".criterion .facts-link");
    let mut counted = 0;
    for facts in &behind {
        let facts = read(&admin, facts).await;
        assert!(facts.contains("behind-says"), "{facts}");
        counted += usize::from(facts.contains("class=\"entry"));
    }
    assert!(counted > 0, "no unmet criterion of {account} has facts: {behind:?}");
}
