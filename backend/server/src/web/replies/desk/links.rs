//! The way from a page of the desk to the thread below what it shows.

use serde::Serialize;
use weerklank_acts::people::Actor;
use weerklank_acts::replies::ThreadPlace;
use weerklank_domain::people::Permission;

/// Where staff read a thread, and reply in it as their body.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ThreadLinks {
    is_readable: bool,
    thread_url: String,
    can_reply: bool,
    reply_url: String,
}

impl ThreadLinks {
    /// The links for a member of staff; those that lead nowhere now are left out.
    pub fn of(place: &ThreadPlace, actor: &Actor) -> Self {
        let may = actor.grants.may(Permission::ReplyForBody, place.body_id);
        Self {
            is_readable: place.is_readable,
            thread_url: place.replies_url(),
            can_reply: may && place.takes_replies,
            reply_url: format!("{}/reply", place.desk_url),
        }
    }

    /// An example.
    #[cfg(test)]
    pub fn sample(can_reply: bool) -> Self {
        Self {
            is_readable: true,
            thread_url: "/rounds/plein/inputs/43/replies".to_owned(),
            can_reply,
            reply_url: "/desk/rounds/12/inputs/43/reply".to_owned(),
        }
    }
}
