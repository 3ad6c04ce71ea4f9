//! Facts as plain columns, the way the engine of metrics reads them.

/// Facts of whole accounts as columns of equal length, sorted by account, then time, then content (so that the
/// order never depends on how the facts arrived).
///
/// Texts are codes into dictionaries that grow from batch to batch and keep their codes, so that whatever is
/// computed for an entry can be kept: `names` for the whole scan, `props` for as long as `props_epoch` is the same.
#[derive(Clone, Copy, Debug)]
pub struct FactBatch<'a> {
    /// Whose. Ascending.
    pub account: &'a [i64],
    /// Who; 0 for none.
    pub person: &'a [i64],
    /// What: codes into `names`.
    pub name: &'a [u32],
    /// When, in microseconds since 1970 (UTC). Ascending within an account.
    pub occurred_at: &'a [i64],
    /// Number; NaN for none.
    pub value: &'a [f64],
    /// Properties: codes into `props_texts`; empty if they were not asked for.
    pub props: &'a [u32],
    /// All names seen so far.
    pub names: &'a [String],
    /// All properties (JSON objects or empty text) seen in this epoch.
    pub props_texts: &'a [String],
    /// Changes whenever the codes of properties start anew.
    pub props_epoch: u32,
}

impl FactBatch<'_> {
    /// Number of facts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.account.len()
    }

    /// No facts.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.account.is_empty()
    }
}

/// A dictionary of texts.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    pub texts: Vec<String>,
    codes: std::collections::HashMap<String, u32>,
}

impl Texts {
    /// The code of `text`, new if it is.
    pub fn code(&mut self, text: &str) -> u32 {
        if let Some(code) = self.codes.get(text) {
            return *code;
        }
        let code = self.texts.len() as u32;
        self.texts.push(text.to_owned());
        self.codes.insert(text.to_owned(), code);
        code
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.texts.clear();
        self.codes.clear();
    }
}

/// The columns behind a [`FactBatch`], reused from batch to batch.
#[derive(Debug, Default)]
pub(crate) struct FactColumns {
    pub account: Vec<i64>,
    pub person: Vec<i64>,
    pub name: Vec<u32>,
    pub occurred_at: Vec<i64>,
    pub value: Vec<f64>,
    pub props: Vec<u32>,
}

impl FactColumns {
    /// Empties all columns and keeps their memory.
    pub fn clear(&mut self) {
        self.account.clear();
        self.person.clear();
        self.name.clear();
        self.occurred_at.clear();
        self.value.clear();
        self.props.clear();
    }

    /// Sorts the rows by account, time and then content.
    pub fn sort(&mut self, names: &[String], props: &[String]) {
        let rows = self.account.len();
        let key = |row: usize| (self.account[row], self.occurred_at[row]);
        if (1..rows).all(|row| key(row - 1) < key(row)) {
            return;
        }
        let mut order: Vec<u32> = (0..rows as u32).collect();
        if !(1..rows).all(|row| key(row - 1) <= key(row)) {
            // Stable and fast on what is already in runs.
            order.sort_by_key(|row| key(*row as usize));
        }
        let mut start = 0;
        while start < rows {
            let mut end = start + 1;
            while end < rows && key(order[start] as usize) == key(order[end] as usize) {
                end += 1;
            }
            if end - start > 1 {
                order[start..end].sort_by(|a, b| self.by_content(*a as usize, *b as usize, names, props));
            }
            start = end;
        }
        gather(&mut self.account, &order);
        gather(&mut self.person, &order);
        gather(&mut self.name, &order);
        gather(&mut self.occurred_at, &order);
        gather(&mut self.value, &order);
        if !self.props.is_empty() {
            gather(&mut self.props, &order);
        }
    }

    fn by_content(&self, a: usize, b: usize, names: &[String], props: &[String]) -> std::cmp::Ordering {
        let text = |texts: &[String], a: u32, b: u32| {
            if a == b { std::cmp::Ordering::Equal } else { texts[a as usize].cmp(&texts[b as usize]) }
        };
        text(names, self.name[a], self.name[b])
            .then_with(|| self.person[a].cmp(&self.person[b]))
            .then_with(|| self.value[a].total_cmp(&self.value[b]))
            .then_with(|| match (self.props.get(a), self.props.get(b)) {
                (Some(a), Some(b)) => text(props, *a, *b),
                _ => std::cmp::Ordering::Equal,
            })
    }
}

fn gather<T: Copy>(column: &mut Vec<T>, order: &[u32]) {
    *column = order.iter().map(|row| column[*row as usize]).collect();
}
