FROM ruby:3.4-alpine3.21

RUN apk add --no-cache build-base postgresql-dev yaml-dev tzdata git
RUN addgroup -g 2000 sidekiq && adduser -D -u 2000 -G sidekiq sidekiq

WORKDIR /worker
COPY --chown=sidekiq:sidekiq Gemfile Gemfile.lock ./
RUN bundle install --jobs "$(nproc)"
COPY --chown=sidekiq:sidekiq . .

USER sidekiq
CMD ["bundle", "exec", "sidekiq", "-C", "config/sidekiq.yml"]
