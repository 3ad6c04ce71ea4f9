//! What every state database must do. Nothing here knows which one it is but `crate::store`.

mod accounts;
mod churns;
mod contracts;
mod definitions;
mod deliveries;
mod destinations;
mod erasures;
mod events;
mod health;
mod inbox;
mod ingest;
mod keeping;
mod people;
mod places;
mod plays;
mod positions;
mod seals;
mod signals;
pub mod support;
mod tasks;
mod touches;
mod transactions;
