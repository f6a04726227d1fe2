# rabbitmq:4-alpine
# Stands in for the image: its accounts, directories and settings, made as its own Dockerfile makes them, without its programs.
# Read in https://github.com/docker-library/rabbitmq, 4.1/alpine/Dockerfile
FROM alpine:3.20
RUN addgroup -g 101 -S rabbitmq && adduser -S -h /var/lib/rabbitmq -u 100 -G rabbitmq rabbitmq
RUN mkdir -p /etc/rabbitmq /opt/rabbitmq /var/log/rabbitmq \
    && chown -R rabbitmq:rabbitmq /var/lib/rabbitmq /etc/rabbitmq /opt/rabbitmq /var/log/rabbitmq \
    && chmod 1777 /var/lib/rabbitmq /etc/rabbitmq /var/log/rabbitmq
VOLUME /var/lib/rabbitmq
CMD ["rabbitmq-server"]
