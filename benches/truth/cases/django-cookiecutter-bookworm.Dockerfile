ARG PYTHON_VERSION=3.12-slim-bookworm

FROM python:${PYTHON_VERSION} AS wheels
RUN apt-get update && apt-get install --no-install-recommends -y build-essential libpq-dev
COPY ./requirements .
RUN pip wheel --wheel-dir /usr/src/app/wheels -r production.txt

FROM python:${PYTHON_VERSION} AS run
ARG APP_HOME=/app
ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    BUILD_ENV=production
WORKDIR ${APP_HOME}

RUN addgroup --system django \
    && adduser --system --ingroup django django

RUN apt-get update && apt-get install --no-install-recommends -y libpq-dev gettext \
    && apt-get purge -y --auto-remove -o APT::AutoRemove::RecommendsImportant=false \
    && rm -rf /var/lib/apt/lists/*

COPY --from=wheels /usr/src/app/wheels /wheels/
RUN pip install --no-cache-dir --no-index --find-links=/wheels/ /wheels/* && rm -rf /wheels/

COPY --chown=django:django ./compose/production/entrypoint /entrypoint
RUN sed -i 's/\r$//g' /entrypoint && chmod +x /entrypoint
COPY --chown=django:django ./compose/production/start /start
RUN sed -i 's/\r$//g' /start && chmod +x /start

COPY --chown=django:django . ${APP_HOME}
RUN chown -R django:django ${APP_HOME}
USER django
RUN DATABASE_URL="" DJANGO_SETTINGS_MODULE="config.settings.test" python manage.py compilemessages

ENTRYPOINT ["/entrypoint"]
CMD ["/start"]
