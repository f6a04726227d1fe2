# python:3.13-slim-bookworm
# Stands in for the image: its accounts, directories and settings, made as its own Dockerfile makes them, without its programs.
# Read in https://github.com/docker-library/python, 3.13/slim-bookworm/Dockerfile
FROM debian:bookworm-slim
RUN touch /usr/local/bin/python3 && chmod 755 /usr/local/bin/python3
CMD ["python3"]
