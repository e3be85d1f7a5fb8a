//! The moderation of the demonstration: a new version of the house rules, notices and complaints, some of
//! them decided.

use super::replies::{Desk, desk};
use super::{SeedFault, read};
use serde::Deserialize;
use weerklank_acts::moderation::{
    ComplaintRuling, Measure, Moderation, NewRules, NoticeRuling, Order, Report, Why,
    add_signal_word, complain, decide_complaint, decide_notice, moderate, publish_rules, report,
};
use weerklank_acts::people::{Actor, Proven};
use weerklank_acts::replies::{ReplyWriting, reply, thread_place};
use weerklank_acts::{ActError, House};
use weerklank_domain::Language;
use weerklank_domain::inputs::ModerationAction;
use weerklank_domain::moderation::{
    ComplaintOutcome, HouseRule, LeftOut, NoticeOutcome, Phrase, RuleText, Side, Term,
};
use weerklank_domain::people::{EmailAddress, Permission, PersonName};
use weerklank_domain::petitions::Passage;
use weerklank_domain::replies::ThreadName;
use weerklank_store::Db;
use weerklank_store::moderation::{
    ModerationSubject, complaint_of, current_version, notice_of_token, rules_of,
};
use weerklank_store::people::hash_of_token;
use weerklank_store::petitions::{id_of_slug, updates_of};
use weerklank_store::replies::{find_by_id, id_of_source, thread_by_id};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ModerationFile {
    rules: RulesFile,
    #[serde(default)]
    signal_word: Vec<SignalWordsFile>,
    notice: Vec<NoticeFile>,
    decided: Vec<OwnFile>,
}

/// Words that somebody looks out for, at every body.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SignalWordsFile {
    by: String,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RulesFile {
    by: String,
    rule: String,
    text_nl: String,
    text_en: String,
    note_nl: String,
    note_en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoticeFile {
    /// The source of a reply, the slug of a petition, or that of one whose newest news it is: one of them.
    reply: Option<String>,
    petition: Option<String>,
    news: Option<String>,
    rule: String,
    explanation: String,
    name: Option<String>,
    email: Option<String>,
    decided: Option<DecidedFile>,
    complaint: Option<ComplaintFile>,
}

/// A decision of the desk's own accord, on a reply that somebody writes below another.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnFile {
    below: String,
    email: String,
    name: Option<String>,
    text: String,
    by: String,
    action: String,
    to: Option<String>,
    words: Option<String>,
    term: Option<String>,
    authority: Option<String>,
    reference: Option<String>,
    rule: String,
    facts: String,
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ComplaintFile {
    text: String,
    decided: Option<DecidedFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DecidedFile {
    by: String,
    outcome: String,
    rule: Option<String>,
    facts: Option<String>,
    reason: String,
}

const FILE: &str = "demo/moderation.toml";

fn fault(problem: &str) -> SeedFault {
    SeedFault::File(FILE.to_owned(), problem.to_owned())
}

fn passage(text: &str) -> Result<Passage, SeedFault> {
    Passage::parse(text).map_err(|error| fault(&error.to_string()))
}

fn rule(code: &str) -> Result<HouseRule, SeedFault> {
    HouseRule::from_code(code).ok_or_else(|| fault("rule is unknown"))
}

fn actor<'a>(desk: &'a Desk, email: &str) -> Result<&'a Actor, SeedFault> {
    let found = desk.accounts.get(email).map(|(actor, _)| actor);
    found.ok_or_else(|| fault("an account is unknown"))
}

impl DecidedFile {
    fn measure(&self) -> Result<Option<(Measure, Why)>, SeedFault> {
        let (Some(code), Some(facts)) = (&self.rule, &self.facts) else {
            return Ok(None);
        };
        let why = Why {
            rule: rule(code)?,
            facts: passage(facts)?,
            reason: passage(&self.reason)?,
        };
        Ok(Some((Measure::Hide, why)))
    }

    fn on_notice(&self) -> Result<NoticeRuling, SeedFault> {
        let outcome = NoticeOutcome::from_code(&self.outcome);
        let lacking = || fault("a decision lacks rule or facts");
        Ok(match outcome.ok_or_else(|| fault("outcome is unknown"))? {
            NoticeOutcome::NotUpheld => NoticeRuling::Keep {
                reason: passage(&self.reason)?,
            },
            outcome @ (NoticeOutcome::Upheld | NoticeOutcome::Partly) => {
                let (measure, why) = self.measure()?.ok_or_else(lacking)?;
                NoticeRuling::Restrict {
                    is_partly: outcome == NoticeOutcome::Partly,
                    measure,
                    why,
                }
            }
        })
    }

    fn on_complaint(&self) -> Result<ComplaintRuling, SeedFault> {
        let outcome = ComplaintOutcome::from_code(&self.outcome);
        Ok(ComplaintRuling {
            outcome: outcome.ok_or_else(|| fault("outcome is unknown"))?,
            measure: self.measure()?,
            reason: passage(&self.reason)?,
        })
    }
}

/// Loads it once, where the desk has accounts.
pub fn load(house: &House) -> Result<(), SeedFault> {
    let (desk, version) = house
        .store
        .read(|db| Ok::<_, ActError>((desk(db)?, current_version(db)?)))?;
    let Some(desk) = desk.filter(|desk| !desk.accounts.is_empty() && version == 1) else {
        return Ok(());
    };
    let file: ModerationFile = read(FILE)?;
    for notice in &file.notice {
        notice.load(house, &desk)?;
    }
    for decided in &file.decided {
        decided.load(house, &desk)?;
    }
    for words in &file.signal_word {
        words.load(house, &desk)?;
    }
    // It comes last: it says that all of this was loaded.
    file.rules.publish(house, &desk)
}

impl OwnFile {
    fn measure(&self) -> Result<Measure, SeedFault> {
        let term = match &self.term {
            Some(code) => Some(Term::from_code(code).ok_or_else(|| fault("term is unknown"))?),
            None => None,
        };
        Ok(match ModerationAction::from_code(&self.action) {
            Some(ModerationAction::Hide) => Measure::Hide,
            Some(ModerationAction::Redact) => {
                let words = LeftOut::parse(self.words.as_deref().unwrap_or_default());
                Measure::Redact {
                    words: words.map_err(|error| fault(&error.to_string()))?,
                }
            }
            Some(ModerationAction::Collapse) => Measure::Collapse { term },
            Some(ModerationAction::Close) => Measure::Close { term },
            Some(ModerationAction::Move) => Measure::Move {
                to: ThreadName::parse(self.to.as_deref().unwrap_or_default())
                    .ok_or_else(|| fault("nothing is named where it is moved to"))?,
            },
            Some(ModerationAction::Remove) => Measure::Remove {
                order: Order {
                    authority: self.authority.clone().unwrap_or_default(),
                    reference: self.reference.clone().unwrap_or_default(),
                },
            },
            Some(ModerationAction::Warn) => Measure::Warn,
            Some(ModerationAction::Suspend) => Measure::Suspend {
                term: term.ok_or_else(|| fault("a suspension lacks its term"))?,
            },
            None
            | Some(
                ModerationAction::Approve | ModerationAction::Restore | ModerationAction::Keep,
            ) => return Err(fault("this action restricts nothing")),
        })
    }

    /// Writes the reply, and answers its key.
    fn write(&self, house: &House) -> Result<i64, SeedFault> {
        let place = house.store.read(|db| {
            let id = id_of_source(db, &self.below)?.ok_or(ActError::Missing)?;
            let above = find_by_id(db, id)?.ok_or(ActError::Missing)?;
            let thread = thread_by_id(db, above.thread_id)?.ok_or(ActError::Missing)?;
            let place = thread_place(db, thread.subject, house.clock.now())?;
            Ok::<_, ActError>((id, place))
        });
        let (parent_id, place) = place?;
        let email = EmailAddress::parse(&self.email);
        let writer = Proven::mailbox(email.map_err(|_| fault("an address is none"))?);
        let writing = ReplyWriting {
            subject: place.subject,
            round_id: place.round_id,
            parent_id: Some(parent_id),
            language: Language::Nl.code().to_owned(),
            text: self.text.clone(),
            stance: None,
            name: self.name.clone().unwrap_or_default(),
        };
        Ok(reply(house, &writer, &writing)?.id)
    }

    fn load(&self, house: &House, desk: &Desk) -> Result<(), SeedFault> {
        let moderation = Moderation::Restrict {
            measure: self.measure()?,
            why: Why {
                rule: rule(&self.rule)?,
                facts: passage(&self.facts)?,
                reason: passage(&self.reason)?,
            },
        };
        let id = self.write(house)?;
        let subject = ModerationSubject::Reply(id);
        moderate(house, actor(desk, &self.by)?, subject, &moderation)?;
        Ok(())
    }
}

impl SignalWordsFile {
    fn load(&self, house: &House, desk: &Desk) -> Result<(), SeedFault> {
        let actor = actor(desk, &self.by)?;
        for typed in &self.words {
            let phrase = Phrase::parse(typed).map_err(|error| fault(&error.to_string()))?;
            for body in actor.grants.bodies(Permission::Moderate) {
                add_signal_word(house, actor, body, &phrase)?;
            }
        }
        Ok(())
    }
}

impl RulesFile {
    fn publish(&self, house: &House, desk: &Desk) -> Result<(), SeedFault> {
        let text = |text: &str| RuleText::parse(text).map_err(|error| fault(&error.to_string()));
        let changed = rule(&self.rule)?;
        let before = house.store.read(|db| Ok::<_, ActError>(rules_of(db, 1)?))?;
        let rules = before
            .iter()
            .map(|known| {
                let [dutch, english] = &known.text;
                Ok(if known.rule == changed {
                    (known.rule, [text(&self.text_nl)?, text(&self.text_en)?])
                } else {
                    (known.rule, [text(dutch)?, text(english)?])
                })
            })
            .collect::<Result<Vec<_>, SeedFault>>()?;
        let new = NewRules {
            seen: 1,
            note: [text(&self.note_nl)?, text(&self.note_en)?],
            rules,
        };
        publish_rules(house, actor(desk, &self.by)?, &new)?;
        Ok(())
    }
}

impl NoticeFile {
    fn subject(&self, db: &mut Db) -> Result<Option<ModerationSubject>, ActError> {
        Ok(match (&self.reply, &self.petition, &self.news) {
            (Some(reply), None, None) => id_of_source(db, reply)?.map(ModerationSubject::Reply),
            (None, Some(slug), None) => id_of_slug(db, slug)?.map(ModerationSubject::Petition),
            (None, None, Some(slug)) => match id_of_slug(db, slug)? {
                Some(petition) => updates_of(db, petition)?
                    .iter()
                    .find(|news| news.event_id.is_some())
                    .map(|news| ModerationSubject::Update(news.id)),
                None => None,
            },
            _ => None,
        })
    }

    fn load(&self, house: &House, desk: &Desk) -> Result<(), SeedFault> {
        let subject = house.store.read(|db| self.subject(db))?;
        let subject = subject.ok_or_else(|| fault("what a notice is about is unknown"))?;
        let name = self.name.as_deref().map(PersonName::parse).transpose();
        let email = self.email.as_deref().map(EmailAddress::parse).transpose();
        let new = Report {
            subject,
            rule: rule(&self.rule)?,
            explanation: passage(&self.explanation)?,
            name: name.map_err(|_| fault("a name is none"))?,
            email: email.map_err(|_| fault("an address is none"))?,
            language: Language::Nl,
        };
        let hash = hash_of_token(&report(house, &new)?);
        let look = || {
            house
                .store
                .read(|db| notice_of_token(db, &hash)?.ok_or(ActError::Missing))
        };
        let Some(decided) = &self.decided else {
            return Ok(());
        };
        let ruling = decided.on_notice()?;
        decide_notice(house, actor(desk, &decided.by)?, look()?.id, &ruling)?;
        let decision = look()?.decided.map(|decided| (decided.0, decided.1));
        if let (Some((outcome, decision)), Some(complaint)) = (decision, &self.complaint) {
            let side = match outcome {
                NoticeOutcome::NotUpheld => Side::Notifier,
                NoticeOutcome::Upheld | NoticeOutcome::Partly => Side::Author,
            };
            complaint.load(house, desk, (side, decision))?;
        }
        Ok(())
    }
}

impl ComplaintFile {
    fn load(
        &self,
        house: &House,
        desk: &Desk,
        (side, decision): (Side, i64),
    ) -> Result<(), SeedFault> {
        complain(house, side, decision, &passage(&self.text)?)?;
        let Some(decided) = &self.decided else {
            return Ok(());
        };
        let complaint = house
            .store
            .read(|db| complaint_of(db, decision, side)?.ok_or(ActError::Missing))?;
        let ruling = decided.on_complaint()?;
        decide_complaint(house, actor(desk, &decided.by)?, complaint.id, &ruling)?;
        Ok(())
    }
}
