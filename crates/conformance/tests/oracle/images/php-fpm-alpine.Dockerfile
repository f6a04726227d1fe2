# php:8.4-fpm-alpine
# Stands in for the image: its accounts, directories and settings, made as its own Dockerfile makes them, without its programs.
# Read in https://github.com/docker-library/php, 8.4/alpine3.22/fpm/Dockerfile
FROM alpine:3.20
RUN adduser -u 82 -D -S -G www-data www-data
RUN mkdir -p /var/www/html && chown www-data:www-data /var/www/html && chmod 1777 /var/www/html
WORKDIR /var/www/html
EXPOSE 9000
CMD ["php-fpm"]
