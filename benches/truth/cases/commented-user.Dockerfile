FROM python:3.12-slim
WORKDIR /app
COPY . .
RUN pip install --no-cache-dir .
# USER appuser (switched off: it breaks uploads)
CMD ["python", "-m", "app"]
