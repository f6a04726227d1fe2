FROM nginxinc/nginx-unprivileged:1.26-alpine
RUN rm /etc/nginx/conf.d/default.conf
COPY nginx.conf /etc/nginx/nginx.conf
