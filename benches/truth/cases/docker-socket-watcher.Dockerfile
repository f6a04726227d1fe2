FROM alpine:3.20
RUN apk add --no-cache docker-cli bash
COPY watch.sh /usr/local/bin/watch
VOLUME /var/run/docker.sock
CMD ["bash", "/usr/local/bin/watch", "--socket", "/var/run/docker.sock"]
