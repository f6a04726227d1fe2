FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends gosu && rm -rf /var/lib/apt/lists/* \
 && useradd worker && mkdir /spool && chown worker /spool
COPY worker /usr/local/bin/worker
CMD ["gosu", "worker", "/usr/local/bin/worker", "--spool", "/spool"]
