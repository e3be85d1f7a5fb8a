//! From a public address to what stands there.

use crate::web::replies::place::Named;
use chrono::{DateTime, Utc};
use weerklank_acts::ActResult;
use weerklank_domain::replies::path_parts;
use weerklank_store::Db;
use weerklank_store::moderation::ModerationSubject;
use weerklank_store::petitions::{id_of_slug, update};
use weerklank_store::replies::{ReplyRecord, ThreadSubject, find_thread, follow};

fn number(text: &str) -> Option<i64> {
    text.parse().ok().filter(|number| *number > 0)
}

/// What an address names: a whole one, or its path.
fn named(address: &str) -> Option<(Named, i64)> {
    match path_parts(address)?.as_slice() {
        ["rounds", slug, "inputs", input, "replies", reply] => Some((
            Named::Input((*slug).to_owned(), number(input)?),
            number(reply)?,
        )),
        ["petitions", slug, "replies", reply] => {
            Some((Named::Petition((*slug).to_owned()), number(reply)?))
        }
        ["dossiers", slug, "replies", reply] => {
            Some((Named::Dossier((*slug).to_owned()), number(reply)?))
        }
        _ => None,
    }
}

/// The reply of an address; `None` when there is none. Whether somebody may see it at the desk is asked
/// there.
pub fn reply_at(db: &mut Db, address: &str, now: DateTime<Utc>) -> ActResult<Option<ReplyRecord>> {
    let Some((named, number)) = named(address) else {
        return Ok(None);
    };
    let Some(place) = named.find(db, now)? else {
        return Ok(None);
    };
    Ok(match find_thread(db, place.subject)? {
        Some(thread) => follow(db, thread.id, number)?,
        None => None,
    })
}

/// What can be reported at an address: a reply, an input, a petition or news of one; `None` when there is nothing.
pub fn subject_at(
    db: &mut Db,
    address: &str,
    now: DateTime<Utc>,
) -> ActResult<Option<ModerationSubject>> {
    if let Some(reply) = reply_at(db, address, now)? {
        return Ok(Some(ModerationSubject::Reply(reply.id)));
    }
    let parts = path_parts(address).unwrap_or_default();
    Ok(match parts.as_slice() {
        ["rounds", slug, "inputs", input] => match number(input) {
            Some(number) => input_at(db, slug, number, now)?,
            None => None,
        },
        ["petitions", slug] => id_of_slug(db, slug)?.map(ModerationSubject::Petition),
        ["petitions", slug, "news", news] => match number(news) {
            Some(id) => news_at(db, slug, id)?,
            None => None,
        },
        _ => None,
    })
}

fn input_at(
    db: &mut Db,
    slug: &str,
    number: i64,
    now: DateTime<Utc>,
) -> ActResult<Option<ModerationSubject>> {
    let place = Named::Input(slug.to_owned(), number).find(db, now)?;
    Ok(place.and_then(|place| match place.subject {
        ThreadSubject::Input(id) => Some(ModerationSubject::Input(id)),
        ThreadSubject::Petition(_) | ThreadSubject::Dossier(_) => None,
    }))
}

fn news_at(db: &mut Db, slug: &str, id: i64) -> ActResult<Option<ModerationSubject>> {
    let petition = id_of_slug(db, slug)?;
    let news = update(db, id)?.filter(|news| Some(news.petition_id) == petition);
    Ok(news.map(|news| ModerationSubject::Update(news.id)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_whole_or_as_a_path() {
        for address in [
            "https://voorbeeld.nl/rounds/plein/inputs/43/replies/5",
            "/rounds/plein/inputs/43/replies/5?sort=oldest#top",
            "rounds/plein/inputs/43/replies/5/",
        ] {
            assert!(
                matches!(named(address), Some((Named::Input(slug, 43), 5)) if slug == "plein"),
                "{address}"
            );
        }
        assert!(matches!(
            named("/dossiers/zwembad/replies/1"),
            Some((Named::Dossier(_), 1))
        ));
        for address in [
            "",
            "https://voorbeeld.nl",
            "/rounds/plein/inputs/43",
            "/petitions/x/replies/-1",
            "/petitions/x/replies/0",
            "/elsewhere/x/replies/1",
        ] {
            assert!(named(address).is_none(), "{address}");
        }
    }
}
