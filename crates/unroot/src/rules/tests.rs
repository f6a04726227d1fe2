//! What findings say and offer beyond the examples of their texts.

use super::{Context, Sink, template};
use crate::finding::{Applicability, Finding, Severity};
use crate::model::{Assumptions, simulate};
use crate::start::Start;
use crate::verdict::Answer;
use crate::{Analysis, analyze};

fn analyzed(text: &str) -> Analysis {
    analyze(text, &Assumptions::default())
}

fn one(text: &str, rule: &str) -> Finding {
    let findings = analyzed(text).findings;
    findings
        .into_iter()
        .find(|finding| finding.rule.id == rule)
        .unwrap_or_else(|| panic!("{rule} in {text}"))
}

fn none(text: &str, rule: &str) {
    let findings = analyzed(text).findings;
    assert!(findings.iter().all(|finding| finding.rule.id != rule), "{rule} in {text}");
}

fn reasons(finding: &Finding) -> Vec<&str> {
    finding.because.iter().map(|reason| reason.text.as_str()).collect()
}

#[test]
fn who_is_refused_is_who_runs_the_command() {
    let base = "FROM alpine:3.22\nRUN apk add --no-cache su-exec npm && adduser -D wodby\n";
    let finding = one(&format!("{base}RUN su-exec wodby corepack enable\n"), "root-needed");
    assert!(finding.message.contains("`wodby` runs this line"), "{}", finding.message);
    assert_eq!((reasons(&finding), finding.fixes.len()), (vec!["runs as `wodby`"], 0));
    let given = "RUN chown wodby /usr/local/bin && su-exec wodby corepack enable\n";
    none(&format!("{base}{given}"), "root-needed");
    // The base image's user is nobody's switch.
    let finding = one("FROM jenkins/jenkins:lts\nRUN apt-get update\n", "root-needed");
    assert_eq!(reasons(&finding)[0], "the base image starts as `jenkins`");
}

#[test]
fn only_the_first_failure_stops_the_build() {
    let text = "FROM jenkins/jenkins:lts\nRUN apt-get update\nRUN apt-get install -y git\nRUN apt-get clean; ls\n";
    let findings = analyzed(text).findings;
    let said: Vec<_> = findings.iter().filter(|f| f.rule.id == "root-needed").collect();
    assert!(said[0].message.contains("So the build stops here"), "{}", said[0].message);
    assert!(said[1].message.contains("would stop the build too"), "{}", said[1].message);
    assert!(said[2].message.contains("but the build goes on"), "{}", said[2].message);
    assert_eq!(said[2].severity, Severity::Info);
}

#[test]
fn an_images_own_entrypoint_may_take_a_file_for_an_argument() {
    let text = "FROM redis:8\nCOPY --chmod=0640 redis.conf /etc/\n";
    let rule = "entrypoint-not-executable";
    none(&format!("{text}CMD [\"/etc/redis.conf\"]\n"), rule);
    one(&format!("{text}ENTRYPOINT [\"/etc/redis.conf\"]\n"), rule);
}

#[test]
fn facts_of_a_family_have_its_source() {
    let finding = one("FROM jenkins/jenkins:lts\nRUN echo x > /etc/app.conf\n", "write-denied");
    assert_eq!(finding.because.last().unwrap().source, Some(crate::model::SEEN));
}

#[test]
fn what_docker_refuses_to_read_has_a_finding() {
    for text in [
        "FROM nobody/knows-it\nCOPY ${templateOption:x} /srv/\n",
        "FROM nobody/knows-it\nUSER ${templateOption:x}\n",
        "FROM debian:12\nEXPOSE ${PORT:1}\n",
        "FROM ${BASE:x}\n",
        "FROM REPLACE-ME\n",
        "FROM me/App:1\n",
    ] {
        assert_eq!(analyzed(text).verdict.builds, Answer::No, "{text}");
        assert!(one(text, "unreadable-line").message.ends_with("The build stops here."));
    }
    let unknown = analyzed("FROM Registry/app\n").verdict.builds;
    assert_eq!(unknown, Answer::Yes, "a registry may be written so");
}

#[test]
fn windows_has_an_answer_of_its_own() {
    let core = "FROM mcr.microsoft.com/windows/servercore:ltsc2022\n";
    assert_eq!(analyzed(core).verdict.headline, "Starts as ContainerAdministrator");
    let user = format!("{core}USER ContainerUser\n");
    assert_eq!(analyzed(&user).verdict.headline, "Starts as ContainerUser");
    for rule in ["named-user-in-kubernetes", "unknown-base-user", "windows-administrator"] {
        none(&user, rule);
    }
    assert_eq!(one(core, "windows-administrator").severity, Severity::Warning);
    for iis in [
        "FROM mcr.microsoft.com/dotnet/framework/wcf:4.8\n".to_owned(),
        format!("{core}ENTRYPOINT [\"C:\\\\\\\\ServiceMonitor.exe\", \"w3svc\"]\n"),
    ] {
        let finding = one(&iis, "windows-administrator");
        assert_eq!((finding.severity, finding.fixes.len()), (Severity::Info, 0), "{iis}");
    }
}

#[test]
fn memberships_are_where_they_were_given() {
    let text = "FROM debian:12\nRUN useradd runner\nRUN usermod -aG sudo runner\nUSER runner\n";
    let finding = one(text, "user-in-root-group");
    let at = |nth: usize| finding.because[nth].span.unwrap().of(text);
    assert_eq!((at(0), at(1)), ("useradd runner", "usermod -aG sudo runner"));
    assert_eq!(reasons(&finding)[1], "puts `runner` into `sudo`");
}

#[test]
fn a_script_may_step_down_where_it_can() {
    let base = "FROM debian:12\nRUN useradd app && apt-get update && apt-get install -y gosu=$GOSU\nCOPY entrypoint.sh /\n";
    for start in
        ["ENTRYPOINT [\"/entrypoint.sh\"]", "CMD [\"/entrypoint.sh\"]", "CMD /entrypoint.sh"]
    {
        let text = format!("{base}{start}\n");
        let finding = one(&text, "created-never-used");
        assert_eq!(finding.severity, Severity::Info, "{start}");
        assert!(reasons(&finding).last().unwrap().starts_with("`gosu` is installed"), "{start}");
        let root = one(&text, "runs-as-root");
        for fix in finding.fixes.iter().chain(&root.fixes) {
            assert!(
                matches!(fix.applicability, Applicability::NeedsReview(_)),
                "{start}: {}",
                fix.title
            );
        }
    }
    let cron = "FROM debian:12\nRUN apt-get update && apt-get install -y cron\nCOPY start.sh /\nCMD [\"/start.sh\"]\n";
    let finding = one(cron, "runs-as-root");
    assert!(finding.fixes.iter().all(|fix| fix.applicability != Applicability::Safe));
}

#[test]
fn parents_of_servers_are_told_from_their_workers() {
    for (image, user) in
        [("php:8.4-apache", "www-data"), ("php:8.4-fpm", "www-data"), ("nginx:1.29", "nginx")]
    {
        let finding = one(&format!("FROM {image}\n"), "runs-as-root");
        assert!(
            finding.message.contains(&format!("workers run as `{user}`")),
            "{}",
            finding.message
        );
        assert!(finding.fixes[0].title.contains(user), "{}", finding.fixes[0].title);
        assert!(matches!(finding.fixes[0].applicability, Applicability::NeedsReview(_)));
    }
    let other = one("FROM php:8.4-apache\nCMD [\"php\", \"x.php\"]\n", "runs-as-root");
    assert!(other.message.contains("a flaw in the program"), "{}", other.message);
}

#[test]
fn a_variable_called_uid_is_the_shells_only_in_some() {
    let uid = |image: &str| {
        let text = format!(
            "FROM {image}\nENV UID=10001\nRUN adduser -D -u \"$UID\" app || useradd -u \"$UID\" app\nUSER app\n"
        );
        analyzed(&text).verdict.uid
    };
    assert_eq!(uid("alpine:3.22"), Some(10001));
}

#[test]
fn the_template_is_a_rule() {
    let text = "FROM debian:12\nRUN replace-this --now\n";
    let dockerfile = dockerfile::parse(text);
    let build = simulate(&dockerfile, &Assumptions::default());
    let mut sink = Sink::default();
    let start = Start::of(&build, &dockerfile);
    template::check(&Context::new(&build, &dockerfile, text, &start), &mut sink);
    let [finding] = sink.findings.as_slice() else { panic!("{:?}", sink.findings) };
    assert_eq!(
        (finding.rule.title, finding.span.of(text)),
        ("Title of the template", "replace-this")
    );
    assert_eq!(finding.because.len(), 1);
}

#[test]
fn a_failing_command_is_read_by_its_options() {
    let rule = "user-not-found";
    let created =
        |command: &str, user: &str| format!("FROM alpine:3.22\nRUN {command}\nUSER {user}\n");
    none(&created("useradd -u1300 app", "app"), rule);
    // A comment names nobody.
    let titles = |command: &str| {
        let fixes = one(&created(command, "web"), rule).fixes;
        fixes.into_iter().map(|fix| fix.title).collect::<Vec<_>>()
    };
    assert_eq!(titles("useradd -c 'the web' app"), ["Create web with UID 1200"]);
    // Numbers that it asks for are left to it, however they are written.
    assert_eq!(titles("useradd -u1200 app"), ["Create web with UID 1201"]);
    // The user may be the one that it is about, though an option comes last.
    assert_eq!(titles("useradd wep --create-home")[0], "Say wep instead of web");
}

#[test]
fn every_package_manager_installs_and_removes_in_its_own_words() {
    let rule = "sudo-in-image";
    for (image, install, remove) in [
        ("debian:bookworm-slim", "apt-get install -y sudo", "apt-get purge -y sudo"),
        ("alpine", "apk add --virtual tools sudo", "apk del tools"),
        ("archlinux", "pacman -S --noconfirm sudo", "pacman -R --noconfirm sudo"),
        ("opensuse/leap", "zypper in -y sudo", "zypper rm -y sudo"),
    ] {
        let text = format!("FROM {image}\nRUN {install}\nUSER 1200\n");
        one(&text, rule);
        none(&text.replace("\nUSER", &format!(" && {remove}\nUSER")), rule);
    }
    // A query does neither.
    none("FROM archlinux\nRUN pacman -Q sudo\nUSER 1200\n", rule);
}

#[test]
fn what_is_closed_can_be_neither_read_nor_started() {
    let base = "FROM debian:bookworm-slim\n";
    let cases = [
        ("COPY --chmod=600 a.py /a.py\nUSER nobody\nRUN cat /a.py\n", "can't read `/a.py`"),
        ("COPY --chmod=700 a.sh /a.sh\nUSER nobody\nRUN /a.sh\n", "can't start `/a.sh`"),
        ("COPY --chmod=711 a.sh /a.sh\nUSER nobody\nRUN /a.sh\n", "can't start `/a.sh`"),
        ("COPY --chmod=600 a.sh /a.sh\nUSER nobody\nRUN sh /a.sh\n", "can't read `/a.sh`"),
    ];
    for (text, says) in cases {
        let text = format!("{base}{text}");
        let finding = one(&text, "write-denied");
        assert!(finding.message.contains(says), "{}", finding.message);
        assert_eq!(analyzed(&text).verdict.builds, Answer::No, "{text}");
    }
    none(&format!("{base}COPY --chmod=711 tool /tool\nUSER nobody\nRUN /tool\n"), "write-denied");
}

#[test]
fn a_cache_of_root_is_closed_to_others() {
    let step = "USER nobody\nRUN --mount=type=cache,target=/c touch /c/x\n";
    let text = format!("FROM debian:bookworm-slim\n{step}");
    assert!(one(&text, "write-denied").message.contains("can't write `/c/x`"));
    assert_eq!(analyzed(&text).verdict.builds, Answer::No);
    let own = text.replace("target=/c", "target=/c,uid=65534");
    none(&own, "write-denied");
    // The directories on the way to a mount are gone afterwards.
    let parent =
        "FROM debian:bookworm-slim\nRUN --mount=type=cache,target=/p/q true\nRUN touch /p/x\n";
    assert_eq!(analyzed(parent).verdict.builds, Answer::No);
}

#[test]
fn the_start_needs_a_file_that_the_user_may_run() {
    let base = "FROM debian:bookworm-slim\n";
    let rule = "entrypoint-not-executable";
    let cases = [
        ("COPY --chmod=700 a /a\nUSER nobody\nENTRYPOINT [\"/a\"]\n", "`nobody` may not run it"),
        ("COPY --chmod=711 a.sh /a.sh\nUSER nobody\nCMD /a.sh\n", "`nobody` may not read it"),
        ("COPY --chmod=600 a.sh /a.sh\nUSER nobody\nCMD [\"sh\", \"/a.sh\"]\n", "may not read it"),
        ("COPY --chmod=644 a.sh /a.sh\nCMD /a.sh\n", "not even root"),
        ("RUN mkdir /a\nCMD [\"/a\"]\n", "is a directory"),
        ("CMD [\"/a\"]\n", "nothing in the image is called `/a`"),
    ];
    for (text, says) in cases {
        let finding = one(&format!("{base}{text}"), rule);
        assert!(finding.message.contains(says), "{}", finding.message);
    }
    for text in [
        "COPY --chmod=700 a /a\nENTRYPOINT [\"/a\"]\n",
        "COPY --chmod=711 a /a\nUSER nobody\nENTRYPOINT [\"/a\"]\n",
        "COPY --chmod=644 a.sh /a.sh\nUSER nobody\nCMD [\"sh\", \"/a.sh\"]\n",
        "COPY --chown=nobody --chmod=500 a.sh /a.sh\nUSER nobody\nCMD /a.sh\n",
        "COPY . /app\nCMD [\"/app/a\"]\n",
        "CMD [\"sh\", \"-c\", \"exec server\"]\n",
    ] {
        none(&format!("{base}{text}"), rule);
    }
}

#[test]
fn linux_ignores_setuid_on_scripts() {
    let base = "FROM debian:bookworm-slim\n";
    none(&format!("{base}COPY --chmod=4755 a.sh /a.sh\n"), "setuid-bit");
    let written = "RUN printf '#!/bin/sh\\nid\\n' > /a && chmod 4755 /a\n";
    none(&format!("{base}{written}"), "setuid-bit");
    one(&format!("{base}COPY --chmod=4755 a.bin /a.bin\n"), "setuid-bit");
    none(&format!("{base}RUN setcap -v cap_net_raw+ep /bin/true\n"), "file-capabilities");
    one(&format!("{base}RUN setcap cap_net_raw+ep /bin/true\n"), "file-capabilities");
}
