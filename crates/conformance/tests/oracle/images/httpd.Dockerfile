# httpd:2.4-bookworm
# Stands in for the image: its accounts, directories and settings, made as its own Dockerfile makes them, without its programs.
# Read in https://github.com/docker-library/httpd, 2.4/Dockerfile
FROM debian:bookworm-slim
RUN mkdir /usr/local/apache2 && chown www-data:www-data /usr/local/apache2
WORKDIR /usr/local/apache2
RUN mkdir htdocs conf logs
EXPOSE 80
CMD ["httpd-foreground"]
