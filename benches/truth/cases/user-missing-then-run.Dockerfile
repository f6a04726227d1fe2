FROM node:20-alpine
WORKDIR /app
COPY package*.json ./
USER nodejs
RUN npm ci
COPY . .
CMD ["node", "index.js"]
