//! The definitions that Banso ships, ready to use and to change.

/// The shipped metric set, TOML.
pub const METRICS: &str = include_str!("../templates/metrics.toml");

/// The shipped models: id and TOML, in the order in which they are offered.
pub const MODELS: [(&str, &str); 3] = [
    ("rank_matrix", include_str!("../templates/rank_matrix.toml")),
    ("three_axes", include_str!("../templates/three_axes.toml")),
    ("points", include_str!("../templates/points.toml")),
];

#[cfg(test)]
mod tests {
    use crate::health::Model;
    use crate::metrics::MetricSet;

    #[test]
    fn every_shipped_definition_is_sound() {
        let metrics = MetricSet::parse(super::METRICS).expect("shipped metrics");
        for (id, text) in super::MODELS {
            let model = Model::parse(text, &metrics).unwrap_or_else(|problems| panic!("{id}: {problems:?}"));
            assert_eq!(model.id, id);
        }
    }
}
