//! A site over an empty folder, with a clock that tests move, and browsers that keep their cookies.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, StatusCode};
use banso_app::App;
use banso_kernel::{Clock, Entropy, Micros};
use banso_web::Options;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use tower::ServiceExt;

pub const PASSWORD: &str = "さくらと伴走する朝";
pub const MINUTE: i64 = 60_000_000;

pub struct Hand(AtomicI64);

impl Clock for Hand {
    fn now(&self) -> Micros {
        Micros(self.0.load(Ordering::SeqCst))
    }
}

/// Different bytes each time, the same in each run.
struct Counted(AtomicU64);

impl Entropy for Counted {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let mut n = self.0.fetch_add(1, Ordering::SeqCst).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5bd1_e995;
            n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb) ^ (n >> 31);
            chunk.copy_from_slice(&n.to_le_bytes()[..chunk.len()]);
        }
    }
}

pub struct Site {
    pub app: Arc<App>,
    pub router: Router,
    clock: Arc<Hand>,
    _folder: tempfile::TempDir,
}

impl Site {
    pub async fn new() -> Self {
        Self::with(Options::default()).await
    }

    pub async fn with(options: Options) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let clock = Arc::new(Hand(AtomicI64::new(1_795_323_900_000_000)));
        let entropy = Arc::new(Counted(AtomicU64::new(1)));
        let app = Arc::new(App::open(folder.path(), clock.clone(), entropy).await.expect("an app"));
        let router = banso_web::router_with(app.clone(), options);
        Self { app, router, clock, _folder: folder }
    }

    /// With an administrator, signed in.
    pub async fn ready() -> (Self, Browser) {
        let site = Self::new().await;
        let admin = Browser::new(&site);
        let token = site.app.setup_token().await.expect("a state").expect("first run").to_owned();
        let form = set_up_form(&token, "misaki@example.jp", PASSWORD);
        let answer = admin.post("/set-up", &form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        (site, admin)
    }

    pub fn pass(&self, micros: i64) {
        self.clock.0.fetch_add(micros, Ordering::SeqCst);
    }

    /// Invites a member with this role and signs in as them.
    pub async fn member(&self, admin: &Browser, role: &str) -> Browser {
        let mail = format!("{role}@example.jp");
        let answer = admin.post("/members/new", &[("name", role), ("mail", &mail), ("role", role)]).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        let browser = Browser::new(self);
        let link = invitation_in(&answer.text);
        let answer = browser.post(&link, &[("password", PASSWORD)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        let answer = browser.sign_in(&mail, PASSWORD).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        browser
    }
}

pub fn set_up_form<'a>(token: &'a str, mail: &'a str, password: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![("token", token), ("workspace", "青空ソフト"), ("name", "髙橋 美咲"), ("mail", mail), ("password", password)]
}

/// The path of the one-time link that a page shows.
pub fn invitation_in(html: &str) -> String {
    let start = html.find("/invitation/").expect("a link");
    html[start..].chars().take_while(|c| !matches!(c, '<' | '"' | ' ')).collect()
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn to(&self) -> &str {
        self.headers.get("location").and_then(|to| to.to_str().ok()).unwrap_or_default()
    }
}

pub struct Browser {
    router: Router,
    pub cookies: Mutex<Vec<(String, String)>>,
    pub address: SocketAddr,
    form_token: Mutex<Option<String>>,
}

impl Browser {
    pub fn new(site: &Site) -> Self {
        Self::at(site, [127, 0, 0, 1])
    }

    pub fn at(site: &Site, ip: [u8; 4]) -> Self {
        Self {
            router: site.router.clone(),
            cookies: Mutex::default(),
            address: SocketAddr::from((ip, 40_000)),
            form_token: Mutex::default(),
        }
    }

    pub async fn send(&self, mut request: Request<Body>) -> Answer {
        let jar = self.cookies.lock().expect("a jar").clone();
        if !jar.is_empty() {
            let line = jar.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
            request.headers_mut().insert("cookie", line.parse().expect("a cookie"));
        }
        request.extensions_mut().insert(ConnectInfo(self.address));
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        for set in parts.headers.get_all("set-cookie") {
            let set = set.to_str().expect("text");
            let (name, rest) = set.split_once('=').expect("a cookie");
            let value = rest.split(';').next().unwrap_or_default();
            // A form token belongs to its session.
            *self.form_token.lock().expect("a token") = None;
            let mut jar = self.cookies.lock().expect("a jar");
            jar.retain(|(known, _)| known != name);
            if !value.is_empty() {
                jar.push((name.to_owned(), value.to_owned()));
            }
        }
        let bytes = to_bytes(body, 10_000_000).await.expect("a body");
        Answer { status: parts.status, headers: parts.headers, text: String::from_utf8_lossy(&bytes).into_owned() }
    }

    pub async fn get(&self, path: &str) -> Answer {
        let request = Request::get(path).header("host", "localhost").header("accept-language", "ja");
        self.send(request.body(Body::empty()).expect("a request")).await
    }

    /// As a browser opens a page, by a link or a form.
    pub async fn open(&self, path: &str) -> Answer {
        let request = Request::get(path).header("host", "localhost").header("accept-language", "ja");
        let request = request.header("accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8");
        self.send(request.body(Body::empty()).expect("a request")).await
    }

    /// The bytes of a file.
    pub async fn bytes(&self, path: &str) -> Vec<u8> {
        let mut request = Request::get(path).header("host", "localhost").body(Body::empty()).expect("a request");
        let jar = self.cookies.lock().expect("a jar").clone();
        let line = jar.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        request.headers_mut().insert("cookie", line.parse().expect("a cookie"));
        request.extensions_mut().insert(ConnectInfo(self.address));
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        to_bytes(response.into_body(), 10_000_000).await.expect("a body").to_vec()
    }

    /// Posts a form with the form token of the session, as our own pages do.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.token().await;
        let mut all = vec![("_token", token.as_str())];
        all.extend_from_slice(fields);
        self.post_raw(path, &encode(&all)).await
    }

    pub async fn post_raw(&self, path: &str, body: &str) -> Answer {
        let request = Request::post(path)
            .header("host", "localhost")
            .header("accept-language", "ja")
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body.to_owned())).expect("a request")).await
    }

    pub async fn sign_in(&self, mail: &str, password: &str) -> Answer {
        *self.form_token.lock().expect("a token") = None;
        self.post("/sign-in", &[("mail", mail), ("password", password)]).await
    }

    /// The value of the session's cookie.
    pub fn session(&self) -> Option<String> {
        let jar = self.cookies.lock().expect("a jar");
        jar.iter().find(|(name, _)| name.ends_with("banso")).map(|(_, value)| value.clone())
    }

    /// The form token in the pages of this session.
    pub async fn token(&self) -> String {
        if self.session().is_none() {
            return String::new();
        }
        let known = self.form_token.lock().expect("a token").clone();
        if let Some(token) = known {
            return token;
        }
        let page = self.get("/me").await.text;
        let marker = "name=\"_token\" value=\"";
        let Some(start) = page.find(marker) else { return String::new() };
        let token: String = page[start + marker.len()..].chars().take_while(|c| *c != '"').collect();
        *self.form_token.lock().expect("a token") = Some(token.clone());
        token
    }
}

pub fn encode(fields: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

/// A page without its form tokens, which are covered anew in each page.
pub fn without_tokens(page: &str) -> String {
    let marker = "name=\"_token\" value=\"";
    let mut parts = page.split(marker);
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push_str(marker);
        text.push_str(part.split_once('"').map_or("", |(_, rest)| rest));
    }
    text
}
