FROM debian:13-slim

RUN apt-get update \
    && apt-get install -y --no-install-recommends graphicsmagick \
    && rm -rf /var/lib/apt/lists/*

COPY thumbs /usr/local/bin/thumbs

CMD ["thumbs"]
