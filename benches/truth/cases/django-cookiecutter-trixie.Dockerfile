FROM python:3.13-slim
ENV PYTHONUNBUFFERED=1
WORKDIR /app

RUN addgroup --system django \
    && adduser --system --ingroup django django

COPY requirements/production.txt .
RUN pip install --no-cache-dir -r production.txt
COPY --chown=django:django . /app
USER django
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:5000"]
