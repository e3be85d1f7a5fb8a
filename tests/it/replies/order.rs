//! Orders and pages of a thread, as the store reads them.

use super::thread_below_an_input;
use crate::support::database::Engine;
use crate::support::harness::{TestHouse, start_of_test};
use crate::support::on_both_databases;
use chrono::TimeDelta;
use weerklank_domain::TextLanguage;
use weerklank_domain::inputs::ModerationState;
use weerklank_domain::replies::ReplySort;
use weerklank_domain::rounds::ModerationTime;
use weerklank_store::replies::{
    NewReply, ReplyRecord, ReplySource, ThreadRecord, ThreadSubject, enter, last_page, page,
    thread_of,
};
use weerklank_store::{Db, StoreResult};

on_both_databases!(
    every_order_visits_each_reply_once_and_the_last_page_is_its_end,
    what_was_entered_twice_is_there_once,
    a_full_page_stays_small,
);

fn thread(db: &mut Db) -> StoreResult<ThreadRecord> {
    thread_of(db, ThreadSubject::Input(1), ModerationTime::After)
}

fn entry<'a>(
    thread: &'a ThreadRecord,
    parent_id: Option<i64>,
    text: &'a str,
    number: i64,
) -> NewReply<'a> {
    NewReply {
        thread,
        parent_id,
        language: TextLanguage::Nl,
        text,
        stance: None,
        moderation: ModerationState::Visible,
        display_name: Some("Bewoner"),
        replier: None,
        staff: None,
        arrival: weerklank_store::moderation::Arrival::default(),
        source: Some(ReplySource {
            source_key: format!("forum {number}"),
            is_orphan: number == 3,
            agreed: i32::try_from(number % 4).unwrap(),
            disagreed: i32::try_from(number % 3).unwrap(),
            is_deleted: false,
        }),
        // Many of them at the same moment: ties are broken by key.
        at: start_of_test() + TimeDelta::minutes(number / 5),
    }
}

/// Fifty replies, every third of which is to an earlier one.
fn fill(house: &TestHouse, text: &str) -> usize {
    let top = house.house().store.write(|db| {
        let thread = thread(db)?;
        let mut keys: Vec<i64> = Vec::new();
        let mut top = 0;
        for number in 0..50 {
            let parent = (number % 3 == 2).then(|| keys[usize::try_from(number / 2).unwrap()]);
            let (added, is_new) = enter(db, &entry(&thread, parent, text, number))?.unwrap();
            assert!(is_new, "{number}");
            top += usize::from(parent.is_none());
            keys.push(added.id);
        }
        StoreResult::Ok(top)
    });
    top.unwrap()
}

fn is_in_order(sort: ReplySort, one: &ReplyRecord, next: &ReplyRecord) -> bool {
    let by = |reply: &ReplyRecord| match sort {
        ReplySort::Newest | ReplySort::Oldest => (reply.written_at.timestamp_micros(), reply.id),
        ReplySort::MostReplies => (reply.descendants.into(), reply.id),
        ReplySort::MostAgreed => ((reply.agreed - reply.disagreed).into(), reply.id),
    };
    match sort {
        ReplySort::Oldest => by(one) < by(next),
        _ => by(one) > by(next),
    }
}

async fn every_order_visits_each_reply_once_and_the_last_page_is_its_end(engine: Engine) {
    let house = TestHouse::open(engine);
    thread_below_an_input(&house).await;
    let top = fill(&house, "Dat vind ik ook.");
    for sort in ReplySort::ALL {
        let (all, last) = house
            .house()
            .store
            .read(|db| {
                let thread = thread(db)?;
                let (mut all, mut after) = (Vec::new(), None);
                loop {
                    let found = page(db, thread.id, None, *sort, after, 7)?;
                    all.extend(found.items);
                    after = found.next;
                    if after.is_none() {
                        break;
                    }
                }
                StoreResult::Ok((all, last_page(db, thread.id, None, *sort, 7)?))
            })
            .unwrap();
        assert_eq!(all.len(), top, "{sort:?}");
        for pair in all.windows(2) {
            assert!(is_in_order(*sort, &pair[0], &pair[1]), "{sort:?}");
        }
        let keys = |replies: &[ReplyRecord]| replies.iter().map(|r| r.id).collect::<Vec<_>>();
        assert_eq!(keys(&last.items), keys(&all[top - 7..]), "{sort:?}");
        assert!(last.has_earlier && last.next.is_none());
    }
    house.everything_adds_up();
}

async fn what_was_entered_twice_is_there_once(engine: Engine) {
    let house = TestHouse::open(engine);
    thread_below_an_input(&house).await;
    fill(&house, "Dat vind ik ook.");
    let again = house.house().store.write(|db| {
        let thread = thread(db)?;
        enter(db, &entry(&thread, None, "Anders.", 7))
    });
    let (known, is_new) = again.unwrap().unwrap();
    assert!(!is_new);
    assert_eq!(known.number, 8);
    assert_eq!(house.number("SELECT COUNT(*) AS number FROM replies"), 50);
    house.everything_adds_up();
}

async fn a_full_page_stays_small(engine: Engine) {
    let house = TestHouse::open(engine);
    let (thread, jan) = thread_below_an_input(&house).await;
    let text = "Dat is \"ook\" zo & niet anders, vind ik. ".repeat(50);
    fill(&house, &text[..2_000]);
    for path in [
        "".to_owned(),
        "?sort=most_replies".to_owned(),
        "?sort=most_agreed&page=last".to_owned(),
        "/1".to_owned(),
    ] {
        let page = jan.get(&format!("{thread}{path}")).await;
        assert_eq!(page.status, 200, "{path}");
        let size = page.text().len();
        assert!(size < 150_000, "{path}: {size} bytes");
    }
    let first = jan.get(&format!("{thread}?sort=oldest")).await;
    let next = first
        .references()
        .into_iter()
        .find(|link| link.contains("cursor="))
        .unwrap();
    let next = jan.get(&next.replace("&amp;", "&")).await;
    assert!(next.text().contains("Dit zijn de laatste reacties."));
}
