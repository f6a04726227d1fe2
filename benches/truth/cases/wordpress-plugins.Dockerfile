FROM wordpress:6.7-php8.3-apache
RUN set -eux; \
    apt-get update; \
    apt-get install -y --no-install-recommends unzip; \
    rm -rf /var/lib/apt/lists/*
COPY --chown=www-data:www-data wp-content/themes/ /usr/src/wordpress/wp-content/themes/
COPY --chown=www-data:www-data wp-content/plugins/ /usr/src/wordpress/wp-content/plugins/
COPY php.ini /usr/local/etc/php/conf.d/custom.ini
