//! The state that a stage begins with: what is known of the base image.

use super::{
    Accounts, Assumptions, Builder, Cause, Contents, Doubt, DoubtKind, Environment, Files, Group,
    Node, Ownership, State, Tool, Tools, User, Value, system,
};
use crate::image::{self, Family, ImageFacts, ImageUser};
use dockerfile::Span;
use std::sync::Arc;

/// What holds after `FROM name`, where `name` is an image and not a stage.
pub(crate) fn of_image(
    name: &Arc<str>,
    facts: Option<&'static ImageFacts>,
    span: Span,
    assumed: &Assumptions,
) -> State {
    match facts {
        Some(facts) => known(name, facts, span, assumed),
        None => unknown(Cause::UnknownImage(name.clone(), span), assumed),
    }
}

fn known(name: &Arc<str>, facts: &'static ImageFacts, span: Span, assumed: &Assumptions) -> State {
    let cause = match facts.is_pattern() {
        true => Cause::Pattern(name.clone()),
        false => Cause::Image(name.clone()),
    };
    let user = match (facts.default_user, &assumed.base_user) {
        (Some("root"), _) => Value::Known(String::new(), cause.clone()),
        (Some(user), _) => Value::Known(user.to_owned(), cause.clone()),
        (None, Some(user)) => Value::Known(user.clone(), Cause::Assumed),
        (None, None) => Value::Unknown(Cause::UnknownImage(name.clone(), span)),
    };
    let mut state = empty(user, Environment::new(None, assumed.builder), assumed.builder);
    if facts.family == Family::Scratch {
        state.has_shell = Some(false);
        state.family = Some(Family::Scratch);
        state.accounts = Arc::default();
        state.files = Arc::new(Files::default());
        state.tools = tools(name, facts);
        return state;
    }
    let mut accounts = of_family(facts.family, &cause);
    facts.users.iter().for_each(|user| add_user(&mut accounts, user, None, &cause));
    // The lists of these two were read from whole roots; others are known by their main lines.
    let complete = matches!(facts.family, Family::Debian | Family::Alpine);
    if !(complete && image::is_distribution(facts)) {
        accounts.doubts.push(Doubt { kind: DoubtKind::ImageDetails, cause: cause.clone() });
    }
    accounts.groups_unlisted = !image::is_distribution(facts);
    let mut files = system::files(Some(facts.family), &cause);
    files.complete = complete && image::is_distribution(facts);
    if !image::is_distribution(facts) {
        system::hide_homes(&mut files, &cause);
    }
    for user in accounts.users.iter() {
        let home = user.home.as_deref().filter(|home| home.starts_with("/home/"));
        if let Some(home) = home {
            let owner = Ownership { uid: user.uid.clone(), gid: user.gid.clone() };
            let inside = Contents::skeleton(owner.clone(), &cause);
            files.set(home, Node { contents: inside, ..Node::directory(&owner, 0o755, &cause) });
        }
    }
    state.accounts = Arc::new(accounts);
    state.files = Arc::new(files);
    state.family = Some(facts.family);
    state.has_shell = facts.shell;
    state.drops_privileges = facts.drops_privileges.map(|_| facts);
    state.home_mode = Some(image::home_mode(name, facts));
    state.dash_has_pipefail = image::dash_has_pipefail(name, facts.family);
    state.tools = tools(name, facts);
    let mut env = Environment::new(None, assumed.builder);
    if !image::is_distribution(facts) {
        let hidden = Cause::UnknownImage(name.clone(), span);
        env = Environment::new(Some(hidden.clone()), assumed.builder);
        if !starts_in_root(facts) {
            state.workdir = Value::Unknown(hidden);
        }
    }
    for (name, value) in &facts.env {
        env.set_by_env(*name, Value::Known((*value).to_owned(), cause.clone()));
    }
    state.env = Arc::new(env);
    state
}

/// What holds when nobody knows the image: the reader's word, and little else.
pub(crate) fn unknown(cause: Cause, assumed: &Assumptions) -> State {
    let user = match &assumed.base_user {
        Some(user) if user == "root" => Value::Known(String::new(), Cause::Assumed),
        Some(user) => Value::Known(user.clone(), Cause::Assumed),
        None => Value::Unknown(cause.clone()),
    };
    let env = Environment::new(Some(cause.clone()), assumed.builder);
    let mut state = empty(user, env, assumed.builder);
    state.workdir = Value::Unknown(cause.clone());
    let mut accounts = match assumed.base_family {
        Some(family) => of_family(family, &Cause::Assumed),
        None => Accounts::default(),
    };
    if accounts.users.is_empty() {
        add_root(&mut accounts, &cause);
    }
    accounts.doubts.push(Doubt { kind: DoubtKind::UnknownImage, cause: cause.clone() });
    state.accounts = Arc::new(accounts);
    state.family = assumed.base_family;
    let mut files = system::files(assumed.base_family, &cause);
    system::hide_homes(&mut files, &cause);
    state.files = Arc::new(files);
    state
}

/// The state is that of one image of several: which one hangs on `cause`.
pub(crate) fn doubt(state: &mut State, cause: Cause) {
    let doubt = Doubt { kind: DoubtKind::UnknownImage, cause };
    Arc::make_mut(&mut state.accounts).doubts.push(doubt);
    Arc::make_mut(&mut state.files).complete = false;
    state.tools.forget_lacks();
}

/// Images of languages whose Dockerfiles set no WORKDIR (docker-library and Adoptium sources).
fn starts_in_root(facts: &ImageFacts) -> bool {
    const NAMES: [&str; 9] = [
        "buildpack-deps",
        "eclipse-temurin",
        "nginx",
        "node",
        "openjdk",
        "python",
        "ruby",
        "rust",
        "distroless",
    ];
    let nonroot = facts.pattern.contains("nonroot");
    let name = facts.pattern.split(':').next().unwrap_or_default();
    !nonroot && name.split('/').any(|part| NAMES.contains(&part))
}

fn empty(user: Value<String>, env: Environment, builder: Builder) -> State {
    let shell = ["/bin/sh", "-c"].map(str::to_owned);
    State {
        user,
        workdir: Value::Known("/".to_owned(), Cause::Default),
        env: Arc::new(env),
        shell: Arc::new(shell.to_vec()),
        has_shell: None,
        accounts: Arc::default(),
        files: Arc::default(),
        family: None,
        home_mode: None,
        dash_has_pipefail: None,
        tools: Tools::default(),
        entrypoint: None,
        cmd: None,
        drops_privileges: None,
        volumes: Arc::default(),
        exposed: Arc::default(),
        builder,
    }
}

/// The tools that are there, and those that are not for certain.
fn tools(name: &str, facts: &ImageFacts) -> Tools {
    let all = [
        (Tool::Useradd, "useradd"),
        (Tool::AdduserDebian, "adduser-debian"),
        (Tool::AdduserBusybox, "adduser-busybox"),
    ];
    let there = image::tools(name, facts).unwrap_or_default();
    let known = all.into_iter().filter_map(|(tool, program)| {
        let has = there.contains(&program);
        (has || image::lacks(name, facts, program)).then_some((tool, has))
    });
    let manager = facts.manager.map(|manager| (Tool::Dnf, manager == "dnf"));
    known.chain(manager).collect()
}

/// The accounts that every ordinary image of a family starts with.
fn of_family(family: Family, cause: &Cause) -> Accounts {
    let mut accounts = Accounts::default();
    // Groups first: a user whose group is none of them has one of its own name.
    for (name, gid) in family.base_groups() {
        add_group(&mut accounts, name, *gid, cause);
    }
    add_root(&mut accounts, cause);
    for user in family.base_users() {
        add_user(&mut accounts, user, login_shell(family, user.name), cause);
    }
    accounts
}

/// The shell of an account that a distribution brings (`passwd.master` of Debian's base-passwd, and the
/// like of Alpine and Red Hat): it refuses logins, but for a few that run something else.
fn login_shell(family: Family, name: &str) -> Option<String> {
    let own = matches!(name, "sync" | "shutdown" | "halt");
    let listed = family.is_debian_like() || family.is_rhel_like() || family == Family::Alpine;
    (listed && !own).then(|| family.nologin().to_owned())
}

fn add_root(accounts: &mut Accounts, cause: &Cause) {
    let root = ImageUser { name: "root", uid: Some(0), gid: Some(0), home: Some("/root") };
    add_user(accounts, &root, Some("/bin/sh".to_owned()), cause);
}

fn add_user(accounts: &mut Accounts, user: &ImageUser, shell: Option<String>, cause: &Cause) {
    let id = |number: Option<u32>| match number {
        Some(number) => Value::Known(number, cause.clone()),
        None => Value::Unknown(cause.clone()),
    };
    let before = accounts.users.take(|known| known.name == user.name);
    let shell = shell.or(before.and_then(|before| before.shell));
    accounts.users.push(User {
        name: user.name.to_owned(),
        uid: id(user.uid),
        gid: id(user.gid),
        home: user.home.map(str::to_owned),
        shell,
        malformed: false,
        cause: cause.clone(),
    });
    // Images name the private group after its user; a number of an existing group is that group.
    if let Some(gid) = user.gid.filter(|gid| accounts.group_by_gid(*gid).found().is_none()) {
        add_group(accounts, user.name, gid, cause);
    }
}

fn add_group(accounts: &mut Accounts, name: &str, gid: u32, cause: &Cause) {
    accounts.groups.retain(|known| known.name != name);
    accounts.groups.push(Group {
        name: name.to_owned(),
        gid: Value::Known(gid, cause.clone()),
        members: Vec::new(),
        cause: cause.clone(),
    });
}
