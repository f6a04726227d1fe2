//! How to run what real Dockerfiles build: a shell and YAML read it back, and Pod Security
//! "restricted" admits it.

use saphyr::{LoadableYamlNode, Scalar, Yaml};
use serde_json::{Map, Value, json};
use std::io::Write;
use std::process::{Command, Stdio};
use unroot::advice::{self, Form, Rendered, RunAdvice};
use unroot::model::Assumptions;
use unroot::{analyze, report};

fn advise(text: &str) -> Result<RunAdvice, String> {
    let analysis = analyze(text, &Assumptions::default());
    advice::of(&analysis.build, &analysis.verdict, &analysis.outside)
}

/// One YAML document, as JSON has it.
fn yaml(text: &str) -> Value {
    let documents = Yaml::load_from_str(text).unwrap_or_else(|why| panic!("{why}\n{text}"));
    assert_eq!(documents.len(), 1, "{text}");
    to_json(&documents[0])
}

fn to_json(yaml: &Yaml) -> Value {
    match yaml {
        Yaml::Value(Scalar::Null) => Value::Null,
        Yaml::Value(Scalar::Boolean(value)) => json!(value),
        Yaml::Value(Scalar::Integer(value)) => json!(value),
        Yaml::Value(Scalar::String(value)) => json!(value),
        Yaml::Sequence(items) => items.iter().map(to_json).collect(),
        Yaml::Mapping(pairs) => {
            let pair =
                |(key, value)| (to_json(key).as_str().expect("a key").to_owned(), to_json(value));
            Value::Object(pairs.iter().map(pair).collect::<Map<_, _>>())
        }
        other => panic!("no YAML of ours: {other:?}"),
    }
}

/// Every part is explained, and stands in the text.
fn explained(rendered: &Rendered, told: &str) {
    for flag in rendered.flags.iter().chain(&rendered.own_directory) {
        assert!(!flag.why.trim().is_empty() && flag.source.is_some(), "{told}: {}", flag.text);
    }
    let lines: Vec<&str> =
        rendered.text.lines().map(|line| line.trim().trim_end_matches(" \\")).collect();
    for flag in &rendered.flags {
        let stands = flag.text.lines().all(|line| lines.contains(&line.trim()));
        assert!(stands, "{told}: {:?} is not in\n{}", flag.text, rendered.text);
    }
}

/// The words of a command. That a line goes on is undone first: where `shlex` meets it between blanks, it
/// makes an empty word of it.
fn words(command: &str) -> Vec<String> {
    shlex::split(&command.replace("\\\n", "")).unwrap_or_else(|| panic!("no shell: {command}"))
}

/// `docker run` and `podman run`: flags with their values, and the image at the end.
fn command(rendered: &Rendered, engine: &str) {
    let words = words(&rendered.text);
    assert_eq!(words[..2], [engine, "run"]);
    assert_eq!(words.last().map(String::as_str), Some("IMAGE"));
    let mut rest = words[2..words.len() - 1].iter();
    while let Some(flag) = rest.next() {
        let value = match flag.as_str() {
            "--rm" | "--read-only" => continue,
            _ => rest.next().unwrap_or_else(|| panic!("{flag} has no value: {}", rendered.text)),
        };
        let fits = match flag.as_str() {
            "--user" => !value.is_empty(),
            "--group-add" => value.parse::<u32>().is_ok(),
            "--cap-drop" => value == "ALL",
            "--cap-add" => value.bytes().all(|b| b.is_ascii_uppercase() || b == b'_'),
            "--security-opt" => value == "no-new-privileges",
            "--tmpfs" => value.starts_with('/') && value.matches(':').count() <= 1,
            "--volume" => value.split_once(':').is_some_and(|(_, path)| path.starts_with('/')),
            "--publish" => value.starts_with("127.0.0.1:"),
            _ => false,
        };
        assert!(fits, "{flag} {value}: {}", rendered.text);
    }
}

/// What Pod Security "restricted" (and so "baseline") asks of a pod, as its checks are written.
fn restricted(pod: &Value) {
    let (spec, context) = (&pod["spec"], &pod["spec"]["securityContext"]);
    assert_eq!(context["runAsNonRoot"], json!(true));
    assert_ne!(context["runAsUser"], json!(0));
    assert_eq!(context["seccompProfile"]["type"], json!("RuntimeDefault"));
    for sysctl in context["sysctls"].as_array().into_iter().flatten() {
        assert_eq!(sysctl["name"], json!("net.ipv4.ip_unprivileged_port_start"));
        assert!(sysctl["value"].is_string());
    }
    for volume in spec["volumes"].as_array().into_iter().flatten() {
        assert_eq!(volume["emptyDir"], json!({}));
    }
    let containers = spec["containers"].as_array().expect("containers");
    for container in containers {
        let context = &container["securityContext"];
        assert_eq!(context["allowPrivilegeEscalation"], json!(false));
        assert_eq!(context["capabilities"]["drop"], json!(["ALL"]));
        let added = &context["capabilities"]["add"];
        assert!(added.is_null() || *added == json!(["NET_BIND_SERVICE"]), "{added}");
        assert_eq!(context["readOnlyRootFilesystem"], json!(true));
        mounts(container, spec);
    }
}

/// Each mount has its volume, each name is a label, each path is mounted once.
fn mounts(container: &Value, spec: &Value) {
    let list = |value: &Value, key: &str| -> Vec<String> {
        let items = value.as_array().into_iter().flatten();
        items.map(|item| item[key].as_str().expect("a string").to_owned()).collect()
    };
    let names = list(&container["volumeMounts"], "name");
    assert_eq!(names, list(&spec["volumes"], "name"));
    let mut paths = list(&container["volumeMounts"], "mountPath");
    for name in &names {
        let inside =
            name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        assert!(inside && !name.is_empty() && name.len() <= 63, "{name}");
        assert!(!name.starts_with('-') && !name.ends_with('-'), "{name}");
    }
    let count = paths.len();
    paths.sort();
    paths.dedup();
    assert_eq!(paths.len(), count, "a path is mounted twice: {paths:?}");
}

/// The Compose service hands on what the Docker line does.
fn compose(file: &Value, docker: &Rendered) {
    let service = &file["services"]["app"];
    assert_eq!(service["read_only"], json!(true));
    assert_eq!(service["cap_drop"], json!(["ALL"]));
    let words = words(&docker.text);
    let of = |flag: &str| -> Vec<&str> {
        words.windows(2).filter(|pair| pair[0] == flag).map(|pair| pair[1].as_str()).collect()
    };
    let strings = |value: &Value| -> Vec<String> {
        let items = value.as_array().into_iter().flatten();
        items.map(|item| item.as_str().expect("a string").replace("$$", "$")).collect()
    };
    assert_eq!(strings(&service["tmpfs"]), of("--tmpfs"));
    assert_eq!(strings(&service["ports"]), of("--publish"));
    assert_eq!(strings(&service["cap_add"]), of("--cap-add"));
    let named = strings(&service["volumes"]).into_iter().map(|volume| format!("app-{volume}"));
    assert_eq!(named.collect::<Vec<_>>(), of("--volume"));
    let user = service["user"].as_str().map(|user| user.replace("$$", "$"));
    assert_eq!(user.as_deref(), of("--user").first().copied());
    let declared = file["volumes"].as_object().map_or(0, Map::len);
    assert_eq!(declared, service["volumes"].as_array().map_or(0, Vec::len));
}

/// All that holds for every advice; gives the commands that a shell is to read.
fn holds(advice: &RunAdvice, told: &str) -> String {
    let rendered = Form::ALL.map(|form| advice::render(advice, form));
    rendered.iter().for_each(|rendered| explained(rendered, told));
    let [docker, podman, file, pod] = &rendered;
    command(docker, "docker");
    command(podman, "podman");
    compose(&yaml(&file.text), docker);
    restricted(&yaml(&pod.text));
    // With its explanations in front it is the same to whoever reads it.
    let printed = |rendered, form| report::run(rendered, form);
    assert_eq!(yaml(&printed(file, Form::Compose)), yaml(&file.text), "{told}");
    assert_eq!(yaml(&printed(pod, Form::Kubernetes)), yaml(&pod.text), "{told}");
    printed(docker, Form::Docker) + &printed(podman, Form::Podman)
}

/// A shell reads the whole text.
fn shell_reads(text: &str) {
    let sh = Command::new("sh").arg("-n").stdin(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut sh = sh.expect("a shell");
    sh.stdin.take().expect("its input").write_all(text.as_bytes()).expect("it reads");
    let output = sh.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn every_dockerfile_of_the_corpus_has_advice_that_reads() {
    let Some(samples) = conformance::corpus::corpus() else { return };
    let results = conformance::corpus::for_each(&samples, |sample| match advise(&sample.text) {
        Ok(advice) => {
            let script = holds(&advice, &sample.name);
            (
                Some((
                    advice.run_as.choice,
                    advice::render(&advice, Form::Docker).first.is_empty(),
                )),
                script,
            )
        }
        Err(why) => {
            assert!(!why.is_empty());
            (None, String::new())
        }
    });
    let script: String = results.iter().map(|(_, script)| script.as_str()).collect();
    shell_reads(&script);
    let count = |choice| {
        let chosen = results.iter().filter(|(told, _)| told.is_some_and(|told| told.0 == choice));
        chosen.count()
    };
    use advice::Choice::{Image, Offered, Root, Unknown};
    println!(
        "corpus: run as the image says {}, as somebody else than root {}, as root {}, to be stated {}; nothing in the \
         way of {}, no advice for {}",
        count(Image),
        count(Offered),
        count(Root),
        count(Unknown),
        results.iter().filter(|(told, _)| told.is_some_and(|told| told.1)).count(),
        results.iter().filter(|(told, _)| told.is_none()).count(),
    );
    assert!(count(Image) > 0 && count(Offered) > 0 && count(Root) > 0 && count(Unknown) > 0);
}

#[test]
fn hostile_names_and_paths_are_read_back() {
    let volumes =
        ["/it's", "/a b", "/$HOME`id`", "/~", "/#x", "/- y", "/é🐳", "/x: y", "/{{.}}", "/\\"];
    let listed = serde_json::to_string(&volumes).expect("JSON");
    let text = format!(
        "FROM debian:12\nSHELL [\"/bin/sh\", \"-c\"]\nVOLUME {}\nUSER 'a $b'\n",
        listed.replace('$', "\\\\$")
    );
    let advice = advise(&text).expect("advice");
    assert!(advice.writable.len() >= 8, "{:?}", advice.writable);
    shell_reads(&holds(&advice, "hostile"));
    let words = words(&advice::render(&advice, Form::Docker).text);
    for place in &advice.writable {
        let mounted =
            words.iter().any(|word| word.split(':').nth(1).or(Some(word)) == Some(&place.path));
        assert!(mounted || place.path == "/tmp", "{}", place.path);
    }
}
