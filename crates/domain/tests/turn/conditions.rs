//! Conditions: three values, names, types, parts, and CEL's own judgement as oracle.

use super::world::{World, words};
use banso_domain::conditions::{Condition, ContractNow, HealthNow, Scene, Seen, Verdict, Verdict::*};
use cel::{Context, Program, Value};
use proptest::prelude::*;
use std::collections::HashMap;

#[test]
fn what_is_absent_makes_a_condition_unknown_unless_it_does_not_matter() {
    let mut world = World::new();
    assert_eq!(world.judge("metric.uses >= 1"), Unknown);
    assert_eq!(world.judge("!(metric.uses >= 1)"), Unknown);
    assert_eq!(world.judge("metric.uses >= 1 || account.plan == 'Pro'"), Yes);
    assert_eq!(world.judge("metric.uses >= 1 && account.plan == 'Free'"), No);
    assert_eq!(world.judge("metric.uses >= 1 && account.plan == 'Pro'"), Unknown);
    assert_eq!(world.judge("has(metric.uses) && metric.uses >= 1"), No);
    assert_eq!(world.judge("!has(metric.uses)"), Yes);
    assert_eq!(world.judge("metric.uses in [1.0, 2.0]"), Unknown);
    assert_eq!(world.judge("(metric.uses > 1 ? true : true)"), Unknown);
    world.metrics[0] = 0.0;
    assert_eq!(world.judge("metric.uses >= 1"), No);
    assert_eq!(world.judge("metric.uses / 0.0 > 1"), Unknown, "0 / 0 is no number");
}

#[test]
fn every_name_of_the_contract_can_be_read() {
    let mut world = World::new();
    world.metrics[0] = 3.0;
    world.health = HealthNow {
        segment: Some(2),
        previous: Some(0),
        changed_on: Some(world.today() - 3),
        score: 41.5,
        coverage: 0.8,
        axes: [1.0, 12.0, f64::NAN, f64::NAN],
    };
    world.contract =
        ContractNow { ends_on: Some(world.today() + 40), decline_by: Some(world.today() + 9), ringi: Some("approved") };
    for yes in [
        "metric.uses == 3",
        "metric.uses + 1 >= 4 && metric.uses * 2 == 6.0",
        "account.key == 'a-1' && account.name.startsWith('株式会社') && account.country in ['JP', 'US']",
        "account.plan != 'Free' && account.industry == '' && !has(account.industry)",
        "account.attributes.seats == '40' && double(account.attributes.seats) > 39.5 && int(account.attributes['seats']) == 40",
        "account.attributes['地域'] == '東京' && '地域' in account.attributes && !('x' in account.attributes)",
        "account.has_owner && account.days == 10 && account.cmrr >= 1000 && !account.churned",
        "health.m.segment == 'worst' && health.m.previous == 'best' && health.m.changed_days == 3",
        "health.m.score > 41 && health.m.coverage >= 0.8 && health.m.axis.use == 'B' && health.m.axis.points == 12",
        "contract.days_to_end == 40 && contract.days_to_decline < 10 && contract.ringi == 'approved'",
        "today.date == '2026-11-02' && today.month == 11 && today.day == 2 && today.weekday == 1",
        "size(account.plan) == 3 && account.plan.contains('r') && account.plan.endsWith('o')",
        "7 / 2 == 3 && -7 / 2 == -3 && 7 % 4 == 3 && 7.0 / 2 == 3.5",
        "(account.churned ? 1 : 2) == 2 && (account.plan + '!') == 'Pro!'",
    ] {
        assert_eq!(world.judge(yes), Yes, "{yes}");
    }
    assert_eq!(world.judge("account.attributes.none == ''"), Unknown);
    assert_eq!(world.judge("double(account.plan) > 1"), Unknown, "no number");
    assert_eq!(world.judge("phase.days > 1 || phase.id == 'x' || step.any || phase.steps_done"), Unknown, "no journey");
    world.contract = ContractNow::default();
    assert_eq!(world.judge("contract.days_to_end < 10"), Unknown);
}

#[test]
fn a_condition_that_can_never_be_meant_is_refused() {
    for (text, code) in [
        ("metric.usse >= 1", "problem-condition-metric"),
        ("health.x.score > 1", "problem-condition-model"),
        ("health.m.axis.x == 'A'", "problem-condition-axis"),
        ("health.m.segment == 'bad'", "problem-condition-segment"),
        ("health.m.segment in ['best', 'bad']", "problem-condition-segment"),
        ("'bad' != health.m.previous", "problem-condition-segment"),
        ("health.m.axis.use == 'Z'", "problem-condition-rank"),
        ("acount.plan == 'x'", "problem-condition-name"),
        ("metric.uses >= 1 && account.plann == 'x'", "problem-condition-name"),
        ("done.call", "problem-condition-step"),
        ("metric.uses == 'x'", "problem-condition-types"),
        ("account.plan > 1", "problem-condition-types"),
        ("metric.uses", "problem-condition-types"),
        ("metric.uses + account.plan == 'x'", "problem-condition-types"),
        ("[1, 2].exists(x, x == 1)", "problem-condition-unsupported"),
        ("metric.uses == null", "problem-condition-unsupported"),
        ("account.plan.matches('x')", "problem-condition-unsupported"),
        ("metric.uses >=", "problem-condition-ends"),
        ("", "problem-condition-ends"),
    ] {
        let problem = Condition::compile(text, &words()).expect_err(text);
        assert_eq!(problem.code, code, "{text}");
    }
    let deep = format!("{}true{}", "(".repeat(500), ")".repeat(500));
    assert_eq!(Condition::compile(&deep, &words()).expect_err("deep").code, "problem-condition-long");
}

#[test]
fn a_condition_tells_its_parts_and_what_it_read() {
    let mut world = World::new();
    world.metrics[0] = 2.0;
    let text = "metric.uses >= 3 && (account.plan == 'a && b' || metric.mails > 0) && account.has_owner";
    let condition = Condition::compile(text, &words()).expect("a condition");
    world.look(|view| {
        let scene = Scene::new(view, world.today());
        let parts = condition.parts(&scene);
        let told: Vec<_> = parts.iter().map(|part| (part.text.as_str(), part.verdict)).collect();
        assert_eq!(
            told,
            [
                ("metric.uses >= 3", No),
                ("(account.plan == 'a && b' || metric.mails > 0)", Unknown),
                ("account.has_owner", Yes)
            ]
        );
        assert_eq!(parts[0].read, [("metric.uses".to_owned(), Seen::Number(2.0))]);
        assert_eq!(condition.judge(&scene), No);
        assert_eq!(
            condition.read(&scene),
            [
                ("metric.uses".to_owned(), Seen::Number(2.0)),
                ("account.plan".to_owned(), Seen::Text("Pro".to_owned())),
                ("metric.mails".to_owned(), Seen::Absent),
                ("account.has_owner".to_owned(), Seen::Flag(true)),
            ]
        );
    });
    assert_eq!(
        serde_json::to_string(&condition_read()).expect("JSON"),
        r#"[["a",null],["b",1.5],["c","x"],["d",true]]"#
    );
}

fn condition_read() -> Vec<(String, Seen)> {
    let pair = |name: &str, seen| (name.to_owned(), seen);
    vec![
        pair("a", Seen::Absent),
        pair("b", Seen::Number(1.5)),
        pair("c", Seen::Text("x".into())),
        pair("d", Seen::Flag(true)),
    ]
}

/// Texts that both we and CEL's own interpreter can judge: numbers are metrics and fractions. Without division: 0 / 0 is a
/// number to CEL, and unknown to us.
fn text() -> impl Strategy<Value = String> {
    let number = prop_oneof![
        prop::sample::select(vec!["metric.uses", "metric.mails", "metric.setup"]).prop_map(str::to_owned),
        (-3i8..4).prop_map(|n| format!("{n}.0")),
        (-3i8..4).prop_map(|n| format!("{n}.5")),
    ];
    let sum = number.clone().prop_recursive(2, 6, 2, |inner| {
        (inner.clone(), prop::sample::select(vec!["+", "-", "*"]), inner)
            .prop_map(|(a, op, b)| format!("({a} {op} {b})"))
    });
    let words = prop_oneof![
        prop::sample::select(vec![
            "account.plan",
            "account.country",
            "account.attributes.seats",
            "account.attributes.none"
        ])
        .prop_map(str::to_owned),
        prop::sample::select(vec!["'Pro'", "'JP'", "''", "'4'"]).prop_map(str::to_owned),
    ];
    let order = || prop::sample::select(vec!["==", "!=", "<", "<=", ">", ">="]);
    let leaf = prop_oneof![
        (sum.clone(), order(), sum.clone()).prop_map(|(a, op, b)| format!("{a} {op} {b}")),
        (words.clone(), order(), words.clone()).prop_map(|(a, op, b)| format!("{a} {op} {b}")),
        (words.clone(), words.clone(), words.clone()).prop_map(|(a, b, c)| format!("{a} in [{b}, {c}]")),
        (words.clone(), words).prop_map(|(a, b)| format!("{a}.contains({b})")),
        prop::sample::select(vec![
            "has(metric.uses)",
            "has(metric.mails)",
            "has(account.attributes.none)",
            "true",
            "false"
        ])
        .prop_map(str::to_owned),
        (sum.clone(), sum).prop_map(|(a, b)| format!("{a} in [{b}, 0.0]")),
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{a} && {b}")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} || {b})")),
            inner.clone().prop_map(|a| format!("!({a})")),
            (inner.clone(), inner.clone(), inner).prop_map(|(a, b, c)| format!("(({a}) ? ({b}) : ({c}))")),
        ]
    })
}

/// What CEL's own interpreter says; an error is unknown.
fn by_cel(text: &str, world: &World) -> Verdict {
    let program = Program::compile(text).expect("CEL");
    let mut context = Context::default();
    let names = ["uses", "mails", "setup"];
    let known = names.iter().zip(world.metrics).filter(|(_, value)| !value.is_nan());
    let metrics: HashMap<String, Value> =
        known.map(|(name, value)| ((*name).to_owned(), Value::Float(value))).collect();
    context.add_variable_from_value("metric", metrics);
    let attributes: HashMap<String, Value> =
        world.attributes.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect();
    let account: HashMap<String, Value> = HashMap::from([
        ("plan".to_owned(), world.plan.as_str().into()),
        ("country".to_owned(), "JP".into()),
        ("attributes".to_owned(), attributes.into()),
    ]);
    context.add_variable_from_value("account", account);
    match program.execute(&context) {
        Ok(Value::Bool(true)) => Yes,
        Ok(Value::Bool(false)) => No,
        _ => Unknown,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn cel_says_the_same(text in text(), metrics in prop::array::uniform3(prop_oneof![Just(f64::NAN), (-3i8..4).prop_map(f64::from)])) {
        prop_assume!(text.len() < 1_500);
        let mut world = World::new();
        world.metrics = metrics;
        if let Ok(condition) = Condition::compile(&text, &words()) {
            let ours = world.look(|view| condition.judge(&Scene::new(view, world.today())));
            prop_assert_eq!(ours, by_cel(&text, &world), "{}", text);
        }
    }

    #[test]
    fn a_condition_says_what_all_its_parts_say(text in text(), metrics in prop::array::uniform3(prop_oneof![Just(f64::NAN), (-3i8..4).prop_map(f64::from)])) {
        let mut world = World::new();
        world.metrics = metrics;
        if let Ok(condition) = Condition::compile(&text, &words()) {
            world.look(|view| {
                let scene = Scene::new(view, world.today());
                let parts = condition.parts(&scene);
                let all = match condition.judge(&scene) {
                    Yes => parts.iter().all(|part| part.verdict == Yes),
                    No => parts.iter().any(|part| part.verdict == No),
                    Unknown => parts.iter().all(|part| part.verdict != No) && parts.iter().any(|p| p.verdict == Unknown),
                };
                assert!(all, "{text}");
            });
        }
    }

    #[test]
    fn no_text_makes_the_compiler_fall_over(text in "[a-z.()!&|?:'\"<>=+*/ \\[\\]0-9-]{0,60}") {
        let _ = Condition::compile(&text, &words());
    }
}
