//! One mail over one SMTP connection.

use super::greet::{Line, NoTls, start_tls};
use super::letter::Sealed;
use crate::dial::Dialer;
use crate::guard::is_global;
use crate::outcome::{Attempt, Outcome};
use crate::secret::Secret;
use crate::target::Target;
use banso_kernel::Problem;
use base64::{Engine, prelude::BASE64_STANDARD};
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, AsyncTokioStream};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use std::time::Duration;
use tokio::time::{sleep, timeout};

/// How a connection is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// Not at all. A password is then sent only to a server in the house.
    Plain,
    /// Plain at first, then TLS or nothing (usually port 587).
    StartTls,
    /// TLS from the first byte (usually port 465).
    Tls,
}

/// Name and password.
#[derive(Clone, Debug)]
pub struct Login {
    /// The user.
    pub user: String,
    /// The password.
    pub password: Secret,
}

impl Login {
    /// The password as it may stand in a server's answer: bare, and as both ways to log in write it.
    fn forms(&self) -> Vec<String> {
        let password = self.password.reveal();
        let both = BASE64_STANDARD.encode(format!("\0{}\0{password}", self.user));
        vec![password.to_owned(), both, BASE64_STANDARD.encode(password)]
    }
}

/// A mail server.
#[derive(Clone, Debug)]
pub struct MailServer {
    /// Host and port.
    pub target: Target,
    /// Protection.
    pub security: Security,
    /// Login, if it wants one.
    pub login: Option<Login>,
    /// The name by which we greet it: our own host name.
    pub hello: String,
}

/// Sends exactly the bytes of `mail` once, within `limit`; the receipt is the server's last line. 4xx is again and 5xx is
/// never; bounced says that the person's address is what was refused. A connection that breaks after the text was begun is
/// [`Outcome::Unsure`].
pub async fn send(dialer: &Dialer, server: &MailServer, mail: &Sealed, limit: Duration) -> Attempt {
    let request = String::from_utf8_lossy(mail.bytes());
    let (outcome, response) = match talk(dialer, server, mail, limit).await {
        Ok(said) => (Outcome::Sent { receipt: said.clone() }, said),
        Err(stop) => (stop.outcome, stop.said),
    };
    let secrets = server.login.as_ref().map(Login::forms).unwrap_or_default();
    let secrets: Vec<&str> = secrets.iter().map(String::as_str).collect();
    Attempt::new(outcome, &request, &response, &secrets)
}

/// An end without success, and what the server said.
struct Stop {
    outcome: Outcome,
    said: String,
}

impl From<Outcome> for Stop {
    fn from(outcome: Outcome) -> Self {
        Self { outcome, said: String::new() }
    }
}

async fn talk(dialer: &Dialer, server: &MailServer, mail: &Sealed, limit: Duration) -> Result<String, Stop> {
    let slow = || Problem::new("delivery-slow").with("seconds", limit.as_secs_f64().ceil().to_string());
    let mut clock = std::pin::pin!(sleep(limit));
    let mut connection = tokio::select! {
        ready = prepare(dialer, server, mail) => ready?,
        () = &mut clock => return Err(Outcome::again(slow()).into()),
    };
    let said = tokio::select! {
        said = connection.message(mail.bytes()) => said,
        () = &mut clock => return Err(Outcome::Unsure { why: slow() }.into()),
    };
    match said {
        Ok(response) => {
            // It has the mail; whether it hears our good-bye does not matter.
            let _ = timeout(Duration::from_secs(1), connection.quit()).await;
            Ok(format!("{} {}", response.code(), response.message().collect::<Vec<_>>().join(" ")))
        }
        Err(error) if error.status().is_some() => Err(refused(&error, Stage::Text)),
        Err(error) => {
            let why = Problem::new("delivery-mail-unsure").with("detail", error.to_string());
            Err(Outcome::Unsure { why }.into())
        }
    }
}

/// Everything up to the server's "go ahead".
async fn prepare(dialer: &Dialer, server: &MailServer, mail: &Sealed) -> Result<AsyncSmtpConnection, Stop> {
    let hello = ClientId::Domain(name(&server.hello));
    let (line, safe) = open(dialer, server).await?;
    let login = server.login.as_ref();
    if login.is_some() && !safe {
        return Err(Outcome::never(Problem::new("delivery-mail-plain-login")).into());
    }
    let connected = AsyncSmtpConnection::connect_with_transport(line, &hello).await;
    let mut connection = connected.map_err(|error| refused(&error, Stage::Greeting))?;
    if let Some(login) = login {
        let credentials = Credentials::new(login.user.clone(), login.password.reveal().to_owned());
        let known = connection.auth(&[Mechanism::Plain, Mechanism::Login], &credentials).await;
        known.map_err(|error| refused(&error, Stage::Login))?;
    }
    let from = connection.command(Mail::new(Some(mail.from.clone()), vec![])).await;
    from.map_err(|error| refused(&error, Stage::Sender))?;
    let to = connection.command(Rcpt::new(mail.to.clone(), vec![])).await;
    to.map_err(|error| refused(&error, Stage::Recipient))?;
    connection.command(Data).await.map_err(|error| refused(&error, Stage::Recipient))?;
    Ok(connection)
}

/// A stream, and whether a password may go over it.
async fn open(dialer: &Dialer, server: &MailServer) -> Result<(Box<dyn AsyncTokioStream>, bool), Stop> {
    let target = &server.target;
    let broken =
        |error: std::io::Error| Outcome::again(Problem::new("delivery-broken").with("detail", error.to_string()));
    let mut stream = dialer.dial(target).await.map_err(|no| no.outcome())?;
    let peer = stream.peer_addr().map_err(broken)?;
    Ok(match server.security {
        Security::Plain => (Box::new(Line::fresh(stream, peer)), !is_global(peer.ip())),
        Security::Tls => {
            let stream = dialer.shake(stream, target).await.map_err(|no| no.outcome())?;
            (Box::new(Line::fresh(stream, peer)), true)
        }
        Security::StartTls => {
            start_tls(&mut stream, &name(&server.hello)).await.map_err(|no| match no {
                NoTls::NotOffered => Outcome::never(Problem::new("delivery-mail-no-tls")).into(),
                NoTls::Refused(said) => {
                    let why = Problem::new("delivery-mail-refused").with("said", said.as_str());
                    Stop { outcome: Outcome::again(why), said }
                }
                NoTls::Broken(error) => Stop::from(broken(error)),
            })?;
            let stream = dialer.shake(stream, target).await.map_err(|no| no.outcome())?;
            (Box::new(Line::greeted(stream, peer)), true)
        }
    })
}

/// A name fit for a greeting.
fn name(hello: &str) -> String {
    let fits = !hello.is_empty() && hello.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.[]:".contains(&b));
    if fits { hello.to_owned() } else { "localhost".to_owned() }
}

/// How far it came.
#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Greeting,
    Login,
    Sender,
    Recipient,
    Text,
}

/// What an error before or after the text means.
fn refused(error: &Error, stage: Stage) -> Stop {
    let Some(code) = error.status() else {
        let why = |code| Problem::new(code).with("detail", error.to_string());
        // The library finds no way to log in that both sides know.
        let helpless = stage == Stage::Login && error.is_client();
        let outcome = if helpless {
            Outcome::never(why("delivery-mail-no-login"))
        } else {
            Outcome::again(why("delivery-broken"))
        };
        return outcome.into();
    };
    let text = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    let said = format!("{code} {text}").replace('\n', " ");
    let why = Problem::new("delivery-mail-refused").with("said", said.as_str());
    let outcome = if error.is_permanent() {
        Outcome::Never { why, bounced: bounced(stage, &text), gone: false }
    } else {
        Outcome::again(why)
    };
    Stop { outcome, said }
}

/// Is it the person's address that does not take mail? At the recipient or after the text, unless the enhanced code
/// (RFC 3463: `5.subject.detail`) says that it is about something else than addresses (1) and mailboxes (2), such as
/// policy (7).
fn bounced(stage: Stage, text: &str) -> bool {
    let subject = text.strip_prefix("5.").and_then(|rest| rest.chars().next());
    matches!(stage, Stage::Recipient | Stage::Text) && matches!(subject, None | Some('1' | '2'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bounce_is_about_the_person() {
        assert!(bounced(Stage::Recipient, "5.1.1 no such user") && bounced(Stage::Text, "5.2.2 mailbox full"));
        assert!(bounced(Stage::Recipient, "no such user") && !bounced(Stage::Recipient, "5.7.1 policy"));
        assert!(!bounced(Stage::Sender, "5.1.8 bad sender") && !bounced(Stage::Login, "5.7.8 wrong password"));
    }

    #[test]
    fn a_greeting_cannot_carry_a_command() {
        assert_eq!(name("banso.example.com"), "banso.example.com");
        assert_eq!((name("a\r\nMAIL FROM:<x>"), name("")), ("localhost".into(), "localhost".into()));
    }
}
