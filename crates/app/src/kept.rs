//! Something that follows from the state, kept until the state is another.

use std::sync::{Arc, Mutex, PoisonError};

/// A value and the revision of the state that it was made of.
#[derive(Debug)]
pub(crate) struct Kept<T>(Mutex<Option<(String, Arc<T>)>>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<T> Kept<T> {
    /// The value of a revision, if it is the one that is kept.
    pub fn of(&self, revision: &str) -> Option<Arc<T>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref().filter(|(of, _)| of == revision).map(|(_, value)| Arc::clone(value))
    }

    /// Keeps the value of a revision, instead of what was kept.
    pub fn keep(&self, revision: String, value: T) -> Arc<T> {
        let value = Arc::new(value);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((revision, Arc::clone(&value)));
        value
    }
}
