ARG APP_USER=app
FROM debian:bookworm-slim
RUN useradd -m app
WORKDIR /home/app
COPY --chown=app:app . .
USER $APP_USER
CMD ["./run.sh"]
