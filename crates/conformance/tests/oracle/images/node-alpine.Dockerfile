# node:22-alpine
# Stands in for the image: its accounts, directories and settings, made as its own Dockerfile makes them, without its programs.
# Read in https://github.com/nodejs/docker-node, 22/alpine3.22/Dockerfile
FROM alpine:3.20
RUN addgroup -g 1000 node && adduser -D -u 1000 -G node -s /bin/sh node
RUN touch /usr/local/bin/node && chmod 755 /usr/local/bin/node
CMD ["node"]
