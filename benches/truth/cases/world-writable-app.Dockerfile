FROM php:8.3-apache
COPY . /var/www/html/
RUN chmod -R 777 /var/www/html/storage /var/www/html/bootstrap/cache
RUN a2enmod rewrite
