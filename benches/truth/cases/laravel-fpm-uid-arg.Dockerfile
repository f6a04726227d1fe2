FROM php:8.3-fpm-bookworm

RUN apt-get update && apt-get install -y --no-install-recommends \
      git unzip libpng-dev libonig-dev libxml2-dev libzip-dev \
  && docker-php-ext-install pdo_mysql mbstring exif pcntl bcmath gd zip \
  && rm -rf /var/lib/apt/lists/*

COPY --from=composer:2 /usr/bin/composer /usr/bin/composer

ARG UID=1000
ARG GID=1000
RUN groupadd -g ${GID} www && useradd -u ${UID} -g www -m -s /bin/bash www

WORKDIR /var/www
COPY --chown=www:www composer.json composer.lock ./
RUN composer install --no-dev --no-scripts --no-autoloader
COPY --chown=www:www . .
RUN composer dump-autoload --optimize && chown -R www:www /var/www

USER www
EXPOSE 9000
CMD ["php-fpm"]
