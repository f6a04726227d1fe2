FROM debian:bookworm-slim
COPY collector /usr/local/bin/collector
USER 0:0
ENTRYPOINT ["collector"]
