FROM apache/airflow:2.10.3-python3.12
RUN apt-get update && apt-get install -y --no-install-recommends vim
COPY --chown=airflow:root dags/ /opt/airflow/dags/
