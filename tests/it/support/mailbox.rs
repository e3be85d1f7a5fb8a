//! Mails, as their reader sees them.

use mailparse::MailHeaderMap;
use std::path::{Path, PathBuf};

/// A mail that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    pub message_id: String,
}

/// Which mail it is, told by its subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailKind {
    Confirm,
    Reminder,
    AlreadySigned,
    MailboxFull,
    DraftLink,
    FileLink,
    Received,
    PetitionModerated,
    ConfirmSupport,
    Forwarded,
    /// The link that proves a mailbox.
    Prove,
    /// Says that somebody may not write for a term.
    CannotWrite,
    InputReceived,
    InputModerated,
    ReplyModerated,
    RoundNews,
    PapersChanged,
    RoundAnswered,
    NoticeNews,
    CommitmentNews,
    CommitmentDone,
    /// Something happened to a petition; the subject says what.
    News,
}

/// The subjects of news about a petition.
pub const GATHERING: &str = "Zoek nu medestanders voor uw petitie";
pub const SUPPORTED: &str = "Genoeg mensen steunen uw petitie";
pub const REVISE: &str = "Pas uw petitie aan";
pub const OPENED: &str = "De petitie is open";
pub const REFUSED: &str = "De petitie is niet opengesteld";
pub const SENT_ON: &str = "De petitie is doorgestuurd";
pub const CLOSED: &str = "De petitie is gesloten";
pub const HANDED_OVER: &str = "De petitie is overhandigd";
pub const ANSWERED: &str = "Er is antwoord op de petitie";
pub const WITHDRAWN: &str = "De petitie is ingetrokken";
pub const UPDATE: &str = "Uw nieuws staat bij de petitie";

impl Mail {
    /// Reads one mail.
    pub fn read(raw: &[u8]) -> Self {
        let parsed = mailparse::parse_mail(raw).unwrap();
        let header = |name: &str| parsed.headers.get_first_value(name).unwrap_or_default();
        let to = header("To");
        let to = to
            .split('<')
            .next_back()
            .unwrap_or_default()
            .trim_end_matches('>')
            .trim()
            .to_owned();
        let part = |wanted: &str| {
            let fitting = |part: &mailparse::ParsedMail| {
                (part.ctype.mimetype == wanted).then(|| part.get_body().unwrap())
            };
            parsed
                .parts()
                .find_map(fitting)
                .unwrap_or_default()
                .replace("\r\n", "\n")
        };
        Self {
            subject: header("Subject"),
            text: part("text/plain"),
            html: part("text/html"),
            message_id: header("Message-ID"),
            to,
        }
    }

    /// Every mail of a folder, the oldest first.
    pub fn all_in(folder: &Path) -> Vec<Self> {
        let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
            .into_iter()
            .flatten()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "eml"))
            .collect();
        // Their names are numbers of equal length.
        files.sort();
        files
            .iter()
            .map(|path| Self::read(&std::fs::read(path).unwrap()))
            .collect()
    }

    /// Which mail it is.
    pub fn kind(&self) -> MailKind {
        match self.subject.as_str() {
            "Bevestig uw ondertekening" | "Confirm your signature" => MailKind::Confirm,
            "Uw ondertekening telt nog niet" | "Your signature does not count yet" => {
                MailKind::Reminder
            }
            "U had deze petitie al ondertekend" | "You had signed this petition already" => {
                MailKind::AlreadySigned
            }
            "Ondertekenen met dit e-mailadres lukt niet"
            | "You cannot sign with this e-mail address" => MailKind::MailboxFull,
            "Ga verder met uw petitie" => MailKind::DraftLink,
            "Nog één klik: dien uw petitie in" => MailKind::FileLink,
            "Uw petitie is ontvangen" => MailKind::Received,
            "Een besluit over uw petitie" => MailKind::PetitionModerated,
            "Bevestig uw steun" => MailKind::ConfirmSupport,
            "Doorgestuurde petitie" => MailKind::Forwarded,
            "Bevestig dat u het bent" | "Confirm that it is you" => MailKind::Prove,
            "U kunt nu niet schrijven" => MailKind::CannotWrite,
            "Wij hebben uw inbreng" | "We have your input" => MailKind::InputReceived,
            "Een besluit over uw inbreng" => MailKind::InputModerated,
            "Een besluit over uw reactie" => MailKind::ReplyModerated,
            "Nieuws over de raadpleging" => MailKind::RoundNews,
            "Nieuws over uw melding" | "News about your notice" => MailKind::NoticeNews,
            "Een stuk van de raadpleging is veranderd" => MailKind::PapersChanged,
            "Er is antwoord op wat u inbracht" => MailKind::RoundAnswered,
            "Nieuws over een toezegging die u volgt"
            | "News about a commitment that you follow" => MailKind::CommitmentNews,
            "Is deze toezegging gedaan?" | "Was this commitment kept?" => MailKind::CommitmentDone,
            GATHERING | SUPPORTED | REVISE | OPENED | REFUSED | SENT_ON | CLOSED | HANDED_OVER
            | ANSWERED | WITHDRAWN | UPDATE => MailKind::News,
            other => panic!("a mail that no test knows: {other}"),
        }
    }

    /// Every link in it, once.
    pub fn links(&self) -> Vec<String> {
        let both = format!(
            "{}\n{}",
            self.text,
            self.html.replace("&amp;", "&").replace("&#x3D;", "=")
        );
        let mut links: Vec<String> = both
            .split(|sign: char| sign.is_whitespace() || "\"'<>()".contains(sign))
            .filter(|word| word.starts_with("http://") || word.starts_with("https://"))
            .map(|word| word.trim_end_matches(['.', ',']).to_owned())
            .collect();
        links.sort();
        links.dedup();
        links
    }

    /// The path of the link that leads to the button.
    pub fn confirm_path(&self) -> String {
        self.path_with("/confirm/")
    }

    /// The path of the first link of the text that holds a piece, from that piece on.
    pub fn path_with(&self, piece: &str) -> String {
        let line = self
            .text
            .lines()
            .find(|line| line.contains(piece))
            .unwrap_or_else(|| panic!("no link with {piece} in {self:?}"));
        line[line.find(piece).unwrap()..].trim().to_owned()
    }

    /// The short code, which stands on a line of its own.
    pub fn code(&self) -> String {
        let is_code =
            |line: &&str| line.len() == 6 && line.bytes().all(|byte| byte.is_ascii_digit());
        self.text
            .lines()
            .map(str::trim)
            .find(is_code)
            .unwrap()
            .to_owned()
    }
}
