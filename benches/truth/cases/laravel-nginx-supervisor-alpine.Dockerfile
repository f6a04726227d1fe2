FROM node:20-alpine AS assets
WORKDIR /app
COPY package.json package-lock.json vite.config.js ./
RUN npm ci
COPY resources resources
COPY public public
RUN npm run build

FROM composer:2 AS vendor
WORKDIR /app
COPY composer.json composer.lock ./
RUN composer install --no-dev --no-scripts --prefer-dist --ignore-platform-reqs

FROM php:8.3-fpm-alpine
RUN apk add --no-cache \
      icu-libs \
      libpng \
      libzip \
      nginx \
      supervisor \
 && apk add --no-cache --virtual .build-deps $PHPIZE_DEPS icu-dev libpng-dev libzip-dev \
 && docker-php-ext-install bcmath gd intl opcache pcntl pdo_mysql zip \
 && pecl install redis \
 && docker-php-ext-enable redis \
 && apk del .build-deps

COPY docker/nginx.conf /etc/nginx/nginx.conf
COPY docker/php.ini /usr/local/etc/php/conf.d/app.ini
COPY docker/supervisord.conf /etc/supervisord.conf

WORKDIR /var/www/html
COPY --chown=www-data:www-data . .
COPY --chown=www-data:www-data --from=vendor /app/vendor ./vendor
COPY --chown=www-data:www-data --from=assets /app/public/build ./public/build
RUN chmod -R 775 storage bootstrap/cache

EXPOSE 80
CMD ["/usr/bin/supervisord", "-c", "/etc/supervisord.conf"]
