FROM debian:13-slim

RUN useradd --create-home --shell /usr/sbin/nologin app

COPY thumbs /usr/local/bin/thumbs

USER app
CMD ["thumbs"]
