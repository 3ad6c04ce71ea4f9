//! What every state database must do. Nothing here knows which one it is but `support::fresh`: SQLite today,
//! PostgreSQL when it comes.

mod accounts;
mod contracts;
mod definitions;
mod health;
mod inbox;
mod keeping;
mod people;
mod seals;
mod support;
mod touches;
mod transactions;
