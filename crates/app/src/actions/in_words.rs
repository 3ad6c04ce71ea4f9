//! Conditions in words: `metric.uses_7d >= 5` as the metric's name, a sign and the value.

use super::Missing;
use super::signals::{Labels, shown};
use banso_domain::conditions::{Part, Seen};
use banso_kernel::{Lang, Text};

/// How conditions compare, and how readers write that.
const SIGNS: [(&str, &str); 6] = [(">=", "≥"), ("<=", "≤"), ("==", "="), ("!=", "≠"), (">", ">"), ("<", "<")];

/// A condition as readers would say it; what is more than comparisons that must all hold stays as it is written.
pub(super) fn told(condition: &str, labels: &Labels) -> Text {
    if ["||", "?", "("].iter().any(|hard| condition.contains(hard)) {
        return written(condition);
    }
    let clauses: Vec<Text> = condition.split("&&").map(|clause| clause_told(clause.trim(), labels)).collect();
    let joined = |lang: Lang| {
        let said: Vec<&str> = clauses.iter().map(|clause| clause.get(lang)).collect();
        said.join(if lang == Lang::Ja { "、" } else { ", " })
    };
    Text { ja: joined(Lang::Ja), en: joined(Lang::En) }
}

/// A part such as `metric.uses_7d >= 3` as its metric, the present value and `≥ 3`.
pub(super) fn missing(part: &Part, labels: &Labels) -> Missing {
    let plain = || told(&part.text, labels);
    let [(name, seen)] = part.read.as_slice() else {
        return Missing { what: plain(), now: None, wanted: String::new() };
    };
    match (labels.get(name), comparison(&part.text).filter(|(read, ..)| read == name)) {
        (Some(label), Some((_, sign, value))) => {
            let now = (*seen != Seen::Absent).then(|| shown(seen));
            Missing { what: label.clone(), now, wanted: format!("{sign} {value}") }
        }
        _ => Missing { what: plain(), now: Some(shown(seen)), wanted: String::new() },
    }
}

/// Name, sign and value of a clause that compares one name with something.
fn comparison(clause: &str) -> Option<(&str, &'static str, &str)> {
    let end = clause.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '.')))?;
    let (name, rest) = clause.split_at(end);
    let rest = rest.trim_start();
    SIGNS.iter().find_map(|(sign, shown)| Some((name, *shown, rest.strip_prefix(sign)?.trim())))
}

fn clause_told(clause: &str, labels: &Labels) -> Text {
    if let Some(label) = labels.get(clause) {
        return label.clone();
    }
    let compared = comparison(clause).and_then(|(name, sign, value)| {
        let (label, value) = (labels.get(name)?, value_told(name, value, labels)?);
        let said = |lang: Lang| format!("{} {sign} {}", label.get(lang), value.get(lang));
        Some(Text { ja: said(Lang::Ja), en: said(Lang::En) })
    });
    compared.unwrap_or_else(|| written(clause))
}

/// A number as it is, a text without its quotes and by its name where it has one; nothing for what is computed.
fn value_told(name: &str, value: &str, labels: &Labels) -> Option<Text> {
    if value.parse::<f64>().is_ok() {
        return Some(written(value));
    }
    let quoted = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote).filter(|text| !text.contains(quote));
    let text = quoted('\'').or_else(|| quoted('"'))?;
    Some(labels.get(&format!("{name}.{text}")).cloned().unwrap_or_else(|| written(text)))
}

fn written(text: &str) -> Text {
    Text { ja: text.to_owned(), en: text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels() -> Labels {
        let label = |ja: &str, en: &str| Text { ja: ja.to_owned(), en: en.to_owned() };
        [
            ("metric.mail_365d", label("導入の案内", "Guides sent")),
            ("phase.steps_done", label("必須のステップの完了", "Required steps done")),
            ("health.m.segment", label("離反リスク", "Risk")),
            ("health.m.segment.best", label("熱狂", "Enthusiast")),
        ]
        .map(|(name, label)| (name.to_owned(), label))
        .into()
    }

    #[test]
    fn comparisons_are_told_by_the_names_of_what_they_read() {
        let said = |text: &str| told(text, &labels()).ja;
        assert_eq!(said("metric.mail_365d >= 1"), "導入の案内 ≥ 1");
        assert_eq!(said("phase.steps_done && metric.mail_365d<3.5"), "必須のステップの完了、導入の案内 < 3.5");
        assert_eq!(said("health.m.segment != 'best'"), "離反リスク ≠ 熱狂");
    }

    #[test]
    fn what_is_more_than_comparisons_stays_as_it_is_written() {
        for text in
            ["a.b || metric.mail_365d > 1", "metric.other >= 1", "metric.mail_365d > phase.days", "!phase.steps_done"]
        {
            assert_eq!(told(text, &labels()).ja, text);
        }
    }
}
