FROM php:8.2-cli-alpine
RUN apk add --no-cache bash git
RUN useradd -r -u 1001 -g www-data crawler
WORKDIR /crawler
COPY . .
USER crawler
ENTRYPOINT ["php", "bin/crawl"]
