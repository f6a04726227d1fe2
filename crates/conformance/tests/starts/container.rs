//! Inside: this program again, as the first process of the container's namespaces, and once more as what becomes the
//! container's program.

use crate::probe::Answer;
use crate::start::{CALLED, Outcome, Start};
use rustix::mount::{MountFlags, mount, mount_bind, mount_remount};
use rustix::process::{Gid, Uid, chdir, chroot};
use rustix::thread::{
    CapabilitySet, remove_capability_from_bounding_set, set_thread_gid, set_thread_groups,
    set_thread_uid,
};
use std::ffi::{CStr, OsString};
use std::fs;
use std::io::{PipeReader, Read};
use std::os::unix::fs::{MetadataExt, fchown, symlink};
use std::os::unix::process::CommandExt;
use std::path::{Component, Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// What root may do in a container of Docker's.
/// docs.docker.com/engine/containers/run, "Runtime privilege and Linux capabilities"
const CAPABILITIES: CapabilitySet = CapabilitySet::AUDIT_WRITE
    .union(CapabilitySet::CHOWN)
    .union(CapabilitySet::DAC_OVERRIDE)
    .union(CapabilitySet::FOWNER)
    .union(CapabilitySet::FSETID)
    .union(CapabilitySet::KILL)
    .union(CapabilitySet::MKNOD)
    .union(CapabilitySet::NET_BIND_SERVICE)
    .union(CapabilitySet::NET_RAW)
    .union(CapabilitySet::SETFCAP)
    .union(CapabilitySet::SETGID)
    .union(CapabilitySet::SETPCAP)
    .union(CapabilitySet::SETUID)
    .union(CapabilitySet::SYS_CHROOT);

const DEVICES: [&str; 6] = ["full", "null", "random", "tty", "urandom", "zero"];

/// The end of what is printed that is kept.
const KEPT: usize = 600;

/// Does what it is called for, where it is called for something.
pub fn is_called() -> Option<ExitCode> {
    match std::env::var(CALLED).ok()?.as_str() {
        "inside" => {
            let start: Start = serde_json::from_reader(std::io::stdin()).expect("a start");
            let outcome = inside(&start).unwrap_or_else(|error| Outcome {
                failed: Some(format!("no container: {error}")),
                ..Outcome::default()
            });
            println!("{}", serde_json::to_string(&outcome).expect("plain data"));
            Some(ExitCode::SUCCESS)
        }
        text => {
            let start: Start = serde_json::from_str(text).expect("a start");
            let error = become_program(&start);
            eprintln!("can't start {:?}: {error}", start.command);
            Some(ExitCode::from(127))
        }
    }
}

/// Sets the container up, starts its program, and probes it.
fn inside(start: &Start) -> std::io::Result<Outcome> {
    Command::new("ip").args(["link", "set", "lo", "up"]).status()?;
    // Docker's default since 20.10.
    fs::write("/proc/sys/net/ipv4/ip_unprivileged_port_start", "0")?;
    let _ = rustix::system::sethostname(b"container");
    set_up(start)?;
    let (output, writer) = std::io::pipe()?;
    fchown(&writer, Some(start.uid), Some(start.gid))?;
    let mut command = Command::new(std::env::current_exe()?);
    command.env(CALLED, serde_json::to_string(start).expect("plain data"));
    command.stdin(Stdio::null()).stdout(writer.try_clone()?).stderr(writer);
    let mut child = command.spawn()?;
    // It holds the pipe's end that is written to.
    drop(command);
    let printed = Arc::new(Mutex::new(String::new()));
    let reading = {
        let printed = printed.clone();
        std::thread::spawn(move || collect(output, &printed))
    };
    let mut outcome = probe(start, &mut child, &printed)?;
    if child.try_wait()?.is_some() {
        // Others may hold the pipe's end for longer.
        let end = Instant::now() + Duration::from_millis(300);
        while !reading.is_finished() && Instant::now() < end {
            std::thread::sleep(Duration::from_millis(10));
        }
    }
    let printed = printed.lock().expect("no panic");
    let from = printed.char_indices().rev().nth(KEPT).map_or(0, |(at, _)| at);
    printed[from..].clone_into(&mut outcome.printed);
    Ok(outcome)
}

fn collect(mut output: PipeReader, printed: &Mutex<String>) {
    let mut buffer = [0; 4096];
    while let Ok(count @ 1..) = output.read(&mut buffer) {
        let text = String::from_utf8_lossy(&buffer[..count]);
        printed.lock().expect("no panic").push_str(&text);
    }
}

/// Asks until the probe passes, the program ends or the time is over.
fn probe(start: &Start, child: &mut Child, printed: &Mutex<String>) -> std::io::Result<Outcome> {
    let end = Instant::now() + Duration::from_secs(start.seconds);
    let mut outcome = Outcome::default();
    loop {
        let status = child.try_wait()?;
        if status.is_some() {
            // What it printed last may still be on its way.
            std::thread::sleep(Duration::from_millis(100));
        }
        let printed = printed.lock().expect("no panic").clone();
        let answer = start.probe.ask(|file| inner(&start.root, file), status, &printed);
        match answer {
            Answer::Works => {
                outcome.uids = users(child.id());
                let file = start.probe.file.as_ref().map(|file| inner(&start.root, file));
                outcome.owner = file.and_then(|file| Some(fs::symlink_metadata(file).ok()?.uid()));
                return Ok(outcome);
            }
            Answer::Never(why) => outcome.failed = Some(why),
            Answer::NotYet(why) => match status {
                Some(status) => {
                    outcome.failed = Some(format!("the program ended ({status}): {why}"))
                }
                None if Instant::now() > end => outcome.failed = Some(why),
                None => {
                    std::thread::sleep(Duration::from_millis(50));
                    continue;
                }
            },
        }
        return Ok(outcome);
    }
}

/// The users of the container's processes, the first one's first.
fn users(first: u32) -> Vec<u32> {
    let user = |process: &Path| {
        let status = fs::read_to_string(process.join("status")).ok()?;
        let line =
            |name: &str| status.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
        (!line("State:")?.starts_with('Z')).then_some(())?;
        line("Uid:")?.split_whitespace().nth(1)?.parse::<u32>().ok()
    };
    let mut users: Vec<u32> =
        user(&Path::new("/proc").join(first.to_string())).into_iter().collect();
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    for process in processes {
        let number = process.file_name().to_str().and_then(|name| name.parse::<u32>().ok());
        if number.is_some_and(|number| number != 1)
            && let Some(user) = user(&process.path())
            && !users.contains(&user)
        {
            users.push(user);
        }
    }
    users
}

/// A path of the container, from outside: links lead nowhere else.
fn inner(root: &Path, path: &str) -> PathBuf {
    let mut words: Vec<OsString> = parts(Path::new(path)).rev().collect();
    let (mut real, mut links) = (PathBuf::new(), 0);
    while let Some(word) = words.pop() {
        if word == ".." {
            real.pop();
            continue;
        }
        match fs::read_link(root.join(&real).join(&word)) {
            Ok(to) if links < 40 => {
                links += 1;
                if to.is_absolute() {
                    real.clear();
                }
                words.extend(parts(&to).rev());
            }
            _ => real.push(word),
        }
    }
    root.join(real)
}

fn parts(path: &Path) -> impl DoubleEndedIterator<Item = OsString> {
    path.components().filter_map(|component| match component {
        Component::Normal(word) => Some(word.to_owned()),
        Component::ParentDir => Some("..".into()),
        _ => None,
    })
}

/// What Docker mounts into every container, and what it makes for this one.
fn set_up(start: &Start) -> std::io::Result<()> {
    let root = &start.root;
    let at = |path: &str| -> std::io::Result<PathBuf> {
        let path = inner(root, path);
        fs::create_dir_all(&path)?;
        Ok(path)
    };
    let plain = MountFlags::NOSUID | MountFlags::NOEXEC;
    let file_system = |kind: &str, path: &str, flags: MountFlags, data: &CStr| {
        mount(kind, at(path)?, kind, flags, data).map_err(std::io::Error::from)
    };
    file_system("proc", "/proc", plain | MountFlags::NODEV, c"")?;
    let sys = inner(root, "/proc/sys");
    mount_bind(&sys, &sys)?;
    mount_remount(&sys, MountFlags::BIND | MountFlags::RDONLY | plain, c"")?;
    file_system("sysfs", "/sys", plain | MountFlags::NODEV | MountFlags::RDONLY, c"")?;
    file_system("tmpfs", "/dev", MountFlags::NOSUID, c"mode=755")?;
    file_system("devpts", "/dev/pts", plain, c"newinstance,ptmxmode=0666,mode=620")?;
    file_system("tmpfs", "/dev/shm", plain | MountFlags::NODEV, c"mode=1777,size=65536k")?;
    file_system("mqueue", "/dev/mqueue", plain | MountFlags::NODEV, c"")?;
    for device in DEVICES {
        let inside = inner(root, &format!("/dev/{device}"));
        fs::write(&inside, "")?;
        mount_bind(format!("/dev/{device}"), inside)?;
    }
    let links = [
        ("fd", "/proc/self/fd"),
        ("ptmx", "pts/ptmx"),
        ("stdin", "/proc/self/fd/0"),
        ("stdout", "/proc/self/fd/1"),
        ("stderr", "/proc/self/fd/2"),
    ];
    for (name, to) in links {
        symlink(to, inner(root, &format!("/dev/{name}")))?;
    }
    at("/etc")?;
    // In the image these are empty, as what Docker mounts there is no part of it.
    for (path, text) in [
        ("/etc/hosts", "127.0.0.1\tlocalhost container\n::1\tlocalhost\n"),
        ("/etc/hostname", "container\n"),
        ("/etc/resolv.conf", "nameserver 127.0.0.1\n"),
    ] {
        let inside = root.join(path.trim_start_matches('/'));
        // It may be a link.
        let _ = fs::remove_file(&inside);
        fs::write(inside, text)?;
    }
    for volume in start.volumes.iter().chain([&start.workdir]) {
        at(volume)?;
    }
    for (outside, path) in &start.mounts {
        mount_bind(outside, at(path)?)?;
    }
    Ok(())
}

/// Becomes the container's program; comes back only where that is impossible.
fn become_program(start: &Start) -> std::io::Error {
    let steps = || -> std::io::Result<()> {
        chroot(&start.root)?;
        chdir(start.workdir.as_str())?;
        let all = (0..64).map(|bit| CapabilitySet::from_bits_retain(1 << bit));
        for capability in all.filter(|one| !CAPABILITIES.contains(*one)) {
            // No kernel knows 64 of them.
            let _ = remove_capability_from_bounding_set(capability);
        }
        let groups: Vec<Gid> = start.groups.iter().map(|group| Gid::from_raw(*group)).collect();
        set_thread_groups(&groups)?;
        set_thread_gid(Gid::from_raw(start.gid))?;
        set_thread_uid(Uid::from_raw(start.uid))?;
        Ok(())
    };
    match steps() {
        Ok(()) => {
            let mut command = Command::new(&start.command[0]);
            command.args(&start.command[1..]).env_clear().envs(&start.env).exec()
        }
        Err(error) => error,
    }
}
