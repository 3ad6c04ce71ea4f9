//! Definitions, imports and mappings.

use crate::support::{at, counts, fresh, write};
use banso_kernel::{Day, MemberId};
use banso_state::{Definition, DefinitionKind, Import, ImportState, SavedMapping};

fn model(id: &str, body: &str) -> Definition {
    Definition {
        kind: DefinitionKind::Model,
        id: id.into(),
        version: 0,
        body: body.into(),
        author: Some(MemberId(1)),
        reason: "見直し".into(),
        effective_on: Day(20_000),
        created_at: at(0),
    }
}

#[tokio::test]
async fn a_change_is_a_new_version_and_the_old_one_stays() {
    let Some(store) = fresh().await else { return };
    let put =
        async |id: &str, body: &str| write(&store.state, async |tx| tx.put_definition(&model(id, body)).await).await;
    assert_eq!(put("matrix", "a = 1").await, 1);
    assert_eq!(put("matrix", "a = 1").await, 1, "the same text is no change");
    assert_eq!(put("matrix", "a = 2").await, 2);
    assert_eq!(put("matrix", "a = 1").await, 3, "going back is a change too");
    assert_eq!(put("axes", "b = 1").await, 1);
    let newest = store.state.definitions(DefinitionKind::Model).await.expect("reads");
    let told: Vec<_> = newest.iter().map(|found| (found.id.as_str(), found.version)).collect();
    assert_eq!(told, vec![("axes", 1), ("matrix", 3)]);
    let versions = store.state.definition_versions(DefinitionKind::Model, "matrix").await.expect("reads");
    let told: Vec<_> = versions.iter().map(|found| (found.version, found.body.as_str())).collect();
    assert_eq!(told, vec![(3, "a = 1"), (2, "a = 2"), (1, "a = 1")]);
    assert_eq!(versions[2], Definition { version: 1, ..model("matrix", "a = 1") });
    assert_eq!(store.state.definitions(DefinitionKind::Metrics).await.expect("reads"), vec![]);
}

#[tokio::test]
async fn an_import_is_noted_from_beginning_to_end() {
    let Some(store) = fresh().await else { return };
    let mut import = Import {
        id: 0,
        file_name: "契約.csv".into(),
        file_hash: "abc".into(),
        kind: "contracts".into(),
        mapping: "key = 1".into(),
        state: ImportState::Running,
        rows_read: 0,
        counts: counts(0, 0, 0),
        rows_rejected: 0,
        report: "{}".into(),
        rejects_file: None,
        started_at: at(0),
        started_by: Some(MemberId(1)),
        ended_at: None,
    };
    import.id = write(&store.state, async |tx| tx.start_import(&import).await).await;
    assert_eq!(store.state.import(import.id).await.expect("reads"), Some(import.clone()));
    assert_eq!(store.state.imports_of_file("abc").await.expect("reads"), vec![], "not before it is done");
    import.state = ImportState::Done;
    import.rows_read = 10;
    import.counts = counts(5, 2, 1);
    import.rows_rejected = 2;
    import.rejects_file = Some("rejects/1.csv".into());
    import.ended_at = Some(at(3));
    write(&store.state, async |tx| tx.note_import(&import).await).await;
    assert_eq!(store.state.imports(5).await.expect("reads"), vec![import.clone()]);
    assert_eq!(store.state.imports_of_file("abc").await.expect("reads"), vec![import]);
}

#[tokio::test]
async fn the_newest_mapping_of_a_shape_is_kept() {
    let Some(store) = fresh().await else { return };
    let mapping = |body: &str| SavedMapping {
        signature: "id,name".into(),
        file_name: "a.csv".into(),
        kind: "accounts".into(),
        body: body.into(),
        used_at: at(1),
    };
    for body in ["one", "two"] {
        write(&store.state, async |tx| tx.put_mapping(&mapping(body)).await).await;
    }
    assert_eq!(store.state.mapping("id,name").await.expect("reads"), Some(mapping("two")));
    assert_eq!(store.state.mapping("other").await.expect("reads"), None);
}

#[tokio::test]
async fn every_kind_of_definition_can_be_kept() {
    let Some(store) = fresh().await else { return };
    for &kind in DefinitionKind::ALL {
        let given = Definition { kind, ..model("one", "a = 1") };
        write(&store.state, async |tx| tx.put_definition(&given).await).await;
        assert_eq!(store.state.definitions(kind).await.expect("reads"), [Definition { version: 1, ..given }]);
    }
}
