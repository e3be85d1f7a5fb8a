//! `GET /desk/petitions/{reference}`: one petition with everything that the desk knows of it.

use super::{desk_url, petition_of};
use crate::web::app::App;
use crate::web::desk::{Allowed, Conflict, Needs, SeeDesk, Staff, desk_page};
use crate::web::errors::{WebError, WebResult};
use crate::web::form::Browser;
use crate::web::page::PageView;
use crate::web::petitions::card::{rfc3339, rfc3339_or_empty, shown_state};
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::people::Actor;
use weerklank_acts::petitions::write::{PersonOfPetition, petitioner_person};
use weerklank_domain::Language;
use weerklank_domain::calendar::last_day_before;
use weerklank_domain::obligations::ObligationKind;
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::{PetitionState, RulingKind, Step};
use weerklank_domain::text::{Change, Piece, SafeHtml, Under, diff, to_html};
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
    is_missing_reason: bool,
    is_long_reason: bool,
    form_expired: bool,
    has_errors: bool,
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
    can_take_down: bool,
    can_hand_over: bool,
    can_record_events: bool,
    can_record_handling: bool,
    can_answer: bool,
    sees_audit: bool,
    audit_url: String,
}

#[derive(Debug, Clone, Default, Serialize)]
struct ClaimView {
    can_claim: bool,
    is_held: bool,
    is_mine: bool,
    by: String,
    until: String,
    claim_action: String,
    claim_csrf: String,
    release_action: String,
    release_csrf: String,
    take_over_action: String,
    take_over_csrf: String,
}

#[derive(Debug, Clone, Serialize)]
struct Passage {
    kind: &'static str,
    is_empty: bool,
    text_html: SafeHtml,
    is_title: bool,
    text: String,
    is_changed: bool,
    pieces: Vec<PieceView>,
}

#[derive(Debug, Clone, Serialize)]
struct PieceView {
    is_added: bool,
    is_removed: bool,
    text: String,
}

#[derive(Debug, Clone, Serialize)]
struct RulingView {
    kind: &'static str,
    at: String,
    by: String,
    text_version: i32,
    has_ground: bool,
    ground: String,
    citation: String,
    has_class: bool,
    class: String,
    has_reason: bool,
    reason_html: SafeHtml,
}

#[derive(Debug, Clone, Serialize)]
struct SimilarView {
    url: String,
    title: String,
    lang: String,
    count: i64,
}

#[derive(Debug, Clone, Serialize)]
struct UpdateView {
    id: i64,
    at: String,
    text_html: SafeHtml,
    is_waiting: bool,
    can_decide: bool,
    is_declined: bool,
    reason_html: SafeHtml,
    has_typed: bool,
    typed: String,
    approve_action: String,
    approve_csrf: String,
    decline_action: String,
    decline_csrf: String,
}

#[derive(Debug, Clone, Serialize)]
struct EventView {
    kind: &'static str,
    at: String,
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

/// What somebody typed on the page that was not done.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// About which news.
    pub update_id: i64,
    /// Why not.
    pub reason: String,
    /// What is wrong with that.
    pub error: Option<&'static str>,
    /// Whether the form lacked its proof.
    pub is_expired: bool,
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
    let typed = Typed::default();
    answer_with(request, app, visitor, staff, reference, conflict, typed).await
}

/// As [`answer`], with what was typed.
pub async fn answer_with<P: Needs>(
    request: &HttpRequest,
    app: &web::Data<Arc<App>>,
    visitor: Visitor,
    staff: &Allowed<P>,
    reference: &str,
    conflict: Conflict,
    typed: Typed,
) -> WebResult<HttpResponse> {
    let status = if typed.is_expired {
        StatusCode::FORBIDDEN
    } else if typed.error.is_some() {
        StatusCode::BAD_REQUEST
    } else if conflict.has_conflict {
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
    let view = view.noting(request.query_string()).with_typed(&typed);
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
            is_missing_reason: false,
            is_long_reason: false,
            form_expired: false,
            has_errors: false,
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
            can_take_down: is_ours && may(Permission::TakeDown) && allows(Step::TakeDown),
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

    /// Shows what was typed about news that was not decided just now.
    fn with_typed(mut self, typed: &Typed) -> Self {
        self.is_missing_reason = typed.error == Some("required");
        self.is_long_reason = typed.error == Some("too_long");
        self.has_errors = typed.error.is_some();
        self.form_expired = typed.is_expired;
        for update in &mut self.updates {
            if update.id == typed.update_id && !typed.reason.is_empty() {
                update.has_typed = true;
                update.typed.clone_from(&typed.reason);
            }
        }
        self
    }
}

fn claim_view(
    whole: &Whole,
    actor: &Actor,
    here: &str,
    proof: &dyn Fn(&str) -> String,
) -> ClaimView {
    let petition = &whole.petition;
    let can_decide = actor
        .grants
        .may(Permission::DecidePetitions, petition.body_id);
    let is_open_to_work = matches!(
        petition.state,
        PetitionState::Submitted
            | PetitionState::Open
            | PetitionState::Closed
            | PetitionState::HandedOver
            | PetitionState::Refused
    );
    let action = |verb: &str| format!("{here}/{verb}");
    let held = whole.claim.as_ref();
    ClaimView {
        can_claim: can_decide && is_open_to_work,
        is_held: held.is_some(),
        is_mine: held.is_some_and(|held| held.staff_id == actor.staff_id),
        by: held.map(|held| held.staff_name.clone()).unwrap_or_default(),
        until: held.map(|held| rfc3339(held.until)).unwrap_or_default(),
        claim_csrf: proof(&action("claim")),
        claim_action: action("claim"),
        release_csrf: proof(&action("release")),
        release_action: action("release"),
        take_over_csrf: proof(&action("take-over")),
        take_over_action: action("take-over"),
    }
}

/// The text, with what changed since the version before it.
fn passages(whole: &Whole) -> Vec<Passage> {
    let petition = &whole.petition;
    let before = whole.versions.get(1);
    let parts: [(&'static str, &str, Option<&str>); 4] = [
        (
            "title",
            &petition.title,
            before.map(|old| old.title.as_str()),
        ),
        (
            "request",
            &petition.request,
            before.map(|old| old.request.as_str()),
        ),
        (
            "observation",
            &petition.observation,
            before.map(|old| old.observation.as_str()),
        ),
        (
            "explanation",
            &petition.explanation,
            before.map(|old| old.explanation.as_str()),
        ),
    ];
    parts
        .into_iter()
        .map(|(kind, text, old)| {
            let is_changed = old.is_some_and(|old| old != text);
            Passage {
                kind,
                is_empty: text.is_empty(),
                text_html: to_html(text, Under::Section),
                is_title: kind == "title",
                text: text.to_owned(),
                is_changed,
                pieces: match old.filter(|_| is_changed) {
                    Some(old) => diff(old, text).into_iter().map(piece_view).collect(),
                    None => Vec::new(),
                },
            }
        })
        .collect()
}

fn piece_view(piece: Piece) -> PieceView {
    PieceView {
        is_added: piece.change == Change::Added,
        is_removed: piece.change == Change::Removed,
        text: piece.text,
    }
}

fn ruling_view(ruling: &RulingRecord) -> RulingView {
    let code = ruling.code.clone().unwrap_or_default();
    let reason = ruling.reason.as_deref().unwrap_or_default();
    RulingView {
        kind: ruling.kind.code(),
        at: rfc3339(ruling.at),
        by: ruling.staff_name.clone(),
        text_version: ruling.text_version,
        has_ground: ruling.kind == RulingKind::Refuse && !code.is_empty(),
        has_class: ruling.kind == RulingKind::TakeDown && !code.is_empty(),
        ground: code.clone(),
        class: code,
        citation: ruling.citation.clone().unwrap_or_default(),
        has_reason: !reason.is_empty(),
        reason_html: to_html(reason, Under::Section),
    }
}

fn update_view(
    update: &UpdateRecord,
    can_decide: bool,
    here: &str,
    proof: &dyn Fn(&str) -> String,
) -> UpdateView {
    let action = |verb: &str| format!("{here}/updates/{}/{verb}", update.id);
    let reason = update.reason.as_deref().unwrap_or_default();
    UpdateView {
        id: update.id,
        at: rfc3339(update.written_at),
        text_html: to_html(&update.text, Under::Section),
        is_waiting: update.state == "waiting",
        can_decide: can_decide && update.state == "waiting",
        is_declined: update.state == "declined",
        reason_html: to_html(reason, Under::Section),
        has_typed: false,
        typed: String::new(),
        approve_csrf: proof(&action("approve")),
        approve_action: action("approve"),
        decline_csrf: proof(&action("decline")),
        decline_action: action("decline"),
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
