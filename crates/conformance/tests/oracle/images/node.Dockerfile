# node:22-bookworm-slim
# Stands in for the image: its accounts, directories and settings, made as its own Dockerfile makes them, without its programs.
# Read in https://github.com/nodejs/docker-node, 22/bookworm-slim/Dockerfile
FROM debian:bookworm-slim
RUN groupadd --gid 1000 node && useradd --uid 1000 --gid node --create-home --shell /bin/bash node
RUN touch /usr/local/bin/node && chmod 755 /usr/local/bin/node
CMD ["node"]
