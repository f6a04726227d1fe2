FROM debian:bookworm-slim

RUN useradd --uid 1200 --create-home app
WORKDIR /app
RUN chown app:app /app

USER app

RUN apt-get update && apt-get install -y --no-install-recommends curl ca-certificates
COPY --chown=app:app . .
CMD ["./start.sh"]
