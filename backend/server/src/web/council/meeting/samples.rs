//! Examples of a meeting's page.

use super::super::card::samples::{meeting, movers, now, proposal};
use super::{MeetingPage, Whole};
use chrono::TimeDelta;
use weerklank_acts::council::Attending;
use weerklank_domain::Language;
use weerklank_domain::council::{
    AttendanceMode, MeetingState, ProposalKind, ProposalState, Roster,
};
use weerklank_store::council::{
    AttendanceRecord, DecidedProposal, DecisionLine, DecisionListRecord, ItemProposal, ItemRecord,
    ItemText, MemberRecord, PaperRecord,
};

fn item(id: i64, closed: bool) -> ItemRecord {
    let is_rich = id == 2;
    ItemRecord {
        id,
        meeting_id: 1,
        level: usize::from(id == 3),
        number: if id == 3 {
            "2.a".into()
        } else {
            id.to_string()
        },
        text: ItemText {
            parent_id: (id == 3).then_some(2),
            position: 1,
            title: "Bomen <b>der</b> laan".into(),
            explanation: if is_rich {
                "Met **insprekers**.".into()
            } else {
                String::new()
            },
            hamerstuk: id == 3,
            closed,
            topic: None,
            dossier_id: is_rich.then_some(1),
            first_item_id: (id == 1).then_some(9),
        },
        treated: is_rich,
        started_at: is_rich.then(now),
        ended_at: is_rich.then(|| now() + TimeDelta::hours(1)),
        decision: String::new(),
        dossier: is_rich.then(|| {
            (
                "wonen".into(),
                "Wonen <b>der</b> toekomst".into(),
                Language::Nl,
                true,
            )
        }),
    }
}

fn paper(id: i64, item_id: Option<i64>, replaces_id: Option<i64>) -> PaperRecord {
    PaperRecord {
        id,
        item_id,
        proposal_id: None,
        title: "Advies <b>der</b> commissie".into(),
        language: Language::Nl,
        sha256: "7816bf8f".into(),
        file_name: "advies.txt".into(),
        size: 1234,
        replaces_id,
        note: replaces_id.map(|_| "Bladzijde 3 ontbrak.".into()),
        added_at: now(),
    }
}

fn list(version: i32) -> DecisionListRecord {
    let line = |closed: bool| DecisionLine {
        number: "2".into(),
        title: "Bomen <b>der</b> laan".into(),
        level: 0,
        closed,
        decision: if closed {
            String::new()
        } else {
            "Conform besloten.".into()
        },
        proposals: if closed {
            Vec::new()
        } else {
            vec![DecidedProposal {
                reference: "M26-0003".into(),
                kind: "motion".into(),
                title: "Bomen".into(),
                state: "adopted".into(),
            }]
        },
    };
    DecisionListRecord {
        version,
        lines: vec![line(false), line(true)],
        correction: (version > 1).then(|| "Een motie ontbrak.".into()),
        published_at: now() + TimeDelta::days(i64::from(version)),
    }
}

/// A meeting in a state, with everything or with nothing.
pub fn whole(state: MeetingState, is_rich: bool) -> Whole {
    let line = |id: i64, mode, until: bool| AttendanceRecord {
        id,
        member: (id, "a-de-vries".into(), "A. <b>der</b> Vries".into()),
        mode,
        from_at: now(),
        until_at: until.then(|| now() + TimeDelta::hours(2)),
    };
    let roster = Roster::on(
        weerklank_domain::calendar::day_of(now()),
        u32::from(is_rich),
        &[],
    );
    let attending = roster.ok().map(|roster| Attending {
        roster,
        present: 0,
        rules: None,
        opening: None,
    });
    Whole {
        votes: if is_rich {
            crate::web::council::vote::card::samples::decided()
        } else {
            Vec::new()
        },
        sheets: crate::web::council::vote::card::samples::decided()
            .into_iter()
            .map(|one| one.vote)
            .collect(),
        meeting: meeting(state, is_rich),
        chair: is_rich.then(|| MemberRecord {
            id: 1,
            slug: "h-van-rijswijk".into(),
            name: "H. <b>der</b> Rijswijk".into(),
            sort_name: "Rijswijk".into(),
            revision: 1,
        }),
        first: is_rich.then(|| meeting(MeetingState::NotOpened, false)),
        second: is_rich.then(|| meeting(MeetingState::Summoned, false)),
        items: if is_rich {
            vec![
                item(1, false),
                item(2, false),
                item(3, false),
                item(4, true),
            ]
        } else {
            Vec::new()
        },
        papers: if is_rich {
            vec![
                paper(1, None, None),
                paper(2, Some(2), None),
                paper(3, Some(2), Some(2)),
            ]
        } else {
            Vec::new()
        },
        placed: vec![ItemProposal {
            meeting_id: 1,
            item_id: 2,
            proposal_id: 3,
            position: 1,
        }],
        proposals: vec![proposal(ProposalKind::Motion, ProposalState::Adopted)],
        movers: movers(),
        attendance: vec![
            line(1, AttendanceMode::InPerson, false),
            line(2, AttendanceMode::Remote, true),
        ],
        attending: attending.filter(|_| state.has_attendance()),
        lists: if is_rich && state == MeetingState::Held {
            vec![list(2), list(1)]
        } else if state == MeetingState::Held {
            vec![list(1)]
        } else {
            Vec::new()
        },
    }
}

pub fn all() -> Vec<(String, MeetingPage)> {
    let mut samples = Vec::new();
    for state in MeetingState::ALL {
        for (name, is_rich) in [("full", true), ("bare", false)] {
            let page = MeetingPage::of(&whole(*state, is_rich), Language::Nl);
            samples.push((format!("{}-{name}", state.code().replace('_', "-")), page));
        }
    }
    samples
}
