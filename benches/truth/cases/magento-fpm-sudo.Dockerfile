FROM php:8.2-fpm-bookworm
RUN apt-get update && apt-get install -y --no-install-recommends sudo cron nano git unzip && rm -rf /var/lib/apt/lists/*
RUN useradd -m -g www-data -s /bin/bash magento
RUN echo 'magento ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/magento && chmod 0440 /etc/sudoers.d/magento
COPY --chown=magento:www-data . /var/www/html
USER magento
WORKDIR /var/www/html
CMD ["php-fpm", "-F"]
