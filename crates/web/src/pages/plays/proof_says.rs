//! A proof in words: amounts with their unit, what they mean and what they do not, what lacks where there is none.

use crate::Cx;
use crate::ui::{Badge, Html, Tone};
use banso_app::lab::{Glance, Measure, MeasureBy, ProofPage, Verdict};
use banso_domain::proof::{Evidence, FEWEST, Interval, NotEnough, Proof};
use banso_kernel::{Arg, Day, Money};
use banso_words::MINUS;

/// The words of a page.
pub(super) struct Says<'a> {
    pub cx: &'a Cx,
    pub page: &'a ProofPage,
}

/// A number with its sign.
pub(super) fn with_sign(text: String, value: f64) -> String {
    let zero = !text.bytes().any(|b| (b'1'..=b'9').contains(&b));
    match (zero, value > 0.0) {
        (true, _) => format!("±{}", text.trim_start_matches(MINUS)),
        (false, true) => format!("+{text}"),
        (false, false) => text,
    }
}

impl Says<'_> {
    fn measure(&self) -> Option<&Measure> {
        self.page.offered.iter().find(|one| one.by == self.page.asked.by)
    }

    fn is_ratio(&self) -> bool {
        self.measure().is_some_and(|measure| measure.is_ratio)
    }

    /// The unit of differences; money carries its own.
    pub fn unit(&self) -> String {
        let cx = self.cx;
        match &self.page.asked.by {
            MeasureBy::Retained => cx.t("proof-points").into_owned(),
            MeasureBy::Expansion => String::new(),
            MeasureBy::Standing => cx.t("proof-segments").into_owned(),
            MeasureBy::Metric(_) if self.is_ratio() => cx.t("proof-points").into_owned(),
            MeasureBy::Metric(_) => self.measure().map_or("", |one| one.unit.get(cx.lang)).to_owned(),
        }
    }

    fn money(&self, major: f64) -> String {
        let currency = self.page.currency;
        let minor = (major * 10f64.powi(currency.digits().cast_signed())).round() as i64;
        self.cx.words.money(Money { minor, currency })
    }

    /// A difference without its unit.
    fn bare(&self, value: f64) -> String {
        match &self.page.asked.by {
            MeasureBy::Expansion => self.money(value),
            MeasureBy::Retained => self.cx.words.num(value * 100.0, 1),
            MeasureBy::Metric(_) if self.is_ratio() => self.cx.words.num(value * 100.0, 1),
            _ => self.cx.words.num(value, 2),
        }
    }

    /// A difference with its sign, without its unit.
    pub fn signed(&self, value: f64) -> String {
        with_sign(self.bare(value), value)
    }

    fn with_unit(&self, value: String) -> String {
        let unit = self.unit();
        if unit.is_empty() {
            return value;
        }
        self.cx.words.with("proof-amount", &[("value", value.into()), ("unit", unit.into())])
    }

    /// A difference with sign and unit.
    pub fn amount(&self, value: f64) -> String {
        self.with_unit(self.signed(value))
    }

    /// How large a difference is.
    pub fn size(&self, value: f64) -> String {
        self.with_unit(self.bare(value.abs()))
    }

    /// What a group came to.
    pub fn level(&self, value: f64) -> String {
        match &self.page.asked.by {
            MeasureBy::Retained => self.cx.words.percent(value),
            MeasureBy::Metric(_) if self.is_ratio() => self.cx.words.percent(value),
            MeasureBy::Expansion => self.signed(value),
            _ => self.with_unit(self.bare(value)),
        }
    }

    /// From one text to another.
    pub fn between(&self, low: &str, high: &str) -> String {
        self.cx.words.with("proof-range", &[("low", low.into()), ("high", high.into())])
    }

    /// An interval with its unit.
    pub fn range(&self, interval: Interval) -> String {
        self.with_unit(self.between(&self.signed(interval.low), &self.signed(interval.high)))
    }

    /// What is compared, as part of a sentence.
    fn what(&self) -> String {
        let days: Arg = i64::from(self.page.asked.days).into();
        match &self.page.asked.by {
            MeasureBy::Metric(_) => {
                let name = self.measure().map_or("", |one| one.name.get(self.cx.lang));
                self.cx.words.with("proof-what-metric", &[("n", days), ("metric", name.into())])
            }
            by => self.cx.words.with(&format!("proof-what-{}", by.code()), &[("n", days)]),
        }
    }

    /// The sentence, what it means, and what it does not.
    pub fn result(&self, evidence: &Evidence) -> [String; 3] {
        let (value, interval) = evidence.effect();
        let of_metric = matches!(self.page.asked.by, MeasureBy::Metric(_));
        let (id, amount) = match (evidence, of_metric, value > 0.0) {
            (Evidence::Comparison(_), ..) => ("proof-compared", self.amount(value)),
            (Evidence::Experiment(proof), _, more) if !proof.is_shown() => {
                (if more { "proof-open-more" } else { "proof-open" }, self.size(value))
            }
            (_, false, true) => ("proof-good", self.size(value)),
            (_, false, false) => ("proof-bad", self.size(value)),
            (_, true, true) => ("proof-higher", self.size(value)),
            (_, true, false) => ("proof-lower", self.size(value)),
        };
        let sentence = self.cx.words.with(id, &[("what", self.what().into()), ("amount", amount.into())]);
        let weaker = if evidence.is_weaker() { "-weaker" } else { "" };
        let ends: [(&str, Arg); 2] =
            [("low", self.amount(interval.low).into()), ("high", self.amount(interval.high).into())];
        let means = self.cx.words.with(&format!("proof-means-range{weaker}"), &ends);
        [sentence, means, self.cx.t(&format!("proof-not-range{weaker}")).into_owned()]
    }

    /// What is shown where there is no number: a head, and what lacks.
    pub fn instead(&self) -> Option<(String, Vec<String>)> {
        let cx = self.cx;
        let head = |id: &str| cx.t(id).into_owned();
        match &self.page.verdict {
            Verdict::Said(_) => None,
            Verdict::Nobody => Some((head("proof-nobody"), vec![head("proof-nobody-needs")])),
            Verdict::NotYet { why, on } => Some((head("proof-not-yet"), vec![self.lacks(*why), self.when(*on)])),
            Verdict::Lopsided { treated, held_out } => {
                let args: [(&str, Arg); 3] = [
                    ("share", cx.words.percent(self.page.hold_out).into()),
                    ("treated", i64::from(*treated).into()),
                    ("held", i64::from(*held_out).into()),
                ];
                Some((head("proof-lopsided"), vec![cx.words.with("proof-lopsided-needs", &args)]))
            }
            Verdict::FewMatches(few) => {
                let args: [(&str, Arg); 3] = [
                    ("matched", i64::from(few.matched).into()),
                    ("peers", i64::from(few.peers).into()),
                    ("needed", i64::from(FEWEST).into()),
                ];
                let none = self.lacks(NotEnough::NoHoldOut);
                Some((head("proof-not-yet"), vec![none, cx.words.with("proof-why-matches", &args)]))
            }
        }
    }

    fn lacks(&self, why: NotEnough) -> String {
        let cx = self.cx;
        let n = |n: u32| Arg::from(i64::from(n));
        match why {
            NotEnough::NoHoldOut => cx.t("proof-why-no-hold-out").into_owned(),
            NotEnough::NoTreated => cx.t("proof-why-no-treated").into_owned(),
            NotEnough::NoSpread => cx.t("proof-why-same").into_owned(),
            NotEnough::HorizonNotOver { first } => cx.t1("proof-why-horizon", "day", cx.words.day(first)),
            NotEnough::TooFew { treated, held_out } => {
                let args = [("treated", n(treated)), ("held", n(held_out)), ("needed", n(FEWEST))];
                cx.words.with("proof-why-few", &args)
            }
            NotEnough::TooFewOfAKind { known, needed } => {
                cx.words.with("proof-why-kind", &[("known", n(known)), ("needed", n(needed))])
            }
        }
    }

    fn when(&self, on: Option<Day>) -> String {
        match on {
            Some(day) => self.cx.t1("proof-when", "day", self.cx.words.day(day)),
            None => self.cx.t("proof-when-never").into_owned(),
        }
    }

    /// How the numbers come about, for whoever asks.
    pub fn method(&self, proof: Option<&Proof>) -> Vec<String> {
        let cx = self.cx;
        let mut lines = vec![cx.t("proof-method-lot").into_owned()];
        if let Some(proof) = proof {
            lines.push(cx.t1("proof-method-always", "range", self.range(proof.once)));
            lines.push(cx.t1("proof-method-cuped", "left", cx.words.percent(proof.variance_left)));
        }
        lines.push(cx.t("proof-method-matched").into_owned());
        let late = self.page.terms.horizon.saturating_sub(self.page.asked.days);
        if late > 0 {
            lines.push(cx.t1("proof-method-wait", "n", i64::from(late)));
        }
        lines
    }
}

/// What the list says of a play: the difference in points with its range, or why there is none.
pub(super) fn glance(cx: &Cx, id: &str, glance: Option<&Glance>) -> Html {
    let word = |id: &str| cx.t(id).into_owned();
    let points = |value: f64| with_sign(cx.words.num(value * 100.0, 1), value);
    let (badge, text) = match glance.map(|glance| &glance.verdict) {
        None | Some(Verdict::Nobody) => return muted(&word("proof-cell-nobody")),
        Some(Verdict::Said(evidence)) => {
            let (value, interval) = evidence.effect();
            let args: [(&str, Arg); 3] = [
                ("value", points(value).into()),
                ("low", points(interval.low).into()),
                ("high", points(interval.high).into()),
            ];
            let badge = match (interval.low > 0.0, interval.high < 0.0) {
                (true, _) => (Tone::Good, "proof-cell-good"),
                (_, true) => (Tone::Bad, "proof-cell-bad"),
                _ => (Tone::Plain, "proof-cell-open"),
            };
            (Some(badge), cx.words.with("proof-cell", &args))
        }
        Some(Verdict::NotYet { why: NotEnough::NoHoldOut, .. } | Verdict::FewMatches(_)) => {
            (None, word("proof-cell-no-hold-out"))
        }
        Some(Verdict::NotYet { on: Some(day), .. }) => {
            (None, cx.t1("proof-cell-wait-until", "day", cx.words.day(*day)))
        }
        Some(Verdict::NotYet { .. }) => (None, word("proof-cell-wait")),
        Some(Verdict::Lopsided { .. }) => (None, word("proof-cell-lopsided")),
    };
    let link = super::words::link(&format!("{}/proof", super::href(id)), &text);
    let badge = badge.map(|(tone, word)| Badge::state(cx, tone, &cx.t(word)).html());
    Html::join(badge.into_iter().chain([link]), " ")
}

fn muted(text: &str) -> Html {
    Html::raw(format!("<span class=\"none\">{}</span>", Html::text(text)))
}
