//! Meetings and proposals in lists.

use crate::web::petitions::card::rfc3339;
use serde::Serialize;
use weerklank_domain::Language;
use weerklank_domain::council::MoverRole;
use weerklank_store::council::{
    MeetingRecord, MoverRecord, ProposalFilter, ProposalRecord, movers, proposals,
};
use weerklank_store::{Db, StoreResult};

/// A meeting in a list.
#[derive(Debug, Clone, Serialize)]
pub struct MeetingLine {
    reference: String,
    url: String,
    desk_url: String,
    body_name: String,
    has_title: bool,
    title: String,
    lang: &'static str,
    state: &'static str,
    is_open: bool,
    planned_at: String,
    place: String,
    is_second: bool,
}

impl MeetingLine {
    /// The line of a meeting.
    pub fn of(meeting: &MeetingRecord, language: Language) -> Self {
        let position = &meeting.position;
        Self {
            url: format!("/council/meetings/{}", meeting.reference),
            desk_url: format!("/desk/council/meetings/{}", meeting.reference),
            reference: meeting.reference.clone(),
            body_name: meeting.body_name(language).to_owned(),
            has_title: !meeting.text.title.is_empty(),
            title: meeting.text.title.clone(),
            lang: meeting.text.language.code(),
            state: position.state.code(),
            is_open: position.started_at.is_some() && position.ended_at.is_none(),
            planned_at: rfc3339(meeting.text.planned_at),
            place: meeting.text.place.clone(),
            is_second: meeting.second_of_id.is_some(),
        }
    }

    /// Examples: to come and over, with and without a title.
    #[cfg(test)]
    pub fn samples() -> Vec<Self> {
        use weerklank_domain::council::MeetingState;
        let of = |state, is_special| Self::of(&samples::meeting(state, is_special), Language::Nl);
        vec![
            of(MeetingState::Summoned, true),
            of(MeetingState::Held, false),
        ]
    }

    /// Lines of some meetings.
    pub fn all(found: &[MeetingRecord], language: Language) -> Vec<Self> {
        found.iter().map(|one| Self::of(one, language)).collect()
    }
}

/// Somebody who brings a proposal.
#[derive(Debug, Clone, Serialize)]
pub struct MoverView {
    role: &'static str,
    has_member: bool,
    member: String,
    member_url: String,
    has_faction: bool,
    faction: String,
    faction_url: String,
    has_body: bool,
    body: String,
}

impl MoverView {
    /// The view of a mover.
    pub fn of(mover: &MoverRecord, language: Language) -> Self {
        let (member_slug, member) = mover.member.clone().unwrap_or_default();
        let (faction_slug, faction) = mover.faction.clone().unwrap_or_default();
        let body = mover.body.clone().map(|(dutch, english)| match language {
            Language::Nl => dutch,
            Language::En => english,
        });
        Self {
            role: mover.mover.role.code(),
            has_member: mover.member.is_some(),
            member,
            member_url: format!("/council/members/{member_slug}"),
            has_faction: mover.faction.is_some(),
            faction,
            faction_url: format!("/council/factions/{faction_slug}"),
            has_body: body.is_some(),
            body: body.unwrap_or_default(),
        }
    }
}

/// A proposal in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ProposalLine {
    reference: String,
    url: String,
    desk_url: String,
    kind: &'static str,
    title: String,
    lang: &'static str,
    state: &'static str,
    submitted_on: String,
    movers: Vec<MoverView>,
    has_movers: bool,
}

impl ProposalLine {
    /// The line of a proposal, with those of the movers that are its own.
    pub fn of(proposal: &ProposalRecord, movers: &[MoverRecord], language: Language) -> Self {
        let own = |one: &&MoverRecord| {
            one.proposal_id == proposal.id && one.mover.role == MoverRole::Mover
        };
        let movers: Vec<MoverView> = movers
            .iter()
            .filter(own)
            .map(|one| MoverView::of(one, language))
            .collect();
        Self {
            url: format!("/council/proposals/{}", proposal.reference),
            desk_url: format!("/desk/council/proposals/{}", proposal.reference),
            reference: proposal.reference.clone(),
            kind: proposal.kind.code(),
            title: proposal.text.title.clone(),
            lang: proposal.text.language.code(),
            state: proposal.state.code(),
            submitted_on: proposal.text.submitted_on.to_string(),
            has_movers: !movers.is_empty(),
            movers,
        }
    }

    /// Lines of some proposals.
    pub fn all(found: &[ProposalRecord], movers: &[MoverRecord], language: Language) -> Vec<Self> {
        let line = |proposal| Self::of(proposal, movers, language);
        found.iter().map(line).collect()
    }
}

/// What was proposed about something, for the page of that.
#[derive(Debug, Clone, Default)]
pub struct Proposed {
    proposals: Vec<ProposalRecord>,
    movers: Vec<MoverRecord>,
}

impl Proposed {
    /// Loads what everybody may read, in two statements.
    ///
    /// # Errors
    /// What the store says.
    pub fn load(db: &mut Db, filter: ProposalFilter) -> StoreResult<Self> {
        /// The most that is named.
        const MOST: i64 = 50;
        let filter = ProposalFilter {
            is_public: true,
            ..filter
        };
        let proposals = proposals(db, &filter, MOST)?;
        let ids: Vec<i64> = proposals.iter().map(|one| one.id).collect();
        Ok(Self {
            movers: movers(db, &ids)?,
            proposals,
        })
    }

    /// Its lines.
    pub fn lines(&self, language: Language) -> Vec<ProposalLine> {
        ProposalLine::all(&self.proposals, &self.movers, language)
    }

    /// An example.
    #[cfg(test)]
    pub fn sample() -> Self {
        use weerklank_domain::council::{ProposalKind, ProposalState};
        Self {
            proposals: vec![samples::proposal(
                ProposalKind::Motion,
                ProposalState::Adopted,
            )],
            movers: samples::movers(),
        }
    }
}

/// Examples of records.
#[cfg(test)]
pub mod samples {
    use chrono::{DateTime, TimeDelta, Utc};
    use weerklank_domain::Language;
    use weerklank_domain::calendar::day_of;
    use weerklank_domain::council::{MeetingState, MoverRole, ProposalKind, ProposalState};
    use weerklank_store::council::{
        LinkedRecord, MeetingRecord, MeetingText, MoverRecord, NewMover, Position, ProposalLinks,
        ProposalRecord, ProposalText,
    };

    pub fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_790_000_000, 0).unwrap_or_default()
    }

    fn body() -> (String, String, String) {
        ("raad".into(), "Gemeenteraad".into(), "Council".into())
    }

    /// A meeting in a state; the title says something where `is_special`.
    pub fn meeting(state: MeetingState, is_special: bool) -> MeetingRecord {
        let is_summoned = !matches!(state, MeetingState::Tentative | MeetingState::Cancelled);
        let is_held = state == MeetingState::Held;
        MeetingRecord {
            id: 1,
            body_id: 1,
            body: body(),
            reference: "V26-0003".into(),
            text: MeetingText {
                title: if is_special {
                    "Begroting <b>der</b> stad".into()
                } else {
                    String::new()
                },
                language: Language::Nl,
                planned_at: now(),
                place: "Raadzaal".into(),
                chair_id: Some(1),
            },
            position: Position {
                state,
                summons_delivered_at: is_summoned.then(|| now() - TimeDelta::days(14)),
                started_at: is_held.then(now),
                ended_at: is_held.then(|| now() + TimeDelta::hours(3)),
                cancel_reason: (state == MeetingState::Cancelled).then(|| "Storm".into()),
            },
            second_of_id: is_special.then_some(7),
            revision: 4,
        }
    }

    /// A proposal of a kind in a state.
    pub fn proposal(kind: ProposalKind, state: ProposalState) -> ProposalRecord {
        let linked = LinkedRecord {
            slug: "wonen".into(),
            title: "Wonen <b>der</b> toekomst".into(),
            language: Language::Nl,
            is_public: true,
        };
        ProposalRecord {
            id: 3,
            body_id: 1,
            body: body(),
            reference: format!("{}26-0003", kind.letters()),
            kind,
            text: ProposalText {
                title: "Bomen <b>der</b> laan".into(),
                text: "Verzoekt het college om **bomen**.".into(),
                language: Language::Nl,
                submitted_on: day_of(now()),
            },
            state,
            links: ProposalLinks::default(),
            dossier: Some(linked.clone()),
            petition: Some(linked),
            commitment_id: None,
            revision: 2,
        }
    }

    /// Movers: a member for a faction, a faction, a body.
    pub fn movers() -> Vec<MoverRecord> {
        let mover = |role, member: Option<&str>, faction: Option<&str>, body: Option<&str>| {
            let pair = |text: &str| (text.to_lowercase(), text.to_owned());
            MoverRecord {
                proposal_id: 3,
                mover: NewMover {
                    role,
                    member_id: member.map(|_| 1),
                    faction_id: faction.map(|_| 1),
                    body_id: body.map(|_| 1),
                },
                member: member.map(pair),
                faction: faction.map(pair),
                body: body.map(pair),
            }
        };
        vec![
            mover(MoverRole::Mover, Some("Jansen"), Some("ABC"), None),
            mover(MoverRole::CoMover, None, Some("DEF"), None),
            mover(MoverRole::CoMover, None, None, Some("College")),
        ]
    }
}
