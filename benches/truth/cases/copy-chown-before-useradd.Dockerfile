FROM debian:bookworm-slim
WORKDIR /srv
COPY --chown=app:app . .
RUN useradd app
USER app
CMD ["./serve"]
