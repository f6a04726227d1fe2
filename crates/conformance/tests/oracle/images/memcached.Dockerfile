# memcached:1.6-bookworm
# Stands in for the image: its accounts, directories and settings, made as its own Dockerfile makes them, without its programs.
# Read in https://github.com/docker-library/memcached, 1/debian/Dockerfile
FROM debian:bookworm-slim
RUN groupadd --system --gid 11211 memcache && useradd --system --gid memcache --uid 11211 memcache
USER memcache
EXPOSE 11211
CMD ["memcached"]
