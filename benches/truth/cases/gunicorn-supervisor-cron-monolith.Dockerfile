FROM python:3.11-bookworm

ENV PYTHONUNBUFFERED=1
ENV POSTGRES_HOST=db \
    POSTGRES_USER=portal
ENV POSTGRES_PASSWORD=portal123

RUN apt-get update && apt-get install -y \
      cron \
      gettext \
      nginx \
      supervisor \
      vim \
    && rm -rf /var/lib/apt/lists/*

RUN adduser --system --group --no-create-home portal

WORKDIR /portal
COPY requirements/ requirements/
RUN pip install -r requirements/production.txt
COPY . .

RUN python manage.py collectstatic --noinput \
 && python manage.py compilemessages \
 && chown -R portal:portal /portal/media

COPY deploy/nginx.conf /etc/nginx/sites-available/default
COPY deploy/supervisor.conf /etc/supervisor/conf.d/portal.conf
COPY deploy/crontab /etc/cron.d/portal
RUN chmod 0644 /etc/cron.d/portal

EXPOSE 80
CMD ["supervisord", "-n"]
