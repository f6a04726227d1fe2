FROM couchdb:3.3.3
COPY --chown=couchdb:couchdb local.ini /opt/couchdb/etc/local.d/local.ini
