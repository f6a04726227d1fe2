FROM php:8.3-apache
RUN docker-php-ext-install mysqli pdo_mysql && a2enmod rewrite headers
COPY --chown=www-data:www-data public/ /var/www/html/
COPY apache/000-default.conf /etc/apache2/sites-available/000-default.conf
EXPOSE 80
