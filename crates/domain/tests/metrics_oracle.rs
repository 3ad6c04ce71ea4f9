//! The engine against the slow, obvious way: for every account, day and metric, look at all facts.

use banso_domain::metrics::{
    AccountInput, Classifier, ContractSpan, Engine, Facts, History, Known, Liveness, MetricSet, PersonSpan, Recent,
    Row, Seen,
};
use banso_kernel::{AccountId, Day, Micros};
use proptest::prelude::*;
use std::collections::HashSet;

const DEFINITIONS: &str = r#"
metric = [
  { id = "n", name = { ja = "x", en = "x" }, kind = "count", fact = "a", window = 3, stale_after = 4 },
  { id = "s", name = { ja = "x", en = "x" }, kind = "sum", facts = ["a", "b"], window = 5, stale_after = 30 },
  { id = "avg", name = { ja = "x", en = "x" }, kind = "average", fact = "b", window = 4 },
  { id = "lst", name = { ja = "x", en = "x" }, kind = "last", fact = "b", window = 6 },
  { id = "fade", name = { ja = "x", en = "x" }, kind = "last", fact = "b", window = 6, half_life = 2, fades_to = -10.5 },
  { id = "ppl", name = { ja = "x", en = "x" }, kind = "people", window = 4 },
  { id = "act", name = { ja = "x", en = "x" }, kind = "active_days", fact = "a", filter = "props.k == 'x'", window = 7 },
  { id = "since", name = { ja = "x", en = "x" }, kind = "days_since", fact = "b" },
  { id = "ratio", name = { ja = "x", en = "x" }, kind = "ratio", of = "n", per = "ppl" },
  { id = "chg", name = { ja = "x", en = "x" }, kind = "change", of = "s" },
  { id = "contracts", name = { ja = "x", en = "x" }, kind = "level", level = "active_contracts" },
  { id = "cmrr", name = { ja = "x", en = "x" }, kind = "level", level = "cmrr" },
  { id = "issued", name = { ja = "x", en = "x" }, kind = "level", level = "issued_ids" },
  { id = "active", name = { ja = "x", en = "x" }, kind = "level", level = "active_ids", fact = "a", window = 3 },
  { id = "champions", name = { ja = "x", en = "x" }, kind = "level", level = "champions" },
  { id = "risk", name = { ja = "x", en = "x" }, kind = "risk", outcome = "churn", horizon = 90,
    learned_until = "2026-01-31", intercept = -1.5, terms = [
      { metric = "n", centre = 2, scale = 0.5, weight = -0.25 },
      { metric = "avg", centre = -3.0, scale = 16.0, weight = 0.5, missing = 0.75 },
      { metric = "chg", centre = 0.0, scale = 2.0, weight = 0.25, missing = -0.125 },
    ] },
]
"#;

const START: i32 = 20_000;
const DAYS: i32 = 24;

#[derive(Clone, Debug)]
struct AFact {
    account: i64,
    person: i64,
    name: &'static str,
    props: &'static str,
    day: i32,
    minute: i64,
    value: f64,
}

fn a_fact() -> impl Strategy<Value = AFact> {
    let values = prop_oneof![Just(f64::NAN), (-1000i32..1000).prop_map(|n| f64::from(n) / 8.0), Just(0.1)];
    let names = prop_oneof![Just("a"), Just("b"), Just("c")];
    let props = prop_oneof![Just(""), Just(r#"{"k":"x"}"#), Just(r#"{"k":"y"}"#)];
    (0i64..3, 0i64..4, names, props, 0..DAYS, 0i64..1440, values).prop_map(
        |(account, person, name, props, day, minute, value)| AFact { account, person, name, props, day, minute, value },
    )
}

fn an_input(account: i64) -> impl Strategy<Value = AccountInput> {
    let contract = (0..DAYS, proptest::option::of(0..DAYS), 1i64..9).prop_map(|(from, length, monthly)| ContractSpan {
        from: Day(START + from),
        to: length.map(|length| Day(START + from + length)),
        monthly,
    });
    let person = (proptest::option::of(0..DAYS), proptest::option::of(0..DAYS), any::<bool>());
    let people = proptest::collection::vec(person, 0..4).prop_map(|people| {
        let span = |(at, (issued, left, champion)): (usize, (Option<i32>, Option<i32>, bool))| PersonSpan {
            person: at as i64 + 1,
            issued: issued.map(|day| Day(START + day)),
            left: left.map(|day| Day(START + day)),
            champion,
        };
        people.into_iter().enumerate().map(span).collect()
    });
    (proptest::option::of(-3..DAYS), proptest::collection::vec(contract, 0..3), people).prop_map(
        move |(since, contracts, people)| AccountInput {
            account,
            since: since.map(|day| Day(START + day)),
            began: None,
            from: None,
            contracts,
            people,
        },
    )
}

fn table(facts: &[AFact], classifier: &mut Classifier) -> Facts {
    let row = |fact: &AFact| Row {
        account: AccountId(fact.account),
        person: fact.person,
        class: classifier.class(fact.name, Some(fact.person).filter(|p| *p != 0), fact.props),
        day: Day(START + fact.day),
        occurred_at: Micros(i64::from(START + fact.day) * 86_400_000_000 + fact.minute * 60_000_000),
        value: fact.value,
    };
    let rows = facts.iter().map(row).collect();
    Facts::of(rows, classifier)
}

/// Account, first day, columns bit for bit.
type Said = (i64, Day, Vec<Vec<u64>>);

fn said(_: &AccountInput, history: History) -> Said {
    let bits = history.columns.iter().map(|column| column.iter().map(|v| v.to_bits()).collect()).collect();
    (history.account.0, history.first, bits)
}

fn engine_says(set: &MetricSet, facts: &[AFact], inputs: &[AccountInput], threads: usize) -> Vec<Said> {
    let mut classifier = Classifier::new(set).expect("a classifier");
    let table = table(facts, &mut classifier);
    let liveness = Liveness::of(&table);
    let known = known(inputs);
    let engine = Engine::new(set, &classifier, &liveness, known, Day(START + DAYS - 1));
    engine.each(&table, inputs, threads, said)
}

fn known(inputs: &[AccountInput]) -> Known {
    Known {
        contracts: inputs.iter().any(|input| !input.contracts.is_empty()),
        people: inputs.iter().any(|input| !input.people.is_empty()),
        digits: 0,
    }
}

/// The obvious way.
struct Oracle<'a> {
    facts: &'a [AFact],
    inputs: &'a [AccountInput],
}

impl Oracle<'_> {
    fn first(&self, input: &AccountInput) -> Option<i32> {
        let facts = self.facts.iter().filter(|fact| fact.account == input.account).map(|fact| fact.day);
        let contracts = input.contracts.iter().map(|c| c.from.0 - START);
        let people = input.people.iter().filter_map(|p| p.issued).map(|day| day.0 - START);
        input.since.map(|day| day.0 - START).into_iter().chain(facts).chain(contracts).chain(people).min()
    }

    fn window<'f>(&'f self, pass: impl Fn(&AFact) -> bool + 'f, account: i64, day: i32, window: i32) -> Vec<&'f AFact> {
        let inside =
            move |fact: &&AFact| fact.account == account && fact.day <= day && fact.day > day - window && pass(fact);
        self.facts.iter().filter(inside).collect()
    }

    fn live(&self, pass: impl Fn(&AFact) -> bool, day: i32, stale: i32) -> bool {
        self.facts.iter().any(|fact| pass(fact) && fact.day <= day && fact.day > day - stale)
    }

    fn value(&self, metric: &str, input: &AccountInput, day: i32) -> f64 {
        let account = input.account;
        let a = |fact: &AFact| fact.name == "a";
        let b = |fact: &AFact| fact.name == "b";
        let ab = |fact: &AFact| fact.name == "a" || fact.name == "b";
        let ax = |fact: &AFact| fact.name == "a" && fact.props.contains("\"x\"");
        let all = |_: &AFact| true;
        let when = |live: bool, value: f64| if live { value } else { f64::NAN };
        let valued =
            |facts: Vec<&AFact>| facts.into_iter().filter(|f| f.value.is_finite()).cloned().collect::<Vec<_>>();
        let sum = |facts: &[AFact]| facts.iter().map(|f| (f.value * 1e6).round()).sum::<f64>() / 1e6;
        let distinct = |facts: Vec<&AFact>| {
            facts.iter().map(|f| f.person).filter(|p| *p != 0).collect::<HashSet<_>>().len() as f64
        };
        let holds = |person: &PersonSpan| {
            person.issued.is_some_and(|from| from.0 - START <= day) && person.left.is_none_or(|to| day <= to.0 - START)
        };
        let (any_contracts, any_people) = (known(self.inputs).contracts, known(self.inputs).people);
        let in_force =
            || input.contracts.iter().filter(|c| c.from.0 - START <= day && c.to.is_none_or(|to| day <= to.0 - START));
        match metric {
            "n" => when(self.live(a, day, 4), self.window(a, account, day, 3).len() as f64),
            "s" => when(self.live(ab, day, 30), sum(&valued(self.window(ab, account, day, 5)))),
            "avg" => {
                let facts = valued(self.window(b, account, day, 4));
                when(!facts.is_empty(), sum(&facts) / facts.len() as f64)
            }
            "lst" => {
                let facts = valued(self.window(b, account, day, 6));
                let last = facts
                    .iter()
                    .max_by(|x, y| (x.day, x.minute).cmp(&(y.day, y.minute)).then(x.value.total_cmp(&y.value)));
                last.map_or(f64::NAN, |fact| fact.value)
            }
            "fade" => {
                let facts = valued(self.window(b, account, day, 6));
                let age = facts.iter().map(|fact| day - fact.day).min().unwrap_or(0);
                -10.5 + (self.value("lst", input, day) + 10.5) / 2f64.sqrt().powi(age)
            }
            "ppl" => when(self.live(all, day, 60), distinct(self.window(all, account, day, 4))),
            "act" => {
                let days: HashSet<i32> = self.window(ax, account, day, 7).iter().map(|fact| fact.day).collect();
                when(self.live(ax, day, 60), days.len() as f64)
            }
            "since" => {
                let last = self.window(b, account, day, 1000).iter().map(|fact| fact.day).max();
                when(self.live(b, day, 60), last.map_or(f64::NAN, |last| f64::from(day - last)))
            }
            "ratio" => {
                let per = self.value("ppl", input, day);
                if per == 0.0 { f64::NAN } else { self.value("n", input, day) / per }
            }
            "chg" => {
                let first = self.first(input).unwrap_or(0);
                let stream = self.facts.iter().filter(|f| ab(f)).map(|f| f.day).min().unwrap_or(0);
                // The earlier window is day-9 … day-5; it must lie within what was observed.
                if day - 9 < first.max(stream) {
                    return f64::NAN;
                }
                let before = self.value("s", input, day - 5);
                if before == 0.0 { f64::NAN } else { self.value("s", input, day) / before - 1.0 }
            }
            "contracts" => when(any_contracts, in_force().count() as f64),
            "cmrr" => when(any_contracts, in_force().map(|c| c.monthly).sum::<i64>() as f64),
            "issued" => when(any_people, input.people.iter().filter(|p| holds(p)).count() as f64),
            "active" => {
                let seen: HashSet<i64> = self.window(a, account, day, 3).iter().map(|fact| fact.person).collect();
                let active = input.people.iter().filter(|p| holds(p) && seen.contains(&p.person)).count();
                when(any_people && self.live(a, day, 60), active as f64)
            }
            "champions" => {
                let champion = |p: &&PersonSpan| {
                    p.champion
                        && p.issued.is_none_or(|from| from.0 - START <= day)
                        && p.left.is_none_or(|to| day <= to.0 - START)
                };
                when(any_people, input.people.iter().filter(champion).count() as f64)
            }
            "risk" => {
                let [n, avg, chg] = ["n", "avg", "chg"].map(|other| self.value(other, input, day));
                let mut odds = -1.5 + if n.is_nan() { 0.0 } else { -(n - 2.0) / 2.0 };
                odds += if avg.is_nan() { 0.75 } else { (avg + 3.0) / 32.0 };
                odds += if chg.is_nan() { -0.125 } else { chg / 8.0 };
                // Of 4 parts of weight, the mean has 2: half of it must be known.
                let parts = [(n, 1), (avg, 2), (chg, 1)].map(|(of, parts)| if of.is_nan() { 0 } else { parts });
                when(parts.iter().sum::<i32>() >= 2, 100.0 / (1.0 + f64::exp(-odds)))
            }
            other => panic!("{other} has no oracle"),
        }
    }
}

fn same(x: f64, y: f64) -> bool {
    (x.is_nan() && y.is_nan()) || (x - y).abs() <= 1e-9 * x.abs().max(1.0)
}

fn inputs() -> impl Strategy<Value = Vec<AccountInput>> {
    (an_input(0), an_input(1), an_input(2)).prop_map(|(a, b, c)| vec![a, b, c])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_metric_equals_the_obvious_way(facts in proptest::collection::vec(a_fact(), 0..60), inputs in inputs()) {
        let set = MetricSet::parse(DEFINITIONS).expect("metrics");
        let oracle = Oracle { facts: &facts, inputs: &inputs };
        let says = engine_says(&set, &facts, &inputs, 2);
        let begun = inputs.iter().filter(|input| oracle.first(input).is_some_and(|day| day < DAYS)).count();
        prop_assert_eq!(says.len(), begun);
        for (account, first, columns) in says {
            let input = &inputs[account as usize];
            prop_assert_eq!(Some(first.0 - START), oracle.first(input));
            for (metric, column) in set.metrics.iter().zip(columns) {
                for (at, bits) in column.iter().enumerate() {
                    let day = first.0 - START + at as i32;
                    let (got, want) = (f64::from_bits(*bits), oracle.value(&metric.id, input, day));
                    prop_assert!(same(got, want), "{} of account {} on day {}: {} and not {}", metric.id, account, day, got, want);
                }
            }
        }
    }

    #[test]
    fn order_of_facts_and_number_of_threads_change_no_bit(
        (facts, shuffled) in proptest::collection::vec(a_fact(), 0..80)
            .prop_flat_map(|facts| (Just(facts.clone()), Just(facts).prop_shuffle())),
        inputs in inputs(),
    ) {
        let set = MetricSet::parse(DEFINITIONS).expect("metrics");
        prop_assert_eq!(engine_says(&set, &facts, &inputs, 1), engine_says(&set, &shuffled, &inputs, 2));
    }

    #[test]
    fn the_last_days_alone_equal_the_end_of_all_history(
        facts in proptest::collection::vec(a_fact(), 0..60),
        inputs in inputs(),
        from in proptest::collection::vec(0..DAYS, 4),
    ) {
        let set = MetricSet::parse(DEFINITIONS).expect("metrics");
        prop_assert_eq!(set.lookback(), 9);
        let whole = engine_says(&set, &facts, &inputs, 1);
        let mut classifier = Classifier::new(&set).expect("a classifier");
        let all = table(&facts, &mut classifier);
        let (liveness, known) = (Liveness::of(&all), known(&inputs));
        // Only the facts that can matter of each account; of the others what is kept of them.
        let from_of = |account: i64| from[account as usize % from.len()];
        let (recent, older): (Vec<AFact>, Vec<AFact>) =
            facts.iter().cloned().partition(|fact| fact.day >= from_of(fact.account) - set.lookback());
        let mut seen = Seen::of(&table(&recent, &mut classifier), &set, &classifier);
        seen.merge(&Seen::of(&table(&older, &mut classifier), &set, &classifier));
        prop_assert_eq!(&seen, &Seen::of(&all, &set, &classifier));
        let inputs: Vec<AccountInput> = inputs
            .iter()
            .map(|input| AccountInput { from: Some(Day(START + from_of(input.account))), ..input.clone() })
            .collect();
        let recent = table(&recent, &mut classifier);
        let engine = Engine::new(&set, &classifier, &liveness, known, Day(START + DAYS - 1)).seen(&seen);
        let parts = engine.each(&recent, &inputs, 2, |_, history| history);
        prop_assert_eq!(parts.len(), whole.len());
        for (part, (account, first, columns)) in parts.iter().zip(whole) {
            prop_assert_eq!((part.account.0, part.first), (account, first.max(Day(START + from_of(account)))));
            for (column, whole) in part.columns.iter().zip(columns) {
                let bits: Vec<u64> = column.iter().map(|value| value.to_bits()).collect();
                prop_assert_eq!(&bits[..], &whole[(part.first - first) as usize..]);
            }
        }
    }

    #[test]
    fn what_is_kept_of_the_last_days_gives_the_bits_that_all_facts_give(
        facts in proptest::collection::vec((0usize..4, a_fact()), 0..80),
        inputs in inputs(),
        days in proptest::collection::vec(0..DAYS, 4),
        from in proptest::collection::vec(0i32..=2, 4),
    ) {
        let set = MetricSet::parse(DEFINITIONS).expect("metrics");
        let mut days = days;
        days.sort_unstable();
        let (mut classifier, mut kept) = (Classifier::new(&set).expect("a classifier"), None);
        for (turn, day) in days.into_iter().enumerate() {
            let today = Day(START + day);
            let come: Vec<AFact> = facts.iter().filter(|(of, _)| *of == turn).map(|(_, fact)| fact.clone()).collect();
            // Each time by a classifier that numbers classes by itself.
            let mut other = Classifier::new(&set).expect("a classifier");
            let come = table(&come, &mut other);
            let (recent, seen) = kept.get_or_insert_with(|| {
                let none = Facts::of(Vec::new(), &other);
                (Recent::new(&none, &set, &other, today, 2), Seen::default())
            });
            recent.pass(today);
            recent.add(&come);
            seen.merge(&Seen::of(&come, &set, &other));
            let all: Vec<AFact> = facts.iter().filter(|(of, _)| *of <= turn).map(|(_, fact)| fact.clone()).collect();
            let all = table(&all, &mut classifier);
            let (liveness, known) = (Liveness::of(&all), known(&inputs));
            let whole = Engine::new(&set, &classifier, &liveness, known, today);
            let whole = whole.each(&all, &inputs, 1, |_, history| history);
            let from = |input: &AccountInput| Some(today - from[input.account as usize]);
            let asked = inputs.iter().map(|input| AccountInput { from: from(input), ..input.clone() });
            let inputs: Vec<AccountInput> = asked.collect();
            prop_assert!(inputs.iter().all(|input| input.from.is_some_and(|from| recent.reaches(from))));
            prop_assert!(!recent.reaches(today - 3));
            let parts = Engine::new(&set, &classifier, &liveness, known, today).seen(seen);
            let parts = parts.each(recent, &inputs, 2, |_, history| history);
            prop_assert_eq!(parts.len(), whole.len());
            for (part, whole) in parts.iter().zip(&whole) {
                for (part_of, whole_of) in part.columns.iter().zip(&whole.columns) {
                    let bits = |values: &[f64]| values.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
                    prop_assert_eq!(bits(part_of), bits(&whole_of[(part.first - whole.first) as usize..]));
                }
            }
        }
    }

    #[test]
    fn the_last_days_of_all_facts_equal_the_end_of_all_history(
        facts in proptest::collection::vec(a_fact(), 0..60),
        inputs in inputs(),
        from in 0..DAYS,
    ) {
        let set = MetricSet::parse(DEFINITIONS).expect("metrics");
        let whole = engine_says(&set, &facts, &inputs, 1);
        let last: Vec<AccountInput> =
            inputs.iter().map(|input| AccountInput { from: Some(Day(START + from)), ..input.clone() }).collect();
        let parts = engine_says(&set, &facts, &last, 1);
        prop_assert_eq!(parts.len(), whole.len());
        for ((_, first, part), (_, began, whole)) in parts.iter().zip(&whole) {
            for (part, whole) in part.iter().zip(whole) {
                prop_assert_eq!(&part[..], &whole[(*first - *began) as usize..]);
            }
        }
    }

    #[test]
    fn ranges_of_accounts_gathered_side_by_side_equal_the_whole(
        facts in proptest::collection::vec(a_fact(), 0..60),
        inputs in inputs(),
        cut in 0i64..4,
    ) {
        let set = MetricSet::parse(DEFINITIONS).expect("metrics");
        let part = |keep: &dyn Fn(i64) -> bool| {
            let facts: Vec<AFact> = facts.iter().filter(|fact| keep(fact.account)).cloned().collect();
            table(&facts, &mut Classifier::new(&set).expect("a classifier"))
        };
        let joined = Facts::join([part(&|account| account < cut), part(&|account| account >= cut)]);
        let (classifier, liveness) = (Classifier::new(&set).expect("a classifier"), Liveness::of(&joined));
        let engine = Engine::new(&set, &classifier, &liveness, known(&inputs), Day(START + DAYS - 1));
        prop_assert_eq!(engine.each(&joined, &inputs, 1, said), engine_says(&set, &facts, &inputs, 1));
    }
}
