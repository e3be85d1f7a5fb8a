//! Examples of a petition at the desk: each state, each condition both ways.

use super::{Conflict, DeskPetitionPage, Whole};
use crate::web::petitions::show::sample_petition;
use chrono::{DateTime, TimeDelta, Utc};
use weerklank_acts::people::Actor;
use weerklank_acts::petitions::write::PersonOfPetition;
use weerklank_domain::Language;
use weerklank_domain::obligations::ObligationKind;
use weerklank_domain::people::{Grants, Role};
use weerklank_domain::petitions::{EventKind, NewsState, PetitionState, RulingKind};
use weerklank_store::obligations::ObligationRecord;
use weerklank_store::petitions::{
    ClaimRecord, EventRecord, PetitionerRecord, RulingRecord, Similar, UpdateRecord, VersionRecord,
};

pub(super) fn all() -> Vec<(String, DeskPetitionPage)> {
    let now = DateTime::from_timestamp(1_790_000_000, 0).unwrap_or_default();
    let states = PetitionState::ALL
        .into_iter()
        .filter(|state| state.is_before_desk());
    let mut samples: Vec<(String, DeskPetitionPage)> = states
        .flat_map(|state| [(state, true), (state, false)])
        .map(|(state, is_rich)| {
            let name = if is_rich { "rich" } else { "bare" };
            (
                format!("{}-{name}", state.code()),
                page(state, is_rich, Role::Clerk, 1, now),
            )
        })
        .collect();
    samples.push((
        "reader".to_owned(),
        page(PetitionState::Submitted, true, Role::Reader, 1, now),
    ));
    samples.push((
        "own-claim".to_owned(),
        page(PetitionState::Submitted, true, Role::Clerk, 2, now).noting("done=refuse&of=P26-0001"),
    ));
    samples.push((
        "moderator".to_owned(),
        page(PetitionState::Open, true, Role::Moderator, 2, now),
    ));
    for (name, conflict) in Conflict::samples() {
        let view = DeskPetitionPage {
            conflict,
            ..page(PetitionState::Submitted, false, Role::Clerk, 1, now)
        };
        samples.push((name.to_owned(), view));
    }
    samples
}

fn page(
    state: PetitionState,
    is_rich: bool,
    role: Role,
    staff_id: i64,
    now: DateTime<Utc>,
) -> DeskPetitionPage {
    let actor = Actor {
        staff_id,
        name: "Hinke de Boer".to_owned(),
        grants: Grants::new(vec![(role, 1)]),
    };
    let whole = whole(state, is_rich, now);
    DeskPetitionPage::of(&whole, &actor, Language::Nl, now, &|_| {
        "0123456789".to_owned()
    })
}

fn whole(state: PetitionState, is_rich: bool, now: DateTime<Utc>) -> Whole {
    let petition = sample_petition(state, is_rich, now);
    let version = |version: i32, title: &str| VersionRecord {
        version,
        title: title.to_owned(),
        observation: "Auto's rijden hard.".to_owned(),
        request: petition.request.clone(),
        explanation: String::new(),
        submitted_at: now,
    };
    let update = |id: i64, state: NewsState| UpdateRecord {
        id,
        petition_id: 1,
        text: "Er waren *veel* mensen.".to_owned(),
        state,
        written_at: now,
        reason: (state == NewsState::Declined).then(|| "Er staat een naam in.".to_owned()),
        decided_at: (state != NewsState::Waiting).then_some(now),
        event_id: (state == NewsState::Approved).then_some(id),
    };
    Whole {
        versions: if is_rich {
            vec![
                version(2, "Nieuw"),
                version(1, "Maak <b>de straat</b> veilig"),
            ]
        } else {
            vec![version(1, "Oud")]
        },
        rulings: if is_rich {
            RulingKind::ALL
                .iter()
                .map(|kind| ruling(*kind, now))
                .collect()
        } else {
            Vec::new()
        },
        claim: is_rich.then(|| ClaimRecord {
            staff_id: 2,
            staff_name: "Foppe Andela".to_owned(),
            until: now + TimeDelta::minutes(20),
        }),
        petitioner: is_rich.then(|| petitioner(now)),
        supporters: 26,
        owed: if is_rich {
            vec![ObligationRecord {
                kind: ObligationKind::Answer,
                body_id: 1,
                begun_at: now,
                due_at: now - TimeDelta::days(1),
                met_at: None,
            }]
        } else {
            Vec::new()
        },
        updates: if is_rich {
            vec![
                update(3, NewsState::Waiting),
                update(2, NewsState::Declined),
                update(1, NewsState::Approved),
            ]
        } else {
            Vec::new()
        },
        events: vec![EventRecord {
            id: 1,
            kind: EventKind::Filed,
            at: now,
            code: None,
            text: None,
            url: None,
            to_name: None,
            other: None,
        }],
        similar: if is_rich {
            vec![Similar {
                slug: "bankje".to_owned(),
                title: "Een bankje".to_owned(),
                language: "nl".to_owned(),
                total: 12,
            }]
        } else {
            Vec::new()
        },
        petition,
    }
}

fn ruling(kind: RulingKind, at: DateTime<Utc>) -> RulingRecord {
    RulingRecord {
        kind,
        text_version: 1,
        code: match kind {
            RulingKind::Refuse => Some("no_action".to_owned()),
            RulingKind::TakeDown => Some("threat".to_owned()),
            _ => None,
        },
        citation: (kind == RulingKind::Refuse).then(|| "Huisregel 1".to_owned()),
        reason: (kind != RulingKind::Admit).then(|| "Zeg wat er moet *gebeuren*.".to_owned()),
        staff_name: "Hinke de Boer".to_owned(),
        at,
    }
}

fn petitioner(now: DateTime<Utc>) -> (PetitionerRecord, PersonOfPetition) {
    let record = PetitionerRecord {
        petition_id: 1,
        sealed: String::new(),
        is_proven: true,
        has_address: true,
        show_name: true,
        answered: Vec::new(),
        language: Language::Nl,
        mails: 1,
        changed_at: now,
    };
    let person = PersonOfPetition {
        name: "Zoë van der Ploeg".to_owned(),
        email: "zoe@voorbeeld.nl".to_owned(),
        ..PersonOfPetition::default()
    };
    (record, person)
}
