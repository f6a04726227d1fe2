//! What is said of images: whose their directories are, and which programs they lack.

use super::{Answer, of};
use crate::model::{Assumptions, simulate};
use dockerfile::parse;

fn hold(cases: &[(&str, Answer)]) {
    for (text, answer) in cases {
        let build = simulate(&parse(text), &Assumptions::default());
        assert_eq!(of(&build, text).builds, *answer, "{text}");
    }
}

/// Each directory is as the image's own Dockerfile makes it.
#[test]
fn directories_of_applications_belong_to_their_users() {
    hold(&[
        ("FROM php:8.3-apache\nWORKDIR /var/www/html\nUSER www-data\nRUN touch x\n", Answer::Yes),
        ("FROM php:8.3-cli\nUSER www-data\nRUN touch /usr/local/x\n", Answer::No),
        ("FROM golang\nWORKDIR /go\nUSER nobody\nRUN touch x\n", Answer::Yes),
        ("FROM golang\nUSER nobody\nRUN touch /usr/local/go/x\n", Answer::No),
        ("FROM jenkins/jenkins:lts\nRUN touch /var/jenkins_home/x\n", Answer::Yes),
        ("FROM redis\nUSER redis\nRUN touch /data/x\n", Answer::Yes),
        ("FROM postgres\nUSER postgres\nRUN touch /var/lib/postgresql/x\n", Answer::Yes),
        ("FROM rabbitmq\nUSER rabbitmq\nRUN touch /etc/rabbitmq/x\n", Answer::Yes),
        ("FROM tomcat\nUSER nobody\nRUN touch logs/x\n", Answer::Yes),
        ("FROM tomcat\nUSER nobody\nRUN touch webapps/x\n", Answer::No),
        ("FROM node\nWORKDIR /app\nUSER node\nRUN npm ci\n", Answer::No),
        ("FROM node\nUSER node\nRUN touch /home/node/x\n", Answer::Yes),
        ("FROM python\nUSER nobody\nRUN touch /opt/x\n", Answer::No),
        ("FROM grafana/grafana:12.0.1\nRUN touch /var/lib/grafana/x\n", Answer::Yes),
        ("FROM grafana/grafana:12.0.1\nRUN touch /etc/grafana/x\n", Answer::No),
        ("FROM apache/airflow:3.0.1\nRUN touch dags/x\n", Answer::Yes),
        ("FROM elasticsearch:9.2.4\nRUN touch /usr/share/elasticsearch/config/x\n", Answer::Yes),
        ("FROM logstash:9.2.4\nRUN touch /opt/logstash/pipeline/x\n", Answer::Yes),
        ("FROM logstash:9.2.4\nRUN touch /licenses/../x\n", Answer::No),
        ("FROM sonarqube:26.6.0\nRUN touch data/x\n", Answer::Yes),
        ("FROM sonarqube:26.6.0\nRUN touch /opt/x\n", Answer::No),
        ("FROM hashicorp/vault\nUSER vault\nRUN touch /vault/file/x\n", Answer::Yes),
        (
            "FROM registry.access.redhat.com/ubi9/nodejs-22\nRUN touch /opt/app-root/src/x\n",
            Answer::Yes,
        ),
        ("FROM registry.access.redhat.com/ubi9/nodejs-22\nRUN touch /opt/x\n", Answer::No),
    ]);
}

#[test]
fn nothing_is_held_against_directories_that_no_source_lists() {
    hold(&[
        ("FROM percona:8.0\nRUN chown -R mysql:root /var/lib/mysql/\n", Answer::Yes),
        ("FROM solr\nRUN touch /var/solr/x\n", Answer::Yes),
        ("FROM solr\nWORKDIR /app\nRUN touch x\n", Answer::Yes),
        ("FROM quay.io/nobody/knows\nWORKDIR /app\nUSER 1000\nRUN touch x\n", Answer::Yes),
        // What the distribution ships is root's everywhere.
        ("FROM solr\nUSER 1000\nRUN touch /usr/bin/x\n", Answer::No),
    ]);
}

/// As found in the roots that debootstrap and Alpine's own archives make.
#[test]
fn directories_of_distributions_are_those_of_their_roots() {
    hold(&[
        ("FROM debian:12\nRUN cd /usr/local/src && touch x /usr/include/x /boot/x\n", Answer::Yes),
        (
            "FROM debian:12\nRUN touch /usr/games/x /usr/libexec/x /usr/lib64/x /var/backups/x\n",
            Answer::Yes,
        ),
        ("FROM debian:12\nRUN touch /usr/local/libexec/x\n", Answer::No),
        ("FROM debian:13\nRUN touch /usr/local/libexec/x\n", Answer::Yes),
        ("FROM debian:12\nUSER 1000\nRUN touch /dev/shm/x\n", Answer::Yes),
        ("FROM alpine:3.20\nRUN touch /usr/src/x\n", Answer::No),
        ("FROM alpine:3.20\nRUN touch /media/usb/x\n", Answer::Yes),
    ]);
}

#[test]
fn a_program_that_the_image_lacks_stops_the_build() {
    hold(&[
        ("FROM debian:12\nRUN apk add curl\n", Answer::No),
        ("FROM alpine\nRUN apt-get update\n", Answer::No),
        ("FROM node:22-alpine\nRUN apt update\n", Answer::No),
        ("FROM registry.access.redhat.com/ubi9\nRUN apk add curl\n", Answer::No),
        ("FROM debian:12-slim\nRUN sudo true\n", Answer::No),
        ("FROM python:3.13-slim\nRUN sudo true\n", Answer::No),
        ("FROM debian:12\nRUN gosu nobody true\n", Answer::No),
        ("FROM alpine\nRUN curl -O https://a.example/x\n", Answer::No),
        ("FROM alpine\nRUN [\"bash\", \"-c\", \"true\"]\n", Answer::No),
        ("FROM alpine\nSHELL [\"/bin/bash\", \"-c\"]\nRUN apk add bash\n", Answer::No),
        ("FROM alpine\nRUN wget https://a.example/x\n", Answer::Yes),
        ("FROM openjdk:8-alpine\nRUN apk add bash\n", Answer::Yes),
        ("FROM kibana:0-alpine\nUSER root\nRUN apk add bash\n", Answer::Yes),
        // Caught, brought by a package, or by a copy.
        ("FROM debian:12\nRUN sudo true || true\n", Answer::Yes),
        ("FROM debian:12\nRUN apt-get install -y sudo && sudo true\n", Answer::Yes),
        ("FROM debian:12\nRUN apt-get install -y build-essential && gcc x.c\n", Answer::Yes),
        ("FROM alpine\nRUN apk add nodejs npm && npm ci\n", Answer::Yes),
        ("FROM debian:12\nCOPY gosu /usr/local/bin/\nRUN gosu nobody true\n", Answer::Yes),
    ]);
}

/// Code that nobody read may have brought it; packages that are there for something else are unlikely to.
#[test]
fn a_lack_is_no_certainty_once_other_code_ran() {
    hold(&[
        ("FROM debian:12\nCOPY . /x\nRUN /x/setup.sh\nRUN sudo true\n", Answer::Yes),
        ("FROM debian:12\nRUN make install && curl https://a.example\n", Answer::Yes),
        ("FROM debian:12\nCOPY rootfs /\nRUN curl https://a.example\n", Answer::Yes),
        ("FROM debian:12\nRUN --mount=from=x,target=/usr/bin/git git init\n", Answer::Yes),
        (
            "FROM debian:12\nRUN apt-get install -y nginx && curl https://a.example\n",
            Answer::Unknown,
        ),
        ("FROM debian:12\nENV PATH=/opt/bin:/bin\nRUN make; git init\n", Answer::Yes),
        ("FROM debian:13\nRUN make install && adduser --disabled-password app\n", Answer::Unknown),
        // Of one version alone is known that it lacks this.
        ("FROM node:22-slim\nRUN curl https://a.example\n", Answer::Unknown),
    ]);
}

/// adduser up to 3.121 takes a user and a group for `addgroup`; later ones refuse them.
#[test]
fn addgroup_with_two_names_is_a_matter_of_the_release() {
    let script = "RUN adduser --disabled-password --gecos '' a && addgroup a staff\n";
    for (image, answer) in [
        ("ubuntu:14.04", Answer::Yes),
        ("ubuntu:22.04", Answer::Yes),
        ("debian:11", Answer::Yes),
        ("debian:12", Answer::No),
        ("python:3.12-bookworm", Answer::Unknown),
    ] {
        hold(&[(&format!("FROM {image}\n{script}"), answer)]);
    }
}
