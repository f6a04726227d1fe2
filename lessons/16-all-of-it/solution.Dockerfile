# syntax=docker/dockerfile:1

# The pages that visitors see
FROM node:22-slim AS pages
USER node
WORKDIR /pages
COPY --chown=node:node pages/package.json pages/package-lock.json ./
RUN npm ci
COPY --chown=node:node pages/ ./
RUN npm run build

# The service behind them
FROM debian:13-slim
ENV GALLERY_PHOTOS=/var/lib/gallery

RUN groupadd --gid 1200 gallery \
    && useradd --uid 1200 --gid 1200 --create-home --shell /usr/sbin/nologin gallery

RUN apt-get update \
    && apt-get install -y --no-install-recommends graphicsmagick python3 \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /srv/gallery
COPY service/ service/
COPY --from=pages --chown=root:root /pages/dist/ static/

RUN mkdir -p /var/lib/gallery \
    && chown gallery:gallery /var/lib/gallery
VOLUME /var/lib/gallery

USER 1200
EXPOSE 8080
HEALTHCHECK CMD ["python3", "-m", "service.health"]
CMD ["python3", "-m", "service"]
