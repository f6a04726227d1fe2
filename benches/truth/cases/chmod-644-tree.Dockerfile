FROM debian:bookworm-slim
RUN useradd app
COPY --chmod=644 config/ /etc/app/
COPY --chmod=755 app /usr/local/bin/app
USER app
CMD ["app", "-c", "/etc/app/main.toml"]
