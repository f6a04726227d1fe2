FROM debian:bookworm-slim
RUN useradd -u 1000 app
COPY agent /usr/local/bin/agent
USER "1000"
ENTRYPOINT ["agent"]
