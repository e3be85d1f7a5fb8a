//! `GET /desk/petitions/{reference}`: one petition with everything that the desk knows of it.

mod parts;

use super::{desk_url, petition_of};
use crate::web::app::App;
use crate::web::desk::{Allowed, Conflict, Needs, SeeDesk, Staff, desk_page};
use crate::web::errors::{WebError, WebResult};
use crate::web::form::Browser;
use crate::web::page::PageView;
use crate::web::petitions::card::{rfc3339, rfc3339_or_empty, shown_state};
use crate::web::replies::desk::links::ThreadLinks;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use parts::{
    ClaimView, EventView, Passage, RulingView, SimilarView, UpdateView, claim_view, passages,
    ruling_view, update_view,
};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::people::Actor;
use weerklank_acts::petitions::write::{PersonOfPetition, petitioner_person};
use weerklank_acts::replies::ThreadPlace;
use weerklank_domain::Language;
use weerklank_domain::calendar::last_day_before;
use weerklank_domain::obligations::ObligationKind;
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::{PetitionState, RulingKind, Step};
use weerklank_store::obligations::{self, ObligationRecord};
use weerklank_store::petitions::{
    ClaimRecord, EventRecord, PetitionRecord, PetitionerRecord, RulingRecord, Similar,
    UpdateRecord, VersionRecord, events, holder, petitioner, rulings, similar_open,
    supporter_count, updates_of, versions,
};

/// One petition.
#[derive(Debug, Clone, Serialize)]
pub struct DeskPetitionPage {
    reference: String,
    url: String,
    title: String,
    lang: &'static str,
    state: &'static str,
    body_name: String,
    instrument: String,
    rules_source: String,
    has_area: bool,
    area_name: String,
    filed_at: String,
    has_submitted_at: bool,
    submitted_at: String,
    text_version: i32,
    has_due: bool,
    due_kind: &'static str,
    due_day: String,
    is_overdue: bool,
    signature_count: i64,
    has_closes_at: bool,
    closes_at: String,
    has_petition_url: bool,
    petition_url: String,
    conflict: Conflict,
    has_done: bool,
    done: &'static str,
    done_reference: String,
    claim: ClaimView,
    has_diff: bool,
    passages: Vec<Passage>,
    has_petitioner: bool,
    petitioner_name: String,
    petitioner_email: String,
    wants_public_name: bool,
    needs_supporters: bool,
    supporters: i64,
    supporters_needed: u32,
    rulings: Vec<RulingView>,
    has_rulings: bool,
    similar: Vec<SimilarView>,
    has_similar: bool,
    updates: Vec<UpdateView>,
    has_updates: bool,
    events: Vec<EventView>,
    can_decide: bool,
    can_moderate: bool,
    can_hand_over: bool,
    can_record_events: bool,
    can_record_handling: bool,
    can_answer: bool,
    thread: ThreadLinks,
    sees_audit: bool,
    audit_url: String,
}

/// Everything about a petition.
struct Whole {
    petition: PetitionRecord,
    versions: Vec<VersionRecord>,
    rulings: Vec<RulingRecord>,
    claim: Option<ClaimRecord>,
    petitioner: Option<(PetitionerRecord, PersonOfPetition)>,
    supporters: i64,
    owed: Vec<ObligationRecord>,
    updates: Vec<UpdateRecord>,
    events: Vec<EventRecord>,
    similar: Vec<Similar>,
}

fn load(app: &App, petition: PetitionRecord) -> Result<Whole, ActError> {
    let id = petition.id;
    let now = app.house.clock.now();
    app.house.store.read(|db| {
        let petitioner = petitioner(db, id)?
            .map(|row| {
                let person = petitioner_person(&app.house.vault, id, &row.sealed)?;
                Ok::<_, ActError>((row, person))
            })
            .transpose()?;
        let similar = match petition.state {
            PetitionState::Submitted => similar_open(db, &petition.title, now, 5)?,
            _ => Vec::new(),
        };
        Ok(Whole {
            versions: versions(db, id)?,
            rulings: rulings(db, id)?,
            claim: holder(db, id, now)?,
            petitioner,
            supporters: supporter_count(db, id)?,
            owed: obligations::of(db, id)?,
            updates: updates_of(db, id)?,
            events: events(db, id)?,
            similar,
            petition,
        })
    })
}

/// Answers the page.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<SeeDesk>,
    reference: web::Path<String>,
) -> WebResult<HttpResponse> {
    let none = Conflict::default();
    answer(&request, &app, visitor, &staff, &reference, none).await
}

/// The page as it stands, with what was not done just now.
pub async fn answer<P: Needs>(
    request: &HttpRequest,
    app: &web::Data<Arc<App>>,
    visitor: Visitor,
    staff: &Allowed<P>,
    reference: &str,
    conflict: Conflict,
) -> WebResult<HttpResponse> {
    let status = if conflict.has_conflict {
        StatusCode::CONFLICT
    } else {
        StatusCode::OK
    };
    let actor = staff.actor.clone();
    let name = reference.to_owned();
    let whole = app
        .block(move |app| {
            let petition = petition_of(app, &actor, &name)?;
            Ok::<_, WebError>(load(app, petition)?)
        })
        .await?;
    let browser = Browser::of(app, request);
    let staff: &Staff = staff;
    let proof = |action: &str| browser.proof(app, action);
    let now = app.house.clock.now();
    let view = DeskPetitionPage {
        conflict,
        ..DeskPetitionPage::of(&whole, &staff.actor, visitor.language, now, &proof)
    };
    let view = view.noting(request.query_string());
    desk_page(app, staff, request, visitor, status, &view)
}

impl DeskPetitionPage {
    fn of(
        whole: &Whole,
        actor: &Actor,
        language: Language,
        now: DateTime<Utc>,
        proof: &dyn Fn(&str) -> String,
    ) -> Self {
        let petition = &whole.petition;
        let here = desk_url(&petition.reference);
        let may = |permission| actor.grants.may(permission, petition.body_id);
        let state = shown_state(petition.state, petition.closes_at, now);
        let due = whole.owed.iter().find(|step| step.met_at.is_none());
        let allows = |step: Step| petition.state.after(step).is_ok();
        let is_ours = petition.source_key.is_none();
        Self {
            reference: petition.reference.clone(),
            url: here.clone(),
            title: petition.title.clone(),
            lang: petition.language.code(),
            state: state.code(),
            body_name: petition.body_name(language).to_owned(),
            instrument: petition.instrument.clone(),
            rules_source: petition.rules.source.clone(),
            has_area: petition.area.is_some(),
            area_name: petition
                .area
                .as_ref()
                .map(|(_, name)| name.clone())
                .unwrap_or_default(),
            filed_at: rfc3339(petition.filed_at),
            has_submitted_at: petition.submitted_at.is_some(),
            submitted_at: rfc3339_or_empty(petition.submitted_at),
            text_version: petition.text_version,
            has_due: due.is_some(),
            due_kind: due.map_or(ObligationKind::Decide.code(), |step| step.kind.code()),
            due_day: due
                .map(|step| last_day_before(step.due_at).to_string())
                .unwrap_or_default(),
            is_overdue: due.is_some_and(|step| step.due_at <= now),
            signature_count: petition.count.total(),
            has_closes_at: petition.closes_at.is_some(),
            closes_at: rfc3339_or_empty(petition.closes_at),
            has_petition_url: petition.is_public,
            petition_url: format!("/petitions/{}", petition.slug),
            conflict: Conflict::default(),
            has_done: false,
            done: RulingKind::Admit.code(),
            done_reference: String::new(),
            claim: claim_view(whole, actor, &here, proof),
            has_diff: whole.versions.len() > 1,
            passages: passages(whole),
            has_petitioner: whole.petitioner.is_some(),
            petitioner_name: whole
                .petitioner
                .as_ref()
                .map(|(_, person)| person.name.clone())
                .unwrap_or_default(),
            petitioner_email: whole
                .petitioner
                .as_ref()
                .map(|(_, person)| person.email.clone())
                .unwrap_or_default(),
            wants_public_name: whole
                .petitioner
                .as_ref()
                .is_some_and(|(row, _)| row.show_name),
            needs_supporters: petition.rules.supporters_needed > 0,
            supporters: whole.supporters,
            supporters_needed: petition.rules.supporters_needed,
            has_rulings: !whole.rulings.is_empty(),
            rulings: whole.rulings.iter().map(ruling_view).collect(),
            has_similar: !whole.similar.is_empty(),
            similar: whole
                .similar
                .iter()
                .map(|similar| SimilarView {
                    url: format!("/petitions/{}", similar.slug),
                    title: similar.title.clone(),
                    lang: similar.language.clone(),
                    count: similar.total,
                })
                .collect(),
            has_updates: !whole.updates.is_empty(),
            updates: whole
                .updates
                .iter()
                .map(|update| update_view(update, may(Permission::ApproveUpdates), &here, proof))
                .collect(),
            events: whole
                .events
                .iter()
                .rev()
                .map(|event| EventView {
                    kind: event.kind.code(),
                    at: rfc3339(event.at),
                })
                .collect(),
            can_decide: may(Permission::DecidePetitions) && allows(Step::Admit),
            can_moderate: may(Permission::Moderate),
            can_hand_over: is_ours && may(Permission::RecordEvents) && allows(Step::HandOver),
            can_record_events: is_ours
                && may(Permission::RecordEvents)
                && matches!(
                    petition.state,
                    PetitionState::Open
                        | PetitionState::Closed
                        | PetitionState::HandedOver
                        | PetitionState::Answered
                ),
            can_record_handling: is_ours
                && may(Permission::RecordEvents)
                && matches!(
                    petition.state,
                    PetitionState::HandedOver | PetitionState::Refused
                ),
            can_answer: is_ours
                && may(Permission::DraftAnswers)
                && matches!(
                    petition.state,
                    PetitionState::Open
                        | PetitionState::Closed
                        | PetitionState::HandedOver
                        | PetitionState::Answered
                        | PetitionState::Refused
                ),
            thread: ThreadLinks::of(&ThreadPlace::of_petition(petition), actor),
            sees_audit: may(Permission::ReadAudit),
            audit_url: format!("/desk/audit?subject={}", petition.reference),
        }
    }

    /// Notes what the address tells of the act that led here; only codes of closed lists and
    /// references are taken from it.
    fn noting(mut self, query: &str) -> Self {
        let value = |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name));
        if let Some(kind) = value("done=").and_then(RulingKind::from_code) {
            let reference = value("of=").unwrap_or_default();
            let is_reference = reference.len() <= 20
                && reference
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'-');
            if is_reference {
                self.has_done = true;
                self.done = kind.code();
                reference.clone_into(&mut self.done_reference);
            }
        }
        self
    }
}

impl PageView for DeskPetitionPage {
    const TEMPLATE: &'static str = "pages/desk/petitions/show";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        samples::all()
    }
}

#[cfg(test)]
mod samples;
