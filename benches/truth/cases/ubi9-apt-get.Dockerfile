FROM registry.access.redhat.com/ubi9/ubi:9.5
RUN apt-get update && apt-get install -y python3
WORKDIR /app
COPY . .
CMD ["python3", "main.py"]
