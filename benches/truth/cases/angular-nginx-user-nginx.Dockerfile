FROM node:22-alpine AS build
WORKDIR /src
COPY package*.json ./
RUN npm ci
COPY . .
RUN npm run build -- --output-path=/out

FROM nginx:1.27-alpine
RUN sed -i 's/listen  *80;/listen 8080;/' /etc/nginx/conf.d/default.conf \
 && sed -i '/^user /d' /etc/nginx/nginx.conf \
 && sed -i 's,/run/nginx.pid,/tmp/nginx.pid,' /etc/nginx/nginx.conf \
 && chown -R nginx:nginx /var/cache/nginx /var/log/nginx /etc/nginx/conf.d
COPY --from=build /out /usr/share/nginx/html
USER nginx
EXPOSE 8080
