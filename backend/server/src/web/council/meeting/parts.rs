//! Parts of a meeting's page: items, papers, presence, decision lists.

use super::super::card::ProposalLine;
use super::Whole;
use crate::web::petitions::card::{rfc3339, rfc3339_or_empty};
use serde::Serialize;
use weerklank_acts::council::Attending;
use weerklank_domain::Language;
use weerklank_domain::council::AttendanceMode;
use weerklank_domain::text::{SafeHtml, Under, to_html};
use weerklank_store::council::{DecisionLine, DecisionListRecord, ItemRecord, PaperRecord};

/// An item of the agenda.
#[derive(Debug, Clone, Serialize)]
pub struct ItemView {
    id: i64,
    number: String,
    level: usize,
    title: String,
    is_closed: bool,
    is_hamerstuk: bool,
    is_new: bool,
    has_explanation: bool,
    explanation_html: SafeHtml,
    has_dossier: bool,
    dossier_url: String,
    dossier_title: String,
    dossier_lang: &'static str,
    has_started: bool,
    started_at: String,
    has_ended: bool,
    ended_at: String,
    papers: Vec<PaperView>,
    has_papers: bool,
    proposals: Vec<ProposalLine>,
    has_proposals: bool,
}

impl ItemView {
    /// The view of an item; of a closed one title and times only (NL-24).
    pub fn of(whole: &Whole, item: &ItemRecord, language: Language) -> Self {
        let is_closed = item.text.closed;
        let dossier = item.dossier.as_ref().filter(|(.., public)| *public);
        let dossier = dossier.filter(|_| !is_closed);
        let papers = if is_closed {
            Vec::new()
        } else {
            PaperView::standing(whole, Some(item.id))
        };
        let proposals: Vec<ProposalLine> = if is_closed {
            Vec::new()
        } else {
            let line = |proposal| ProposalLine::of(proposal, &whole.movers, language);
            whole.on_item(item.id).into_iter().map(line).collect()
        };
        let explanation = if is_closed {
            ""
        } else {
            &item.text.explanation
        };
        Self {
            id: item.id,
            number: item.number.clone(),
            level: item.level,
            title: item.text.title.clone(),
            is_closed,
            is_hamerstuk: item.text.hamerstuk,
            is_new: whole.meeting.second_of_id.is_some() && item.text.first_item_id.is_none(),
            has_explanation: !explanation.trim().is_empty(),
            explanation_html: to_html(explanation, Under::Section),
            has_dossier: dossier.is_some(),
            dossier_url: dossier.map_or_else(String::new, |it| format!("/dossiers/{}", it.0)),
            dossier_title: dossier.map_or_else(String::new, |it| it.1.clone()),
            dossier_lang: dossier.map_or("", |it| it.2.code()),
            has_started: item.started_at.is_some(),
            started_at: rfc3339_or_empty(item.started_at),
            has_ended: item.ended_at.is_some(),
            ended_at: rfc3339_or_empty(item.ended_at),
            has_papers: !papers.is_empty(),
            papers,
            has_proposals: !proposals.is_empty(),
            proposals,
        }
    }
}

/// A paper that stands.
#[derive(Debug, Clone, Serialize)]
pub struct PaperView {
    id: i64,
    title: String,
    lang: &'static str,
    url: String,
    file_name: String,
    size: i64,
    sha256: String,
    added_at: String,
    has_note: bool,
    note: String,
}

impl PaperView {
    /// The papers of an item, or of the whole meeting, that were not replaced.
    pub fn standing(whole: &Whole, item_id: Option<i64>) -> Vec<Self> {
        let is_replaced = |id: i64| {
            whole
                .papers
                .iter()
                .any(|other| other.replaces_id == Some(id))
        };
        whole
            .papers
            .iter()
            .filter(|paper| paper.item_id == item_id && !is_replaced(paper.id))
            .map(|paper| Self::of(&whole.meeting.reference, paper))
            .collect()
    }

    fn of(reference: &str, paper: &PaperRecord) -> Self {
        Self {
            id: paper.id,
            title: paper.title.clone(),
            lang: paper.language.code(),
            url: format!(
                "/council/meetings/{reference}/papers/{}/{}",
                paper.id, paper.file_name
            ),
            file_name: paper.file_name.clone(),
            size: paper.size,
            sha256: paper.sha256.clone(),
            added_at: rfc3339(paper.added_at),
            has_note: paper.note.is_some(),
            note: paper.note.clone().unwrap_or_default(),
        }
    }
}

/// Who was there, in numbers and by name. Who was not, and why, is not told.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PresenceView {
    present: u32,
    sitting: u32,
    statutory: u32,
    vacant: u32,
    has_vacant: bool,
    has_needed: bool,
    needed: u32,
    is_enough: bool,
    lines: Vec<PresenceLine>,
}

#[derive(Debug, Clone, Serialize)]
struct PresenceLine {
    name: String,
    url: String,
    is_remote: bool,
    from: String,
    has_until: bool,
    until: String,
}

impl PresenceView {
    /// The view of who is there.
    pub fn of(whole: &Whole, attending: &Attending) -> Self {
        let roster = &attending.roster;
        let needed = attending.needed();
        let line = |line: &weerklank_store::council::AttendanceRecord| PresenceLine {
            name: line.member.2.clone(),
            url: format!("/council/members/{}", line.member.1),
            is_remote: line.mode == AttendanceMode::Remote,
            from: rfc3339(line.from_at),
            has_until: line.until_at.is_some(),
            until: rfc3339_or_empty(line.until_at),
        };
        Self {
            present: attending.present,
            sitting: roster.sitting(),
            statutory: roster.statutory(),
            vacant: roster.vacant(),
            has_vacant: roster.vacant() > 0,
            has_needed: needed.is_some(),
            needed: needed.unwrap_or(0),
            is_enough: attending.is_enough(),
            lines: whole.attendance.iter().map(line).collect(),
        }
    }
}

/// A version of the decision list.
#[derive(Debug, Clone, Default, Serialize)]
pub struct DecisionListView {
    version: i32,
    is_correction: bool,
    correction: String,
    published_at: String,
    lines: Vec<LineView>,
}

#[derive(Debug, Clone, Serialize)]
struct LineView {
    number: String,
    title: String,
    is_closed: bool,
    has_decision: bool,
    decision: String,
    proposals: Vec<DecidedView>,
    has_proposals: bool,
}

#[derive(Debug, Clone, Serialize)]
struct DecidedView {
    reference: String,
    url: String,
    kind: String,
    title: String,
    state: String,
}

impl DecisionListView {
    /// The view of a version, as it was published.
    pub fn of(list: &DecisionListRecord) -> Self {
        Self {
            version: list.version,
            is_correction: list.correction.is_some(),
            correction: list.correction.clone().unwrap_or_default(),
            published_at: rfc3339(list.published_at),
            lines: Self::lines(&list.lines),
        }
    }

    fn lines(lines: &[DecisionLine]) -> Vec<LineView> {
        let line = |line: &DecisionLine| LineView {
            number: line.number.clone(),
            title: line.title.clone(),
            is_closed: line.closed,
            has_decision: !line.decision.is_empty(),
            decision: line.decision.clone(),
            has_proposals: !line.proposals.is_empty(),
            proposals: line
                .proposals
                .iter()
                .map(|one| DecidedView {
                    url: format!("/council/proposals/{}", one.reference),
                    reference: one.reference.clone(),
                    kind: one.kind.clone(),
                    title: one.title.clone(),
                    state: one.state.clone(),
                })
                .collect(),
        };
        lines.iter().map(line).collect()
    }
}
