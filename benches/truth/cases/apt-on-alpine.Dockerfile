FROM node:20-alpine
RUN apt-get update && apt-get install -y imagemagick
WORKDIR /app
COPY . .
RUN npm ci
CMD ["node", "."]
