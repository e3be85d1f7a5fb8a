//! Examples of the page of a vote.

use super::*;
use crate::web::council::card::samples::meeting;
use weerklank_domain::council::MeetingState;

fn page(result: ResultView, cast: CastView, is_rich: bool) -> VotePage {
    let link = LinkView {
        url: "/petitions/bomen".to_owned(),
        title: "Bomen <b>der</b> stad".to_owned(),
        lang: "nl",
    };
    let versions = vec![
        VersionView {
            number: 2,
            at: "2026-03-14T10:00:00Z".to_owned(),
            has_correction: true,
            correction: "De griffier vergiste <b>der</b> zich.".to_owned(),
            result: result.clone(),
            changes: cast::samples::changed(),
            has_changes: true,
        },
        VersionView {
            number: 1,
            at: "2026-03-12T20:00:00Z".to_owned(),
            has_correction: false,
            correction: String::new(),
            result: result.clone(),
            changes: Vec::new(),
            has_changes: false,
        },
    ];
    VotePage {
        reference: "S26-0004".to_owned(),
        title: "Bomen <b>der</b> stad".to_owned(),
        lang: "nl",
        body_name: "Gemeenteraad".to_owned(),
        taken_at: "2026-03-12T19:30:00Z".to_owned(),
        meeting: MeetingLine::of(&meeting(MeetingState::Held, is_rich), Language::Nl),
        item: "Groen <b>der</b>".to_owned(),
        has_proposal: is_rich,
        proposal_kind: "motion",
        proposal_reference: "M26-0007".to_owned(),
        proposal_url: "/council/proposals/M26-0007".to_owned(),
        has_dossier: is_rich,
        dossier: link.clone(),
        has_petition: is_rich,
        petition: link,
        has_asked_by: is_rich,
        asked_by: "A. <b>der</b> Vries".to_owned(),
        asked_by_url: "/council/members/a-de-vries".to_owned(),
        is_asked_by_chair: !is_rich,
        has_summary: is_rich,
        summary: "De bomen <b>der</b> blijven.".to_owned(),
        result,
        cast,
        has_chain: is_rich,
        chain: if is_rich {
            card::samples::all()
        } else {
            Vec::new()
        },
        rules: "nl_council 1".to_owned(),
        is_corrected: is_rich,
        version: 2,
        versions: if is_rich { versions } else { Vec::new() },
    }
}

pub fn pages() -> Vec<(String, VotePage)> {
    let casts = cast::samples::all();
    let mut pages = Vec::new();
    for (at, result) in result::samples::all().into_iter().enumerate() {
        let cast = casts[at % casts.len()].clone();
        pages.push((format!("result {at}"), page(result, cast, at % 2 == 0)));
    }
    pages
}
