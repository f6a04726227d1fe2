FROM cgr.dev/chainguard/node:latest-dev
RUN apk add --no-cache git python-3.12
COPY --chown=65532:65532 . /app
RUN npm ci
