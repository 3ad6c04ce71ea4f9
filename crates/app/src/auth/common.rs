//! Passwords that everybody tries first. Made from patterns here, not copied from anywhere: keyboard rows, runs,
//! repeated letters, usual words with usual endings.

const WORDS: &[&str] = &[
    "password",
    "passw0rd",
    "p@ssword",
    "p@ssw0rd",
    "pass",
    "passwd",
    "admin",
    "administrator",
    "root",
    "user",
    "guest",
    "test",
    "demo",
    "login",
    "welcome",
    "letmein",
    "changeme",
    "secret",
    "master",
    "default",
    "system",
    "server",
    "manager",
    "office",
    "company",
    "sales",
    "support",
    "service",
    "customer",
    "success",
    "banso",
    "qwerty",
    "qwertyuiop",
    "asdfgh",
    "asdfghjkl",
    "zxcvbn",
    "zxcvbnm",
    "qazwsx",
    "qazwsxedc",
    "1qaz2wsx",
    "1q2w3e4r",
    "1q2w3e4r5t",
    "q1w2e3r4",
    "abc",
    "abcd",
    "abcdefg",
    "abcdefgh",
    "iloveyou",
    "sunshine",
    "princess",
    "dragon",
    "monkey",
    "football",
    "baseball",
    "superman",
    "batman",
    "starwars",
    "pokemon",
    "shadow",
    "summer",
    "winter",
    "spring",
    "autumn",
    "monday",
    "friday",
    "tokyo",
    "osaka",
    "kyoto",
    "nagoya",
    "japan",
    "nippon",
    "sakura",
    "arigato",
    "konnichiwa",
    "doraemon",
    "hanako",
    "taro",
    "suzuki",
    "tanaka",
    "yamada",
    "watanabe",
    "takahashi",
    "sato",
    "ito",
    "nakamura",
    "kobayashi",
    "toyota",
    "honda",
    "nintendo",
    "michael",
    "jennifer",
    "jordan",
    "thomas",
    "charlie",
    "hello",
    "computer",
    "internet",
    "google",
    "windows",
    "freedom",
    "whatever",
    "trustno1",
    "access",
    "killer",
    "hunter",
    "soccer",
    "hockey",
    "cheese",
    "flower",
];

/// Whether a password is one of the usual ones: a usual word alone or twice, with digits or marks at its ends, a run
/// (`12345678`, `abcdefgh`), one or two characters repeated, or a date.
pub(super) fn is_common(password: &str) -> bool {
    let lower = password.to_lowercase();
    let plain = lower.trim_matches(|c: char| !c.is_alphabetic());
    let whole = |text: &str| WORDS.contains(&text) || WORDS.iter().any(|word| word.repeat(2) == text);
    let few = lower.chars().collect::<std::collections::BTreeSet<_>>().len() <= 3;
    let digits = lower.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '/' | '.'));
    whole(&lower) || whole(plain) || whole(&unleet(plain)) || few || is_run(&lower) || (digits && lower.len() <= 12)
}

fn unleet(text: &str) -> String {
    let letter = |c: char| match c {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        other => other,
    };
    text.chars().map(letter).collect()
}

/// Each character follows the one before (or all go down), perhaps after 9 comes 0.
fn is_run(text: &str) -> bool {
    let codes: Vec<i64> = text.chars().map(|c| i64::from(u32::from(c))).collect();
    let step = |by: i64| codes.windows(2).all(|two| two[1] - two[0] == by || (two[0], two[1]) == (57, 48));
    codes.len() > 1 && (step(1) || step(-1))
}

#[cfg(test)]
mod tests {
    use super::is_common;

    #[test]
    fn usual_passwords_are_known_and_own_ones_are_not() {
        for usual in [
            "password",
            "Password1",
            "P@ssw0rd!",
            "password123",
            "12345678",
            "1234567890",
            "87654321",
            "abcdefgh",
            "aaaaaaaa",
            "abababab",
            "qwertyuiop",
            "Qwerty123!",
            "1qaz2wsx",
            "admin2026",
            "19800401",
            "2026-11-22",
            "banso2026",
            "sakurasakura",
            "Welcome1",
            "tanaka0401",
            "11111111",
            "passwordpassword",
        ] {
            assert!(is_common(usual), "{usual}");
        }
        for own in [
            "purple kettle on ice",
            "さくらと伴走する朝",
            "x7#Lq9v!",
            "correct horse battery staple",
            "tanuki-no-sanpo",
        ] {
            assert!(!is_common(own), "{own}");
        }
    }
}
