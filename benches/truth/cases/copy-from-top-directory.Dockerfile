FROM debian:bookworm-slim AS build
RUN useradd -u 1000 -m app
RUN mkdir -p /state/db && chown -R app:app /state

FROM debian:bookworm-slim
RUN useradd -u 1000 -m app
COPY --from=build /state /state
USER app
CMD ["sh", "-c", "echo ok > /state/ready && exec sleep infinity"]
