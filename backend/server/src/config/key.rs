//! The key file of an installation.

use super::{Settings, SettingsFault, fault, key_of};
use std::path::Path;

/// The key of an installation: from the settings, or from `weerklank.key` in the data directory,
/// which is made at the first start and readable by its owner only.
///
/// # Errors
/// [`SettingsFault`] when the file cannot be read, made, or does not hold a key.
pub fn installation_key(
    settings: &Settings,
    fresh: impl FnOnce() -> [u8; 32],
) -> Result<[u8; 32], SettingsFault> {
    if let Some(key) = settings.key {
        return Ok(key);
    }
    let path = settings.data_dir.join("weerklank.key");
    let failed =
        |error: std::io::Error| fault("WEERKLANK_DATA_DIR", format!("{}: {error}", path.display()));
    match std::fs::read_to_string(&path) {
        Ok(text) => key_of(text.trim()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            std::fs::create_dir_all(&settings.data_dir).map_err(failed)?;
            let key = fresh();
            let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
            match write_private(&path, &hex) {
                Ok(()) => Ok(key),
                // Another process made it in the same moment.
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                    key_of(std::fs::read_to_string(&path).map_err(failed)?.trim())
                }
                Err(error) => Err(failed(error)),
            }
        }
        Err(error) => Err(failed(error)),
    }
}

/// Writes a file that only its owner may read. It appears whole: it is linked into place.
fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write as _;
    let draft = path.with_extension(format!("key.{}", std::process::id()));
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&draft)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    let linked = std::fs::hard_link(&draft, path);
    std::fs::remove_file(&draft)?;
    linked
}
