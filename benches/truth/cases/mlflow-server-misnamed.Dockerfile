FROM python:3.12-slim
RUN pip install --no-cache-dir mlflow==2.19.0 psycopg2-binary boto3 \
 && useradd --system --uid 1500 mlflow-svc
EXPOSE 5000
USER mlflow
CMD ["mlflow", "server", "--host", "0.0.0.0", "--port", "5000"]
