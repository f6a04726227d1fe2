FROM alpine:3.22

RUN useradd -m -u 1200 app

COPY --chown=app:app ./server /usr/local/bin/server
USER app
ENTRYPOINT ["/usr/local/bin/server"]
