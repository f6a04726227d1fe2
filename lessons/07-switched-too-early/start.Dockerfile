FROM debian:13-slim

RUN groupadd --gid 1200 app \
    && useradd --uid 1200 --gid 1200 --create-home --shell /usr/sbin/nologin app

USER app
WORKDIR /app

RUN apt-get update \
    && apt-get install -y --no-install-recommends graphicsmagick \
    && rm -rf /var/lib/apt/lists/*

COPY thumbs /usr/local/bin/thumbs
RUN mkdir cache

CMD ["thumbs", "--cache", "/app/cache"]
