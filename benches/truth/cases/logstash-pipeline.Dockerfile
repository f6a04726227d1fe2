FROM docker.elastic.co/logstash/logstash:8.15.3
RUN rm -f /usr/share/logstash/pipeline/logstash.conf
COPY --chown=logstash:root pipeline/ /usr/share/logstash/pipeline/
RUN logstash-plugin install logstash-filter-json_encode
