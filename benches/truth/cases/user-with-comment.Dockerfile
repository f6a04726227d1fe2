FROM debian:bookworm-slim
RUN useradd app
COPY app /usr/local/bin/app
USER app # never root
CMD ["/usr/local/bin/app"]
