FROM debian:bookworm-slim

RUN useradd --uid 1200 --create-home --shell /usr/sbin/nologin worker
COPY --chown=worker:worker worker /opt/worker/

# Docker is content with a name; Kubernetes wants to see a number
USER worker
CMD ["/opt/worker/run"]
