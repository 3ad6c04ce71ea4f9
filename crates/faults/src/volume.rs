//! A small file system of its own that loses power, or has no room left. Needs root, ext4 and a loop device.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

/// A mounted ext4 file system in a file; unmounted and deleted when dropped.
#[derive(Debug)]
pub struct Volume {
    folder: PathBuf,
    device: String,
    cut: PathBuf,
    mounted: bool,
}

/// Makes the file system forget what was not synced, as if the power had gone: nothing that is still in memory, not
/// even its journal, is written any more. `EXT4_IOC_SHUTDOWN` with `EXT4_GOING_FLAGS_NOLOGFLUSH`.
const CUT: &str = "#include <fcntl.h>\n#include <sys/ioctl.h>\n\
    int main(int n, char **argv) { unsigned how = 2; int fd = open(argv[n - 1], O_RDONLY);\n\
    return fd < 0 || ioctl(fd, 0x8004587DUL, &how) != 0; }\n";

const PREFIX: &str = "banso-faults-";

static MADE: AtomicU32 = AtomicU32::new(0);

impl Volume {
    /// Makes and mounts one of `megabytes`. It lies in memory where there is room, so that syncs cost little: what it
    /// loses at a cut is what the file system on it had not written, wherever it lies.
    ///
    /// # Errors
    /// Why this machine cannot: the reason for which a test is skipped.
    pub fn new(megabytes: u64) -> Result<Self, String> {
        let root = run("id", &["-u"])?;
        if root.trim() != "0" {
            return Err("only root may mount a file system".to_owned());
        }
        let memory = Path::new("/dev/shm");
        let base = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
        sweep(&base);
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let folder = base.join(format!("{PREFIX}{}-{number}", std::process::id()));
        std::fs::create_dir_all(folder.join("mounted")).map_err(|error| error.to_string())?;
        let cut = folder.join("cut");
        let mut volume = Self { folder: folder.clone(), device: String::new(), cut, mounted: false };
        let image = folder.join("image");
        let file = std::fs::File::create(&image).map_err(|error| error.to_string())?;
        file.set_len(megabytes << 20).map_err(|error| error.to_string())?;
        let source = folder.join("cut.c");
        std::fs::write(&source, CUT).map_err(|error| error.to_string())?;
        run("cc", &["-o", text(&volume.cut), text(&source)])?;
        run("mkfs.ext4", &["-q", "-F", "-b", "4096", "-m", "0", "-J", "size=4", text(&image)])?;
        volume.device = run("losetup", &["--find", "--show", text(&image)])?.trim().to_owned();
        volume.mount("")?;
        Ok(volume)
    }

    /// Where it is mounted.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.folder.join("mounted")
    }

    /// Cuts the power: from here on nothing more reaches the disk. Programs that run on it see errors.
    ///
    /// # Panics
    /// If the file system refuses.
    pub fn cut(&self) {
        run(text(&self.cut), &[text(&self.path())]).unwrap_or_else(|why| panic!("no power cut: {why}"));
    }

    /// After a cut and the end of all programs on it: mounts it again with what the disk has. `options` as for
    /// `mount -o`, such as `commit=1`; may be empty.
    ///
    /// # Panics
    /// If it cannot be mounted.
    pub fn power_on(&mut self, options: &str) {
        self.unmount();
        self.mount(options).unwrap_or_else(|why| panic!("not mounted again: {why}"));
    }

    fn mount(&mut self, options: &str) -> Result<(), String> {
        let options = format!("nodiscard{}{options}", if options.is_empty() { "" } else { "," });
        let path = self.path();
        run("mount", &["-t", "ext4", "-o", &options, &self.device, text(&path)])?;
        self.mounted = true;
        Ok(())
    }

    /// A killed program may still be in a system call: tried again for a while.
    fn unmount(&mut self) {
        let path = self.path();
        for _ in 0..200 {
            if !self.mounted || run("umount", &[text(&path)]).is_ok() {
                self.mounted = false;
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        let _ = run("umount", &["-l", text(&path)]);
        self.mounted = false;
    }
}

impl Drop for Volume {
    fn drop(&mut self) {
        self.unmount();
        if !self.device.is_empty() {
            let _ = run("losetup", &["-d", &self.device]);
        }
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Removes what tests left that were killed.
fn sweep(base: &Path) {
    for entry in std::fs::read_dir(base).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(id) = name.strip_prefix(PREFIX).and_then(|rest| rest.split('-').next()) else { continue };
        if Path::new("/proc").join(id).exists() {
            continue;
        }
        let folder = entry.path();
        let _ = run("umount", &["-l", text(&folder.join("mounted"))]);
        let devices = run("losetup", &["-n", "-O", "NAME", "-j", text(&folder.join("image"))]).unwrap_or_default();
        for device in devices.split_whitespace() {
            let _ = run("losetup", &["-d", device]);
        }
        let _ = std::fs::remove_dir_all(folder);
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap_or_default()
}

fn run(program: &str, args: &[&str]) -> Result<String, String> {
    let done = Command::new(program).args(args).output().map_err(|error| format!("{program}: {error}"))?;
    if done.status.success() {
        Ok(String::from_utf8_lossy(&done.stdout).into_owned())
    } else {
        Err(format!("{program} {args:?}: {}", String::from_utf8_lossy(&done.stderr).trim()))
    }
}
