//! What is proposed.

use super::day;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use weerklank_acts::council::{EntryMover, EntryProposal};
use weerklank_domain::Language;
use weerklank_domain::calendar::start_of;
use weerklank_domain::council::ProposalKind;
use weerklank_store::council::ProposalText;

/// `demo/council/proposals.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProposalsFile {
    pub proposal: Vec<ProposalFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProposalFile {
    key: String,
    kind: String,
    title: String,
    text: String,
    submitted_days_ago: i64,
    about: Option<String>,
    dossier: Option<String>,
    petition: Option<String>,
    movers: Vec<MoverFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MoverFile {
    member: Option<String>,
    faction: Option<String>,
    body: Option<String>,
}

impl ProposalFile {
    /// The entry, with days that count from today.
    pub(super) fn entry(&self, now: DateTime<Utc>) -> Result<EntryProposal, String> {
        let submitted_on = day(now, -self.submitted_days_ago);
        let movers = self.movers.iter().map(|mover| EntryMover {
            member: mover.member.clone(),
            faction: mover.faction.clone(),
            body: mover.body.clone(),
        });
        Ok(EntryProposal {
            source: "seed".to_owned(),
            key: format!("seed:{}", self.key),
            body: "gemeenteraad".to_owned(),
            kind: ProposalKind::from_code(&self.kind)
                .ok_or_else(|| format!("{}: {} is no kind", self.key, self.kind))?,
            text: ProposalText {
                title: self.title.clone(),
                text: self.text.trim().to_owned(),
                language: Language::Nl,
                submitted_on,
            },
            about: self.about.as_ref().map(|key| format!("seed:{key}")),
            dossier: self.dossier.clone(),
            petition: self.petition.clone(),
            movers: movers.collect(),
            at: start_of(submitted_on).min(now),
        })
    }
}
