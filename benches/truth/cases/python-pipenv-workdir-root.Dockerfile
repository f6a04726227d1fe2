FROM python:3.12-slim-bookworm
RUN pip install --no-cache-dir pipenv && useradd -m worker
WORKDIR /app
ENV PIPENV_VENV_IN_PROJECT=1
COPY Pipfile Pipfile.lock ./
USER worker
RUN pipenv install --deploy --ignore-pipfile
COPY . .
CMD ["pipenv", "run", "python", "-m", "worker"]
