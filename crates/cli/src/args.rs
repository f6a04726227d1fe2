//! The command line.

use super::outcome::Failure;
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args as Group, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use unroot::Analysis;
use unroot::advice::Form;
use unroot::image::Family;
use unroot::model::{Assumptions, Builder, Purpose};

/// Who runs your container? Simulates a Dockerfile's build and repairs what runs as root.
#[derive(Parser)]
#[command(
    version,
    after_help = "Exit code: 0 nothing found, 1 findings or something to do first, 2 the file can't be read or wrong use."
)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Says what the container starts as, and what is wrong with that
    Check(Check),
    /// Makes the repairs that need no look, and prints the repaired text
    Fix(Fix),
    /// Prints how to run the image with no more than it needs, ready to copy
    Run(Run),
    /// Prints a link that opens the file in the page; it holds the text, and sends it nowhere
    Share(Share),
    /// Checks, begins and packs lessons
    #[command(subcommand)]
    Lesson(Lesson),
    /// Serves the built page to this machine alone: for classes without a network
    Serve(Serve),
    /// Prints how the Dockerfile is read, as JSON
    Syntax {
        /// The Dockerfile; `-` is standard input
        file: PathBuf,
    },
    /// Lists the rules
    Rules,
    /// Prints a rule's text
    Explain {
        /// Id of the rule
        #[arg(value_parser = PossibleValuesParser::new(unroot::rules::all().map(|rule| rule.id)))]
        rule: String,
    },
}

#[derive(Group)]
pub struct Check {
    /// What to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// The Dockerfile; `-` is standard input
    pub file: PathBuf,
    #[command(flatten)]
    pub assume: Assume,
}

#[derive(Group)]
pub struct Fix {
    /// Print a unified diff instead of the repaired text
    #[arg(long, conflicts_with = "write")]
    pub diff: bool,
    /// Replace the file by the repaired text
    #[arg(long)]
    pub write: bool,
    /// Apply repairs that need a look as well, and say what to check
    #[arg(long)]
    pub review: bool,
    /// The Dockerfile; `-` is standard input
    pub file: PathBuf,
    #[command(flatten)]
    pub assume: Assume,
}

#[derive(Group)]
pub struct Run {
    /// What to print
    #[arg(long, value_enum, default_value_t = Engine::Docker)]
    pub format: Engine,
    /// The Dockerfile; `-` is standard input
    pub file: PathBuf,
    #[command(flatten)]
    pub assume: Assume,
}

#[derive(Group)]
pub struct Share {
    /// Address of the page
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8080/")]
    pub page: String,
    /// The Dockerfile; `-` is standard input
    pub file: PathBuf,
    #[command(flatten)]
    pub assume: Assume,
}

#[derive(Subcommand)]
pub enum Lesson {
    /// Proves a course: its lessons can be read, begun and solved, and each goal asks for something
    Check {
        /// Folder of a course or of one lesson, or a packed course
        path: PathBuf,
    },
    /// Writes a small whole lesson, to be replaced piece by piece
    New {
        /// The lesson's folder, called like `01-first-user`
        folder: PathBuf,
    },
    /// Prints a course as one JSON text, which the page reads
    Pack {
        /// Folder of a course or of one lesson
        folder: PathBuf,
    },
}

#[derive(Group)]
pub struct Serve {
    /// Folder of the built page
    #[arg(default_value = "dist")]
    pub folder: PathBuf,
    /// Port to listen on; 0 takes any that is free
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// For scripts; a public contract
    Json,
    /// For code hosts; SARIF 2.1.0
    Sarif,
    /// For a pull request or a chat
    Markdown,
}

/// What runs the image.
#[derive(Clone, Copy, ValueEnum)]
pub enum Engine {
    /// A `docker run` line
    Docker,
    /// A `podman run` line
    Podman,
    /// A Compose file
    Compose,
    /// A pod that Pod Security "restricted" admits
    Kubernetes,
}

impl Engine {
    pub fn form(self) -> Form {
        match self {
            Engine::Docker => Form::Docker,
            Engine::Podman => Form::Podman,
            Engine::Compose => Form::Compose,
            Engine::Kubernetes => Form::Kubernetes,
        }
    }
}

/// What a Dockerfile can't say.
#[derive(Group)]
#[command(next_help_heading = "What the Dockerfile can't say")]
pub struct Assume {
    /// The stage that is built, by name or number; the last one if not given
    #[arg(long, value_name = "STAGE")]
    target: Option<String>,
    /// A build argument; may be given more than once
    #[arg(long = "build-arg", value_name = "NAME=VALUE", value_parser = build_arg)]
    build_args: Vec<(String, String)>,
    /// Who builds: Docker since Engine 23, Docker before, or Podman and Buildah
    #[arg(long, default_value = Builder::default().name(),
        value_parser = PossibleValuesParser::new(Builder::ALL.map(Builder::name)))]
    builder: String,
    /// User that a base image starts as, where nobody knows the image
    #[arg(long, value_name = "USER")]
    base_user: Option<String>,
    /// Distribution of a base image, where nobody knows the image
    #[arg(long, value_name = "FAMILY",
        value_parser = PossibleValuesParser::new(Family::ALL.map(Family::name)))]
    base_family: Option<String>,
    /// What the image is for; what the file shows if not given
    #[arg(long, value_name = "PURPOSE",
        value_parser = PossibleValuesParser::new(purposes()))]
    purpose: Option<String>,
}

/// The names of all purposes, each with what it means.
fn purposes() -> Vec<PossibleValue> {
    let value = |purpose: Purpose| {
        let value = PossibleValue::new(purpose.name()).help(purpose.words());
        if purpose == Purpose::Application { value.alias("service") } else { value }
    };
    Purpose::ALL.map(value).to_vec()
}

impl Assume {
    pub fn assumptions(&self) -> Assumptions {
        Assumptions {
            build_args: self.build_args.iter().cloned().collect(),
            target: self.target.clone(),
            builder: Builder::parse(&self.builder).unwrap_or_default(),
            base_user: self.base_user.clone(),
            base_family: self.base_family.as_deref().and_then(Family::parse),
            purpose: self.purpose.as_deref().and_then(Purpose::parse),
        }
    }

    /// Refuses a target that no stage of the file answers to.
    pub fn must_fit(&self, analysis: &Analysis) -> Result<(), Failure> {
        let Some(target) = self.target.as_ref().filter(|_| analysis.build.target.is_none()) else {
            return Ok(());
        };
        let stages = analysis.build.stages.iter();
        let names = stages.map(|stage| stage.name.clone().unwrap_or(stage.index.to_string()));
        let names: Vec<String> = names.collect();
        let known = match names.is_empty() {
            true => "the file has no stages".to_owned(),
            false => format!("the file has {}", names.join(", ")),
        };
        Err(Failure(format!("no stage is called '{target}': {known}")))
    }
}

fn build_arg(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err("a build argument is NAME=VALUE".to_owned()),
    }
}
