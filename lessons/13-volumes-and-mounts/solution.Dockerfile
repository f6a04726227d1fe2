FROM debian:13-slim

RUN groupadd --gid 1200 app \
    && useradd --uid 1200 --gid 1200 --create-home --shell /usr/sbin/nologin app

COPY thumbs /usr/local/bin/thumbs

RUN install -d -o app -g app -m 0750 /srv/thumbs
VOLUME /srv/thumbs

USER 1200
CMD ["thumbs", "--data", "/srv/thumbs"]
