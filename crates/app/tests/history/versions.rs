//! Every version of a model keeps its history.

use crate::support::*;
use banso_app::METRICS;
use banso_app::history::Progress;
use banso_domain::facts::Fact;
use banso_domain::templates;
use banso_kernel::{AccountId, Day, FactId, Micros, Zone};
use banso_state::DefinitionKind;

#[test]
fn a_changed_criterion_is_version_2_and_version_1_keeps_its_history() {
    runtime().block_on(async {
        let folder = tempfile::tempdir().expect("a folder");
        let app = app(folder.path()).await;
        add_accounts(&app).await;
        let login = |n: u8| Fact {
            id: FactId([n; 16]),
            account: AccountId(1),
            person: None,
            name: "login".to_owned(),
            occurred_at: Micros(Zone::tokyo().start_of(Day(TODAY - i32::from(n))).0),
            known_at: Micros(Zone::tokyo().start_of(Day(TODAY - i32::from(n))).0),
            value: None,
            props: String::new(),
            source: "test".to_owned(),
        };
        send(&app, &(0..5).map(login).collect::<Vec<_>>()).await;
        app.rebuild(&|_: Progress| ()).await.expect("rebuilt");
        let first = health(&app, "rank_matrix", 1, AccountId(1)).await;
        assert!(!first.is_empty());

        let (_, text) = templates::MODELS[0];
        assert_eq!(app.publish_as(None, text, "the same text").await.expect("published").1, 1, "no change, no version");
        let stricter = text.replacen("at_least = 4\nname = { ja = \"28日", "at_least = 6\nname = { ja = \"28日", 1);
        assert_ne!(stricter, text);
        let (id, version) = app.publish_as(None, &stricter, "four days are too few").await.expect("published");
        assert_eq!((id.as_str(), version), ("rank_matrix", 2));
        app.rebuild(&|_: Progress| ()).await.expect("rebuilt");
        assert_eq!(health(&app, "rank_matrix", 1, AccountId(1)).await, first, "version 1 to the last bit");
        let second = health(&app, "rank_matrix", 2, AccountId(1)).await;
        assert_ne!(second.last(), first.last());
        app.rebuild(&|_: Progress| ()).await.expect("rebuilt");
        assert_eq!(health(&app, "rank_matrix", 2, AccountId(1)).await, second, "again the same");
        let versions = app.state.definition_versions(DefinitionKind::Model, "rank_matrix").await.expect("versions");
        assert_eq!(versions.iter().map(|v| v.version).collect::<Vec<_>>(), [2, 1]);
    });
}

#[test]
fn metrics_that_a_model_needs_cannot_be_taken_away() {
    runtime().block_on(async {
        let folder = tempfile::tempdir().expect("a folder");
        let app = app(folder.path()).await;
        let without = templates::METRICS.replace("id = \"login_days_28d\"", "id = \"renamed\"");
        let refused = app.publish_as(None, &without, "renamed").await.expect_err("refused");
        assert!(
            matches!(&refused, banso_app::Refused::Input(wrong) if wrong[0].problem.code == "problem-metric-unknown")
        );
        let definitions = app.state.definitions(DefinitionKind::Metrics).await.expect("definitions");
        assert_eq!((definitions[0].id.as_str(), definitions[0].version), (METRICS, 1));
    });
}
