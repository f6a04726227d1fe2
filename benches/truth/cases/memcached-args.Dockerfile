FROM memcached:1.6-alpine
CMD ["memcached", "-m", "256", "-c", "2048"]
