# haproxy:3.2-bookworm
# Stands in for the image: its accounts, directories and settings, made as its own Dockerfile makes them, without its programs.
# Read in https://github.com/docker-library/haproxy, 3.2/Dockerfile
FROM debian:bookworm-slim
RUN groupadd --system --gid 99 haproxy \
    && useradd --system --gid haproxy --uid 99 --home-dir /var/lib/haproxy --no-create-home haproxy \
    && mkdir /var/lib/haproxy && chown haproxy:haproxy /var/lib/haproxy
RUN mkdir -p /usr/local/etc/haproxy
USER haproxy
CMD ["haproxy"]
