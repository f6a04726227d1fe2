# syntax=docker/dockerfile:1
FROM alpine:3.20
RUN apk add --no-cache su-exec && adduser -D -u 1000 app && mkdir /data
COPY --chmod=755 <<'EOS' /entrypoint.sh
#!/bin/sh
set -e
chown -R app:app /data
exec su-exec app "$@"
EOS
COPY server /usr/local/bin/server
VOLUME /data
ENTRYPOINT ["/entrypoint.sh"]
CMD ["server"]
