//! What a decision does beside the state of what it is about: words that are left out and put back, a text that
//! is collapsed, a thread that is closed, a reply that goes elsewhere, a writer who is warned.

use super::relocate::{bring_back, relocate};
use super::writers::{lift_mark, suspend, warn};
use super::{Measure, Undo};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::random::nonce;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use weerklank_domain::TextLanguage;
use weerklank_domain::inputs::{CannotModerate, ModerationAction, ModerationState};
use weerklank_domain::moderation::{LeftOut, mark_of};
use weerklank_domain::text::plain_text;
use weerklank_store::moderation::{
    LimitRecord, ModerationSubject, NewTombstone, PartText, TextRecord, add_limit, bury, decision,
    end_limit, keep_original, limits_of, parts_of, put_parts, put_texts, texts_of, tombstone_of,
};
use weerklank_store::people::{Seal, Vault};
use weerklank_store::{Db, StoreError, StoreResult};

/// The words that a decision left out, and what was there before, as it is sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Original {
    words: Vec<String>,
    texts: Vec<TextRecord>,
    parts: Vec<PartText>,
}

impl Original {
    /// Opens what a limit kept; `None` when it was erased.
    fn open(vault: &Vault, limit: &LimitRecord) -> StoreResult<Option<Self>> {
        let Some(sealed) = limit.sealed.as_deref() else {
            return Ok(None);
        };
        let corrupt = || StoreError::Corrupt {
            table: "moderation_limits",
            row: limit.decision_id.to_string(),
        };
        let seal = Seal::LeftOut(limit.decision_id);
        let json = vault.open(seal, sealed).map_err(|_| corrupt())?;
        serde_json::from_str(&json).map(Some).map_err(|_| corrupt())
    }

    fn seal(&self, house: &House, decision_id: i64) -> ActResult<String> {
        let json =
            serde_json::to_string(self).map_err(|error| ActError::Unusable(error.to_string()))?;
        let nonce = nonce(house.random.as_ref());
        Ok(house.vault.seal(Seal::LeftOut(decision_id), &json, nonce))
    }

    fn words(&self) -> ActResult<LeftOut> {
        LeftOut::parse(&self.words.join("\n"))
            .map_err(|error| ActError::Unusable(error.to_string()))
    }
}

/// Texts without some words. A part that shares words with a quote without holding all of it no longer stands in
/// the text: nothing of it is kept.
fn without(
    words: &LeftOut,
    language: TextLanguage,
    (texts, parts): (&[TextRecord], &[PartText]),
) -> (Vec<TextRecord>, Vec<PartText>) {
    let mark = mark_of(language);
    let texts: Vec<TextRecord> = texts
        .iter()
        .map(|text| text.map(|passage| words.out_of(passage, mark)))
        .collect();
    let newest = texts
        .last()
        .map(|text| plain_text(&text.text))
        .unwrap_or_default();
    let parts = parts
        .iter()
        .map(|part| {
            let quote = words.out_of(&part.quote, mark);
            let stands = newest.contains(&quote);
            PartText {
                number: part.number,
                quote: if stands { quote } else { mark.to_owned() },
            }
        })
        .collect();
    (texts, parts)
}

/// What there is, with what is put over it.
fn over<T: Clone, K: PartialEq>(there: &[T], put: &[T], key: impl Fn(&T) -> K) -> Vec<T> {
    there
        .iter()
        .map(|one| {
            let other = put.iter().find(|other| key(other) == key(one));
            other.unwrap_or(one).clone()
        })
        .collect()
}

fn leave_out(
    house: &House,
    db: &mut Db,
    (subject, language): (ModerationSubject, TextLanguage),
    words: &LeftOut,
    decision_id: i64,
) -> ActResult<()> {
    let original = Original {
        words: words.quotes().to_vec(),
        texts: texts_of(db, subject)?,
        parts: parts_of(db, subject)?,
    };
    let newest = original.texts.last().ok_or(ActError::Missing)?;
    if !words.stands_in(&newest.passages().collect::<Vec<_>>()) {
        return Err(CannotModerate::NotInText.into());
    }
    let sealed = original.seal(house, decision_id)?;
    add_limit(
        db,
        decision_id,
        subject,
        ModerationAction::Redact,
        Some(&sealed),
    )?;
    let (texts, parts) = without(words, language, (&original.texts, &original.parts));
    put_texts(db, subject, &texts)?;
    put_parts(db, subject, &parts)?;
    Ok(())
}

/// Puts back what one decision left out. What later ones left out stays out, and what they keep holds these
/// words again. What its author wrote since stays as it was written.
fn put_back(
    house: &House,
    db: &mut Db,
    (subject, language): (ModerationSubject, TextLanguage),
    decision_id: i64,
) -> ActResult<()> {
    let limits = limits_of(db, subject)?;
    let (mut texts, mut parts) = (texts_of(db, subject)?, parts_of(db, subject)?);
    let mut base: Option<Original> = None;
    for limit in limits
        .iter()
        .filter(|limit| limit.action == ModerationAction::Redact)
        .filter(|limit| limit.decision_id >= decision_id)
    {
        let original = Original::open(&house.vault, limit)?.ok_or(CannotModerate::Erased)?;
        base = Some(match base {
            None => original,
            Some(base) => {
                let kept = Original {
                    texts: over(&original.texts, &base.texts, |text| text.version),
                    parts: over(&original.parts, &base.parts, |part| part.number),
                    words: original.words,
                };
                keep_original(db, limit.decision_id, &kept.seal(house, limit.decision_id)?)?;
                let words = kept.words()?;
                let (texts, parts) = without(&words, language, (&kept.texts, &kept.parts));
                Original {
                    texts,
                    parts,
                    ..kept
                }
            }
        });
    }
    let base = base.ok_or(ActError::Missing)?;
    texts = over(&texts, &base.texts, |text| text.version);
    parts = over(&parts, &base.parts, |part| part.number);
    put_texts(db, subject, &texts)?;
    put_parts(db, subject, &parts)?;
    Ok(())
}

/// The words that stay out of a contribution; `None` where there are none, or where they are erased.
pub(crate) fn left_out_of(
    house: &House,
    db: &mut Db,
    subject: ModerationSubject,
) -> ActResult<Option<LeftOut>> {
    let mut all: Option<LeftOut> = None;
    for limit in limits_of(db, subject)? {
        if let Some(original) = Original::open(&house.vault, &limit)? {
            let words = original.words()?;
            all = Some(match all {
                Some(others) => others.and(&words),
                None => words,
            });
        }
    }
    Ok(all)
}

/// Does what a decision says beside the state of what it is about, which is held.
pub(crate) fn impose(
    house: &House,
    db: &mut Db,
    (subject, language, body_id): (ModerationSubject, TextLanguage, i64),
    measure: &Measure,
    (decision_id, now): (i64, DateTime<Utc>),
) -> ActResult<()> {
    match measure {
        Measure::Hide => Ok(()),
        Measure::Redact { words } => leave_out(house, db, (subject, language), words, decision_id),
        Measure::Collapse { .. } | Measure::Close { .. } => {
            let action = measure.action();
            if limits_of(db, subject)?
                .iter()
                .any(|limit| limit.action == action)
            {
                return Err(CannotModerate::AlreadySo.into());
            }
            Ok(add_limit(db, decision_id, subject, action, None)?)
        }
        Measure::Move { to } => relocate(db, subject, to, (decision_id, now)),
        Measure::Remove { order } => {
            let new = NewTombstone {
                decision_id,
                subject,
                authority: &order.authority,
                reference: &order.reference,
            };
            match bury(db, new, mark_of(language), now) {
                Err(StoreError::Taken) => Err(CannotModerate::AlreadySo.into()),
                other => Ok(other?),
            }
        }
        Measure::Warn => warn(house, db, subject, body_id, now),
        Measure::Suspend { term } => suspend(house, db, subject, body_id, (*term, now)),
    }
}

/// Ends limits, the newest first; answers whether others stand.
pub(super) fn end(
    house: &House,
    db: &mut Db,
    (subject, language): (ModerationSubject, TextLanguage),
    decisions: &[i64],
    now: DateTime<Utc>,
) -> ActResult<bool> {
    let limits = limits_of(db, subject)?;
    for limit in limits.iter().rev() {
        if !decisions.contains(&limit.decision_id) {
            continue;
        }
        if limit.action == ModerationAction::Redact {
            put_back(house, db, (subject, language), limit.decision_id)?;
        }
        if limit.action == ModerationAction::Move {
            bring_back(db, subject)?;
        }
        if !end_limit(db, limit.decision_id, now)? {
            return Err(StoreError::Changed.into());
        }
    }
    Ok(limits
        .iter()
        .any(|limit| !decisions.contains(&limit.decision_id)))
}

/// Takes back what hides or limits something that is held, or what one decision did; answers the state of
/// moderation after that.
pub(crate) fn relieve(
    house: &House,
    db: &mut Db,
    (subject, language, body_id): (ModerationSubject, TextLanguage, i64),
    from: ModerationState,
    undo: Undo,
    now: DateTime<Utc>,
) -> ActResult<ModerationState> {
    if tombstone_of(db, subject)?.is_some() {
        return Err(CannotModerate::Erased.into());
    }
    let about = (subject, language);
    match undo {
        Undo::All => match from {
            ModerationState::Hidden => Ok(from.relieved(end(house, db, about, &[], now)?)),
            ModerationState::Limited => {
                let all = limits_of(db, subject)?;
                let all: Vec<i64> = all.iter().map(|limit| limit.decision_id).collect();
                Ok(from.relieved(end(house, db, about, &all, now)?))
            }
            ModerationState::Awaiting | ModerationState::Visible => {
                Err(CannotModerate::NotHidden.into())
            }
        },
        Undo::Decision(id) => {
            let taken = decision(db, id)?.ok_or(ActError::Missing)?;
            if taken.subject != subject {
                return Err(ActError::Missing);
            }
            match taken.action {
                ModerationAction::Hide if from == ModerationState::Hidden => {
                    Ok(from.relieved(end(house, db, about, &[], now)?))
                }
                ModerationAction::Redact
                | ModerationAction::Collapse
                | ModerationAction::Close
                | ModerationAction::Move => {
                    let limits = limits_of(db, subject)?;
                    if !limits.iter().any(|limit| limit.decision_id == id) {
                        return Err(CannotModerate::NotHidden.into());
                    }
                    let is_limited = end(house, db, about, &[id], now)?;
                    Ok(match from {
                        ModerationState::Limited => from.relieved(is_limited),
                        other => other,
                    })
                }
                ModerationAction::Warn | ModerationAction::Suspend => {
                    lift_mark(house, db, subject, body_id, taken.action)?;
                    Ok(from)
                }
                ModerationAction::Hide
                | ModerationAction::Remove
                | ModerationAction::Approve
                | ModerationAction::Restore
                | ModerationAction::Keep => Err(CannotModerate::NotHidden.into()),
            }
        }
    }
}
