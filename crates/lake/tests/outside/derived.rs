//! The derived history: written as a whole, read by account and by day.

use banso_kernel::{AccountId, Day};
use banso_lake::sql::{Cell, SqlLimits};
use banso_lake::{HealthRows, HealthState, Lake, LakeError, MetricRows, ModelVersion};
use std::collections::BTreeMap;

fn value(account: i64, day: i32, metric: usize) -> f64 {
    let n = account * 31 + i64::from(day) * 7 + metric as i64;
    if n % 5 == 0 { f64::NAN } else { n as f64 / 2.0 }
}

async fn write(lake: &Lake, accounts: i64, days: i32, ids: &[&str], stamp: &str) -> u64 {
    let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
    let mut writer = lake.metric_writer(&ids).expect("a writer");
    for account in 1..=accounts {
        let first = account as i32 % 10;
        let columns: Vec<Vec<f64>> =
            (0..ids.len()).map(|metric| (first..days).map(|day| value(account, day, metric)).collect()).collect();
        writer.push(&MetricRows { account: AccountId(account), first: Day(first), columns: &columns }).expect("takes");
    }
    writer.finish(stamp).await.expect("writes")
}

fn same(a: &[f64], b: &[f64]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a == b || a.is_nan() && b.is_nan())
}

#[tokio::test(flavor = "multi_thread")]
async fn metrics_come_back_by_account_and_by_day_and_are_replaced_as_a_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let lake = Lake::open(folder.path()).await.expect("opens");
    assert_eq!(lake.metric_ids().await.expect("reads"), Vec::<String>::new());
    assert!(matches!(lake.metrics_of(AccountId(1), &["a".into()]).await, Err(LakeError::Absent(_))));
    let rows = write(&lake, 700, 200, &["logins", "b"], "first").await;
    assert_eq!(rows, (1..=700).map(|account: u64| 200 - account % 10).sum::<u64>());
    let ids = ["b".to_owned(), "logins".to_owned()];
    let history = lake.metrics_of(AccountId(345), &ids).await.expect("reads");
    assert_eq!(history.days, (5..200).map(Day).collect::<Vec<_>>());
    assert!(same(&history.columns[0], &(5..200).map(|day| value(345, day, 1)).collect::<Vec<_>>()));
    assert!(same(&history.columns[1], &(5..200).map(|day| value(345, day, 0)).collect::<Vec<_>>()));
    let day = lake.metrics_on(Day(3), &ids[..1]).await.expect("reads");
    let there: Vec<i64> = (1..=700).filter(|account| account % 10 <= 3).collect();
    assert_eq!(day.accounts.iter().map(|a| a.0).collect::<Vec<_>>(), there);
    assert!(same(&day.columns[0], &there.iter().map(|account| value(*account, 3, 1)).collect::<Vec<_>>()));

    write(&lake, 3, 20, &["other"], "second").await;
    assert_eq!(lake.metric_ids().await.expect("reads"), ["other"]);
    assert_eq!(lake.stamps().await.expect("reads").0, "second");
    let again = Lake::open(folder.path()).await.expect("opens");
    assert_eq!(again.metrics_on(Day(15), &[]).await.expect("reads").accounts.len(), 3);
    let files = || std::fs::read_dir(folder.path().join("metric_history")).expect("lists").count();
    let before = files();
    write(&lake, 3, 20, &["other"], "third").await;
    assert_eq!(files(), before, "an equal history is stored once");
    assert_eq!(lake.stamps().await.expect("reads").0, "third");
    assert_eq!(again.metrics_on(Day(15), &[]).await.expect("reads").accounts.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_that_cannot_be_are_refused_and_the_old_history_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let lake = Lake::open(folder.path()).await.expect("opens");
    write(&lake, 2, 20, &["a"], "first").await;
    assert!(lake.metric_writer(&["day".into()]).is_err());
    assert!(lake.metric_writer(&["a".into(), "A".into()]).is_err());
    let mut writer = lake.metric_writer(&["a".into()]).expect("a writer");
    let rows = |account| MetricRows::<Vec<f64>> { account: AccountId(account), first: Day(0), columns: &[] };
    assert!(writer.push(&rows(1)).is_err(), "no column");
    writer.push(&MetricRows { account: AccountId(2), first: Day(0), columns: &[vec![1.0]] }).expect("takes");
    assert!(writer.push(&MetricRows { account: AccountId(2), first: Day(0), columns: &[vec![1.0]] }).is_err());
    drop(writer);
    assert_eq!(lake.metrics_of(AccountId(1), &["a".into()]).await.expect("reads").days.len(), 19);
}

fn state(segment: &str, score: f64) -> HealthState {
    HealthState {
        segment: segment.into(),
        score,
        coverage: 0.75,
        axes: r#"{"data":"B"}"#.into(),
        unmet: "a,b".into(),
        missing: "c".into(),
    }
}

async fn write_health(lake: &Lake, models: &[ModelVersion], first_segment: &str) {
    let states = [state(first_segment, 10.0), state("", f64::NAN)];
    let mut writer = lake.health_writer(models);
    for account in (1..=50).map(AccountId) {
        for model in 0..models.len() {
            let of_day: Vec<u32> = (0..30).map(|day| u32::from((day + account.0 + model as i64) % 3 == 0)).collect();
            writer
                .push(&HealthRows { model, account, first: Day(100), states: &states, of_day: &of_day })
                .expect("takes");
        }
    }
    writer.finish("s").await.expect("writes");
}

#[tokio::test(flavor = "multi_thread")]
async fn versions_of_models_stand_side_by_side_until_all_is_written_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let lake = Lake::open(folder.path()).await.expect("opens");
    let version = |version| ModelVersion { model: "ranks".into(), version };
    let points = ModelVersion { model: "points".into(), version: 1 };
    write_health(&lake, &[version(1), points.clone(), version(2)], "risk").await;
    for (model, segment, shift) in [(version(1), "risk", 0), (points, "risk", 1), (version(2), "risk", 2)] {
        let of = lake.health_of(&model, AccountId(7)).await.expect("reads");
        assert_eq!(of.len(), 30, "{model:?}");
        for (at, day) in of.iter().enumerate() {
            assert_eq!(day.day, Day(100 + at as i32));
            let none = (at as i64 + 7 + shift) % 3 == 0;
            assert_eq!(day.state.segment, if none { "" } else { segment });
            assert_eq!(day.state.score.is_nan(), none);
            assert_eq!(
                (day.state.axes.as_str(), day.state.unmet.as_str(), day.state.missing.as_str()),
                (r#"{"data":"B"}"#, "a,b", "c")
            );
        }
        assert_eq!(lake.health_on(&model, Day(101)).await.expect("reads").len(), 50);
        let counts = lake.segment_counts(&model, Day(101)..=Day(102)).await.expect("reads");
        let total: BTreeMap<Day, u64> = counts.iter().fold(BTreeMap::new(), |mut total, ((day, _), n)| {
            *total.entry(*day).or_default() += n;
            total
        });
        assert_eq!(total, BTreeMap::from([(Day(101), 50), (Day(102), 50)]));
    }
    write_health(&lake, &[version(2)], "new").await;
    assert!(lake.health_of(&version(1), AccountId(7)).await.expect("reads").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_again_counts_and_the_rest_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let lake = Lake::open(folder.path()).await.expect("opens");
    let ids = ["logins".to_owned()];
    write(&lake, 300, 200, &["logins"], "first").await;
    // Accounts 5 and 250 from two days on, then 250 once more, with a day that was not there before.
    for (accounts, first, last, value) in [(vec![5, 250], 190, 200, 100_000.0), (vec![250], 195, 201, 200_000.0)] {
        let mut writer = lake.metric_rewriter(&ids).await.expect("a writer");
        for account in accounts {
            let columns = [vec![value; (last - first) as usize]];
            let rows = MetricRows { account: AccountId(account), first: Day(first), columns: &columns };
            writer.push(&rows).expect("takes");
        }
        writer.finish("more").await.expect("writes");
    }
    for account in [5, 249, 250] {
        let history = lake.metrics_of(AccountId(account), &ids).await.expect("reads");
        let first = account as i32 % 10;
        let last = if account == 250 { 201 } else { 200 };
        assert_eq!(history.days, (first..last).map(Day).collect::<Vec<_>>());
        let want = |day: i32| match (account, day) {
            (250, 195..) => 200_000.0,
            (5 | 250, 190..) => 100_000.0,
            _ => value(account, day, 0),
        };
        assert!(same(&history.columns[0], &(first..last).map(want).collect::<Vec<_>>()), "{account}");
    }
    let day = lake.metrics_on(Day(199), &ids).await.expect("reads");
    assert_eq!(day.accounts.iter().map(|account| account.0).collect::<Vec<_>>(), (1..=300).collect::<Vec<_>>());
    assert_eq!((day.columns[0][4], day.columns[0][249]), (100_000.0, 200_000.0));
    let snapshot = lake.snapshot().await.expect("a snapshot");
    let rows = (1..=300).map(|account: i64| 200 - account % 10).sum::<i64>() + 1;
    let query = "SELECT count(*) AS n, count(DISTINCT account * 1000 + day - DATE '1970-01-01') AS d, \
                 CAST(max(logins) AS BIGINT) AS m FROM metric_history";
    let query = query.replace(" + day - DATE '1970-01-01'", " + date_part('doy', day)");
    let limits = SqlLimits { rows: 10, time: std::time::Duration::from_secs(60), memory: 512 << 20 };
    let result = lake.sql(&query, &snapshot, &[], &[], limits).await.expect("answers");
    assert_eq!(result.rows[0], [Cell::Int(rows), Cell::Int(rows), Cell::Int(200_000)]);
    // All anew: nothing is left of it.
    write(&lake, 300, 200, &["logins"], "third").await;
    let history = lake.metrics_of(AccountId(250), &ids).await.expect("reads");
    assert!(same(&history.columns[0], &(0..200).map(|day| value(250, day, 0)).collect::<Vec<_>>()));
}
