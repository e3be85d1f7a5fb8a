//! Puts a proposal on the books that comes from the seeds or from another system.

use super::propose::{Origin, ProposalDraft, propose_in};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use chrono::{DateTime, Utc};
use weerklank_domain::council::{MoverRole, ProposalKind};
use weerklank_store::council::{
    NewMover, ProposalLinks, ProposalText, faction, member, proposal_of_source,
};
use weerklank_store::{Db, dossiers, petitions, site};

/// A proposal with everything that it names.
#[derive(Debug, Clone)]
pub struct EntryProposal {
    /// `seed` or the name of the source.
    pub source: String,
    /// Its key at the source.
    pub key: String,
    /// Slug of its body.
    pub body: String,
    /// What it is.
    pub kind: ProposalKind,
    /// What it says.
    pub text: ProposalText,
    /// The key, at the source, of what it is about.
    pub about: Option<String>,
    /// Slug of its dossier.
    pub dossier: Option<String>,
    /// Slug of its petition.
    pub petition: Option<String>,
    /// Who brings it.
    pub movers: Vec<EntryMover>,
    /// When it was entered.
    pub at: DateTime<Utc>,
}

/// Somebody who brings a proposal, by names in addresses.
#[derive(Debug, Clone, Default)]
pub struct EntryMover {
    /// A member.
    pub member: Option<String>,
    /// A faction, also of the member.
    pub faction: Option<String>,
    /// A body.
    pub body: Option<String>,
}

/// Enters a proposal; `false` when it is there, and nothing was changed.
///
/// # Errors
/// [`ActError::Unusable`] when it names what does not exist, [`ActError::CannotPropose`] says what else is
/// wrong with it.
pub fn enter_proposal(house: &House, entry: &EntryProposal) -> ActResult<bool> {
    house.store.write(|db| {
        if proposal_of_source(db, &entry.key)?.is_some() {
            return Ok(false);
        }
        let unknown =
            |what: &str, name: &str| ActError::Unusable(format!("{}: no {what} {name}", entry.key));
        let body = site::body(db, &entry.body)?.ok_or_else(|| unknown("body", &entry.body))?;
        let mut links = ProposalLinks::default();
        if let Some(key) = &entry.about {
            let id = proposal_of_source(db, key)?;
            links.about_id = Some(id.ok_or_else(|| unknown("proposal", key))?);
        }
        if let Some(slug) = &entry.dossier {
            let dossier = dossiers::find(db, slug)?;
            links.dossier_id = Some(dossier.ok_or_else(|| unknown("dossier", slug))?.id);
        }
        if let Some(slug) = &entry.petition {
            let id = petitions::id_of_slug(db, slug)?;
            links.petition_id = Some(id.ok_or_else(|| unknown("petition", slug))?);
        }
        let mut movers = Vec::new();
        for (place, given) in entry.movers.iter().enumerate() {
            let role = if place == 0 {
                MoverRole::Mover
            } else {
                MoverRole::CoMover
            };
            movers
                .push(mover(db, role, given)?.ok_or_else(|| unknown("mover", &place.to_string()))?);
        }
        let draft = ProposalDraft {
            body_id: body.id,
            kind: entry.kind,
            text: entry.text.clone(),
            links,
            movers,
        };
        let origin = Origin {
            source: entry.source.clone(),
            source_key: Some(entry.key.clone()),
        };
        propose_in(db, &draft, origin, (None, entry.at))?;
        Ok(true)
    })
}

/// Somebody who brings a proposal; `None` when a name is not known.
fn mover(db: &mut Db, role: MoverRole, given: &EntryMover) -> ActResult<Option<NewMover>> {
    let mut mover = NewMover {
        role,
        member_id: None,
        faction_id: None,
        body_id: None,
    };
    if let Some(slug) = &given.member {
        let Some(found) = member(db, slug)? else {
            return Ok(None);
        };
        mover.member_id = Some(found.id);
    }
    if let Some(slug) = &given.faction {
        let Some(found) = faction(db, slug)? else {
            return Ok(None);
        };
        mover.faction_id = Some(found.id);
    }
    if let Some(slug) = &given.body {
        let Some(found) = site::body(db, slug)? else {
            return Ok(None);
        };
        mover.body_id = Some(found.id);
    }
    Ok(Some(mover))
}
