//! Fails the build when a template asks for a message that a language does not have.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const ROOT: &str = "../../frontend-templates";

fn main() {
    for folder in [
        "layouts",
        "parts",
        "pages",
        "mail",
        "messages",
        "assets/build",
    ] {
        println!("cargo:rerun-if-changed={ROOT}/{folder}");
    }
    println!("cargo:rerun-if-changed=../../seeds");
    let mut asked = BTreeSet::new();
    for path in files(Path::new(ROOT), "hbs") {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        for key in keys_after(&text, "t \"") {
            asked.insert((key.to_owned(), path.display().to_string()));
        }
    }
    for language in ["nl", "en"] {
        let mut known = BTreeSet::new();
        for path in files(&Path::new(ROOT).join("messages").join(language), "ftl") {
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            known.extend(text.lines().filter_map(message_key).map(str::to_owned));
        }
        for (key, template) in &asked {
            if !known.contains(key) {
                println!(
                    "cargo::error={template} asks for the message {key}, which {language} does not have"
                );
            }
        }
    }
}

/// `petitions-title` of a line `petitions-title = …`.
fn message_key(line: &str) -> Option<&str> {
    let key = line.split_once('=')?.0.trim_end();
    let is_key = line.starts_with(|c: char| c.is_ascii_alphabetic())
        && key
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    is_key.then_some(key)
}

/// The keys in `{{t "key"` and `(t "key"`.
fn keys_after<'a>(text: &'a str, call: &str) -> Vec<&'a str> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(call) {
        let is_call = rest[..at].ends_with(['{', '(', '~', ' ']);
        rest = &rest[at + call.len()..];
        if let (true, Some(end)) = (is_call, rest.find('"')) {
            keys.push(&rest[..end]);
        }
    }
    keys
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() && !path.ends_with("node_modules") {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|have| have == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}
