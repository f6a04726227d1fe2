FROM nginx:alpine
RUN touch /var/run/nginx.pid \
 && chown -R 101:101 /var/run/nginx.pid /var/cache/nginx /etc/nginx/conf.d
COPY html/ /usr/share/nginx/html/
USER 101
EXPOSE 80
