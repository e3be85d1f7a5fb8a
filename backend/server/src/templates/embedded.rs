//! Templates, messages and assets inside the binary, and a site's own folder over them.

use rust_embed::RustEmbed;
use std::borrow::Cow;
use std::path::PathBuf;

#[derive(RustEmbed)]
#[folder = "../../frontend-templates/"]
#[include = "layouts/*.hbs"]
#[include = "parts/*.hbs"]
#[include = "pages/**/*.hbs"]
#[include = "mail/**/*.hbs"]
#[include = "messages/**/*.ftl"]
struct BuiltIn;

/// The built assets; the folder is missing until `make assets` ran.
#[derive(RustEmbed)]
#[folder = "../../frontend-templates/assets/build/"]
#[allow_missing = true]
pub struct BuiltAssets;

/// Where templates and messages come from.
pub struct Sources {
    own: Option<PathBuf>,
}

impl Sources {
    /// The built-in ones, with a site's own folder over them.
    #[must_use]
    pub fn new(own: Option<PathBuf>) -> Self {
        Self { own }
    }

    /// The names of every built-in source in a folder, with an ending.
    pub fn names(&self, folder: &str, ending: &str) -> Vec<String> {
        let mut names: Vec<String> = BuiltIn::iter()
            .filter(|name| name.starts_with(folder) && name.ends_with(ending))
            .map(Cow::into_owned)
            .collect();
        names.sort();
        names
    }

    /// The text of a source: the site's own, or the built-in one.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<String> {
        let own = self
            .own
            .as_ref()
            .and_then(|folder| std::fs::read_to_string(folder.join(name)).ok());
        own.or_else(|| {
            let file = BuiltIn::get(name)?;
            Some(String::from_utf8_lossy(&file.data).into_owned())
        })
    }
}
