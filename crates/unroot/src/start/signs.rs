//! What the text says of root beyond what it does: comments, devices, sockets.

use super::image::{Image, Obstacle};
use dockerfile::Span;

/// Words that stand where a container gets rights or devices of the host.
const HOST: [&str; 9] = [
    "--privileged",
    "--cap-add",
    "cap_add",
    "/dev/net/tun",
    "/dev/kvm",
    "/dev/fuse",
    "/sys/fs/cgroup",
    "docker.sock",
    "NET_ADMIN",
];

pub(super) fn look(image: &Image, found: &mut Vec<Obstacle>) {
    let target = image.stage.steps.first().map_or(0, |step| step.span.start);
    let whole = Span::new(target.min(image.text.len()), image.text.len());
    for word in HOST {
        if whole.of(image.text).contains(word) {
            found.push(Obstacle::review(format!(
                "the file speaks of `{word}`: check that what the container does with the host works for `{}`",
                image.user()
            )));
            break;
        }
    }
    for comment in &image.dockerfile.comments {
        let words = comment.span.of(image.text).trim_start_matches('#').trim();
        let commented_out =
            words.strip_prefix("USER ").is_some_and(|rest| !rest.trim().contains(' '));
        if commented_out || words.contains("--user") {
            found.push(Obstacle::review(format!(
                "the comment `{words}` shows that the user was considered: check why it stayed root"
            )));
            break;
        }
    }
}
