//! `GET /desk/dossiers`: the tasks that are due first, then the dossiers.

use super::desk_url;
use crate::web::address::percent_encoded;
use crate::web::app::App;
use crate::web::desk::{Allowed, SeeDesk, desk_page as answer_page};
use crate::web::errors::{WebError, WebResult};
use crate::web::page::PageView;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_domain::Language;
use weerklank_domain::calendar::day_of;
use weerklank_domain::dossiers::{DossierState, PhaseKind};
use weerklank_domain::people::Permission;
use weerklank_store::dossiers::{DeskDossier, DeskFilter, DueTask, desk_page, due_tasks};

/// How many on a page.
const PAGE_SIZE: i64 = 25;
/// How many tasks are named.
const MOST_TASKS: i64 = 10;
const LONGEST_WORDS: usize = 100;

/// The list.
#[derive(Debug, Clone, Serialize)]
pub struct DeskDossiersPage {
    can_plan: bool,
    tasks: Vec<TaskRow>,
    has_tasks: bool,
    q: String,
    states: Vec<StateChoice>,
    items: Vec<Item>,
    is_empty: bool,
    is_narrowed: bool,
    has_next: bool,
    next_url: String,
}

#[derive(Debug, Clone, Serialize)]
struct StateChoice {
    value: &'static str,
    is_selected: bool,
}

#[derive(Debug, Clone, Serialize)]
struct TaskRow {
    title: String,
    due_on: String,
    is_overdue: bool,
    reference: String,
    dossier: String,
    lang: &'static str,
    url: String,
}

#[derive(Debug, Clone, Serialize)]
struct Item {
    reference: String,
    url: String,
    title: String,
    lang: &'static str,
    state: &'static str,
    has_phase: bool,
    phase: &'static str,
    body_name: String,
    has_manager: bool,
    manager: String,
}

/// The list as it is asked for; whatever makes no sense is as if it were not there, since these
/// addresses are written by our own pages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Asked {
    words: String,
    state: Option<DossierState>,
    after: Option<i64>,
}

impl Asked {
    fn read(query: &str) -> WebResult<Self> {
        let pairs = actix_web::web::Query::<Vec<(String, String)>>::from_query(query)
            .map_err(WebError::bad_request)?
            .into_inner();
        let value = |name: &str| {
            pairs
                .iter()
                .find(|(known, _)| known == name)
                .map_or("", |(_, value)| value.as_str())
        };
        Ok(Self {
            words: value("q")
                .chars()
                .filter(|c| !c.is_control())
                .take(LONGEST_WORDS)
                .collect(),
            state: DossierState::from_code(value("state")),
            after: value("after").parse().ok(),
        })
    }

    fn url(&self, after: i64) -> String {
        let state = self.state.map_or("", DossierState::code);
        let words = percent_encoded(&self.words);
        format!("/desk/dossiers?state={state}&q={words}&after={after}")
    }
}

/// Answers the list.
pub async fn list(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<SeeDesk>,
) -> WebResult<HttpResponse> {
    let asked = Asked::read(request.query_string())?;
    let bodies = staff.actor.grants.bodies(Permission::SeeDesk);
    let filter = DeskFilter {
        bodies: bodies.clone(),
        state: asked.state,
        words: asked.words.clone(),
    };
    let after = asked.after;
    let (tasks, (items, next)) = app
        .block(move |app| {
            app.house.store.read(|db| {
                let tasks = due_tasks(db, &bodies, MOST_TASKS)?;
                Ok::<_, ActError>((tasks, desk_page(db, &filter, after, PAGE_SIZE)?))
            })
        })
        .await?;
    let may_plan = Permission::ManageDossiers;
    let view = DeskDossiersPage {
        can_plan: staff.actor.grants.may_somewhere(may_plan),
        ..DeskDossiersPage::of(
            &asked,
            &tasks,
            (&items, next),
            visitor.language,
            day_of(app.house.clock.now()),
        )
    };
    answer_page(&app, &staff, &request, visitor, StatusCode::OK, &view)
}

impl DeskDossiersPage {
    fn of(
        asked: &Asked,
        tasks: &[DueTask],
        (items, next): (&[DeskDossier], Option<i64>),
        language: Language,
        today: NaiveDate,
    ) -> Self {
        Self {
            can_plan: false,
            has_tasks: !tasks.is_empty(),
            tasks: tasks.iter().map(|task| TaskRow::of(task, today)).collect(),
            q: asked.words.clone(),
            states: DossierState::ALL
                .iter()
                .map(|state| StateChoice {
                    value: state.code(),
                    is_selected: asked.state == Some(*state),
                })
                .collect(),
            is_empty: items.is_empty(),
            is_narrowed: !asked.words.is_empty() || asked.state.is_some(),
            items: items.iter().map(|item| Item::of(item, language)).collect(),
            has_next: next.is_some(),
            next_url: next.map(|next| asked.url(next)).unwrap_or_default(),
        }
    }
}

impl TaskRow {
    fn of(task: &DueTask, today: NaiveDate) -> Self {
        Self {
            title: task.title.clone(),
            due_on: task.due_on.to_string(),
            is_overdue: task.due_on < today,
            url: desk_url(&task.reference),
            reference: task.reference.clone(),
            dossier: task.dossier.clone(),
            lang: task.language.code(),
        }
    }
}

impl Item {
    fn of(item: &DeskDossier, language: Language) -> Self {
        Self {
            url: desk_url(&item.reference),
            reference: item.reference.clone(),
            title: item.title.clone(),
            lang: item.language.code(),
            state: item.state.code(),
            has_phase: item.phase.is_some(),
            phase: item.phase.map_or("", PhaseKind::code),
            body_name: match language {
                Language::Nl => item.body.0.clone(),
                Language::En => item.body.1.clone(),
            },
            has_manager: item.manager.is_some(),
            manager: item.manager.clone().unwrap_or_default(),
        }
    }
}

impl PageView for DeskDossiersPage {
    const TEMPLATE: &'static str = "pages/desk/dossiers/list";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let today = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap_or_default();
        let task = |days: i64| DueTask {
            title: "Nodig de <b>der</b> bewoners uit".to_owned(),
            due_on: today + chrono::TimeDelta::days(days),
            reference: "D26-0001".to_owned(),
            dossier: "Wonen".to_owned(),
            language: Language::Nl,
        };
        let item = |id: i64, phase: Option<PhaseKind>| DeskDossier {
            id,
            reference: format!("D26-{id:04}"),
            title: "Wonen <b>der</b> toekomst".to_owned(),
            language: Language::Nl,
            state: DossierState::Public,
            phase,
            body: ("Gemeenteraad".to_owned(), "Council".to_owned()),
            manager: phase.map(|_| "Samira Belhadj".to_owned()),
        };
        let items = [item(2, Some(PhaseKind::Evaluation)), item(1, None)];
        let of = |query: &str, tasks: &[DueTask], items: &[DeskDossier], next| {
            let asked = Asked::read(query).unwrap_or_default();
            Self::of(&asked, tasks, (items, next), Language::Nl, today)
        };
        let full = Self {
            can_plan: true,
            ..of("", &[task(-1), task(3)], &items, Some(1))
        };
        vec![
            ("full".to_owned(), full),
            ("none".to_owned(), of("", &[], &[], None)),
            ("narrowed".to_owned(), of("state=draft&q=x", &[], &[], None)),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_to_the_same_list_and_nonsense_to_the_whole() {
        let asked = Asked::read("q=a%20%26&state=closed").unwrap();
        let again = Asked::read(asked.url(7).split_once('?').unwrap().1).unwrap();
        assert_eq!(
            again,
            Asked {
                after: Some(7),
                ..asked
            }
        );
        assert_eq!(Asked::read("state=x&after=y").unwrap(), Asked::default());
    }
}
