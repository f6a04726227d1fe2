FROM nginxinc/nginx-unprivileged:stable-alpine
RUN apk add --no-cache curl
COPY dist/ /usr/share/nginx/html/
