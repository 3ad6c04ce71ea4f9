//! Characters that stand for the same character (J-10): 髙 for 高, 﨑 for 崎, 國 for 国.

use std::collections::HashMap;
use std::sync::LazyLock;

type Table = HashMap<char, char>;

static VARIANTS: LazyLock<Table> = LazyLock::new(|| read(include_str!("variants.txt")));
static LOOKALIKES: LazyLock<Table> = LazyLock::new(|| read(include_str!("lookalikes.txt")));

/// Lines of "form in use, space, other forms"; `#` starts a remark.
fn read(table: &str) -> Table {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once(' '))
        .flat_map(|(to, from)| from.chars().zip(std::iter::repeat(to.chars().next().unwrap_or(' '))))
        .collect()
}

/// Every variant replaced by the form in use. Text must be unified before.
#[must_use]
pub fn fold_variants(text: &str) -> String {
    text.chars().map(|c| *VARIANTS.get(&c).unwrap_or(&c)).collect()
}

/// Different characters that sound and look alike in names (嶋 and 島) replaced by one, for searches only.
#[must_use]
pub fn fold_lookalikes(text: &str) -> String {
    text.chars().map(|c| *LOOKALIKES.get(&c).unwrap_or(&c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::unify;

    #[test]
    fn the_tables_are_sound() {
        for (table, at_least) in [(&*VARIANTS, 380), (&*LOOKALIKES, 15)] {
            assert!(table.len() > at_least);
            for (from, to) in table.iter() {
                assert!(!table.contains_key(to), "{from} leads to {to}, which leads on");
                assert_eq!(unify(&from.to_string()), from.to_string(), "{from} is folded by NFKC already");
            }
        }
    }

    #[test]
    fn forms_of_names_fold_to_the_form_in_use() {
        for (typed, folded) in
            [("髙橋", "高橋"), ("山﨑", "山崎"), ("𠮷田", "吉田"), ("渡邉", "渡辺"), ("齋藤", "斎藤")]
        {
            assert_eq!(fold_variants(&unify(typed)), folded);
        }
        assert_eq!(fold_variants("嶋田"), "嶋田");
        assert_eq!(fold_lookalikes("嶋田"), "島田");
    }
}
