//! Derived history: the same whatever way the facts came, and kept for every version of a model.

mod catching_up;
mod order;
mod support;
mod versions;
mod why;
