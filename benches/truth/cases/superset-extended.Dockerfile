FROM apache/superset:4.1.1

USER root

# Drivers for databases and the browser that takes screenshots for reports
RUN apt-get update && apt-get install -y --no-install-recommends \
      firefox-esr \
      libmariadb-dev \
      pkg-config \
      build-essential \
    && rm -rf /var/lib/apt/lists/*

RUN pip install --no-cache-dir \
      mysqlclient \
      psycopg2-binary \
      clickhouse-connect \
      Authlib

USER superset
COPY --chown=superset superset_config.py /app/pythonpath/
ENV SUPERSET_CONFIG_PATH=/app/pythonpath/superset_config.py
USER superset

EXPOSE 8088
