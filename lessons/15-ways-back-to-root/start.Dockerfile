FROM debian:13-slim

RUN apt-get update \
    && apt-get install -y --no-install-recommends graphicsmagick sudo \
    && rm -rf /var/lib/apt/lists/*

RUN groupadd --gid 1200 app \
    && useradd --uid 1200 --gid 1200 --create-home app \
    && echo 'app ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/app
RUN echo 'root:seagull' | chpasswd

COPY thumbs /usr/local/bin/thumbs
RUN chmod 4755 /usr/local/bin/thumbs

USER 1200
CMD ["thumbs"]
