//! The parts of the page: the claim, the text with its changes, decisions and news.

use super::Whole;
use crate::web::petitions::card::rfc3339;
use serde::Serialize;
use weerklank_acts::people::Actor;
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::{NewsState, PetitionState, RulingKind};
use weerklank_domain::text::{Change, Piece, SafeHtml, Under, diff, to_html};
use weerklank_store::petitions::{RulingRecord, UpdateRecord};

#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct ClaimView {
    pub(super) can_claim: bool,
    pub(super) is_held: bool,
    pub(super) is_mine: bool,
    pub(super) by: String,
    pub(super) until: String,
    pub(super) claim_action: String,
    pub(super) claim_csrf: String,
    pub(super) release_action: String,
    pub(super) release_csrf: String,
    pub(super) take_over_action: String,
    pub(super) take_over_csrf: String,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct Passage {
    pub(super) kind: &'static str,
    pub(super) is_empty: bool,
    pub(super) text_html: SafeHtml,
    pub(super) is_title: bool,
    pub(super) text: String,
    pub(super) is_changed: bool,
    pub(super) pieces: Vec<PieceView>,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct PieceView {
    pub(super) is_added: bool,
    pub(super) is_removed: bool,
    pub(super) text: String,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct RulingView {
    pub(super) kind: &'static str,
    pub(super) at: String,
    pub(super) by: String,
    pub(super) text_version: i32,
    pub(super) has_ground: bool,
    pub(super) ground: String,
    pub(super) citation: String,
    pub(super) has_class: bool,
    pub(super) class: String,
    pub(super) has_reason: bool,
    pub(super) reason_html: SafeHtml,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct SimilarView {
    pub(super) url: String,
    pub(super) title: String,
    pub(super) lang: String,
    pub(super) count: i64,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct UpdateView {
    pub(super) id: i64,
    pub(super) at: String,
    pub(super) text_html: SafeHtml,
    pub(super) is_waiting: bool,
    pub(super) can_decide: bool,
    pub(super) is_declined: bool,
    pub(super) reason_html: SafeHtml,
    pub(super) approve_action: String,
    pub(super) approve_csrf: String,
    pub(super) url: String,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct EventView {
    pub(super) kind: &'static str,
    pub(super) at: String,
}

pub(super) fn claim_view(
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
pub(super) fn passages(whole: &Whole) -> Vec<Passage> {
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

pub(super) fn ruling_view(ruling: &RulingRecord) -> RulingView {
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

pub(super) fn update_view(
    update: &UpdateRecord,
    can_decide: bool,
    here: &str,
    proof: &dyn Fn(&str) -> String,
) -> UpdateView {
    let url = format!("{here}/news/{}", update.id);
    let approve_action = format!("{url}/approve");
    let reason = update.reason.as_deref().unwrap_or_default();
    let is_waiting = update.state == NewsState::Waiting;
    UpdateView {
        id: update.id,
        at: rfc3339(update.written_at),
        text_html: to_html(&update.text, Under::Section),
        is_waiting,
        can_decide: can_decide && is_waiting,
        is_declined: update.state == NewsState::Declined,
        reason_html: to_html(reason, Under::Section),
        approve_csrf: proof(&approve_action),
        approve_action,
        url,
    }
}
