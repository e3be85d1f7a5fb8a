//! Folders to try the imports on.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

static NUMBER: AtomicUsize = AtomicUsize::new(0);

/// A folder with a few files, which goes when it is dropped.
pub(super) struct SampleFolder(PathBuf);

impl SampleFolder {
    pub(super) fn with(files: &[(&str, &[u8])]) -> Self {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("weerklank-rounds-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        for (name, content) in files {
            std::fs::write(folder.join(name), content).unwrap();
        }
        Self(folder)
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for SampleFolder {
    fn drop(&mut self) {
        // A folder that stays behind is the system's to clear.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A folder of the consultation data beside the repository, where it is.
pub(super) fn real_folder(name: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/consultations")
        .join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: no consultation data `{name}` beside the repository");
    None
}
