FROM python:3.12-slim AS deps
ENV POETRY_VERSION=1.8.5 POETRY_HOME=/opt/poetry POETRY_VIRTUALENVS_IN_PROJECT=true
RUN pip install --no-cache-dir "poetry==${POETRY_VERSION}"
WORKDIR /app
COPY pyproject.toml poetry.lock ./
RUN poetry install --only main --no-root --no-interaction

FROM python:3.12-slim
WORKDIR /app
COPY --from=deps /app/.venv /app/.venv
COPY src ./src
ENV PATH=/app/.venv/bin:$PATH PYTHONPATH=/app/src
USER 10001
EXPOSE 8000
CMD ["uvicorn", "service.main:app", "--host", "0.0.0.0"]
