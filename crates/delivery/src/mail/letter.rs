//! A mail as bytes. The same letter makes the same bytes: the preview is what is sent.

use super::html;
use banso_kernel::{Lang, Micros, Problem};
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox, Message, MultiPart, SinglePart};
use std::time::{Duration, SystemTime};

/// A name and a mail address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// The name shown; none for a bare address.
    pub name: Option<String>,
    /// The address.
    pub mail: String,
}

impl Party {
    /// The address in ASCII (international domains as `xn--…`), or the problem with it.
    fn mailbox(&self) -> Result<Mailbox, Problem> {
        let wrong = || Problem::new("delivery-mail-address").with("mail", self.mail.as_str());
        let (user, domain) = self.mail.trim().rsplit_once('@').ok_or_else(wrong)?;
        let domain = url::Host::parse(domain).map_err(|_| wrong())?.to_string();
        let address = lettre::Address::new(user, &domain).map_err(|_| wrong())?;
        // Few servers take other local parts, and a mail that needs them could not be sent on.
        if !user.is_ascii() {
            return Err(wrong());
        }
        Ok(Mailbox::new(self.name.as_deref().map(one_line).filter(|name| !name.is_empty()), address))
    }
}

/// A mail to one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The delivery's key: the Message-ID follows from it, so that doubles can be told.
    pub key: String,
    /// Who writes.
    pub from: Party,
    /// To whom.
    pub to: Party,
    /// Who gets the answer, if not who writes.
    pub reply_to: Option<Party>,
    /// The subject.
    pub subject: String,
    /// The text; the HTML part is made from it.
    pub text: String,
    /// Its language.
    pub lang: Lang,
    /// Message-IDs of the earlier mails of the conversation, oldest first.
    pub earlier: Vec<String>,
    /// The https address that unsubscribes the person with one POST (RFC 8058).
    pub unsubscribe: Option<String>,
}

impl Letter {
    /// The HTML part, as it is sent.
    #[must_use]
    pub fn html(&self) -> String {
        html::page(&self.text, self.lang)
    }
}

/// A mail that is ready: what a preview shows and what is sent, to the byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    pub(crate) from: lettre::Address,
    pub(crate) to: lettre::Address,
    id: String,
    bytes: Vec<u8>,
}

impl Sealed {
    /// Its Message-ID, with angle brackets.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The whole mail, headers and parts; 7-bit ASCII.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// The Message-ID of the delivery `key` that is sent from `domain`.
#[must_use]
pub fn message_id(key: &str, domain: &str) -> String {
    let fits = !key.is_empty() && key.len() <= 64 && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let local = if fits { key.to_owned() } else { blake3::hash(key.as_bytes()).to_hex().to_string() };
    format!("<{local}@{domain}>")
}

/// Makes the bytes of `letter`, dated `now`.
///
/// # Errors
/// `delivery-mail-address` for an address that is none; `delivery-mail-unsubscribe` if that is no https address;
/// `delivery-mail-unfit` for what cannot be a mail.
pub fn seal(letter: &Letter, now: Micros) -> Result<Sealed, Problem> {
    let (from, to) = (letter.from.mailbox()?, letter.to.mailbox()?);
    let id = message_id(&letter.key, from.email.domain());
    let mut builder = Message::builder()
        .from(from.clone())
        .to(to.clone())
        .subject(one_line(&letter.subject))
        .date(SystemTime::UNIX_EPOCH + Duration::from_micros(u64::try_from(now.0).unwrap_or(0)))
        .message_id(Some(id.clone()));
    if let Some(reply_to) = &letter.reply_to {
        builder = builder.reply_to(reply_to.mailbox()?);
    }
    let earlier: Vec<String> = letter.earlier.iter().map(|id| one_line(id)).filter(|id| id.is_ascii()).collect();
    if let Some(last) = earlier.last() {
        builder = builder.in_reply_to(last.clone()).references(earlier.join(" "));
    }
    if let Some(url) = &letter.unsubscribe {
        let fits = url.starts_with("https://") && url.bytes().all(|b| b.is_ascii_graphic() && b != b'<' && b != b'>');
        if !fits {
            return Err(Problem::new("delivery-mail-unsubscribe"));
        }
        builder = builder
            .raw_header(whole("List-Unsubscribe", format!("<{url}>")))
            .raw_header(whole("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
    }
    let boundary = blake3::hash(id.as_bytes()).to_hex();
    let parts = MultiPart::alternative()
        .boundary(format!("=_{}", &boundary[..32]))
        .singlepart(part(ContentType::TEXT_PLAIN, &letter.text))
        .singlepart(part(ContentType::TEXT_HTML, &letter.html()));
    let unfit = |error: lettre::error::Error| Problem::new("delivery-mail-unfit").with("detail", error.to_string());
    let bytes = builder.multipart(parts).map_err(unfit)?.formatted();
    Ok(Sealed { from: from.email, to: to.email, id, bytes })
}

/// A header that must not be folded or encoded; `value` is printable ASCII.
fn whole(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::dangerous_new_pre_encoded(HeaderName::new_from_ascii_str(name), value.clone(), value)
}

/// Base64 where there is more than ASCII: it survives every server on the way.
fn part(kind: ContentType, text: &str) -> SinglePart {
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\n', "\r\n");
    let encoding =
        if text.is_ascii() { ContentTransferEncoding::QuotedPrintable } else { ContentTransferEncoding::Base64 };
    let body = Body::new_with_encoding(text, encoding).unwrap_or_else(Body::new);
    SinglePart::builder().content_type(kind).body(body)
}

/// No line breaks and no control characters: nothing can add a header.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>().trim().to_owned()
}
