//! `GET /council/meetings/{reference}/papers/{id}/{file_name}`: a paper, exactly as it was laid open. What
//! belongs to an item behind closed doors, or to an agenda that is not published, is not there.

use crate::web::app::App;
use crate::web::dossiers::document::respond;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::petitions::api::no_parameters;
use actix_web::{HttpRequest, HttpResponse, web};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_store::council::{meeting, paper_file};
use weerklank_store::dossiers::LaidFile;

/// Answers a file, to be kept and not to be shown.
pub async fn download(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    path: web::Path<(String, i64, String)>,
) -> WebResult<HttpResponse> {
    no_parameters(request.query_string())?;
    let (reference, id, file_name) = path.into_inner();
    let found = app
        .block(move |app| {
            app.house.store.read(|db| {
                let Some(meeting) = meeting(db, &reference)?
                    .filter(|meeting| meeting.position.summons_delivered_at.is_some())
                else {
                    return Ok(None);
                };
                let file = paper_file(db, id)?;
                Ok::<_, ActError>(
                    file.filter(|file| file.meeting_id == meeting.id && !file.is_closed),
                )
            })
        })
        .await?
        .filter(|file| file.file_name == file_name)
        .ok_or(ErrorCode::NotFound)?;
    let file = LaidFile {
        dossier_id: 0,
        file_name: found.file_name,
        media_type: found.media_type,
        sha256: found.sha256,
        content: found.content,
    };
    Ok(respond(&request, file))
}
