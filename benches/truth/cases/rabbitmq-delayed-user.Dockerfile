FROM rabbitmq:3.13
ADD --chown=rabbitmq:rabbitmq --chmod=644 https://plugins.example.com/rabbitmq_delayed_message_exchange-3.13.0.ez /opt/rabbitmq/plugins/
RUN rabbitmq-plugins enable --offline rabbitmq_delayed_message_exchange
USER rabbitmq
