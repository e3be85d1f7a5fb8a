//! `/council/votes.csv`: every vote as a sheet.

use super::votes::{VoteCounts, VoteDetail};
use crate::web::app::App;
use crate::web::errors::{WebError, WebResult};
use crate::web::inputs::csv::harmless;
use crate::web::petitions::api::no_parameters;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpRequest, HttpResponse, web};
use std::sync::Arc;
use weerklank_acts::ActResult;
use weerklank_acts::council::{PublicVote, every_public_vote};
use weerklank_domain::council::Choice;

const HEADER: [&str; 18] = [
    "vote",
    "date",
    "body",
    "meeting",
    "proposal",
    "title",
    "method",
    "basis",
    "rule_set",
    "outcome",
    "stated_result",
    "faction",
    "member",
    "for",
    "against",
    "abstain",
    "recused",
    "absent",
];

/// Answers every vote as a sheet: a line for each faction, and of votes by name one for each member.
pub async fn sheet(request: HttpRequest, app: web::Data<Arc<App>>) -> WebResult<HttpResponse> {
    no_parameters(request.query_string())?;
    let body = app.block(write).await?;
    let name = "attachment; filename=\"votes.csv\"";
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((CONTENT_DISPOSITION, name))
        .insert_header((CACHE_CONTROL, "public, max-age=60"))
        .body(body))
}

fn write(app: &App) -> WebResult<Vec<u8>> {
    let read = |db: &mut _| -> ActResult<Vec<PublicVote>> { every_public_vote(db, None) };
    let votes = app.house.store.read_at_once(read)?;
    let mut file = csv::Writer::from_writer(Vec::new());
    file.write_record(HEADER).map_err(WebError::internal)?;
    for vote in &votes {
        let detail = VoteDetail::of(vote);
        let text = |of: Option<&str>| of.unwrap_or_default().to_owned();
        let head = [
            detail.vote.id.clone(),
            detail.vote.date.clone(),
            harmless(&vote.body.1),
            vote.meeting.clone(),
            text(detail.vote.proposal.as_deref()),
            harmless(&vote.title),
            text(detail.vote.method),
            detail.vote.basis.clone(),
            text(detail.vote.rule_set.as_deref()),
            text(detail.vote.outcome),
            text(detail.vote.stated_result),
        ];
        let line = |faction: Option<&str>, member: &str, of: Option<[u32; 5]>| {
            let mut cells = head.to_vec();
            cells.extend([harmless(&text(faction)), harmless(member)]);
            match of {
                Some(numbers) => cells.extend(numbers.map(|number| number.to_string())),
                None => cells.extend([const { String::new() }; 5]),
            }
            cells
        };
        let numbers = |of: &VoteCounts| [of.for_it, of.against, of.abstain, of.recused, of.absent];
        if !vote.choices.is_empty() {
            for one in &vote.choices {
                let choices = [
                    Choice::For,
                    Choice::Against,
                    Choice::Abstain,
                    Choice::Recused,
                    Choice::Absent,
                ];
                let said = choices.map(|choice| u32::from(choice == one.choice));
                let faction = one.faction.as_ref().map(|(.., name)| name.as_str());
                file.write_record(line(faction, &one.member.2, Some(said)))
                    .map_err(WebError::internal)?;
            }
        } else if detail.vote.groups.is_empty() {
            let totals = detail.vote.counts.as_ref().map(numbers);
            file.write_record(line(None, "", totals))
                .map_err(WebError::internal)?;
        } else {
            for group in &detail.vote.groups {
                let of = Some(numbers(&group.counts));
                file.write_record(line(group.name.as_deref(), "", of))
                    .map_err(WebError::internal)?;
            }
        }
    }
    file.into_inner().map_err(WebError::internal)
}
