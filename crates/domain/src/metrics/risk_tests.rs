use super::*;
use proptest::prelude::*;

const SET: &str = r#"# What is used.
[[metric]]
id = "logins"
name = { ja = "ログイン", en = "Log-ins" }
kind = "count"
fact = "login"
window = 28

[[metric]]
id = "survey"
name = { ja = "満足度", en = "Satisfaction" }
kind = "average"
fact = "survey"
window = 180

# ---- learned ----
"#;

fn risk(of: &str) -> String {
    let head = "[[metric]]\nid = \"churn_risk_90\"\nname = { ja = \"解約\", en = \"Churn\" }\nkind = \"risk\"\n";
    format!("{SET}{head}{of}\n")
}

const WHOLE: &str = "outcome = \"churn\"\nhorizon = 90\nlearned_until = \"2026-05-31\"\nintercept = -2.0\nterms = [\n  \
                     { metric = \"logins\", centre = 10.0, scale = 5.0, weight = -1.0 },\n]\n";

fn problem(text: &str) -> Problem {
    MetricSet::parse(text).expect_err("a problem").remove(0)
}

#[test]
fn the_risk_is_the_logistic_of_the_sum_and_gaps_have_a_weight_of_their_own() {
    let both =
        WHOLE.replace("]\n", "  { metric = \"survey\", centre = 6, scale = 2, weight = -0.5, missing = 0.4 },\n]\n");
    let set = MetricSet::parse(&risk(&both)).expect("a set");
    let risk = set.metrics[2].risk().expect("a risk");
    let at = |logins: f64, survey: f64| risk.per_cent(|metric| [logins, survey][metric]);
    assert!((at(10.0, 6.0) - 100.0 / (1.0 + 2f64.exp())).abs() < 1e-12, "at the centre only the intercept counts");
    assert!((at(0.0, 6.0) - 50.0).abs() < 1e-12, "two scales below the centre take away the intercept");
    assert!((at(10.0, f64::NAN) - 100.0 / (1.0 + 1.6f64.exp())).abs() < 1e-12);
    assert!(at(f64::NAN, 6.0).is_nan(), "a third of the weight is too little");
    assert_eq!(set.lookback(), 179, "it depends on the days that its metrics depend on");
    assert_eq!(set.learned_until(2), Day::parse_iso("2026-05-31"));
    assert_eq!(set.learned_until(0), None);
}

#[test]
fn what_is_wrong_in_a_risk_is_said_with_its_metric() {
    let cases = [
        (WHOLE.replace("churn", "joy"), "problem-metric-outcome"),
        (WHOLE.replace("90", "91"), "problem-metric-horizon"),
        (WHOLE.replace("2026-05-31", "2026-05-32"), "problem-metric-learned-until"),
        (WHOLE.replace("intercept = -2.0\n", ""), "problem-metric-field-missing"),
        (WHOLE.replace("intercept = -2.0", "intercept = nan"), "problem-metric-number"),
        (WHOLE.replace("scale = 5.0", "scale = 0.0"), "problem-metric-scale"),
        (WHOLE.replace("weight = -1.0", "weight = 0"), "problem-metric-terms-none"),
        (WHOLE.replace("logins", "churn_risk_90"), "problem-metric-unknown"),
        (
            WHOLE.replace("]\n", "{ metric = \"logins\", centre = 1, scale = 1, weight = 1 }]\n"),
            "problem-metric-term-twice",
        ),
        (format!("{WHOLE}window = 3"), "problem-metric-field-unused"),
        (format!("{WHOLE}fact = \"login\""), "problem-metric-field-unused"),
    ];
    for (text, id) in cases {
        let found = problem(&risk(&text));
        assert_eq!(found.code, id, "{text}");
        assert!(found.args.iter().any(|(name, _)| name == "metric"), "{id} says of which metric");
    }
    let stray = SET.replacen("window = 28", "window = 28\nhorizon = 30", 1);
    assert_eq!(problem(&stray).code, "problem-metric-field-unused");
}

#[test]
fn no_risk_reads_a_risk_not_even_through_another_metric() {
    let change = "[[metric]]\nid = \"rise\"\nname = { ja = \"増減\", en = \"Rise\" }\nkind = \"change\"\nof = \"churn_risk_90\"\n";
    let second = "[[metric]]\nid = \"second\"\nname = { ja = \"二\", en = \"Two\" }\nkind = \"risk\"\n";
    for other in ["churn_risk_90", "rise"] {
        let text = format!("{}{change}{second}{}", risk(WHOLE), WHOLE.replace("logins", other));
        assert_eq!(problem(&text).code, "problem-metric-risk-of-risk");
    }
}

#[test]
fn new_weights_take_the_place_of_the_old_ones_and_all_else_stays() {
    let after = "\n# ---- more ----\n[[metric]]\nid = \"more\"\nname = { ja = \"三\", en = \"Three\" }\nkind = \"count\"\nwindow = 3\n";
    let text = format!("{}{after}", risk(WHOLE));
    let set = MetricSet::parse(&text).expect("a set");
    let mut next = set.metrics[2].risk().expect("a risk").clone();
    next.terms[0].weight = -1.25;
    let named = Named { id: "churn_risk_90".into(), name: Text::default(), about: Text::default() };
    let named = Named { name: Text { ja: "解約\"".into(), en: "Churn".into() }, ..named };
    let there = with_block(&text, "churn_risk_90", &block(&named, &next, &set));
    let read = MetricSet::parse(&there).expect("a set");
    assert_eq!(read.metrics[2].risk(), Some(&next));
    assert_eq!(read.metrics[2].name.ja, "解約\"");
    let ids = |set: &MetricSet| set.metrics.iter().map(|metric| metric.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&read), ids(&set));
    assert!(there.contains("# What is used.") && there.contains("# ---- learned ----") && there.ends_with(&after[1..]));
    // Weights that read a metric that comes later go to the end.
    next.terms[0].metric = 3;
    let there = with_block(&text, "churn_risk_90", &block(&named, &next, &set));
    assert_eq!(ids(&MetricSet::parse(&there).expect("a set")), ["logins", "survey", "more", "churn_risk_90"]);
    // Where there is none yet, it comes to the end.
    let there = with_block(SET, "churn_risk_90", &block(&named, set.metrics[2].risk().expect("a risk"), &set));
    assert_eq!(MetricSet::parse(&there).expect("a set").metrics.len(), 3);
}

proptest! {
    #[test]
    fn what_is_written_reads_the_same(
        numbers in proptest::collection::vec((-1e7f64..1e7, 1e-6f64..1e6, -9f64..9.0, -9f64..9.0), 2),
        intercept in -20f64..20.0,
        day in 10_000i32..30_000,
        name in "[ -~あ-ん\"\\\\]{1,12}",
    ) {
        prop_assume!(numbers.iter().any(|(_, _, weight, _)| short(*weight) != 0.0));
        let set = MetricSet::parse(SET).expect("a set");
        let term = |(metric, (centre, scale, weight, missing)): (usize, &(f64, f64, f64, f64))| Term {
            metric,
            centre: short(*centre),
            scale: short(*scale),
            weight: short(*weight),
            missing: short(*missing),
        };
        let terms = numbers.iter().enumerate().map(term).collect();
        let risk = Risk { outcome: Outcome::Downgrade, horizon: 30, learned_until: Day(day), intercept: short(intercept), terms };
        let named = Named { id: "down".into(), name: Text { ja: name.clone(), en: name }, about: Text::default() };
        let text = with_block(SET, "down", &block(&named, &risk, &set));
        let read = MetricSet::parse(&text).expect("a set");
        prop_assert_eq!(read.metrics[2].risk(), Some(&risk));
        prop_assert_eq!(&read.metrics[2].name, &named.name);
    }

    #[test]
    fn what_the_terms_add_is_the_whole_difference_to_the_centre(logins in 0f64..30.0, weight in -2f64..2.0) {
        prop_assume!(weight != 0.0);
        let set = MetricSet::parse(&risk(WHOLE)).expect("a set");
        let mut risk = set.metrics[2].risk().expect("a risk").clone();
        risk.terms[0].weight = weight;
        let odds = risk.intercept + risk.terms[0].adds(logins);
        let share = risk.per_cent(|_| logins) / 100.0;
        prop_assert!(((share / (1.0 - share)).ln() - odds).abs() < 1e-6);
    }
}
