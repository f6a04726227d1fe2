# syntax=docker/dockerfile:1
FROM debian:bookworm-slim
RUN useradd -m app
COPY <<EOF /usr/local/bin/start
#!/bin/sh
exec sleep infinity
EOF
USER app
ENTRYPOINT ["/usr/local/bin/start"]
