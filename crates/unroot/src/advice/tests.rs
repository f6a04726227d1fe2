//! Dockerfiles, and how to run what they build.

use super::*;
use crate::analyze;
use crate::model::Assumptions;

fn advise_with(text: &str, assumptions: &Assumptions) -> Result<RunAdvice, String> {
    let analysis = analyze(text, assumptions);
    of(&analysis.build, &analysis.verdict, &analysis.outside)
}

fn advise(text: &str) -> RunAdvice {
    advise_with(text, &Assumptions::default()).expect("advice")
}

fn written(text: &str, form: Form) -> String {
    render(&advise(text), form).text
}

/// What stands in the way in `form`, as one text.
fn first(text: &str, form: Form) -> String {
    render(&advise(text), form).first.join("\n")
}

fn whom(advice: &RunAdvice) -> (Choice, Option<u32>, Option<u32>) {
    (advice.run_as.choice, advice.run_as.uid, advice.run_as.gid)
}

fn places(advice: &RunAdvice) -> Vec<(&str, bool)> {
    advice.writable.iter().map(|place| (place.path.as_str(), place.keeps)).collect()
}

fn capabilities(advice: &RunAdvice) -> Vec<&str> {
    advice.capabilities.iter().map(|capability| capability.name.as_str()).collect()
}

const NAMED: &str = "FROM debian:12\n\
    RUN useradd -m -u 1200 app && mkdir /data /srv/cache && chown app:app /data /srv/cache\n\
    VOLUME /data\nWORKDIR /srv/app\nCOPY --chown=app:app . .\nUSER app\nEXPOSE 8080 53/udp\n\
    CMD [\"./run\"]\n";

#[test]
fn a_named_user() {
    let advice = advise(NAMED);
    assert_eq!(whom(&advice), (Choice::Image, Some(1200), Some(1200)));
    assert!(advice.run_as.state_uid && !advice.run_as.state_gid);
    let expected = [("/data", true), ("/home/app", false), ("/srv/cache", false), ("/tmp", false)];
    assert_eq!(places(&advice), expected);
    assert_eq!(capabilities(&advice), ["NET_BIND_SERVICE"]);
    assert_eq!((advice.fs_group, advice.first.len()), (Some(1200), 0));
    assert!(advice.doubts.is_empty(), "{:?}", advice.doubts);
    assert_eq!(
        written(NAMED, Form::Docker),
        "docker run \\\n  --rm \\\n  --user 1200:1200 \\\n  --cap-drop ALL \\\n  \
         --security-opt no-new-privileges \\\n  --read-only \\\n  --volume app-data:/data \\\n  \
         --tmpfs /home/app:uid=1200,gid=1200,mode=755 \\\n  \
         --tmpfs /srv/cache:uid=1200,gid=1200,mode=755 \\\n  --tmpfs /tmp \\\n  \
         --publish 127.0.0.1:8053:53/udp \\\n  --publish 127.0.0.1:8080:8080 \\\n  IMAGE"
    );
}

#[test]
fn the_images_script_counts_where_it_is_started() {
    let script = advise("FROM redis:8\nCMD [\"sleep\", \"1\"]\n");
    assert_eq!(whom(&script).0, Choice::Root);
    assert_eq!(capabilities(&script), ["SETGID", "SETUID", "CHOWN", "DAC_OVERRIDE", "FOWNER"]);
    let own = advise("FROM redis:8\nENTRYPOINT [\"/app/run\"]\n");
    assert_eq!((whom(&own).0, capabilities(&own).len()), (Choice::Root, 0));
    let user = advise("FROM redis:8\nRUN useradd -u 1200 app\nENTRYPOINT [\"/app/run\"]\n");
    assert_eq!(whom(&user), (Choice::Offered, Some(1200), Some(1200)));
}

#[test]
fn podman_and_what_it_does_otherwise() {
    let rendered = render(&advise(NAMED), Form::Podman);
    assert_eq!(
        rendered.text,
        "podman run \\\n  --rm \\\n  --user 1200:1200 \\\n  --cap-drop ALL \\\n  \
         --cap-add NET_BIND_SERVICE \\\n  --security-opt no-new-privileges \\\n  --read-only \\\n  \
         --volume app-data:/data \\\n  --tmpfs /home/app:mode=1777 \\\n  \
         --tmpfs /srv/cache:mode=1777 \\\n  --publish 127.0.0.1:8053:53/udp \\\n  \
         --publish 127.0.0.1:8080:8080 \\\n  IMAGE"
    );
    let own: Vec<&str> = rendered.own_directory.iter().map(|flag| flag.text.as_str()).collect();
    let expected = [
        "--volume ./data:/data:Z",
        "--volume ./data:/data:U,Z",
        "--userns keep-id:uid=1200,gid=1200",
    ];
    assert_eq!(own, expected);
}

#[test]
fn compose_and_kubernetes() {
    assert_eq!(
        written(NAMED, Form::Compose),
        "services:\n  app:\n    image: IMAGE\n    user: \"1200:1200\"\n    cap_drop:\n      - ALL\n    \
         security_opt:\n      - \"no-new-privileges:true\"\n    read_only: true\n    tmpfs:\n      \
         - \"/home/app:uid=1200,gid=1200,mode=755\"\n      \
         - \"/srv/cache:uid=1200,gid=1200,mode=755\"\n      - /tmp\n    volumes:\n      \
         - \"data:/data\"\n    ports:\n      - \"127.0.0.1:8053:53/udp\"\n      \
         - \"127.0.0.1:8080:8080\"\nvolumes:\n  data: {}"
    );
    let pod = written(NAMED, Form::Kubernetes);
    let context = "  securityContext:\n    runAsNonRoot: true\n    runAsUser: 1200\n    fsGroup: 1200\n    \
         fsGroupChangePolicy: OnRootMismatch\n    seccompProfile:\n      type: RuntimeDefault\n    \
         sysctls:\n      - name: net.ipv4.ip_unprivileged_port_start\n        value: \"53\"\n";
    assert!(pod.contains(context), "{pod}");
    let container = "      securityContext:\n        allowPrivilegeEscalation: false\n        \
         capabilities:\n          drop:\n            - ALL\n        readOnlyRootFilesystem: true\n";
    assert!(pod.contains(container), "{pod}");
    assert!(pod.contains("        - name: home\n          mountPath: /home/app\n"), "{pod}");
    assert!(pod.ends_with("    - name: tmp\n      emptyDir: {}"), "{pod}");
}

#[test]
fn numeric_users() {
    let unknown = advise("FROM debian:12\nUSER 1000\n");
    assert_eq!(whom(&unknown), (Choice::Image, Some(1000), Some(0)));
    assert!(unknown.run_as.why.contains("its group is 0"), "{}", unknown.run_as.why);
    // The image says a number: Kubernetes needs none.
    assert!(!unknown.run_as.state_uid && !unknown.run_as.state_gid);
    assert!(!written("FROM debian:12\nUSER 1000\n", Form::Kubernetes).contains("runAsUser"));
    // Kubernetes drops the group.
    let pair = "FROM debian:12\nUSER 1000:2000\n";
    assert!(written(pair, Form::Docker).contains("--user 1000:2000 "));
    let pod = written(pair, Form::Kubernetes);
    assert!(pod.contains("    runAsUser: 1000\n    runAsGroup: 2000\n"), "{pod}");
    // The group that passwd gives needs no word.
    let own = "FROM debian:12\nRUN useradd -u 1200 app\nUSER 1200:1200\n";
    assert!(!written(own, Form::Kubernetes).contains("runAsUser"));
    assert!(!written(own, Form::Kubernetes).contains("runAsGroup"));
}

#[test]
fn supplementary_groups_are_named() {
    let text =
        "FROM debian:12\nRUN groupadd -g 2000 data && useradd -u 1200 -G data app\nUSER app\n";
    assert!(written(text, Form::Docker).contains("  --user 1200:1200 \\\n  --group-add 2000 \\\n"));
    assert!(written(text, Form::Compose).contains("    group_add:\n      - \"2000\"\n"));
}

#[test]
fn root_with_nobody_else() {
    let text = "FROM debian:12\nWORKDIR /app\nCMD [\"/app/run\"]\n";
    let advice = advise(text);
    assert_eq!(whom(&advice), (Choice::Root, Some(0), Some(0)));
    assert!(!written(text, Form::Docker).contains("--user"));
    for form in Form::ALL {
        assert!(first(text, form).contains("starts as root"), "{form:?}");
    }
    assert!(written(text, Form::Kubernetes).contains("    runAsUser: <UID>\n"));
}

#[test]
fn root_with_a_user_at_hand() {
    let rows = [
        ("FROM debian:12\nRUN useradd -m -u 1200 app\nCMD [\"x\"]\n", 1200, "creates `app`"),
        ("FROM node:22\nUSER root\nCMD [\"node\", \"x.js\"]\n", 1000, "brings `node`"),
        ("FROM scratch\nCOPY app /app\nENTRYPOINT [\"/app\"]\n", 65532, "has no accounts"),
        ("FROM postgres:16\n", 999, "its user `postgres`"),
    ];
    for (text, uid, why) in rows {
        let advice = advise(text);
        assert_eq!(whom(&advice), (Choice::Offered, Some(uid), Some(uid)), "{text}");
        assert!(advice.run_as.why.contains(why), "{}", advice.run_as.why);
        assert!(written(text, Form::Docker).contains(&format!("--user {uid}:{uid} ")));
        assert!(written(text, Form::Kubernetes).contains(&format!("runAsUser: {uid}\n")));
        assert!(advice.first.is_empty(), "{:?}", advice.first);
    }
    // An init in it, whoever is handed it; a whole root with accounts in it.
    let init =
        "FROM scratch\nCOPY --from=other / /\nENTRYPOINT [\"/entrypoint\", \"/sbin/init\"]\n";
    assert_eq!(advise(init).run_as.choice, Choice::Root);
    let whole = "FROM debian:12 AS other\nFROM scratch\nCOPY --from=other / /\nCMD [\"/x\"]\n";
    assert_eq!(advise(whole).run_as.choice, Choice::Root);
    // What can't be started without root's powers is nobody's.
    let closed = "FROM debian:12\nRUN useradd -u 1200 app && echo x >/root/run && chmod 700 /root/run\n\
                  CMD [\"/root/run\"]\n";
    assert_eq!(advise(closed).run_as.choice, Choice::Root);
    // A volume that would be root's.
    let volume =
        "FROM debian:12\nRUN useradd -u 1200 app && mkdir /data\nVOLUME /data\nCMD [\"x\"]\n";
    assert_eq!(advise(volume).run_as.choice, Choice::Root);
}

#[test]
fn services_and_what_they_write() {
    let nginx = "FROM nginx:1.27\nCOPY site /usr/share/nginx/html\nCMD [\"nginx\", \"-g\", \"daemon off;\"]\n";
    let advice = advise(nginx);
    assert_eq!(whom(&advice), (Choice::Offered, Some(101), Some(101)));
    assert_eq!(places(&advice), [("/run", false), ("/tmp", false), ("/var/cache/nginx", false)]);
    assert_eq!(capabilities(&advice), ["NET_BIND_SERVICE"]);
    let docker = written(nginx, Form::Docker);
    assert!(docker.contains("--tmpfs /run:uid=101,gid=101,mode=755 "), "{docker}");
    assert!(docker.contains("--publish 127.0.0.1:8080:80 "), "{docker}");
    assert!(!docker.contains("--cap-add"), "Docker opens low ports: {docker}");
    assert!(written(nginx, Form::Podman).contains("--cap-add NET_BIND_SERVICE "));
    let pod = written(nginx, Form::Kubernetes);
    assert!(pod.contains("ip_unprivileged_port_start\n        value: \"80\"\n"), "{pod}");
    // Another program in the image is not known to work as that user.
    let other = advise("FROM nginx:1.27\nENTRYPOINT [\"/own.sh\"]\n");
    assert_eq!(other.run_as.choice, Choice::Root);
    // The same service from a distribution's package; its logs lead elsewhere already.
    let packaged = "FROM debian:12\nRUN apt-get install -y nginx && ln -s /dev/stdout /var/log/nginx/access.log\n\
                    USER www-data\nCMD [\"nginx\", \"-g\", \"daemon off;\"]\n";
    assert_eq!(
        places(&advise(packaged)),
        [("/run", false), ("/tmp", false), ("/var/lib/nginx", false)]
    );
    // A file with a capability needs it in the bounding set.
    let caddy = written("FROM caddy:2\nUSER 1000:1000\n", Form::Docker);
    assert!(caddy.contains("--cap-add NET_BIND_SERVICE "), "{caddy}");
}

#[test]
fn ports_by_variable_and_by_range() {
    let text = "FROM debian:12\nARG PORT=443\nARG OUTSIDE\nEXPOSE $PORT 9000-9002/tcp $OUTSIDE 443\nUSER 1000\n";
    let advice = advise(text);
    let ports: Vec<(u16, u16)> = advice.ports.iter().map(|port| (port.first, port.last)).collect();
    assert_eq!(ports, [(443, 443), (9000, 9002)]);
    assert!(advice.doubts.iter().any(|doubt| doubt.contains("EXPOSE")), "{:?}", advice.doubts);
    let docker = written(text, Form::Docker);
    assert!(docker.contains("--publish 127.0.0.1:9000-9002:9000-9002 "), "{docker}");
    assert!(docker.contains("--publish 127.0.0.1:8443:443 "), "{docker}");
    assert_eq!(written(text, Form::Kubernetes).matches("containerPort").count(), 4);
}

#[test]
fn start_commands_that_step_down() {
    let own = "FROM alpine:3.20\nRUN apk add --no-cache su-exec && adduser -D app\n\
               CMD [\"su-exec\", \"app\", \"/run\"]\n";
    let advice = advise(own);
    assert_eq!(advice.run_as.choice, Choice::Root);
    assert_eq!(capabilities(&advice), ["SETGID", "SETUID"]);
    assert!(first(own, Form::Docker).contains("without `su-exec`"), "{}", first(own, Form::Docker));
    assert!(first(own, Form::Kubernetes).contains("Do without `SETGID`, `SETUID`"));
    let in_shell = "FROM debian:12\nRUN useradd app\nCMD exec tini -- gosu app /run\n";
    assert_eq!(capabilities(&advise(in_shell)), ["SETGID", "SETUID"]);
    // A script of the base image does more than that.
    let theirs = advise("FROM couchdb:3\n");
    assert_eq!(capabilities(&theirs), ["SETGID", "SETUID", "CHOWN", "DAC_OVERRIDE", "FOWNER"]);
    // A script that nobody sees.
    let hidden = advise(
        "FROM debian:12\nRUN apt-get install -y gosu && useradd -u 1200 app\nCOPY start.sh /\n\
         ENTRYPOINT [\"/start.sh\"]\n",
    );
    assert!(hidden.doubts.iter().any(|doubt| doubt.contains("`gosu`")), "{:?}", hidden.doubts);
}

#[test]
fn privileges_that_are_gained() {
    let sudo = "FROM debian:12\nUSER 1000\nCMD [\"sudo\", \"-n\", \"/run\"]\n";
    let advice = advise(sudo);
    assert!(advice.gains_privileges.is_some());
    assert!(!written(sudo, Form::Docker).contains("no-new-privileges"));
    assert!(written(sudo, Form::Docker).contains("--cap-add SETUID "));
    assert!(first(sudo, Form::Compose).contains("`sudo`"));
    let setcap = |what: &str| {
        format!("FROM debian:12\nRUN setcap '{what}' /srv/run\nUSER 1000\nCMD [\"/srv/run\"]\n")
    };
    let low = advise(&setcap("cap_net_bind_service=+ep"));
    assert_eq!((capabilities(&low), &low.gains_privileges), (vec!["NET_BIND_SERVICE"], &None));
    let raw = advise(&setcap("cap_net_raw,cap_net_admin+eip"));
    assert_eq!(capabilities(&raw), ["NET_RAW", "NET_ADMIN"]);
    assert!(raw.gains_privileges.is_some_and(|why| why.contains("setcap")));
    assert!(first(&setcap("cap_net_raw+ep"), Form::Kubernetes).contains("`NET_RAW`"));
    // Without the effective bit the file starts all the same.
    assert!(capabilities(&advise(&setcap("cap_net_raw=p"))).is_empty());
}

#[test]
fn what_lies_in_a_directory_is_not_hidden() {
    let text = "FROM debian:12\nRUN useradd -u 1200 app\nUSER app\nWORKDIR /app\nCOPY --chown=app . .\n\
                RUN mkdir uploads\nCMD [\"./run\"]\n";
    let advice = advise(text);
    assert!(!advice.writable.iter().any(|place| place.path == "/app"));
    let doubt = advice.doubts.iter().find(|doubt| doubt.contains("`/app`")).expect("a doubt");
    assert!(doubt.contains("hide what is in there"), "{doubt}");
}

#[test]
fn volumes_that_would_be_roots() {
    let text = "FROM debian:12\nVOLUME /data\nUSER 1000\nCMD [\"x\"]\n";
    assert!(first(text, Form::Docker).contains("Make `/data` for the user"));
    assert!(first(text, Form::Compose).contains("Make `/data` for the user"));
    // Podman and fsGroup hand them over.
    assert_eq!(first(text, Form::Podman), "");
    assert_eq!(first(text, Form::Kubernetes), "");
    assert!(written(text, Form::Kubernetes).contains("    fsGroup: 1000\n"));
}

#[test]
fn nobody_knows_the_base() {
    let text = "FROM example.com/base:1\nCMD [\"/run\"]\n";
    let advice = advise(text);
    assert_eq!(whom(&advice), (Choice::Unknown, None, None));
    assert!(written(text, Form::Docker).contains("  --user '<UID>:<GID>' \\\n"));
    assert!(written(text, Form::Compose).contains("    user: \"<UID>:<GID>\"\n"));
    assert!(written(text, Form::Kubernetes).contains("    runAsUser: <UID>\n"));
    for form in Form::ALL {
        assert!(first(text, form).contains("State the UID"), "{form:?}");
    }
    assert!(advice.doubts.iter().any(|doubt| doubt.contains("`example.com/base:1` declares")));
    // The reader's word is enough.
    let assumed = Assumptions { base_user: Some("1000:1000".into()), ..Assumptions::default() };
    let advice = advise_with(text, &assumed).expect("advice");
    assert_eq!(whom(&advice), (Choice::Image, Some(1000), Some(1000)));
    // A name is one for Docker, and no number for Kubernetes.
    let named = "FROM example.com/base:1\nUSER app\n";
    assert!(written(named, Form::Docker).contains("--user app "));
    assert!(written(named, Form::Kubernetes).contains("runAsUser: <UID>\n"));
}

#[test]
fn a_user_that_nobody_made() {
    let text = "FROM debian:12\nUSER appuser\nCMD [\"x\"]\n";
    assert_eq!(advise(text).run_as.choice, Choice::Unknown);
    assert!(
        first(text, Form::Docker).contains("nothing creates it"),
        "{}",
        first(text, Form::Docker)
    );
}

#[test]
fn stages_and_targets() {
    let text = "FROM debian:12 AS base\nRUN useradd -u 1200 app\nVOLUME /base\nEXPOSE 8080\n\
                FROM base AS run\nUSER app\nFROM golang AS other\nUSER 1000\n";
    let target = |name: &str| Assumptions { target: Some(name.into()), ..Assumptions::default() };
    let run = advise_with(text, &target("run")).expect("advice");
    assert_eq!(whom(&run), (Choice::Image, Some(1200), Some(1200)));
    assert_eq!((run.ports.len(), places(&run)[0]), (1, ("/base", true)));
    let other = advise(text);
    assert_eq!((other.run_as.uid, other.ports.len()), (Some(1000), 0));
    assert!(advise_with(text, &target("nosuch")).is_err_and(|why| why.contains("nosuch")));
}

#[test]
fn no_advice_is_said_in_words() {
    let windows = "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nUSER ContainerUser\n";
    let why = advise_with(windows, &Assumptions::default()).expect_err("no advice");
    assert!(why.contains("Windows image"), "{why}");
    let why = advise_with("# nothing\n", &Assumptions::default()).expect_err("no advice");
    assert!(why.contains("no FROM"), "{why}");
}

#[test]
fn odd_paths_are_quoted_or_left_out() {
    let text = "FROM debian:12\nRUN mkdir -p '/it is' && chown 1000 '/it is'\n\
                VOLUME [\"/it is\", \"/a:b\", \"/\", \"/c$$d\"]\nUSER 1000\n";
    let advice = advise(text);
    let paths: Vec<&str> = advice.writable.iter().map(|place| place.path.as_str()).collect();
    assert!(paths.contains(&"/it is") && !paths.contains(&"/a:b") && !paths.contains(&"/"));
    assert!(written(text, Form::Docker).contains("--volume 'app-it-is:/it is' "));
    assert!(written(text, Form::Compose).contains("- \"it-is:/it is\"\n"));
    assert!(written(text, Form::Kubernetes).contains("mountPath: \"/it is\"\n"));
    assert!(advice.doubts.iter().any(|doubt| doubt.contains("left out")));
}
