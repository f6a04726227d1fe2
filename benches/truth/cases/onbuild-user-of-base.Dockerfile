FROM node:20-alpine AS base
ONBUILD USER node
ONBUILD WORKDIR /home/node/app

FROM base
COPY --chown=node:node . .
CMD ["node", "index.js"]
