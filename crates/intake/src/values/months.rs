//! English names of months, full or of three letters.

const NAMES: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The month (1–12) of a name such as `Jan` or `september`; `Sept` too.
#[must_use]
pub fn named(name: &str) -> Option<i8> {
    let name = name.to_ascii_lowercase();
    let name = if name == "sept" { "sep" } else { &name };
    let at = NAMES.iter().position(|full| *full == name || (name.len() == 3 && full.starts_with(name)))?;
    i8::try_from(at + 1).ok()
}
