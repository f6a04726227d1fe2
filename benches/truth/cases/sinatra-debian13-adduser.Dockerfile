FROM debian:13-slim

RUN apt-get update \
 && apt-get install -y --no-install-recommends bundler ruby-full build-essential \
 && rm -rf /var/lib/apt/lists/*

RUN adduser --disabled-password --gecos "" app

WORKDIR /srv/app
COPY Gemfile Gemfile.lock ./
RUN bundle config set path /srv/gems && bundle install
COPY . .

USER app
EXPOSE 4567
CMD ["bundle", "exec", "ruby", "app.rb", "-o", "0.0.0.0"]
