FROM debian:bookworm-slim
RUN useradd -m app
USER app
WORKDIR /home/app
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates
COPY --chown=app:app bin/ ./bin/
CMD ["./bin/run"]
