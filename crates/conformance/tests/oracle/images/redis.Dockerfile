# redis:7-bookworm
# Stands in for the image: its accounts, directories and settings, made as its own Dockerfile makes them, without its programs.
# Read in https://github.com/redis/docker-library-redis, debian/Dockerfile
FROM debian:bookworm-slim
RUN groupadd --system --gid 999 redis && useradd --system --gid redis --uid 999 redis
RUN mkdir /data && chown redis:redis /data
VOLUME /data
WORKDIR /data
EXPOSE 6379
CMD ["redis-server"]
