FROM opensearchproject/opensearch:2.18.0
RUN /usr/share/opensearch/bin/opensearch-plugin install --batch analysis-phonetic
COPY --chown=opensearch:opensearch opensearch.yml /usr/share/opensearch/config/opensearch.yml
