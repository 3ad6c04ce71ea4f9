//! Passwords: which ones are good enough, and how they are kept.

use super::Auth;
use super::common::is_common;
use crate::Refused;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use banso_kernel::{Entropy, Problem};

/// The fewest characters.
const LEAST: usize = 8;
/// The most characters; more would let somebody keep us busy with hashing.
const MOST: usize = 128;
/// 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;

/// What is wrong with a new password, for this mail address.
pub(super) fn judge(password: &str, mail_key: &str) -> Option<Problem> {
    let length = password.chars().count();
    let name = mail_key.split('@').next().unwrap_or_default();
    let lower = password.to_lowercase();
    if length < LEAST {
        Some(Problem::new("members-problem-password-short").with("least", LEAST))
    } else if length > MOST {
        Some(Problem::new("members-problem-password-long").with("most", MOST))
    } else if is_common(password)
        || lower == mail_key
        || (name.len() > 3 && lower.starts_with(name) && length < name.len() + 5)
    {
        Some(Problem::new("members-problem-password-common"))
    } else {
        None
    }
}

fn argon() -> Option<Argon2<'static>> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).ok()?;
    Some(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The argon2id string of a password. Slow by design: [`Auth`] runs it off the async threads, two at a time.
pub(super) fn hash(password: &str, salt: &[u8; 16]) -> Result<String, Refused> {
    let argon = argon().ok_or_else(|| Refused::broken("argon2 refuses its parameters"))?;
    argon
        .hash_password_with_salt(password.as_bytes(), salt)
        .map(|hash: PasswordHash| hash.to_string())
        .map_err(|error| Refused::broken(error.to_string()))
}

/// Whether the password belongs to the string; slow by design too.
fn verify(password: &str, stored: &str) -> bool {
    PasswordHash::new(stored)
        .is_ok_and(|stored| Argon2::default().verify_password(password.as_bytes(), &stored).is_ok())
}

/// Made with other parameters than today's.
pub(super) fn is_outdated(stored: &str) -> bool {
    !stored.starts_with(&format!("$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p=1$"))
}

impl Auth {
    /// Hashes a new password.
    pub(crate) async fn hash(&self, password: &str, entropy: &dyn Entropy) -> Result<String, Refused> {
        let mut salt = [0; 16];
        entropy.fill(&mut salt);
        let password = password.to_owned();
        let _turn = self.hashing.acquire().await.map_err(Refused::broken)?;
        tokio::task::spawn_blocking(move || hash(&password, &salt)).await.map_err(Refused::broken)?
    }

    /// Checks a password; without a stored one it spends the same time and says no.
    pub(super) async fn verify(&self, password: &str, stored: Option<&str>) -> Result<bool, Refused> {
        let known = stored.is_some_and(|stored| !stored.is_empty());
        let stored = stored.filter(|stored| !stored.is_empty()).unwrap_or(&self.decoy).to_owned();
        let password: String = password.chars().take(MOST + 1).collect();
        let _turn = self.hashing.acquire().await.map_err(Refused::broken)?;
        let right = tokio::task::spawn_blocking(move || verify(&password, &stored)).await.map_err(Refused::broken)?;
        Ok(right && known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_kept_as_argon2id_with_todays_cost_and_verifies() {
        let kept = hash("さくらと伴走する朝", &[7; 16]).expect("a hash");
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(verify("さくらと伴走する朝", &kept));
        assert!(!verify("さくらと伴走する昼", &kept));
        assert!(!is_outdated(&kept));
        assert!(is_outdated(&kept.replace("m=19456", "m=9216")));
        assert!(!verify("x", "not a hash"));
    }

    #[test]
    fn a_password_is_long_enough_and_not_everybodys() {
        let code = |password: &str| judge(password, "misaki.takahashi@example.jp").map(|problem| problem.code);
        assert_eq!(code("x7#Lq9v"), Some("members-problem-password-short".to_owned()));
        assert_eq!(code("Password1"), Some("members-problem-password-common".to_owned()));
        assert_eq!(code("misaki.takahashi1"), Some("members-problem-password-common".to_owned()));
        assert_eq!(code(&"猫と犬".repeat(50)), Some("members-problem-password-long".to_owned()));
        assert_eq!(code(&"purple kettle on ice ".repeat(3)), None);
        assert_eq!(code("八文字の合言葉です"), None, "characters are counted, not bytes");
    }
}
