//! 受信の様子 (W-38): the last facts and refusals as they arrive, what became of all, and how to connect.

mod page;
mod row;
mod stream;

pub use page::{Live, show};
pub use stream::stream;
