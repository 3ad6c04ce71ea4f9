//! The workspace as a browser meets it.

mod access;
mod accounts;
mod bulk;
mod charts;
mod coming_in;
mod forms;
mod headers;
mod import;
mod pages;
mod ravenstack;
mod site;
