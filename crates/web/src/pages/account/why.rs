//! Why health changed between two days: one sentence, and the parts that add up to the whole.

use super::{head, told, values};
use crate::Cx;
use crate::ui::{Column, Html, Line, Table};
use askama::Template;
use banso_app::accounts::{Frame, Why};
use banso_domain::health::{AxisMove, Criterion, Model, ModelKind};
use banso_domain::reasons::{Amount, Cause, Move, Part};
use banso_kernel::{Arg, Currency, Day, Lang};

/// The section; print it with `{{ why }}`.
#[derive(Template)]
#[template(path = "pages/account/why.html")]
struct Section<'a> {
    cx: &'a Cx,
    frame: &'a Frame,
    why: &'a Why,
}

/// The section of a page.
pub(super) fn section(cx: &Cx, frame: &Frame, why: &Why) -> Html {
    Html::of(&Section { cx, frame, why })
}

/// The change in one sentence: segment, axis, criterion, before → after, days, kind of cause (RULE 13).
pub(super) fn sentence(cx: &Cx, currency: Currency, why: &Why) -> String {
    let (from, to) = (why.split.from.segment, why.split.to.segment);
    let name = |model: &Model, at: Option<i64>| {
        let segment = at.and_then(|at| model.segments.get(usize::try_from(at).ok()?));
        segment.map_or_else(|| cx.t("accounts-no-segment").into_owned(), |one| one.name.get(cx.lang).to_owned())
    };
    let (before, after) = (name(&why.model, from), name(&why.to_model, to));
    let id = match (before == after, why.split.decisive()) {
        (false, _) => "account-why-says",
        (true, Some(_)) => "account-why-stays-but",
        (true, None) => "account-why-stays",
    };
    let args: [(&str, Arg); 4] = [
        ("first", cx.words.day(why.from).into()),
        ("last", cx.words.day(why.to).into()),
        ("from", before.into()),
        ("to", after.into()),
    ];
    let mut parts = vec![cx.words.with(id, &args)];
    if let Some(part) = why.split.decisive() {
        parts.extend(axis(cx, why, part));
        parts.extend(because(cx, currency, why, part));
        let cause = cx.t(&format!("account-cause-{}", part.cause.word())).into_owned();
        parts.push(cx.t1("account-told-cause", "cause", cause));
    }
    parts.join(if cx.lang == Lang::Ja { "" } else { " " })
}

/// How the axis of a part moved over the whole time.
fn axis(cx: &Cx, why: &Why, part: &Part) -> Option<String> {
    let axis = why.model.criteria.get(part.criterion?)?.axis;
    let unit = if why.model.kind == ModelKind::RankMatrix { 1.0 } else { 1000.0 };
    let at = |of: Option<i64>| of.map_or(f64::NAN, |value| value as f64 / unit);
    let (before, after) = (why.split.from.axes[axis], why.split.to.axes[axis]);
    let moved = AxisMove { axis, before: at(before), after: at(after) };
    (why.split.comparable && before != after).then(|| told::axis(cx, &why.model, &moved))
}

fn because(cx: &Cx, currency: Currency, why: &Why, part: &Part) -> Option<String> {
    match part.criterion {
        Some(at) => told::criterion(cx, &why.model, &why.metrics, currency, (at, part.before, part.after)),
        None if why.version == why.to_version => Some(cx.t("account-told-definitions").into_owned()),
        None => {
            let (from, to) = (i64::from(why.version), i64::from(why.to_version));
            Some(cx.words.with("account-told-model", &[("from", from.into()), ("to", to.into())]))
        }
    }
}

impl Section<'_> {
    fn says(&self) -> String {
        sentence(self.cx, self.frame.cmrr.currency, self.why)
    }

    fn path(&self) -> String {
        format!("/accounts/{}/health#why", self.frame.account.id)
    }

    fn model(&self) -> Option<String> {
        super::model(self.cx)
    }

    fn last(&self) -> Day {
        self.frame.lens.as_of
    }

    fn late(&self) -> Option<String> {
        self.why.brought_later.then(|| self.cx.t1("account-why-brought-later", "day", self.cx.words.day(self.why.from)))
    }

    /// Columns of amounts: the segment, the score where there is one, each axis.
    fn columns(&self) -> Vec<String> {
        let cx = self.cx;
        let score = self.scored().then(|| cx.t("account-why-score").into_owned());
        let axes = self.why.model.axes.iter().map(|axis| axis.name.get(cx.lang).to_owned());
        std::iter::once(cx.t("account-why-segment").into_owned()).chain(score).chain(axes).collect()
    }

    fn scored(&self) -> bool {
        self.why.model.kind != ModelKind::RankMatrix
    }

    fn table(&self) -> Table {
        let cx = self.cx;
        let column = |id: &str| Column::new(cx, &cx.t(id));
        let mut columns =
            vec![column("account-why-cause"), column("account-why-criterion"), column("account-why-values")];
        columns.extend(self.columns().iter().map(|name| Column::new(cx, name).figures()));
        let causes = [Cause::Activity, Cause::Edit, Cause::LateData, Cause::MissingData, Cause::Model];
        let parts =
            causes.iter().flat_map(|cause| self.why.split.parts.iter().filter(move |part| part.cause == *cause));
        let lines = parts.map(|part| {
            let mut cells = vec![Html::text(&cx.t(&format!("account-cause-{}", part.cause.word())))];
            cells.extend([self.name(part), self.values(part)]);
            let told = part.criterion.is_some() || self.why.split.comparable;
            cells.extend(self.amounts(&part.moved, told));
            Line { href: None, id: None, cells }
        });
        let table = Table::new(&cx.t("account-h-why"), columns, lines.collect()).dense().cards();
        let mut cells = vec![Html::text(&cx.t("common-total")), Html::default(), Html::default()];
        cells.extend(self.amounts(&self.why.split.whole(), true));
        match self.why.split.comparable {
            true => table.totals(Line { href: None, id: None, cells }),
            false => table,
        }
    }

    fn amounts(&self, moved: &Move, told: bool) -> Vec<Html> {
        let matrix = !self.scored();
        let rank = |amount: Amount| self.amount(amount, -1.0);
        let score = |amount: Amount| self.amount(amount, 0.001);
        let axes = moved.axes.iter().take(self.why.model.axes.len());
        let axes = axes.map(|amount| if matrix { rank(*amount) } else { score(*amount) });
        let all = std::iter::once(rank(moved.segment)).chain((!matrix).then(|| score(moved.score))).chain(axes);
        all.map(|cell| if told { cell } else { Html::text(banso_words::NO_DATA) }).collect()
    }

    /// An amount of which more is better.
    fn amount(&self, amount: Amount, unit: f64) -> Html {
        if amount.is_zero() {
            return Html::raw("<span class=\"muted\" aria-hidden=\"true\">·</span>".to_owned());
        }
        let value = amount.by as f64 * unit;
        let text = self.cx.words.num(value, usize::from(unit > 0.0));
        let signed = if value > 0.0 { format!("+{text}") } else { text };
        let data = match amount.data {
            0 => return Html::raw(format!("<b>{}</b>", Html::text(&signed))),
            1.. => self.cx.t("account-why-data-came"),
            _ => self.cx.t("account-why-data-went"),
        };
        let number = if amount.by == 0 { String::new() } else { format!("{signed} ") };
        Html::raw(format!("<b>{}</b><span class=\"muted\">{}</span>", Html::text(&number), Html::text(&data)))
    }

    fn criterion(&self, part: &Part) -> Option<&Criterion> {
        self.why.model.criteria.get(part.criterion?)
    }

    /// The axis and the criterion of a part.
    fn name(&self, part: &Part) -> Html {
        let Some(criterion) = self.criterion(part) else {
            let model = self.why.to_model.name.get(self.cx.lang);
            return Html::text(model);
        };
        let axis = self.why.model.axes.get(criterion.axis).map_or("", |axis| axis.name.get(self.cx.lang));
        let (axis, name) = (Html::text(axis), Html::text(criterion.name.get(self.cx.lang)));
        Html::raw(format!("{name} <span class=\"muted\">{axis}</span>"))
    }

    /// Before → after, each with the facts behind it.
    fn values(&self, part: &Part) -> Html {
        let cx = self.cx;
        let Some(criterion) = self.criterion(part) else {
            let (from, to) = (i64::from(self.why.version), i64::from(self.why.to_version));
            return Html::text(&cx.words.with("account-why-versions", &[("from", from.into()), ("to", to.into())]));
        };
        let metric = self.why.metrics.get(&criterion.metric);
        let late = part.cause == Cause::LateData;
        let (from, to) = (self.why.from, self.why.to);
        // Late data are the same day, known later; all else is known alike on two days.
        let views = if late { [(from, from), (from, to)] } else { [(from, to), (to, to)] };
        let shown = |value: f64, view: (Day, Day)| {
            let text = Html::text(&values::value(cx, metric, self.frame.cmrr.currency, value));
            match self.facts(criterion, view) {
                Some(href) => Html::raw(format!("<a href=\"{}\">{text}</a>", Html::text(&href))),
                None => text,
            }
        };
        Html::join([shown(part.before, views[0]), shown(part.after, views[1])], " → ")
    }

    /// The facts that a criterion's metric counted on a day, as known when another was over; none where it counts none or
    /// is defined otherwise today.
    fn facts(&self, criterion: &Criterion, (on, known): (Day, Day)) -> Option<String> {
        let lens = &self.frame.lens;
        let same = lens.model.criteria.iter().any(|now| now.id == criterion.id && now.metric == criterion.metric);
        let metric = lens.metrics.get(&criterion.metric).filter(|metric| metric.stream().is_some())?;
        if !same || self.why.metrics.get(&criterion.metric) != Some(metric) {
            return None;
        }
        let mut pairs = vec![("criterion", criterion.id.clone()), ("on", on.to_string())];
        if known < lens.as_of && !self.why.brought_later {
            pairs.push(("known", known.to_string()));
        }
        Some(head::part_with(self.frame, "timeline", &pairs))
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample_why as sample;
    use super::*;
    use banso_words::MINUS;

    /// RULES 13: the sentence of each kind of cause, to the letter.
    #[test]
    fn each_kind_of_cause_has_its_sentence() {
        for lang in Lang::ALL {
            let cx = Cx::sample(lang, None);
            let said: Vec<String> = sample::whys().iter().map(|(_, why)| sentence(&cx, Currency::JPY, why)).collect();
            let causes: Vec<Cause> =
                sample::whys().iter().filter_map(|(_, why)| why.split.decisive().map(|part| part.cause)).collect();
            assert_eq!(
                causes,
                [Cause::Activity, Cause::LateData, Cause::MissingData, Cause::Edit, Cause::Model, Cause::Activity]
            );
            let file = format!("{}/src/pages/account/why.{}.txt", env!("CARGO_MANIFEST_DIR"), lang.code());
            let snapshot = std::fs::read_to_string(file).expect("the snapshot");
            assert_eq!(said, snapshot.lines().collect::<Vec<_>>(), "{}", said.join("\n"));
        }
    }

    #[test]
    fn amounts_of_parts_add_up_to_the_last_row() {
        for (frame, why) in sample::whys() {
            let cx = Cx::sample(Lang::En, None);
            let table = Section { cx: &cx, frame: &frame, why: &why }.table().to_string();
            let rows: Vec<Vec<i64>> = table
                .split("<tr")
                .skip(2)
                .map(|row| {
                    let cells = row.split("<td").filter(|cell| cell.contains("class=\"num\""));
                    let figure = |cell: &str| {
                        let text = cell.split("<b>").nth(1).and_then(|rest| rest.split("</b>").next()).unwrap_or("0");
                        let text = text.replace(MINUS, "-").replace(['+', ',', ' '], "");
                        text.parse::<f64>().map_or(0, |number| (number * 10.0).round() as i64)
                    };
                    cells.map(figure).collect()
                })
                .collect();
            let (whole, parts) = rows.split_last().expect("a last row");
            assert!(!parts.is_empty());
            for (at, wanted) in whole.iter().enumerate() {
                assert_eq!(parts.iter().map(|row| row[at]).sum::<i64>(), *wanted, "{table}");
            }
        }
    }
}
