FROM zookeeper:3.9
COPY zoo.cfg /conf/zoo.cfg
RUN chown zookeeper:zookeeper /conf/zoo.cfg
