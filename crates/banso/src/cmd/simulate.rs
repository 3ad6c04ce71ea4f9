//! `banso simulate`: whether the intervals of plays keep their word, tried on plays whose effect is known (docs/lab.md).

use crate::ctx::Ctx;
use banso_domain::proof::simulate::{Effect, Scenario, Tally, World, simulate, standard};
use banso_kernel::Arg;
use banso_words::Words;
use clap::Args;
use comfy_table::{CellAlignment, Table, presets};
use std::io::{self, Write};
use std::process::ExitCode;

/// Arguments of `banso simulate`.
#[derive(Args)]
pub struct Simulate {
    /// Simulated plays of each scenario
    #[arg(long, default_value_t = 2_000, value_name = "COUNT", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub experiments: u32,
    /// Seed of chance: the same gives the same result
    #[arg(long, default_value_t = 6)]
    pub seed: u64,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

impl Simulate {
    /// Simulates and prints; needs no data folder.
    pub fn run(self, ctx: &Ctx) -> anyhow::Result<ExitCode> {
        let run = |(name, scenario): (&'static str, Scenario)| {
            (name, scenario, simulate(&scenario, self.experiments, self.seed))
        };
        // Scenarios do not wait for each other.
        let tallies: Vec<(&str, Scenario, Tally)> = std::thread::scope(|scope| {
            let runs: Vec<_> = standard().into_iter().map(|one| scope.spawn(move || run(one))).collect();
            runs.into_iter().filter_map(|run| run.join().ok()).collect()
        });
        let mut out = io::stdout().lock();
        if self.json {
            let all: Vec<serde_json::Value> =
                tallies.iter().map(|(name, of, tally)| as_json(name, of, tally)).collect();
            writeln!(out, "{:#}", serde_json::Value::from(all))?;
        } else {
            let words = ctx.words();
            let n = Arg::from(i64::from(self.experiments));
            writeln!(out, "{}", words.with("cli-simulate-says", &[("n", n)]))?;
            writeln!(out, "{}", table(words, &tallies))?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

const COLUMNS: [&str; 11] = [
    "scenario",
    "truth",
    "accounts",
    "held-out",
    "covers",
    "alarms",
    "once",
    "wrong-way",
    "not-enough",
    "margin",
    "left",
];

fn table(words: &'static Words, tallies: &[(&str, Scenario, Tally)]) -> Table {
    let mut table = Table::new();
    table.load_preset(presets::UTF8_HORIZONTAL_ONLY);
    table.set_header(COLUMNS.map(|id| words.get(&format!("cli-simulate-{id}")).into_owned()));
    for (name, scenario, tally) in tallies {
        let known = tally.judged > 0;
        let share = |part: u32| words.percent(if known { f64::from(part) / f64::from(tally.judged) } else { f64::NAN });
        let number = |number: f64| words.num(if known { number } else { f64::NAN }, 3);
        table.add_row([
            words.get(&format!("cli-simulate-{name}")).into_owned(),
            words.num(truth(scenario.effect), 3),
            words.int(i64::from(scenario.accounts)),
            words.percent(scenario.held_out),
            share(tally.judged - tally.missed),
            share(tally.alarmed),
            share(tally.alarmed_by_once),
            share(tally.wrong_way),
            words.int(i64::from(tally.not_enough)),
            number(tally.margin),
            number(tally.variance_left),
        ]);
    }
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

/// The effect at its end.
fn truth(effect: Effect) -> f64 {
    match effect {
        Effect::None => 0.0,
        Effect::Constant(effect) | Effect::Growing(effect) => effect,
    }
}

fn as_json(name: &str, scenario: &Scenario, tally: &Tally) -> serde_json::Value {
    let (kind, base) = match scenario.world {
        World::Retention(base) => ("retention", base),
        World::Metric { correlation } => ("metric", correlation),
    };
    serde_json::json!({
        "scenario": name,
        "kind": kind,
        "base_or_correlation": base,
        "effect": truth(scenario.effect),
        "grows": matches!(scenario.effect, Effect::Growing(_)),
        "accounts": scenario.accounts,
        "held_out": scenario.held_out,
        "days": scenario.days,
        "horizon": scenario.horizon,
        "judged": tally.judged,
        "not_enough": tally.not_enough,
        "looks": tally.looks,
        "coverage": tally.coverage(),
        "alarms": tally.alarms(),
        "alarms_by_once": f64::from(tally.alarmed_by_once) / f64::from(tally.judged.max(1)),
        "wrong_way": tally.wrong_way,
        "margin": tally.margin,
        "variance_left": tally.variance_left,
        "bias": tally.bias,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use banso_kernel::Lang;
    use banso_words::words;

    #[test]
    fn every_scenario_has_its_row_in_both_languages_and_in_json() {
        let tallies: Vec<(&str, Scenario, Tally)> =
            standard().into_iter().map(|(name, scenario)| (name, scenario, simulate(&scenario, 3, 1))).collect();
        for lang in Lang::ALL {
            let printed = table(words(lang), &tallies).to_string();
            for (name, ..) in &tallies {
                assert!(printed.contains(&*words(lang).get(&format!("cli-simulate-{name}"))), "{name} in {printed}");
            }
            // Two plays are too few to judge in a scenario without enough data: a dash, never a number.
            assert!(printed.contains(banso_words::NO_DATA), "{printed}");
        }
        let little = tallies.iter().find(|(name, ..)| *name == "little").expect("little data");
        assert_eq!((little.2.judged, little.2.not_enough), (0, 3));
        let json = as_json(tallies[3].0, &tallies[3].1, &tallies[3].2);
        assert_eq!((json["effect"].as_f64(), json["accounts"].as_u64()), (Some(0.03), Some(2_000)));
    }
}
