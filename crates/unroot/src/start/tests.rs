//! Grades of Dockerfiles that differ in one thing.

use super::{Grade, grade};
use crate::model::{Assumptions, simulate};

/// The grade of a text whose last line is `USER`.
fn graded(text: &str) -> Grade {
    let dockerfile = dockerfile::parse(text);
    grade(&simulate(&dockerfile, &Assumptions::default()), &dockerfile, text)
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
