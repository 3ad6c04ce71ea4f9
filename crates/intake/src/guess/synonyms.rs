//! The names under which other systems know our fields, in Japanese and English.

use crate::fold;
use crate::mapping::Kind;
use std::collections::HashMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("synonyms.txt");

/// (kind, field) → names, commonest first.
type Names = HashMap<(Kind, &'static str), Vec<&'static str>>;

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut names = Names::new();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let Some((place, words)) = line.split_once(" = ") else { continue };
        let Some((kind, field)) = place.split_once(' ') else { continue };
        if let Some(kind) = Kind::parse(kind) {
            names.insert((kind, field), words.split(' ').collect());
        }
    }
    names
});

/// How well a column's name fits a field: 1 for the commonest name, less for rarer ones, 0 for none.
#[must_use]
pub fn fit(kind: Kind, field: &'static str, column: &str) -> f64 {
    let folded = fold::header(column);
    let Some(names) = NAMES.get(&(kind, field)) else { return 0.0 };
    match names.iter().position(|name| *name == folded) {
        Some(at) => 1.0 - 0.6 * at as f64 / names.len() as f64,
        None => 0.0,
    }
}

/// The name of some field of some kind.
#[must_use]
pub fn known(column: &str) -> bool {
    let folded = fold::header(column);
    !folded.is_empty() && NAMES.values().any(|names| names.contains(&folded.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapping::fields;

    #[test]
    fn every_name_is_folded_and_every_field_has_names() {
        for ((kind, field), names) in NAMES.iter() {
            for name in names {
                assert_eq!(&fold::header(name), name, "{kind:?} {field}");
            }
        }
        for kind in Kind::ALL {
            for field in fields::of(kind) {
                assert!(NAMES.contains_key(&(kind, field.id)), "{kind:?} {}", field.id);
            }
        }
    }
}
