//! Facts as plain columns, the way the engine of metrics reads them.

use banso_kernel::AccountId;

/// Facts of one account from one file as columns of equal length, in order of time.
///
/// Texts are codes into dictionaries that grow from run to run and keep their codes, so that whatever is computed for
/// an entry can be kept: `names` for the whole scan, `props` for as long as `props_epoch` is the same.
#[derive(Clone, Copy, Debug)]
pub struct FactRun<'a> {
    /// Whose. Ascending from run to run; several runs may be of one account.
    pub account: AccountId,
    /// Who; 0 for none.
    pub person: &'a [i64],
    /// What: codes into `names`.
    pub name: &'a [u32],
    /// When, in microseconds since 1970 (UTC). Ascending.
    pub occurred_at: &'a [i64],
    /// Number, NaN for none; empty if numbers were not asked for.
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

impl FactRun<'_> {
    /// Number of facts; never 0.
    #[must_use]
    #[allow(clippy::len_without_is_empty, reason = "a run without facts is not given out")]
    pub fn len(&self) -> usize {
        self.occurred_at.len()
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
