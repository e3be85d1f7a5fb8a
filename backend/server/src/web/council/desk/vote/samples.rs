//! Examples of the sheet.

use super::page::{
    BoxView, CandidateLine, FactionLine, KeyView, LinesView, MemberLine, OptionView, SheetPage,
};
use super::trouble::{TroubleView, UNSOUND};
use crate::web::council::vote::result;
use crate::web::desk::Conflict;
use crate::web::field::{Field, Problem};
use crate::web::responses::desk::form::{FormView, choices};
use weerklank_domain::council::{Announced, Breaker, CannotVote, Choice};

const NAME: &str = "A. <b>der</b> Vries";

fn boxes(codes: &[&'static str]) -> Vec<BoxView> {
    codes
        .iter()
        .map(|choice| BoxView {
            choice,
            is_checked: *choice == "for",
        })
        .collect()
}

fn by_name() -> LinesView {
    let all: Vec<&'static str> = Choice::ALL.iter().map(|choice| choice.code()).collect();
    LinesView {
        is_by_name: true,
        members: [true, false]
            .map(|has_erred| MemberLine {
                id: 1 + i64::from(has_erred),
                name: NAME.to_owned(),
                faction: "G<b>r</b>oen".to_owned(),
                boxes: boxes(&all),
                has_erred,
            })
            .to_vec(),
        keys: all.iter().map(|choice| KeyView { choice }).collect(),
        has_beginning: true,
        begins_at: NAME.to_owned(),
        may_abstain: true,
        ..LinesView::default()
    }
}

fn per_faction() -> LinesView {
    LinesView {
        is_per_faction: true,
        may_abstain: true,
        factions: [true, false]
            .map(|has_name| FactionLine {
                key: i64::from(has_name),
                has_name,
                name: "G<b>r</b>oen".to_owned(),
                members: 6,
                positions: boxes(&["for", "against", "divided"]),
                for_it: 4,
                against: 0,
                abstained: 0,
                recused: 1,
                absent: 1,
                has_erred: has_name,
            })
            .to_vec(),
        ..LinesView::default()
    }
}

fn secret() -> LinesView {
    LinesView {
        is_secret: true,
        handed_in: "29".to_owned(),
        blank: "2".to_owned(),
        wrong: "0".to_owned(),
        candidates: vec![CandidateLine {
            row: 1,
            name: NAME.to_owned(),
            votes: "27".to_owned(),
            members: vec![OptionView {
                value: 4,
                name: NAME.to_owned(),
                is_selected: true,
            }],
        }],
        chosen: String::new(),
        ..LinesView::default()
    }
}

fn trouble(code: &str) -> TroubleView {
    TroubleView {
        code: code.to_owned(),
        who: NAME.to_owned(),
        a: 14,
        b: 2,
        c: 12,
        d: 15,
        is_general: false,
    }
}

fn page(lines: LinesView, problems: &[Problem]) -> SheetPage {
    let warnings = ["cannot_be_valid", "no_margin", "cannot_be_adopted"];
    let result = result::samples::all().remove(0);
    SheetPage {
        reference: "S26-0004".to_owned(),
        title: "M26-0007 Bomen <b>der</b> laan".to_owned(),
        lang: "nl",
        back: "/desk/council/meetings/V26-0003".to_owned(),
        public_url: "/council/votes/S26-0004".to_owned(),
        state: "draft",
        method: "roll_call",
        edition: 3,
        form: FormView::sample(problems, false),
        live_url: "/desk/council/votes/S26-0004/look".to_owned(),
        live_csrf: "abc".to_owned(),
        conflict: Conflict::default(),
        has_conflict: false,
        is_correction: false,
        reason: Field::of("", "reason", problems),
        needs_second: false,
        can_offer: false,
        can_publish: true,
        is_own_offer: false,
        lines,
        summary_nl: Field::of("De bomen <b>der</b>.", "summary_nl", problems),
        summary_en: Field::of("", "summary_en", problems),
        breakers: choices(Breaker::ALL.iter().map(|one| one.code()), "lot_for"),
        announced: choices(Announced::ALL.iter().map(|one| one.code()), "adopted"),
        warnings: warnings.map(trouble).to_vec(),
        has_warnings: true,
        troubles: Vec::new(),
        has_troubles: false,
        has_more_troubles: false,
        more_troubles: 0,
        has_result: true,
        result,
    }
}

/// By name, by faction and by ballot; in the way, corrected, with a second person.
pub fn pages() -> Vec<(String, SheetPage)> {
    let problems = [
        ("numbers", "invalid_number"),
        ("numbers", "invalid_name"),
        ("summary_nl", "too_long"),
        ("summary_en", "too_long"),
        ("reason", "required"),
    ]
    .map(|(field, code)| Problem { field, code });
    let cannot = CannotVote::ALL.iter().map(|cannot| TroubleView {
        is_general: true,
        ..trouble(cannot.code())
    });
    let unsound = UNSOUND.iter().map(|code| trouble(code));
    let troubles: Vec<TroubleView> = unsound.chain(cannot).collect();
    let in_the_way = SheetPage {
        state: "offered",
        needs_second: true,
        can_publish: false,
        is_own_offer: true,
        has_warnings: false,
        warnings: Vec::new(),
        has_troubles: true,
        has_more_troubles: true,
        more_troubles: 7,
        troubles,
        has_result: false,
        ..page(per_faction(), &[])
    };
    let corrected = SheetPage {
        state: "published",
        is_correction: true,
        ..page(secret(), &problems)
    };
    let offered = SheetPage {
        needs_second: true,
        can_offer: true,
        can_publish: false,
        ..page(secret(), &[])
    };
    let mut pages: Vec<(String, SheetPage)> = vec![
        ("by name".to_owned(), page(by_name(), &[])),
        ("in the way".to_owned(), in_the_way),
        ("corrected".to_owned(), corrected),
        ("by a second person".to_owned(), offered),
    ];
    let conflict = SheetPage {
        has_conflict: true,
        conflict: Conflict::samples().remove(0).1,
        ..page(by_name(), &[])
    };
    pages.push(("somebody was first".to_owned(), conflict));
    pages
}
