//! The head of every page on which the desk handles what came into a round: the round, the tabs, what
//! was just done, and what was in the way.

use super::{board_url, publish_url, sort_url, worksheet_url};
use crate::web::app::App;
use crate::web::desk::allowed::Staff;
use crate::web::errors::{WebError, WebResult};
use crate::web::form::Browser;
use crate::web::responses::desk::form::{FormView, Returned};
use crate::web::rounds::desk::RoundSubject;
use crate::web::visitor::Visitor;
use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use serde::Serialize;
use weerklank_acts::ActError;
use weerklank_domain::people::Permission;
use weerklank_domain::responses::{CannotCut, MayHandle, may_handle};
use weerklank_store::rounds::RoundRecord;

/// What can be in the way.
#[cfg(test)]
pub const TROUBLES: [&str; 15] = [
    "stale",
    "nothing",
    "not_now",
    "handled",
    "no_original",
    "no_officer",
    "same_person",
    "missing",
    "cut_empty",
    "cut_long",
    "cut_not_found",
    "cut_overlaps",
    "cut_many",
    "promises_many",
    "promise_day",
];

/// What can have been done.
pub const DONE: [&str; 17] = [
    "theme_made",
    "sorted",
    "unsorted",
    "aside",
    "lifted",
    "described",
    "assigned",
    "noted",
    "merged",
    "cut",
    "whole",
    "saved",
    "approved",
    "template",
    "promised",
    "unpromised",
    "taken_over",
];

/// What was in the way of an act, as a code.
///
/// # Errors
/// What the page cannot tell.
pub fn trouble_of(error: ActError) -> Result<&'static str, ActError> {
    Ok(match error {
        ActError::Stale => "stale",
        ActError::Nothing => "nothing",
        ActError::CannotHandle => "not_now",
        ActError::Handled => "handled",
        ActError::NoOriginal => "no_original",
        ActError::NoOfficer => "no_officer",
        ActError::SamePerson => "same_person",
        ActError::Missing => "missing",
        ActError::PromisesMany => "promises_many",
        ActError::CannotCommit(_) => "promise_day",
        ActError::CannotCut(CannotCut::Empty) => "cut_empty",
        ActError::CannotCut(CannotCut::TooLong) => "cut_long",
        ActError::CannotCut(CannotCut::NotFound) => "cut_not_found",
        ActError::CannotCut(CannotCut::Overlaps) => "cut_overlaps",
        ActError::CannotCut(CannotCut::TooMany) => "cut_many",
        other => return Err(other),
    })
}

/// What a page says besides what it is about.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// The form that came back.
    pub returned: Returned,
    /// What was in the way.
    pub trouble: Option<&'static str>,
}

impl Said {
    /// What came of an act: its value, or what the page says instead.
    ///
    /// # Errors
    /// What the page cannot tell.
    pub fn of<T>(outcome: Result<T, ActError>) -> WebResult<Result<T, Self>> {
        match outcome {
            Ok(value) => Ok(Ok(value)),
            Err(error) => Self::in_the_way(error).map(Err),
        }
    }

    /// What was in the way of an act.
    ///
    /// # Errors
    /// What the page cannot tell.
    pub fn in_the_way(error: ActError) -> WebResult<Self> {
        Ok(Self {
            trouble: Some(trouble_of(error)?),
            ..Self::default()
        })
    }

    /// The status of the page.
    pub fn status(&self) -> StatusCode {
        self.returned.status(self.trouble.is_some())
    }
}

impl From<Returned> for Said {
    fn from(returned: Returned) -> Self {
        Self {
            returned,
            trouble: None,
        }
    }
}

/// The head of a page.
#[derive(Debug, Clone, Serialize)]
pub struct WorkHead {
    subject: RoundSubject,
    form: FormView,
    tabs: Vec<Tab>,
    has_trouble: bool,
    trouble: &'static str,
    has_done: bool,
    done: &'static str,
    done_count: i64,
    can_sort: bool,
    can_answer: bool,
    can_approve: bool,
}

#[derive(Debug, Clone, Serialize)]
struct Tab {
    code: &'static str,
    url: String,
    is_current: bool,
}

fn tabs(round: i64, current: &str) -> Vec<Tab> {
    [
        ("board", board_url(round)),
        ("sort", sort_url(round)),
        ("report", publish_url(round)),
        ("worksheet", worksheet_url(round)),
    ]
    .into_iter()
    .map(|(code, url)| Tab {
        is_current: code == current,
        code,
        url,
    })
    .collect()
}

/// What was done, and with how many, read off the address that an act leads to.
fn done_of(query: &str) -> (Option<&'static str>, i64) {
    let value = |name: &str| {
        query
            .split('&')
            .find_map(|pair| pair.strip_prefix(name))
            .unwrap_or_default()
    };
    let done = DONE.into_iter().find(|code| *code == value("done="));
    (done, value("count=").parse().unwrap_or(0))
}

impl WorkHead {
    /// The head of a page about a round, at one of the tabs.
    pub fn of(
        app: &App,
        (staff, request, visitor): (&Staff, &HttpRequest, Visitor),
        round: &RoundRecord,
        tab: &str,
        said: &Said,
    ) -> Self {
        let now = app.house.clock.now();
        let browser = Browser::of(app, request);
        let may = if round.is_elsewhere() {
            MayHandle {
                sort: false,
                answer: false,
                publish: false,
            }
        } else {
            may_handle(round.window().shown_state(now))
        };
        let holds = |permission| staff.actor.grants.may(permission, round.body.0);
        let drafts = holds(Permission::DraftAnswers);
        let (done, done_count) = done_of(request.query_string());
        Self {
            subject: RoundSubject::of(round, visitor.language, now),
            form: FormView::of(app, &browser, request.path(), &said.returned),
            tabs: tabs(round.number, tab),
            has_trouble: said.trouble.is_some(),
            trouble: said.trouble.unwrap_or_default(),
            has_done: done.is_some(),
            done: done.unwrap_or_default(),
            done_count,
            can_sort: may.sort && drafts,
            can_answer: may.answer && drafts,
            can_approve: may.answer && holds(Permission::ApproveAnswers),
        }
    }

    /// Whether whoever looks may approve answers now.
    pub fn may_approve(&self) -> bool {
        self.can_approve
    }

    /// An example at a tab: what may be done, and what is said.
    #[cfg(test)]
    pub fn sample(tab: &str, may: bool, said: &Said, done: Option<&'static str>) -> Self {
        Self {
            subject: RoundSubject::sample("answering"),
            form: FormView::sample(&said.returned.problems, said.returned.is_expired),
            tabs: tabs(12, tab),
            has_trouble: said.trouble.is_some(),
            trouble: said.trouble.unwrap_or_default(),
            has_done: done.is_some(),
            done: done.unwrap_or_default(),
            done_count: 3,
            can_sort: may,
            can_answer: may,
            can_approve: may,
        }
    }
}

/// Runs an act off the workers, and hands back what came of it.
pub async fn run<T: Send + 'static>(
    app: &std::sync::Arc<App>,
    act: impl FnOnce(&App) -> Result<T, ActError> + Send + 'static,
) -> WebResult<Result<T, ActError>> {
    app.block(move |app| Ok::<_, WebError>(act(app))).await
}

/// An example of an answer.
#[cfg(test)]
pub fn sample_response(
    number: i64,
    state: weerklank_domain::responses::ResponseState,
) -> weerklank_store::responses::ResponseRecord {
    use weerklank_domain::petitions::Verdict;
    use weerklank_domain::responses::{AnswerText, ChangePlace, ResponseText};
    use weerklank_store::responses::{ResponseRecord, ResponseSubject};
    let at = chrono::DateTime::from_timestamp(1_790_000_000, 0).unwrap_or_default();
    ResponseRecord {
        id: number,
        round_id: 12,
        number,
        subject: ResponseSubject::Theme(1),
        state,
        revision: 3,
        text: ResponseText {
            answer: AnswerText {
                verdict: Some(Verdict::PartlyAdopted),
                heard: "Veel mensen *willen* bomen <b>der</b>.".to_owned(),
                reasons: "Er is plaats.".to_owned(),
                change: "Er komen **twaalf** bomen.".to_owned(),
                is_no_change: false,
                responsible: "Wethouder groen".to_owned(),
                adopted_by: "College".to_owned(),
                adopted_on: Some(weerklank_domain::calendar::day_of(at)),
                correction: "Het aantal klopte niet <b>der</b>.".to_owned(),
            },
            place: ChangePlace {
                document_id: Some(5),
                version: Some(2),
                paragraph: "artikel 4".to_owned(),
            },
        },
        remark: "Noem het aantal <b>der</b>.".to_owned(),
        template_id: None,
        writer: (1, "Noor Haddad".to_owned()),
        written_at: at,
        approved_at: None,
        is_given: false,
        published_revision: None,
    }
}
