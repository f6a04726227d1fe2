FROM serversideup/php:8.3-fpm-nginx

USER root
RUN install-php-extensions intl bcmath
USER www-data

COPY --chown=www-data:www-data . /var/www/html
RUN composer install --no-interaction --no-dev --optimize-autoloader
EXPOSE 8080
