//! First run, sign-in, sessions (RELIABILITY test 22).

use crate::site::{Browser, MINUTE, PASSWORD, Site, encode, invitation_in, set_up_form};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use banso_web::Options;
use std::time::Instant;

#[tokio::test]
async fn a_fresh_site_leads_to_the_set_up_and_the_console_token_makes_the_administrator() {
    let site = Site::new().await;
    let browser = Browser::new(&site);
    assert_eq!(browser.get("/").await.to(), "/sign-in?next=%2F");
    assert_eq!(browser.get("/sign-in").await.to(), "/set-up");
    let token = site.app.setup_token().await.expect("a state").expect("first run").to_owned();
    assert!(token.len() >= 43, "256 bits");
    let page = browser.get(&format!("/set-up?token={token}")).await;
    assert!(page.text.contains(&token), "the console's link fills in the token");
    let wrong = browser.post("/set-up", &set_up_form("guess", "misaki@example.jp", PASSWORD)).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("misaki@example.jp"), "nothing typed is lost");
    assert!(!wrong.text.contains(PASSWORD), "but a password is never sent back");
    assert_eq!(browser.post("/set-up", &set_up_form(&token, "misaki@example.jp", PASSWORD)).await.to(), "/");
    assert_eq!(browser.get("/me").await.status, StatusCode::OK);
    for (answer, what) in [
        (browser.get("/set-up").await, "the page"),
        (browser.post("/set-up", &set_up_form(&token, "b@example.jp", PASSWORD)).await, "the token"),
    ] {
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{what} outlives the set-up");
    }
}

#[tokio::test]
async fn wrong_set_up_tokens_are_limited() {
    let site = Site::new().await;
    let browser = Browser::new(&site);
    let mut seen = Vec::new();
    for _ in 0..6 {
        seen.push(browser.post("/set-up", &set_up_form("guess", "a@example.jp", PASSWORD)).await.status);
    }
    assert_eq!(seen[..3], [StatusCode::UNPROCESSABLE_ENTITY; 3]);
    assert_eq!(seen[3..], [StatusCode::TOO_MANY_REQUESTS; 3]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_hundred_concurrent_first_run_posts_make_exactly_one_administrator() {
    let site = Site::new().await;
    let token = site.app.setup_token().await.expect("a state").expect("first run").to_owned();
    let posts = (0..100u8).map(|n| {
        let (browser, token) = (Browser::at(&site, [10, 0, 0, n]), token.clone());
        tokio::spawn(async move {
            let mail = format!("admin{n}@example.jp");
            browser.post("/set-up", &set_up_form(&token, &mail, PASSWORD)).await.status
        })
    });
    let mut made = 0;
    for post in posts.collect::<Vec<_>>() {
        match post.await.expect("a task") {
            StatusCode::SEE_OTHER => made += 1,
            status => assert_eq!(status, StatusCode::NOT_FOUND),
        }
    }
    assert_eq!(made, 1);
    assert_eq!(site.app.state.member_count().await.expect("a count"), 1);
    assert_eq!(Browser::new(&site).get("/set-up").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn three_wrong_passwords_a_minute_and_then_one_waits() {
    let (site, _) = Site::ready().await;
    let guesser = Browser::at(&site, [203, 0, 113, 9]);
    for _ in 0..3 {
        assert_eq!(guesser.sign_in("misaki@example.jp", "wrong").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let held = guesser.sign_in("misaki@example.jp", PASSWORD).await;
    assert_eq!(held.status, StatusCode::TOO_MANY_REQUESTS, "even the right one waits");
    assert!(held.headers.contains_key("retry-after"));
    let other = Browser::at(&site, [203, 0, 113, 10]);
    assert_eq!(other.sign_in("misaki@example.jp", PASSWORD).await.to(), "/", "others do not wait");
    site.pass(MINUTE + 1);
    assert_eq!(
        guesser.sign_in("ＭＩＳＡＫＩ＠example.jp ", PASSWORD).await.to(),
        "/",
        "full-width is the same address"
    );
    for _ in 0..5 {
        let again = Browser::at(&site, [203, 0, 113, 9]);
        assert_eq!(again.sign_in("misaki@example.jp", PASSWORD).await.to(), "/", "right ones do not count");
    }
}

#[tokio::test]
async fn of_ten_thousand_guesses_from_one_address_three_a_minute_are_looked_at() {
    let (site, _) = Site::ready().await;
    let guesser = Browser::at(&site, [203, 0, 113, 9]);
    let mut looked_at = 0;
    for _ in 0..10_000 {
        if guesser.sign_in("misaki@example.jp", "wrong").await.status != StatusCode::TOO_MANY_REQUESTS {
            looked_at += 1;
        }
        site.pass(60_000);
    }
    assert!(looked_at <= 3 * 11, "{looked_at} in ten minutes");
}

#[tokio::test]
async fn an_unknown_mail_address_takes_as_long_as_a_wrong_password() {
    let (site, admin) = Site::ready().await;
    let gone = site.member(&admin, "csm").await;
    drop(gone);
    admin.post("/members/2/disable", &[]).await;
    let mut taken: Vec<Vec<u128>> = vec![Vec::new(); 3];
    let mut bodies = Vec::new();
    for round in 0..15 {
        for (index, mail) in ["misaki@example.jp", "nobody@example.jp", "csm@example.jp"].iter().enumerate() {
            site.pass(10 * MINUTE);
            let browser = Browser::at(&site, [198, 51, 100, round]);
            let start = Instant::now();
            let answer = browser.sign_in(mail, "wrong").await;
            taken[index].push(start.elapsed().as_micros());
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            let id = answer.headers["x-request-id"].to_str().expect("text");
            bodies.push(crate::site::without_tokens(&answer.text.replace(mail, "MAIL").replace(id, "ID")));
        }
    }
    assert!(bodies.windows(2).all(|two| two[0] == two[1]), "the answers differ");
    // The median over a busy machine; a missing hash would make it 30 ms faster, ten times less.
    let median = |mut all: Vec<u128>| {
        all.sort_unstable();
        all[all.len() / 2]
    };
    let medians: Vec<u128> = taken.into_iter().map(median).collect();
    let (least, most) = (medians.iter().min().expect("three"), medians.iter().max().expect("three"));
    assert!(*most < least * 2 + 5_000, "medians in µs: known, unknown, disabled = {medians:?}");
}

#[tokio::test]
async fn signing_in_gives_a_new_session_and_ends_the_old_one() {
    let (site, admin) = Site::ready().await;
    let browser = Browser::new(&site);
    // Somebody planted a token of their own choice.
    browser.cookies.lock().expect("a jar").push(("banso".to_owned(), "planted".to_owned()));
    browser.post("/sign-in", &[("mail", "misaki@example.jp"), ("password", PASSWORD)]).await;
    let first = browser.session().expect("a session");
    assert_ne!(first, "planted");
    browser.sign_in("misaki@example.jp", PASSWORD).await;
    let first_token = browser.token().await;
    let again = encode(&[("_token", &first_token), ("mail", "misaki@example.jp"), ("password", PASSWORD)]);
    let before = browser.session().expect("a session");
    assert_eq!(browser.post_raw("/sign-in", &again).await.to(), "/");
    let after = browser.session().expect("a session");
    assert_ne!(before, after);
    let old = Browser::new(&site);
    old.cookies.lock().expect("a jar").push(("banso".to_owned(), before));
    assert_eq!(old.get("/me").await.status, StatusCode::SEE_OTHER, "the old session is over");
    assert_eq!(admin.get("/me").await.status, StatusCode::OK, "other browsers stay signed in");
}

#[tokio::test]
async fn only_the_hash_of_a_token_is_in_the_database() {
    let (site, admin) = Site::ready().await;
    let answer = admin.post("/members/new", &[("name", "a"), ("mail", "a@example.jp"), ("role", "csm")]).await;
    let invitation = invitation_in(&answer.text).replace("/invitation/", "");
    let session = admin.session().expect("a session");
    site.app.state.truncate_log().await.expect("a checkpoint");
    let file = std::fs::read(site.app.dir.join("state.db")).expect("a file");
    let holds = |needle: &str| file.windows(needle.len()).any(|window| window == needle.as_bytes());
    assert!(holds("misaki@example.jp"), "the test looks at the right file");
    for secret in [session.as_str(), invitation.as_str(), PASSWORD] {
        assert!(!holds(secret), "a secret lies in the open");
    }
}

#[tokio::test]
async fn sessions_end_when_unused_and_in_any_case_after_a_week() {
    let (site, admin) = Site::ready().await;
    site.pass(11 * 60 * MINUTE);
    assert_eq!(admin.get("/me").await.status, StatusCode::OK);
    site.pass(12 * 60 * MINUTE);
    assert_eq!(admin.get("/me").await.status, StatusCode::SEE_OTHER, "unused for twelve hours");
    admin.sign_in("misaki@example.jp", PASSWORD).await;
    let mut hours = 0;
    while admin.get("/me").await.status == StatusCode::OK {
        site.pass(6 * 60 * MINUTE);
        hours += 6;
        assert!(hours <= 7 * 24, "used all the time it would never end");
    }
    assert_eq!(hours, 7 * 24);
}

#[tokio::test]
async fn a_changed_password_ends_all_other_sessions() {
    let (site, admin) = Site::ready().await;
    let other = Browser::new(&site);
    other.sign_in("misaki@example.jp", PASSWORD).await;
    let wrong = admin.post("/me/password", &[("old", "wrong"), ("new", "another fine sentence")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = admin.post("/me/password", &[("old", PASSWORD), ("new", "another fine sentence")]).await;
    assert_eq!(done.to(), "/me", "{}", done.text);
    assert_eq!(other.get("/me").await.status, StatusCode::SEE_OTHER);
    assert_eq!(admin.get("/me").await.status, StatusCode::OK);
    assert_eq!(other.sign_in("misaki@example.jp", PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(other.sign_in("misaki@example.jp", "another fine sentence").await.to(), "/");
}

#[tokio::test]
async fn a_disabled_member_is_out_at_once_and_an_enabled_one_may_come_back() {
    let (site, admin) = Site::ready().await;
    let csm = site.member(&admin, "csm").await;
    assert_eq!(csm.get("/me").await.status, StatusCode::OK);
    assert_eq!(admin.post("/members/2/disable", &[]).await.to(), "/members");
    assert_eq!(csm.get("/me").await.status, StatusCode::SEE_OTHER);
    assert_eq!(csm.sign_in("csm@example.jp", PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = admin.get("/members").await.text;
    assert!(page.contains("action=\"/members/2/enable\""), "it can be undone");
    admin.post("/members/2/enable", &[]).await;
    assert_eq!(csm.sign_in("csm@example.jp", PASSWORD).await.to(), "/");
}

#[tokio::test]
async fn the_last_administrator_can_neither_be_disabled_nor_lose_the_role() {
    let (site, admin) = Site::ready().await;
    assert_eq!(admin.post("/members/1/disable", &[]).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(admin.post("/members/1/role", &[("role", "viewer")]).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(admin.get("/settings").await.status, StatusCode::OK, "nothing happened");
    site.member(&admin, "manager").await;
    admin.post("/members/2/role", &[("role", "admin")]).await;
    assert_eq!(admin.post("/members/1/role", &[("role", "viewer")]).await.to(), "/members");
}

#[tokio::test]
async fn an_invitation_works_once_and_for_a_week() {
    let (site, admin) = Site::ready().await;
    let invite = [("name", "山﨑"), ("mail", "ken@example.jp"), ("role", "csm")];
    let link = invitation_in(&admin.post("/members/new", &invite).await.text);
    assert_eq!(admin.post("/members/new", &invite).await.status, StatusCode::UNPROCESSABLE_ENTITY, "one per address");
    let ken = Browser::new(&site);
    assert_eq!(ken.sign_in("ken@example.jp", "").await.status, StatusCode::UNPROCESSABLE_ENTITY, "no password yet");
    assert!(ken.get(&link).await.text.contains("山﨑"));
    assert_eq!(ken.post(&link, &[("password", "12345678")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(ken.post(&link, &[("password", PASSWORD)]).await.to(), "/sign-in");
    assert_eq!(ken.post(&link, &[("password", PASSWORD)]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(ken.sign_in("ken@example.jp", PASSWORD).await.to(), "/");
    let second = invitation_in(&admin.post("/members/2/invite", &[]).await.text);
    let third = invitation_in(&admin.post("/members/2/invite", &[]).await.text);
    assert_eq!(ken.get(&second).await.status, StatusCode::NOT_FOUND, "a newer link replaces the older");
    site.pass(8 * 24 * 60 * MINUTE);
    assert_eq!(ken.get(&third).await.status, StatusCode::NOT_FOUND, "too late");
}

fn code_at(enrol_page: &str, micros: i64) -> (String, String) {
    let marker = "name=\"secret\" value=\"";
    let start = enrol_page.find(marker).expect("a secret") + marker.len();
    let secret: String = enrol_page[start..].chars().take_while(|c| *c != '"').collect();
    let key = totp_rs::Secret::try_from_base32(&secret).expect("base 32");
    let totp = totp_rs::Builder::new().with_algorithm(totp_rs::Algorithm::SHA1).with_digits(6).with_skew(1);
    let totp = totp.with_step_duration(30).with_secret(key).build().expect("a generator");
    let code = totp.generate(u64::try_from(micros / 1_000_000).expect("positive")).to_string();
    (secret, code)
}

#[tokio::test]
async fn with_a_second_factor_the_password_alone_opens_nothing() {
    let (site, admin) = Site::ready().await;
    let now = || site.app.clock.now().0;
    let page = admin.get("/me/second-factor").await.text;
    assert!(page.contains("<svg"), "a QR code");
    let (secret, code) = code_at(&page, now());
    let wrong = admin.post("/me/second-factor", &[("secret", &secret), ("code", "000000")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains(&secret), "the same secret is asked for again");
    let done = admin.post("/me/second-factor", &[("secret", &secret), ("code", &code)]).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text);
    let codes = scraper::Html::parse_document(&done.text);
    let each = scraper::Selector::parse(".codes code").expect("a selector");
    let recovery: Vec<String> = codes.select(&each).map(|code| code.text().collect()).collect();
    assert_eq!(recovery.len(), 10);

    let half = Browser::new(&site);
    assert!(half.sign_in("misaki@example.jp", PASSWORD).await.to().starts_with("/sign-in/code"));
    assert_eq!(half.get("/me").await.status, StatusCode::SEE_OTHER, "half-open opens nothing");
    assert_eq!(half.post("/sign-in/code", &[("code", &code)]).await.status, StatusCode::UNPROCESSABLE_ENTITY, "used");
    site.pass(MINUTE);
    let (_, fresh) = code_at(&page, now());
    let before = half.session();
    let spaced = format!("{} {}", &fresh[..3], &fresh[3..]);
    assert_eq!(half.post("/sign-in/code", &[("code", &spaced)]).await.to(), "/");
    assert_ne!(half.session(), before, "a new token with the second factor");
    assert_eq!(half.get("/me").await.status, StatusCode::OK);

    for (attempt, expected) in [(0, StatusCode::SEE_OTHER), (1, StatusCode::UNPROCESSABLE_ENTITY)] {
        let lost = Browser::new(&site);
        lost.sign_in("misaki@example.jp", PASSWORD).await;
        let answer = lost.post("/sign-in/code", &[("code", &recovery[0].to_uppercase())]).await;
        assert_eq!(answer.status, expected, "a recovery code, time {attempt}");
    }
    let slow = Browser::new(&site);
    slow.sign_in("misaki@example.jp", PASSWORD).await;
    site.pass(6 * MINUTE);
    let (_, late) = code_at(&page, now());
    assert_eq!(slow.post("/sign-in/code", &[("code", &late)]).await.to(), "/sign-in", "five minutes are over");
}

#[tokio::test]
async fn guessing_the_second_factor_is_limited() {
    let (site, admin) = Site::ready().await;
    let (secret, code) = code_at(&admin.get("/me/second-factor").await.text, site.app.clock.now().0);
    admin.post("/me/second-factor", &[("secret", &secret), ("code", &code)]).await;
    let guesser = Browser::new(&site);
    guesser.sign_in("misaki@example.jp", PASSWORD).await;
    let mut seen = Vec::new();
    for guess in 0..8 {
        let code = format!("{guess:06}");
        seen.push(guesser.post("/sign-in/code", &[("code", &code)]).await.status);
    }
    assert_eq!(seen.iter().filter(|status| **status != StatusCode::TOO_MANY_REQUESTS).count(), 5);
}

#[tokio::test]
async fn one_sees_and_ends_ones_own_sessions_and_nobody_elses() {
    let (site, admin) = Site::ready().await;
    let other = Browser::new(&site);
    other.sign_in("misaki@example.jp", PASSWORD).await;
    let csm = site.member(&admin, "csm").await;
    let page = admin.get("/me").await.text;
    let marker = "action=\"/me/sessions/";
    assert_eq!(page.matches(marker).count(), 1, "one other session of one's own");
    let start = page.find(marker).expect("a form") + marker.len();
    let id: String = page[start..].chars().take_while(char::is_ascii_digit).collect();
    assert_eq!(csm.post(&format!("/me/sessions/{id}/end"), &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(other.get("/me").await.status, StatusCode::OK);
    assert_eq!(admin.post(&format!("/me/sessions/{id}/end"), &[]).await.to(), "/me");
    assert_eq!(other.get("/me").await.status, StatusCode::SEE_OTHER);
    assert_eq!(csm.post("/sign-out", &[]).await.to(), "/sign-in");
    assert_eq!(csm.get("/me").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn what_was_done_stands_in_the_audit_without_secrets() {
    let (site, admin) = Site::ready().await;
    let csm = site.member(&admin, "csm").await;
    csm.post("/me/password", &[("old", PASSWORD), ("new", "another fine sentence")]).await;
    admin.post("/members/2/role", &[("role", "manager")]).await;
    admin.post("/members/2/disable", &[]).await;
    let events = site.app.state.events(i64::MAX, 100).await.expect("events");
    let verbs: Vec<&str> = events.iter().rev().map(|event| event.verb.as_str()).collect();
    let wanted = ["set_up", "invited", "set_password", "signed_in", "changed_password", "changed_role", "disabled"];
    assert_eq!(verbs, wanted);
    assert!(events.iter().all(|event| !event.detail.contains(PASSWORD) && !event.detail.contains("sentence")));
}

#[tokio::test]
async fn over_https_the_session_cookie_belongs_to_the_host_alone() {
    let site = Site::with(Options { https: true, proxied: false }).await;
    let browser = Browser::new(&site);
    let token = site.app.setup_token().await.expect("a state").expect("first run").to_owned();
    let answer = browser.post("/set-up", &set_up_form(&token, "misaki@example.jp", PASSWORD)).await;
    let cookie = answer.headers["set-cookie"].to_str().expect("text");
    assert!(cookie.starts_with("__Host-banso="), "{cookie}");
    for part in ["; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Domain"));
}

#[tokio::test]
async fn only_a_configured_proxy_is_believed_about_the_address() {
    for (proxied, passes) in [(false, 3), (true, 6)] {
        let site = Site::with(Options { https: false, proxied }).await;
        let browser = Browser::new(&site);
        let mut passed = 0;
        for n in 0..6 {
            let body = encode(&[("mail", "a@example.jp"), ("password", "x")]);
            let request = Request::post("/sign-in")
                .header("sec-fetch-site", "same-origin")
                .header("x-forwarded-for", format!("1.2.3.4, 198.51.100.{n}"))
                .header("content-type", "application/x-www-form-urlencoded");
            let answer = browser.send(request.body(Body::from(body)).expect("a request")).await;
            passed += usize::from(answer.status != StatusCode::TOO_MANY_REQUESTS);
        }
        assert_eq!(passed, passes, "proxied: {proxied}");
    }
}
