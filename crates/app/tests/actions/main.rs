//! Actions against real stores: what turns decide is carried out once, and told once.

mod dry_run;
mod hold_out;
mod limits;
mod mail_seen;
mod neighbour;
mod onboarding;
mod proof;
mod receivers;
mod two_servers;
mod world;
