//! Texts of models and metrics: tried, published, and brought back with one click.

use crate::site::Site;
use axum::http::StatusCode;
use banso_domain::templates::{METRICS, MODELS};
use banso_state::DefinitionKind;

async fn versions(site: &Site, kind: DefinitionKind, id: &str) -> Vec<String> {
    let found = site.app.state.definition_versions(kind, id).await.expect("versions");
    found.into_iter().map(|one| one.body).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_version_of_a_model_comes_back_with_one_click() {
    let (site, admin) = Site::ready().await;
    let (id, text) = MODELS[0];
    let path = format!("/lab/models/{id}");
    let stricter = text.replacen("at_least = ", "at_least = 1", 1);
    site.app.publish_as(None, &stricter, "stricter").await.expect("published");
    assert!(admin.get(&path).await.text.contains(&format!("action=\"{path}/restore\"")));
    let back = admin.post(&format!("{path}/restore"), &[("version", "1")]).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.text);
    assert_eq!(versions(&site, DefinitionKind::Model, id).await, [text, stricter.as_str(), text]);
    for wrong in ["9", "x", ""] {
        let none = admin.post(&format!("{path}/restore"), &[("version", wrong)]).await;
        assert_eq!(none.status, StatusCode::NOT_FOUND, "{wrong}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_version_of_the_metrics_comes_back_with_one_click() {
    let (site, admin) = Site::ready().await;
    let more = format!(
        "{METRICS}\n[[metric]]\nid = \"more\"\nname = {{ ja = \"x\", en = \"x\" }}\nkind = \"count\"\nfact = \"x\"\nwindow = 7\n"
    );
    site.app.publish_as(None, &more, "more").await.expect("published");
    let back = admin.post("/lab/metric-set/restore", &[("version", "1")]).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.text);
    assert_eq!(versions(&site, DefinitionKind::Metrics, "metrics").await, [METRICS, more.as_str(), METRICS]);
}
