FROM node:22-slim
WORKDIR /usr/src/app
COPY package*.json ./
USER node
RUN npm ci --omit=dev
COPY . .
EXPOSE 8080
CMD ["node", "server.js"]
