FROM debian:bookworm-slim
RUN useradd --uid 1234 app
COPY --chmod=755 app /usr/local/bin/app
USER app:webapps
CMD ["app"]
