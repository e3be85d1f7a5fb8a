//! The addresses of the council at the desk.

use super::{
    attendance, item, list, meeting, papers, people, person, plan, proposal, proposals, vote,
};
use crate::web::methods::{read, read_and_send, send};
use actix_web::web::{self, ServiceConfig};

/// Every form with its fields, for the test that renders them.
#[cfg(test)]
pub const FORMS: &[(&str, &[&str])] = &[
    (
        "plan_meeting",
        &[
            "body",
            "planned_on",
            "planned_time",
            "place",
            "meeting_title",
            "chair",
        ],
    ),
    (
        "change_meeting",
        &[
            "planned_on",
            "planned_time",
            "place",
            "meeting_title",
            "chair",
        ],
    ),
    ("convene_again", &["planned_on", "planned_time", "place"]),
    ("cancel_meeting", &["reason"]),
    (
        "add_item",
        &[
            "title",
            "parent",
            "position",
            "explanation",
            "hamerstuk",
            "closed",
            "dossier",
        ],
    ),
    ("change_item", &["title", "topic"]),
    ("item_outcome", &["treated", "decision"]),
    ("place_proposal", &["proposal"]),
    ("publish_decisions", &["correction"]),
    ("add_paper", &["title", "item", "language", "file"]),
    (
        "propose",
        &[
            "body",
            "kind",
            "title",
            "text",
            "submitted_on",
            "movers",
            "about",
            "dossier",
            "petition",
        ],
    ),
    ("change_proposal", &["title", "text", "movers"]),
    ("add_member", &["name", "sort_name"]),
    ("change_member", &["name", "sort_name"]),
    (
        "add_faction",
        &[
            "faction_name",
            "short_name",
            "founded",
            "dissolved",
            "split_from",
        ],
    ),
    ("change_faction", &["faction_name"]),
    (
        "begin_vote",
        &[
            "vote_proposal",
            "vote_title",
            "vote_method",
            "asked_by",
            "asked_by_chair",
            "vote_subject",
            "choice_is_limited",
        ],
    ),
    (
        "begin_membership",
        &["member", "role", "seat", "faction", "starts", "ends"],
    ),
    (
        "change_membership",
        &["seat", "faction", "role", "starts", "ends"],
    ),
];

/// Registers them.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(read(
            "/desk/council",
            || web::get().to(list::list),
            || web::head().to(list::list),
        ))
        .service(
            read_and_send(
                "/desk/council/meetings/new",
                || web::get().to(plan::begin),
                || web::head().to(plan::begin),
            )
            .route(web::post().to(plan::plan)),
        )
        .service(read(
            "/desk/council/meetings/{meeting}",
            || web::get().to(meeting::show),
            || web::head().to(meeting::show),
        ))
        .service(
            read_and_send(
                "/desk/council/meetings/{meeting}/{step:edit|again|cancel}",
                || web::get().to(plan::edit),
                || web::head().to(plan::edit),
            )
            .route(web::post().to(plan::submit)),
        )
        .service(send(
            "/desk/council/meetings/{meeting}/{step:summon|open|give-up|close}",
            web::post().to(meeting::step),
        ))
        .service(
            read_and_send(
                "/desk/council/meetings/{meeting}/{what:new-item|decisions}",
                || web::get().to(item::begin),
                || web::head().to(item::begin),
            )
            .route(web::post().to(item::add)),
        )
        .service(
            read_and_send(
                "/desk/council/meetings/{meeting}/items/{item}/{what:edit|outcome|proposals}",
                || web::get().to(item::edit),
                || web::head().to(item::edit),
            )
            .route(web::post().to(item::submit)),
        )
        .service(send(
            "/desk/council/meetings/{meeting}/items/{item}/remove",
            web::post().to(meeting::remove_item),
        ))
        .service(send(
            "/desk/council/meetings/{meeting}/items/{item}/proposals/{proposal}/take-off",
            web::post().to(meeting::take_off),
        ))
        .service(
            read_and_send(
                "/desk/council/meetings/{meeting}/papers",
                || web::get().to(papers::show_form),
                || web::head().to(papers::show_form),
            )
            .route(web::post().to(papers::submit)),
        );
    lists(config);
}

fn lists(config: &mut ServiceConfig) {
    config
        .service(
            read_and_send(
                "/desk/council/meetings/{meeting}/attendance",
                || web::get().to(attendance::show),
                || web::head().to(attendance::show),
            )
            .route(web::post().to(attendance::arrive)),
        )
        .service(send(
            "/desk/council/meetings/{meeting}/attendance/{id}/{what:leave|strike}",
            web::post().to(attendance::change),
        ))
        .service(
            read_and_send(
                "/desk/council/proposals/new",
                || web::get().to(proposal::begin),
                || web::head().to(proposal::begin),
            )
            .route(web::post().to(proposal::propose)),
        )
        .service(read(
            "/desk/council/proposals/{proposal}",
            || web::get().to(proposals::show),
            || web::head().to(proposals::show),
        ))
        .service(
            read_and_send(
                "/desk/council/proposals/{proposal}/edit",
                || web::get().to(proposal::edit),
                || web::head().to(proposal::edit),
            )
            .route(web::post().to(proposal::submit)),
        )
        .service(send(
            "/desk/council/proposals/{proposal}/{step:move|adopt}",
            web::post().to(proposals::step),
        ))
        .service(
            read_and_send(
                "/desk/council/meetings/{meeting}/items/{item}/vote",
                || web::get().to(vote::begin),
                || web::head().to(vote::begin),
            )
            .route(web::post().to(vote::open)),
        )
        .service(
            read_and_send(
                "/desk/council/votes/{vote}",
                || web::get().to(vote::show),
                || web::head().to(vote::show),
            )
            .route(web::post().to(vote::submit)),
        )
        .service(send(
            "/desk/council/votes/{vote}/look",
            web::post().to(vote::look),
        ))
        .service(
            read_and_send(
                "/desk/council/votes/{vote}/correct",
                || web::get().to(vote::correction),
                || web::head().to(vote::correction),
            )
            .route(web::post().to(vote::correct)),
        )
        .service(read(
            "/desk/council/people",
            || web::get().to(people::show),
            || web::head().to(people::show),
        ))
        .service(
            read_and_send(
                "/desk/council/people/{body}/{what:new-member|new-faction|new-membership}",
                || web::get().to(person::begin),
                || web::head().to(person::begin),
            )
            .route(web::post().to(person::add)),
        );
    people_by_key(config);
}

fn people_by_key(config: &mut ServiceConfig) {
    config
        .service(
            read_and_send(
                "/desk/council/people/{body}/members/{member}",
                || web::get().to(person::edit),
                || web::head().to(person::edit),
            )
            .route(web::post().to(person::submit)),
        )
        .service(
            read_and_send(
                "/desk/council/people/{body}/factions/{faction}",
                || web::get().to(person::edit),
                || web::head().to(person::edit),
            )
            .route(web::post().to(person::submit)),
        )
        .service(
            read_and_send(
                "/desk/council/people/{body}/memberships/{membership}",
                || web::get().to(person::edit),
                || web::head().to(person::edit),
            )
            .route(web::post().to(person::submit)),
        );
}
