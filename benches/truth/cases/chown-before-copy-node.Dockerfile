FROM node:22-bookworm-slim
WORKDIR /app
RUN chown -R node:node /app
COPY . .
RUN npm ci --omit=dev
USER node
CMD ["npm", "start"]
