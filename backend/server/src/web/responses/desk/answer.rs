//! `/desk/petitions/{reference}/answer`: one writes, another approves.

use super::answer_form::Fields;
use super::form::{Returned, needed, opened, see_other};
use super::problem::problem_of_answer;
use crate::web::app::App;
use crate::web::desk::Conflict;
use crate::web::desk::allowed::{Allowed, Staff};
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::{ApproveAnswers, DraftAnswers, SeeDesk};
use crate::web::errors::WebResult;
use crate::web::form::{Browser, SealedForm};
use crate::web::petitions::desk::petition_of;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use std::sync::Arc;
use weerklank_acts::people::Actor;
use weerklank_acts::responses::{offer_answer, publish_answer, return_answer, write_answer};
use weerklank_acts::{ActError, ActResult};
use weerklank_domain::calendar::day_of;
use weerklank_domain::responses::{AnswerText, MayAnswer, may_answer};
use weerklank_store::petitions::{AnswerRecord, PetitionRecord, answers};
use weerklank_store::responses::{DraftRecord, draft};

#[cfg(test)]
mod samples;
mod view;

pub use view::AnswerPage;

/// Everything that the page is made of.
struct Found {
    petition: PetitionRecord,
    answers: Vec<AnswerRecord>,
    draft: Option<DraftRecord>,
}

/// What is shown of a form that came back.
#[derive(Default)]
struct Shown {
    fields: Option<Fields>,
    returned: Returned,
    remark: String,
    remark_returned: Returned,
    conflict: Conflict,
}

async fn look(app: &Arc<App>, actor: &Actor, reference: &str) -> WebResult<Found> {
    let (actor, reference) = (actor.clone(), reference.to_owned());
    app.block(move |app| {
        let petition = petition_of(app, &actor, &reference)?;
        let id = petition.id;
        let (answers, draft) = app
            .house
            .store
            .read_at_once(|db| Ok::<_, ActError>((answers(db, id)?, draft(db, id)?)))?;
        WebResult::Ok(Found {
            petition,
            answers,
            draft,
        })
    })
    .await
}

impl Found {
    /// The form as it stands: what is being written, what was published, or a beginning.
    fn fields(&self) -> Fields {
        if let Some(draft) = &self.draft {
            return Fields::of(&draft.text, draft.revision);
        }
        let text = match self.answers.first() {
            Some(published) => AnswerText {
                verdict: Some(published.verdict),
                heard: published.heard.clone(),
                reasons: published.reasons.clone(),
                change: published.change.clone().unwrap_or_default(),
                is_no_change: published.change.is_none(),
                responsible: published.responsible.clone(),
                adopted_by: published.adopted_by.clone(),
                adopted_on: published.adopted_at.map(day_of),
                correction: String::new(),
            },
            None => AnswerText {
                adopted_by: self.petition.body_name(self.petition.language).to_owned(),
                ..AnswerText::default()
            },
        };
        Fields::of(&text, 0)
    }

    fn can_answer(&self) -> bool {
        may_answer(MayAnswer {
            state: self.petition.state,
            has_answer: !self.answers.is_empty(),
            is_imported: self.petition.source_key.is_some(),
        })
        .is_ok()
    }
}

fn respond(
    app: &App,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    found: &Found,
    shown: &Shown,
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let view = AnswerPage::of(app, &browser, &staff.actor, found, shown, visitor.language);
    // Of the two forms on the page at most one came back.
    let second = shown.remark_returned.status(shown.conflict.has_conflict);
    let status = match second.is_success() {
        true => shown.returned.status(shown.conflict.has_conflict),
        false => second,
    };
    desk_page(app, staff, request, visitor, status, &view)
}

/// Shows what is written, and the forms that somebody may use.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<SeeDesk>,
    reference: web::Path<String>,
) -> WebResult<HttpResponse> {
    let found = look(&app, &staff.actor, &reference).await?;
    respond(&app, &staff, &request, visitor, &found, &Shown::default())
}

/// Keeps a draft, or puts it before a second person.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<DraftAnswers>,
    reference: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let action = format!("/desk/petitions/{reference}/answer");
    let (mut fields, is_proven): (Fields, bool) = opened(&app, &request, form, &action)?;
    let found = look(&app, &staff.actor, &reference).await?;
    let mut shown = Shown::default();
    match (is_proven, fields.parse()) {
        (true, Ok(text)) => {
            let (id, actor) = (found.petition.id, staff.actor.clone());
            let (read, is_offer) = (fields.revision, fields.then == "offer");
            let outcome: ActResult<i32> = app
                .block(move |app| {
                    WebResult::Ok(if is_offer {
                        offer_answer(&app.house, &actor, id, read, &text)
                    } else {
                        write_answer(&app.house, &actor, id, read, &text)
                    })
                })
                .await?;
            match outcome {
                Ok(_) => return Ok(see_other(&action)),
                Err(ActError::Lacking(missing)) => {
                    shown.returned.problems = missing.into_iter().map(problem_of_answer).collect();
                }
                Err(error) => shown.conflict = Conflict::of(error)?,
            }
        }
        (true, Err(problems)) => shown.returned.problems = problems,
        (false, _) => shown.returned.is_expired = true,
    }
    // What somebody else wrote stands in the preview; what was typed here stays in the form.
    let found = look(&app, &staff.actor, &reference).await?;
    if shown.conflict.has_conflict {
        // Whoever has seen what is there now may write over it.
        fields.revision = found.draft.as_ref().map_or(0, |draft| draft.revision);
    }
    shown.fields = Some(fields);
    respond(&app, &staff, &request, visitor, &found, &shown)
}

/// The form of the second person.
#[derive(Debug, Default, Deserialize)]
struct Second {
    #[serde(default)]
    revision: i32,
    #[serde(default)]
    remark: String,
}

/// Approves what was read, and publishes it.
pub async fn publish(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<ApproveAnswers>,
    reference: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let action = format!("/desk/petitions/{reference}/answer");
    let (second, is_proven): (Second, bool) =
        opened(&app, &request, form, &format!("{action}/publish"))?;
    let found = look(&app, &staff.actor, &reference).await?;
    let mut shown = Shown::default();
    if is_proven {
        let (id, actor) = (found.petition.id, staff.actor.clone());
        let outcome = app
            .block(move |app| {
                WebResult::Ok(publish_answer(&app.house, &actor, id, second.revision))
            })
            .await?;
        match outcome {
            Ok(_) => return Ok(see_other(&action)),
            Err(error) => shown.conflict = Conflict::of(error)?,
        }
    } else {
        shown.returned.is_expired = true;
    }
    let found = look(&app, &staff.actor, &reference).await?;
    respond(&app, &staff, &request, visitor, &found, &shown)
}

/// Gives it back with a remark.
pub async fn give_back(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<ApproveAnswers>,
    reference: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let action = format!("/desk/petitions/{reference}/answer");
    let (second, is_proven): (Second, bool) =
        opened(&app, &request, form, &format!("{action}/return"))?;
    let found = look(&app, &staff.actor, &reference).await?;
    let mut shown = Shown {
        remark: second.remark.clone(),
        ..Shown::default()
    };
    match (is_proven, needed("remark", &second.remark)) {
        (true, Ok(remark)) => {
            let (id, actor) = (found.petition.id, staff.actor.clone());
            let outcome = app
                .block(move |app| {
                    WebResult::Ok(return_answer(
                        &app.house,
                        &actor,
                        id,
                        second.revision,
                        &remark,
                    ))
                })
                .await?;
            match outcome {
                Ok(()) => return Ok(see_other(&action)),
                Err(error) => shown.conflict = Conflict::of(error)?,
            }
        }
        (true, Err(problem)) => shown.remark_returned.problems = vec![problem],
        (false, _) => shown.remark_returned.is_expired = true,
    }
    let found = look(&app, &staff.actor, &reference).await?;
    respond(&app, &staff, &request, visitor, &found, &shown)
}
