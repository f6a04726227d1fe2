# syntax=docker/dockerfile:1

# The pages that visitors see
FROM node:22-slim AS pages
WORKDIR /pages
COPY pages/package.json pages/package-lock.json ./
RUN npm ci
COPY pages/ ./
RUN npm run build

# The service behind them
FROM debian:13-slim
ENV GALLERY_PHOTOS=/var/lib/gallery

RUN adduser --disabled-password --gecos "" --uid 1200 gallery
USER gallery

RUN apt-get update \
    && apt-get install -y --no-install-recommends graphicsmagick python3 sudo \
    && rm -rf /var/lib/apt/lists/*
RUN echo 'gallery ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/gallery

WORKDIR /srv/gallery
COPY --chown=galery:galery service/ service/
COPY --from=pages /pages/dist/ static/

RUN mkdir -p /var/lib/gallery \
    && chmod 777 /var/lib/gallery
VOLUME /var/lib/gallery

USER root
EXPOSE 8080
HEALTHCHECK CMD ["python3", "-m", "service.health"]
CMD ["python3", "-m", "service"]
