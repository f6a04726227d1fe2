FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends nginx-light && rm -rf /var/lib/apt/lists/* \
 && ln -sf /dev/stdout /var/log/nginx/access.log && ln -sf /dev/stderr /var/log/nginx/error.log
COPY site.conf /etc/nginx/sites-enabled/default
COPY --chown=www-data:www-data www/ /var/www/html/
STOPSIGNAL SIGQUIT
CMD ["nginx", "-g", "daemon off;"]
