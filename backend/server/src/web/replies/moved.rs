//! Replies that were moved: what is told at either end, and the way from an address that somebody kept.

use super::place::{Named, number_in};
use super::thread::{Whole, look};
use crate::web::app::App;
use crate::web::errors::WebResult;
use crate::web::moderation::limits::has;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::people::Proven;
use weerklank_acts::replies::{ThreadPlace, thread_place};
use weerklank_domain::inputs::ModerationAction;
use weerklank_store::Db;
use weerklank_store::moderation::LimitRecord;
use weerklank_store::replies::{
    ReplyPlace, ReplyRecord, ThreadSubject, find_thread, follow, origins_of, places_of,
    thread_by_id,
};

/// The other end of the way of something that was moved.
#[derive(Debug, Clone, Default, Serialize)]
pub struct WayView {
    /// The number or reference of what the thread hangs on, and that of the reply.
    pub name: String,
    pub title: String,
    pub lang: &'static str,
    /// Its page; nothing where not everybody may read it.
    pub url: String,
    pub has_url: bool,
}

impl WayView {
    /// A place in a thread.
    pub fn of(place: &ThreadPlace, number: i64) -> Self {
        Self {
            name: format!("{} #{number}", place.name),
            title: place.title.clone(),
            lang: place.language.code(),
            url: if place.is_readable {
                format!("{}/{number}", place.replies_url())
            } else {
                String::new()
            },
            has_url: place.is_readable,
        }
    }

    #[cfg(test)]
    pub fn sample() -> Self {
        Self {
            name: "P26-0001 #7".to_owned(),
            title: "Bomen <b>der</b> stad".to_owned(),
            lang: "nl",
            url: "/petitions/bomen/replies/7".to_owned(),
            has_url: true,
        }
    }
}

/// Where what was moved away from here is, and where what was moved here comes from.
pub fn ways(
    db: &mut Db,
    shown: &[&ReplyRecord],
    limited: &HashMap<i64, Vec<LimitRecord>>,
    now: DateTime<Utc>,
) -> Result<HashMap<i64, WayView>, ActError> {
    let (mut stubs, mut moved) = (Vec::new(), Vec::new());
    for one in shown {
        let limits = limited.get(&one.id).map_or(&[][..], Vec::as_slice);
        match one.moved_id {
            Some(to) => stubs.push((one.id, to)),
            None if has(limits, ModerationAction::Move) => moved.push(one.id),
            None => {}
        }
    }
    let away: Vec<i64> = stubs.iter().map(|(_, to)| *to).collect();
    let places = places_of(db, &away)?;
    let to = stubs
        .into_iter()
        .filter_map(|(stub, to)| Some((stub, *places.get(&to)?)));
    let ends: Vec<(i64, ReplyPlace)> = to.chain(origins_of(db, &moved)?).collect();
    let mut known: HashMap<ThreadSubject, ThreadPlace> = HashMap::new();
    let mut ways = HashMap::new();
    for (id, end) in ends {
        let place = match known.entry(end.subject) {
            Entry::Occupied(place) => place.into_mut(),
            Entry::Vacant(free) => free.insert(thread_place(db, end.subject, now)?),
        };
        ways.insert(id, WayView::of(place, end.number));
    }
    Ok(ways)
}

/// One reply, or the answer that leads to where it was moved. `what` is what follows its address.
pub async fn look_at_one(
    app: &Arc<App>,
    request: &HttpRequest,
    proven: Option<Proven>,
    what: &str,
) -> WebResult<Result<Whole, HttpResponse>> {
    let number = number_in(request, "number")?;
    match look(app, request, Some(number), proven).await {
        Ok(whole) if whole.one().is_some_and(|one| one.moved_id.is_none()) => Ok(Ok(whole)),
        other => {
            let named = Named::of(request)?;
            match moved_to(app, named, number).await? {
                // The method and what was typed go along.
                Some(url) => Ok(Err(HttpResponse::TemporaryRedirect()
                    .insert_header((header::LOCATION, format!("{url}{what}")))
                    .finish())),
                None => other.map(Ok),
            }
        }
    }
}

/// The address of a reply that had a number there before it was moved.
async fn moved_to(app: &Arc<App>, named: Named, number: i64) -> WebResult<Option<String>> {
    app.block(move |app| {
        let now = app.house.clock.now();
        app.house.store.read_at_once(|db| {
            let Some(place) = named.find(db, now)? else {
                return Ok(None);
            };
            let Some(thread) = find_thread(db, place.subject)? else {
                return Ok(None);
            };
            let Some(reply) = follow(db, thread.id, number)? else {
                return Ok(None);
            };
            if (reply.thread_id, reply.number) == (thread.id, number) {
                return Ok(None);
            }
            let there = thread_by_id(db, reply.thread_id)?.ok_or(ActError::Missing)?;
            let place = thread_place(db, there.subject, now)?;
            Ok::<_, ActError>(
                place
                    .is_readable
                    .then(|| format!("{}/{}", place.replies_url(), reply.number)),
            )
        })
    })
    .await
}
