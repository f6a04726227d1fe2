FROM ghost:5.105
WORKDIR /var/lib/ghost
COPY storage/s3 ./content.orig/adapters/storage/s3
RUN cd ./content.orig/adapters/storage/s3 && npm install --omit=dev
