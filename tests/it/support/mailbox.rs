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
}

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
        let line = self
            .text
            .lines()
            .find(|line| line.contains("/confirm/"))
            .unwrap_or_else(|| {
                panic!("no link to confirm in {self:?}");
            });
        line[line.find("/confirm/").unwrap()..].trim().to_owned()
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
