FROM ubuntu:22.04
RUN groupadd --gid 200000 app && useradd --no-log-init --uid 200000 --gid app --create-home app
COPY app /usr/local/bin/app
USER app
CMD ["app"]
