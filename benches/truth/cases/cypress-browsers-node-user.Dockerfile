FROM cypress/browsers:22.12.0
RUN mkdir -p /e2e && chown node:node /e2e
USER node
WORKDIR /e2e
COPY --chown=node:node package*.json ./
RUN npm ci && npx cypress install
COPY --chown=node:node . .
CMD ["npx", "cypress", "run"]
