//! What every state database must do. Nothing here knows which one it is but `crate::store`.

mod accounts;
mod contracts;
mod definitions;
mod erasures;
mod health;
mod inbox;
mod ingest;
mod keeping;
mod people;
mod places;
mod seals;
pub mod support;
mod touches;
mod transactions;
