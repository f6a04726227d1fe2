# ruby:3.4-slim-bookworm
# Stands in for the image: its accounts, directories and settings, made as its own Dockerfile makes them, without its programs.
# Read in https://github.com/docker-library/ruby, 3.4/slim-bookworm/Dockerfile
FROM debian:bookworm-slim
ENV GEM_HOME=/usr/local/bundle PATH=/usr/local/bundle/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
RUN mkdir /usr/local/bundle && chmod 1777 /usr/local/bundle
CMD ["irb"]
