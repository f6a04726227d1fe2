FROM docker.n8n.io/n8nio/n8n:2.1.4
USER root
RUN apk add --no-cache ffmpeg
USER node
