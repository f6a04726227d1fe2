FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends libcap2-bin && rm -rf /var/lib/apt/lists/* && useradd -m web
COPY server /usr/local/bin/server
RUN setcap cap_net_bind_service=+ep /usr/local/bin/server
USER web
EXPOSE 80
CMD ["server"]
