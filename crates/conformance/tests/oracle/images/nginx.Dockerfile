# nginx:1.28-bookworm
# Stands in for the image: its accounts, directories and settings, made as its own Dockerfile makes them, without its programs.
# Read in https://github.com/nginx/docker-nginx, stable/debian/Dockerfile, and the package of nginx.org
FROM debian:bookworm-slim
RUN groupadd --system --gid 101 nginx \
    && useradd --system --gid nginx --no-create-home --home /nonexistent --shell /bin/false --uid 101 nginx
RUN mkdir -p /etc/nginx/conf.d /usr/share/nginx/html /var/cache/nginx /var/log/nginx /docker-entrypoint.d
EXPOSE 80
CMD ["nginx", "-g", "daemon off;"]
