FROM debian:bookworm-slim
RUN useradd -m app
WORKDIR /home/app
COPY --chown=app: . .
USER app
CMD ["./start"]
