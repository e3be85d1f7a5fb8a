//! Petitions for tests, and the municipality that they are addressed to.

use super::harness::start_of_test;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use weerklank_acts::petitions::{
    Entered, Entry, EntryAnswer, EntryEvent, EntrySignature, Signing, enter,
};
use weerklank_acts::random::SystemRandom;
use weerklank_acts::{House, places};
use weerklank_domain::Language;
use weerklank_domain::areas::AreaKind;
use weerklank_domain::instruments::{GoalKind, Ground, Instrument, Rules, SupporterCondition};
use weerklank_domain::people::{EmailAddress, PersonName, Residence};
use weerklank_domain::petitions::{
    EventKind, PetitionState, PlaceKind, RefusalCode, Title, Verdict,
};
use weerklank_store::areas::{NewArea, OWN_SCHEME};
use weerklank_store::petitions::NewTally;
use weerklank_store::site::NewBody;

/// The rules that the tests count on.
pub const REMINDER_AFTER_DAYS: i64 = 3;
pub const UNCONFIRMED_TERM_DAYS: i64 = 14;
pub const MOST_MAILS: usize = 3;
/// How many people a citizens' initiative needs before it is submitted.
pub const SUPPORTERS_NEEDED: u16 = 3;

/// The grounds on which publication may be refused.
fn grounds() -> Vec<Ground> {
    [
        (RefusalCode::NoAction, "Huisregel 1", "House rule 1"),
        (RefusalCode::Duplicate, "Huisregel 2", "House rule 2"),
    ]
    .map(|(code, cites_nl, cites_en)| Ground {
        code: code.code().to_owned(),
        cites_nl: cites_nl.to_owned(),
        cites_en: cites_en.to_owned(),
    })
    .into()
}

/// A municipality with a council, two districts and two instruments.
pub fn furnish(house: &House) {
    let body = |slug: &str, name: &str, kind: &str| NewBody {
        slug: slug.to_owned(),
        name_nl: name.to_owned(),
        name_en: format!("{name} (en)"),
        kind: kind.to_owned(),
        parent_id: None,
        contact_email: (kind == "authority").then(|| "griffie@testwater.example".to_owned()),
    };
    places::add_body(
        house,
        &body("testwater", "Gemeente Testwater", "authority"),
        None,
    )
    .unwrap();
    places::add_body(
        house,
        &body("raad", "Gemeenteraad", "council"),
        Some("testwater"),
    )
    .unwrap();
    places::add_body(
        house,
        &body("college", "College", "executive"),
        Some("testwater"),
    )
    .unwrap();
    let area = |code: &str, name: &str, kind| NewArea {
        scheme: OWN_SCHEME.to_owned(),
        code: code.to_owned(),
        name: name.to_owned(),
        kind,
        parent_id: None,
        boundary: None,
    };
    let add = |area: NewArea, parent: Option<&str>, postcodes: &[&str]| {
        let postcodes: Vec<String> = postcodes
            .iter()
            .map(|&postcode| postcode.to_owned())
            .collect();
        places::add_area(house, &area, parent, &postcodes).unwrap();
    };
    add(
        area("gemeente", "Testwater", AreaKind::Municipality),
        None,
        &[],
    );
    add(
        area("noord", "Noord", AreaKind::Neighbourhood),
        Some("gemeente"),
        &["9871"],
    );
    add(
        area("zuid", "Zuid", AreaKind::Neighbourhood),
        Some("gemeente"),
        &["9872", "9871ZZ"],
    );
    for (code, goal, supporters_needed) in [
        ("petition", 100, 0),
        ("citizens_initiative", 300, SUPPORTERS_NEEDED),
    ] {
        let supporter_conditions = match supporters_needed {
            0 => Vec::new(),
            _ => vec![SupporterCondition::Age, SupporterCondition::Resident],
        };
        let rules = Rules {
            supporters_needed: supporters_needed.into(),
            unconfirmed_term_days: u16::try_from(UNCONFIRMED_TERM_DAYS).unwrap(),
            reminder_after_days: u16::try_from(REMINDER_AFTER_DAYS).unwrap(),
            resend_cap: u16::try_from(MOST_MAILS).unwrap(),
            closing_min_days: 14,
            closing_max_days: 180,
            goal: Some(goal),
            goal_kind: Some(GoalKind::Agenda),
            seal_after_answer_days: 365,
            decision_term_days: 14,
            answer_term_days: 56,
            supporter_min_age: supporter_conditions.first().map(|_| 16),
            supporter_conditions,
            grounds: grounds(),
            source: "Verordening Testwater".to_owned(),
        };
        let instrument = Instrument {
            code: code.to_owned(),
            version: 1,
            valid_from: NaiveDate::from_ymd_opt(2020, 1, 1).unwrap(),
            rules,
        };
        places::add_instrument(house, &instrument).unwrap();
    }
}

/// A petition as it is filed.
#[derive(Clone)]
pub struct Paper(pub Entry);

impl Paper {
    /// Open since ten days, for thirty days more.
    pub fn open(slug: &str) -> Self {
        let now = start_of_test();
        Self(Entry {
            slug: Some(slug.to_owned()),
            reference: None,
            instrument: "petition".to_owned(),
            body: "raad".to_owned(),
            area: None,
            language: Language::Nl,
            title: Title::parse(&format!("Een bankje bij de halte {slug}")).unwrap(),
            observation: "Er staat **geen** bankje.".to_owned(),
            request: "Wij vragen de raad een bankje te plaatsen.".to_owned(),
            explanation: String::new(),
            petitioner_name: None,
            filed_by: None,
            state: PetitionState::Open,
            source: "seed".to_owned(),
            source_key: None,
            source_url: None,
            source_changed_at: None,
            filed_at: now - TimeDelta::days(20),
            opened_at: Some(now - TimeDelta::days(10)),
            closes_at: Some(now + TimeDelta::days(30)),
            events: Vec::new(),
            answer: None,
            incoming: None,
            signatures: Vec::new(),
            tallies: Vec::new(),
        })
    }

    /// In another state, with what such a petition has.
    #[must_use]
    pub fn in_state(mut self, state: PetitionState) -> Self {
        use PetitionState as S;
        let now = start_of_test();
        self.0.state = state;
        match state {
            S::Draft | S::Gathering | S::Submitted | S::RevisionRequested => {
                self.0.opened_at = None;
                self.0.closes_at = None;
            }
            S::Refused | S::Forwarded => {
                self.0.opened_at = None;
                self.0.closes_at = None;
                let kind = if state == S::Refused {
                    EventKind::Refused
                } else {
                    EventKind::Forwarded
                };
                self = self.with_event(kind, now - TimeDelta::days(5));
            }
            S::Closed | S::HandedOver => self.0.closes_at = Some(now - TimeDelta::days(1)),
            S::Answered => {
                self.0.closes_at = Some(now - TimeDelta::days(5));
                self = self.answered_at(now - TimeDelta::days(2));
            }
            S::TakenDown => self = self.with_event(EventKind::TakenDown, now - TimeDelta::days(1)),
            S::Open | S::Withdrawn | S::Joined => {}
        }
        self
    }

    #[must_use]
    pub fn titled(mut self, title: &str) -> Self {
        self.0.title = Title::parse(title).unwrap();
        self
    }

    #[must_use]
    pub fn asking(mut self, request: &str) -> Self {
        request.clone_into(&mut self.0.request);
        self
    }

    #[must_use]
    pub fn in_language(mut self, language: Language) -> Self {
        self.0.language = language;
        self
    }

    #[must_use]
    pub fn closing_at(mut self, at: DateTime<Utc>) -> Self {
        self.0.closes_at = Some(at);
        self
    }

    #[must_use]
    pub fn opening_at(mut self, at: DateTime<Utc>) -> Self {
        self.0.opened_at = Some(at);
        self
    }

    #[must_use]
    pub fn with_event(mut self, kind: EventKind, at: DateTime<Utc>) -> Self {
        let code = match kind {
            EventKind::Refused => Some("duplicate".to_owned()),
            EventKind::TakenDown => Some("personal_data".to_owned()),
            _ => None,
        };
        let to_name = (kind == EventKind::Forwarded).then(|| "Waterschap".to_owned());
        self.0.events.push(EntryEvent {
            kind,
            at,
            code,
            text: None,
            url: None,
            to_name,
            joined: None,
        });
        self
    }

    #[must_use]
    pub fn answered_at(mut self, at: DateTime<Utc>) -> Self {
        self.0.answer = Some(EntryAnswer {
            verdict: Verdict::PartlyAdopted,
            heard: "U vraagt een bankje.".to_owned(),
            reasons: "Er is plaats voor een bankje.".to_owned(),
            change: None,
            responsible: "Wethouder".to_owned(),
            adopted_by: "College".to_owned(),
            adopted_at: None,
            published_at: at,
        });
        self.with_event(EventKind::Answered, at)
    }

    /// Signed by somebody before the test began.
    #[must_use]
    pub fn signed_by(mut self, name: &str, email: &str, postcode: &str, at: DateTime<Utc>) -> Self {
        self.0.signatures.push(EntrySignature {
            signing: Signing {
                name: PersonName::parse(name).unwrap(),
                email: EmailAddress::parse(email).unwrap(),
                residence: Residence::parse(postcode).unwrap(),
                show_name: true,
                keep_informed: false,
                language: Language::Nl,
                channel: "web",
            },
            at,
        });
        self
    }

    /// With a number of signatures that another system counted.
    #[must_use]
    pub fn counted_elsewhere(mut self, amount: i64) -> Self {
        self.0.tallies.push(NewTally {
            is_imported: true,
            place: PlaceKind::Unknown,
            area_id: None,
            country: None,
            hour: None,
            channel: "import".to_owned(),
            amount,
            source: "test".to_owned(),
            source_date: start_of_test(),
            reason: "first import".to_owned(),
        });
        self
    }

    pub fn enter_into(&self, house: &House) {
        let entered = enter(house, &SystemRandom, &self.0).unwrap();
        assert!(
            matches!(entered, Entered::Added { .. }),
            "{:?} was there already",
            self.0.slug
        );
    }
}
