FROM debian:13-slim

COPY thumbs /usr/local/bin/thumbs

CMD ["thumbs"]
