//! Papers of a dossier: which kinds are taken, under which name, and how large.

use crate::codes::codes;
use std::fmt;

/// The largest file, in bytes: 10 MB.
pub const LARGEST_DOCUMENT: usize = 10_000_000;
/// The most characters of a file's name, its ending included.
const LONGEST_FILE_NAME: usize = 100;

codes! {
    /// What sort of file it is, by its ending.
    FileKind {
        /// A PDF.
        Pdf = "pdf",
        /// A text in OpenDocument.
        Odt = "odt",
        /// A text in Office Open XML.
        Docx = "docx",
        /// A picture.
        Png = "png",
        /// A photograph.
        Jpeg = "jpeg",
        /// A plain text.
        Txt = "txt",
        /// A table.
        Csv = "csv",
    }
}

impl FileKind {
    /// The media type (IANA) under which it is answered.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Txt => "text/plain; charset=utf-8",
            Self::Csv => "text/csv; charset=utf-8",
        }
    }

    fn of_ending(ending: &str) -> Option<Self> {
        match ending {
            "jpg" => Some(Self::Jpeg),
            other => Self::from_code(other),
        }
    }

    /// Whether a file begins as files of this kind do; a text holds no NUL and is UTF-8.
    fn is_kind_of(self, bytes: &[u8]) -> bool {
        match self {
            Self::Pdf => bytes.starts_with(b"%PDF-"),
            Self::Odt | Self::Docx => bytes.starts_with(b"PK\x03\x04"),
            Self::Png => bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
            Self::Jpeg => bytes.starts_with(b"\xff\xd8\xff"),
            Self::Txt | Self::Csv => !bytes.contains(&0) && std::str::from_utf8(bytes).is_ok(),
        }
    }
}

/// The name of a file: ASCII letters, digits, hyphens and an ending that we take. It is safe in an
/// address, in a header and on every disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileName(String);

impl FileName {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DocumentFault {
    /// There is no file, or nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It is larger than 10 MB.
    #[error("the file is too large")]
    TooLarge,
    /// Its name has an ending that we do not take.
    #[error("files of this kind are not taken")]
    WrongKind,
    /// Its content is not what its ending says.
    #[error("the file is not what its name says")]
    NotWhatItSays,
}

/// Takes a file as somebody names it: its name made safe, its kind by the ending and proven by its
/// first bytes.
///
/// # Errors
/// [`DocumentFault`].
pub fn take_document(typed: &str, bytes: &[u8]) -> Result<(FileName, FileKind), DocumentFault> {
    if bytes.is_empty() {
        return Err(DocumentFault::Empty);
    }
    if bytes.len() > LARGEST_DOCUMENT {
        return Err(DocumentFault::TooLarge);
    }
    let (name, kind) = file_name(typed).ok_or(DocumentFault::WrongKind)?;
    if kind.is_kind_of(bytes) {
        Ok((name, kind))
    } else {
        Err(DocumentFault::NotWhatItSays)
    }
}

/// The safe form of a name, with its kind; `None` for an ending that we do not take.
fn file_name(typed: &str) -> Option<(FileName, FileKind)> {
    // Some browsers send the whole path.
    let last = typed.rsplit(['/', '\\']).next().unwrap_or_default();
    let (stem, ending) = last.rsplit_once('.')?;
    let ending = ending.trim().to_ascii_lowercase();
    let kind = FileKind::of_ending(&ending)?;
    let mut safe = String::new();
    for word in crate::people::fold(stem).split(|c: char| !c.is_ascii_alphanumeric()) {
        if word.is_empty() {
            continue;
        }
        if !safe.is_empty() {
            safe.push('-');
        }
        safe.push_str(word);
    }
    safe.truncate(LONGEST_FILE_NAME - ending.len() - 1);
    let safe = safe.trim_end_matches('-');
    let stem = if safe.is_empty() { "document" } else { safe };
    Some((FileName(format!("{stem}.{ending}")), kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn named(typed: &str) -> String {
        take_document(typed, b"a;b\n1;2\n").unwrap().0.to_string()
    }

    #[test]
    fn a_name_is_made_safe() {
        assert_eq!(
            named("Tellingen Veerstraat (déf).CSV"),
            "tellingen-veerstraat-def.csv"
        );
        assert_eq!(named(r"C:\map\..\plan.txt"), "plan.txt");
        assert_eq!(named("../../etc/x.txt"), "x.txt");
        assert_eq!(named("李.txt"), "document.txt");
        assert_eq!(named(&format!("{}.txt", "a".repeat(300))).len(), 100);
    }

    #[test]
    fn a_file_is_what_its_name_says() {
        assert_eq!(take_document("a.txt", b""), Err(DocumentFault::Empty));
        for wrong in ["a.exe", "a", "a.html", "pdf", "a.svg"] {
            assert_eq!(
                take_document(wrong, b"x"),
                Err(DocumentFault::WrongKind),
                "{wrong}"
            );
        }
        for (name, bytes) in [
            ("a.pdf", b"<html>".as_slice()),
            ("a.png", b"GIF89a"),
            ("a.jpg", b"\x89PNG\r\n\x1a\n"),
            ("a.docx", b"MZ"),
            ("a.txt", b"a\0b"),
            ("a.csv", b"\xff\xfe"),
        ] {
            assert_eq!(
                take_document(name, bytes),
                Err(DocumentFault::NotWhatItSays),
                "{name}"
            );
        }
        assert_eq!(
            take_document("a.jpg", b"\xff\xd8\xff\xe0").unwrap().1,
            FileKind::Jpeg
        );
        let large = vec![b'a'; LARGEST_DOCUMENT + 1];
        assert_eq!(take_document("a.txt", &large), Err(DocumentFault::TooLarge));
        assert!(take_document("a.txt", &large[1..]).is_ok());
    }

    proptest! {
        #[test]
        fn no_name_leaves_its_folder_or_its_header(typed in ".{0,150}") {
            if let Ok((name, _)) = take_document(&format!("{typed}.txt"), b"x") {
                let name = name.as_str();
                prop_assert!(name.len() <= 100 && name.ends_with(".txt"));
                prop_assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-.".contains(&b)));
                prop_assert_eq!(name.matches('.').count(), 1);
            }
        }
    }
}
