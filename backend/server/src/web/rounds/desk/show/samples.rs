//! Examples of a round's page: one in each state.

use super::view::{
    Actions, Coverage, Facts, ShowPage, counts, extension_rows, notice_rows, timeline,
};
use crate::web::rounds::desk::subject::RoundSubject;
use chrono::{DateTime, Utc};
use weerklank_domain::Language;
use weerklank_domain::dossiers::{DossierState, PhaseKind};
use weerklank_domain::inputs::{Channel, InputState};
use weerklank_domain::rounds::{
    Access, AnnounceLack, ExtensionCause, InputForm, ModerationTime, NoticeKind, ProcedureRules,
    Respondents, RoundState,
};
use weerklank_store::rounds::{
    DatedRound, ExtensionRecord, Facet, FormRecord, NoticeRecord, RoundRecord,
};

fn at(day: u32) -> DateTime<Utc> {
    format!("2026-03-{day:02}T08:00:00Z").parse().unwrap()
}

fn rules() -> ProcedureRules {
    ProcedureRules {
        minimum: None,
        needs_bulletin_url: false,
        needs_documents: false,
        respondents: Respondents::Everyone,
        post_grace_days: 0,
        answer_term_days: None,
        equated_days: Vec::new(),
        source: "Awb <b>der</b>".to_owned(),
        source_url: None,
    }
}

/// A round in a state, with everything or with as little as there can be.
pub fn round(state: RoundState, is_full: bool) -> RoundRecord {
    let text = str::to_owned;
    let body = (1, text("raad"), text("Gemeenteraad"), text("Council"));
    RoundRecord {
        id: 1,
        number: 12,
        slug: text("groen"),
        dossier: (
            1,
            text("buurt"),
            text("D26-0003"),
            text("De <b>der</b> buurt"),
        ),
        dossier_language: Language::Nl,
        dossier_state: DossierState::Public,
        body,
        phase: PhaseKind::PolicyPreparation,
        present_phase: Some(PhaseKind::PolicyPreparation),
        procedure: (text(if is_full { "formal_view" } else { "own_rules" }), 1),
        rules: rules(),
        language: Language::Nl,
        title: text("Groen in de buurt"),
        intro: text(if is_full {
            "Waar kan **groen** bij?"
        } else {
            ""
        }),
        state,
        respondents: Respondents::Everyone,
        access: if is_full { Access::Code } else { Access::Email },
        moderation: ModerationTime::Before,
        holds: weerklank_domain::moderation::Holds::default(),
        opens_at: is_full.then(|| at(2)),
        closes_at: is_full.then(|| at(20)),
        laid_open_on: is_full.then(|| at(2).date_naive()),
        bulletin_url: is_full.then(|| text("https://officielebekendmakingen.example/1")),
        answer_by: is_full.then(|| at(30).date_naive()),
        announced_at: None,
        answered_at: None,
        cancelled: (state == RoundState::Cancelled).then(|| (at(9), text("Ingetrokken"))),
        source: text("own"),
        attribution: None,
        revision: 1,
        forms: InputForm::ALL
            .iter()
            .filter(|_| is_full)
            .map(|form| FormRecord {
                form: *form,
                question: text("Wat vindt <b>der</b> u?"),
                takes_own: *form == InputForm::Statement,
            })
            .collect(),
    }
}

fn page(state: RoundState, is_full: bool, may: bool) -> ShowPage {
    let round = round(state, is_full);
    let extension = ExtensionRecord {
        from: at(15),
        to: at(20),
        cause: ExtensionCause::Outage,
        reason: "De site was er niet <b>der</b>".to_owned(),
        at: at(3),
    };
    let dated = DatedRound {
        id: 1,
        slug: round.slug.clone(),
        title: round.title.clone(),
        language: round.language,
        window: round.window(),
        created_at: at(1),
        announced_at: is_full.then(|| at(1)),
        answering_at: is_full.then(|| at(21)),
        answered_at: is_full.then(|| at(28)),
        cancelled_at: round.cancelled.as_ref().map(|(at, _)| *at),
        extensions: if is_full { vec![extension] } else { Vec::new() },
    };
    let mut coverage = weerklank_domain::inputs::Coverage::default();
    if is_full {
        *coverage.of_mut(InputState::Answered) = 7;
    }
    let notices: Vec<NoticeRecord> = NoticeKind::ALL
        .iter()
        .filter(|_| is_full)
        .map(|kind| NoticeRecord {
            kind: kind.code().to_owned(),
            text: "Wij waren er **niet**.".to_owned(),
            at: at(4),
        })
        .collect();
    let of = |codes: Vec<&str>| codes.into_iter().map(|code| (code.to_owned(), 3)).collect();
    let counted = if is_full {
        vec![
            (
                Facet::Channel,
                of(Channel::ALL.iter().map(|one| one.code()).collect()),
            ),
            (
                Facet::Form,
                of(InputForm::ALL.iter().map(|one| one.code()).collect()),
            ),
            (Facet::Late, of(vec!["late"])),
        ]
    } else {
        vec![(Facet::Late, Vec::new())]
    };
    ShowPage {
        subject: RoundSubject::sample(state.code()),
        facts: Facts::of(&round),
        is_draft: state == RoundState::Draft,
        has_missing: state == RoundState::Draft && !is_full,
        missing: AnnounceLack::ALL.iter().map(|lack| lack.code()).collect(),
        actions: Actions::of(&round, state, may),
        timeline: timeline(&dated, at(10)),
        has_inputs: coverage.total() > 0,
        inputs_url: "/desk/rounds/12/inputs".to_owned(),
        has_waiting: is_full,
        waiting: 3,
        coverage: Coverage::of(&coverage),
        counts: counts(&counted),
        has_notices: !notices.is_empty(),
        notices: notice_rows(&notices),
        has_extensions: is_full,
        extensions: extension_rows(&dated.extensions),
    }
}

pub fn samples() -> Vec<(String, ShowPage)> {
    let mut pages: Vec<(String, ShowPage)> = RoundState::ALL
        .iter()
        .map(|state| (state.code().to_owned(), page(*state, true, true)))
        .collect();
    pages.push(("bare".to_owned(), page(RoundState::Draft, false, true)));
    pages.push(("reader".to_owned(), page(RoundState::Open, true, false)));
    pages
}
