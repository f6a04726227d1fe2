FROM confluentinc/cp-kafka-connect:7.6.1
ENV CONNECT_PLUGIN_PATH="/usr/share/java,/usr/share/confluent-hub-components"
RUN confluent-hub install --no-prompt confluentinc/kafka-connect-jdbc:10.7.6 \
 && confluent-hub install --no-prompt debezium/debezium-connector-postgresql:2.5.4
