//! `POST /api/v1/…/replies` and `…/replies/{number}/agreements`: what counts once its mailbox is proven.

use super::form::ReplyFields;
use super::place::{Named, number_in};
use crate::web::app::App;
use crate::web::error_page::Problem;
use crate::web::errors::{ErrorCode, FieldProblem, WebError, WebResult};
use crate::web::petitions::api::{JsonBody, no_parameters};
use crate::web::petitions::sign_form::email_code;
use crate::web::rounds::api::{AwaitsProof, refused};
use crate::web::rounds::take_part::mail_link;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::inputs::{CannotTakePart, Deed};
use weerklank_acts::replies::ThreadPlace;
use weerklank_domain::people::EmailAddress;
use weerklank_domain::replies::DEEPEST_REPLY;
use weerklank_store::replies::{ReplyRecord, find, find_thread};

/// A reply to be sent.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewReply {
    /// The text (Markdown), 2,000 characters at most.
    pub text: String,
    /// The address that the link is mailed to.
    pub email: String,
    /// The number of the reply that it answers; none for one below the subject itself.
    #[serde(default)]
    pub parent: Option<i64>,
    /// `for`, `against` or `neutral`, by choice.
    #[serde(default)]
    pub stance: String,
    /// The name that is shown, by choice.
    #[serde(default)]
    pub name: String,
}

/// What somebody thinks of a reply.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewAgreement {
    /// Whether one agrees; the last word of a person counts.
    pub agrees: bool,
    /// The address that the link is mailed to.
    pub email: String,
}

macro_rules! operation {
    ($(#[$doc:meta])* $name:ident, $path:literal, $operation:literal, $subject:tt, $body:ty, $act:ident) => {
        $(#[$doc])*
        #[utoipa::path(
            post, path = $path, tag = "replies", operation_id = $operation,
            params $subject,
            request_body = $body,
            responses(
                (status = 202, body = AwaitsProof),
                (status = 400, body = Problem, content_type = "application/problem+json"),
                (status = 404, body = Problem, content_type = "application/problem+json"),
                (status = 409, description = "No reply is taken there", body = Problem, content_type = "application/problem+json"),
                (status = 429, body = Problem, content_type = "application/problem+json"),
            )
        )]
        pub async fn $name(
            request: HttpRequest,
            app: web::Data<Arc<App>>,
            visitor: Visitor,
            body: JsonBody<$body>,
        ) -> WebResult<HttpResponse> {
            $act(&request, &app, visitor, body.into_inner()).await
        }
    };
}

operation!(
    /// Replies below an input; it has its place once the link of the mail was followed.
    to_input, "/rounds/{slug}/inputs/{input}/replies", "replyToInput",
    (
        ("slug" = String, Path, description = "The round's name in addresses"),
        ("input" = i64, Path, description = "The number of the input within its round"),
    ),
    NewReply, take
);
operation!(
    /// Replies below a petition; it has its place once the link of the mail was followed.
    to_petition, "/petitions/{slug}/replies", "replyToPetition",
    (("slug" = String, Path, description = "The petition's name in addresses")),
    NewReply, take
);
operation!(
    /// Replies below a dossier; it has its place once the link of the mail was followed.
    to_dossier, "/dossiers/{slug}/replies", "replyToDossier",
    (("slug" = String, Path, description = "The dossier's name in addresses")),
    NewReply, take
);
operation!(
    /// Says what one thinks of a reply below an input; it counts once the link of the mail was followed.
    agree_below_input, "/rounds/{slug}/inputs/{input}/replies/{number}/agreements", "agreeBelowInput",
    (
        ("slug" = String, Path, description = "The round's name in addresses"),
        ("input" = i64, Path, description = "The number of the input within its round"),
        ("number" = i64, Path, description = "The number of the reply within its thread"),
    ),
    NewAgreement, agree
);
operation!(
    /// Says what one thinks of a reply below a petition; it counts once the link of the mail was followed.
    agree_below_petition, "/petitions/{slug}/replies/{number}/agreements", "agreeBelowPetition",
    (
        ("slug" = String, Path, description = "The petition's name in addresses"),
        ("number" = i64, Path, description = "The number of the reply within its thread"),
    ),
    NewAgreement, agree
);
operation!(
    /// Says what one thinks of a reply below a dossier; it counts once the link of the mail was followed.
    agree_below_dossier, "/dossiers/{slug}/replies/{number}/agreements", "agreeBelowDossier",
    (
        ("slug" = String, Path, description = "The dossier's name in addresses"),
        ("number" = i64, Path, description = "The number of the reply within its thread"),
    ),
    NewAgreement, agree
);

async fn take(
    request: &HttpRequest,
    app: &Arc<App>,
    visitor: Visitor,
    new: NewReply,
) -> WebResult<HttpResponse> {
    let (place, parent) = look(request, app, new.parent).await?;
    // Below a certain depth nothing more is answered.
    if parent
        .as_ref()
        .is_some_and(|parent| parent.depth >= DEEPEST_REPLY)
    {
        return Err(refused(CannotTakePart::NoReplies));
    }
    let fields = ReplyFields {
        text: new.text,
        stance: new.stance,
        name: new.name,
        email: new.email,
    };
    let parent_id = parent.map(|parent| parent.id);
    let (writing, email) = fields
        .parse(&place, parent_id, true, visitor.language)
        .map_err(|problems| {
            WebError::wrong_values(problems.iter().map(FieldProblem::from).collect())
        })?;
    let email = email.ok_or_else(|| WebError::bad_request("no address"))?;
    app.count_write(request)?;
    mail_link(app, email, visitor.language, Deed::Reply(Box::new(writing))).await?;
    Ok(AwaitsProof::answer())
}

async fn agree(
    request: &HttpRequest,
    app: &Arc<App>,
    visitor: Visitor,
    new: NewAgreement,
) -> WebResult<HttpResponse> {
    let number = number_in(request, "number")?;
    let (place, reply) = look(request, app, Some(number)).await?;
    let email = EmailAddress::parse(&new.email).map_err(|fault| {
        WebError::wrong_values(vec![FieldProblem::new("email", email_code(fault))])
    })?;
    let deed = Deed::Agreement {
        round_id: place.round_id,
        reply_id: reply.ok_or(ErrorCode::NotFound)?.id,
        agrees: new.agrees,
    };
    app.count_write(request)?;
    mail_link(app, email, visitor.language, deed).await?;
    Ok(AwaitsProof::answer())
}

/// What the thread of an address hangs on, where it takes replies; with the reply of a number, when
/// everybody may read it.
async fn look(
    request: &HttpRequest,
    app: &Arc<App>,
    number: Option<i64>,
) -> WebResult<(ThreadPlace, Option<ReplyRecord>)> {
    no_parameters(request.query_string())?;
    let named = Named::of(request)?;
    let found = app
        .block(move |app| {
            let now = app.house.clock.now();
            app.house.store.read_at_once(|db| {
                let Some(place) = named.find(db, now)? else {
                    return Ok(None);
                };
                let Some(number) = number else {
                    return Ok(Some((place, None)));
                };
                let reply = match find_thread(db, place.subject)? {
                    Some(thread) => find(db, thread.id, number)?,
                    None => None,
                };
                let reply = reply.filter(|reply| reply.is_shown && reply.is_readable());
                Ok::<_, ActError>(reply.map(|reply| (place, Some(reply))))
            })
        })
        .await?;
    let (place, reply) = found.ok_or(ErrorCode::NotFound)?;
    if !place.takes_replies {
        return Err(refused(CannotTakePart::NoReplies));
    }
    Ok((place, reply))
}
