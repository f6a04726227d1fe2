FROM node:20-alpine
WORKDIR /home/node/app
RUN chown node:node .
COPY --chown=node:node package*.json ./
USER node
RUN npm ci --omit=dev
USER root
RUN apk add --no-cache tini
COPY . .
ENTRYPOINT ["/sbin/tini", "--"]
CMD ["node", "server.js"]
