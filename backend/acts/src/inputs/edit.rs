//! An author writes an input anew, until the round closes. Every version is kept.

use super::taking_part::CannotTakePart;
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::moderation::{Incoming, arrival_of, left_out_of};
use weerklank_domain::inputs::{InputText, may_rewrite};
use weerklank_domain::petitions::Title;
use weerklank_store::inputs::{author_of_token, edit};
use weerklank_store::moderation::{ModerationSubject, hold_subject, voice_of};
use weerklank_store::people::hash_of_token;
use weerklank_store::rounds::find_by_id;

/// Writes an input anew. `seen` is the version that was on the page.
///
/// # Errors
/// [`ActError::Missing`] for a link that leads nowhere, [`ActError::CannotTakePart`] when the round is
/// closed or the input stands otherwise, [`ActError::Stale`] when it was changed in another window,
/// [`ActError::LeftOut`] when it brings back words that moderation left out.
pub fn edit_input(
    house: &House,
    token: &str,
    seen: i32,
    title: Option<&Title>,
    text: &InputText,
) -> ActResult<()> {
    let now = house.clock.now();
    let hash = hash_of_token(token);
    house.store.write(|db| {
        let (input, _) = author_of_token(db, &hash)?.ok_or(ActError::Missing)?;
        let round = find_by_id(db, input.round_id)?.ok_or(ActError::Missing)?;
        may_rewrite(input.standing.state, &round.window(), now)
            .map_err(|_| CannotTakePart::Closed)?;
        if input.version != seen {
            return Err(ActError::Stale);
        }
        let title = title.map(Title::as_str);
        if input.text == text.as_str() && input.title.as_deref() == title {
            return Ok(());
        }
        let subject = ModerationSubject::Input(input.id);
        hold_subject(db, subject)?;
        if let Some(words) = left_out_of(house, db, subject)?
            && (words.touches(text.as_str()) || title.is_some_and(|title| words.touches(title)))
        {
            return Err(ActError::LeftOut);
        }
        let incoming = Incoming {
            body_id: round.body.0,
            holds: round.holds,
            voice: voice_of(db, subject)?,
            title,
            text: text.as_str(),
        };
        let arrival = arrival_of(house, db, &incoming, now)?;
        if edit(db, &input, title, text.as_str(), &arrival, now)? {
            Ok(())
        } else {
            Err(ActError::Stale)
        }
    })
}
