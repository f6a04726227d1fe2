# redis:7-alpine
# Stands in for the image: its accounts, directories and settings, made as its own Dockerfile makes them, without its programs.
# Read in https://github.com/redis/docker-library-redis, alpine/Dockerfile
FROM alpine:3.20
RUN addgroup -S -g 1000 redis && adduser -S -G redis -u 999 redis
RUN mkdir /data && chown redis:redis /data
VOLUME /data
WORKDIR /data
EXPOSE 6379
CMD ["redis-server"]
