//! Signing: a person row that waits for its confirmation, and the mail that asks for it.

use super::{Signed, signed_by_mailbox, standings};
use crate::Db;
use crate::connection::on_both;
use crate::errors::StoreResult;
use crate::moment::Moment;
use crate::outbox::{Message, NewMail, queue};
use crate::schema::signers;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};
use weerklank_domain::Language;
use weerklank_domain::petitions::{CannotSign, Claim, Holder, PlaceKind, claim_slot};

/// Somebody signs. Everything that identifies is sealed or hashed before it comes here.
#[derive(Debug, Clone)]
pub struct SignRequest {
    /// The petition.
    pub petition_id: i64,
    /// Keyed hash of the canonical address.
    pub mailbox_key: String,
    /// Keyed hashes of the folded name and of the folded postcode or place.
    pub holder: Holder,
    /// Name, address, token and code, sealed.
    pub sealed: String,
    /// The hash of the token.
    pub token_hash: String,
    /// The language in which the person signs.
    pub language: Language,
    /// Where the person lives.
    pub place: (PlaceKind, Option<i64>),
    /// `web` or `api`.
    pub channel: &'static str,
    /// Whether the name may be shown.
    pub show_name: bool,
    /// Whether the person wants news of this petition.
    pub keep_informed: bool,
    /// Whether the mail that asks for confirmation goes out.
    pub wants_mail: bool,
    /// When.
    pub at: DateTime<Utc>,
}

/// What became of signing. A stranger is told the same in every accepted case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignOutcome {
    /// Taken down. `signer_id` is the person row that waits for confirmation, `None` when there is
    /// nothing to wait for (signed already, no place, or no more mail to this mailbox).
    Accepted {
        /// The person row.
        signer_id: Option<i64>,
    },
    /// The petition takes no signatures now.
    Refused(CannotSign),
    /// There is no such petition.
    NoPetition,
}

#[derive(Insertable)]
#[diesel(table_name = signers, treat_none_as_default_value = false)]
struct NewSigner<'a> {
    petition_id: i64,
    mailbox_key: &'a str,
    name_key: &'a str,
    household_key: &'a str,
    sealed: &'a str,
    token_hash: &'a str,
    state: &'static str,
    lang: &'static str,
    place_kind: &'static str,
    area_id: Option<i64>,
    channel: &'static str,
    show_name: bool,
    keep_informed: bool,
    begun_at: Moment,
    mails: i16,
    code_attempts: i16,
    reminded: bool,
}

/// A person row of a mailbox that was not confirmed yet.
struct Waiting {
    id: i64,
    holder: Holder,
    choices: (bool, bool),
    mails: i16,
}

/// What to do for one request, given what its mailbox did before.
enum Plan {
    /// A new person row.
    Begin,
    /// The mail of this row once more.
    Resend { id: i64, mails: i16 },
    /// Tell the owner of the mailbox something.
    Tell(Message, i64),
    /// The mailbox got mails enough.
    Nothing { waiting: Option<i64> },
}

/// One mailbox may wait with as many mails as two people may get.
const PEOPLE_OF_A_MAILBOX: i16 = 2;

pub(super) fn write(
    db: &mut Db,
    requests: &[(usize, &SignRequest)],
) -> StoreResult<Vec<(usize, SignOutcome)>> {
    let petitions: HashSet<i64> = requests
        .iter()
        .map(|(_, request)| request.petition_id)
        .collect();
    let standings = standings(db, &petitions)?;
    let mut mailboxes = HashSet::new();
    let mut outcomes = Vec::with_capacity(requests.len());
    let mut accepted = Vec::with_capacity(requests.len());
    for (place, request) in requests {
        let Some(standing) = standings.get(&request.petition_id) else {
            outcomes.push((*place, SignOutcome::NoPetition));
            continue;
        };
        if let Err(reason) = standing.window.may_begin(request.at) {
            outcomes.push((*place, SignOutcome::Refused(reason)));
        } else if mailboxes.insert(request.mailbox_key.as_str()) {
            accepted.push((*place, *request, standing.rules.resend_cap));
        }
    }
    let signed = signed_by_mailbox(db, &mailboxes)?;
    let waiting = waiting_by_mailbox(db, &mailboxes)?;
    let mut begun = Vec::new();
    let mut mails = Vec::new();
    for (place, request, cap) in accepted {
        let cap = i16::try_from(cap).unwrap_or(i16::MAX);
        let before = signed
            .get(&request.mailbox_key)
            .map_or(&[][..], Vec::as_slice);
        let waiting = waiting
            .get(&request.mailbox_key)
            .map_or(&[][..], Vec::as_slice);
        let now = Moment::from(request.at);
        match plan(request, before, waiting, cap) {
            Plan::Begin => begun.push((place, request)),
            Plan::Resend { id, mails: sent } => {
                diesel::update(signers::table.find(id))
                    .set(signers::mails.eq(signers::mails + 1))
                    .execute(db)?;
                mails.push(NewMail::new(
                    Message::ConfirmSignature,
                    id,
                    &sent.to_string(),
                    now,
                ));
                outcomes.push((
                    place,
                    SignOutcome::Accepted {
                        signer_id: Some(id),
                    },
                ));
            }
            Plan::Tell(message, signer) => {
                let day = request.at.date_naive().to_string();
                mails.push(NewMail::new(message, signer, &day, now));
                outcomes.push((place, SignOutcome::Accepted { signer_id: None }));
            }
            Plan::Nothing { waiting } => {
                outcomes.push((place, SignOutcome::Accepted { signer_id: waiting }));
            }
        }
    }
    let ids = insert(db, &begun)?;
    for (place, request) in begun {
        let signer_id = ids.get(&request.token_hash).copied();
        if let Some(id) = signer_id.filter(|_| request.wants_mail) {
            mails.push(NewMail::new(
                Message::ConfirmSignature,
                id,
                "0",
                Moment::from(request.at),
            ));
        }
        outcomes.push((place, SignOutcome::Accepted { signer_id }));
    }
    queue(db, &mails)?;
    Ok(outcomes)
}

fn plan(request: &SignRequest, before: &[Signed], waiting: &[Waiting], cap: i16) -> Plan {
    let holders: Vec<Holder> = before.iter().map(|signed| signed.holder.clone()).collect();
    match claim_slot(&holders, &request.holder) {
        Claim::Repeat => {
            let same = |signed: &&Signed| signed.holder.name_key == request.holder.name_key;
            let signer = before
                .iter()
                .find(same)
                .map_or(0, |signed| signed.signer_id);
            Plan::Tell(Message::AlreadySigned, signer)
        }
        Claim::Full => {
            let first = before.first().map_or(0, |signed| signed.signer_id);
            Plan::Tell(Message::MailboxFull, first)
        }
        Claim::New(_) => {
            let choices = (request.show_name, request.keep_informed);
            let twin = waiting
                .iter()
                .find(|row| row.holder == request.holder && row.choices == choices);
            let sent: i16 = waiting
                .iter()
                .map(|row| row.mails)
                .fold(0, i16::saturating_add);
            let enough = sent >= cap.saturating_mul(PEOPLE_OF_A_MAILBOX);
            match twin {
                Some(row) if enough || row.mails >= cap => Plan::Nothing {
                    waiting: Some(row.id),
                },
                Some(row) => Plan::Resend {
                    id: row.id,
                    mails: row.mails,
                },
                None if enough => Plan::Nothing { waiting: None },
                None => Plan::Begin,
            }
        }
    }
}

type WaitingRow = (String, i64, String, String, bool, bool, i16);

fn waiting_by_mailbox(
    db: &mut Db,
    mailboxes: &HashSet<&str>,
) -> StoreResult<HashMap<String, Vec<Waiting>>> {
    use signers as s;
    let rows: Vec<WaitingRow> = s::table
        .filter(s::mailbox_key.eq_any(mailboxes))
        .filter(s::state.eq("pending"))
        .order(s::id)
        .select((
            s::mailbox_key,
            s::id,
            s::name_key,
            s::household_key,
            s::show_name,
            s::keep_informed,
            s::mails,
        ))
        .load(db)?;
    let mut waiting = HashMap::<String, Vec<Waiting>>::new();
    for (mailbox, id, name_key, household_key, show_name, keep_informed, mails) in rows {
        waiting.entry(mailbox).or_default().push(Waiting {
            id,
            holder: Holder {
                name_key,
                household_key,
            },
            choices: (show_name, keep_informed),
            mails,
        });
    }
    Ok(waiting)
}

/// Inserts person rows and answers their keys by token hash.
fn insert(db: &mut Db, begun: &[(usize, &SignRequest)]) -> StoreResult<HashMap<String, i64>> {
    if begun.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<NewSigner> = begun
        .iter()
        .map(|(_, request)| NewSigner {
            petition_id: request.petition_id,
            mailbox_key: &request.mailbox_key,
            name_key: &request.holder.name_key,
            household_key: &request.holder.household_key,
            sealed: &request.sealed,
            token_hash: &request.token_hash,
            state: "pending",
            lang: request.language.code(),
            place_kind: request.place.0.code(),
            area_id: request.place.1,
            channel: request.channel,
            show_name: request.show_name,
            keep_informed: request.keep_informed,
            begun_at: Moment::from(request.at),
            mails: 1,
            code_attempts: 0,
            reminded: false,
        })
        .collect();
    // A batch has no common form.
    let ids: Vec<(String, i64)> = on_both!(db, |inner| diesel::insert_into(signers::table)
        .values(&rows)
        .returning((signers::token_hash, signers::id))
        .get_results(inner))?;
    Ok(ids.into_iter().collect())
}
