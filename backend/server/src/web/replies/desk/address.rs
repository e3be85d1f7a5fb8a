//! From the public address of a reply to the reply.

use crate::web::replies::place::Named;
use chrono::{DateTime, Utc};
use weerklank_acts::ActResult;
use weerklank_store::Db;
use weerklank_store::replies::{ReplyRecord, find, find_thread};

/// What an address names: a whole one, or its path.
fn named(address: &str) -> Option<(Named, i64)> {
    let path = match address.split_once("://") {
        Some((_, rest)) => rest.split_once('/')?.1,
        None => address.trim_start_matches('/'),
    };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let parts: Vec<&str> = path.trim_end_matches('/').split('/').collect();
    let number = |text: &str| text.parse().ok().filter(|number: &i64| *number > 0);
    match parts.as_slice() {
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
        Some(thread) => find(db, thread.id, number)?,
        None => None,
    })
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
