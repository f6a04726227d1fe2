FROM debian:trixie-slim
RUN useradd -r -g web -u 700 web
COPY web /usr/local/bin/web
USER web
CMD ["web"]
