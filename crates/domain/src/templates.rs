//! The definitions that Banso ships, ready to use and to change.

use banso_kernel::Lang;

/// The shipped metric set, TOML.
pub const METRICS: &str = include_str!("../templates/metrics.toml");

/// The shipped models: id and TOML, in the order in which they are offered.
pub const MODELS: [(&str, &str); 3] = [
    ("rank_matrix", include_str!("../templates/rank_matrix.toml")),
    ("three_axes", include_str!("../templates/three_axes.toml")),
    ("points", include_str!("../templates/points.toml")),
];

/// The shipped journeys: id and TOML.
pub const JOURNEYS: [(&str, &str); 1] = [("onboarding", include_str!("../templates/onboarding.toml"))];

/// The shipped set of signals, TOML. It reads the model `rank_matrix` and the phase `set_up`.
pub const SIGNALS: &str = include_str!("../templates/signals.toml");

/// The shipped plays: id and TOML, in the order in which they are offered. Each waits for its dates, its owner and a
/// choice of hold-out.
pub const PLAYS: [(&str, &str); 4] = [
    ("set_up_follow_up", include_str!("../templates/play_set_up_follow_up.toml")),
    ("segment_fell", include_str!("../templates/play_segment_fell.toml")),
    ("champion_gone", include_str!("../templates/play_champion_gone.toml")),
    ("decline_deadline", include_str!("../templates/play_decline_deadline.toml")),
];

/// A play to begin with where no template fits: short, with comments in the reader's language.
#[must_use]
pub fn blank_play(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => include_str!("../templates/blank/play.ja.toml"),
        Lang::En => include_str!("../templates/blank/play.en.toml"),
    }
}

/// A journey to begin with where no template fits.
#[must_use]
pub fn blank_journey(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => include_str!("../templates/blank/journey.ja.toml"),
        Lang::En => include_str!("../templates/blank/journey.en.toml"),
    }
}

#[cfg(test)]
mod tests {
    use crate::conditions::Vocabulary;
    use crate::health::Model;
    use crate::journeys::Journey;
    use crate::metrics::MetricSet;
    use crate::plays::Play;
    use crate::signals::Signals;
    use banso_kernel::Lang;

    #[test]
    fn every_shipped_definition_is_sound() {
        let metrics = MetricSet::parse(super::METRICS).expect("shipped metrics");
        let mut models = Vec::new();
        for (id, text) in super::MODELS {
            let model = Model::parse(text, &metrics).unwrap_or_else(|problems| panic!("{id}: {problems:?}"));
            assert_eq!(model.id, id);
            models.push(model);
        }
        let mut words = Vocabulary::of(&metrics, &models);
        for (id, text) in super::JOURNEYS {
            let journey = Journey::parse(text, &words).unwrap_or_else(|problems| panic!("{id}: {problems:?}"));
            assert_eq!(journey.id, id);
            words.journeys.push(journey.words());
        }
        let signals = Signals::parse(super::SIGNALS, &words).unwrap_or_else(|problems| panic!("{problems:?}"));
        words.signals = signals.signals.iter().map(|signal| signal.id.clone()).collect();
        for (id, text) in super::PLAYS {
            let play = Play::parse(text, &words).unwrap_or_else(|problems| panic!("{id}: {problems:?}"));
            assert_eq!(play.id, id);
            let missing: Vec<_> =
                play.not_ready(banso_kernel::Day(0)).into_iter().map(|p| p.args[0].1.clone()).collect();
            assert_eq!(missing, ["owner", "review_on", "stop_on", "hold_out"].map(Into::into), "{id}");
        }
    }

    #[test]
    fn a_blank_definition_reads_with_any_words_and_in_both_languages_alike() {
        let words = Vocabulary::default();
        let [ja, en] = [Lang::Ja, Lang::En].map(|lang| Play::parse(super::blank_play(lang), &words).expect("a play"));
        assert_eq!(ja, en);
        let [ja, en] =
            [Lang::Ja, Lang::En].map(|lang| Journey::parse(super::blank_journey(lang), &words).expect("a journey"));
        assert_eq!(ja, en);
    }
}
