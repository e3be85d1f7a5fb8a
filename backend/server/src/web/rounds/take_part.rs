//! `GET` and `POST /rounds/{slug}/take-part`: one page on which somebody writes an input.

use super::cannot::cannot;
use super::public_round;
use super::take_part_form::{AsksEmail, Places, TakePart, TakePartFields};
use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebError, WebResult};
use crate::web::field::Problem;
use crate::web::form::{Browser, SealedForm, form_page, opened, returned_status, see_other};
use crate::web::inputs::card::InputCard;
use crate::web::proven::proven_of;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::inputs::{
    CannotTakePart, Deed, Writing, ask_proof, may_take_part, similar_inputs, write_input,
};
use weerklank_acts::people::{Identity, Proven};
use weerklank_domain::Language;
use weerklank_domain::people::EmailAddress;
use weerklank_domain::rounds::{Access, InputForm, Takes};
use weerklank_store::people::Keyed;
use weerklank_store::rounds::RoundRecord;

mod page;

pub use page::{TakePartPage, sender_choices};

/// What is shown of a form that came back.
#[derive(Default)]
struct Shown {
    fields: TakePartFields,
    problems: Vec<Problem>,
    is_expired: bool,
    similar: Vec<InputCard>,
}

struct Found {
    round: RoundRecord,
    places: Places,
}

async fn look(app: &Arc<App>, slug: &str) -> WebResult<Found> {
    let slug = slug.to_owned();
    app.block(move |app| {
        let round = public_round(app, &slug)?;
        let places = Places::of(app)?;
        WebResult::Ok(Found { round, places })
    })
    .await
}

/// What the round takes from somebody now: known by the cookie, or by nothing yet. Before the proof of
/// the mailbox it is asked whether anybody with a mailbox may take part.
///
/// # Errors
/// [`CannotTakePart`].
pub fn may_write(
    app: &App,
    round: &RoundRecord,
    proven: Option<&Proven>,
) -> Result<Takes, CannotTakePart> {
    let unproven = Proven {
        identity: Identity::Email(String::new()),
        email: None,
    };
    may_take_part(round, proven.unwrap_or(&unproven), app.house.clock.now())
}

fn asks_email(proven: Option<&Proven>) -> AsksEmail {
    match proven {
        None => AsksEmail::Must,
        Some(proven) if proven.email.is_some() => AsksEmail::No,
        Some(_) => AsksEmail::MayTell,
    }
}

/// Shows the form.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    slug: web::Path<String>,
) -> WebResult<HttpResponse> {
    let found = look(&app, &slug).await?;
    let fields = TakePartFields {
        form: form_asked(request.query_string())?,
        ..TakePartFields::default()
    };
    let shown = Shown {
        fields,
        ..Shown::default()
    };
    answer(&request, &app, visitor, &found, shown)
}

fn form_asked(query: &str) -> WebResult<String> {
    let pairs = web::Query::<Vec<(String, String)>>::from_query(query)
        .map_err(WebError::bad_request)?
        .into_inner();
    let asked = pairs.into_iter().find(|(name, _)| name == "form");
    Ok(asked.map(|(_, value)| value).unwrap_or_default())
}

fn answer(
    request: &HttpRequest,
    app: &App,
    visitor: Visitor,
    found: &Found,
    shown: Shown,
) -> WebResult<HttpResponse> {
    let round = &found.round;
    let proven = proven_of(app, request);
    let takes = match may_write(app, round, proven.as_ref()) {
        Ok(takes) => takes,
        Err(CannotTakePart::NeedsCode) => {
            return Ok(see_other(&format!("/rounds/{}/code", round.slug)));
        }
        Err(reason) => return cannot(request, app, visitor, round, reason),
    };
    let form = shown
        .fields
        .form_of(round)
        .filter(|form| *form != InputForm::Statement || takes_own(round))
        .ok_or(ErrorCode::NotFound)?;
    let browser = Browser::of(app, request);
    let action = format!("/rounds/{}/take-part", round.slug);
    let status = returned_status(shown.is_expired, !shown.problems.is_empty());
    let csrf = browser.proof(app, &action);
    let view = TakePartPage::of(
        app,
        found,
        form,
        takes,
        proven.as_ref(),
        shown,
        visitor.language,
    )
    .at(action, csrf);
    form_page(app, request, visitor, &browser, status, &view)
}

fn takes_own(round: &RoundRecord) -> bool {
    round
        .form(InputForm::Statement)
        .is_some_and(|form| form.takes_own)
}

/// Takes the form: the input gets its number at once when the mailbox was proven in this session; else
/// a mail with a link goes out.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    slug: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let action = format!("/rounds/{slug}/take-part");
    let (fields, is_proven): (TakePartFields, bool) = opened(&app, &request, form, &action)?;
    let found = look(&app, &slug).await?;
    let mut shown = Shown {
        fields,
        ..Shown::default()
    };
    if !is_proven {
        shown.is_expired = true;
        return answer(&request, &app, visitor, &found, shown);
    }
    if shown.fields.press_map(&found.places) {
        return answer(&request, &app, visitor, &found, shown);
    }
    let proven = proven_of(&app, &request);
    let Some(input_form) = shown.fields.form_of(&found.round) else {
        return Err(ErrorCode::NotFound.into());
    };
    let parsed = shown.fields.parse(
        &found.round,
        input_form,
        &found.places,
        asks_email(proven.as_ref()),
        visitor.language,
    );
    let taken = match parsed {
        Ok(taken) => taken,
        Err(problems) => {
            shown.problems = problems;
            return answer(&request, &app, visitor, &found, shown);
        }
    };
    if shown.fields.has_seen.is_none() {
        shown.similar = similar(&app, &found.round, &taken.writing, visitor.language).await?;
        if !shown.similar.is_empty() {
            return answer(&request, &app, visitor, &found, shown);
        }
    }
    match send(
        &app,
        &request,
        &found.round,
        proven,
        taken,
        visitor.language,
    )
    .await
    {
        Ok(place) => Ok(see_other(&place)),
        Err(Refused::Cannot(reason)) => cannot(&request, &app, visitor, &found.round, reason),
        Err(Refused::Web(error)) => Err(error),
    }
}

async fn similar(
    app: &Arc<App>,
    round: &RoundRecord,
    writing: &Writing,
    language: Language,
) -> WebResult<Vec<InputCard>> {
    let text = format!(
        "{} {}",
        writing.title.as_deref().unwrap_or_default(),
        writing.text
    );
    let id = round.id;
    let cards = app
        .block(move |app| similar_inputs(&app.house, id, &text, language))
        .await?;
    Ok(cards
        .iter()
        .map(|card| InputCard::of(round, card))
        .collect())
}

/// Why an input was not taken.
pub enum Refused {
    /// The round does not take it now, or not from this person.
    Cannot(CannotTakePart),
    /// Anything else.
    Web(WebError),
}

impl From<WebError> for Refused {
    fn from(error: WebError) -> Self {
        Self::Web(error)
    }
}

/// Registers an input, or mails the link that does; answers where to go on.
pub async fn send(
    app: &Arc<App>,
    request: &HttpRequest,
    round: &RoundRecord,
    proven: Option<Proven>,
    taken: TakePart,
    language: Language,
) -> Result<String, Refused> {
    may_write(app, round, proven.as_ref()).map_err(Refused::Cannot)?;
    app.count_write(request)?;
    let TakePart { writing, email } = taken;
    let Some(proven) = proven else {
        let email = email.ok_or_else(|| WebError::bad_request("no address"))?;
        let handle = mail_link(app, email, language, Deed::Input(Box::new(writing))).await?;
        return Ok(format!("/take-part/sent/{handle}"));
    };
    let proven = Proven {
        email: proven.email.or(email),
        ..proven
    };
    let slug = round.slug.clone();
    let (again, email) = (writing.clone(), proven.email.clone());
    let outcome = app
        .block(move |app| WebResult::Ok(write_input(&app.house, &proven, &writing)))
        .await?;
    if let (Err(ActError::Suspended), Some(email)) = (&outcome, email) {
        // The page is that of everybody; only the mailbox is told.
        let handle = mail_link(app, email, language, Deed::Input(Box::new(again))).await?;
        return Ok(format!("/take-part/sent/{handle}"));
    }
    match outcome {
        Ok(registered) => {
            app.metrics.act("write_input");
            let number = registered.number.number;
            Ok(format!("/rounds/{slug}/inputs/{number}/received"))
        }
        Err(ActError::CannotTakePart(reason)) => Err(Refused::Cannot(reason)),
        Err(error) => Err(Refused::Web(error.into())),
    }
}

/// Mails the link that proves a mailbox; answers the address part of the page that says so.
///
/// # Errors
/// 429 when too many mails were asked for this mailbox.
pub async fn mail_link(
    app: &Arc<App>,
    email: EmailAddress,
    language: Language,
    deed: Deed,
) -> WebResult<String> {
    let mailbox = app
        .house
        .vault
        .hash(Keyed::Limit, email.canonical().as_str());
    app.limits.mail(&mailbox).map_err(WebError::too_many)?;
    let id = app
        .block(move |app| ask_proof(&app.house, &email, language, deed))
        .await?;
    Ok(super::sent::handle(app, id))
}

/// Whether a round is for holders of codes only.
pub fn needs_code(round: &RoundRecord) -> bool {
    round.access == Access::Code
}
