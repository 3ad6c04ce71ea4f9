//! The lab: whether health models foretold what happened, what a change would do, what plays did.

mod known;
