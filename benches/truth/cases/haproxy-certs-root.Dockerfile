FROM haproxy:3.0-alpine
USER root
RUN apk add --no-cache socat
COPY haproxy.cfg /usr/local/etc/haproxy/
COPY certs/ /etc/haproxy/certs/
