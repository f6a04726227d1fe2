FROM ruby:3.3 AS site
WORKDIR /site
COPY Gemfile Gemfile.lock ./
RUN bundle install
COPY . .
RUN JEKYLL_ENV=production bundle exec jekyll build --destination /out

FROM nginxinc/nginx-unprivileged:1.27-alpine
COPY --from=site /out /usr/share/nginx/html
EXPOSE 8080
