# syntax=docker/dockerfile:1
FROM node:22-bookworm-slim
WORKDIR /app
COPY --link --chown=node:node package*.json ./
USER node
RUN npm ci
