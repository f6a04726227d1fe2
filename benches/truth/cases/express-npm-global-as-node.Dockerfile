FROM node:20-alpine
USER node
RUN npm install -g pm2@5
WORKDIR /home/node/app
COPY --chown=node:node package*.json ./
RUN npm ci --omit=dev
COPY --chown=node:node . .
CMD ["pm2-runtime", "ecosystem.config.js"]
