FROM debian:bookworm-slim
RUN useradd -m -u 1000 app
USER app
WORKDIR /srv/work
RUN touch state && mkdir cache
COPY --chown=app:app run.sh .
CMD ["./run.sh"]
