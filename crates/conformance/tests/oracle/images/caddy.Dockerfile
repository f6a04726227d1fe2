# caddy:2-alpine
# Stands in for the image: its accounts, directories and settings, made as its own Dockerfile makes them, without its programs.
# Read in https://github.com/caddyserver/caddy-docker, 2.10/alpine/Dockerfile
FROM alpine:3.20
RUN mkdir -p /config/caddy /data/caddy /etc/caddy /usr/share/caddy && chmod 1777 /config/caddy /data/caddy
EXPOSE 80
WORKDIR /srv
CMD ["caddy", "run"]
