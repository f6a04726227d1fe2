FROM debian:13-slim

RUN groupadd --gid 1200 app \
    && useradd --uid 1200 --gid 1200 --create-home --shell /usr/sbin/nologin app

RUN apt-get update \
    && apt-get install -y --no-install-recommends graphicsmagick \
    && rm -rf /var/lib/apt/lists/*

USER app
WORKDIR /app

COPY thumbs /usr/local/bin/thumbs
RUN mkdir cache

CMD ["thumbs", "--cache", "/app/cache"]
