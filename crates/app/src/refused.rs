//! Why a use case did not do what it was asked to.

use banso_kernel::Problem;

/// One field of an input and what is wrong with it. The field's name is the form's; empty = the whole form.
#[derive(Clone, Debug, PartialEq)]
pub struct Wrong {
    /// The name of the form's field.
    pub field: String,
    /// What is wrong, for `words` to say.
    pub problem: Problem,
}

/// The ways a use case ends without having done it. Nothing was changed in any of them.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// The member's role does not allow it. Shown exactly like [`Refused::Missing`].
    #[error("not allowed")]
    Forbidden,
    /// There is no such thing.
    #[error("not found")]
    Missing,
    /// The input is wrong; every wrong field is listed.
    #[error("{} fields are wrong", .0.len())]
    Input(Vec<Wrong>),
    /// Too many tries; again after so many seconds.
    #[error("too many tries, again in {0} s")]
    Later(u32),
    /// Something below broke; goes to the log, never to the reader.
    #[error(transparent)]
    Broken(#[from] Box<dyn std::error::Error + Send + Sync>),
}

impl Refused {
    /// One wrong field.
    #[must_use]
    pub fn wrong(field: &str, problem: Problem) -> Self {
        Self::Input(vec![Wrong { field: field.to_owned(), problem }])
    }

    /// Something below broke.
    pub fn broken(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Broken(error.into())
    }
}
