//! Anybody reports a contribution, with or without telling who it is.

use super::Target;
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::random::{nonce, token};
use serde::{Deserialize, Serialize};
use weerklank_domain::Language;
use weerklank_domain::moderation::HouseRule;
use weerklank_domain::people::{EmailAddress, PersonName};
use weerklank_domain::petitions::Passage;
use weerklank_store::moderation::{ModerationSubject, NewNotice, add_notice};
use weerklank_store::people::{Seal, Vault, hash_of_token};
use weerklank_store::{StoreError, StoreResult};

/// What somebody reports.
#[derive(Debug, Clone)]
pub struct Report {
    /// What it is about.
    pub subject: ModerationSubject,
    /// The rule that is said to be broken.
    pub rule: HouseRule,
    /// Why.
    pub explanation: Passage,
    /// Who reports, where that is told.
    pub name: Option<PersonName>,
    /// Where the outcome goes.
    pub email: Option<EmailAddress>,
    /// The language to write in.
    pub language: Language,
}

/// The personal data of a notice, as it is sealed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notifier {
    /// The name; empty for somebody who told none.
    #[serde(default)]
    pub name: String,
    /// The address.
    pub email: String,
    /// The token of the page of the notice.
    pub token: String,
}

/// Opens the personal data of a notice.
///
/// # Errors
/// [`StoreError::Corrupt`] when it was not sealed with this key.
pub fn notifier(vault: &Vault, sealed: &str) -> StoreResult<Notifier> {
    let corrupt = || StoreError::Corrupt {
        table: "notices",
        row: "sealed".to_owned(),
    };
    let json = vault.open(Seal::Notifier, sealed).map_err(|_| corrupt())?;
    serde_json::from_str(&json).map_err(|_| corrupt())
}

/// Keeps the notice and answers the token of its page. Whoever tells an address gets the receipt by mail.
///
/// # Errors
/// [`ActError::Missing`] for what nobody can read, or what the store says.
pub fn report(house: &House, report: &Report) -> ActResult<String> {
    let now = house.clock.now();
    let random = house.random.as_ref();
    let secret = token(random);
    let sealed = report.email.as_ref().map(|email| {
        let person = Notifier {
            name: report
                .name
                .as_ref()
                .map(|name| name.as_str().to_owned())
                .unwrap_or_default(),
            email: email.as_str().to_owned(),
            token: secret.clone(),
        };
        // Three strings always make JSON.
        let json = serde_json::to_string(&person).unwrap_or_default();
        house.vault.seal(Seal::Notifier, &json, nonce(random))
    });
    house.store.write(|db| {
        let target = Target::find(db, report.subject, now)?;
        if !target.is_readable() {
            return Err(ActError::Missing);
        }
        let new = NewNotice {
            body_id: target.place().body_id,
            subject: report.subject,
            rule: report.rule,
            explanation: report.explanation.as_str(),
            sealed: sealed.as_deref(),
            token_hash: &hash_of_token(&secret),
            language: report.language,
            at: now,
        };
        add_notice(db, &new)?;
        Ok(())
    })?;
    Ok(secret)
}
