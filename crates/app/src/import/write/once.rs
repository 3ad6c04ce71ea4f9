//! Rows of one file about the same thing: the later one counts, and the report says which rows those were.

use super::super::run::Run;
use banso_kernel::FactId;
use std::collections::HashMap;

/// Things whose rows are remembered, at most; of larger files only rows that stand together are told.
const REMEMBERED: usize = 2_000_000;
/// Rows that are named in the report.
const NAMED: usize = 10;

impl Run<'_> {
    /// Notes that the row at `line` is about the thing called `name`; true if an earlier row of this file was too.
    pub(super) fn repeats(&mut self, line: u64, name: &[u8]) -> bool {
        let id = FactId::of(&[name]);
        let again = self.seen.contains(&id);
        if again {
            self.report.repeated += 1;
            if self.report.first_repeated.len() < NAMED {
                self.report.first_repeated.push(line);
            }
        } else if self.seen.len() < REMEMBERED {
            self.seen.insert(id);
        }
        again
    }
}

/// The things of a chunk, each once: those that no earlier chunk was about, and the others. What the latter come to is
/// counted already.
pub(super) struct Once<T> {
    places: HashMap<String, (bool, usize)>,
    /// New in this chunk.
    pub fresh: Vec<T>,
    /// In an earlier chunk too.
    pub again: Vec<T>,
}

impl<T> Once<T> {
    pub(super) fn new() -> Self {
        Self { places: HashMap::new(), fresh: Vec::new(), again: Vec::new() }
    }

    /// What the next row makes of the thing called `key`.
    pub(super) fn put(&mut self, key: &str, again: bool, thing: T) {
        let (again, at) = match self.places.get(key) {
            Some(place) => *place,
            None => (again, usize::MAX),
        };
        let list = if again { &mut self.again } else { &mut self.fresh };
        match list.get_mut(at) {
            Some(place) => *place = thing,
            None => {
                self.places.insert(key.to_owned(), (again, list.len()));
                list.push(thing);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_rows_of_a_chunk_the_last_one_stands_in_the_place_of_the_first() {
        let mut once = Once::new();
        for (key, again, thing) in [("a", false, 1), ("b", true, 2), ("c", false, 3), ("a", true, 4), ("b", true, 5)] {
            once.put(key, again, thing);
        }
        assert_eq!((once.fresh, once.again), (vec![4, 3], vec![5]));
    }
}
