//! What leaves the house, against real receivers on this machine.

mod house;
mod mail;
mod mail_server;
mod receivers;
mod secrets;
mod slack;
mod slack_rules;
mod ssrf;
mod webhooks;
