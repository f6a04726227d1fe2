FROM haproxy:2.8
RUN apt-get update && apt-get install -y curl
COPY haproxy.cfg /usr/local/etc/haproxy/haproxy.cfg
