//! The second factor: six digits of an authenticator app, each usable once; recovery codes for the day it is lost.

use super::{event, token};
use crate::{App, Refused};
use banso_kernel::{Micros, Problem};
use banso_state::{Member, Tx};
use std::fmt::Write;
use totp_rs::{Algorithm, Builder, Totp};

use super::session::Current;

/// How many recovery codes there are.
const CODES: usize = 10;
/// Characters of a recovery code, without those that look alike.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// What somebody needs to set up an authenticator app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolment {
    /// The secret in base 32, for typing in; the confirming form sends it back.
    pub secret: String,
    /// The `otpauth://` address, for the QR code.
    pub address: String,
}

fn totp(secret: &[u8], mail: &str) -> Option<Totp> {
    let mail: String = mail.chars().filter(|c| *c != ':').collect();
    let builder = Builder::new().with_algorithm(Algorithm::SHA1).with_digits(6).with_skew(1).with_step_duration(30);
    builder.with_secret(secret.to_vec()).with_account_name(mail).with_issuer(Some("Banso")).build().ok()
}

/// The step that a code is right for.
fn step_of(secret: &[u8], code: &str, now: Micros) -> Option<i64> {
    let seconds = u64::try_from(now.0.div_euclid(1_000_000)).ok()?;
    let step = totp(secret, "")?.check(code, seconds)?;
    i64::try_from(step).ok()
}

/// Digits and letters as they were meant: full-width narrowed, spaces and hyphens dropped, lower case.
fn plain(code: &str) -> String {
    let narrow = code.chars().map(|c| match c {
        '！'..='～' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        other => other,
    });
    narrow.filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

/// Uses up a code: (it was right, it was a recovery code).
pub(super) async fn check(tx: &mut Tx, member: &Member, code: &str, now: Micros) -> Result<(bool, bool), Refused> {
    let code = plain(code);
    let Some(secret) = &member.totp_secret else { return Ok((false, false)) };
    if let Some(step) = step_of(secret, &code, now) {
        return Ok((tx.use_totp_step(member.id, step).await.map_err(Refused::broken)?, false));
    }
    let used = tx.use_recovery_code(member.id, &token::hash(&code), now).await.map_err(Refused::broken)?;
    Ok((used, used))
}

impl App {
    /// Whether the member has a second factor.
    ///
    /// # Errors
    /// The database failed.
    pub async fn has_second_factor(&self, current: &Current) -> Result<bool, Refused> {
        let member = self.state.member(current.principal.member).await.map_err(Refused::broken)?;
        Ok(member.is_some_and(|member| member.totp_secret.is_some()))
    }

    /// Begins to set up an authenticator app: a new secret, stored nowhere until a code of it was typed in.
    ///
    /// # Errors
    /// [`Refused::Missing`] when there is a second factor already.
    pub async fn begin_second_factor(&self, current: &Current) -> Result<Enrolment, Refused> {
        let mut secret = [0; 20];
        self.entropy.fill(&mut secret);
        self.enrolment(current, &secret).await
    }

    /// The same enrolment again, from the secret that the form sent back.
    ///
    /// # Errors
    /// [`Refused::Missing`] when there is a second factor already, or the secret is none of ours.
    pub async fn same_second_factor(&self, current: &Current, secret: &str) -> Result<Enrolment, Refused> {
        let secret = totp_rs::Secret::try_from_base32(secret).map_err(|_| Refused::Missing)?;
        self.enrolment(current, secret.as_ref()).await
    }

    async fn enrolment(&self, current: &Current, secret: &[u8]) -> Result<Enrolment, Refused> {
        let member = self.state.member(current.principal.member).await.map_err(Refused::broken)?;
        let member = member.filter(|member| member.totp_secret.is_none()).ok_or(Refused::Missing)?;
        let totp = totp(secret, &member.mail).ok_or(Refused::Missing)?;
        let address = totp.to_url().map_err(|error| Refused::broken(error.to_string()))?;
        Ok(Enrolment { secret: totp_rs::Secret::from(secret.to_vec()).to_base32(), address })
    }

    /// Turns the second factor on once a code proves that the app has the secret; gives the recovery codes, which are
    /// shown once. Ends the member's other sessions.
    ///
    /// # Errors
    /// [`Refused::Input`] for a wrong code, [`Refused::Missing`] when there is a second factor already.
    pub async fn confirm_second_factor(
        &self,
        current: &Current,
        secret: &str,
        code: &str,
    ) -> Result<Vec<String>, Refused> {
        let (now, id) = (self.clock.now(), current.principal.member);
        let secret = totp_rs::Secret::try_from_base32(secret).map_err(|_| Refused::Missing)?;
        let secret: &[u8] = secret.as_ref();
        let step = step_of(secret, &plain(code), now);
        let step = step.ok_or_else(|| Refused::wrong("code", Problem::new("members-problem-code")))?;
        let codes: Vec<String> = (0..CODES).map(|_| self.recovery_code()).collect();
        let hashes: Vec<[u8; 32]> = codes.iter().map(|code| token::hash(&plain(code))).collect();
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        let member = tx.member(id).await.map_err(Refused::broken)?;
        if member.is_none_or(|member| member.totp_secret.is_some()) {
            return Err(Refused::Missing);
        }
        tx.set_totp(id, Some(secret), step).await.map_err(Refused::broken)?;
        tx.set_recovery_codes(id, &hashes).await.map_err(Refused::broken)?;
        tx.delete_other_sessions(id, current.session).await.map_err(Refused::broken)?;
        tx.log(&event(now, Some(id), "turned_on_second_factor", id, serde_json::json!({})))
            .await
            .map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)?;
        Ok(codes)
    }

    /// Turns the second factor off, for which the password is asked again.
    ///
    /// # Errors
    /// [`Refused::Input`] for a wrong password.
    pub async fn drop_second_factor(&self, current: &Current, password: &str) -> Result<(), Refused> {
        let (now, id) = (self.clock.now(), current.principal.member);
        self.check_own_password(current, password, "password").await?;
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        tx.set_totp(id, None, 0).await.map_err(Refused::broken)?;
        tx.set_recovery_codes(id, &[]).await.map_err(Refused::broken)?;
        tx.delete_other_sessions(id, current.session).await.map_err(Refused::broken)?;
        let event = event(now, Some(id), "turned_off_second_factor", id, serde_json::json!({}));
        tx.log(&event).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)
    }

    /// 60 random bits as `abcd-efgh-jkmn`.
    fn recovery_code(&self) -> String {
        let mut bytes = [0; 12];
        self.entropy.fill(&mut bytes);
        let mut code = String::new();
        for (place, byte) in bytes.iter().enumerate() {
            if place > 0 && place % 4 == 0 {
                code.push('-');
            }
            let _ = write!(code, "{}", char::from(ALPHABET[usize::from(byte % 32)]));
        }
        code
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_however_they_are_typed() {
        assert_eq!(plain("１２３ ４５６"), "123456");
        assert_eq!(plain("ABCD-efgh-2345"), "abcdefgh2345");
    }

    #[test]
    fn a_code_is_right_for_its_own_half_minute_and_its_neighbours() {
        let secret = [9u8; 20];
        let at = |seconds: i64| Micros(seconds * 1_000_000);
        let code = totp(&secret, "").expect("a generator").generate(1_795_323_900).to_string();
        let step = step_of(&secret, &code, at(1_795_323_900)).expect("right now");
        assert_eq!(step, 1_795_323_900 / 30);
        assert_eq!(step_of(&secret, &code, at(1_795_323_930)), Some(step));
        assert_eq!(step_of(&secret, &code, at(1_795_323_990)), None);
        assert_eq!(step_of(&secret, "", at(1_795_323_900)), None);
    }
}
