FROM redis:7.2
COPY redis.conf /etc/redis/redis.conf
ENTRYPOINT ["redis-server", "/etc/redis/redis.conf"]
