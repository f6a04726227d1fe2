FROM ghcr.io/linuxserver/baseimage-alpine:3.20
RUN apk add --no-cache transmission-daemon
COPY root/ /
EXPOSE 9091
VOLUME /config
