//! From a file in the browser to its report.

use crate::site::{Answer, Browser, Site};
use axum::body::Body;
use axum::http::{Request, StatusCode};

/// Posts a file as the form of `/import/new` does.
async fn upload(browser: &Browser, name: &str, bytes: &[u8]) -> Answer {
    let token = browser.token().await;
    let mut body = format!(
        "--B\r\nContent-Disposition: form-data; name=\"_token\"\r\n\r\n{token}\r\n--B\r\nContent-Disposition: form-data; \
         name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--B--\r\n");
    let request = Request::post("/import/new")
        .header("host", "localhost")
        .header("sec-fetch-site", "same-origin")
        .header("accept-language", "ja")
        .header("content-type", "multipart/form-data; boundary=B");
    browser.send(request.body(Body::from(body)).expect("a request")).await
}

/// The text of the mapping that a page carries in its form.
fn mapping_in(page: &str) -> String {
    let page = scraper::Html::parse_document(page);
    let field = scraper::Selector::parse("input[name=text]").expect("a selector");
    page.select(&field).next().and_then(|field| field.attr("value")).expect("a mapping").to_owned()
}

/// A page without the places where a line may break.
async fn read(browser: &Browser, path: &str) -> String {
    browser.get(path).await.text.replace("<wbr>", "")
}

/// Waits for the report of an import that was started.
async fn report(browser: &Browser, path: &str) -> Answer {
    for _ in 0..400 {
        let answer = browser.get(path).await;
        if !answer.headers.contains_key("refresh") {
            return answer;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("the import does not end");
}

const FILE: &str =
    "顧客コード,会社名,契約日\nC-1,株式会社青空,05/06/2023\n,名無し,01/02/2024\nC-2,上田株式会社,03/04/2024\n";

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_read_as_the_page_shows_and_its_dates_are_asked_for() {
    let (site, admin) = Site::ready().await;
    assert!(read(&admin, "/import").await.contains("まだ何も取り込んでいません"));
    let (sjis, ..) = encoding_rs::SHIFT_JIS.encode(FILE);
    let sent = upload(&admin, "顧客.csv", &sjis).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let at = sent.to().to_owned();
    let page = read(&admin, &at).await;
    assert!(page.contains("Shift_JIS") && page.contains("株式会社青空"), "{page}");
    assert!(page.contains("2023/06/05") && page.contains("2023/05/06"), "both readings are shown");
    assert!(page.contains("顧客の ID が空です"), "the bad row shows its reason before anything is imported");
    // Without an answer nothing is imported.
    let text = mapping_in(&page);
    let refused = admin.post(&format!("{at}/start"), &[("text", &text)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("href=\"#field-date-2\""));
    assert!(site.app.state.imports(9).await.expect("read").is_empty());
    // The preview follows the answer.
    let checked = admin.post(&format!("{at}/check"), &[("text", &text), ("date-2", "month-first")]).await;
    assert_eq!(checked.status, StatusCode::OK);
    assert!(checked.text.contains("2023/05/06") && !checked.text.contains("2023/06/05"));
    let started = admin.post(&format!("{at}/start"), &[("text", &text), ("date-2", "day-first")]).await;
    assert_eq!(started.status, StatusCode::SEE_OTHER, "{}", started.text);
    let path = started.to().to_owned();
    let done = report(&admin, &path).await.text.replace("<wbr>", "");
    assert!(done.contains("一部未取込") && done.contains("顧客の ID が空です"), "{done}");
    let csv = admin.get(&format!("{path}/rejects")).await;
    assert_eq!(csv.headers["content-type"], "text/csv; charset=utf-8");
    assert!(csv.text.contains("理由") && csv.text.contains("顧客の ID が空です"));
    let accounts = site.app.state.accounts_full().await.expect("read");
    let days: Vec<String> = accounts.iter().filter_map(|a| a.signed_up_on).map(|d| d.to_string()).collect();
    assert_eq!(days, ["2023-06-05", "2024-04-03"]);
    assert_eq!(admin.get(&at).await.status, StatusCode::NOT_FOUND, "the uploaded file is gone");
    assert!(read(&admin, "/import").await.contains("顧客.csv"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_date_outside_its_era_shows_how_it_is_read_before_anything_is_imported() {
    let (_site, admin) = Site::ready().await;
    let file = "顧客コード,会社名,契約日\nC-1,青空,平成31年5月1日\nC-2,上田,令和6年4月1日\n";
    let sent = upload(&admin, "顧客.csv", file.as_bytes()).await;
    let page = read(&admin, sent.to()).await;
    assert!(page.contains("2019/05/01") && page.contains("「平成31年5月1日」は改元後の日付"), "{page}");
    assert!(!page.contains("「令和6年4月1日」は"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_of_another_shape_are_shown_before_anything_is_imported_and_told_without_a_wrong_count() {
    let (_site, admin) = Site::ready().await;
    let file = "顧客コード,会社名,業種\nC-1,青空,製造\nC-2,上田\nC-3,海,小売,x,y\nC-4,山,卸\n";
    let sent = upload(&admin, "顧客.csv", file.as_bytes()).await;
    let page = read(&admin, sent.to()).await;
    assert!(page.contains("先頭の 4 行のうち 2 行は") && page.contains("（行 3, 4）"), "{page}");
    assert!(page.contains("この行の列は 2 列ですが") && page.contains("この行の列は 5 列ですが"), "{page}");
    let started = admin.post(&format!("{}/start", sent.to()), &[("text", &mapping_in(&page))]).await;
    assert_eq!(started.status, StatusCode::SEE_OTHER, "{}", started.text);
    let done = report(&admin, started.to()).await.text.replace("<wbr>", "");
    assert!(done.contains("行の列の数が、表の列の数と違います。"), "{done}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_table_is_refused_where_the_next_file_can_be_chosen() {
    let (site, admin) = Site::ready().await;
    let sent = upload(&admin, "写真.csv", &b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0".repeat(40)).await;
    let page = admin.get(sent.to()).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("バイナリのファイル") && page.text.contains("type=\"file\""));
    assert_eq!(upload(&admin, "leer.csv", b"").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let none = upload(&admin, "", b"").await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.text.contains("ファイルが選ばれていません"), "{}", none.text);
    assert!(site.app.state.imports(9).await.expect("read").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_may_import_does_and_files_are_nobody_elses_to_guess() {
    let (site, admin) = Site::ready().await;
    let viewer = site.member(&admin, "viewer").await;
    assert_eq!(upload(&viewer, "a.csv", FILE.as_bytes()).await.status, StatusCode::NOT_FOUND);
    for path in ["/import/files/..%2f..%2fstate.db", "/import/files/0", "/import/files/%00", "/import/99/rejects"] {
        assert_eq!(admin.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    // A form without the session's token brings nothing in.
    let request = Request::post("/import/new")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "multipart/form-data; boundary=B")
        .body(Body::from(
            "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\na,b\r\n--B--\r\n",
        ));
    assert_eq!(admin.send(request.expect("a request")).await.status, StatusCode::FORBIDDEN);
}
