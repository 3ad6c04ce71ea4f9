//! Mail: letters as bytes, and an SMTP server that takes them.

mod greet;
pub mod html;
mod letter;
mod smtp;

pub use letter::{Letter, Party, Sealed, message_id, seal};
pub use smtp::{Login, MailServer, Security, send};
