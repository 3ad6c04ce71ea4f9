//! One POST: one connection, no redirects, a limit of time for all of it and of size for the answer.

use crate::dial::{Dialer, NoLine};
use crate::outcome::{KEPT, Outcome};
use crate::target::WebAddress;
use banso_kernel::Problem;
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper::{Request, Response, header};
use hyper_util::rt::TokioIo;
use std::pin::{Pin, pin};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::task::JoinSet;
use tokio::time::{Sleep, sleep};

/// The head of an answer may have so many bytes.
const HEAD: usize = 32 * 1024;

/// An answer, at least its head.
#[derive(Debug)]
pub(crate) struct Answer {
    pub status: u16,
    pub retry_after: Option<String>,
    /// At most [`KEPT`] bytes, as they came: never unpacked.
    pub body: Vec<u8>,
    /// The body came to its proper end within the limits.
    pub whole: bool,
}

impl Answer {
    /// The body as text; what is not UTF-8 is replaced.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Why there is no answer.
#[derive(Debug)]
pub(crate) enum Silence {
    /// Nothing was sent.
    Before(Outcome),
    /// The request was on its way: the receiver may have acted on it.
    After(Problem),
}

/// Sends `body` with `headers` (names in lower case) and reads the answer.
pub(crate) async fn post(
    dialer: &Dialer,
    address: &WebAddress,
    headers: &[(&'static str, String)],
    body: &str,
    limit: Duration,
) -> Result<Answer, Silence> {
    let request = request(address, headers, body).map_err(|why| Silence::Before(Outcome::never(why)))?;
    let mut clock = pin!(sleep(limit));
    let slow = || Problem::new("delivery-slow").with("seconds", limit.as_secs_f64().ceil().to_string());
    let mut tasks = JoinSet::new(); // ends the connection when this function is left
    let mut sender = tokio::select! {
        line = connect(dialer, address, &mut tasks) => line.map_err(Silence::Before)?,
        () = &mut clock => return Err(Silence::Before(Outcome::again(slow()))),
    };
    let response = tokio::select! {
        response = sender.send_request(request) => response.map_err(|error| Silence::After(broken(&error)))?,
        () = &mut clock => return Err(Silence::After(slow())),
    };
    Ok(read(response, clock).await)
}

fn request(
    address: &WebAddress,
    headers: &[(&'static str, String)],
    body: &str,
) -> Result<Request<Full<Bytes>>, Problem> {
    let mut builder = Request::post(address.path())
        .header(header::HOST, address.authority())
        .header(header::USER_AGENT, concat!("Banso/", env!("CARGO_PKG_VERSION")))
        .header(header::ACCEPT_ENCODING, "identity")
        .header(header::CONNECTION, "close");
    for (name, value) in headers {
        let mut value = header::HeaderValue::from_str(value)
            .map_err(|_| Problem::new("delivery-header-unfit").with("header", *name))?;
        value.set_sensitive(true);
        builder = builder.header(*name, value);
    }
    builder
        .body(Full::new(Bytes::copy_from_slice(body.as_bytes())))
        .map_err(|_| Problem::new("delivery-url-unreadable"))
}

type Sender = http1::SendRequest<Full<Bytes>>;

async fn connect(dialer: &Dialer, address: &WebAddress, tasks: &mut JoinSet<()>) -> Result<Sender, Outcome> {
    let line = dialer.dial(address.target()).await.map_err(|no| no.outcome())?;
    if address.is_secure() {
        let line = dialer.shake(line, address.target()).await.map_err(|no: NoLine| no.outcome())?;
        begin(line, tasks).await
    } else {
        begin(line, tasks).await
    }
}

async fn begin<S>(line: S, tasks: &mut JoinSet<()>) -> Result<Sender, Outcome>
where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let shaken = http1::Builder::new().max_buf_size(HEAD).handshake(TokioIo::new(line)).await;
    let (sender, connection) = shaken.map_err(|error| Outcome::again(broken(&error)))?;
    tasks.spawn(async move {
        // What goes wrong here comes out at the sender too.
        let _ = connection.await;
    });
    Ok(sender)
}

fn broken(error: &hyper::Error) -> Problem {
    let cause = std::error::Error::source(error).map(|cause| format!(": {cause}")).unwrap_or_default();
    Problem::new("delivery-broken").with("detail", format!("{error}{cause}"))
}

async fn read(response: Response<Incoming>, mut clock: Pin<&mut Sleep>) -> Answer {
    let retry_after = response.headers().get(header::RETRY_AFTER).and_then(|value| value.to_str().ok());
    let mut answer = Answer {
        status: response.status().as_u16(),
        retry_after: retry_after.map(str::to_owned),
        body: Vec::new(),
        whole: false,
    };
    let mut body = response.into_body();
    loop {
        let frame = tokio::select! {
            frame = body.frame() => frame,
            () = &mut clock => return answer,
        };
        match frame {
            None => answer.whole = true,
            Some(Ok(frame)) => {
                let Some(data) = frame.data_ref() else { continue };
                let room = KEPT - answer.body.len();
                answer.body.extend_from_slice(&data[..data.len().min(room)]);
                if data.len() <= room {
                    continue;
                }
            }
            Some(Err(_)) => {}
        }
        return answer;
    }
}
