//! `/import/new`: choosing a file. It is streamed to the data folder and waits there for its mapping.

use crate::ui::{Action, Html, Page, PageHead, errors};
use crate::{Cx, Fail, Shared, Upload, ui};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use banso_app::import::UPLOAD_BYTES;
use banso_app::{Refused, Wrong};
use banso_kernel::Problem;
use tokio::io::AsyncWriteExt;

/// The form.
#[derive(Template)]
#[template(path = "pages/import/upload.html")]
pub struct NewImport {
    cx: Cx,
    errors: Html,
}

impl NewImport {
    fn new(cx: &Cx, wrong: &[Wrong]) -> Self {
        Self { cx: cx.clone(), errors: errors(cx, wrong, &[]) }
    }
}

impl Page for NewImport {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        PageHead {
            title: self.cx.t("import-new-title").into_owned(),
            question: self.cx.t("import-new-question").into_owned(),
            figure: None,
            action: Action::InContent,
            trail: vec![(self.cx.t("import-title").into_owned(), "/import".to_owned())],
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        let wrong = [Wrong { field: "file".to_owned(), problem: Problem::new("problem-file-binary") }];
        vec![Self::new(cx, &[]), Self::new(cx, &wrong)]
    }
}

/// The form.
pub async fn show(cx: Cx) -> Response {
    ui::respond(&NewImport::new(&cx, &[]))
}

/// Takes a file in.
pub async fn create(cx: Cx, State(shared): State<Shared>, Upload(parts): Upload) -> Result<Response, Fail> {
    match receive(&cx, &shared, parts).await {
        Ok(id) => Ok(ui::see(&format!("/import/files/{id}"))),
        Err(Refused::Input(wrong)) => Ok(refused(&cx, &wrong)),
        Err(refused) => Err(refused.into()),
    }
}

/// The form again, with the reason for which a file was refused.
pub(super) fn refused(cx: &Cx, wrong: &[Wrong]) -> Response {
    let mut response = ui::respond(&NewImport::new(cx, wrong));
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    response
}

async fn receive(cx: &Cx, shared: &Shared, mut parts: axum::extract::Multipart) -> Result<String, Refused> {
    let broken = |_| Refused::wrong("file", Problem::new("problem-file-truncated").with("line", 0_i64));
    let missing = || Refused::wrong("file", Problem::new("problem-file-missing"));
    let mut part = parts.next_field().await.map_err(broken)?.ok_or_else(missing)?;
    if part.name() != Some("file") {
        return Err(Refused::wrong(part.name().unwrap_or_default(), Problem::new("web-problem-unknown-field")));
    }
    let who = cx.member().map_err(|_| Refused::Forbidden)?;
    // What browsers send where nothing was chosen.
    let unnamed = part.file_name().is_none_or(str::is_empty);
    let (mut upload, path) = shared.app.new_upload(who, part.file_name().unwrap_or_default())?;
    let mut file = tokio::fs::File::create_new(&path).await.map_err(Refused::broken)?;
    let outcome = loop {
        match part.chunk().await {
            Ok(Some(chunk)) => {
                upload.bytes += chunk.len() as u64;
                if upload.bytes > UPLOAD_BYTES {
                    break Err(Refused::wrong("file", Problem::new("problem-file-limit")));
                }
                if let Err(error) = file.write_all(&chunk).await {
                    break Err(Refused::broken(error));
                }
            }
            Ok(None) if unnamed && upload.bytes == 0 => break Err(missing()),
            Ok(None) => break file.sync_all().await.map_err(Refused::broken),
            Err(error) => break Err(broken(error)),
        }
    };
    if let Err(refused) = outcome {
        shared.app.drop_upload(&upload.id);
        return Err(refused);
    }
    shared.app.keep_upload(&upload)?;
    Ok(upload.id)
}
