//! Somebody at the desk enters a proposal, motion, amendment or appointment, or changes one.

use super::looked_up::{body_for, proposal_for, who_changed};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct, Subject, audit};
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::BTreeSet;
use weerklank_domain::council::{
    CannotPropose, MoverRole, ProposalKind, ProposalState, may_be_about,
};
use weerklank_store::Db;
use weerklank_store::council::{
    self, NewMover, NewProposal, NewProposalStep, ProposalLinks, ProposalRecord, ProposalText,
    add_proposal, add_proposal_step, factions, memberships, next_proposal_reference,
    proposal_by_id, set_movers,
};
use weerklank_store::dossiers;
use weerklank_store::petitions;

/// A proposal as it is entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalDraft {
    /// The key of its body.
    pub body_id: i64,
    /// What it is.
    pub kind: ProposalKind,
    /// What it says.
    pub text: ProposalText,
    /// What it hangs on.
    pub links: ProposalLinks,
    /// Who brings it; the first is the mover.
    pub movers: Vec<NewMover>,
}

/// Where a proposal comes from that is not entered at the desk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Origin {
    pub source: String,
    pub source_key: Option<String>,
}

/// Enters a proposal and answers it.
///
/// # Errors
/// [`ActError::CannotPropose`] says what is wrong with it.
pub fn propose(house: &House, actor: &Actor, draft: &ProposalDraft) -> ActResult<ProposalRecord> {
    let now = house.clock.now();
    house.store.write(|db| {
        body_for(db, actor, draft.body_id)?;
        let origin = Origin {
            source: "own".to_owned(),
            source_key: None,
        };
        let proposal = propose_in(db, draft, origin, (Some(actor.staff_id), now))?;
        let subject = Subject::proposal(&proposal.reference, proposal.body_id);
        audit(
            db,
            actor,
            AuditAct::ProposalEntered,
            subject,
            draft.kind.code(),
            now,
        )?;
        Ok(proposal)
    })
}

/// The same within somebody else's transaction.
pub(super) fn propose_in(
    db: &mut Db,
    draft: &ProposalDraft,
    origin: Origin,
    (staff_id, at): (Option<i64>, DateTime<Utc>),
) -> ActResult<ProposalRecord> {
    check_links(db, draft, None)?;
    check_movers(db, draft.body_id, draft.text.submitted_on, &draft.movers)?;
    let new = NewProposal {
        body_id: draft.body_id,
        reference: next_proposal_reference(db, draft.kind, draft.text.submitted_on)?,
        kind: draft.kind,
        text: draft.text.clone(),
        links: draft.links,
        source: origin.source,
        source_key: origin.source_key,
        created_at: at,
    };
    let id = add_proposal(db, &new)?;
    set_movers(db, id, &draft.movers)?;
    let step = NewProposalStep {
        step: "table",
        state: ProposalState::Tabled,
        reason: "",
        meeting_id: None,
        vote_event_id: None,
        staff_id,
        at,
    };
    add_proposal_step(db, id, &step)?;
    proposal_by_id(db, id)?.ok_or(ActError::Missing)
}

/// Changes a proposal that is not decided on, over the revision that was read.
///
/// # Errors
/// As [`propose`], and [`ActError::ChangedBy`] when somebody else was first.
pub fn change_proposal(
    house: &House,
    actor: &Actor,
    proposal_id: i64,
    read: i32,
    draft: &ProposalDraft,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let proposal = proposal_for(db, actor, proposal_id, read)?;
        // What was decided on says what it said then; only its links can still be made.
        let is_final = proposal.state.is_final();
        let draft = ProposalDraft {
            body_id: proposal.body_id,
            kind: proposal.kind,
            text: if is_final {
                proposal.text.clone()
            } else {
                draft.text.clone()
            },
            links: ProposalLinks {
                about_id: if is_final {
                    proposal.links.about_id
                } else {
                    draft.links.about_id
                },
                ..draft.links
            },
            movers: draft.movers.clone(),
        };
        check_links(db, &draft, Some(proposal.id))?;
        if !council::change_proposal(db, proposal.id, read, &draft.text, draft.links)? {
            return Err(who_changed(db, "proposal", &proposal.reference)?);
        }
        if !is_final {
            check_movers(db, proposal.body_id, draft.text.submitted_on, &draft.movers)?;
            set_movers(db, proposal.id, &draft.movers)?;
        }
        let subject = Subject::proposal(&proposal.reference, proposal.body_id);
        audit(db, actor, AuditAct::ProposalChanged, subject, "", now)?;
        Ok(())
    })
}

fn check_links(db: &mut Db, draft: &ProposalDraft, own: Option<i64>) -> ActResult<()> {
    let links = draft.links;
    let target = match links.about_id {
        Some(id) => {
            let target = proposal_by_id(db, id)?.ok_or(CannotPropose::WrongTarget)?;
            if target.body_id != draft.body_id || Some(id) == own {
                return Err(CannotPropose::WrongTarget.into());
            }
            Some(target.kind)
        }
        None => None,
    };
    if !may_be_about(draft.kind, target) {
        return Err(CannotPropose::WrongTarget.into());
    }
    if let Some(id) = links.dossier_id {
        let dossier = dossiers::find_by_id(db, id)?;
        if !dossier.is_some_and(|dossier| dossier.state.is_public()) {
            return Err(CannotPropose::NoLink.into());
        }
    }
    if let Some(id) = links.petition_id {
        let petition = petitions::find_by_id(db, id)?;
        let is_public = petition.is_some_and(|petition| {
            petition.visibility() == weerklank_domain::petitions::Visibility::Public
        });
        if !is_public {
            return Err(CannotPropose::NoLink.into());
        }
    }
    Ok(())
}

fn check_movers(db: &mut Db, body_id: i64, day: NaiveDate, movers: &[NewMover]) -> ActResult<()> {
    if !movers.iter().any(|one| one.role == MoverRole::Mover) {
        return Err(CannotPropose::NoMover.into());
    }
    let of_body = memberships(db, body_id)?;
    let known: BTreeSet<i64> = factions(db, None)?.iter().map(|one| one.id).collect();
    let mut seen = BTreeSet::new();
    for one in movers {
        let is_member = one.member_id.is_none_or(|id| {
            of_body
                .iter()
                .any(|held| held.member.0 == id && held.covers(day))
        });
        let is_faction = one.faction_id.is_none_or(|id| known.contains(&id));
        let is_new = seen.insert((
            one.member_id,
            one.member_id.map_or(one.faction_id, |_| None),
            one.body_id,
        ));
        if !is_member || !is_faction || !is_new {
            return Err(CannotPropose::WrongMover.into());
        }
    }
    Ok(())
}
