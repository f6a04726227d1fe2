# rust:1.88-slim-bookworm
# Stands in for the image: its accounts, directories and settings, made as its own Dockerfile makes them, without its programs.
# Read in https://github.com/rust-lang/docker-rust, stable/bookworm/slim/Dockerfile
FROM debian:bookworm-slim
RUN mkdir /usr/local/rustup /usr/local/cargo && chmod -R a+w /usr/local/rustup /usr/local/cargo
