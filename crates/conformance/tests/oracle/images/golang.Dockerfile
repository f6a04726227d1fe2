# golang:1.24-bookworm
# Stands in for the image: its accounts, directories and settings, made as its own Dockerfile makes them, without its programs.
# Read in https://github.com/docker-library/golang, 1.24/bookworm/Dockerfile
FROM debian:bookworm-slim
RUN mkdir /usr/local/go
ENV GOPATH=/go PATH=/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
RUN mkdir -p /go/src /go/bin && chmod -R 1777 /go
WORKDIR /go
