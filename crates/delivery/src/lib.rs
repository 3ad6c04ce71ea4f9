//! Everything that leaves the house: webhooks, Slack and mail, through one function that opens sockets and checks where
//! they lead; sealed secrets and the schedule of retries.
//!
//! A send takes all it needs as arguments (the time too) and answers with an [`Attempt`]: what came of it, and what was
//! asked and answered, with secrets masked. It never tries again by itself; [`retry`] says when to.

pub mod dial;
pub mod guard;
mod http;
pub mod mail;
pub mod outcome;
pub mod retry;
pub mod seal;
pub mod secret;
pub mod slack;
pub mod target;
pub mod tls;
mod verdict;
pub mod webhook;

pub use dial::{Dialer, Resolver, SystemResolver};
pub use guard::Guard;
pub use outcome::{Attempt, KEPT, Outcome};
pub use seal::{Keys, SecretKey};
pub use secret::Secret;
pub use target::{Target, WebAddress};
pub use tls::Trust;
