//! RULES 36: what a manager prints fits A4, and what is only a button on the screen is words on paper.

use crate::browser::Driver;
use crate::page::Page;
use crate::server::Server;
use crate::shots::{paths, sign_in};
use serde_json::json;
use thirtyfour::common::print::{PrintPage, PrintParameters};

/// Page, and the most sheets that it may take.
const SHEETS: &[(&str, &str, usize)] =
    &[("overview", "/overview", 1), ("overview-moves", "/overview/moves", 1), ("account", "{account}", 2)];

#[tokio::test(flavor = "multi_thread")]
async fn what_is_printed_fits_its_sheets_and_loses_no_next_action() {
    let Some(driver) = Driver::start() else { return };
    let server = Server::start("demo", &["--accounts", "60", "--as-of", "2026-11-20"]);
    for lang in ["ja", "en"] {
        let page = Page { driver: driver.browser(lang).await, origin: server.origin.clone() };
        sign_in(&page, &server).await;
        let places = SHEETS.iter().map(|(name, path, _)| (*name, *path)).collect::<Vec<_>>();
        for ((name, path), (.., most)) in paths(&page, &places).await.into_iter().zip(SHEETS) {
            page.go(&path).await;
            let pdf = printed(&page).await;
            if let Some(folder) = std::env::var_os("BANSO_SHOTS") {
                std::fs::write(std::path::Path::new(&folder).join(format!("{name}-{lang}.pdf")), &pdf)
                    .expect("written");
            }
            let text = String::from_utf8_lossy(&pdf);
            let sheets = text.matches("/Type /Page\n").count();
            assert!((1..=*most).contains(&sheets), "{name} {lang} takes {sheets} sheets");
        }
        page.cdp("Emulation.setEmulatedMedia", json!({"media": "print"})).await;
        let shown = "return [...document.querySelectorAll('.criterion-do .button')]\
             .every((b) => b.checkVisibility()) && !document.querySelector('.rail').checkVisibility()";
        assert_eq!(page.js(shown).await, json!(true), "next actions are read on paper, the rail is not");
        page.close().await;
    }
}

/// The page on A4; the margins of the style sheet count. On a busy machine Chromium says now and then that printing failed:
/// it is asked again.
async fn printed(page: &Page) -> Vec<u8> {
    let mut tries = 0;
    loop {
        // In centimetres.
        let sheet = PrintParameters { page: PrintPage { width: 21.0, height: 29.7 }, ..PrintParameters::default() };
        match page.driver.print_page(sheet).await {
            Ok(pdf) => return pdf,
            Err(error) => {
                let why = format!("{error:?}");
                assert!(tries < 5 && why.contains("Printing failed"), "a print: {why}");
            }
        }
        tries += 1;
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    }
}
