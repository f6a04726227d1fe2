FROM ghcr.io/puppeteer/puppeteer:23.11.1
COPY --chown=pptruser:pptruser package.json ./
RUN npm install
COPY --chown=pptruser:pptruser . .
CMD ["node", "crawl.js"]
