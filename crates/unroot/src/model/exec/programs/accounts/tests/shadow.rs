//! shadow's commands.

use super::*;

#[test]
fn red_hat_makes_homes_and_has_adduser_as_a_link() {
    let mut image = Image::new(Some(Family::Rhel), &[(Tool::Useradd, true)]);
    assert_eq!(image.run("adduser -u 1001 -g 0 app"), Exit::Ok);
    assert_eq!((image.ids("app"), image.homes.len()), ("1001:0".into(), 1));
    assert_eq!((image.homes[0].path.as_str(), image.homes[0].mode), ("/home/app", Some(0o700)));
    assert_eq!(image.run("useradd -r svc"), Exit::Ok);
    assert_eq!((image.ids("svc"), image.homes.len()), ("999:999".into(), 1));
}

#[test]
fn renaming_the_user_that_ubuntu_ships() {
    let mut image = Image::debian();
    image.run("useradd -m ubuntu");
    assert_eq!(image.run("usermod -l app -d /home/app -m ubuntu"), Exit::Ok);
    assert_eq!(image.run("groupmod -n app ubuntu"), Exit::Ok);
    assert_eq!(image.ids("app"), "1000:1000");
    assert_eq!(image.homes.last().unwrap().change, HomeChange::Moved("/home/ubuntu".into()));
    assert_eq!(image.run("groupmod -g 2000 app"), Exit::Ok);
    assert_eq!(image.ids("app"), "1000:2000");
    assert_eq!(image.run("userdel -r app"), Exit::Ok);
    assert_eq!(image.run("useradd -u 1000 new"), Exit::Ok);
    assert_eq!(image.ids("new"), "1000:1000");
}

/// Status and numbers are those of shadow 4.13 in a chroot of bookworm.
#[test]
fn shadow_in_the_corners() {
    let mut image = Image::debian();
    for (command, exit) in [
        ("useradd -u 101 x1", Exit::Ok),
        ("useradd -r -u 70000 x2", Exit::Ok),
        ("groupadd -f -g 0 g1", Exit::Ok),
        ("groupadd -f -o -g 0 g2", Exit::Ok),
        ("useradd -G users,g1 x4", Exit::Ok),
        ("gpasswd -d x1 g1", Exit::Fails),
        ("gpasswd -d x4 g1", Exit::Ok),
        ("groupmod -n gg x1", Exit::Ok),
        ("usermod -l y1 x1", Exit::Ok),
        ("groupadd x5", Exit::Ok),
        ("useradd -g x5 x5", Exit::Ok),
        ("usermod -aG x5 x4", Exit::Ok),
        ("userdel x5", Exit::Ok),
        ("groupdel users", Exit::Ok),
        ("usermod -u 0 x4", Exit::Fails),
        ("usermod -u 70000 x2", Exit::Ok),
        ("usermod -g users x4", Exit::Fails),
        ("groupmod -g 0 gg", Exit::Fails),
        ("groupmod -o -g 0 gg", Exit::Ok),
        ("useradd -k /x x7", Exit::Fails),
        ("useradd --home /q x8", Exit::Ok),
        ("useradd --g 0 x9", Exit::Fails),
        ("useradd -b srv xb", Exit::Fails),
        ("useradd -d rel xc", Exit::Fails),
        ("useradd -N -u 1234 xd", Exit::Ok),
        ("useradd -K CREATE_HOME=yes xe", Exit::Ok),
        ("useradd -r -K CREATE_HOME=yes xf", Exit::Ok),
        ("useradd -u 0x7d0 x08", Exit::Fails),
        ("useradd -u +2222 x09", Exit::Ok),
    ] {
        assert_eq!(image.run(command), exit, "{command}");
    }
    let names: Vec<&str> = image.accounts.users.iter().map(|user| user.name.as_str()).collect();
    assert_eq!(names, ["root", "x2", "x4", "y1", "x8", "xd", "xe", "xf", "x09"]);
    let ids: Vec<String> = names.iter().map(|name| image.ids(name)).collect();
    assert_eq!(
        ids[1..],
        [
            "70000:999",
            "1000:1002",
            "101:0",
            "1001:1004",
            "1234:100",
            "1235:1235",
            "999:998",
            "2222:2222"
        ]
    );
    let homes: Vec<&str> = image.homes.iter().map(|home| home.path.as_str()).collect();
    assert_eq!(homes, ["/home/xe"]);
    let members = |name: &str| image.accounts.group(name).found().unwrap().members.clone();
    assert_eq!((members("x5"), members("g1")), (vec!["x4".to_owned()], vec![]));
}

#[test]
fn members_are_kept() {
    let mut image = Image::debian();
    let members =
        |image: &Image, name: &str| image.accounts.group(name).found().unwrap().members.join(",");
    image.run("useradd -G sudo,video app");
    image.run("usermod -aG audio app");
    assert_eq!([members(&image, "sudo"), members(&image, "audio")], ["app", "app"]);
    image.run("usermod -G audio app");
    assert_eq!([members(&image, "sudo"), members(&image, "audio")], ["", "app"]);
    image.run("gpasswd -M root,app staff");
    image.run("gpasswd -d app staff");
    assert_eq!(members(&image, "staff"), "root");
    assert_eq!(image.run("gpasswd -d app staff"), Exit::Fails);
}

#[test]
fn odd_commands_end_without_an_account() {
    for (command, exit) in [
        ("useradd", Exit::Fails),
        ("useradd a b", Exit::Fails),
        ("useradd ''", Exit::Fails),
        ("useradd -u", Exit::Fails),
        ("useradd -U -g 0 x", Exit::Fails),
        ("useradd -o x", Exit::Fails),
        ("useradd -u 99999999999 x", Exit::Fails),
        ("useradd -D -s /bin/bash", Exit::Ok),
        ("useradd -R /mnt x", Exit::Ok),
        ("useradd --help", Exit::Ok),
        ("groupadd -g x y", Exit::Fails),
        ("adduser 1234", Exit::Fails),
        ("adduser a b c", Exit::Fails),
        ("userdel nosuch", Exit::Fails),
        ("chpasswd", Exit::Ok),
        ("passwd -l root", Exit::Ok),
        ("passwd root", Exit::Unknown),
    ] {
        let mut image = Image::debian();
        assert_eq!(image.run(command), exit, "{command}");
        assert_eq!(image.accounts.users.len(), 1, "{command}");
    }
}
