FROM debian:13-slim

RUN groupadd --gid 1200 app \
    && useradd --uid 1200 --gid 1200 --create-home --shell /usr/sbin/nologin app

COPY thumbs /usr/local/bin/thumbs

USER app
CMD ["thumbs"]
