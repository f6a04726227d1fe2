FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends tini && rm -rf /var/lib/apt/lists/* \
 && useradd --no-log-init --create-home app
COPY dist/daemon /usr/local/bin/daemon
USER app
ENTRYPOINT ["/usr/bin/tini", "--"]
CMD ["daemon"]
