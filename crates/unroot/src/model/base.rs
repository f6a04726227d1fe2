//! The state that a stage begins with: what is known of the base image.

use super::{
    Accounts, Assumptions, Builder, Cause, Contents, Doubt, DoubtKind, Environment, Files, Group,
    Node, Ownership, Presence, State, Tool, Tools, User, Value, system,
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
    let mut accounts = match facts.only_users {
        true => of_family(Family::Scratch, &cause),
        false => of_family(facts.family, &cause),
    };
    facts.users.iter().for_each(|user| add_user(&mut accounts, user, None, &cause));
    let own = image::is_distribution(facts);
    let mut files = system::files(Some(facts.family), facts.release, &cause);
    files.complete &= own;
    // Roots that were read whole are known to the last account; others by their main lines.
    if !files.complete {
        accounts.doubts.push(Doubt { kind: DoubtKind::ImageDetails, cause: cause.clone() });
    }
    accounts.groups_unlisted = !own;
    if !own && facts.directories.is_none() {
        system::hide(&mut files, &cause);
    }
    add_homes(&mut files, &accounts, facts, &cause);
    system::add(&mut files, facts.directories.as_deref().unwrap_or_default(), &accounts, &cause);
    state.accounts = Arc::new(accounts);
    state.files = Arc::new(files);
    state.family = Some(facts.family);
    state.has_shell = facts.shell;
    state.drops_privileges = facts.drops_privileges.map(|_| facts);
    state.home_mode = Some(image::home_mode(name, facts));
    state.dash_has_pipefail = image::dash_has_pipefail(name, facts.family);
    state.tools = tools(name, facts);
    let volumes = image::service(name).map_or(&[][..], |service| service.volumes);
    state.inherited_volumes = Arc::new(volumes.iter().map(|path| (*path).to_owned()).collect());
    let mut env = Environment::new(None, assumed.builder);
    if !image::is_distribution(facts) {
        let hidden = Cause::UnknownImage(name.clone(), span);
        env = Environment::new(Some(hidden.clone()), assumed.builder);
        state.workdir = match facts.workdir {
            Some(path) => Value::Known(path.to_owned(), cause.clone()),
            None => Value::Unknown(hidden),
        };
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
    let mut files = system::files(assumed.base_family, None, &cause);
    system::hide(&mut files, &cause);
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

/// The homes of accounts, which `useradd` made and gave to them. Their modes differ by release.
fn add_homes(files: &mut Files, accounts: &Accounts, facts: &ImageFacts, cause: &Cause) {
    for user in accounts.users.iter() {
        let Some(home) = user.home.as_deref().filter(|home| home.starts_with("/home/")) else {
            continue;
        };
        let owner = Ownership { uid: user.uid.clone(), gid: user.gid.clone() };
        let contents = match image::is_distribution(facts) || facts.directories.is_some() {
            true => Contents::skeleton(owner.clone(), cause),
            false => Contents::of(owner.clone(), cause),
        };
        files.set(home, Node { contents, ..Node::directory(&owner, 0o755, cause) });
    }
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
        inherited_volumes: Arc::default(),
        exposed: Arc::default(),
        builder,
    }
}

/// The tools that are there, and those that are not for certain.
fn tools(name: &str, facts: &ImageFacts) -> Tools {
    if image::is_contradicted(name, facts) {
        return Tools::default();
    }
    let all = [
        (Tool::Useradd, "useradd"),
        (Tool::AdduserDebian, "adduser-debian"),
        (Tool::AdduserBusybox, "adduser-busybox"),
        (Tool::AddgroupMember, "addgroup-member"),
    ];
    let there = image::tools(name, facts).unwrap_or_default();
    let known = all.into_iter().filter_map(|(tool, program)| {
        let has = there.contains(&program);
        (has || image::lacks(name, facts, program)).then_some((tool, has))
    });
    let manager = facts.manager.map(|manager| (Tool::Dnf, manager == "dnf"));
    let mut tools: Tools = known.chain(manager).collect();
    // Another distribution's package manager is not there where the image was read; elsewhere it is unlikely.
    let own = image::is_distribution(facts);
    let read = own || facts.directories.is_some();
    let foreign = if read { Presence::Missing } else { Presence::Doubtful };
    facts.family.foreign_managers().for_each(|name| tools.set_program(name, foreign));
    facts.has.iter().for_each(|name| tools.set_program(name, Presence::There));
    // Of applications one version was read, and others may have brought what helps to build or to start them.
    let always = |name: &str| {
        let never_brought = matches!(name, "apk" | "apt-get" | "sudo" | "gosu" | "su-exec");
        own || (never_brought && !facts.is_pattern())
    };
    for name in &facts.lacks {
        let lack = if always(name) { Presence::Missing } else { Presence::Doubtful };
        tools.set_program(name, lack);
    }
    tools
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
