FROM ruby:3.4-slim

RUN groupadd --gid 1200 app && useradd --uid 1200 --gid app app

WORKDIR /app
RUN chown -R app:app /app

COPY Gemfile Gemfile.lock ./
RUN bundle install
COPY . .

USER app
CMD ["bundle", "exec", "puma"]
