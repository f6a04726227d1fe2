# syntax=docker/dockerfile:1
FROM debian:bookworm-slim
RUN useradd -m app
COPY --link seed.json /tmp/seed.json
COPY app /usr/local/bin/app
USER app
CMD ["app", "--seed", "/tmp/seed.json"]
