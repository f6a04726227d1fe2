FROM debian:bookworm-slim
WORKDIR /srv/work
RUN useradd -m -u 1000 app
USER app
RUN touch state && mkdir cache
CMD ["./run.sh"]
