FROM registry.access.redhat.com/ubi9/nodejs-20:latest
RUN dnf install -y git
COPY . .
RUN npm ci
CMD ["npm", "start"]
