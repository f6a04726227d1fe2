FROM minio/minio:RELEASE.2024-12-18T13-15-44Z
COPY certs/ /root/.minio/certs/
CMD ["server", "/data", "--console-address", ":9001"]
