//! Starts a container as Docker does: with the image's user, variables, working directory, ENTRYPOINT and CMD.

use crate::case::Case;
use crate::probe::Probe;
use conformance::builds::{Builder, Image, lines, user_of};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// The variable by which this program tells itself what to do in the container.
pub const CALLED: &str = "UNROOT_CONTAINER";

/// Seconds that an application has until its probe passes.
const SECONDS: u64 = 15;

/// A container to start, and how to tell that it works.
#[derive(Debug, Deserialize, Serialize)]
pub struct Start {
    /// Where the image's files are.
    pub root: PathBuf,
    pub uid: u32,
    pub gid: u32,
    /// Supplementary groups.
    pub groups: Vec<u32>,
    pub env: BTreeMap<String, String>,
    pub workdir: String,
    pub command: Vec<String>,
    /// Directories that Docker makes volumes of.
    pub volumes: Vec<String>,
    /// Directories from outside, and where they are mounted.
    pub mounts: Vec<(PathBuf, String)>,
    pub probe: Probe,
    pub seconds: u64,
}

/// What came of it.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct Outcome {
    /// Why the probe does not pass.
    pub failed: Option<String>,
    /// Users that processes of the container ran as when the probe passed.
    pub uids: Vec<u32>,
    /// Owner of the file that the probe looks at.
    pub owner: Option<u32>,
    /// The end of what the container printed.
    pub printed: String,
}

/// The part of an image's configuration that decides how it starts.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct Config {
    user: String,
    env: Vec<String>,
    entrypoint: Vec<String>,
    cmd: Vec<String>,
    volumes: BTreeMap<String, serde_json::Value>,
    working_dir: String,
}

impl Config {
    fn of(builder: &Builder, image: &Image) -> Result<Config, String> {
        let text = builder.inspect(image, None);
        let value = serde_json::from_str(&text)
            .map(|mut all: serde_json::Value| all["OCIv1"]["config"].take());
        let config = value.and_then(serde_json::from_value);
        config.map_err(|error| format!("{error} in {text}"))
    }
}

impl Start {
    /// What `docker run` would start of the image.
    pub fn of(builder: &Builder, image: &Image, case: &Case) -> Result<Start, String> {
        let config = Config::of(builder, image)?;
        let passwd = lines(&image.root.join("etc/passwd"));
        let group = lines(&image.root.join("etc/group"));
        let (uid, gid) = user_of(&config.user, &passwd, &group)
            .ok_or_else(|| format!("there is no user `{}`", config.user))?;
        let account = passwd.iter().find(|line| line.get(2) == Some(&uid.to_string()));
        let name = account.and_then(|line| line.first()).map(String::as_str);
        let is_member = |line: &&Vec<String>| {
            let members = line.get(3).map_or("", String::as_str);
            members.split(',').any(|member| Some(member) == name)
        };
        let member = group.iter().filter(is_member).filter(|_| !config.user.contains(':'));
        let groups = member.filter_map(|line| line.get(2)?.parse().ok()).collect();

        let home = account.and_then(|line| line.get(5)).map_or("/", String::as_str);
        let mut env = BTreeMap::from([
            ("HOME".to_owned(), home.to_owned()),
            ("HOSTNAME".to_owned(), "container".to_owned()),
            (
                "PATH".to_owned(),
                "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin".to_owned(),
            ),
        ]);
        let set = config.env.iter().chain(&case.facts.run.env);
        env.extend(
            set.filter_map(|set| set.split_once('='))
                .map(|(name, value)| (name.to_owned(), value.to_owned())),
        );

        let args = &case.facts.run.args;
        let mut command = config.entrypoint;
        command.extend(if args.is_empty() { config.cmd } else { args.clone() });
        if command.is_empty() {
            return Err("nothing says what to start".to_owned());
        }
        let here = builder.context().join("..");
        let mounts = case.facts.run.mounts.iter().enumerate().map(|(at, mount)| {
            let outside = here.join(format!("mount-{at}"));
            if outside.exists() {
                std::fs::remove_dir_all(&outside).expect("it is the builder's own");
            }
            case.bring(mount, &outside);
            (outside, mount.at.clone())
        });
        let mounts = mounts.collect();
        let workdir =
            if config.working_dir.is_empty() { "/".to_owned() } else { config.working_dir };
        Ok(Start {
            root: image.root.clone(),
            uid,
            gid,
            groups,
            env,
            workdir,
            command,
            volumes: config.volumes.into_keys().collect(),
            mounts,
            probe: case.facts.probe.clone(),
            seconds: case.facts.seconds.unwrap_or(SECONDS),
        })
    }

    /// Starts it in namespaces of its own, which end with it.
    pub fn run(&self) -> Outcome {
        let own = std::env::current_exe().expect("this program has a path");
        let mut command = Command::new("unshare");
        command.args([
            "--net",
            "--pid",
            "--mount-proc",
            "--ipc",
            "--uts",
            "--fork",
            "--kill-child",
        ]);
        command.arg(own).env(CALLED, "inside");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("unshare runs");
        let text = serde_json::to_string(self).expect("plain data");
        let mut input = child.stdin.take().expect("it is piped");
        input.write_all(text.as_bytes()).expect("the container's first process reads it");
        drop(input);
        let output = child.wait_with_output().expect("it ends by itself");
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| Outcome {
            failed: Some(format!(
                "no answer: {error}: {}",
                String::from_utf8_lossy(&output.stderr)
            )),
            ..Outcome::default()
        })
    }
}
