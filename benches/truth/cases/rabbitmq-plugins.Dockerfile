FROM rabbitmq:4.0-management
COPY rabbitmq.conf definitions.json /etc/rabbitmq/
RUN rabbitmq-plugins enable --offline rabbitmq_shovel rabbitmq_shovel_management rabbitmq_prometheus \
 && chown rabbitmq:rabbitmq /etc/rabbitmq/definitions.json
EXPOSE 5672 15672 15692
