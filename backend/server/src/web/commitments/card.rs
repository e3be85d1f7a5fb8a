//! A commitment in a list: of its own, on the page of what it is about, or at the desk.

use chrono::NaiveDate;
use serde::Serialize;
use weerklank_domain::Language;
use weerklank_domain::calendar::day_of;
use weerklank_domain::commitments::{CommitmentState, Heard, heard, is_overdue, reference};
use weerklank_store::commitments::CommitmentRecord;

/// A commitment in a list.
#[derive(Debug, Clone, Serialize)]
pub struct CommitmentCard {
    reference: String,
    url: String,
    desk_url: String,
    title: String,
    lang: &'static str,
    owner: String,
    body_name: String,
    due_on: String,
    state: &'static str,
    is_open: bool,
    is_overdue: bool,
    has_settled_on: bool,
    settled_on: String,
    has_about: bool,
    about_kind: &'static str,
    about_name: String,
    about_title: String,
    about_lang: &'static str,
    about_url: String,
    has_heard: bool,
    heard_done: i64,
    heard_answered: i64,
}

impl CommitmentCard {
    /// The card of a commitment, on a day.
    pub fn of(commitment: &CommitmentRecord, language: Language, today: NaiveDate) -> Self {
        let about = &commitment.about;
        let settled_on = commitment.settled_at.map(day_of);
        let heard = heard(commitment.says.0, commitment.says.1);
        Self {
            reference: reference(commitment.number),
            url: url_of(commitment.number),
            desk_url: format!("/desk/commitments/{}", commitment.number),
            title: commitment.title.clone(),
            lang: commitment.language.code(),
            owner: commitment.owner.clone(),
            body_name: commitment.body_name(language).to_owned(),
            due_on: commitment.due_on.to_string(),
            state: commitment.state.code(),
            is_open: commitment.state == CommitmentState::Open,
            is_overdue: is_overdue(commitment.state, commitment.due_on, today),
            has_settled_on: settled_on.is_some(),
            settled_on: settled_on.map(|day| day.to_string()).unwrap_or_default(),
            has_about: about.is_public,
            about_kind: about.kind(),
            about_name: about.name.clone(),
            about_title: about.title.clone(),
            about_lang: about.language.code(),
            about_url: about.url(),
            has_heard: heard.is_some(),
            heard_done: heard.map_or(0, |heard| heard.done),
            heard_answered: heard.map_or(0, Heard::answered),
        }
    }

    /// The cards of some commitments.
    pub fn all(found: &[CommitmentRecord], language: Language, today: NaiveDate) -> Vec<Self> {
        let card = |commitment| Self::of(commitment, language, today);
        found.iter().map(card).collect()
    }

    /// Examples: overdue, open, done with answers, dropped.
    #[cfg(test)]
    pub fn samples() -> Vec<Self> {
        let today = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap_or_default();
        let of = |commitment| Self::of(&commitment, Language::Nl, today);
        samples().into_iter().map(of).collect()
    }
}

/// The page of a commitment.
pub fn url_of(number: i64) -> String {
    format!("/commitments/{number}")
}

/// Examples of records: overdue, open, done with answers, dropped about what is not public any more.
#[cfg(test)]
pub fn samples() -> Vec<CommitmentRecord> {
    use chrono::{DateTime, TimeDelta};
    use weerklank_store::commitments::{AboutRecord, CommitmentSubject};
    let at = DateTime::from_timestamp(1_772_442_000, 0).unwrap_or_default();
    let of = |number: i64, state: CommitmentState, days: i64| CommitmentRecord {
        id: number,
        number,
        body_id: 1,
        body: ("raad".into(), "Raad".into(), "Council".into()),
        about: AboutRecord {
            subject: CommitmentSubject::Dossier(1),
            name: "D26-0001".into(),
            slug: "wonen".into(),
            title: "Wonen <b>der</b> toekomst".into(),
            language: Language::Nl,
            is_public: state != CommitmentState::Dropped,
        },
        title: "Een plan <b>der</b> bomen".into(),
        text: "Wij maken een **plan**.".into(),
        owner: "Wethouder groen".into(),
        language: Language::Nl,
        due_on: day_of(at + TimeDelta::days(days)),
        state,
        step: 2,
        made_at: at - TimeDelta::days(90),
        settled_at: (state != CommitmentState::Open).then_some(at),
        says: match state {
            CommitmentState::Done => (14, 6),
            CommitmentState::Open | CommitmentState::Dropped => (0, 0),
        },
    };
    vec![
        of(1, CommitmentState::Open, -1),
        of(2, CommitmentState::Open, 3),
        of(3, CommitmentState::Done, -30),
        of(4, CommitmentState::Dropped, 30),
    ]
}
