FROM nginxinc/nginx-unprivileged:1.29-alpine

# tzdata brings the time zones, for the dates in the log
USER root
RUN apk add --no-cache tzdata
USER nginx

COPY site/ /usr/share/nginx/html/
