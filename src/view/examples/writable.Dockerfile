FROM php:8.4-apache

WORKDIR /var/www/html
COPY . .
RUN mkdir -p storage/cache \
    # "Permission denied" goes away like this, and so does the wall
    && chmod -R 777 storage

USER www-data
