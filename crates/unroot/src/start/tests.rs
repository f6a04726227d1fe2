//! Grades of Dockerfiles that differ in one thing.

use super::Says;
use super::{Grade, Start, grade};
use crate::analyze;
use crate::finding::Severity;
use crate::model::{Assumptions, Purpose, simulate};

/// The grade of a text whose last line is `USER`.
fn graded(text: &str) -> Grade {
    let dockerfile = dockerfile::parse(text);
    let build = simulate(&dockerfile, &Assumptions::default());
    grade(&Start::of(&build, &dockerfile), &build, &dockerfile, text)
}

const APP: &str = "FROM python:3.12-slim\nWORKDIR /app\nRUN groupadd -g 1200 app && useradd -u 1200 -g app -m app\n\
                   COPY . .\nRUN pip install -r requirements.txt\n";

fn app(lines: &str) -> Grade {
    graded(&format!("{APP}{lines}\nUSER app\n"))
}

#[track_caller]
fn asks(grade: Grade, words: &str) {
    match grade {
        Grade::Review(says) => assert!(says.iter().any(|says| says.contains(words)), "{says:?}"),
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn refuses(grade: Grade, words: &str) {
    match grade {
        Grade::Refused(says) => assert!(says.contains(words), "{says}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_application_of_its_own_is_safe() {
    for start in [
        "CMD [\"python\", \"app.py\"]",
        "CMD [\"./server\"]",
        "CMD exec python app.py",
        "ENTRYPOINT [\"tini\", \"--\", \"python\", \"-m\", \"app\"]\nCMD [\"--serve\"]",
        "EXPOSE 8000\nCMD [\"gunicorn\", \"app:app\", \"-b\", \"0.0.0.0:8000\"]",
        "COPY --chmod=755 <<EOF /start\n#!/bin/sh\nexec python app.py\nEOF\nCMD [\"/start\"]",
    ] {
        assert_eq!(app(start), Grade::Safe, "{start}");
    }
}

#[test]
fn images_for_other_images_are_left_alone() {
    refuses(app(""), "inherit");
    refuses(app("CMD [\"bash\"]"), "inherit");
    refuses(app("CMD [\"python3\"]"), "inherit");
    asks(app("CMD sleep infinity"), "docker exec");
    refuses(app("ONBUILD COPY . /app\nCMD [\"python\", \"app.py\"]"), "ONBUILD");
    asks(app("EXPOSE 8000"), "what starts");
    let jenkins = "FROM jenkins/jenkins:lts\nUSER root\nRUN apt-get update\nUSER jenkins\n";
    assert_eq!(graded(jenkins), Grade::Safe);
    refuses(
        graded(
            "FROM golang AS b\nRUN go build -o /a\nFROM scratch\nCOPY --from=b /a /\nUSER 1200\n",
        ),
        "no effect",
    );
}

#[test]
fn platforms_have_rules_of_their_own() {
    refuses(
        app("LABEL com.github.actions.name=x\nENTRYPOINT [\"python\", \"/app/main.py\"]"),
        "GitHub",
    );
    refuses(
        app("LABEL com.github.containers.toolbox=\"true\"\nCMD [\"python\", \"a.py\"]"),
        "Toolbox",
    );
    refuses(app("CMD [\"/sbin/init\"]"), "init");
}

#[test]
fn stepping_down_takes_root() {
    for start in [
        "ENTRYPOINT [\"gosu\", \"app\", \"python\", \"app.py\"]",
        "CMD exec su-exec app python app.py",
        "ENTRYPOINT [\"setpriv\", \"--reuid=app\", \"--clear-groups\", \"python\", \"app.py\"]",
        "CMD [\"sh\", \"-c\", \"runuser -u app -- python app.py\"]",
        "COPY --chmod=755 <<EOF /run.sh\n#!/bin/sh\nexec chpst -u app python app.py\nEOF\nCMD [\"/run.sh\"]",
    ] {
        refuses(app(start), "works for root alone");
    }
}

#[test]
fn root_s_work_at_the_start_is_seen() {
    refuses(app("CMD chown -R app /data && exec python app.py"), "chown");
    refuses(app("CMD apt-get update && python app.py"), "apt-get");
    refuses(app("CMD [\"/usr/sbin/sshd\", \"-D\"]"), "sshd");
    asks(
        app("COPY docker-entrypoint.sh /\nENTRYPOINT [\"/docker-entrypoint.sh\"]"),
        "not in the Dockerfile",
    );
    asks(app("CMD [\"sh\", \"launch\"]"), "not in the Dockerfile");
    asks(
        app("RUN printf 'a\\tb' > /go.sh && chmod +x /go.sh\nCMD [\"/go.sh\"]"),
        "nothing here is known",
    );
    asks(app("CMD [\"nobody-knows-it\"]"), "nobody-knows-it");
    asks(app("RUN apt-get install -y x\nCMD [\"/opt/x/bin/x\"]"), "`x`");
    refuses(app("CMD [\"gunicorn\", \"-u\", \"www-data\", \"app\"]"), "`-u`");
}

#[test]
fn what_the_program_needs_is_held_against_the_files() {
    asks(app("EXPOSE 80\nCMD [\"python\", \"app.py\"]"), "port 80");
    asks(app("ENV PORT=443\nCMD [\"python\", \"app.py\"]"), "port 443");
    asks(app("CMD [\"gunicorn\", \"-b\", \":80\", \"app\"]"), "port 80");
    asks(app("ENV ASPNETCORE_URLS=http://+:80\nCMD [\"python\", \"app.py\"]"), "port 80");
    assert_eq!(app("ENV API_URL=http://api:80\nCMD [\"python\", \"app.py\"]"), Grade::Safe);
    asks(app("VOLUME /data\nCMD [\"python\", \"app.py\"]"), "/data");
    assert_eq!(
        app("RUN mkdir /data && chown app /data\nVOLUME /data\nCMD [\"python\", \"app.py\"]"),
        Grade::Safe
    );
    asks(
        app("RUN useradd -u 1300 web && mkdir /w && chown web /w\nCMD [\"python\", \"app.py\"]"),
        "belongs to `web`",
    );
    asks(app("RUN touch /app/key && chmod 600 /app/key\nCMD [\"python\", \"app.py\"]"), "/app/key");
}

#[test]
fn what_lies_in_root_s_home_is_asked_for() {
    asks(app("ENV CONFIG=/root/.config/app\nCMD [\"python\", \"app.py\"]"), "CONFIG");
    asks(app("COPY key /root/.ssh/id\nCMD [\"python\", \"app.py\"]"), "/root/.ssh");
    asks(app("RUN git config --global user.name x\nCMD [\"python\", \"app.py\"]"), "git config");
    asks(app("RUN mkdir -p ~/data\nCMD [\"python\", \"app.py\"]"), "root's home");
    refuses(app("WORKDIR /root/app\nCMD [\"python\", \"app.py\"]"), "/root/app");
    assert_eq!(app("RUN rm -rf ~/.cache\nCMD [\"python\", \"app.py\"]"), Grade::Safe);
}

#[test]
fn a_directory_that_is_left_empty_is_there_to_be_written() {
    for made in [
        "RUN mkdir -p uploads",
        "RUN mkdir /run/meter",
        "RUN mkdir -p /var/lib/app/cache && chmod 750 /var/lib/app/cache",
        "RUN install -d /srv/media",
    ] {
        asks(app(&format!("{made}\nCMD [\"python\", \"app.py\"]")), "left empty");
    }
    for made in [
        "RUN mkdir -p uploads && chown app uploads",
        "RUN mkdir /shared && chmod 777 /shared",
        "RUN mkdir /opt/lib && cp app.py /opt/lib/",
        "RUN mkdir /opt/pages\nCOPY pages/ /opt/pages/",
        "RUN mkdir -p /usr/share/man/man1",
        "RUN mkdir -p /tmp/build",
        "RUN mkdir /scratch && rmdir /scratch",
    ] {
        assert_eq!(app(&format!("{made}\nCMD [\"python\", \"app.py\"]")), Grade::Safe, "{made}");
    }
}

#[test]
fn tools_and_second_thoughts_need_a_look() {
    asks(app("ENTRYPOINT [\"/app/tool\"]"), "mounted");
    asks(app("# USER app\nCMD [\"python\", \"app.py\"]"), "considered");
    asks(app("# run with --privileged\nCMD [\"python\", \"app.py\"]"), "--privileged");
}

fn says(text: &str, assumptions: &Assumptions) -> Says {
    analyze(text, assumptions).start_says()
}

#[test]
fn the_start_is_named_with_its_user_and_what_it_drops_to() {
    let debian = |packages: &str, start: &str| {
        format!("FROM debian:12\nRUN apt-get update && apt-get install -y {packages}\n{start}\n")
    };
    let app = format!("{APP}USER app\n");
    for (text, expected) in [
        (
            debian("nginx", "CMD [\"nginx\", \"-g\", \"daemon off;\"]"),
            "The container runs `nginx` as root; its workers drop to `www-data` by default.",
        ),
        // Nothing says that this is Debian's nginx.
        (debian("curl", "CMD [\"nginx\"]"), "The container runs `nginx` as root."),
        (
            debian("nginx php8.2-fpm", "CMD mkdir -p /run/php && php-fpm8.2 && nginx"),
            "The start command calls `php-fpm8.2` and `nginx` as root; the pools of `php-fpm8.2` drop to `www-data` by \
             default; the workers of `nginx` drop to `www-data` by default.",
        ),
        (
            debian("snmpd", "CMD [\"snmpd\", \"-f\"]"),
            "The container runs `snmpd` as root; it drops to `Debian-snmp` by default.",
        ),
        (debian("snmpd", "CMD [\"snmpd\", \"-u\", \"x\"]"), "The container runs `snmpd` as root."),
        (
            debian("supervisor", "CMD [\"supervisord\"]"),
            "The container runs `supervisord` as root, which starts other programs.",
        ),
        (
            debian(
                "gosu",
                "RUN useradd -u 1200 app\nENTRYPOINT [\"gosu\", \"app\", \"python3\", \"app.py\"]",
            ),
            "The container runs `python3 app.py` as `app`.",
        ),
        (
            format!("{app}CMD [\"python\", \"app.py\"]\n"),
            "The container runs `python app.py` as `app`.",
        ),
        (
            format!("{app}CMD [\"/app/start.sh\"]\n"),
            "The container runs `/app/start.sh` as `app`. What this script starts isn't in the Dockerfile.",
        ),
        ("FROM redis:8\n".into(), "The container runs `redis-server` as `redis`."),
        (
            "FROM redis:8\nCMD [\"--port\", \"7000\"]\n".into(),
            "The container runs `redis-server` as `redis`.",
        ),
        (
            "FROM nginx:1.27\n".into(),
            "The container runs `nginx` as root; its workers drop to `nginx` by default.",
        ),
        ("FROM debian:12\n".into(), "A base image: nothing of its own starts."),
        (
            "FROM debian:12\nCMD [\"bash\"]\n".into(),
            "A base image: only `bash` starts, nothing of its own.",
        ),
        (
            "FROM jenkins/jenkins:lts\n".into(),
            "`jenkins/jenkins:lts` decides what the container runs: this file starts nothing of its own.",
        ),
        // It may have an entrypoint.
        ("FROM acme/base\nCMD [\"serve\"]\n".into(), ""),
        ("FROM debian:12\nRUN false\nUSER nobody-there\nCMD [\"nginx\"]\n".into(), ""),
        ("FROM scratch\nCOPY a /a\n".into(), "Nothing starts: its files are taken out of it."),
    ] {
        assert_eq!(says(&text, &Assumptions::default()).sentence, expected, "{text}");
    }
    let nginx = says(&debian("nginx", "CMD [\"nginx\"]"), &Assumptions::default());
    let [program] = &nginx.programs[..] else { panic!("{nginx:?}") };
    assert_eq!((program.name.as_str(), program.user.as_deref()), ("nginx", Some("root")));
    assert_eq!(program.drops_to.as_deref(), Some("www-data"));
    assert_eq!((nginx.purpose, nginx.is_stated), (Some(Purpose::Application), false));
}

#[test]
fn the_reader_corrects_what_the_image_is_for() {
    let base = "FROM debian:12\nRUN useradd -m -u 1200 app\n";
    let stated = |purpose| Assumptions { purpose: Some(purpose), ..Assumptions::default() };
    let default = Assumptions::default();
    let found =
        |text: &str, assumptions: &Assumptions| analyze(text, assumptions).findings[0].clone();
    let before = found(base, &default);
    assert_eq!(before.severity, Severity::Info);
    assert!(before.fixes.is_empty() && before.no_fix.is_some_and(|why| why.contains("inherit")));
    let after = found(base, &stated(Purpose::Application));
    assert_eq!(after.severity, Severity::Warning);
    assert!(after.message.starts_with("The container starts as root"), "{}", after.message);
    assert!(after.fixes[0].review_of().is_some_and(|what| what.contains("debian:12")));
    // And an application that is a base.
    let app = format!("{APP}CMD [\"python\", \"app.py\"]\n");
    assert!(found(&app, &default).fixes[0].is_safe());
    let as_base = found(&app, &stated(Purpose::Base));
    assert_eq!((as_base.severity, as_base.fixes.len()), (Severity::Info, 0));
    let says = says(&app, &stated(Purpose::Base));
    assert_eq!((says.purpose, says.is_stated), (Some(Purpose::Base), true));
    assert_eq!(says.sentence, "You stated what the image is for: a base image.");
    for purpose in Purpose::ALL {
        assert_eq!(Purpose::parse(purpose.name()), Some(purpose));
    }
}

#[test]
fn a_test_runner_makes_a_test() {
    for (start, expected) in [
        ("CMD [\"pytest\", \"-q\"]", Purpose::Test),
        ("CMD python -m unittest", Purpose::Test),
        ("CMD [\"npm\", \"run\", \"test\"]", Purpose::Test),
        ("CMD [\"python\", \"test.py\"]", Purpose::Application),
        ("EXPOSE 80\nCMD [\"npm\", \"start\"]", Purpose::Application),
    ] {
        let text = format!("{APP}{start}\n");
        assert_eq!(says(&text, &Assumptions::default()).purpose, Some(expected), "{start}");
    }
}
