FROM cypress/included:13.17.0
WORKDIR /e2e
COPY cypress.config.js package.json ./
COPY cypress ./cypress
