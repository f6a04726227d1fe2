FROM neo4j:5.26
ENV NEO4J_PLUGINS='["apoc"]'
COPY --chown=neo4j:neo4j conf/neo4j.conf /conf/neo4j.conf
