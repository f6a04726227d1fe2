FROM haproxy:3.1
COPY haproxy.cfg /usr/local/etc/haproxy/haproxy.cfg
