FROM debian:bookworm-slim AS base
RUN useradd -m app
USER app
WORKDIR /home/app

FROM base AS test
COPY --chown=app:app . .
RUN sh ./test.sh

FROM base
COPY --chown=app:app dist/ ./dist/
CMD ["./dist/run"]
