FROM drupal:11.1-apache
WORKDIR /opt/drupal
RUN composer require drush/drush drupal/admin_toolbar drupal/pathauto
COPY --chown=www-data:www-data web/modules/custom ./web/modules/custom
COPY config/sync ./config/sync
ENV PATH="/opt/drupal/vendor/bin:$PATH"
