//! A learned risk as a metric: kept as a version, read by a model, judged on days that it does not know, learned again.

use crate::demo::{Demo, TODAY, demo};
use banso_app::Refused;
use banso_app::lab::{Ask, Came, Sight};
use banso_domain::metrics::MetricSet;
use banso_kernel::Day;
use banso_state::DefinitionKind;

const ASK: Ask = Ask { outcome: banso_app::lab::Outcome::Churn, horizon: 30, months: 12, sight: Sight::Now };
const ID: &str = "churn_risk_30";

/// A model with one axis: the kept risk.
const MODEL: &str = r#"
id = "watch"
kind = "points"
name = { ja = "見張り", en = "Watch" }
about = { ja = "学習したリスクだけを見ます。", en = "Looks at the learned risk only." }
min_coverage = 0.5

[[segment]]
id = "calm"
name = { ja = "安心", en = "Calm" }
about = { ja = "様子を見ます。", en = "Wait and see." }
from = 50

[[segment]]
id = "risky"
name = { ja = "注意", en = "Risky" }
about = { ja = "すぐに話します。", en = "Talk soon." }

[[axis]]
id = "risk"
name = { ja = "学習したリスク", en = "Learned risk" }
about = { ja = "離れる確率", en = "The chance to leave" }

[[axis.criterion]]
id = "low"
metric = "churn_risk_30"
at_most = 1
points = 50
name = { ja = "リスクが低い", en = "Low risk" }
next = { ja = "そのまま続ける", en = "Go on" }

[[axis.criterion]]
id = "not_high"
metric = "churn_risk_30"
at_most = 4
points = 50
name = { ja = "リスクが高くない", en = "No high risk" }
next = { ja = "理由を聞く", en = "Ask why" }
"#;

async fn kept() -> Demo {
    let demo = demo(800).await;
    let (id, version) = demo.app.keep_risk(&demo.manager, ASK).await.expect("keeps");
    assert_eq!((id.as_str(), version), (ID, 2));
    demo.app.rebuild(&|_| {}).await.expect("history");
    demo
}

async fn versions(demo: &Demo) -> Vec<banso_state::Definition> {
    demo.app.state.definition_versions(DefinitionKind::Metrics, "metrics").await.expect("versions")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kept_risk_is_a_metric_that_says_what_was_learned_and_is_judged_on_days_that_it_does_not_know() {
    let demo = kept().await;
    let app = &demo.app;
    let versions = versions(&demo).await;
    assert_eq!(versions[0].author, Some(demo.manager.member));
    assert!(versions[0].reason.contains("見分ける力"), "{}", versions[0].reason);
    assert!(versions[0].body.starts_with(&versions[1].body.trim_end()[..400]), "the other metrics stay as they were");

    // The value is the formula of the text, and the page that learned it says the same.
    let set = app.definitions().await.expect("definitions").metrics;
    let at = set.position(ID).expect("a metric");
    let risk = set.metrics[at].risk().expect("a risk").clone();
    let now = app.known_now(&[TODAY]).await.expect("metrics");
    let columns = &now[0].1.columns;
    let mut said = 0;
    for (row, value) in columns[at].iter().enumerate() {
        assert_eq!(value.to_bits(), risk.per_cent(|metric| columns[metric][row]).to_bits());
        said += usize::from(!value.is_nan());
    }
    assert!(said > 300, "{said} accounts have a risk");
    let page = app.learned_risk(&demo.manager, ASK).await.expect("a page");
    let candidate = page.candidate.expect("learned");
    assert_eq!(candidate.risk, risk, "the kept formula is not learned from itself");
    println!(
        "figures: pick {:?}, kept {:?}, learned until {}",
        page.found.expect("a trial").card.pick,
        candidate.auc,
        risk.learned_until
    );

    // As an axis of a model: the back-test says which days the formula knew, and judges the others.
    app.publish(&demo.manager, MODEL, "a test").await.expect("a model reads it");
    app.rebuild(&|_| {}).await.expect("history");
    let tested = app.back_test(&demo.manager, ASK, Some("watch.1"), None).await.expect("a back-test");
    let learned = tested.learned.expect("it learned from some of these days");
    assert_eq!(learned.until, risk.learned_until);
    assert_eq!(learned.days, tested.days.iter().filter(|day| **day <= risk.learned_until).count());
    assert!(learned.days > 0 && learned.days < tested.days.len());
    println!("figures: all months {:?}, later months {:?}", tested.found.auc, learned.after);
    assert!(tested.leaking.is_empty(), "that contracts are gone after leaving makes no risk late");
    assert!(page.late.is_empty());
    let ranks = app.back_test(&demo.manager, ASK, Some("rank_matrix.1"), None).await.expect("a back-test");
    assert!(ranks.learned.is_none(), "a model that reads no learned metric knew nothing");
    let judged = app.which_metric_matters(&demo.manager, ASK).await.expect("metrics");
    println!("figures: as a metric {:?}", judged.found.metrics[at].auc);

    // What a model reads cannot be taken away; without the model one click does it.
    let before = versions[1].body.clone();
    let refused = app.publish(&demo.manager, &before, "back").await.expect_err("the model reads it");
    assert!(matches!(refused, Refused::Input(_)), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_risk_is_learned_again_once_a_month_and_only_where_somebody_asked() {
    let demo = kept().await;
    let (app, today) = (&demo.app, TODAY);
    let first = |months: i32| today.month().plus(months).first();
    let learned = async || app.learn_again_when_due().await.expect("looks");
    demo.clock.set(first(1));
    assert_eq!(learned().await, [], "nobody asked for it");
    demo.clock.set(today);
    app.learn_again(&demo.manager, ASK, true).await.expect("asks");
    demo.clock.set(today + 1);
    assert_eq!(learned().await, [], "the month in which it was asked for is done");

    demo.clock.set(first(1));
    assert_eq!(learned().await, [(ID.to_owned(), Came::Same)], "the demo's day stands still, so the past is the same");
    assert_eq!(learned().await, [], "once a month");
    assert_eq!(versions(&demo).await.len(), 2);

    // Other weights of the same order are replaced, by nobody, in one version, whoever looks at the same time.
    let text = versions(&demo).await[0].body.clone();
    let line = text.lines().find(|line| line.starts_with("intercept")).expect("an intercept");
    app.publish(&demo.manager, &text.replace(line, "intercept = -9.0"), "by hand").await.expect("publishes");
    app.rebuild(&|_| {}).await.expect("history");
    demo.clock.set(first(2) + 9);
    let (one, other) = tokio::join!(learned(), learned());
    assert_eq!([one, other].concat(), [(ID.to_owned(), Came::Published)], "late in the month it is done, and once");
    let all = versions(&demo).await;
    assert_eq!((all.len(), all[0].author), (4, None));
    assert_eq!(all[0].body, text, "what is learned from the same past is the same");
    assert!(all[0].reason.contains("見分ける力"));
    let page = app.learned_risk(&demo.manager, ASK).await.expect("a page");
    let night = page.again.and_then(|again| again.last).expect("a note");
    assert_eq!((night.came, night.on), (Came::Published, first(2) + 9));
    assert_eq!(night.by.map(|by| by[0]), Some(0.0), "another intercept puts nobody elsewhere");

    // A metric that is no longer in the set is left alone, and so is one that nobody wants learned again.
    let shipped = all[3].body.clone();
    app.publish(&demo.manager, &shipped, "back").await.expect("one click takes it back");
    demo.clock.set(first(3));
    assert_eq!(learned().await, []);
    app.publish(&demo.manager, &text, "and forth").await.expect("publishes");
    app.learn_again(&demo.manager, ASK, false).await.expect("stops");
    demo.clock.set(first(5));
    assert_eq!(learned().await, []);
    assert_eq!(
        MetricSet::parse(&text).map(|set| set.metrics.len()),
        MetricSet::parse(&shipped).map(|set| set.metrics.len() + 1)
    );
    let viewer = banso_app::Principal { role: banso_domain::members::Role::Csm, ..demo.manager.clone() };
    assert!(matches!(app.keep_risk(&viewer, ASK).await, Err(Refused::Forbidden)));
    assert!(matches!(app.learn_again(&viewer, ASK, true).await, Err(Refused::Forbidden)));
    assert!(first(1) > Day(0));
}
