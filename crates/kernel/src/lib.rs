//! Words that every other crate shares: ids, days, time, money, bilingual text, Japanese text, problems with input. No I/O.

pub mod calendar;
pub mod day;
pub mod guard;
pub mod id;
pub mod japan;
pub mod lang;
pub mod money;
pub mod ports;
pub mod problem;
pub mod text;
pub mod time;

pub use calendar::Calendar;
pub use day::{Day, Month, contract_months};
pub use id::{AccountId, FactId, MemberId, PersonId};
pub use lang::{Lang, Text};
pub use money::{Currency, Money};
pub use ports::{Clock, Entropy};
pub use problem::{Arg, Problem};
pub use time::{Days, Micros, Zone};
