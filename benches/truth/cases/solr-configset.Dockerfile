FROM solr:9.7-slim
COPY --chown=solr:solr configsets/products /opt/solr/server/solr/configsets/products
CMD ["solr-precreate", "products", "/opt/solr/server/solr/configsets/products"]
