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
            // A4 in centimetres; the margins of the style sheet count.
            let sheet = PrintParameters { page: PrintPage { width: 21.0, height: 29.7 }, ..PrintParameters::default() };
            let pdf = page.driver.print_page(sheet).await.expect("a print");
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
