//! Everything that whoever decides on an item has to see.

use super::super::query::Told;
use crate::web::app::App;
use std::collections::{HashMap, HashSet};
use weerklank_acts::moderation::{Target, find_item};
use weerklank_acts::people::Actor;
use weerklank_acts::{ActError, ActResult};
use weerklank_domain::dossiers::Scope;
use weerklank_domain::moderation::Mark;
use weerklank_store::Db;
use weerklank_store::inputs::{InputRecord, find_by_id as input_by_id};
use weerklank_store::moderation::{
    DecisionRecord, ItemRecord, Kept, NoticeRecord, RuleRecord, Voice, alike_items,
    current_version, decisions_of, decisions_of_voice, item_texts, items_of_voice, marks_of,
    open_notices_of, rules_of, voice_of,
};
use weerklank_store::petitions::find_by_id as petition_by_id;
use weerklank_store::replies::{ReplyRecord, ThreadSubject, ancestors, thread_by_id};
use weerklank_store::rounds::{find_by_id as round_by_id, scope_of};

/// So much of what a reply answers is shown.
const MOST_ABOVE: i32 = 5;
/// So many that read the same, or are of the same author, can be chosen with an item.
const MOST_ALSO: i64 = 50;
const MOST_DECISIONS: i64 = 10;

/// An item with its context.
pub struct Whole {
    pub item: ItemRecord,
    /// What it is about.
    pub target: Target,
    /// The title of an input, or of a petition.
    pub title: Option<String>,
    /// The replies above a reply, from the top.
    pub chain: Vec<ReplyRecord>,
    /// The text below which it stands.
    pub below: Option<(String, &'static str)>,
    /// What can change, and what is fixed, in the phase of the round.
    pub scope: Option<Scope>,
    /// What was decided on it before.
    pub decisions: Vec<DecisionRecord>,
    /// What was decided on other things that its author wrote in the same place.
    pub before: Vec<DecisionRecord>,
    pub notices: Vec<NoticeRecord>,
    pub marks: Vec<Mark>,
    pub alike: Vec<ItemRecord>,
    pub same_author: Vec<ItemRecord>,
    pub texts: HashMap<i64, Kept>,
    pub rules: Vec<RuleRecord>,
}

impl Whole {
    /// Where it is decided, when that is not here.
    pub fn elsewhere(&self) -> Option<String> {
        let place = self.target.place();
        self.item.is_admission().then(|| place.desk_url.clone())
    }
}

/// Looks an item up with its context.
pub fn look(app: &App, actor: &Actor, id: i64, told: Option<&Told>) -> ActResult<Whole> {
    let now = app.house.clock.now();
    app.house.store.read_at_once(|db| {
        let item = find_item(db, actor, id)?;
        let subject = item.subject;
        let target = Target::find(db, subject, now)?;
        let voice = voice_of(db, subject)?;
        let (alike, same_author) = along(db, &item, voice.as_ref())?;
        let left = told.iter().flat_map(|told| told.left.iter().copied());
        let ids: Vec<i64> = alike
            .iter()
            .chain(&same_author)
            .map(|one| one.id)
            .chain([item.id])
            .chain(left)
            .collect();
        let (chain, below) = match &target {
            Target::Reply(reply, _) => above(db, reply)?,
            // What the petition asks stands above its news.
            Target::News(of, _) => {
                let petition = &of.petition;
                let asked = (petition.request.clone(), petition.language.code());
                (Vec::new(), Some(asked))
            }
            Target::Input(..) | Target::Petition(..) => (Vec::new(), None),
        };
        let version = current_version(db)?;
        Ok::<_, ActError>(Whole {
            title: match &target {
                Target::Input(input, _) => input.title.clone(),
                Target::Petition(of, _) => Some(of.petition.title.clone()),
                Target::Reply(..) | Target::News(..) => None,
            },
            chain,
            below,
            scope: scope_around(db, &item)?,
            decisions: decisions_of(db, subject)?,
            before: match &voice {
                Some(voice) => decisions_of_voice(db, voice, MOST_DECISIONS)?
                    .into_iter()
                    .filter(|decision| decision.subject != subject)
                    .collect(),
                None => Vec::new(),
            },
            notices: open_notices_of(db, subject)?,
            marks: marks_of(db, item.id)?,
            texts: item_texts(db, &ids)?,
            rules: rules_of(db, version)?,
            target,
            alike,
            same_author,
            item,
        })
    })
}

/// What reads the same, and what else is of the same author.
fn along(
    db: &mut Db,
    item: &ItemRecord,
    voice: Option<&Voice>,
) -> ActResult<(Vec<ItemRecord>, Vec<ItemRecord>)> {
    let alike = alike_items(db, item, MOST_ALSO)?;
    let listed: HashSet<i64> = alike.iter().map(|one| one.id).collect();
    let mut same_author = match voice {
        Some(voice) => items_of_voice(db, voice, item.id)?,
        None => Vec::new(),
    };
    same_author.retain(|one| !listed.contains(&one.id));
    same_author.truncate(usize::try_from(MOST_ALSO).unwrap_or(usize::MAX));
    Ok((alike, same_author))
}

type Above = (Vec<ReplyRecord>, Option<(String, &'static str)>);

fn above(db: &mut Db, reply: &ReplyRecord) -> ActResult<Above> {
    let thread = thread_by_id(db, reply.thread_id)?.ok_or(ActError::Missing)?;
    let mut chain = ancestors(db, thread.id, reply.number, MOST_ABOVE)?;
    chain.retain(|above| above.id != reply.id && !above.is_deleted);
    let below = match thread.subject {
        ThreadSubject::Input(id) => input_by_id(db, id)?
            .filter(InputRecord::is_readable)
            .map(|input| (input.text, input.language.code())),
        ThreadSubject::Petition(id) => {
            petition_by_id(db, id)?.map(|petition| (petition.request, petition.language.code()))
        }
        ThreadSubject::Dossier(_) => None,
    };
    Ok((chain, below))
}

fn scope_around(db: &mut Db, item: &ItemRecord) -> ActResult<Option<Scope>> {
    let Some(round_id) = item.round_id else {
        return Ok(None);
    };
    let round = round_by_id(db, round_id)?.ok_or(ActError::Missing)?;
    Ok(Some(scope_of(db, round.dossier.0, round.phase)?))
}
