FROM redis:8

COPY --chmod=0600 redis.conf /etc/redis.conf

ENTRYPOINT ["redis-server", "/etc/redis.conf"]
