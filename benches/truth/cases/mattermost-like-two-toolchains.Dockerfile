# syntax=docker/dockerfile:1
FROM node:22-bookworm-slim AS web
WORKDIR /web
COPY webapp/package.json webapp/package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY webapp .
RUN npm run build

FROM golang:1.23-bookworm AS server
WORKDIR /server
COPY server/go.mod server/go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
COPY server .
ARG BUILD_HASH=dev
RUN --mount=type=cache,target=/root/.cache/go-build \
    --mount=type=cache,target=/go/pkg/mod \
    CGO_ENABLED=0 go build -ldflags "-X main.buildHash=${BUILD_HASH}" -o /out/chat ./cmd/chat

FROM debian:bookworm-slim AS runtime
ARG PUID=2000
ARG PGID=2000
RUN apt-get update \
 && apt-get install -y --no-install-recommends \
      ca-certificates \
      curl \
      mailcap \
      poppler-utils \
      tzdata \
 && rm -rf /var/lib/apt/lists/* \
 && groupadd --gid ${PGID} app \
 && useradd --no-log-init --uid ${PUID} --gid ${PGID} --home-dir /chat --no-create-home app

RUN mkdir -p /chat/data /chat/logs /chat/config /chat/plugins \
 && chown -R app:app /chat
COPY --from=server --chown=root:root /out/chat /chat/bin/chat
COPY --from=web /web/dist /chat/client
COPY --chown=app:app config/config.json /chat/config/config.json

USER app
WORKDIR /chat
ENV PATH=/chat/bin:$PATH
VOLUME ["/chat/data", "/chat/logs", "/chat/config", "/chat/plugins"]
EXPOSE 8065
HEALTHCHECK --interval=30s --timeout=10s CMD curl -f http://localhost:8065/api/v4/system/ping || exit 1
CMD ["chat", "server"]
