FROM node:22-bookworm-slim
RUN groupadd -g 1001 app && useradd -u 1001 -g app app
WORKDIR /srv
COPY package*.json ./
RUN npm ci
COPY . .
USER app
CMD ["npx", "serve", "-l", "3000", "public"]
