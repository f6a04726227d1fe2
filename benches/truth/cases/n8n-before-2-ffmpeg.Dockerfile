FROM docker.n8n.io/n8nio/n8n:1.70.3
USER root
RUN apk add --no-cache ffmpeg python3
USER node
