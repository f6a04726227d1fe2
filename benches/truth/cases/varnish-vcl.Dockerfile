FROM varnish:7.6
COPY default.vcl /etc/varnish/default.vcl
ENV VARNISH_SIZE=512M
