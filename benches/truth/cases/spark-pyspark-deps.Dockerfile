FROM apache/spark:4.0.0-scala2.13-java17-python3-ubuntu
USER root
RUN pip3 install --no-cache-dir pandas==2.2.3 pyarrow==18.1.0 delta-spark==4.0.0
COPY jars/postgresql-42.7.4.jar /opt/spark/jars/
COPY --chown=spark:spark jobs/ /opt/jobs/
WORKDIR /opt/jobs
USER spark
