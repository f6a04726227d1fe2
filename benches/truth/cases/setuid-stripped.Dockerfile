FROM debian:bookworm-slim
RUN find / -xdev -perm /6000 -type f -exec chmod a-s {} + || true
RUN useradd -m app
COPY app /usr/local/bin/app
USER app
CMD ["app"]
