//! The way out of the house: which networks may be reached, and the key of the secrets that are kept.

use anyhow::{Context, bail};
use banso_app::Refused;
use banso_app::actions::Outside;
use banso_delivery::{Dialer, Guard, Keys, SecretKey, SystemResolver, Trust};
use banso_kernel::{Entropy, Problem};
use banso_words::Words;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// As the environment says: `BANSO_ALLOW_PRIVATE` (networks), `BANSO_SECRET_KEY` (keys in base64 or files that hold them,
/// with commas between, the newest first), `BANSO_SLACK_API` (for tests). Without a key, one is made in the user's
/// configuration, beside no data.
pub fn outside(words: &Words, entropy: &dyn Entropy) -> anyhow::Result<Outside> {
    let say = |problem: Problem| anyhow::anyhow!("{}", words.problem(&problem));
    let networks = std::env::var("BANSO_ALLOW_PRIVATE").unwrap_or_default();
    let guard = Guard::allowing(&networks).map_err(say)?;
    let trust = Trust::system().context("TLS")?;
    let keys = match std::env::var("BANSO_SECRET_KEY") {
        Ok(settings) => {
            let mut keys = Vec::new();
            for setting in settings.split(',').filter(|setting| !setting.trim().is_empty()) {
                keys.push(SecretKey::read(setting).map_err(say)?);
            }
            let mut keys = keys.into_iter();
            keys.next().map(|first| Keys::new(first, keys.collect()))
        }
        Err(_) => own_key(entropy),
    };
    let slack_api = std::env::var("BANSO_SLACK_API").unwrap_or_else(|_| banso_delivery::slack::POST_MESSAGE.to_owned());
    Ok(Outside { dialer: Dialer::new(guard, Arc::new(SystemResolver), trust), keys, slack_api })
}

/// Says in one sentence why the program cannot go on, where a kept secret cannot be opened.
pub fn refuse(words: &Words, refused: Refused) -> anyhow::Result<()> {
    match refused {
        Refused::Input(wrong) => match wrong.first() {
            Some(wrong) => bail!("{}", words.problem(&wrong.problem)),
            None => Ok(()),
        },
        other => Err(other.into()),
    }
}

/// The key in the user's configuration, made where there is none; none where there is no such place.
fn own_key(entropy: &dyn Entropy) -> Option<Keys> {
    let place = std::env::var_os("XDG_CONFIG_HOME").map(PathBuf::from);
    let place = place.or_else(|| std::env::var_os("HOME").map(|home| Path::new(&home).join(".config")))?;
    let path = place.join("banso").join("secret.key");
    if !path.is_file() {
        let mut bytes = [0; 32];
        entropy.fill(&mut bytes);
        std::fs::create_dir_all(path.parent()?).ok()?;
        let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path).ok()?;
        file.write_all(BASE64_STANDARD.encode(bytes).as_bytes()).ok()?;
        file.sync_all().ok()?;
    }
    SecretKey::read(&path.to_string_lossy()).ok().map(|key| Keys::new(key, Vec::new()))
}
