//! Somebody announces a round: from now on everybody can read when it opens, and nothing of it is
//! taken back but in public.

use super::subject::{audit_round, round_for, take_step};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct};
use crate::rounds::enter_round::plan_clock;
use chrono::{DateTime, Utc};
use weerklank_domain::calendar::day_of;
use weerklank_domain::dossiers::DossierState;
use weerklank_domain::people::Permission;
use weerklank_domain::rounds::{
    AnnounceFacts, AnnounceLack, ProcedureRules, RoundState, RoundStep,
};
use weerklank_store::rounds::{RoundRecord, documents_of, procedures, scope_of, set_procedure};
use weerklank_store::{Db, StoreResult};

/// Announces the revision of a round that was read, and plans its opening and closing.
///
/// # Errors
/// [`ActError::CannotAnnounce`] with everything that is missing, [`ActError::Stale`] when it was
/// changed in the meantime, [`ActError::WrongRoundStep`] when it was announced before.
pub fn announce(house: &House, actor: &Actor, round_id: i64, read: i32) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let round = round_for(db, actor, Permission::ManageRounds, round_id, now)?;
        round.state.after(RoundStep::Announce)?;
        if round.revision != read {
            return Err(ActError::Stale);
        }
        let missing = announce_lacks(db, &round, house.identity().is_some(), now)?;
        let times = round.opens_at.zip(round.closes_at);
        let Some(times) = times.filter(|_| missing.is_empty()) else {
            return Err(ActError::CannotAnnounce(missing));
        };
        if let Some((procedure_id, _)) = rules_of_opening(db, &round)? {
            set_procedure(db, round.id, procedure_id)?;
        }
        take_step(db, &round, RoundStep::Announce, now)?;
        plan_clock(db, round.id, RoundState::Announced, times, now)?;
        let subject = (round.number, round.body.0);
        audit_round(db, actor, AuditAct::RoundAnnounced, subject, "", now)
    })
}

/// Everything that is in the way of announcing a round.
///
/// # Errors
/// What the store says.
pub fn announce_lacks(
    db: &mut Db,
    round: &RoundRecord,
    has_identity_provider: bool,
    now: DateTime<Utc>,
) -> StoreResult<Vec<AnnounceLack>> {
    let scope = scope_of(db, round.dossier.0, round.phase)?;
    let documents = documents_of(db, round.dossier.0, round.phase)?;
    let rules = rules_of_opening(db, round)?.map_or_else(|| round.rules.clone(), |found| found.1);
    let facts = AnnounceFacts {
        rules: &rules,
        is_dossier_public: round.dossier_state == DossierState::Public,
        is_in_phase: round.phase.may_open_round(round.present_phase),
        has_scope: scope.is_whole(),
        has_forms: !round.forms.is_empty(),
        has_documents: !documents.is_empty(),
        has_bulletin: round.bulletin_url.is_some(),
        has_identity_provider,
        access: round.access,
        opens_at: round.opens_at,
        closes_at: round.closes_at,
        laid_open_on: round.laid_open_on,
        answer_by: round.answer_by,
    };
    Ok(facts.lacks(now))
}

/// The version of the round's procedure that holds on the day of its opening: a newer one may have
/// come since it was planned (invariant 8).
fn rules_of_opening(
    db: &mut Db,
    round: &RoundRecord,
) -> StoreResult<Option<(i64, ProcedureRules)>> {
    match round.opens_at {
        Some(opens_at) => procedures::on_day(db, &round.procedure.0, day_of(opens_at)),
        None => Ok(None),
    }
}
