# php:8.4-apache-bookworm
# Stands in for the image: its accounts, directories and settings, made as its own Dockerfile makes them, without its programs.
# Read in https://github.com/docker-library/php, 8.4/bookworm/apache/Dockerfile
FROM debian:bookworm-slim
RUN mkdir -p /var/www/html /var/run/apache2 /var/lock/apache2 /var/log/apache2 \
    && chown www-data:www-data /var/www/html /var/run/apache2 /var/lock/apache2 /var/log/apache2 \
    && chmod 1777 /var/www/html /var/run/apache2 /var/lock/apache2 /var/log/apache2
WORKDIR /var/www/html
EXPOSE 80
CMD ["apache2-foreground"]
