FROM docker.elastic.co/elasticsearch/elasticsearch:8.19.2
RUN bin/elasticsearch-plugin install --batch analysis-icu
COPY --chown=1000:0 elasticsearch.yml /usr/share/elasticsearch/config/elasticsearch.yml
