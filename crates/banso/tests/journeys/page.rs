//! What a journey says about a page: go, see, click, type.

use serde_json::{Value, json};
use std::time::{Duration, Instant};
use thirtyfour::prelude::*;

/// A browser on a site.
pub struct Page {
    /// The browser.
    pub driver: WebDriver,
    /// Where the site is.
    pub origin: String,
}

impl Page {
    /// Opens `path`.
    pub async fn go(&self, path: &str) {
        self.driver.goto(format!("{}{path}", self.origin)).await.expect("the page opens");
    }

    /// Path and query of where the browser is.
    pub async fn place(&self) -> String {
        let url = self.driver.current_url().await.expect("an address");
        url.query().map_or(url.path().to_owned(), |query| format!("{}?{query}", url.path()))
    }

    /// The first element that matches, within ten seconds.
    pub async fn see(&self, css: &str) -> WebElement {
        let limit = Instant::now() + Duration::from_secs(10);
        loop {
            if let Ok(found) = self.driver.find(By::Css(css)).await {
                return found;
            }
            if Instant::now() > limit {
                self.fail(&format!("{css} is not there")).await;
            }
            tokio::time::sleep(Duration::from_millis(60)).await;
        }
    }

    /// Waits until `test`, a JavaScript expression, is true.
    pub async fn until(&self, test: &str) {
        let limit = Instant::now() + Duration::from_secs(20);
        loop {
            let script = format!("try {{ return !!({test}) }} catch (e) {{ return false }}");
            if self.driver.execute(&*script, vec![]).await.is_ok_and(|found| found.json() == &json!(true)) {
                return;
            }
            if Instant::now() > limit {
                self.fail(&format!("never true: {test}")).await;
            }
            tokio::time::sleep(Duration::from_millis(80)).await;
        }
    }

    /// Clicks the first element that matches.
    pub async fn click(&self, css: &str) {
        let element = self.see(css).await;
        let _ = element.scroll_into_view().await;
        if let Err(error) = element.click().await {
            self.fail(&format!("{css} cannot be clicked: {error}")).await;
        }
    }

    /// Clicks and waits for another page: links and forms.
    pub async fn follow(&self, css: &str) {
        self.js("window.__before = true; return 1").await;
        self.click(css).await;
        self.until("window.__before === undefined && document.readyState === 'complete'").await;
    }

    /// Empties the field and types `text` into it.
    pub async fn fill(&self, css: &str, text: &str) {
        let element = self.see(css).await;
        let _ = element.clear().await;
        if let Err(error) = element.send_keys(text).await {
            self.fail(&format!("{css} cannot be typed into: {error}")).await;
        }
    }

    /// Runs JavaScript and returns what it returns.
    pub async fn js(&self, script: &str) -> Value {
        match self.driver.execute(script, vec![]).await {
            Ok(found) => found.json().clone(),
            Err(error) => self.fail(&format!("{script}: {error}")).await,
        }
    }

    /// Sends a DevTools command.
    pub async fn cdp(&self, method: &str, params: Value) -> Value {
        match self.driver.cdp().send_raw(method, params).await {
            Ok(found) => found,
            Err(error) => self.fail(&format!("{method}: {error}")).await,
        }
    }

    /// Shows the page as on a screen `width` px wide, in the colour scheme `light` or `dark`.
    pub async fn screen(&self, width: u32, height: u32, scheme: &str) {
        let narrow = width < 600;
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": narrow});
        self.cdp("Emulation.setDeviceMetricsOverride", size).await;
        let features = json!([
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]);
        self.cdp("Emulation.setEmulatedMedia", json!({"features": features})).await;
    }

    /// Ends the journey with a picture.
    pub async fn fail(&self, why: &str) -> ! {
        let picture = std::env::temp_dir().join(format!("banso-journey-{}.png", std::process::id()));
        let _ = self.driver.screenshot(&picture).await;
        let place = self.driver.current_url().await.map(|url| url.to_string()).unwrap_or_default();
        let text = self.driver.execute("return document.body.innerText", vec![]).await;
        let text = text.map(|t| t.json().as_str().unwrap_or_default().to_owned()).unwrap_or_default();
        panic!("{why}\n  at {place}, picture in {}\n{text}", picture.display())
    }

    /// Ends the browser.
    pub async fn close(self) {
        let _ = self.driver.quit().await;
    }
}
