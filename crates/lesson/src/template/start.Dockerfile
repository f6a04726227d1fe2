FROM python:3.13-slim
WORKDIR /srv
COPY server.py ./
CMD ["python3", "server.py"]
