FROM ubuntu:22.04
RUN useradd --uid 200000 --create-home app
COPY app /usr/local/bin/app
USER app
CMD ["app"]
